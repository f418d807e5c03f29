"""Fictional suppliers in several scripts, as snapshots built by hand.

The verdicts and standings are written down here, not computed: a report draws what it is given.
"""

from dataclasses import replace
from datetime import date, timedelta

from domain.directory import Directory
from domain.facts import (
    ApprovalFacts,
    AuditFacts,
    BuyerRef,
    CertificateFacts,
    FindingFacts,
    SiteFacts,
    StatusEvent,
    SupplierFacts,
    Verification,
    WaiverFacts,
)
from domain.gaps import gaps
from domain.qualification import Assessment, Demand, EvidenceRef, Line, Profile
from domain.recognition import Recognition
from domain.snapshot import (
    ExpiryLine,
    ExpirySnapshot,
    Organisation,
    Provenance,
    RegisterSnapshot,
    SupplierLine,
    SupplierSnapshot,
)
from domain.standing import EvidenceStanding
from domain.validity import Validity
from domain.vocabulary import (
    Accreditation,
    AuditKind,
    AuditResult,
    Cause,
    CheckResult,
    Decision,
    Effect,
    EventKind,
    Grading,
    Kind,
    Level,
    Outcome,
    Party,
    Rule,
    State,
    Verdict,
)

DAY = date(2026, 11, 23)
RECORDED = date(2019, 5, 4)
NORDLICHT = BuyerRef(1, "Nordlicht Elektro GmbH, Hamburg, Germany")
OSTRAVA = BuyerRef(2, "Ostrava Kabel a.s.")
ORGANISATION = Organisation(
    name="Meridian Sourcing Pte. Ltd.",
    address="Supplier Quality\n12 Harbourfront Walk #08-03, Singapore 098633",
)
PROVENANCE = Provenance(
    register_name="meridian.attesta",
    register_id="7f1c2a9e",
    history_number=18204,
    history_hash="5c41d0aa39fe17c4",
)
PROFILE = Profile(
    name="Electrical tapes, class B",
    standards=(Demand(standard="ISO 9001"), Demand(standard="ISO 14001")),
    marks=("UL 510",),
    audit=True,
    rules=frozenset(Rule),
)


def _certificates() -> tuple[CertificateFacts, ...]:
    checked = Verification(
        id=9,
        on=date(2026, 7, 6),
        result=CheckResult.CONFIRMED,
        by="L. Tan",
        source="issuer, in writing",
        recorded_on=date(2026, 7, 6),
    )
    return (
        CertificateFacts(
            id=1,
            kind=Kind.MANAGEMENT_SYSTEM,
            standard="ISO 9001",
            edition="2015",
            number="HC-QMS-58810",
            holder="Kim Long Adhesive Tape Co., Ltd.",
            party=Party.THIRD,
            certification_body="Halden Certification Ltd",
            accreditation=Accreditation.NAMED,
            accreditation_body="UKAS",
            scope="Manufacture of pressure-sensitive insulation tapes",
            sites=("VSIP II-A",),
            issued_on=date(2021, 2, 9),
            expires_on=date(2024, 2, 8),
            recorded_on=RECORDED,
        ),
        CertificateFacts(
            id=2,
            kind=Kind.MANAGEMENT_SYSTEM,
            standard="ISO 9001",
            edition="2015",
            number="HC-QMS-71204",
            holder="Kim Long Adhesive Tape Co., Ltd.",
            party=Party.THIRD,
            certification_body="Halden Certification Ltd",
            accreditation=Accreditation.NAMED,
            accreditation_body="UKAS",
            scope="Manufacture of pressure-sensitive insulation tapes",
            sites=("VSIP II-A", "Ho Chi Minh City, head office"),
            issued_on=date(2024, 3, 12),
            expires_on=date(2027, 2, 8),
            recorded_on=RECORDED,
            verifications=(checked,),
        ),
        CertificateFacts(
            id=3,
            kind=Kind.MANAGEMENT_SYSTEM,
            standard="ISO 14001",
            edition="2015",
            number="PR/E/20931",
            holder="Kim Long Adhesive Tape Co., Ltd.",
            party=Party.THIRD,
            certification_body="Pacific Registrars Inc.",
            scope="Coating and slitting of adhesive tapes",
            sites=("VSIP II-A",),
            issued_on=date(2025, 7, 1),
            expires_on=date(2028, 6, 30),
            recorded_on=RECORDED,
        ),
        CertificateFacts(
            id=4,
            kind=Kind.PRODUCT,
            standard="UL 510",
            file_number="E-SAMPLE",
            party=Party.THIRD,
            certification_body="Harbor Test Labs Inc.",
            accreditation=Accreditation.NAMED,
            accreditation_body="OSHA NRTL",
            product="PVC electrical insulation tape, types 510 and 33",
            issued_on=date(2019, 10, 3),
            recorded_on=RECORDED,
        ),
        CertificateFacts(
            id=5,
            kind=Kind.MANAGEMENT_SYSTEM,
            standard="ISO 45001",
            edition="2018",
            number="HC-OHS-71205",
            party=Party.THIRD,
            certification_body="Halden Certification Ltd",
            accreditation=Accreditation.NAMED,
            accreditation_body="UKAS",
            scope="Manufacture of pressure-sensitive insulation tapes",
            issued_on=date(2023, 9, 1),
            expires_on=date(2026, 8, 31),
            recorded_on=RECORDED,
            events=(
                StatusEvent(
                    id=1,
                    kind=EventKind.SUSPENDED,
                    on=date(2025, 3, 1),
                    until=date(2025, 5, 30),
                    reason="surveillance audit not held in time",
                    recorded_on=date(2025, 3, 4),
                ),
            ),
        ),
    )


