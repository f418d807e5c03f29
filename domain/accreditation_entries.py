"""Single entries of the directory read for one certificate.

How a certification body's entry stands on a day, and whether an accreditation body counts for
the standard's scope at all. What follows for the certificate is put together by `accreditation`.
"""

from enum import IntEnum

from domain.accreditation_case import Case, Judgement, best, refuted, unknown
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
from domain.directory_entries import SCOPES
from domain.wording import listed, long_day

START_NOT_KNOWN = "start not known"
NOT_CHECKED = "directory entry not checked"
CHECK_OASIS = "check OASIS"
IN_TRANSFER = "the certificate may be in transfer to another body (IAF MD 2)"
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
    entry = row.told(row.label)
    end = f" on {long_day(row.ends_on)}" if row.ends_on else ""
    if standing is Standing.SUSPENDED:
        return refuted(f"{row.told(f'{what} is suspended')}.", entry)
    if standing is Standing.IN_TRANSFER:
        ended = f"{what} ended{end}, less than six months before"
        return unknown(f"{row.told(ended)}: {IN_TRANSFER}.", entry)
    if standing is Standing.ENDED:
        return refuted(f"{row.told(f'{what} has ended{end}')}.", entry)
    if standing is Standing.LATER and row.starts_on is not None:
        only = f"The directory knows {what} only from {long_day(row.starts_on)}"
        return unknown(f"{row.told(only)}.", entry)
    return unknown(f"{row.told(f'Whether {what} is in force is not known')}.", entry)


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
    entry = body.told(body.code)
    if body.status is BodyStatus.NOT_SIGNATORY:
        said = f"{body.code} is not a signatory of the mutual recognition arrangement"
        return refuted(f"{body.told(f'{said} for certification')}.", entry)
    if body.status is BodyStatus.UNKNOWN:
        said = f"Whether {body.code} is a signatory of the mutual recognition arrangement"
        return unknown(f"{body.told(f'{said} has not been checked')}.", entry)
    if body.status is BodyStatus.SCHEME_AUTHORITY:
        return _judge_authority(body, case)
    return _judge_signatory(body, case)


def _judge_authority(body: AccreditationBody, case: Case) -> Judgement:
    entry = body.told(body.code)
    scopes = [scope for scope in body.scopes if scope.scope in (case.scope, case.standard)]
    if scopes:
        said = f"{body.code} is the scheme's own authority for {case.subject}"
        counts = Judgement(reason=f"{body.told(said)}.", caveats=_body_caveats(body), entry=entry)
        return best(
            _out_of_scope(body, scope, case, "the scheme's own authority") or counts
            for scope in scopes
        )
    if not case.standard and not case.scope:
        return unknown(f"The standard is not recorded; {body.code} counts for its scheme only.")
    if not body.scopes:
        said = f"The directory names no scheme that {body.code} is the authority for"
        return unknown(f"{body.told(said)}.", entry)
    if unread := _unread_scopes(body, case):
        said = f"Whether {body.code}'s authority for {listed(unread)} covers {case.subject}"
        return unknown(f"{body.told(f'{said} is not known')}.", entry)
    only = f"{body.code} is the authority for {_scopes_of(body)} only, not for {case.subject}"
    return refuted(f"{body.told(only)}.", entry)


def _judge_signatory(body: AccreditationBody, case: Case) -> Judgement:
    scopes = _scopes_for(body, case)
    if not scopes:
        return _no_scope(body, case)
    caveats = _body_caveats(body)
    if case.scope == AEROSPACE:
        caveats += (f"{case.subject} under {body.code}: {CHECK_OASIS}.",)
    return best(
        _out_of_scope(body, scope, case, "a signatory")
        or Judgement(
            reason=f"{body.told(_signatory_words(body, scope))}.",
            caveats=caveats,
            entry=body.told(body.code),
        )
        for scope in scopes
    )


def _signatory_words(body: AccreditationBody, scope: Scope) -> str:
    since = f" since {long_day(scope.starts_on)}" if scope.starts_on else ""
    what = f"{body.code} is a signatory of the mutual recognition arrangement"
    return f"{what} for {scope.scope}{since}"


def _out_of_scope(body: AccreditationBody, scope: Scope, case: Case, role: str) -> Judgement | None:
    """Why a scope does not carry the certificate; `None` where it does.

    It must have begun by the issue (by the day asked where that is unknown), not have ended
    before it, and not have ended by the day asked, with the same six months in which a
    certificate may be in transfer as for an accreditation that ended.
    """
    entry, issued = body.told(body.code), case.certificate.issued_on
    than = f"the issue on {long_day(issued)}" if issued is not None else "the day asked"
    if scope.starts_on is not None and scope.starts_on > case.reference_day:
        since = long_day(scope.starts_on)
        said = f"{body.code} has been {role} for {scope.scope} only since {since}, after {than}"
        return refuted(f"{body.told(said)}.", entry)
    end = scope.ends_on
    if end is None or (case.day <= end and case.reference_day <= end):
        return None
    was = f"{body.code} was {role} for {scope.scope} only until {long_day(end)}"
    if issued is not None and issued > end:
        return refuted(f"{body.told(f'{was}, before {than}')}.", entry)
    if case.day < add_months(end, TRANSFER_MONTHS):
        ended = f"{was}, less than six months before"
        return unknown(f"{body.told(ended)}: {IN_TRANSFER}.", entry)
    return refuted(f"{body.told(was)}.", entry)


def _scopes_for(body: AccreditationBody, case: Case) -> tuple[Scope, ...]:
    """The scopes that cover the standard; those that name it say more than general ones."""
    general = {
        AEROSPACE: (AEROSPACE, MANAGEMENT_SYSTEMS),
        PRODUCT_MARKS: (PRODUCT_MARKS, PRODUCTS),
    }.get(case.scope, (case.scope,))
    for wanted in (case.standard, *general):
        found = tuple(scope for scope in body.scopes if wanted and scope.scope == wanted)
        if found:
            return found
    return ()


def _no_scope(body: AccreditationBody, case: Case) -> Judgement:
    entry = body.told(body.code)
    if not case.scope:
        said = f"The directory does not say which accreditation counts for {case.subject}"
        return unknown(f"{body.told(said)}.", entry)
    if case.scope in (PRODUCTS, PRODUCT_MARKS):
        said = f"The directory knows no scope of {body.code} for products"
        return unknown(f"{body.told(said)}, which {case.subject} would need.", entry)
    if not case.standard or not body.scopes:
        said = f"Whether {body.code} is a signatory for {case.subject} is not known"
        return unknown(f"{body.told(said)}.", entry)
    if unread := _unread_scopes(body, case):
        said = f"Whether {body.code}'s recognition for {listed(unread)} covers {case.subject}"
        return unknown(f"{body.told(f'{said} is not known')}.", entry)
    only = f"{body.code} is a signatory for {_scopes_of(body)} only, not for {case.subject}"
    return refuted(f"{body.told(only)}.", entry)


def _unread_scopes(body: AccreditationBody, case: Case) -> tuple[str, ...]:
    """Scopes that neither the rules nor the directory know a meaning of."""
    names = dict.fromkeys(scope.scope for scope in body.scopes)
    return tuple(n for n in names if n not in SCOPES and case.directory.standard(n) is None)


def _scopes_of(body: AccreditationBody) -> str:
    return listed(dict.fromkeys(scope.scope for scope in body.scopes))


def _body_caveats(body: AccreditationBody) -> tuple[str, ...]:
    return () if body.is_checked else (f"{body.code}: {NOT_CHECKED}.",)
