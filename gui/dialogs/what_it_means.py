"""What an entry would mean: its recognition and validity, and what becomes of the verdict.

`meaning_of` asks the rules of `domain` about the supplier as it would be with the draft; it runs
on the worker. `meaning_panel` shows the answer beside the form, renewed shortly after every edit.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from domain.facts import AuditFacts, CertificateFacts, SupplierFacts
from domain.hint_renewals import unconfirmed
from domain.hints import NOTHING_ELSEWHERE, Elsewhere, Hint, number_key, supplier_hints
from domain.kinds import canonical
from domain.outlook import changes_ahead
from domain.qualification import Assessment, assess
from domain.recognition import Recognition, recognise
from domain.standing import standings
from domain.validity import Validity
from domain.vocabulary import VERDICT_WORDS, AuditResult, Verdict
from domain.wording import long_day
from gui.dialogs.directory_links import EntryLink, links_of
from gui.models.details import Shown

if TYPE_CHECKING:
    from storage.queries import Reader

Draft = CertificateFacts | AuditFacts
UNSAVED = 2**31  # the id of a draft that has none yet: higher than any, as a new record's will be


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What the rules say of a draft. `before` and `after`: the verdict without and with it, where
    there is a supplier; `turn`: the next day on which it changes, with why."""

    draft: Draft
    shown: Shown
    recognition: Recognition | None
    validity: Validity | None
    hints: tuple[Hint, ...] = ()
    links: tuple[EntryLink, ...] = ()
    before: Assessment | None = None
    after: Assessment | None = None
    turn: tuple[date, Verdict, str] | None = None


def read_meaning(reader: "Reader", draft: Draft, supplier_id: int | None, shown: Shown) -> Meaning:
    """On the worker: what a draft would mean for its supplier as the register holds it."""
    supplier = reader.supplier(supplier_id) if supplier_id else None
    number = draft.number if isinstance(draft, CertificateFacts) else ""
    return meaning_of(supplier, draft, shown, _elsewhere(reader, number))


def _elsewhere(reader: "Reader", number: str) -> Elsewhere:
    """The suppliers with a certificate of this number."""
    if not number_key(number):
        return Elsewhere()
    numbers: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for each in reader.records("certificate", number=number):
        holder = (each["supplier_id"], reader.record("supplier", each["supplier_id"])["name"])
        numbers[number_key(number), canonical(each["standard"])].append(holder)
    return Elsewhere(numbers={key: tuple(holders) for key, holders in numbers.items()})


def meaning_of(
    supplier: SupplierFacts | None,
    draft: Draft,
    shown: Shown,
    elsewhere: Elsewhere = NOTHING_ELSEWHERE,
) -> Meaning:
    """What the rules say of a draft, alone or among all that its supplier has on record."""
    alone = supplier or SupplierFacts(name="", recorded_on=shown.day)
    whole, draft = with_draft(alone, draft)
    key = key_of(draft)
    standing = next(
        each
        for each in standings(
            whole,
            buyer=shown.buyer,
            day=shown.day,
            directory=shown.directory,
            windows=shown.windows,
        )
        if (each.type, each.id) == key
    )
    recognition = recognise(draft, shown.buyer, shown.day, shown.directory)
    meaning = Meaning(
        draft=draft,
        shown=shown,
        recognition=recognition,
        validity=standing.validity,
        hints=_hints(whole, draft, shown, elsewhere),
        links=links_of(draft, recognition, shown.directory, shown.day),
    )
    if supplier is None:
        return meaning
    return replace(
        meaning,
        before=_assessed(supplier, shown, shown.day),
        after=_assessed(whole, shown, shown.day),
        turn=_turn(whole, shown),
    )


def key_of(draft: Draft) -> tuple[str, int]:
    """Type and id of a draft."""
    return ("certificate" if isinstance(draft, CertificateFacts) else "audit", draft.id)


