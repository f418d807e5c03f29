"""The words of dates: month and weekday names of the users' languages, words that stand before
or after a date, words that say there is none. Only vocabulary; reading is `date_text`.

Month and weekday names come from Unicode's CLDR (Babel); what it lacks is listed here.
"""

import re
import unicodedata
from functools import lru_cache

_LANGUAGES = "en de fr es pt it nl pl vi th id ms zh ja ko cs sv da nb fi hu ro tr ru uk"
LANGUAGES = tuple(_LANGUAGES.split())

_MORE_MONTHS = {
    1: "gener jänner jaenner ener",
    2: "feber peb pebruari fevr fevrier feb. febrero",
    3: "mär mrz maerz mart mac march",
    5: "mei",
    6: "june",
    7: "july",
    8: "agt ags agustus aout",
    9: "sept sep set septiembre setiembre",
    10: "okt",
    11: "nop nopember nov",
    12: "dez dec des dis desember",
}

# Vietnamese month names written out; longest first where one begins another.
_VIETNAMESE = (
    ("tháng mười một", 11),
    ("tháng mười hai", 12),
    ("tháng giêng", 1),
    ("tháng chạp", 12),
    ("tháng một", 1),
    ("tháng hai", 2),
    ("tháng ba", 3),
    ("tháng tư", 4),
    ("tháng bốn", 4),
    ("tháng năm", 5),
    ("tháng sáu", 6),
    ("tháng bảy", 7),
    ("tháng tám", 8),
    ("tháng chín", 9),
    ("tháng mười", 10),
)

# A cell that says there is no date to be told (yet); not a problem.
_NOTHING = """
    - -- --- – — _ / // . .. * ? ?? ??? -/- <na> n/a n.a. n.a na #n/a n\\a none nil null nan nat no
    x xx tbd tba tbc t.b.d. t.b.a. unknown pending blank (blank) (leer) empty missing unavailable
    k.a. k.a entfällt keine unbekannt offen sans néant inconnu ninguno ninguna desconocido nenhum
    nessuno geen onbekend brak 無 无 没有 沒有 暂无 未定 未知 なし 無し 不明 없음 미정 해당없음
    ไม่มี ไม่ระบุ không
"""
NOTHING = frozenset(_NOTHING.split()) | frozenset(
    (
        "not available",
        "not applicable",
        "not known",
        "not stated",
        "not yet",
        "no date",
        "no data",
        "to be confirmed",
        "to be determined",
        "to be advised",
        "in progress",
        "nicht bekannt",
        "keine angabe",
        "non applicable",
        "no aplica",
        "không có",
        "chưa có",
        "tidak ada",
        "belum ada",
        "tiada",
        "nie dotyczy",
        "n / a",
        "- -",
    )
)

# A cell that says the evidence has no end; taken as "no date", with a note.
ENDLESS = frozenset(
    (
        "permanent",
        "permanently",
        "indefinite",
        "indefinitely",
        "unlimited",
        "no expiry",
        "no expiry date",
        "no expiration",
        "no expiration date",
        "does not expire",
        "never expires",
        "never",
        "lifetime",
        "life time",
        "long term",
        "long-term",
        "open",
        "open-ended",
        "open ended",
        "until revoked",
        "until withdrawn",
        "until further notice",
        "perpetual",
        "unbefristet",
        "unbegrenzt",
        "dauerhaft",
        "bis auf weiteres",
        "illimité",
        "permanente",
        "indefinido",
        "indeterminado",
        "illimitato",
        "onbepaald",
        "bezterminowo",
        "bezterminowy",
        "không thời hạn",
        "vô thời hạn",
        "ตลอดชีพ",
        "ไม่มีวันหมดอายุ",
        "ไม่มีกำหนด",
        "selamanya",
        "seumur hidup",
        "长期",
        "長期",
        "长期有效",
        "永久",
        "永久有效",
        "无限期",
        "無期限",
        "期限なし",
        "무기한",
        "영구",
    )
)

# A cell in which the exporting program left its own error.
ERRORS = frozenset(("#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#spill!"))