def _audits() -> tuple[AuditFacts, ...]:
    def surveillance(row: int, done: date) -> AuditFacts:
        return AuditFacts(
            id=row,
            party=Party.THIRD,
            kind=AuditKind.SURVEILLANCE,
            standard="ISO 9001",
            edition="2015",
            done_on=done,
            site="VSIP II-A",
            conducted_by="Halden Certification Ltd",
            lead_auditor="M. Osei",
            result=AuditResult.PASSED,
            recorded_on=RECORDED,
        )

    return (
        surveillance(4, date(2025, 2, 18)),
        surveillance(6, date(2026, 1, 27)),
        AuditFacts(
            id=5,
            reference="SA-2025-11",
            party=Party.SECOND,
            kind=AuditKind.SUPPLIER,
            standard="Nordlicht QP-14",
            done_on=date(2025, 5, 14),
            site="VSIP II-A",
            conducted_by="J. Petersen",
            buyers=(NORDLICHT,),
            result=AuditResult.PASSED_WITH_CONDITIONS,
            score=82,
            recorded_on=RECORDED,
        ),
        AuditFacts(
            id=7,
            party=Party.THIRD,
            kind=AuditKind.RECERTIFICATION,
            standard="ISO 9001",
            edition="2015",
            planned_on=date(2026, 12, 15),
            conducted_by="Halden Certification Ltd",
            recorded_on=RECORDED,
        ),
        AuditFacts(
            id=8,
            reference="OK-SECRET-7",
            party=Party.SECOND,
            kind=AuditKind.SUPPLIER,
            done_on=date(2026, 2, 2),
            conducted_by="Ostrava Kabel a.s.",
            buyers=(OSTRAVA,),
            result=AuditResult.FAILED,
            recorded_on=RECORDED,
        ),
    )


def _findings() -> tuple[FindingFacts, ...]:
    return (
        FindingFacts(
            id=1,
            audit_id=4,
            number="NC-2025-01",
            clause="9.2.2",
            grading=Grading.MAJOR,
            statement="No internal audit of the slitting hall in 2023.",
            raised_on=date(2025, 2, 18),
            due_on=date(2025, 5, 30),
            done_on=date(2025, 5, 2),
            verified_on=date(2025, 5, 21),
            recorded_on=RECORDED,
        ),
        FindingFacts(
            id=3,
            audit_id=6,
            number="NC-2026-03",
            clause="7.1.5",
            grading=Grading.MINOR,
            statement="Peel tester PT-2 used two months past its calibration date.",
            raised_on=date(2026, 1, 27),
            due_on=date(2026, 10, 31),
            recorded_on=RECORDED,
        ),
        FindingFacts(
            id=4,
            audit_id=6,
            clause="8.5.2",
            grading=Grading.OBSERVATION,
            statement="Roll labels fade under heat in the outbound store.",
            raised_on=date(2026, 1, 27),
            recorded_on=RECORDED,
        ),
        FindingFacts(
            id=9,
            audit_id=8,
            number="OK-SECRET-NC",
            grading=Grading.MAJOR,
            statement="Secret of another customer.",
            raised_on=date(2026, 2, 2),
            recorded_on=RECORDED,
        ),
    )


