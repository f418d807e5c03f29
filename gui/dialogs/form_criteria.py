"""What a decision on a supplier may rest on: what the register holds of it, as lines to offer."""

from collections.abc import Iterator
from datetime import date

from domain.facts import SupplierFacts
from domain.inquiry import latest_check
from domain.reevaluation import class_of, latest_evaluation
from domain.vocabulary import AUDIT_RESULT_WORDS, AuditResult, CheckResult, Party
from domain.wording import audit_label, certificate_label
from gui import text

# Offered after what is on record; ISO 9001:2015, 8.4.1 asks for criteria and leaves them open.
USUAL = (
    "ISO 9001 certificate verified",
    "Own audit passed",
    "Delivery performance",
    "Samples approved",
)
_PASSED = (AuditResult.PASSED, AuditResult.PASSED_WITH_CONDITIONS)


def criteria_lines(supplier: SupplierFacts, day: date) -> list[str]:
    """Lines for the criteria of a decision: what is on record by the day, then the usual ones."""
    found = [*_checks(supplier, day), *_audits(supplier, day), *_evaluation(supplier, day)]
    return [*found, *USUAL]


def _checks(supplier: SupplierFacts, day: date) -> Iterator[str]:
    for certificate in supplier.certificates:
        answer, _nothing = latest_check(certificate, day)
        ended = certificate.expires_on is not None and certificate.expires_on < day
        if answer is not None and answer.result is CheckResult.CONFIRMED and not ended:
            on = answer.on or answer.recorded_on
            yield f"{certificate_label(certificate)} verified on {text.day(on)}"


def _audits(supplier: SupplierFacts, day: date) -> Iterator[str]:
    done = [
        (audit.done_on, audit)
        for audit in supplier.audits
        if audit.party is Party.SECOND and audit.result in _PASSED
        and audit.done_on is not None and audit.done_on <= day
    ]  # fmt: skip
    for on, audit in sorted(done, key=lambda pair: pair[0], reverse=True)[:2]:
        assert audit.result is not None
        yield f"{audit_label(audit)} {AUDIT_RESULT_WORDS[audit.result].lower()} on {text.day(on)}"


def _evaluation(supplier: SupplierFacts, day: date) -> Iterator[str]:
    latest = latest_evaluation(supplier, day)
    if latest is None:
        return
    rating = class_of(latest)
    score = f"{latest.score:g} %" if latest.score is not None else ""
    said = ", ".join(part for part in (f"class {rating.value}" if rating else "", score) if part)
    on = latest.done_on or latest.period_to or latest.recorded_on
    yield f"Performance evaluated on {text.day(on)}" + (f": {said}" if said else "")
