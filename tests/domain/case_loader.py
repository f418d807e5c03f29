"""Turns the worked cases (`cases/*.toml`) into the values the rules read.

The files are written for quality managers, so the words here are theirs: `issued_by`,
`accredited_by`, `suspended`, `confirmed` … What a case leaves out is not on record. The head of
`cases/validity.toml` explains the words. Storage and command-line tests use the same cases.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from domain.directory import CbAccreditation, Directory
from domain.facts import (
    ApprovalFacts,
    AuditFacts,
    BuyerRef,
    CertificateFacts,
    FindingFacts,
    ScopeDecision,
    SiteFacts,
    StatusEvent,
    SupplierFacts,
    Verification,
    WaiverFacts,
)
from domain.qualification import Demand, Profile, profile_named
from domain.vocabulary import (
    Accreditation,
    AuditKind,
    AuditResult,
    CheckResult,
    Decision,
    EventKind,
    Grading,
    Kind,
    Party,
    Rule,
    SupplierStatus,
)

FOLDER = Path(__file__).parent / "cases"
RECORDED_ON = date(2026, 11, 2)  # when an entry came into the register, unless the case says
_BUYERS = ("Halden Grid AS", "Nordlicht Elektro GmbH", "Straits Power Supply Pte. Ltd.")
_UNDATED = "no date"
_EVENTS = {
    "suspended": EventKind.SUSPENDED,
    "restored": EventKind.RESTORED,
    "withdrawn": EventKind.WITHDRAWN,
}
_CHECKS = {
    "confirmed": CheckResult.CONFIRMED,
    "contradicted": CheckResult.CONTRADICTED,
    "not_found": CheckResult.NOT_FOUND,
}
_CERTIFICATE = {
    "standard": "standard", "edition": "edition", "number": "number", "holder": "holder",
    "issued_by": "certification_body", "scope": "scope", "product": "product",
    "file_number": "file_number", "first_issued": "first_issued_on", "issued": "issued_on",
    "valid_from": "valid_from", "expires": "expires_on", "renews": "supersedes",
    "surveillance_due": "surveillance_due_on",
}  # fmt: skip
_AUDIT = {
    "reference": "reference", "standard": "standard", "edition": "edition", "site": "site",
    "planned": "planned_on", "done": "done_on", "next_due": "next_due_on",
    "conducted_by": "conducted_by",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Case:
    """One worked case: what is on record, who asks, on which day, and what must come out."""

    title: str
    file: str
    supplier: SupplierFacts
    profile: Profile
    buyer: BuyerRef | None
    day: date
    directory: Directory
    expect: Mapping[str, Any]

    def __str__(self) -> str:
        return self.title


@cache
def all_cases() -> tuple[Case, ...]:
    """Every worked case, file by file."""
    return tuple(case for path in sorted(FOLDER.glob("*.toml")) for case in _read(path))


def buyer_named(name: str) -> BuyerRef:
    """The buyer of a case; the three of the examples have the ids 1 to 3."""
    return BuyerRef(_BUYERS.index(name) + 1, name)


def _read(path: Path) -> Iterator[Case]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    backgrounds = data.get("background", {})
    for entry in data["case"]:
        given = backgrounds.get(entry.get("given", ""), {})
        if "given" in entry and not given:
            raise AssertionError(f"{path.name}: no background “{entry['given']}”")
        merged = _merged(given, entry)
        yield Case(
            title=entry["title"],
            file=path.stem,
            supplier=_supplier(merged),
            profile=_profile(merged.get("profile", "Certificates on file")),
            buyer=buyer_named(merged["buyer"]) if "buyer" in merged else None,
            day=merged["day"],
            directory=_directory(merged.get("directory", [])),
            expect=entry["expect"],
        )


def _merged(given: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, Any]:
    """The case laid over its background: its first certificate changes the first one, and so on.

    `"nothing"` takes away what the background holds.
    """
    merged: dict[str, Any] = {**given, **entry}
    for key, before in given.items():
        after = entry.get(key)
        if isinstance(before, list) and isinstance(after, list):
            laid = [{**old, **new} for old, new in zip(before, after, strict=False)]
            merged[key] = laid + before[len(after) :] + after[len(before) :]
        elif isinstance(before, dict) and isinstance(after, dict):
            merged[key] = {**before, **after}
    return {key: _without_nothing(value) for key, value in merged.items() if value != "nothing"}


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: held for key, held in value.items() if held != "nothing"}
    return [_without_nothing(held) for held in value] if isinstance(value, list) else value


def _supplier(data: Mapping[str, Any]) -> SupplierFacts:
    about = data.get("supplier", {})
    certificates = tuple(
        _certificate(number, entry) for number, entry in enumerate(data.get("certificate", []), 1)
    )
    audits = tuple(_audit(number, entry) for number, entry in enumerate(data.get("audit", []), 1))
    return SupplierFacts(
        id=1,
        code=about.get("code", ""),
        name=about.get("name", "Nam Viet Tape Co., Ltd."),
        local_name=about.get("local_name", ""),
        status=SupplierStatus.WITHDRAWN if "withdrawn" in about else SupplierStatus.IN_USE,
        withdrawn_on=_day(about.get("withdrawn")),
        withdrawn_reason=about.get("withdrawn_because", ""),
        recorded_on=RECORDED_ON,
        sites=tuple(
            SiteFacts(id=n, name=site["name"], supplies=site.get("supplies", False))
            for n, site in enumerate(data.get("site", []), 1)
        ),
        certificates=_linked(certificates, data.get("certificate", [])),
        audits=audits,
        findings=tuple(
            _finding(number, entry, audits)
            for number, entry in enumerate(data.get("finding", []), 1)
        ),
        approvals=tuple(_approval(n, entry) for n, entry in enumerate(data.get("approval", []), 1)),
        waivers=tuple(_waiver(n, entry) for n, entry in enumerate(data.get("waiver", []), 1)),
    )


def _certificate(number: int, entry: Mapping[str, Any]) -> CertificateFacts:
    accredited = entry.get("accredited_by", "")
    unaccredited = accredited == "nobody"
    named = accredited and not unaccredited
    values = {field: entry[word] for word, field in _CERTIFICATE.items() if word in entry}
    values.pop("supersedes", None)
    return CertificateFacts(
        id=number,
        supplier_id=1,
        kind=Kind(entry["kind"]) if "kind" in entry else Kind.MANAGEMENT_SYSTEM,
        party=Party(entry["party"]) if "party" in entry else None,
        accreditation=(
            Accreditation.UNACCREDITED
            if unaccredited
            else Accreditation.NAMED
            if named
            else Accreditation.NOT_RECORDED
        ),
        accreditation_body=accredited if named else "",
        buyers=tuple(buyer_named(name) for name in entry.get("audited_for", [])),
        sites=tuple(entry.get("sites", [])),
        recorded_on=entry.get("recorded", RECORDED_ON),
        events=tuple(_events(entry)),
        verifications=tuple(_verifications(number, entry)),
        decisions=tuple(_decisions(number, entry)),
        **values,
    )


def _linked(
    certificates: tuple[CertificateFacts, ...], entries: list[Mapping[str, Any]]
) -> tuple[CertificateFacts, ...]:
    """`renews` names a number; the facts name an id."""
    ids = {certificate.number: certificate.id for certificate in certificates}
    return tuple(
        replace(certificate, supersedes=ids[entry["renews"]]) if "renews" in entry else certificate
        for certificate, entry in zip(certificates, entries, strict=True)
    )


def _events(entry: Mapping[str, Any]) -> Iterator[StatusEvent]:
    for word, kind in _EVENTS.items():
        if word in entry:
            until = entry.get("suspended_until") if kind is EventKind.SUSPENDED else None
            yield StatusEvent(
                kind=kind,
                on=_day(entry[word]),
                until=until,
                recorded_on=entry.get("recorded", RECORDED_ON),
            )


def _verifications(number: int, entry: Mapping[str, Any]) -> Iterator[Verification]:
    for place, (word, result) in enumerate(_CHECKS.items()):
        if word in entry:
            yield Verification(
                id=number * 10 + place,
                on=_day(entry[word]),
                result=result,
                recorded_on=entry.get("recorded", RECORDED_ON),
            )


def _decisions(number: int, entry: Mapping[str, Any]) -> Iterator[ScopeDecision]:
    for word, covers in (("covers", True), ("does_not_cover", False)):
        if word in entry:
            yield ScopeDecision(
                id=number * 10 + covers,
                covers=covers,
                by=entry.get("decided_by", "Linh Tran"),
                on=_day(entry[word]),
                note=entry.get("decision_note", ""),
                recorded_on=entry.get("recorded", RECORDED_ON),
            )


def _audit(number: int, entry: Mapping[str, Any]) -> AuditFacts:
    values = {field: entry[word] for word, field in _AUDIT.items() if word in entry}
    values.setdefault("standard", "ISO 9001")
    buyers = tuple(buyer_named(name) for name in entry.get("by", []))
    party = Party(entry["party"]) if "party" in entry else Party.SECOND if buyers else None
    return AuditFacts(
        id=number,
        supplier_id=1,
        party=party,
        kind=AuditKind(entry["kind"]) if "kind" in entry else None,
        buyers=buyers,
        result=AuditResult(entry["result"]) if "result" in entry else None,
        recorded_on=entry.get("recorded", RECORDED_ON),
        **values,
    )


def _finding(number: int, entry: Mapping[str, Any], audits: tuple[AuditFacts, ...]) -> FindingFacts:
    found_in = next((a.id for a in audits if a.reference == entry.get("audit", "")), 0)
    return FindingFacts(
        id=number,
        audit_id=found_in,
        number=entry.get("number", ""),
        grading=Grading(entry["grading"]),
        raised_on=entry.get("raised"),
        due_on=entry.get("due"),
        done_on=entry.get("done"),
        verified_on=entry.get("verified"),
        recorded_on=entry.get("recorded", RECORDED_ON),
    )


def _approval(number: int, entry: Mapping[str, Any]) -> ApprovalFacts:
    return ApprovalFacts(
        id=number,
        decision=Decision(entry["decision"]),
        on=_day(entry.get("on")),
        by="Linh Tran",
        conditions=entry.get("conditions", ""),
        due_on=entry.get("reevaluation_due"),
        recorded_on=entry.get("recorded", RECORDED_ON),
    )


def _waiver(number: int, entry: Mapping[str, Any]) -> WaiverFacts:
    return WaiverFacts(
        id=number,
        rule=Rule(entry["rule"]),
        subject=entry.get("subject", ""),
        buyer=buyer_named(entry["buyer"]) if "buyer" in entry else None,
        profile=entry.get("profile"),
        reason=entry.get("reason", "plan agreed, low exposure"),
        by=entry.get("by", "Anders Brandt"),
        granted_on=_day(entry.get("granted")),
        ends_on=entry["ends"],
        recorded_on=entry.get("recorded", RECORDED_ON),
    )


def _profile(wanted: str | Mapping[str, Any]) -> Profile:
    """A supplied profile by its name, or one put together in the case."""
    if isinstance(wanted, str):
        return profile_named(wanted)
    widely = not wanted.get("own_audit_accepted", False)
    return Profile(
        name=wanted.get("name", "Profile of the case"),
        standards=tuple(
            Demand(standard=name, widely=widely, shown=wanted.get("shown", False))
            for name in wanted.get("standards", [])
        ),
        marks=tuple(wanted.get("marks", [])),
        audit=wanted.get("audit", False),
        rules=frozenset(Rule(rule) for rule in wanted.get("rules", list(Rule))),
        margin_days=wanted.get("margin_days", 30),
        verification_months=wanted.get("verification_months", 12),
    )


def _directory(entries: list[Mapping[str, Any]]) -> Directory:
    """The supplied directory; a body that the case speaks of has the case's entries instead."""
    supplied = Directory.load()
    if not entries:
        return supplied
    spoken_of = {entry["body"] for entry in entries}
    rows = [
        CbAccreditation(
            certification_body=entry["body"],
            accreditation_body=entry["accredited_by"],
            standard=entry["standard"],
            starts_on=entry.get("from"),
            ends_on=entry.get("until"),
            status=entry.get("status", "active"),
            source="the case",
        )
        for entry in entries
    ]
    kept = [r for r in supplied.all_accreditations if r.certification_body not in spoken_of]
    return Directory(
        accreditation_bodies=supplied.accreditation_bodies,
        certification_bodies=supplied.certification_bodies,
        accreditations=[*kept, *rows],
        editions=supplied.all_editions,
        standards=supplied.standards.values(),
    )


def _day(value: Any) -> date | None:
    return None if value in (None, _UNDATED) else value
