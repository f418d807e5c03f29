"""Legal forms of companies: their usual spellings, reduced to one code per form.

Spellings of the same form agree ("Co., Ltd.", "Company Limited"); different forms stay
different, and so does a form at the front from one at the back where both exist as
different companies (株式会社). Nothing else about names is decided here.

Spellings are kept as words run together: "coltd" stands for "Co., Ltd.", "CO.LTD" and
"co ltd" alike, since punctuation and spaces inside a form never tell two forms apart.
"""

import re
import unicodedata

# code -> spellings, lower case, words run together; the code without its spaces is one too.
_BACK: dict[str, tuple[str, ...]] = {
    # English-speaking countries, and what Asia writes in English
    "pcl": ("publiccompanylimited", "publiccoltd", "publiccolimited", "publiccompanyltd"),
    "co ltd": ("companylimited", "companyltd", "colimited"),
    "ltd": ("limited",),
    "pte ltd": ("ptelimited",),
    "pvt ltd": ("privatelimited", "privateltd", "pvtlimited", "pltd"),
    "pty ltd": ("proprietarylimited", "ptylimited", "proprietaryltd"),
    "plc": ("publiclimitedcompany",),
    "inc": ("incorporated",),
    "corp": ("corporation",),
    "co inc": ("companyinc", "companyincorporated"),
    "llc": ("limitedliabilitycompany", "limitedliabilityco"),
    "llp": ("limitedliabilitypartnership",),
    "lp": ("limitedpartnership",),
    "jsc": ("jointstockcompany", "jointstockco"),
    "ojsc": ("openjointstockcompany",),
    "cjsc": ("closedjointstockcompany",),
    "pjsc": ("publicjointstockcompany",),
    "co": ("company",),
    # Malaysia and Indonesia
    "sdn bhd": ("sendirianberhad", "sdnberhad"),
    "bhd": ("berhad",),
    "persero tbk": (),
    "persero": (),
    "tbk": ("terbuka",),
    # German
    "gmbh co kg": ("gmbhundcokg", "gmbhucokg", "gesellschaftmitbeschränkterhaftungcokg"),
    "gmbh": ("gesellschaftmitbeschränkterhaftung",),
    "ag": ("aktiengesellschaft",),
    "ug": ("ughaftungsbeschränkt", "unternehmergesellschafthaftungsbeschränkt"),
    "kg": ("kommanditgesellschaft",),
    "ohg": ("offenehandelsgesellschaft",),
    "ek": ("ekfm", "eingetragenerkaufmann"),
    # Romance languages
    "sa de cv": ("sociedadanónimadecapitalvariable",),
    "s de rl de cv": (),
    "sa": ("sociétéanonyme", "sociedadanónima", "sociedadeanônima"),
    "sau": (),
    "sas": ("sociétéparactionssimplifiée",),
    "sarl": ("sàrl", "sociétéàresponsabilitélimitée"),
    "srl": ("societàaresponsabilitàlimitata",),
    "spa": ("societàperazioni",),
    "sl": ("sociedadlimitada",),
    "slu": ("sociedadlimitadaunipersonal",),
    "ltda": ("limitada",),
    "lda": (),
    # The Low Countries and the North
    "bv": ("beslotenvennootschap",),
    "nv": ("naamlozevennootschap",),
    "ab": ("aktiebolag",),
    "aps": ("anpartsselskab",),
    "as": ("aksjeselskap", "aktieselskab", "akciováspolečnost"),
    "oy": ("osakeyhtiö",),
    "oyj": (),
    # Central and eastern Europe, Turkey
    "sp zoo": ("spółkazograniczonąodpowiedzialnością",),
    "sp k": (),
    "sro": ("spolsro",),
    "doo": (),
    "kft": ("korlátoltfelelősségűtársaság",),
    "zrt": (),
    "nyrt": (),
    "ood": (),
    "оод": (),
    "ltd şti": ("ltdsti", "limitedşirketi"),
    "aş": ("anonimşirketi",),
    # The Gulf and Japan
    "fze": (),
    "fzco": (),
    "fz llc": (),
    "wll": (),
    "kk": ("kabushikikaisha", "kabushikigaisha"),
}
# These stand at the front, and at the back where a list is sorted by name ("Foo, PT").
_EITHER: dict[str, tuple[str, ...]] = {
    "pt": ("perseroanterbatas",),
    "cv": (),
    "uab": (),
    "sia": (),
    "ooo": ("ооо", "обществосограниченнойответственностью"),
    "ао": ("акционерноеобщество",),
    "пао": ("публичноеакционерноеобщество",),
    "зао": ("закрытоеакционерноеобщество",),
    "оао": ("открытоеакционерноеобщество",),
    "тов": ("товариствозобмеженоювідповідальністю",),
}
_FRONT: dict[str, tuple[str, ...]] = {
    "ud": (),
    "llc": (),
    "jsc": (),
    "ojsc": (),
    "cjsc": (),
    "pjsc": (),
    # Vietnamese, compared without accents
    "tnhh mtv": (
        "congtytnhhmotthanhvien",
        "congtytnhhmtv",
        "congtytnhh1thanhvien",
        "congtytrachnhiemhuuhanmotthanhvien",
        "congtytrachnhiemhuuhanmtv",
        "congtytrachnhiemhuuhan1thanhvien",
    ),
    "tnhh": ("congtytnhh", "congtytrachnhiemhuuhan", "congtytnhhhaithanhvientrolen"),
    "ctcp": ("congtycophan", "congtycp"),
    "dntn": ("doanhnghieptunhan",),
}
# Scripts without spaces: no word boundary is asked for. Longest first.
_UNSPACED_BACK = (
    ("股份有限公司", "股份有限公司"),
    ("有限责任公司", "有限公司"),
    ("有限責任公司", "有限公司"),
    ("有限公司", "有限公司"),
    *((spelling, f"~{form}") for form, short in (
        ("株式会社", "(株)"), ("有限会社", "(有)"), ("合同会社", "(同)"),
        ("주식회사", "(주)"), ("유한회사", "(유)"),
    ) for spelling in (form, short)),
)  # fmt: skip
_UNSPACED_FRONT = (
    *((spelling, f"{code.removeprefix('~')}~") for spelling, code in _UNSPACED_BACK[4:]),
    ("ห้างหุ้นส่วนจํากัด", "หจก"),
    ("หจก.", "หจก"),
    ("บมจ.", "บมจ"),
    ("บจก.", "บจก"),
    ("บจ.", "บจก"),
)
# Thai tidied by compatibility: sara am comes in two parts.
_THAI_COMPANY = re.compile(r"^บริษัท\s*(?P<core>.+?)\s*จํากัด\s*(?P<public>\(มหาชน\))?$")
_WORD = re.compile(r"[^\W_]+")
_JOINTS = " ,;.-"
_LONGEST = 8  # words in the longest spelling