# Words that may stand before a date without changing which day it is. Words that give it
# another meaning ("suspended", "not before", "renewed") are deliberately absent.
_LEADING = (
    "expiry date|expiration date|expires on|expire on|expires at|expired on|expires|expired"
    "|expiry|expire|expiration|exp date|exp|valid until|valid till|valid to|valid thru"
    "|valid through|valid upto|valid up to|valid from|validity|valid|until|till|untill|thru"
    "|through|up to|upto|to|by|from|since|as of|as at|on|the|date of expiry|date of issue"
    "|date of audit|issue date|issued on|issued at|issued|issue|audit date|audited on|date|dated"
    "|due on|due date|due|best before|effective from|effective date|effective|starting|ends on"
    "|ends|end date|end|start date|start|approx|ca"
    "|gültig bis|gueltig bis|gültig ab|gueltig ab|gültig|läuft ab am|ablauf|ablaufdatum|bis zum"
    "|bis|vom|seit|ab|am|den|der|datum|ausgestellt am|ausgestellt|stand"
    "|valable jusqu'au|valable jusqu’au|valide jusqu'au|jusqu'au|jusqu’au|expire le|échéance"
    "|depuis le|à partir du|du|au|le|délivré le|date d'expiration|date"
    "|válido hasta el|válido hasta|valido hasta|vence el|vence|vencimiento|caduca|hasta el|hasta"
    "|desde el|desde|fecha|emitido el|el"
    "|válido até|valido até|válida até|validade|vencimento|até|desde|emitido em|data|em"
    "|valido fino al|valida fino al|fino al|scadenza|scade il|dal|al|il|data di scadenza"
    "|geldig tot en met|geldig tot|tot en met|t/m|tot|vanaf|geldig vanaf|verloopt op|op"
    "|ważny do|ważne do|wazny do|do dnia|do|od dnia|od|dnia|data"
    "|có hiệu lực đến ngày|có hiệu lực đến|hiệu lực đến|có giá trị đến|hết hạn ngày|hết hạn"
    "|đến ngày|đến hết ngày|đến|từ ngày|từ|ngày cấp|ngày hết hạn|ngày"
    "|วันหมดอายุ|หมดอายุวันที่|หมดอายุ|ถึงวันที่|ถึง|ตั้งแต่วันที่|ตั้งแต่|ณ วันที่|วันที่"
    "|berlaku sampai dengan|berlaku sampai|berlaku hingga|sampai dengan|sampai|hingga|s/d|sd"
    "|tanggal|tgl|tarikh|tarikh luput|sehingga|mulai|sejak"
    "|有效期限至|有效期限|有效期至|有效期到|有效期|有效至|截止日期|截止至|截止|到期日|到期|发证日期"
    "|發證日期|失效日期|自|从|從|至|到|有効期限|有効期間|期限|発行日|登録日"
    "|유효기간|만료일|발급일"
)
_LEADING_WORDS = re.compile(
    "^(?:" + "|".join(sorted(map(re.escape, _LEADING.split("|")), key=len, reverse=True)) + ")"
    r"(?P<end>(?<=[^\x00-\u1fff])|(?=[\s\d.:：,;=(\-]|$))[\s.:：,;=(\-]*"
)
_TRAILING_WORDS = re.compile(
    r"[\s,;]*(?:\(?(?:expired|valid|current|abgelaufen|expiry|exp)\)?|まで有効|まで|迄|有効"
    r"|까지|止|有效|为止|起|より|から|부터|tarihi|inclusive|incl\.?|einschl\.?)$"
)

# Words inside a date that carry nothing: "1 de marzo de 2026", "1st of March", "ngày 1 … năm".
_FILLERS = """
    de del di of the den der le el la il o a e y d do da st nd rd th er re ª º ère ste year at um
    năm nam ngày ngay roku r rok г года р року hari tahun thn ปี เดือน วันที่
"""
FILLERS = frozenset(_FILLERS.split())
BUDDHIST = frozenset(("พศ", "be"))
COMMON_ERA = frozenset(("คศ", "ad", "ce"))
VIETNAMESE_MONTH = frozenset(("tháng", "thang", "thg", "th"))


def normalised(text: str) -> str:
    """Width, digits of any script, case, kinds of space and dash made uniform."""
    text = unicodedata.normalize("NFKC", text.replace("\u0e4d\u0e32", "\u0e33"))
    text = re.sub("[\u200b-\u200f\u2060\ufeff\u00ad]", "", text)
    text = "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text
    )
    text = re.sub("[‐‑‒–—−]", "-", text).replace("\\", "/")
    return " ".join(text.casefold().split()).strip(' "“”„;,')


def without_accents(word: str) -> str:
    """Latin letters without their marks; other scripts unchanged."""
    if not word or not unicodedata.name(word[0], "").startswith("LATIN"):
        return word
    plain = unicodedata.normalize("NFD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("ł", "l")


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Month names and abbreviations, normalised and without dots → 1 to 12."""
    names: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in _cldr(language, "months", width):
                _add(names, name, number)
    for number, words in _MORE_MONTHS.items():
        for word in words.split():
            _add(names, word, number)
    return names


@lru_cache(maxsize=1)
def weekdays() -> frozenset[str]:
    """Weekday names and abbreviations, normalised and without dots."""
    names: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in _cldr(language, "days", width):
                _add(names, name, number)
    return frozenset(names)


def _cldr(language: str, what: str, width: str) -> list[tuple[int, str]]:
    from babel import Locale

    locale = Locale.parse(language)
    table = getattr(locale, what)
    return [
        (number, name)
        for context in ("format", "stand-alone")
        for number, name in table[context][width].items()
    ]


def _add(names: dict[str, int], name: str, number: int) -> None:
    word = normalised(name).replace(".", "")
    if not word or any(c.isdigit() for c in word):  # "tháng 3", "3月": read by pattern
        return
    names.setdefault(word, number)
    names.setdefault(without_accents(word), number)


def strip_words(text: str) -> str:
    """The text without words before and after the date."""
    before = ""
    while text != before:
        before = text
        text = _LEADING_WORDS.sub("", text, count=1)
        text = _TRAILING_WORDS.sub("", text).strip(" ,;:()")
    return text


def written_out_vietnamese(text: str) -> str:
    """ "tháng mười hai năm 2026" → "tháng 12 năm 2026"."""
    if "tháng" not in text:
        return text
    for words, number in _VIETNAMESE:
        # "tháng năm 2026" is May 2026, but "tháng 5 năm 2026" holds the word for "year".
        text = re.sub(rf"{words}(?=\s|,|$)", f"tháng {number}", text)
    return text
