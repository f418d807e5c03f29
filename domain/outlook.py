"""What changes next: dated events ahead of a supplier, and the days on which the verdict turns.

Each day ahead on which something on record ends or begins is assessed as if nothing else were
recorded until then.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from domain.assessment import Assessment, Profile
from domain.days import add_months, day_after, days_ahead
from domain.edition import stated_edition
from domain.facts import BuyerRef, CertificateFacts, SupplierFacts
from domain.inquiry import (
    checked_on,
    is_of,
    is_of_another_buyer,
    is_second_party,
    latest_check,
)
from domain.lifetime import event_day
from domain.recognition import recognise, recognition_days
from domain.record_days import record_days
from domain.reevaluation import decided_on, latest_approval, reevaluation
from domain.renewal import Renewals
from domain.surveillance import judge_surveillance
from domain.validity import USUAL_WINDOWS, Windows, audit_expiry, is_passed
from domain.verdict import assess
from domain.vocabulary import RULE_WORDS, VERDICT_WORDS, EventKind, Grading, Rule, Verdict
from domain.waivers import waiver_is_for
from domain.wording import (
    audit_label,
    certificate_label,
    listed,
    long_day,
    nonconformity,
    standard_with_edition,
)

if TYPE_CHECKING:
    from domain.directory import Directory

Event = tuple[date, str, Verdict | None]
_ORDER = tuple(Verdict)


def next_changes(
    supplier: SupplierFacts,
    profile: Profile,
    buyer: BuyerRef | None,
    day: date,
    directory: "Directory",
    windows: Windows = USUAL_WINDOWS,
    most: int | None = None,
) -> tuple[Event, ...]:
    """Dated events after the day, each once, soonest first: (day, sentence, new verdict); at
    `most` so many, since each day ahead is judged anew.

    The third part is the verdict from that day on where it turns, else `None`; the sentence
    then begins with it. Other buyers' audits are not told.
    """
    return tuple(islice(changes_ahead(supplier, profile, buyer, day, directory, windows), most))


def changes_ahead(
    supplier: SupplierFacts,
    profile: Profile,
    buyer: BuyerRef | None,
    day: date,
    directory: "Directory",
    windows: Windows = USUAL_WINDOWS,
) -> Iterator[Event]:
    """The same one by one, for those who stop at the first that concerns them."""
    profile = profile.for_supplier(supplier)
    told: dict[date, list[str]] = defaultdict(list)
    for when, sentence in (
        *_certificate_events(supplier, profile, buyer, day, directory),
        *_audit_events(supplier, profile, buyer, day, directory),
        *_supplier_events(supplier, profile, buyer, day, directory),
    ):
        if when > day and sentence not in told[when]:
            told[when].append(sentence)
    ahead = {when for when in (*told, *record_days(supplier, profile, directory)) if when > day}
    before = assess(supplier, profile, buyer, day, directory, windows)
    for when in sorted(ahead):
        after = assess(supplier, profile, buyer, when, directory, windows)
        turned = after.verdict if after.verdict is not before.verdict else None
        sentences = [_turn(before, after)] if turned is not None else []
        sentences += told.get(when, [])
        if sentences:
            yield when, " ".join(sentences), turned
        before = after


def _turn(before: Assessment, after: Assessment) -> str:
    """The turn of the verdict in words, with the rules that bring it about."""
    words = VERDICT_WORDS[after.verdict]
    if _ORDER.index(after.verdict) < _ORDER.index(before.verdict):
        return f"{words} from this day."
    rules = listed(dict.fromkeys(RULE_WORDS[line.rule].lower() for line in after.decided_by))
    return f"{words} from this day, unless something is recorded until then ({rules})."


def _certificate_events(
    supplier: SupplierFacts,
    profile: Profile,
    buyer: BuyerRef | None,
    day: date,
    directory: "Directory",
) -> list[tuple[date, str]]:
    renewals = Renewals(supplier.certificates, directory)
    events: list[tuple[date, str]] = []
    for certificate in supplier.certificates:
        if not _is_demanded(certificate, profile):
            continue
        if is_of_another_buyer(certificate, buyer, directory):
            continue
        if renewals.superseded_by(certificate, day) is not None:
            continue
        events += _life_events(certificate, renewals, profile, day)
        events += _upkeep_events(certificate, supplier, profile, day, renewals)
        events += _recognition_events(certificate, buyer, day, directory)
        entry = stated_edition(certificate, directory)
        if entry is not None and entry.provisional and entry.invalid_after is not None:
            name = standard_with_edition(certificate.standard, certificate.edition)
            events.append(
                (day_after(entry.invalid_after), f"{name} is to have ended by then (provisional).")
            )
    return events


def _life_events(
    certificate: CertificateFacts, renewals: Renewals, profile: Profile, day: date
) -> list[tuple[date, str]]:
    life, label = renewals.life(certificate), certificate_label(certificate)
    events: list[tuple[date, str]] = []
    if life.starts_on is not None:
        events.append((life.starts_on, f"{label} starts."))
    in_hand = renewals.in_hand(certificate, day)
    if life.ends_on is not None and not in_hand:
        ended = f"{label} has ended (last valid day {long_day(life.ends_on)})."
        events.append((day_after(life.ends_on), ended))
        if profile.margin_days:
            asked = days_ahead(life.ends_on, 1 - profile.margin_days)
            events.append((asked, f"Less than {profile.margin_days} days of {label} remain."))
    for successor in renewals.successors(certificate):
        text = f"{certificate_label(successor.certificate)} replaces {label}."
        events.append((successor.replaces_from, text))
    for suspension in life.suspensions:
        events.append((suspension.first, f"{label} is suspended."))
        if suspension.last is not None:
            ended = f"The suspension of {label} has ended."
            if suspension.last != suspension.stated:
                ended = f"{label} is restored, as is on record already."
            events.append((day_after(suspension.last), ended))
    if life.withdrawn_on is not None:
        events.append((life.withdrawn_on, f"{label} is withdrawn."))
    for event in certificate.events:
        if event.kind is EventKind.SCOPE_REDUCED:
            text = f"The scope of {label} is reduced."
            events.append((event_day(event, certificate), text))
    return events


def _recognition_events(
    certificate: CertificateFacts, buyer: BuyerRef | None, day: date, directory: "Directory"
) -> list[tuple[date, str]]:
    """The days ahead from which a certificate counts for more or less, by the directory alone."""
    events: list[tuple[date, str]] = []
    before = recognise(certificate, buyer, day, directory)
    for when in recognition_days(certificate, directory):
        if when <= day:
            continue
        after = recognise(certificate, buyer, when, directory)
        if before and after and (before.level, before.cause) != (after.level, after.cause):
            events.append((when, f"{certificate_label(certificate)}: {after.reasons[0]}"))
        before = after
    return events


def _upkeep_events(
    certificate: CertificateFacts,
    supplier: SupplierFacts,
    profile: Profile,
    day: date,
    renewals: Renewals,
) -> list[tuple[date, str]]:
    label = certificate_label(certificate)
    events: list[tuple[date, str]] = []
    if Rule.SURVEILLANCE in profile.rules:
        ends_on = renewals.life(certificate).ends_on
        found = judge_surveillance(certificate, supplier.audits, day, ends_on)
        due = found.due_on or found.expected_on
        if due is not None:
            text = f"Surveillance of {label} was due by {long_day(due)}."
            if found.due_on is None:
                text = f"Surveillance of {label} is to have begun by {long_day(due)}."
            events.append((day_after(due), text))
    answer, _ = latest_check(certificate, day)
    if Rule.VERIFICATION in profile.rules and answer is not None:
        last = add_months(checked_on(answer), profile.verification_months)
        events.append((day_after(last), f"{label} is due to be checked with its issuer again."))
    return events


def _audit_events(
    supplier: SupplierFacts,
    profile: Profile,
    buyer: BuyerRef | None,
    day: date,
    directory: "Directory",
) -> list[tuple[date, str]]:
    events: list[tuple[date, str]] = []
    for audit in supplier.audits:
        if is_of_another_buyer(audit, buyer, directory):
            continue
        label = audit_label(audit)
        if audit.done_on is None and audit.planned_on is not None:
            events.append((audit.planned_on, f"{label} is planned."))
        end = audit_expiry(audit, profile.audit_months)
        own = is_second_party(audit, directory) and is_passed(audit)
        if end is not None and own and audit.done_on is not None and audit.done_on <= day:
            events.append((day_after(end), f"{label} has lapsed (it stood until {long_day(end)})."))
    return events


def _supplier_events(
    supplier: SupplierFacts,
    profile: Profile,
    buyer: BuyerRef | None,
    day: date,
    directory: "Directory",
) -> list[tuple[date, str]]:
    events: list[tuple[date, str]] = []
    for waiver in supplier.waivers:
        if (waiver.granted_on or waiver.recorded_on) <= day and (
            waiver.rule in profile.rules and waiver_is_for(waiver, profile, buyer)
        ):
            what = RULE_WORDS[waiver.rule].lower() + (f" {waiver.subject}" * bool(waiver.subject))
            events.append((day_after(waiver.ends_on), f"The waiver of {what} has ended."))
    if Rule.APPROVAL in profile.rules:
        events += _approval_events(supplier, day)
    audits = {audit.id: audit for audit in supplier.audits}
    for finding in supplier.findings:
        audit = audits.get(finding.audit_id)
        if finding.grading is not Grading.MINOR or finding.due_on is None:
            continue
        if finding.done_on is None and not (audit and is_of_another_buyer(audit, buyer, directory)):
            text = f"{nonconformity(finding)} was due on {long_day(finding.due_on)}."
            events.append((day_after(finding.due_on), text))
    if supplier.withdrawn_on is not None:
        events.append((supplier.withdrawn_on, "The supplier is withdrawn."))
    return events


def _approval_events(supplier: SupplierFacts, day: date) -> list[tuple[date, str]]:
    events = []
    latest, again = latest_approval(supplier, day), reevaluation(supplier, day)
    if latest is not None and latest.ends_on is not None:
        text = f"The decision of {long_day(decided_on(latest))} has ended."
        events.append((day_after(latest.ends_on), text))
    if latest is not None and again is not None and again.due_on is not None:
        text = f"Re-evaluation of the supplier was due on {long_day(again.due_on)}."
        events.append((day_after(again.due_on), text))
    elif latest is not None and again is not None and again.longest is not None:
        text = "The longest round for a re-evaluation of the supplier has passed."
        events.append((day_after(again.longest), text))
    return events


def _is_demanded(certificate: CertificateFacts, profile: Profile) -> bool:
    if not certificate.standard:
        return False
    return any(is_of(certificate, d.standard, mark=False) for d in profile.standards) or any(
        is_of(certificate, mark, mark=True) for mark in profile.marks
    )