def _spellings(*tables: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {
        spelling: code
        for table in tables
        for code, others in table.items()
        for spelling in (code.replace(" ", ""), *others)
    }


_BACK_CODES = _spellings(_BACK, _EITHER)
_FRONT_CODES = _spellings(_EITHER, _FRONT)
_FRONT_CODES.update(
    {
        spelling.replace("congty", "cty", 1): code
        for spelling, code in _FRONT_CODES.items()
        if spelling.startswith("congty")
    }
)
_CODES = frozenset(
    (
        *_BACK_CODES.values(),
        *_FRONT_CODES.values(),
        *(code for _, code in _UNSPACED_BACK),
        *(code for _, code in _UNSPACED_FRONT),
    )
)


def split_legal_form(tidied: str) -> tuple[str, tuple[str, ...]]:
    """The name without its legal form, and the codes of the forms it bore, in a fixed order.

    `tidied` comes from `matching.tidy`. A name that is nothing but legal form keeps it. A name
    with its codes in angle brackets at the end ("name<co ltd>") is split at them.
    """
    if already := _split_key(tidied):
        return already
    if thai := _THAI_COMPANY.match(tidied):
        return thai["core"], ("บมจ" if thai["public"] else "บจก",)
    core, codes = tidied, set[str]()
    while step := _front(core) or _back(core):
        core, code = step
        codes.add(code)
    return (_unquoted(core), tuple(sorted(codes))) if codes else (tidied, ())


def without_front_form(tidied: str) -> str:
    """The name without a legal form at its front ("PT SGS Indonesia")."""
    step = _front(tidied)
    return step[0] if step else tidied


def _split_key(text: str) -> tuple[str, tuple[str, ...]] | None:
    if not text.endswith(">"):
        return None
    core, _, forms = text[:-1].rpartition("<")
    codes = tuple(forms.split("+"))
    return (core, codes) if core and all(code in _CODES for code in codes) else None


def _front(text: str) -> tuple[str, str] | None:
    for spelling, code in _UNSPACED_FRONT:
        if text.startswith(spelling) and _is_name(rest := text[len(spelling) :]):
            return rest.strip(_JOINTS), code
    words = list(_WORD.finditer(text))
    if not words or text[: words[0].start()].strip(_JOINTS + '("'):
        return None
    run = [_without_accents(word.group()) for word in words[:_LONGEST]]
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        code_found = _FRONT_CODES.get("".join(run[:count]))
        rest = text[words[count - 1].end() :].lstrip(_JOINTS + ")")
        if code_found and _is_name(rest):
            return rest, code_found
    return None


def _back(text: str) -> tuple[str, str] | None:
    bare = text.rstrip(_JOINTS)
    for spelling, code in _UNSPACED_BACK:
        if bare.endswith(spelling) and _is_name(rest := bare[: -len(spelling)]):
            return rest.strip(_JOINTS), code
    words = list(_WORD.finditer(text))
    if not words or text[words[-1].end() :].strip(_JOINTS + ')"'):
        return None
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        code_found = _BACK_CODES.get("".join(word.group() for word in words[-count:]))
        rest = text[: words[-count].start()].rstrip(_JOINTS + "(")
        if code_found and _is_name(rest):
            return rest, code_found
    return None


def _is_name(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _unquoted(text: str) -> str:
    text = text.strip(_JOINTS)
    if len(text) > 2 and text[0] == text[-1] == '"':
        return text[1:-1].strip(_JOINTS)
    return text


def _without_accents(word: str) -> str:
    """The word's base letters, one for one; Vietnamese đ is a d."""
    return "".join("d" if char == "đ" else unicodedata.normalize("NFD", char)[0] for char in word)
