"""What the coverage drawing shows: lanes of bars and audits, taken from a supplier's evidence.

A lane holds one standard's chain of certificates; certificates that run side by side get a lane
each. Audits of customers, which give a level themselves, get lanes below.
"""

from dataclasses import dataclass, field
from datetime import date

from domain.gaps import Gap
from domain.vocabulary import Level, Party, State
from reports.evidence import Audit, Certificate, Evidence


@dataclass(frozen=True, slots=True)
class Bar:
    """Evidence from day to day. `end` is `None` where it is not known."""

    start: date | None
    end: date | None
    level: Level | None
    state: State | None
    superseded: bool
    text: str
    certificate: int | None = None  # its id; an audit's bar has none


@dataclass(slots=True)
class Lane:
    """One row of the drawing."""

    title: str
    subtitle: str
    bars: list[Bar] = field(default_factory=list)
    held: list[date] = field(default_factory=list)
    planned: list[date] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    others: bool = False  # another customer's


def lanes(evidence: Evidence) -> list[Lane]:
    """The lanes of a supplier, in the order of its certificates, then the buyer's audits."""
    found: list[tuple[str, Lane]] = []
    for certificate in sorted(evidence.certificates, key=_start_of):
        bar = _bar(certificate)
        lane = next((ln for name, ln in found if _joins(certificate, name, ln, bar)), None)
        if lane is None:
            customers = ", ".join(buyer.name for buyer in certificate.facts.buyers)
            body = f"by {customers}" if customers else "issuer not recorded"
            title = certificate.facts.standard or "Standard not recorded"
            lane = Lane(title, body, others=certificate.others)
            found.append((certificate.facts.standard, lane))
        lane.bars.append(bar)
        lane.subtitle = certificate.facts.certification_body or lane.subtitle
    order = {c.facts.standard: i for i, c in reversed(list(enumerate(evidence.certificates)))}
    found.sort(key=lambda pair: order[pair[0]])
    _add_audits(found, evidence)
    for _, lane in found:
        own = {bar.certificate for bar in lane.bars}
        lane.gaps += [gap for gap in evidence.snapshot.gaps if gap.after.id in own]
    return [lane for _, lane in found]


def _start_of(certificate: Certificate) -> tuple[date, int]:
    facts = certificate.facts
    return (facts.valid_from or facts.issued_on or date.min, facts.id)


def _bar(certificate: Certificate) -> Bar:
    facts, standing = certificate.facts, certificate.standing
    validity = standing.validity if standing else None
    end = validity.effective_expiry if validity else facts.expires_on
    if validity and validity.state is State.WITHDRAWN and validity.since:
        end = validity.since
    return Bar(
        start=facts.valid_from or facts.issued_on,
        end=end,
        level=standing.recognition.level if standing and standing.recognition else None,
        state=validity.state if validity else None,
        superseded=bool(standing and standing.superseded),
        text=certificate.number,
        certificate=facts.id,
    )


def _joins(certificate: Certificate, name: str, lane: Lane, bar: Bar) -> bool:
    """Whether a certificate follows the lane's last one: same standard, no real overlap."""
    if name != certificate.facts.standard or certificate.others or lane.others:
        return False
    last = lane.bars[-1]
    if last.superseded:
        return True
    return bool(last.end and bar.start and bar.start > last.end)


def _add_audits(found: list[tuple[str, Lane]], evidence: Evidence) -> None:
    for audit in evidence.audits:
        standing = audit.standing
        gives_level = standing and standing.validity and standing.recognition
        if gives_level and standing and standing.recognition:
            found.append(("", _audit_lane(audit)))
            continue
        lane = next((ln for name, ln in found if name and name == audit.facts.standard), None)
        if lane is None:
            continue
        if audit.done_on:
            lane.held.append(audit.done_on)
        elif audit.facts.planned_on:
            lane.planned.append(audit.facts.planned_on)


def _audit_lane(audit: Audit) -> Lane:
    names = ", ".join(buyer.name for buyer in audit.facts.buyers)
    lane = Lane(
        "Supplier audit" if audit.party is Party.SECOND else "Own audit",
        f"by {names}" if names else "",
    )
    standing = audit.standing
    if standing is None or standing.recognition is None or standing.validity is None:
        return lane
    lane.bars.append(
        Bar(
            audit.done_on,
            standing.validity.effective_expiry,
            standing.recognition.level,
            standing.validity.state,
            standing.superseded,
            audit.label,
        )
    )
    if audit.done_on:
        lane.held.append(audit.done_on)
    return lane
