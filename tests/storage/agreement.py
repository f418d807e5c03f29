"""Holds what lists show against what the rules say of the same suppliers, day and buyer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from domain.as_of import audit_on, finding_on
from domain.facts import AuditFacts, BuyerRef, CertificateFacts, SupplierFacts
from domain.hints import Elsewhere, number_key, supplier_hints
from domain.inquiry import raised_on
from domain.kinds import canonical
from domain.matrix import cells_of, columns_of, severities, severity
from domain.programme import programme
from domain.qualification import Profile, assess, shown_evidence
from domain.reevaluation import class_of, evaluated_on, latest_evaluation
from domain.standing import EvidenceStanding, standings
from domain.validity import Windows
from domain.vocabulary import Verdict
from storage.listings import AuditRow, CertificateRow, Listing
from storage.queries import Reader

_ALL = 10_000
_OF_AUDIT = ("planned_on", "done_on", "result", "score", "next_due_on")


def evidence_agrees(
    reader: Reader,
    suppliers: Iterable[SupplierFacts],
    day: date,
    buyer: BuyerRef | None,
    windows: Windows,
) -> None:
    """Every certificate and audit is listed, with the state and recognition it stands in; audits
    and findings tell what was known on the day."""
    listed = {
        (kind, row.id): row
        for kind in ("certificate", "audit")
        for row in reader.page(
            Listing(kind=f"{kind}s", day=day, buyer=buyer, windows=windows), 0, _ALL
        )
    }
    suppliers = list(suppliers)
    for facts in suppliers:
        for standing in standings(
            facts, buyer=buyer, day=day, directory=reader.directory, windows=windows
        ):
            _row_agrees(listed[standing.type, standing.id], standing)
        for audit in facts.audits:
            _tells(listed["audit", audit.id], audit_on(audit, day), _OF_AUDIT)
    known = {(record, each.id) for facts in suppliers for record, each in _evidence(facts)}
    assert set(listed) == known
    _findings_agree(reader, suppliers, day)


def _findings_agree(reader: Reader, suppliers: Iterable[SupplierFacts], day: date) -> None:
    rows = {row.id: row for row in reader.page(Listing(kind="findings", day=day), 0, _ALL)}
    for facts in suppliers:
        audits = {audit.id: audit for audit in facts.audits}
        for finding in facts.findings:
            audit = audits[finding.audit_id]
            if raised_on(finding, audit) > day:
                continue
            row = rows.pop(finding.id)
            _tells(row, finding_on(finding, day), ("done_on", "verified_on"))
            assert row.audit_done_on == audit_on(audit, day).done_on
    assert not rows


def _evidence(facts: SupplierFacts) -> Iterator[tuple[str, CertificateFacts | AuditFacts]]:
    yield from (("certificate", each) for each in facts.certificates)
    yield from (("audit", each) for each in facts.audits)


def _tells(row: object, known: object, names: Iterable[str]) -> None:
    for name in names:
        assert getattr(row, name) == getattr(known, name), name


def _row_agrees(row: CertificateRow | AuditRow, standing: EvidenceStanding) -> None:
    recognition, validity = standing.recognition, standing.validity
    assert row.recognition == (recognition.level if recognition else None)
    assert row.state == (validity.state if validity else None)
    assert row.days_left == (validity.days_left if validity else None)
    expiry = validity.effective_expiry if validity else None
    if isinstance(row, AuditRow):
        assert row.current_until == expiry
        return
    assert row.effective_expiry == expiry
    assert row.cover_until == (validity.cover_until if validity else None)
    assert row.cause == (recognition.cause if recognition else None)
    assert row.superseded == standing.superseded


def suppliers_agree(
    reader: Reader,
    suppliers: Iterable[SupplierFacts],
    day: date,
    buyer: BuyerRef | None,
    profile: Profile,
) -> None:
    """Every supplier is listed with its verdict and the standing of the evidence for it."""
    listing = Listing(kind="suppliers", day=day, buyer=buyer, profile=profile)
    rows = {row.id: row for row in reader.page(listing, 0, _ALL)}
    for facts in suppliers:
        assessment = assess(facts, profile, buyer, day, reader.directory)
        wanted = shown_evidence(assessment)
        found = standings(facts, buyer=buyer, day=day, directory=reader.directory)
        shown = next((each for each in found if (each.type, each.id) == wanted), None)
        recognition = shown.recognition if shown else None
        validity = shown.validity if shown else None
        row = rows.pop(facts.id)
        assert row.verdict == assessment.verdict
        assert row.evidence == wanted
        assert row.standard == (assessment.subjects[0] if assessment.subjects else "")
        assert row.reason == (assessment.decided_by[0].reason if assessment.decided_by else "")
        assert row.recognition == (recognition.level if recognition else None)
        assert row.cause == (recognition.cause if recognition else None)
        assert row.state == (validity.state if validity else None)
        assert row.effective_expiry == (validity.effective_expiry if validity else None)
        assert row.days_left == (validity.days_left if validity else None)
    assert not rows


def evaluations_agree(reader: Reader, suppliers: Iterable[SupplierFacts], day: date) -> None:
    """Evaluations done by the day are listed; a supplier's last is due once its day is past."""
    rows = {row.id: row for row in reader.page(Listing(kind="evaluations", day=day), 0, _ALL)}
    due = Listing(kind="evaluations", day=day, filters={"due": ("yes",)})
    overdue = set(reader.ordered_ids(due))
    for facts in suppliers:
        latest = latest_evaluation(facts, day)
        for evaluation in facts.evaluations:
            if evaluated_on(evaluation) > day:
                continue
            row = rows.pop(evaluation.id)
            assert row.supplier_id == facts.id
            for name in ("period_from", "period_to", "quality", "score", "rating", "next_due_on"):
                assert getattr(row, name) == getattr(evaluation, name)
            assert (row.rating or row.class_by_score) == class_of(evaluation)
            assert not (row.rating and row.class_by_score)
            late = evaluation.next_due_on is not None and evaluation.next_due_on < day
            assert (evaluation.id in overdue) == (late and evaluation is latest)
    assert not rows


