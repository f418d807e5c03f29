"""What single cells mean: kinds, parties, results, statuses, bodies, numbers, clean texts.

Words are those of `resources/data/value_words.toml`. Nothing is guessed: a word that is not
known is None here, and the caller reports it. Dates are `dates`, countries are `countries`.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from domain.directory import Directory
from domain.vocabulary import Accreditation, AuditKind, AuditResult, Kind, Party
from importing.cells import Cell, cell_text
from importing.words import key, lexicon

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACES = re.compile(r"[^\S\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DASHES = frozenset(("", *"-–—.…?/*×", "--", "---", "..", "...", "//"))
_LONGEST_BLANK = 24
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_BY = re.compile(
    r"(?:^|\s)(?:by|for|durch|von|par|pour|por|para|da|per|door|voor|przez|dla|bởi|cho|oleh|untuk)"
    r"[:\s]+(.+)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[^:：]{2,30}[:：]\s*(.+)$")
_PLAN_ONLY = "planned"


def clean(cell: Cell) -> str:
    """The cell as text: entities read ("&#x2f;" → "/"), odd spaces and invisible marks gone."""
    text = cell_text(cell)
    if not text:
        return ""
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if not text.isprintable():
        text = _CONTROL.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    if "\n" in text:
        parts = (_SPACES.sub(" ", part).strip() for part in text.split("\n"))
        return "\n".join(filter(None, parts))
    return _SPACES.sub(" ", text).strip()


def one_line(cell: Cell) -> str:
    """The cell as one line of clean text."""
    return clean(cell).replace("\n", " ")


def is_blank(text: str) -> bool:
    """Whether a text says that nothing is recorded: empty, dashes, "n/a", "unknown"."""
    if len(text) > _LONGEST_BLANK:
        return False
    return text in _DASHES or _says_blank(text)


@lru_cache(maxsize=20_000)
def _says_blank(text: str) -> bool:
    return lexicon("blank").whole(text) is not None


def stated(cell: Cell) -> str:
    """The cell as one line, empty where it says that nothing is recorded."""
    text = one_line(cell)
    return "" if is_blank(text) else text


@dataclass(frozen=True, slots=True)
class Number:
    """A certificate number as text; `problem` says why it may be damaged."""

    text: str
    problem: str = ""


def read_number(cell: Cell) -> Number:
    """A certificate number. Spreadsheets turn long numbers into floats; what they lose is told."""
    text = stated(cell)
    if not text:
        return Number("")
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 1e15:
        return Number(
            text,
            "The spreadsheet holds this number with 15 digits at most; the last ones may be "
            "wrong. Compare with the certificate.",
        )
    if _SCIENTIFIC.fullmatch(text):
        return Number(
            text,
            "The spreadsheet has turned this number into powers of ten and lost digits. "
            "Type it from the certificate.",
        )
    return Number(text)


@dataclass(frozen=True, slots=True)
class PartyRead:
    """A cell on who audited. `name` is the body or customer it names besides, if any."""

    party: Party | None
    name: str = ""


def read_party(text: str) -> PartyRead:
    """First, second or third party; "2nd party (Bosch)" also names the customer."""
    if not text:
        return PartyRead(None)
    plain = key(text)
    if plain in _ORDINALS:
        return PartyRead(_ORDINALS[plain])
    meaning = lexicon("party").meaning(text)
    if meaning is None:
        return PartyRead(None)
    return PartyRead(Party(meaning), _named(text))


_ORDINALS = {
    "1": Party.FIRST, "1st": Party.FIRST, "first": Party.FIRST, "i": Party.FIRST,
    "2": Party.SECOND, "2nd": Party.SECOND, "second": Party.SECOND, "ii": Party.SECOND,
    "3": Party.THIRD, "3rd": Party.THIRD, "third": Party.THIRD, "iii": Party.THIRD,
}  # fmt: skip


def _named(text: str) -> str:
    """The name a party cell gives besides the party: in brackets, or after "by"."""
    for pattern in (_BRACKETS, _BY, _LABEL):
        found = pattern.search(text)
        if found:
            name = found[1].strip(" .,;-–")
            if name and lexicon("party").whole(name) is None and not is_blank(name):
                return name
    return ""


def read_kind(text: str) -> Kind | None:
    """The kind of evidence a word stands for."""
    code = key(text).replace(" ", "_")
    if code in set(Kind):
        return Kind(code)
    meaning = lexicon("kind").meaning(text) if text else None
    return Kind(meaning) if meaning else None


def read_audit_kind(text: str) -> AuditKind | None:
    """The kind of audit a word stands for."""
    meaning = lexicon("audit_kind").meaning(text) if text else None
    return AuditKind(meaning) if meaning else None


@dataclass(frozen=True, slots=True)
class ResultRead:
    """An audit's result; `planned`: the word says that the audit is still to come."""

    result: AuditResult | None
    planned: bool = False


def read_result(text: str) -> ResultRead:
    """The result a word stands for."""
    meaning = lexicon("result", shortest=3).meaning(text) if text else None
    if meaning is None or meaning == _PLAN_ONLY:
        return ResultRead(None, planned=meaning is not None)
    return ResultRead(AuditResult(meaning))


def read_status(text: str) -> str | None:
    """What a status word says: valid, expired, suspended, withdrawn or pending."""
    return lexicon("status").meaning(text) if text else None


@dataclass(frozen=True, slots=True)
class AccreditationRead:
    """An accreditation cell. `unclear`: it says yes without naming the body."""

    accreditation: Accreditation
    body: str = ""
    unclear: bool = False


def read_accreditation(text: str) -> AccreditationRead:
    """The accreditation body named, "stated unaccredited", or nothing recorded."""
    if not text:
        return AccreditationRead(Accreditation.NOT_RECORDED)
    if lexicon("unaccredited", shortest=11).meaning(text):
        return AccreditationRead(Accreditation.UNACCREDITED)
    if is_blank(text):
        return AccreditationRead(Accreditation.NOT_RECORDED)
    if lexicon("accredited").whole(text):
        return AccreditationRead(Accreditation.NOT_RECORDED, unclear=True)
    said = lexicon("accredited", shortest=9).find(text)
    named = _BY.search(text) if said else None
    return AccreditationRead(Accreditation.NAMED, named[1].strip() if named else text)


def body_name(text: str) -> str:
    """A body as written, without "certified by" before it."""
    found = _BY.search(text)
    if found and lexicon("party", shortest=9).meaning(text[: found.start(1)]) == Party.THIRD:
        return found[1].strip()
    return text


def is_known_body(text: str, directory: Directory) -> bool:
    """Whether the directory knows the text as a certification body."""
    return bool(text) and directory.certification_body(text) is not None


def stated_party(text: str) -> PartyRead | None:
    """A body cell that names no body but who audited: "self-assessment", "customer (Bosch)"."""
    bare = _BRACKETS.sub("", text).strip()
    meaning = lexicon("party").whole(bare) if bare else None
    if meaning is None or meaning == Party.THIRD:
        return None
    return PartyRead(Party(meaning), _named(text))
