"""Single entries of the directory read for one certificate.

How a certification body's entry stands on a day, and whether an accreditation body counts for
the standard's scope at all. What follows for the certificate is put together by `accreditation`.
"""

from enum import IntEnum

from domain.accreditation_case import Case, Judgement, refuted, unknown
from domain.days import add_months
from domain.directory import (
    AEROSPACE,
    MANAGEMENT_SYSTEMS,
    PRODUCT_MARKS,
    PRODUCTS,
    AccreditationBody,
    BodyStatus,
    CbAccreditation,
    Scope,
)
from domain.wording import listed, long_day

START_NOT_KNOWN = "start not known"
NOT_CHECKED = "directory entry not checked"
CHECK_OASIS = "check OASIS"
TRANSFER_MONTHS = 6  # IAF MD 2: a certificate may be taken over by another body
_ENDED = ("withdrawn", "ended", "expired", "cancelled")


class Standing(IntEnum):
    """How an entry of a certification body stands for a certificate, most telling first."""

    IN_FORCE = 0
    IN_TRANSFER = 1
    SUSPENDED = 2
    ENDED = 3
    NOT_KNOWN = 4
    LATER = 5


def standing_of(row: CbAccreditation, case: Case) -> Standing:
    """How an entry stands: in force on the reference day and not ended by the day asked."""
    ends_on, status = row.ends_on, row.status.casefold()
    if status == "suspended":
        return Standing.SUSPENDED
    if ends_on is not None and case.day > ends_on:
        issued_later = case.certificate.issued_on is not None and case.reference_day > ends_on
        in_window = case.day < add_months(ends_on, TRANSFER_MONTHS)
        return Standing.IN_TRANSFER if in_window and not issued_later else Standing.ENDED
    if (ends_on is None and status in _ENDED) or (
        ends_on is not None and case.reference_day > ends_on
    ):
        return Standing.ENDED
    if status not in ("active", *_ENDED):
        return Standing.NOT_KNOWN
    if row.starts_on is not None and row.starts_on > case.reference_day:
        return Standing.LATER
    return Standing.IN_FORCE


def row_trouble(row: CbAccreditation, standing: Standing) -> Judgement:
    """Why an entry that is not in force does not carry the certificate."""
    what = (
        f"{row.accreditation_body}'s accreditation of {row.certification_body} for {row.standard}"
    )
    if standing is Standing.SUSPENDED:
        return refuted(f"{what} is suspended.", row.label)
    end = f" on {long_day(row.ends_on)}" if row.ends_on else ""
    if standing is Standing.IN_TRANSFER:
        return unknown(
            f"{what} ended{end}, less than six months before: "
            "the certificate may be in transfer to another body (IAF MD 2).",
            row.label,
        )
    if standing is Standing.ENDED:
        return refuted(f"{what} has ended{end}.", row.label)
    if standing is Standing.LATER and row.starts_on is not None:
        return unknown(
            f"The directory knows {what} only from {long_day(row.starts_on)}.", row.label
        )
    return unknown(f"Whether {what} is in force is not known.", row.label)


def row_caveats(row: CbAccreditation) -> tuple[str, ...]:
    """What is not known about an entry that counts, as one sentence."""
    doubts = []
    if row.starts_on is None:
        doubts.append(START_NOT_KNOWN)
    if not row.is_checked:
        doubts.append(NOT_CHECKED)
    return (f"{row.label}: {', '.join(doubts)}.",) if doubts else ()


def judge_accreditation_body(body: AccreditationBody, case: Case) -> Judgement:
    """Whether an accreditation by this body counts for the standard's scope at all."""
    if body.status is BodyStatus.NOT_SIGNATORY:
        return refuted(
            f"{body.code} is not a signatory of the mutual recognition arrangement "
            "for certification.",
            body.code,
        )
    if body.status is BodyStatus.UNKNOWN:
        return unknown(
            f"Whether {body.code} is a signatory of the mutual recognition arrangement "
            "has not been checked.",
            body.code,
        )
    if body.status is BodyStatus.SCHEME_AUTHORITY:
        return _judge_authority(body, case)
    return _judge_signatory(body, case)


def _judge_authority(body: AccreditationBody, case: Case) -> Judgement:
    scopes = tuple(scope.scope for scope in body.scopes)
    if case.scope in scopes or case.standard in scopes:
        reason = f"{body.code} is the scheme's own authority for {case.subject}."
        return Judgement(reason=reason, caveats=_body_caveats(body), entry=body.code)
    if not case.standard and not case.scope:
        return unknown(f"The standard is not recorded; {body.code} counts for its scheme only.")
    return refuted(
        f"{body.code} is the authority for {listed(scopes)} only, not for {case.subject}.",
        body.code,
    )


def _judge_signatory(body: AccreditationBody, case: Case) -> Judgement:
    scope = _scope_for(body, case)
    if scope is None:
        return _no_scope(body, case)
    if scope.starts_on is not None and scope.starts_on > case.reference_day:
        asked = case.certificate.issued_on is None
        than = "the day asked" if asked else f"the issue on {long_day(case.reference_day)}"
        return refuted(
            f"{body.code} has been a signatory for {scope.scope} only since "
            f"{long_day(scope.starts_on)}, after {than}.",
            body.code,
        )
    since = f" since {long_day(scope.starts_on)}" if scope.starts_on else ""
    caveats = _body_caveats(body)
    if case.scope == AEROSPACE:
        caveats += (f"{case.subject} under {body.code}: {CHECK_OASIS}.",)
    return Judgement(
        reason=f"{body.code} is a signatory of the mutual recognition arrangement "
        f"for {scope.scope}{since}.",
        caveats=caveats,
        entry=body.code,
    )


def _scope_for(body: AccreditationBody, case: Case) -> Scope | None:
    """The scope that covers the standard; one that names it says more than a general one."""
    general = {
        AEROSPACE: (AEROSPACE, MANAGEMENT_SYSTEMS),
        PRODUCT_MARKS: (PRODUCT_MARKS, PRODUCTS),
    }.get(case.scope, (case.scope,))
    for wanted in (case.standard, *general):
        for scope in body.scopes:
            if wanted and scope.scope == wanted:
                return scope
    return None


def _no_scope(body: AccreditationBody, case: Case) -> Judgement:
    if not case.scope:
        return unknown(
            f"The directory does not say which accreditation counts for {case.subject}.", body.code
        )
    if case.scope in (PRODUCTS, PRODUCT_MARKS):
        return unknown(
            f"The directory knows no scope of {body.code} for products, "
            f"which {case.subject} would need.",
            body.code,
        )
    if not case.standard or not body.scopes:
        return unknown(
            f"Whether {body.code} is a signatory for {case.subject} is not known.", body.code
        )
    known = listed(scope.scope for scope in body.scopes)
    return refuted(
        f"{body.code} is a signatory for {known} only, not for {case.subject}.", body.code
    )


def _body_caveats(body: AccreditationBody) -> tuple[str, ...]:
    return () if body.is_checked else (f"{body.code}: {NOT_CHECKED}.",)
