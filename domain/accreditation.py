"""Whether the accreditation of a third-party certificate counts on a day, and why.

What is recorded beats the directory: an accreditation body that is named is judged; where
nothing is recorded the directory is asked. Parties and levels are decided by `recognition`.
"""

import re
from dataclasses import replace
from datetime import date

from domain.accreditation_case import (
    Case,
    Judgement,
    best,
    gives_notified_number,
    refuted,
    unknown,
)
from domain.accreditation_entries import (
    TRANSFER_MONTHS,
    Standing,
    judge_accreditation_body,
    row_caveats,
    row_trouble,
    standing_of,
)
from domain.days import add_months, day_after
from domain.directory import (
    AUTOMOTIVE,
    CE_CERTIFICATES,
    NOTIFIED_BODY,
    SOCIAL,
    AccreditationBody,
    BodyStatus,
    CbAccreditation,
)
from domain.vocabulary import Accreditation
from domain.wording import sentence

NOT_SHOWN = "accreditation taken from the directory, not shown on the certificate"
NOT_CONFIRMED = "as stated on the certificate, pair not confirmed"

# Schemes in which nobody's word counts but the authority's own.
_ONLY_AUTHORITY = {AUTOMOTIVE: "IATF", SOCIAL: "SAAS"}
_SEVERAL = re.compile(r"\s*(?:[/;,&+\n]|\band\b)\s*")


def judge(case: Case) -> Judgement:
    """Whether the accreditation of the certificate counts on the day asked."""
    if case.certificate.accreditation is Accreditation.UNACCREDITED:
        return refuted("The certificate is recorded as unaccredited.")
    if case.scope == CE_CERTIFICATES:
        judgement = _judge_ce(case)
    elif case.named:
        judgement = _judge_named(case)
    else:
        judgement = _judge_by_directory(case, case.rows())
    body = case.body
    if judgement.counts and body is not None and body.note:
        text = case.certificate.certification_body.strip()
        note = f"The certificate names “{text}”: {body.name}."
        return replace(judgement, caveats=(*judgement.caveats, note))
    return judgement


def turning_days(case: Case) -> frozenset[date]:
    """Days on which the judgement of the certificate can change, whatever the day of the case."""
    days = set()
    bodies = named_bodies(case)
    for row in case.rows():
        if row.ends_on is not None:
            days |= {day_after(row.ends_on), add_months(row.ends_on, TRANSFER_MONTHS)}
        if row.starts_on is not None and case.certificate.issued_on is None:
            days.add(row.starts_on)
        if body := case.directory.accreditation_body_named(row.accreditation_body):
            bodies.append(body)
    for scope in (scope for body in bodies for scope in body.scopes):
        if scope.ends_on is not None:
            days |= {day_after(scope.ends_on), add_months(scope.ends_on, TRANSFER_MONTHS)}
        if scope.starts_on is not None and case.certificate.issued_on is None:
            days.add(scope.starts_on)
    return frozenset(days)


def _judge_named(case: Case) -> Judgement:
    bodies = named_bodies(case)
    authority = _ONLY_AUTHORITY.get(case.scope)
    if authority and all(body.code != authority for body in bodies):
        return _judge_without_authority(case, bodies, authority)
    if not bodies:
        return unknown(f"The accreditation body “{case.named}” is not in the directory.")
    return best([_judge_pair(case, body) for body in bodies])


def named_bodies(case: Case) -> list[AccreditationBody]:
    """The bodies that the cell names, as far as they are on file."""
    find = case.directory.accreditation_body
    if case.scope == CE_CERTIFICATES or gives_notified_number(case.named):
        notified = case.directory.accreditation_body_named(NOTIFIED_BODY)
        if case.notified_number and notified is not None:
            return [notified]
    parts = [part for part in _SEVERAL.split(case.named) if part]
    found = [body for part in parts if (body := find(part))] if len(parts) > 1 else []
    if not found and (body := find(case.named)):
        found = [body]
    return list(dict.fromkeys(found))


def _judge_without_authority(
    case: Case, bodies: list[AccreditationBody], authority: str
) -> Judgement:
    """Another body neither proves nor refutes; another scheme's authority refutes."""
    for body in bodies:
        if body.status is BodyStatus.SCHEME_AUTHORITY:
            return judge_accreditation_body(body, case)
    judgement = _judge_by_directory(case, case.rows(authority))
    only = f"For {case.subject} only {authority} counts; “{case.named}” proves nothing either way."
    return replace(judgement, reason=f"{judgement.reason} {only}")


