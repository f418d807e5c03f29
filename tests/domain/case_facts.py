"""What a worked case puts on record, as the values the rules read. Reading files: `case_loader`."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from domain.facts import (
    ApprovalFacts,
    AuditFacts,
    BuyerRef,
    CertificateFacts,
    EvaluationFacts,
    FindingFacts,
    ScopeDecision,
    SiteFacts,
    StatusEvent,
    SupplierFacts,
    Verification,
    WaiverFacts,
)
from domain.vocabulary import (
    Accreditation,
    AuditKind,
    AuditResult,
    CheckResult,
    Criticality,
    Decision,
    EventKind,
    Grading,
    Kind,
    Party,
    Rule,
    SupplierClass,
    SupplierStatus,
)

RECORDED_ON = date(2026, 11, 2)  # when an entry came into the register, unless the case says
_BUYERS = ("Halden Grid AS", "Nordlicht Elektro GmbH", "Straits Power Supply Pte. Ltd.")
_UNDATED = "no date"
_EVENTS = {
    "suspended": EventKind.SUSPENDED,
    "restored": EventKind.RESTORED,
    "withdrawn": EventKind.WITHDRAWN,
    "scope_reduced": EventKind.SCOPE_REDUCED,
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
    "surveillance_due": "surveillance_due_on", "decided": "decided_on",
    "status": "status_as_printed",
}  # fmt: skip
_AUDIT = {
    "reference": "reference", "standard": "standard", "edition": "edition", "site": "site",
    "planned": "planned_on", "done": "done_on", "next_due": "next_due_on",
    "conducted_by": "conducted_by",
}  # fmt: skip


def buyer_named(name: str) -> BuyerRef:
    """The buyer of a case; the three of the examples have the ids 1 to 3."""
    return BuyerRef(_BUYERS.index(name) + 1, name)


def supplier_of(data: Mapping[str, Any]) -> SupplierFacts:
    """The supplier of a case with everything on record for it; the case's own words are keys."""
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
        categories=about.get("categories", ""),
        supplies=about.get("supplies", ""),
        criticality=Criticality(about["criticality"]) if "criticality" in about else None,
        status=SupplierStatus.WITHDRAWN if "withdrawn" in about else SupplierStatus.IN_USE,
        withdrawn_on=_day(about.get("withdrawn")),
        withdrawn_reason=about.get("withdrawn_because", ""),
        recorded_on=RECORDED_ON,
        sites=tuple(
            SiteFacts(
                id=n,
                name=site["name"],
                supplies=site.get("supplies", False),
                products="\n".join(site.get("products", [])),
            )
            for n, site in enumerate(data.get("site", []), 1)
        ),
        certificates=_linked(certificates, data.get("certificate", [])),
        audits=audits,
        findings=tuple(
            _finding(number, entry, audits)
            for number, entry in enumerate(data.get("finding", []), 1)
        ),
        approvals=tuple(_approval(n, entry) for n, entry in enumerate(data.get("approval", []), 1)),
        evaluations=tuple(
            _evaluation(n, entry) for n, entry in enumerate(data.get("evaluation", []), 1)
        ),
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
    """`renews` and `not_renewing` name numbers; the facts name ids."""
    ids = {certificate.number: certificate.id for certificate in certificates}
    return tuple(
        replace(
            certificate,
            supersedes=ids[entry["renews"]] if "renews" in entry else None,
            not_renewing=tuple(ids[number] for number in entry.get("not_renewing", [])),
        )
        for certificate, entry in zip(certificates, entries, strict=True)
    )


def _events(entry: Mapping[str, Any]) -> Iterator[StatusEvent]:
    """What befell a certificate once is said beside it; what befell it again, in `events`."""
    for said in (entry, *entry.get("events", [])):
        for word, kind in _EVENTS.items():
            if word in said:
                until = said.get("suspended_until") if kind is EventKind.SUSPENDED else None
                yield StatusEvent(
                    kind=kind,
                    on=_day(said[word]),
                    until=until,
                    reason=said.get("because", ""),
                    recorded_on=said.get("recorded", entry.get("recorded", RECORDED_ON)),
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
    """A decision on all that is supplied, or those listed in `decisions`, each for a product, a
    site or both."""
    about_all = [
        {word: entry[word], "note": entry.get("decision_note", "")}
        for word in ("covers", "does_not_cover")
        if word in entry
    ]
    for place, one in enumerate((*about_all, *entry.get("decisions", []))):
        covers = "covers" in one
        yield ScopeDecision(
            id=number * 10 + place,
            covers=covers,
            product=one.get("product", ""),
            site=one.get("site", ""),
            by=one.get("by", "Linh Tran"),
            on=_day(one["covers" if covers else "does_not_cover"]),
            note=one.get("note", ""),
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
        clause=entry.get("clause", ""),
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
        criteria=entry.get("criteria", ""),
        conditions=entry.get("conditions", ""),
        ends_on=entry.get("until"),
        due_on=entry.get("reevaluation_due"),
        recorded_on=entry.get("recorded", RECORDED_ON),
    )


def _evaluation(number: int, entry: Mapping[str, Any]) -> EvaluationFacts:
    return EvaluationFacts(
        id=number,
        period_from=entry.get("from"),
        period_to=entry.get("to"),
        score=entry.get("score"),
        rating=SupplierClass(entry["class"]) if "class" in entry else None,
        done_on=entry.get("done"),
        next_due_on=entry.get("next_due"),
        by="Linh Tran",
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


def _day(value: Any) -> date | None:
    return None if value in (None, _UNDATED) else value