def supplier() -> SupplierFacts:
    """A Vietnamese maker of electrical tapes."""
    return SupplierFacts(
        id=147,
        code="S-0147",
        name="Kim Long Adhesive Tape Co., Ltd.",
        local_name="Công ty TNHH Băng keo Kim Long",
        country="VN",
        supplies="PVC electrical insulation tape, types 510 and 33",
        recorded_on=RECORDED,
        sites=(SiteFacts(id=1, name="VSIP II-A", address="Lot C-7, VSIP II-A", supplies=True),),
        certificates=_certificates(),
        audits=_audits(),
        findings=_findings(),
        approvals=(
            ApprovalFacts(
                id=32,
                decision=Decision.APPROVED,
                on=date(2026, 2, 2),
                due_on=date(2027, 2, 2),
                recorded_on=date(2026, 2, 2),
            ),
        ),
        waivers=(
            WaiverFacts(
                id=7,
                rule=Rule.REQUIRED_STANDARD,
                subject="ISO 14001",
                buyer=NORDLICHT,
                reason="plan agreed, low environmental exposure",
                by="A. Brandt",
                ends_on=date(2027, 3, 31),
                recorded_on=date(2026, 9, 2),
            ),
        ),
    )


def _standing(
    facts: CertificateFacts, level: Level, state: State, reason: str, **more: object
) -> EvidenceStanding:
    end = facts.expires_on
    cause = Cause.UNKNOWN if level is Level.UNPROVEN else None
    words = {
        Level.WIDELY_RECOGNISED: "MRA signatory on the issue date.",
        Level.UNPROVEN: "Accreditation not recorded, and not in the directory either.",
    }
    return EvidenceStanding(
        type="certificate",
        id=facts.id,
        label=f"{facts.standard} {facts.number}",
        standard=facts.standard,
        recognition=Recognition(level=level, cause=cause, reasons=(words[level],)),
        validity=Validity(
            state=state,
            reason=reason,
            effective_expiry=end,
            cover_until=end,
            days_left=(end - DAY).days if end else None,
        ),
        **more,  # type: ignore[arg-type]
    )


def standings() -> tuple[EvidenceStanding, ...]:
    """How the sample's evidence stands on the day, for Nordlicht."""
    old, iso9001, iso14001, mark, iso45001 = _certificates()
    wide = Level.WIDELY_RECOGNISED
    return (
        _standing(old, wide, State.EXPIRED, "Ended.", superseded=True, superseded_by=2),
        _standing(iso9001, wide, State.SOON, "Within the 90-day window."),
        _standing(iso14001, Level.UNPROVEN, State.VALID, "Edition to 2029, provisional."),
        _standing(mark, wide, State.UNDATED, "No end of validity on record."),
        _standing(iso45001, wide, State.EXPIRED, "No successor on record."),
        EvidenceStanding(
            type="audit",
            id=5,
            label="Audit SA-2025-11",
            standard="Nordlicht QP-14",
            recognition=Recognition(
                level=Level.ONE_CUSTOMER,
                reasons=("Counts in this report.",),
                buyers=(NORDLICHT.name,),
            ),
            validity=Validity(
                state=State.VALID,
                reason="Passed with conditions.",
                effective_expiry=date(2027, 5, 14),
                cover_until=date(2027, 5, 14),
                days_left=172,
            ),
        ),
    )


_CERTIFICATE = EvidenceRef("certificate", 2, "ISO 9001:2015 HC-QMS-71204")


def _line(rule: Rule, outcome: Outcome, reason: str, **more: object) -> Line:
    effects = {Outcome.PASS: Effect.NONE, Outcome.NOT_APPLICABLE: Effect.NONE}
    given = {"subject": "", "effect": effects.get(outcome, Effect.CONDITIONAL), **more}
    return Line(rule=rule, outcome=outcome, reason=reason, **given)  # type: ignore[arg-type]