def _judge_pair(case: Case, body: AccreditationBody) -> Judgement:
    """A body that is named on the certificate, with what the directory knows of the pair."""
    judgement = judge_accreditation_body(body, case)
    if not judgement.counts:
        return judgement
    reason = f"{body.code} is named on the certificate. {judgement.reason}"
    judgement = replace(judgement, reason=reason, shown=True)
    row, standing = _most_telling(case, case.rows(body.code))
    if row is not None and standing is Standing.IN_FORCE:
        caveats = (*judgement.caveats, *row_caveats(row))
        reason = f"{reason} The directory confirms {row.told(row.label)}."
        return replace(judgement, reason=reason, caveats=caveats, entry=row.told(row.label))
    if row is not None and standing in (Standing.IN_TRANSFER, Standing.SUSPENDED, Standing.ENDED):
        return row_trouble(row, standing)
    issuer = sentence(case.issuer).rstrip(".")
    pair = f"{issuer} under {body.code} for {case.subject}: {NOT_CONFIRMED}."
    return replace(judgement, caveats=(*judgement.caveats, pair))


def _most_telling(
    case: Case, rows: tuple[CbAccreditation, ...]
) -> tuple[CbAccreditation | None, Standing]:
    standings = [(standing_of(row, case), -index, row) for index, row in enumerate(rows)]
    if not standings:
        return None, Standing.NOT_KNOWN
    standing, _, row = min(standings, key=lambda found: (found[0], -found[1]))
    return row, standing


def _judge_by_directory(case: Case, rows: tuple[CbAccreditation, ...]) -> Judgement:
    """Nothing counts on the certificate itself: what the directory holds for its issuer."""
    shown = "No accreditation that counts is shown" if case.named else "No accreditation is shown"
    if not case.certificate.certification_body.strip():
        recorded = f"{shown}, and no" if case.named else "No accreditation and no"
        return unknown(f"{recorded} certification body is recorded.")
    if case.body is None:
        return unknown(f"{shown}, and {_not_on_file(case)}.")
    if not rows:
        return unknown(
            f"{shown}, and the directory holds none of {case.issuer} for {case.subject}."
        )
    return best([_judge_row(case, row) for row in rows])


def _not_on_file(case: Case) -> str:
    """What the directory knows of an issuer that is no certification body of it."""
    body = case.directory.accreditation_body(case.certificate.certification_body)
    if body is None:
        return f"{case.issuer} is not in the directory"
    if body.status is BodyStatus.SCHEME_AUTHORITY:
        return f"{body.code}, which is named as the certification body, is a scheme's authority"
    return f"{body.code}, which is named as the certification body, accredits such bodies"


def _judge_row(case: Case, row: CbAccreditation) -> Judgement:
    standing = standing_of(row, case)
    if standing is not Standing.IN_FORCE:
        return row_trouble(row, standing)
    body = case.directory.accreditation_body_named(row.accreditation_body)
    if body is None:
        return unknown(
            f"The directory names {row.accreditation_body} as accrediting {case.issuer}, "
            f"{row.told('but holds no entry of it')}.",
            row.told(row.label),
        )
    judgement = judge_accreditation_body(body, case)
    if not judgement.counts:
        return replace(judgement, entry=row.told(row.label))
    listed = f"The directory lists {case.issuer} as accredited by {body.code} for {row.standard}"
    return Judgement(
        reason=f"{row.told(listed)}. {judgement.reason}",
        caveats=(f"{case.issuer}: {NOT_SHOWN}.", *judgement.caveats, *row_caveats(row)),
        entry=row.told(row.label),
    )


def _judge_ce(case: Case) -> Judgement:
    """CE certificates count by a notified body's four-digit number, and by nothing else."""
    bodies = named_bodies(case)
    notified = next((body for body in bodies if body.code == NOTIFIED_BODY), None)
    if notified is not None and case.notified_number:
        judgement = _judge_pair(case, notified)
        if not judgement.counts:
            return judgement
        number = f"The number of notified body {case.notified_number} is on the certificate"
        return replace(judgement, reason=f"{notified.told(number)}.")
    if notified is not None:
        return unknown("A notified body is named, but its four-digit number is not recorded.")
    if not case.named:
        rows = case.rows()
        if rows or not case.certificate.certification_body.strip():
            return _judge_by_directory(case, rows)
    return refuted(
        f"No notified-body number is given by {case.issuer}; without one a CE certificate "
        "of compliance has no standing."
    )