def programme_agrees(
    reader: Reader,
    suppliers: Iterable[SupplierFacts],
    day: date,
    buyer: BuyerRef | None,
    profile: Profile,
) -> None:
    """Everything that falls due is listed, and nothing else."""
    listing = Listing(kind="programme", day=day, buyer=buyer, profile=profile)
    listed = Counter(
        (row.supplier_id, row.due_on, row.days_left, row.kind, row.status, row.what, row.why,
         row.buyers, row.record)
        for row in reader.page(listing, 0, _ALL)
    )  # fmt: skip
    said: Counter[tuple[object, ...]] = Counter()
    for facts in suppliers:
        months = profile.for_supplier(facts).audit_months
        for due in programme(facts, day, reader.directory, buyer=buyer, audit_months=months):
            names = tuple(each.name for each in due.buyers)
            left = (due.due_on - day).days
            said[facts.id, due.due_on, left, due.kind, due.status, due.what, due.why, names,
                 due.record] += 1  # fmt: skip
    assert listed == said


def hints_agree(
    reader: Reader,
    suppliers: Iterable[SupplierFacts],
    day: date,
    scans: Mapping[tuple[str, int], str] | None = None,
) -> None:
    """Everything that looks odd is listed, and nothing else; `scans` are the SHA-256s of the
    documents of certificates and audits."""
    suppliers = list(suppliers)
    everything = _elsewhere(suppliers, scans or {})
    rows = reader.page(Listing(kind="hints", day=day), 0, _ALL)
    listed = Counter((row.supplier_id, row.kind, row.sentence, row.record) for row in rows)
    said: Counter[tuple[object, ...]] = Counter()
    for facts in suppliers:
        documents = {
            owner: (sha256,) for owner, sha256 in (scans or {}).items() if owner in _owned(facts)
        }
        elsewhere = replace(everything, documents=documents)
        for hint in supplier_hints(facts, day, reader.directory, elsewhere):
            said[facts.id, hint.kind, hint.sentence, hint.record] += 1
    assert listed == said


def _owned(facts: SupplierFacts) -> set[tuple[str, int]]:
    """The certificates and audits of a supplier."""
    return {
        *(("certificate", each.id) for each in facts.certificates),
        *(("audit", each.id) for each in facts.audits),
    }


def _elsewhere(
    suppliers: Iterable[SupplierFacts], scans: Mapping[tuple[str, int], str]
) -> Elsewhere:
    """Everything that anybody has, whether or not somebody else has it too."""
    numbers: dict[tuple[str, str], list[tuple[int, str]]] = {}
    owners: dict[str, list[tuple[int, str]]] = {}
    for facts in suppliers:
        for certificate in facts.certificates:
            key = (number_key(certificate.number), canonical(certificate.standard))
            if key[0]:
                _note(numbers.setdefault(key, []), facts)
        for owner in _owned(facts):
            if (sha256 := scans.get(owner)) is not None:
                _note(owners.setdefault(sha256, []), facts)
    return Elsewhere(
        numbers={key: tuple(found) for key, found in numbers.items()},
        scans={sha256: tuple(found) for sha256, found in owners.items()},
    )


def _note(held: list[tuple[int, str]], facts: SupplierFacts) -> None:
    if (facts.id, facts.name) not in held:
        held.append((facts.id, facts.name))


def matrix_agrees(
    reader: Reader,
    suppliers: Iterable[SupplierFacts],
    day: date,
    buyer: BuyerRef | None,
    profile: Profile,
) -> None:
    """Cells, orders and the filter on what is open follow the assessments."""
    known = {facts.id: facts for facts in suppliers}
    listing = Listing(kind="suppliers", day=day, buyer=buyer, profile=profile)
    columns = columns_of(profile)
    rows = {row.id: row for row in reader.matrix(listing, known)}
    graves = {}
    for id_, facts in known.items():
        assessment = assess(facts, profile, buyer, day, reader.directory)
        cells = cells_of(assessment, facts, columns)
        assert rows[id_].cells == cells
        assert (rows[id_].verdict, rows[id_].profile) == (assessment.verdict, assessment.profile)
        graves[id_] = [severity(cell) for cell in cells]
        assert severities(assessment, columns) == tuple(graves[id_])
    for place, column in enumerate(columns):
        order = reader.ordered_ids(replace(listing, sort=f"cell:{column.key}"))
        found = [graves[id_][place] for id_ in order]
        assert found == sorted(found, reverse=True)
    worst = [
        (list(Verdict)[::-1].index(rows[id_].verdict), -graves[id_].count(6))
        for id_ in reader.ordered_ids(replace(listing, sort="worst"))
    ]
    assert worst == sorted(worst)