def lines() -> tuple[Line, ...]:
    """The rules of the sample, one by one."""
    passed = Outcome.PASS
    on_9001 = {"subject": "ISO 9001", "evidence": (_CERTIFICATE,)}
    return (
        _line(
            Rule.SUPPLIER_IN_USE,
            passed,
            "In use since 4 May 2019; neither withdrawn nor disqualified",
            evidence=(EvidenceRef("supplier", 147, "Register entry S-0147"),),
            source="profile",
        ),
        _line(
            Rule.REQUIRED_STANDARD,
            passed,
            "Third-party certificate under an accreditation that counts: shown on the certificate "
            "(UKAS, signatory for quality management systems on 12 March 2024)",
            source="ISO 9001:2015, 8.4.1",
            **on_9001,
        ),
        _line(
            Rule.REQUIRED_STANDARD,
            Outcome.WAIVED,
            "Third-party certificate whose accreditation is not shown. Waived until 31 March 2027 "
            "by A. Brandt: “plan agreed, low environmental exposure”",
            subject="ISO 14001",
            evidence=(
                EvidenceRef("certificate", 3, "ISO 14001:2015 PR/E/20931"),
                EvidenceRef("waiver", 7, "waiver W-7"),
            ),
            cure="Record the accreditation, or extend the waiver",
        ),
        _line(Rule.IN_FORCE, passed, "In force on 23 November 2026; ends 8 Feb 2027", **on_9001),
        _line(Rule.MARGIN, passed, "77 days remain", **on_9001),
        _line(
            Rule.EDITION,
            passed,
            "Edition 2015 is current; its transition ends 30 September 2029 (provisional)",
            **on_9001,
        ),
        _line(Rule.SITE_AND_PRODUCT, passed, "Decided by L. Tan on 2 February 2026", **on_9001),
        _line(
            Rule.PRODUCT_CERTIFICATE,
            Outcome.UNKNOWN,
            "A certificate is on record; its end of validity is not known. An undated certificate "
            "is not taken for valid",
            subject="UL 510",
            evidence=(EvidenceRef("certificate", 4, "UL 510 E-SAMPLE"),),
            cure="Look up the file in the public directory and record the day",
            asked_of="Nordlicht, purchasing",
        ),
        _line(
            Rule.SURVEILLANCE,
            passed,
            "Audits on 18 February 2025 and 27 January 2026 cover both calendar years",
            evidence=(EvidenceRef("audit", 4, "audit"), EvidenceRef("audit", 6, "audit")),
            source="ISO/IEC 17021-1, 9.1.3",
        ),
        _line(
            Rule.NONCONFORMITIES,
            Outcome.FAIL,
            "No open major. Minor NC-2026-03 was due on 31 October 2026 and is not closed: 23 days "
            "overdue",
            evidence=(EvidenceRef("finding", 3, "NC-2026-03"), EvidenceRef("finding", 9, "x")),
            source="ISO 9001:2015, 10.2",
            cure="Clears when the corrective action is evidenced",
        ),
        _line(
            Rule.VERIFICATION,
            passed,
            "Confirmed by the issuer in writing on 6 July 2026",
            evidence=(EvidenceRef("verification", 9, "check"),),
        ),
        _line(
            Rule.SECOND_PARTY_AUDIT,
            passed,
            "By Nordlicht on 14 May 2025, passed with conditions; current for 24 months",
            evidence=(EvidenceRef("audit", 5, "SA-2025-11"),),
        ),
        _line(
            Rule.APPROVAL,
            passed,
            "Approved on 2 February 2026; re-evaluation due 2 February 2027",
            evidence=(EvidenceRef("approval", 32, "decision D-32"),),
        ),
    )


def assessment(verdict: Verdict = Verdict.CONDITIONAL) -> Assessment:
    """The sample's assessment."""
    return Assessment(
        verdict=verdict,
        lines=lines(),
        profile=PROFILE.name,
        buyer=NORDLICHT.name,
        day=DAY,
        subjects=PROFILE.subjects,
        selected={"ISO 9001": ("certificate", 2), "ISO 14001": ("certificate", 3)},
    )


def snapshot() -> SupplierSnapshot:
    """The report of the pictures: conditionally qualified for Nordlicht."""
    return SupplierSnapshot(
        organisation=ORGANISATION,
        provenance=PROVENANCE,
        supplier=supplier(),
        buyer=NORDLICHT,
        profile=PROFILE,
        day=DAY,
        standings=standings(),
        assessment=assessment(),
        gaps=gaps(supplier().certificates, DAY, Directory.load()),
    )


def named(name: str, local_name: str = "") -> SupplierSnapshot:
    """The same report for a supplier of another name."""
    return replace(snapshot(), supplier=replace(supplier(), name=name, local_name=local_name))


