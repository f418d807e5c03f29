"""How standards are written: ISO numbers, national adoptions, the 9100 family, product standards
and names of marks and schemes. Each reader takes one designation and says what it stands for.

Cutting a cell into designations is done by `standards`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from domain.matching import fold
from domain.reference import rows
from domain.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class StandardName:
    """A standard as the register names it. `kind` is what certificates to it usually are."""

    standard: str
    edition: str | None
    kind: Kind | None


# A year after a number: "9001:2015", "9001-2015", "9001 (2015)", "9001 ver. 2015", "9001:15".
_YEAR = (
    r"(?:\s*[:\-/(,.\s]*\s*(?:v|ver\.?|version|ed\.?|edition|rev\.?)?\s*"
    r"(?P<year>(?:19|20|25)\d\d)(?!\d)|:(?P<short>\d\d)(?!\d))?"
)
_ISO = re.compile(
    r"(?:(?<![A-Za-z])|(?<=EN)|(?<=TCVN))(?:I\s?S\s?O|ИСО)\s*[-/]?\s*"
    r"(?:(?P<with>IEC|TS|PAS|TR|IATF|МЭК|ТУ)\s*[-/]?\s*)?"
    r"(?P<number>\d{4,5})(?P<part>-\d{1,2}(?!\d))?" + _YEAR,
    re.IGNORECASE,
)
_ADOPTING = re.compile(
    r"(?<![A-Za-z])(?:EN|BS|DIN|NF|UNI|UNE|NEN|NBN|PN|[CČ]SN|STN|MSZ|SR|BDS|HRN|SIST|EVS|LVS|LST"
    r"|SS|DS|NS|SFS|[ÖO]NORM|SN|TS|AS|NZS|GB|GB/T|JIS|KS|TCVN|SNI|MS|PNS|IS|PS|SLS|SANS|NBR|NMX"
    r"|NTC|IRAM|NCh|NTP|ГОСТ|GOST|ДСТУ|DSTU|CSA|ANSI|CNS|GSO|SASO|I\.S\.)"
    r"(?![A-Za-z]{2})[\s/.\-A-ZР]{0,8}$",
    re.IGNORECASE,
)
_TS_16949 = re.compile(r"(?<![A-Za-z/])(?P<body>IATF|TS)\s*[-:]?\s*16949" + _YEAR, re.IGNORECASE)
_OWN_NUMBERS: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (
        re.compile(
            r"(?<![A-Za-z])(?:GB|YY)\s*/?\s*T\s*-?(?P<number>\d{4,5}(?:\.1)?)" + _YEAR, re.I
        ),
        {
            "19001": "ISO 9001",
            "24001": "ISO 14001",
            "45001": "ISO 45001",
            "28001": "OHSAS 18001",
            "22080": "ISO/IEC 27001",
            "23331": "ISO 50001",
            "22000": "ISO 22000",
            "42061": "ISO 13485",
            "0287": "ISO 13485",
            "18305": "ISO/TS 16949",
            "24405.1": "ISO/IEC 20000-1",
            "30146": "ISO 22301",
        },
    ),
    (
        re.compile(
            r"(?:(?<![A-Za-z])(?:JIS\s*Q|KS\s*[QIXA]|TIS|SANS|NMX-[A-Z]+)|มอก\.?)\s*-?\s*"
            r"(?P<number>\d{4,5})(?:-IMNC)?" + _YEAR,
            re.IGNORECASE,
        ),
        {},  # the ISO number itself
    ),
    (re.compile(r"(?<![A-Za-z])CNS\s*(?P<number>12681)" + _YEAR, re.I), {"12681": "ISO 9001"}),
)
_AEROSPACE = re.compile(
    r"(?<![A-Za-z])(?:SAE\s*)?(?:AS/EN/JISQ|AS/EN|EN/AS|AS|EN|JIS\s?Q|SJAC)\s*-?\s*"
    r"(?P<number>91[012]0)(?!\d)(?P<letter1>[A-D](?![A-Za-z]))?(?:[\s:\-]*(?P<year>20\d\d))?"
    r"(?:[\s,:(]*(?:rev(?:ision)?\.?\s*)?(?P<letter2>[A-D])(?![A-Za-z0-9]))?",
    re.IGNORECASE,
)
_AEROSPACE_YEARS = ((2016, "D"), (2009, "C"), (2003, "B"), (2001, "A"))
_OHSAS = re.compile(r"(?<![A-Za-z])OHSAS\s*-?\s*18001" + _YEAR, re.IGNORECASE)
_FSSC = re.compile(
    r"(?<![A-Za-z])FSSC\s*-?\s*22000(?:[\s:,(]*(?:v|ver\.?|version)?\s*(?P<version>\d(?:\.\d)?)"
    r"(?!\d))?",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:ISO)?\s*(?P<number>\d{4,5})(?P<part>-1(?!\d))?" + _YEAR, re.IGNORECASE)
_BARE_NUMBERS = frozenset(
    (
        *("9001", "14001", "45001", "22000", "13485", "27001", "27701"),
        *("50001", "18001", "16949", "22301", "20000", "37001"),
    )
)
_C22 = re.compile(
    r"(?:CAN/)?(?:CSA[\s\-]*)?C22\.2\s*[-,]?\s*(?:No\.?\s*)?(?P<number>\d+(?:\.\d+)?"
    r"(?:-\d{1,2}(?!\d))?)(?:[-:]M?(?P<year>\d{4}|\d\d))?.*",
    re.IGNORECASE,
)
_UL_NUMBER = re.compile(
    r"(?:ANSI[/ ])?c?UL(?:us)?\s*-?\s*(?P<number>\d{2,5}[A-Z]{0,2}(?:-\d{1,2}[A-Z]?)*)(?!\w).*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?P<body>(?:BS |DIN |NF |UNE )?EN(?: IEC)?|IEC|ASTM|JIS|GB(?:/T)?|KS|TCVN|QCVN|SNI|MS|SS"
    r"|AS/NZS|AS|BS|DIN|VDE|NF|IS(?!O)|TIS|มอก\.?|GOST(?: R)?|ГОСТ(?: Р)?|NSF|ANSI|IEEE|SANS|PNS)"
    r"\s*-?\s*(?P<number>(?:[A-Z]\s?)?\d[\d.]*(?:-\d{1,3}(?!\d))*)"
    r"(?:\s*[:\-]\s*(?P<year>(?:19|20|25)\d\d)(?!\d))?(?:\s*[(,].*)?",
    re.IGNORECASE,
)
_NOISE = (
    r"(?:[\s\-]*(?:certificat(?:e|es|ion)|certified|standard|approv(?:al|ed)|complian(?:ce|t)"
    r"|mark(?:ing)?|scheme|audit|registration|system|認証|认证|証明書|证书))*"
)
_NAME_TAIL = (
    r"(?:[\s:,(\-]*(?:v|ver\.?|version|issue|rev\.?|ed\.?|edition)?\s*"
    r"(?P<edition>(?:19|20)\d\d|\d{1,2}(?:\.\d)?)\)?)?" + _NOISE + r"[\s.]*$"
)


@cache
def known_standards() -> dict[str, StandardName]:
    """The standards of the supplied table, by name, without edition."""
    return {
        row["standard"]: StandardName(
            row["standard"], None, Kind(row["kind"]) if row["kind"] else None
        )
        for row in rows("standards")
    }


@cache
def _by_iso_number() -> dict[str, str]:
    found = {}
    for name in known_standards():
        if match := re.fullmatch(r"ISO(?:/\w+)? (\d+)(?:-1)?", name):
            found[match[1]] = name
    found["18001"] = "OHSAS 18001"
    return found


@cache
def _editions(standard: str) -> tuple[str, ...]:
    return tuple(sorted(r["edition"] for r in rows("editions") if r["standard"] == standard))


@cache
def _named() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"(?:{fold(row['pattern'])})(?![a-z0-9]){_NAME_TAIL}"), row["standard"])
        for row in rows("standards")
        if row["pattern"]
    )


def name_of(standard: str, edition: str | None) -> StandardName:
    """The standard with the kind the table knows for it."""
    return StandardName(standard, edition, kind_of(standard))


@lru_cache(maxsize=4096)
def kind_of(standard: str) -> Kind | None:
    """What certificates to a standard usually are; also for product standards by number."""
    known = known_standards().get(standard)
    if known is not None:
        return known.kind
    found = whole(standard)
    return found.kind if found else None


def found_in(piece: str) -> tuple[StandardName, ...]:
    """Every designation that can be found inside a stretch of text, in order."""
    hits = sorted(_hits(piece), key=lambda hit: hit[0])
    return tuple(name for _, name in hits)


def _hits(piece: str) -> Iterator[tuple[int, StandardName]]:
    for match in _ISO.finditer(piece):
        yield match.start(), _iso(match, adopted=bool(_ADOPTING.search(piece[: match.start()])))
    for pattern, numbers in _OWN_NUMBERS:
        for match in pattern.finditer(piece):
            number = match["number"]
            standard = numbers.get(number) or (None if numbers else _by_iso_number().get(number))
            if standard:
                yield match.start(), name_of(standard, _edition(standard, match, adopted=True))
    for match in _TS_16949.finditer(piece):
        yield match.start(), _automotive(match, technical=match["body"].upper() == "TS")
    for match in _OHSAS.finditer(piece):
        edition = _edition("OHSAS 18001", match, adopted=False)
        yield match.start(), name_of("OHSAS 18001", edition)
    for match in _FSSC.finditer(piece):
        yield match.start(), name_of("FSSC 22000", match["version"])
    for match in _AEROSPACE.finditer(piece):
        yield match.start(), _aerospace(match)


def whole(piece: str) -> StandardName | None:
    """What a piece stands for if the whole of it is a number, a mark or a scheme."""
    readers: tuple[Callable[[str], StandardName | None], ...] = (_product, _by_name, _bare)
    return next((name for read in readers if (name := read(piece))), None)


def _iso(match: re.Match[str], *, adopted: bool) -> StandardName:
    number, beside = match["number"], (match["with"] or "").upper()
    if number == "16949":
        return _automotive(match, technical=beside == "TS")
    standard = _by_iso_number().get(number)
    if standard is None:
        slash = {"": "", "МЭК": "/IEC", "ТУ": "/TS"}.get(beside, f"/{beside}")
        standard = f"ISO{slash} {number}{match['part'] or ''}"
    return name_of(standard, _edition(standard, match, adopted=adopted))


def _automotive(match: re.Match[str], *, technical: bool) -> StandardName:
    year = match["year"]
    old = technical if year is None else year < "2016"  # IATF 16949 replaced it in 2016
    standard = "ISO/TS 16949" if old else "IATF 16949"
    return name_of(standard, _edition(standard, match, adopted=False))


def _edition(standard: str, match: re.Match[str], *, adopted: bool) -> str | None:
    """The edition: years of adoption and Buddhist years stand for the ISO edition before them."""
    editions = _editions(standard)
    if match["short"]:
        return next((e for e in editions if len(e) == 4 and e.endswith(match["short"])), None)
    year = match["year"]
    if year is None:
        return None
    if year >= "2500":
        year, adopted = str(int(year) - 543), True
    if adopted and year not in editions:
        return max((edition for edition in editions if edition <= year), default=year)
    return year


def _aerospace(match: re.Match[str]) -> StandardName:
    letter = match["letter1"] or match["letter2"]
    if not letter and match["year"]:
        year = int(match["year"])
        letter = next((rev for since, rev in _AEROSPACE_YEARS if year >= since), None)
    return name_of(f"AS{match['number']}", letter.upper() if letter else None)


def _product(piece: str) -> StandardName | None:
    if match := _C22.fullmatch(piece):
        year = match["year"] if match["year"] and len(match["year"]) == 4 else None
        return StandardName(f"CSA C22.2 No. {match['number']}", year, Kind.PRODUCT)
    if match := _UL_NUMBER.fullmatch(piece):
        return StandardName(f"UL {match['number'].upper()}", None, Kind.PRODUCT)
    if match := _NUMBERED.fullmatch(piece):
        year = match["year"]
        if year and year >= "2500":
            year = str(int(year) - 543)
        body = " ".join(match["body"].upper().split())
        return StandardName(f"{body} {match['number'].upper()}", year, Kind.PRODUCT)
    return None


def _by_name(piece: str) -> StandardName | None:
    folded = re.sub(r"^(?:certificate of |the )", "", fold(piece))
    for pattern, standard in _named():
        if match := pattern.match(folded):
            return name_of(standard, match["edition"])
    return None


def _bare(piece: str) -> StandardName | None:
    match = _BARE.fullmatch(piece)
    if not match or match["number"] not in _BARE_NUMBERS:
        return None
    if match["number"] == "16949":
        return _automotive(match, technical=False)
    standard = _by_iso_number()[match["number"]]
    return name_of(standard, _edition(standard, match, adopted=False))
