"""The supplier report, read back from its bytes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.facts import BuyerRef, EvaluationFacts
from domain.snapshot import SupplierSnapshot
from domain.vocabulary import Effect, Grading, Outcome, Party, SupplierClass, Verdict
from reports import supplier
from reports.evidence import Evidence
from reports.lanes import lanes
from reports.styles import PAGES, Paper
from tests.reports import sample
from tests.reports.reading import (
    bookmarks,
    char_boxes,
    fonts,
    inked_share,
    letters,
    page_texts,
    reader,
    text_of,
)

HOSTILE = (
    "<b>Bold & Sons</b>",
    "<img src=x onerror=alert(1)>",
    "</para><para>&amp;&#65;",
    "%s {0} \\ ) ( endstream",
    "=HYPERLINK(1)",
)


@pytest.fixture(scope="module")
def data() -> bytes:
    return supplier.build(sample.snapshot())


@pytest.fixture(scope="module")
def text(data: bytes) -> str:
    return text_of(data)


@pytest.mark.parametrize(
    "said",
    [
        "Supplier qualification report",
        "Kim Long Adhesive Tape Co., Ltd.",
        "Công ty TNHH Băng keo Kim Long",
        "Meridian Sourcing Pte. Ltd.",
        "Conditionally qualified",
        "for Nordlicht Elektro GmbH, Hamburg, Germany, on 23 November 2026",
        "10 met · 1 not met · 1 unknown · 1 waived",
        "Nonconformities: not met",
        "23 days overdue",
        "ISO 9001:2015",
        "C1 · HC-QMS-71204",
        "Expires in 77 days",
        "Expired 84 days ago",
        "Third party, accreditation not shown",
        "ISO 9001 certifies a management system, not a product; UL 510 a product, not a system.",
        "Coverage over time",
        "32-day gap",
        "Product certificate UL 510",
        "Look up the file in the public directory and record the day.",
        "Nordlicht, purchasing",
        "Suspended 1 Mar 2025 until 30 May 2025: surveillance audit not held in time",
        "Confirmed, 6 Jul 2026",
        "Overdue 23 days",
        "Closed 21 May 2025",
        "IAF CertSearch",
        "procurement contracts and tenders",
        "internal improvement only, not for marketing",
        "Prepared by",
        "Page 1 of 4",
    ],
)
def test_the_report_says(text: str, said: str) -> None:
    assert letters(said) in letters(text)


def test_gaps_are_those_the_rules_find() -> None:
    picture = sample.snapshot()
    drawn = [gap for lane in lanes(Evidence(picture)) for gap in lane.gaps]
    assert [(gap.first, gap.last) for gap in drawn] == [(g.first, g.last) for g in picture.gaps]
    bridged = letters(text_of(supplier.build(replace(picture, gaps=()))))
    assert letters("-day gap") not in bridged


def test_other_customers_audits_are_a_count_only(text: str) -> None:
    assert "1 audit for other customers is on record" in text
    assert letters("1 open major nonconformity of such audits counts, unnamed") in letters(text)
    for secret in ("OK-SECRET", "Ostrava", "Secret of another customer", "Confidential"):
        assert secret not in text


def _secret_finding(**values: object) -> SupplierSnapshot:
    facts = sample.supplier()
    changed = tuple(replace(f, **values) if f.id == 9 else f for f in facts.findings)
    return replace(sample.snapshot(), supplier=replace(facts, findings=changed))


@pytest.mark.parametrize(
    "closed",
    [
        {"grading": Grading.MINOR},
        {"grading": Grading.OBSERVATION},
        {"verified_on": sample.DAY},
        {"raised_on": sample.DAY + timedelta(days=1)},
    ],
)
def test_of_other_customers_findings_only_open_majors_are_told(closed: dict[str, object]) -> None:
    note = Evidence(_secret_finding(**closed)).others_words()
    assert note == ("1 audit for other customers is on record and, being confidential, not shown.")


def test_other_customers_audits_are_listed_where_that_is_asked_for() -> None:
    counted = sample.snapshot()
    listing = replace(counted, with_others=True)
    evidence = Evidence(listing)
    text = letters(text_of(supplier.build(listing)))
    for said in (
        "OK-SECRET-7",
        "Ostrava",
        "Secret of another customer",
        "OK-SECRET-NC",
        "Not recognised for Nordlicht",
        "lists audits for other customers",
        "1 audit for other customers is listed: confidential, and not recognised for Nordlicht",
    ):
        assert letters(said) in text, said
    assert "unnamed" not in evidence.others_words()
    labels = [audit.label for audit in evidence.audits]
    assert labels == [f"A{place}" for place in range(1, len(labels) + 1)]
    (secret,) = [audit for audit in evidence.audits if audit.others]
    assert [f.facts.number for f in evidence.findings if f.audit == secret.label] == [
        "OK-SECRET-NC"
    ]
    assert evidence.number_of("audit", 8) == secret.label
    assert supplier.identify(listing).digest != supplier.identify(counted).digest


def test_listed_certificates_of_other_customers_count_for_nothing() -> None:
    facts = sample.supplier()
    theirs = replace(
        facts.certificates[1],
        id=99,
        number="OK-CERT",
        party=Party.SECOND,
        buyers=(sample.OSTRAVA,),
        certification_body="Ostrava Kabel a.s.",
    )
    stood = replace(sample.standings()[1], id=99)
    snapshot = replace(
        sample.snapshot(),
        supplier=replace(facts, certificates=(*facts.certificates, theirs)),
        standings=(*sample.standings(), stood),
    )
    assert "OK-CERT" not in text_of(supplier.build(snapshot))
    listing = replace(snapshot, with_others=True)
    assert "OK-CERT" in text_of(supplier.build(listing))
    own = [lane for lane in lanes(Evidence(listing)) if lane.others]
    assert [[bar.text for bar in lane.bars] for lane in own] == [["OK-CERT"]]


def test_an_audit_held_after_the_day_is_drawn_as_planned() -> None:
    facts = sample.supplier()
    later = sample.DAY + timedelta(days=20)
    audits = tuple(
        replace(a, planned_on=None, done_on=later) if a.id == 5 else a for a in facts.audits
    )
    evidence = Evidence(replace(sample.snapshot(), supplier=replace(facts, audits=audits)))
    (audit,) = [audit for audit in evidence.audits if audit.facts.id == 5]
    assert (audit.done_on, audit.facts.planned_on) == (None, later)
    assert audit.facts.result is None


def test_without_a_buyer_every_audit_is_shown() -> None:
    text = text_of(supplier.build(replace(sample.snapshot(), buyer=None, next_changes=())))
    assert "OK-SECRET-7" in text
    assert "for no buyer in particular" in text


def test_second_party_evidence_without_a_named_customer_is_not_shown_to_a_buyer() -> None:
    facts = sample.supplier()
    nameless = tuple(
        replace(audit, buyers=()) if audit.id == 8 else audit for audit in facts.audits
    )
    snapshot = replace(sample.snapshot(), supplier=replace(facts, audits=nameless))
    assert "OK-SECRET" not in text_of(supplier.build(snapshot))


def test_equal_snapshots_give_equal_bytes_whatever_was_printed_before() -> None:
    first = supplier.build(sample.snapshot())
    supplier.build(sample.named("บริษัท ปี่ ปิ่น ฎุ ญู จำกัด", "다른 회사"))
    assert supplier.build(sample.snapshot()) == first


def test_another_day_or_name_gives_another_digest() -> None:
    first = supplier.identify(sample.snapshot())
    later = supplier.identify(replace(sample.snapshot(), day=date(2026, 11, 24)))
    assert supplier.identify(sample.named("Other")).digest != first.digest != later.digest
    assert first.number == f"SQR-S-0147-20261123-{first.digest[:4].upper()}"


def test_all_fonts_are_embedded_and_none_is_helvetica(data: bytes) -> None:
    found = set(fonts(data))
    assert found
    assert all(embedded for _, embedded in found)
    assert not any("Helvetica" in name for name, _ in found)


def test_metadata_and_bookmarks(data: bytes) -> None:
    file = reader(data)
    assert file.metadata is not None
    assert file.metadata.title == (
        "Supplier qualification report: Kim Long Adhesive Tape Co., Ltd."
    )
    assert file.metadata.author == "Meridian Sourcing Pte. Ltd."
    assert "Nordlicht" in (file.metadata.subject or "")
    assert str(file.metadata["/CreationDate"]) == "D:20261123000000Z"
    assert str(file.root_object["/Lang"]) == "en"
    assert bookmarks(data) == [
        "Certificates and their standing",
        "Coverage over time",
        "Rules of the profile, one by one",
        "What is not known",
        "Certificates as printed",
        "Audits",
        "Findings, open first",
        "How to read this report",
    ]


def test_evidence_numbers_are_links(data: bytes) -> None:
    links = [
        note.get_object()["/Contents"]
        for page in reader(data).pages
        for note in page.get("/Annots", ())
    ]
    assert {"C1", "C3", "A1", "F2", "V1"} <= set(links)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_paper(paper: Paper) -> None:
    data = supplier.build(sample.snapshot(), paper=paper)
    page = reader(data).pages[0]
    assert float(page.mediabox.width) == pytest.approx(PAGES[paper].width, abs=0.1)
    assert float(page.mediabox.height) == pytest.approx(PAGES[paper].height, abs=0.1)


@pytest.mark.parametrize(("name", "local"), sample.NAMES)
def test_names_of_many_scripts_can_be_read_back(name: str, local: str) -> None:
    data = supplier.build(sample.named(name, local))
    first = letters(page_texts(data)[0])
    assert letters(name) in first
    assert letters(local) in first


def test_a_supplier_of_whom_nothing_is_known() -> None:
    data = supplier.build(sample.bare())
    text = text_of(data)
    assert "Not qualified" in text
    assert "No evidence for ISO 9001 is on record" in text
    assert "No certificate is on record." in text
    assert "Issuing organisation not named" in text


def test_sixty_certificates_are_all_listed() -> None:
    text = text_of(supplier.build(sample.many(60)))
    assert all(f"X-{index:04}" in text for index in range(60))
    assert "not drawn; all are in the tables" in text


def test_each_verdict_is_said_in_words() -> None:
    words = {Verdict.QUALIFIED: "Qualified", Verdict.NOT_QUALIFIED: "Not qualified"}
    for verdict, said in words.items():
        snapshot = replace(sample.snapshot(), assessment=sample.assessment(verdict))
        assert f"{said} for Nordlicht" in page_texts(supplier.build(snapshot))[0]


def test_an_unknown_without_effect_is_a_note_and_not_a_rule_met() -> None:
    (line,) = (one for one in sample.lines() if one.outcome is Outcome.UNKNOWN)
    lines = (replace(line, effect=Effect.NONE),)
    assessment = replace(sample.assessment(Verdict.QUALIFIED), lines=lines)
    text = text_of(supplier.build(replace(sample.snapshot(), assessment=assessment)))
    assert "every rule that applies is met" not in text
    assert "1 note under" in text


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_is_printed_as_text(words: str) -> None:
    data = supplier.build(sample.named(words, words))
    assert letters(words) in letters(page_texts(data)[0])


def test_control_and_direction_characters_do_not_reach_the_page() -> None:
    data = supplier.build(sample.named("evil\u202eexe.\x00fdp\x07 \ud800", "a\u2066b"))
    text = page_texts(data)[0]
    assert not set("\u202e\u2066\x00\x07") & set(text)
    assert "evil" in text


def test_a_name_of_300_000_characters_is_cut_with_a_note() -> None:
    data = supplier.build(sample.named("Endless " * 37_500, "永" * 300_000))
    text = text_of(data)
    assert "more characters not printed" in text
    assert len(reader(data).pages) < 8


@pytest.mark.parametrize(
    "snapshot",
    [
        sample.snapshot(),
        sample.bare(),
        sample.named("W" * 400, "บริษัท" * 60),
        sample.many(12),
        replace(sample.snapshot(), buyer=BuyerRef(1, "Ein sehr langer Name " * 20)),
    ],
    ids=["sample", "bare", "long names", "many", "long buyer"],
)
def test_nothing_is_printed_off_the_page_or_into_the_footer(snapshot: SupplierSnapshot) -> None:
    data = supplier.build(replace(snapshot, next_changes=()))
    page = PAGES["A4"]
    for number, width, height, left, bottom, right, top in char_boxes(data):
        assert left >= page.side - 4, (number, left)
        assert right <= width - page.side + 4, (number, right)
        assert bottom >= 10, (number, bottom)
        assert top <= height, (number, top)


def test_no_page_is_blank() -> None:
    for snapshot in (sample.snapshot(), sample.many(30)):
        data = supplier.build(snapshot)
        for index in range(len(reader(data).pages)):
            assert inked_share(data, index) > 0.005


def test_pages_count_themselves(data: bytes) -> None:
    texts = page_texts(data)
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
        assert "data digest" in text
    assert "as of 23 November 2026" in texts[1]


def _evaluated(**more: object) -> SupplierSnapshot:
    plain = sample.snapshot()
    evaluations = (
        EvaluationFacts(
            id=1,
            period_from=date(2025, 1, 1),
            period_to=date(2025, 12, 31),
            quality=81.5,
            score=78,
            done_on=date(2026, 1, 12),
            by="Linh <b>Tran</b>",
            recorded_on=date(2026, 1, 12),
        ),
        EvaluationFacts(
            id=2,
            rating=SupplierClass.D,
            done_on=date(2027, 1, 12),
            recorded_on=date(2027, 1, 12),
        ),
    )
    return replace(plain, supplier=replace(plain.supplier, evaluations=evaluations), **more)


def test_performance_is_told_only_where_it_is_asked_for() -> None:
    assert "Performance" not in text_of(supplier.build(_evaluated()))
    told = text_of(supplier.build(_evaluated(with_performance=True)))
    for said in ("Performance", "1 Jan 2025", "81.5", "B – good", "by its score", "<b>Tran</b>"):
        assert said in told
    assert "D – poor" not in told, "an evaluation of a later day is not known yet"


def test_a_supplier_never_evaluated_says_so() -> None:
    told = text_of(supplier.build(replace(sample.snapshot(), with_performance=True)))
    assert "No evaluation is on record." in told