def bare() -> SupplierSnapshot:
    """A supplier of whom nothing but the name is on record."""
    line = _line(
        Rule.REQUIRED_STANDARD,
        Outcome.FAIL,
        "No evidence for ISO 9001 is on record",
        subject="ISO 9001",
        effect=Effect.NOT_QUALIFIED,
        cure="Ask the supplier for its certificate",
        asked_of="supplier",
    )
    waits = _line(Rule.IN_FORCE, Outcome.NOT_APPLICABLE, "Nothing to judge", subject="ISO 9001")
    return replace(
        snapshot(),
        supplier=SupplierFacts(id=3, name="Nowhere Trading", recorded_on=RECORDED),
        buyer=None,
        organisation=Organisation(),
        standings=(),
        gaps=(),
        assessment=replace(
            assessment(Verdict.NOT_QUALIFIED), lines=(line, waits), selected={}, buyer=""
        ),
    )


def many(count: int) -> SupplierSnapshot:
    """A supplier with `count` further certificates, in a chain and beside one another."""
    pattern = _certificates()[1]
    more = tuple(
        replace(
            pattern,
            id=100 + index,
            standard=f"ISO {9100 + index % 40}",
            number=f"X-{index:04}",
            issued_on=date(2020, 1, 1) + timedelta(days=30 * index),
            expires_on=date(2023, 1, 1) + timedelta(days=30 * index),
            verifications=(),
        )
        for index in range(count)
    )
    wide = Level.WIDELY_RECOGNISED
    standing = tuple(
        _standing(
            facts,
            wide,
            State.VALID if (facts.expires_on or DAY) > DAY else State.EXPIRED,
            "As printed.",
        )
        for facts in more
    )
    first = snapshot()
    return replace(
        first,
        supplier=replace(first.supplier, certificates=first.supplier.certificates + more),
        standings=first.standings + standing,
    )


NAMES = (
    ("Kim Long Adhesive Tape Co., Ltd.", "Công ty TNHH Băng keo Kim Long"),
    ("Siam Delta Cable Accessories PCL", "บริษัท สยามเดลต้า เคเบิล แอคเซสซอรี่ จำกัด (มหาชน)"),
    ("Shenzhen Hualian Adhesives Co., Ltd.", "深圳市华联胶粘制品有限公司"),
    ("Busan Insulation Materials Co., Ltd.", "주식회사 부산절연재"),
    ("Poznańskie Folie Techniczne Sp. z o.o.", ""),
    ("Klebetechnik Böhme GmbH & Co. KG", ""),
    ("Nippon Tape Converting K.K.", "日本テープコンバーティング株式会社"),
)


def register(count: int = 21) -> RegisterSnapshot:
    """An approved supplier list of `count` lines."""
    verdicts = (Verdict.QUALIFIED, Verdict.CONDITIONAL, Verdict.NOT_QUALIFIED)
    shown = standings()
    made = []
    for index in range(count):
        name, local = NAMES[index % len(NAMES)]
        facts = replace(
            supplier(),
            id=index + 1,
            code=f"S-{index + 1:04}",
            name=f"{name} {index // len(NAMES) + 1}" if index >= len(NAMES) else name,
            local_name=local,
            certificates=_certificates() if count < 500 else (),
        )
        made.append(
            SupplierLine(
                supplier=facts,
                assessment=assessment(verdicts[index % 3]),
                shown=shown[index % len(shown)] if index % 8 != 7 else None,
            )
        )
    return RegisterSnapshot(
        organisation=ORGANISATION,
        provenance=PROVENANCE,
        buyer=NORDLICHT,
        profile=PROFILE,
        day=DAY,
        lines=tuple(made),
    )


def expiry(count: int = 40) -> ExpirySnapshot:
    """An expiry list of `count` certificates around the day."""
    pattern = _certificates()[1]
    made = []
    for index in range(count):
        name, _ = NAMES[index % len(NAMES)]
        end = DAY + timedelta(days=(index * 37) % 470 - 60) if index % 13 else None
        facts = replace(pattern, id=index + 1, number=f"VN-{index:04}", expires_on=end)
        days = (end - DAY).days if end else None
        state = State.UNDATED
        if days is not None:
            state = State.VALID if days > 90 else State.SOON if days > 30 else State.URGENT
            state = State.EXPIRED if days < 0 else state
        made.append(
            ExpiryLine(
                supplier_name=name,
                supplier_code=f"S-{index + 1:04}",
                certificate=facts,
                standing=_standing(facts, Level.WIDELY_RECOGNISED, state, "As printed."),
                renewal_on_record=index % 6 == 0,
                other_cover=index % 4 == 0,
            )
        )
    return ExpirySnapshot(
        organisation=ORGANISATION,
        provenance=PROVENANCE,
        buyer=None,
        day=DAY,
        lines=tuple(made),
    )