def _hints(
    supplier: SupplierFacts, draft: Draft, shown: Shown, elsewhere: Elsewhere
) -> tuple[Hint, ...]:
    """What looks odd about the draft, seen beside all else that is on record; a renewal to confirm
    is asked about at its field."""
    if isinstance(draft, CertificateFacts) and never_in_force(draft):
        # Said already, beside the validity.
        supplier, draft = with_draft(supplier, replace(draft, expires_on=None))
    found = supplier_hints(supplier, shown.day, shown.directory, elsewhere)
    to_confirm = unconfirmed(supplier.certificates, shown.directory)
    asked = {said for _, said in to_confirm.get(draft.id, ())}
    return tuple(h for h in found if h.record == key_of(draft) and h.sentence not in asked)


def never_in_force(certificate: CertificateFacts) -> bool:
    """Whether a certificate would end before it begins."""
    start, end = certificate.valid_from or certificate.issued_on, certificate.expires_on
    return start is not None and end is not None and end < start


def with_draft(supplier: SupplierFacts, draft: Draft) -> tuple[SupplierFacts, Draft]:
    """The supplier with the draft in the place of the record it edits, or added; and the draft
    with what else is on record for it (events, checks, decisions)."""
    if isinstance(draft, AuditFacts):
        audits = tuple(draft if each.id == draft.id else each for each in supplier.audits)
        if draft not in audits:
            audits = (*audits, draft)
        return replace(supplier, audits=audits), draft
    for each in supplier.certificates:
        if each.id == draft.id:
            draft = replace(
                draft,
                events=each.events,
                verifications=each.verifications,
                decisions=each.decisions,
            )
    others = tuple(each for each in supplier.certificates if each.id != draft.id)
    return replace(supplier, certificates=(*others, draft)), draft


def _assessed(supplier: SupplierFacts, shown: Shown, day: date) -> Assessment:
    return assess(supplier, shown.profile, shown.buyer, day, shown.directory, shown.windows)


def _turn(supplier: SupplierFacts, shown: Shown) -> tuple[date, Verdict, str] | None:
    ahead = changes_ahead(
        supplier, shown.profile, shown.buyer, shown.day, shown.directory, shown.windows
    )
    for day, _sentence, verdict in ahead:
        if verdict is not None:
            return day, verdict, _why(_assessed(supplier, shown, day))
    return None


def _why(assessment: Assessment) -> str:
    return assessment.decided_by[0].reason if assessment.decided_by else ""


# --- in words ------------------------------------------------------------------------------


def no_level_words(draft: Draft, day: date) -> str:
    """Why a draft gives no level of recognition."""
    if isinstance(draft, CertificateFacts):
        return ""
    if draft.result is AuditResult.FAILED:
        return "A failed audit gives no recognition."
    if draft.done_on is None or draft.done_on > day:
        return "A planned audit never counts."
    if draft.result in (None, AuditResult.PENDING):
        return "Without a result it gives no recognition."
    return "A third party's audit gives no level of its own: its certificate does."


def validity_sentence(meaning: Meaning) -> str:
    """The state in a sentence; a certificate that ends before it begins is told as one."""
    draft, validity = meaning.draft, meaning.validity
    if validity is None:
        return ""
    if isinstance(draft, CertificateFacts) and never_in_force(draft):
        return "It would end before it begins, so it would never be in force."
    return " ".join((validity.reason, *validity.notes))


def verdict_sentence(meaning: Meaning) -> str:
    """Whether the verdict changes today, why it is what it is, and when it changes next."""
    before, after = meaning.before, meaning.after
    if before is None or after is None:
        return ""
    said = ["Unchanged today."]
    if before.verdict is not after.verdict:
        said = [f"Without this entry: {VERDICT_WORDS[before.verdict].lower()}."]
    if why := _why(after):
        said.append(why)
    if meaning.turn is not None:
        day, verdict, reason = meaning.turn
        said.append(f"{VERDICT_WORDS[verdict]} from {long_day(day)}, as things stand.")
        said += [reason] if reason and reason != why else []
    return " ".join(said)
