"""What cannot be in a certificate, and what is worth knowing of it: sentences at its fields."""

from collections.abc import Callable, Sequence

from domain.directory import Directory
from domain.hints import Hint
from domain.standards import read_standards
from domain.vocabulary import Accreditation, HintKind, Kind, Party
from gui.dialogs.directory_reading import Key, Part
from gui.dialogs.form_problems import Problem, Put, Tell, calendar_note, order_problem
from gui.dialogs.form_stated import Note, Values

KINDS_OF_PRODUCTS = (Kind.PRODUCT, Kind.DECLARATION, Kind.TEST_REPORT)
# What is asked for, by kind; everything else is asked for every kind.
_NEVER = {
    "product": (Kind.MANAGEMENT_SYSTEM, Kind.SCHEME, None),
    "file_number": (Kind.MANAGEMENT_SYSTEM, Kind.SCHEME, Kind.TEST_REPORT, None),
    "accreditation": (Kind.DECLARATION, Kind.TEST_REPORT),
    "accreditation_body": (Kind.DECLARATION, Kind.TEST_REPORT),
    "accreditation_number": (Kind.DECLARATION, Kind.TEST_REPORT),
    "party": (Kind.DECLARATION, Kind.TEST_REPORT),
    "surveillance_due_on": (Kind.PRODUCT, Kind.DECLARATION, Kind.TEST_REPORT),
    "first_issued_on": (Kind.DECLARATION, Kind.TEST_REPORT),
    "supersedes_id": (Kind.TEST_REPORT,),
}
_GUARDED = {Kind.PRODUCT, Kind.MANAGEMENT_SYSTEM}
# The field a hint is told at; hints of other kinds, which are about several fields, stand beside.
_HINTED = {
    "number": HintKind.SAME_NUMBER,
    "accreditation_body": HintKind.BODIES,
    "kind": HintKind.KIND,
    "party": HintKind.PARTY,
    "expires_on": HintKind.CYCLE,
}
OpenEntry = Callable[[Key], None]


def is_asked(name: str, values: Values) -> bool:
    """Whether a field fits the kind of certificate and who audited."""
    kind = values.get("kind")
    if kind in _NEVER.get(name, ()):
        return False
    if name == "accreditation_body":
        return values.get("accreditation") is not Accreditation.UNACCREDITED
    if name == "buyers":
        return values.get("party") is Party.SECOND
    return True


def conflicts(values: Values, put: Put, circle: str) -> dict[str, Problem | None]:
    """What cannot be. `circle`: why it cannot renew the certificate chosen, if it cannot."""
    ends = order_problem("expires_on", "issued_on", values, "Ends before it was issued.", put)
    if ends is not None and values["issued_on"] > values["expires_on"]:
        swap = ("Swap the two days", lambda: _swap(values, put))
        ends = Problem(ends.words, (*ends.cures, swap), ends.tell)
    begins = order_problem("expires_on", "valid_from", values, "Ends before it begins.", put)
    first = order_problem(
        "issued_on", "first_issued_on", values, "Issued before it was first certified."
    )
    none = None
    clear = ("It renews none", lambda: put("supersedes_id", None))
    return {
        "expires_on": ends or begins,
        "first_issued_on": first,
        "supersedes_id": Problem(circle, (clear,)) if circle else none,
        "accreditation_body": _accreditation(values, put),
    }


def _swap(values: Values, put: Put) -> None:
    issued, ends = values["issued_on"], values["expires_on"]
    put("issued_on", ends)
    put("expires_on", issued)


def _accreditation(values: Values, put: Put) -> Problem | None:
    body = values["accreditation_body"]
    if values["accreditation"] is Accreditation.NAMED and not body:
        not_recorded = lambda: put("accreditation", Accreditation.NOT_RECORDED)  # noqa: E731
        words = "Name the accreditation body, or choose “Not recorded”."
        return Problem(words, (("Not recorded", not_recorded),), Tell.ON_SAVING)
    if values["accreditation"] is Accreditation.UNACCREDITED and body:
        named = ("It is accredited", lambda: put("accreditation", Accreditation.NAMED))
        clear = ("Clear the body", lambda: put("accreditation_body", ""))
        return Problem("Stated unaccredited, yet a body is named.", (named, clear))
    return None


def notes(
    values: Values,
    put: Put,
    directory: Directory,
    hints: Sequence[Hint],
    open_entry: OpenEntry,
) -> dict[str, Note | None]:
    """What is worth knowing, none of which keeps the certificate from being saved. `hints`: what
    looked odd when the rules were asked last; `open_entry` opens the accreditation reference."""
    found: dict[str, Note | None] = {name: hint_note(name, hints) for name in _HINTED}
    found["accreditation_body"] = _body_note(values, directory, hints, open_entry)
    for name in ("issued_on", "expires_on", "valid_from", "first_issued_on"):
        if (note := calendar_note(name, values[name], put)) is not None:
            found[name] = note
    if values["status_as_printed"] and found.get("status_as_printed") is None:
        found["status_as_printed"] = ("Kept as stated; dates and events decide.", ())
    if values["party"] is Party.SECOND and not values["buyers"]:
        found["buyers"] = ("Without a buyer it counts for nobody by name.", ())
    found["standard"] = _standards_note(str(values["standard"]))
    if (guard := guard_note(values, put, directory)) is not None:
        found["kind"] = guard
    return found


def hint_note(name: str, hints: Sequence[Hint]) -> Note | None:
    """The hints that are about a field."""
    said = [hint.sentence for hint in hints if hint.kind is _HINTED[name]]
    return (" ".join(said), ()) if said else None


def _body_note(
    values: Values, directory: Directory, hints: Sequence[Hint], open_entry: OpenEntry
) -> Note | None:
    """Bodies that do not fit each other or the standard, with the entry that says so."""
    said = hint_note("accreditation_body", hints)
    body = directory.accreditation_body(str(values["accreditation_body"]))
    if said is None or body is None:
        return said
    key = (Part.ACCREDITATION_BODIES.value, body.code)
    return (said[0], ((f"Open the entry {body.code}…", lambda: open_entry(key)),))


def _standards_note(words: str) -> Note | None:
    named = [name.standard for name in read_standards(words) if name.kind is not None]
    if len(dict.fromkeys(named)) < 2:
        return None
    listed = ", ".join(dict.fromkeys(named))
    return (f"This names several standards ({listed}). Enter a certificate for each.", ())


def guard_note(values: Values, put: Put, directory: Directory) -> Note | None:
    """A product mark entered as a management system, or the other way round."""
    standard, kind = str(values["standard"]), values["kind"]
    known = known_kind(standard, directory)
    if known is None or kind is None or known is kind or {known, kind} != _GUARDED:
        return None
    if known is Kind.PRODUCT:
        words = f"{standard} marks a product; it will never stand for ISO 9001."
        return (words, (("Make it a product", lambda: put("kind", Kind.PRODUCT)),))
    words = f"{standard} certifies the management system; it will never stand for a product mark."
    cure = ("Make it a management system", lambda: put("kind", Kind.MANAGEMENT_SYSTEM))
    return (words, (cure,))


def known_kind(standard: str, directory: Directory) -> Kind | None:
    """What certificates to a standard usually are, if the directory or its name tells."""
    entry = directory.standard(standard)
    if entry is not None:
        return entry.kind
    names = read_standards(standard)
    return names[0].kind if len(names) == 1 else None
