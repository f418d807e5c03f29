"""The detail pane: what is due, to be decided, to be confirmed, and the log of checks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from domain.facts import EvaluationFacts
from domain.import_plan import Change, New
from domain.qualification import supplied_profiles
from domain.vocabulary import (
    RULE_WORDS,
    CheckResult,
    Decision,
    Kind,
    Rule,
    SupplierClass,
    SupplierStatus,
)
from gui import operations
from gui.dialogs.decision_form import DecisionForm
from gui.dialogs.evaluation_form import EvaluationForm
from gui.dialogs.withdraw_dialog import WithdrawDialog
from gui.main_window import MainWindow
from gui.views.detail_upkeep import trend_chip
from gui.widgets import sections
from gui.widgets.buttons import IconButton, LinkButton
from gui.widgets.labels import Label
from gui.widgets.sections import ItemRow, Section
from gui.widgets.verdict import RuleRow
from storage.queries import Reader
from tests.gui.form_kit import no_lists

__all__ = ["no_lists"]  # a fixture
pytestmark = pytest.mark.usefixtures("no_lists")

Settle = Callable[[], None]
Write = Callable[..., dict[New, int]]
TODAY = date(2026, 11, 23)


@pytest.fixture
def write(window: MainWindow, settle: Settle) -> Write:
    """Writes changes as one step; gives the new ids."""

    def make(*changes: Change) -> dict[New, int]:
        done: list[Any] = []
        operations.save(window.context, changes=changes, label="Prepare", done=done.append)
        settle()
        return dict(done[0].ids)

    return make


@pytest.fixture
def supplier(write: Write) -> int:
    """A supplier of high criticality of whom nothing else is on record."""
    return write(Change("supplier", New(0), {"name": "Hanoi Tapes", "criticality": "high"}))[New(0)]


def certificate(supplier: int, number: str, issued: date, **more: Any) -> dict[str, Any]:
    """The values of a certificate that SGS issued for three years."""
    usual = {
        "supplier_id": supplier, "standard": "ISO 9001", "edition": "2015", "number": number,
        "kind": Kind.MANAGEMENT_SYSTEM, "certification_body": "SGS", "issued_on": issued,
        "accreditation": "named", "accreditation_body": "UKAS", "party": "third",
        "expires_on": issued.replace(year=issued.year + 3),
    }  # fmt: skip
    return usual | more


def show(window: MainWindow, settle: Settle, kind: str, number: int) -> None:
    """Show a record in the pane."""
    window.show_record(kind, number)
    settle()


def section(window: MainWindow, name: str) -> Section:
    """A section of the pane, opened."""
    found = next(s for s in window.detail.findChildren(Section) if s.name == name)
    if not found.head.isChecked():
        found.head.click()
    return found


def rows(found: Section) -> list[str]:
    """What the rows of a section say."""
    return [row.accessibleName() for row in found.findChildren(ItemRow)]


def labels(window: MainWindow) -> str:
    """All plain words of the pane."""
    return "\n".join(label.text() for label in window.detail.findChildren(Label))


def link(window: MainWindow, words: str) -> LinkButton:
    """A link of the pane."""
    held = window.detail.findChildren(LinkButton)
    return next(each for each in held if each.text() == words)


def click(widget: Any) -> None:
    """Click as a person does."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def look(window: MainWindow) -> Callable[[], Reader]:
    """Another look at the register; the last one is closed."""
    held: list[Reader] = []

    def make() -> Reader:
        assert window.context.path is not None
        held.append(Reader(window.context.path))
        return held[-1]

    yield make
    for each in held:
        each.close()


# --- proposed renewals -----------------------------------------------------------------------


@pytest.fixture
def pair(write: Write, supplier: int) -> tuple[int, int]:
    """An ended certificate and one that the rules take for its renewal."""
    made = write(
        Change("certificate", New(1), certificate(supplier, "VN 21", date(2021, 5, 1))),
        Change("certificate", New(2), certificate(supplier, "VN 24", date(2024, 5, 1))),
    )
    return made[New(1)], made[New(2)]


WORDS = "ISO 9001:2015 VN 24 looks like the renewal of VN 21 (to 1 May 2024)"


@pytest.mark.parametrize("kind", ["suppliers", "certificates"])
def test_a_proposed_renewal_is_confirmed_in_one_step(
    window, settle, supplier, pair, look, kind
) -> None:
    earlier, later = pair
    show(window, settle, kind, supplier if kind == "suppliers" else later)
    assert WORDS in labels(window)
    link(window, "Confirm renewal").click()
    settle()
    assert look().record("certificate", later)["supersedes_id"] == earlier
    [line] = look().history("certificate", later, 1)
    assert line.label == "Confirm that VN 24 renews VN 21"
    assert line.reason.startswith("Confirmed as proposed: same standard")
    assert WORDS not in labels(window)
    operations.undo(window.context)
    settle()
    assert look().record("certificate", later)["supersedes_id"] is None
    assert WORDS in labels(window)


def test_a_proposed_renewal_is_denied_in_one_step(window, settle, supplier, pair, look) -> None:
    earlier, later = pair
    show(window, settle, "certificates", earlier)
    assert WORDS in labels(window)
    link(window, "Not a renewal").click()
    settle()
    [denial] = look().records("renewal_denial", certificate_id=later)
    assert (denial["earlier_id"], denial["by"]) == (earlier, "L. Tran")
    assert WORDS not in labels(window)
    show(window, settle, "certificates", later)
    assert "ISO 9001:2015 VN 21" in labels(window)  # under "Does not renew"
    operations.undo(window.context)
    settle()
    assert look().records("renewal_denial", certificate_id=later) == []
    assert WORDS in labels(window)


def test_on_another_day_a_proposal_is_only_told(window, settle, supplier, pair) -> None:
    show(window, settle, "suppliers", supplier)
    window.context.set_day(date(2026, 1, 1))
    settle()
    assert WORDS in labels(window)
    assert not [b for b in window.detail.findChildren(LinkButton) if b.text() == "Not a renewal"]


# --- scope and site --------------------------------------------------------------------------


@pytest.fixture
def supplying(write: Write, supplier: int) -> int:
    """Two sites that supply, one of them two products; the certificate they fall under."""
    made = write(
        Change("site", New(1), {"supplier_id": supplier, "name": "Dresden", "supplies": True,
                                "products": "Foil\nFilm"}),
        Change("site", New(2), {"supplier_id": supplier, "name": "Freital", "supplies": True,
                                "products": "Tape"}),
        Change("certificate", New(3), certificate(supplier, "VN 24", date(2024, 5, 1))),
        Change("scope_decision", New(4), {"certificate_id": New(3), "covers": True,
                                          "site": "Dresden", "product": "Foil", "by": "L. Tan",
                                          "on": date(2026, 5, 1)}),
    )  # fmt: skip
    return made[New(3)]


def test_a_certificate_tells_what_is_covered_and_what_nobody_decided(
    window, settle, supplying
) -> None:
    show(window, settle, "certificates", supplying)
    found = section(window, "Scope and site")
    assert found.head.accessibleName() == "Scope and site 2 undecided"
    assert rows(found) == [
        "Dresden · Foil, L. Tan · 1 May 2026, Covered",
        "Dresden · Film, Nobody has decided yet",
        "Freital · Tape, Nobody has decided yet",
    ]


def test_what_nobody_decided_is_decided_with_one_click(window, settle, supplying, look) -> None:
    show(window, settle, "certificates", supplying)
    found = section(window, "Scope and site")
    second = [b for b in found.findChildren(LinkButton) if b.text() == "Decide…"][1]
    second.click()
    settle()
    form = window.findChild(DecisionForm)
    assert (form.values()["site"], form.values()["product"]) == ("Freital", "Tape")
    form.put("covers", False)
    form.save_button.click()
    settle()
    assert rows(section(window, "Scope and site"))[2] == (
        "Freital · Tape, L. Tran · 23 Nov 2026, Not covered"
    )


def test_a_reduction_of_the_scope_asks_anew(window, settle, supplying, write) -> None:
    write(Change("status_event", New(1), {"certificate_id": supplying, "kind": "scope_reduced",
                                          "on": date(2026, 8, 1)}))  # fmt: skip
    show(window, settle, "certificates", supplying)
    found = section(window, "Scope and site")
    assert found.head.accessibleName() == "Scope and site 3 undecided"
    assert rows(found)[0] == "Dresden · Foil, Scope reduced since it was decided on 1 May 2026"


def test_sites_say_what_they_supply_and_whether_it_is_covered(
    window, settle, supplier, supplying, write
) -> None:
    show(window, settle, "suppliers", supplier)
    found = section(window, "Sites")
    assert found.head.accessibleName() == "Sites 2 undecided"
    assert rows(found)[0] == "Dresden, Supplies Foil, Film, Undecided"
    assert rows(found)[1].startswith("Freital, Supplies Tape")
    write(
        *(
            Change("scope_decision", New(n), {"certificate_id": supplying, "covers": covers,
                                              "site": site, "product": product, "by": "L. Tan",
                                              "on": TODAY})
            for n, (covers, site, product) in enumerate(
                [(True, "Dresden", "Film"), (False, "Freital", "")]
            )
        )
    )  # fmt: skip
    settle()
    found = section(window, "Sites")
    assert found.head.accessibleName() == "Sites 2"
    assert rows(found) == [
        "Dresden, Supplies Foil, Film, Covered", "Freital, Supplies Tape, Not covered",
    ]  # fmt: skip


# --- the log of checks -----------------------------------------------------------------------


def check(of: int, on: date, result: CheckResult, **more: Any) -> dict[str, Any]:
    """The values of a check."""
    return {"certificate_id": of, "on": on, "result": result, **more}


def test_the_log_of_checks_is_whole_newest_first_with_its_proofs(
    window, settle, supplier, supplying, write, tmp_path: Path
) -> None:
    made = write(
        Change("verification", New(1), check(supplying, date(2025, 5, 14), CheckResult.CONFIRMED,
                                             source="IAF CertSearch", by="L. Tan")),
        Change("verification", New(2), check(supplying, date(2026, 8, 1), CheckResult.NOT_FOUND,
                                             source="IAF CertSearch", note="No entry")),
    )  # fmt: skip
    scan = tmp_path / "answer.pdf"
    scan.write_bytes(b"%PDF-1.4")
    operations.attach(window.context, owner="verification", owner_id=made[New(1)], source=scan)
    settle()
    show(window, settle, "certificates", supplying)
    found = section(window, "Checks with the issuer")
    assert found.head.accessibleName() == "Checks with the issuer stale since 15 May 2026"
    assert rows(found) == [
        "1 Aug 2026 · IAF CertSearch, No entry, Not found",
        "14 May 2025 · IAF CertSearch, by L. Tan, Confirmed",
        "answer.pdf",
    ]
    opened: list[int] = []
    window.detail.document_asked.disconnect()
    window.detail.document_asked.connect(opened.append)
    found.findChildren(ItemRow)[2].click()
    assert len(opened) == 1


@pytest.mark.parametrize(
    ("held", "says"),
    [
        ([], "never checked"),
        ([(date(2026, 5, 14), CheckResult.NOT_FOUND)], "not found"),
        ([(date(2026, 5, 14), CheckResult.CONTRADICTED)], "contradicted"),
        ([(date(2026, 5, 14), CheckResult.CONFIRMED)], "counts to 14 May 2027"),
        ([(date(2025, 11, 23), CheckResult.CONFIRMED)], "counts to 23 Nov 2026"),
        ([(date(2025, 11, 22), CheckResult.CONFIRMED)], "stale since 23 Nov 2026"),
        (
            [
                (date(2026, 5, 14), CheckResult.CONTRADICTED),
                (date(2026, 6, 1), CheckResult.CONFIRMED),
                (date(2026, 7, 1), CheckResult.NOT_FOUND),
            ],
            "counts to 1 Jun 2027",
        ),
    ],
)
def test_the_log_says_how_long_a_confirmation_counts(
    window, settle, supplying, write, held, says
) -> None:
    changes = [
        Change("verification", New(n), check(supplying, *each)) for n, each in enumerate(held)
    ]
    if changes:
        write(*changes)
    show(window, settle, "certificates", supplying)
    name = section(window, "Checks with the issuer").head.accessibleName()
    assert name == f"Checks with the issuer {says}"


def test_a_contradiction_stands_beside_what_the_certificate_seems_to_be_worth(
    window, settle, supplying, write
) -> None:
    def told() -> list[str]:
        rows = window.detail.findChildren(ItemRow)
        return [each.accessibleName() for each in rows if "Contradicts" in each.accessibleName()]

    write(Change("verification", New(1), check(supplying, date(2026, 5, 14),
                                               CheckResult.CONTRADICTED)))  # fmt: skip
    show(window, settle, "certificates", supplying)
    assert told() == ["14 May 2026 · source not recorded, Contradicts"]
    write(Change("verification", New(1), check(supplying, date(2026, 6, 1),
                                               CheckResult.CONFIRMED)))  # fmt: skip
    settle()
    assert told() == []


# --- evaluations, programme, waivers, decisions ----------------------------------------------


def test_evaluations_show_class_score_trend_and_the_next_round(
    window, settle, supplier, write
) -> None:
    write(
        Change("evaluation", New(1), {"supplier_id": supplier, "score": 81.5,
                                      "done_on": date(2025, 7, 1)}),
        Change("evaluation", New(2), {"supplier_id": supplier, "score": 73.0, "rating": "C",
                                      "done_on": date(2026, 7, 1), "by": "L. Tan",
                                      "period_from": date(2026, 1, 1),
                                      "period_to": date(2026, 6, 30)}),
    )  # fmt: skip
    show(window, settle, "suppliers", supplier)
    found = section(window, "Evaluations")
    assert found.head.accessibleName() == "Evaluations class C · due 1 Jan 2027"
    first, latest, oldest = rows(found)
    assert first.startswith("Next due 1 Jan 2027, 6 months after the evaluation of 1 July 2026")
    assert latest == (
        "Class C – to be improved · 73 %, 1 Jan 2026 – 30 Jun 2026 · by L. Tan, "
        "8.5 points worse than before"
    )
    assert oldest.startswith("Class B – good · 81.5 %")


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [(80, 84.2, "+4.2"), (84.2, 80, "−4.2"), (80, 80, "same"), (None, 80, ""), (80, None, "")],
)
def test_a_trend_is_told_against_the_evaluation_before(before, now, words) -> None:
    held = [EvaluationFacts(score=score, recorded_on=TODAY) for score in (now, before)]
    chip = trend_chip(*held)
    assert (chip.words if chip else "") == words
    assert trend_chip(held[0], None) is None


def test_what_is_due_leads_to_what_it_asks_for(window, settle, supplier, write, look) -> None:
    made = write(
        Change("audit", New(1), {"supplier_id": supplier, "reference": "HG-1", "party": "second",
                                 "kind": "supplier_audit", "planned_on": date(2026, 11, 1)}),
        Change("evaluation", New(2), {"supplier_id": supplier, "rating": "D",
                                      "done_on": date(2026, 7, 1)}),
    )  # fmt: skip
    show(window, settle, "suppliers", supplier)
    found = section(window, "Due in 12 months")
    assert found.head.accessibleName() == "Due in 12 months 2 overdue"
    reevaluate, planned = found.findChildren(ItemRow)
    assert reevaluate.accessibleName().startswith("Re-evaluation of the supplier, 1 Oct 2026")
    asked: list[tuple[str, int]] = []
    window.detail.form_asked.disconnect()
    window.detail.form_asked.connect(lambda record, number: asked.append((record, number)))
    planned.click()
    assert asked == [("audit", made[New(1)])]
    reevaluate.click()
    settle()
    form = window.findChild(EvaluationForm)
    assert form.values()["supplier_id"] == supplier
    form.done(0)


def test_a_supplier_of_whom_nothing_is_due_says_so(window, settle, supplier) -> None:
    show(window, settle, "suppliers", supplier)
    found = section(window, "Due in 12 months")
    assert [label.text() for label in found.findChildren(Label)] == [
        "Nothing falls due, as far as is known."
    ]


def test_waivers_tell_their_end_and_those_in_force_are_counted(
    window, settle, supplier, write
) -> None:
    write(
        *(
            Change("waiver", New(n), {"supplier_id": supplier, "rule": "margin", "by": "M. Okafor",
                                      "reason": "Renewal promised", "buyer_id": 1,
                                      "ends_on": ends})
            for n, ends in enumerate([date(2026, 11, 22), date(2027, 1, 31), TODAY])
        )
    )  # fmt: skip
    show(window, settle, "suppliers", supplier)
    found = section(window, "Waivers")
    assert found.head.accessibleName() == "Waivers 2 in force"
    ends = [name.rsplit(", ", 1)[1] for name in rows(found)]
    assert ends == ["To 31 Jan 2027", "To 23 Nov 2026", "Ended 22 Nov 2026"]


def test_decisions_tell_their_criteria_and_how_long_they_hold(
    window, settle, supplier, write
) -> None:
    write(
        Change("approval", New(1), {"supplier_id": supplier, "decision": Decision.APPROVED,
                                    "on": date(2026, 2, 2), "by": "L. Tan",
                                    "criteria": "Own audit passed\nSamples approved",
                                    "ends_on": date(2027, 2, 1)})
    )  # fmt: skip
    show(window, settle, "suppliers", supplier)
    assert rows(section(window, "Decisions")) == [
        "2 Feb 2026 to 1 Feb 2027 · L. Tan, Own audit passed; Samples approved, Approved"
    ]


def test_what_looks_odd_is_told_with_the_entry_it_is_about(window, settle, supplier, write) -> None:
    made = write(
        Change("certificate", New(1), certificate(supplier, "01 100 1725033", date(2025, 5, 1)))
    )
    show(window, settle, "suppliers", supplier)
    found = section(window, "Worth a look")
    words = "\n".join(label.text() for label in found.findChildren(Label))
    assert "01 100 1725033" in words
    assert "Elbtal Isoliertechnik GmbH" in words
    asked: list[tuple[str, int]] = []
    window.detail.form_asked.disconnect()
    window.detail.form_asked.connect(lambda record, number: asked.append((record, number)))
    next(iter(found.findChildren(LinkButton))).click()
    assert asked == [("certificate", made[New(1)])]


def test_a_renewal_to_confirm_is_told_once(window, settle, supplier, pair) -> None:
    show(window, settle, "suppliers", supplier)
    names = [each.name for each in window.detail.findChildren(Section)]
    assert WORDS in labels(window)
    assert "Worth a look" not in names


# --- what puts a rule right ------------------------------------------------------------------


def open_rule(window: MainWindow, rule: Rule) -> list[LinkButton]:
    """Open a rule; what it offers to click."""
    row = next(r for r in window.detail.findChildren(RuleRow) if r.text() == RULE_WORDS[rule])
    row.click()
    return row.parentWidget().findChildren(LinkButton)


@pytest.mark.parametrize(
    ("rule", "words", "form", "preset"),
    [
        (Rule.SITE_AND_PRODUCT, "Decide on scope and site…", "scope_decision",
         {"certificate_id": "certificate"}),
        (Rule.VERIFICATION, "Record a check…", "verification",
         {"certificate_id": "certificate"}),
        (Rule.APPROVAL, "Record our decision…", "approval", {"supplier_id": "supplier"}),
        (Rule.APPROVAL, "Evaluate its performance…", "evaluation", {"supplier_id": "supplier"}),
        (Rule.IN_FORCE, "Record its renewal…", "certificate",
         {"supplier_id": "supplier", "supersedes_id": "certificate"}),
    ],
)  # fmt: skip
def test_a_rule_offers_what_would_put_it_right(
    window, settle, supplier, write, rule, words, form, preset
) -> None:
    ended = certificate(supplier, "VN 21", date(2021, 5, 1))
    if rule is not Rule.IN_FORCE:
        ended = certificate(supplier, "VN 24", date(2024, 5, 1))
    held = write(Change("certificate", New(1), ended))[New(1)]
    window.context.set_profile(supplied_profiles()[1])
    settle()
    show(window, settle, "suppliers", supplier)
    asked: list[tuple[str, dict[str, Any]]] = []
    window.detail.add_asked.disconnect()
    window.detail.add_asked.connect(lambda record, given: asked.append((record, given)))
    link = next(each for each in open_rule(window, rule) if each.text() == words)
    link.click()
    ids = {"supplier": supplier, "certificate": held}
    assert asked == [(form, {name: ids[value] for name, value in preset.items()})]


def test_what_is_missing_is_added_for_what_is_demanded(window, settle, supplier) -> None:
    window.context.set_profile(supplied_profiles()[1])
    settle()
    show(window, settle, "suppliers", supplier)
    asked: list[tuple[str, dict[str, Any]]] = []
    window.detail.add_asked.disconnect()
    window.detail.add_asked.connect(lambda record, given: asked.append((record, given)))
    offered = open_rule(window, Rule.REQUIRED_STANDARD)
    next(each for each in offered if each.text() == "Add a certificate…").click()
    assert asked == [("certificate", {"supplier_id": supplier, "standard": "ISO 9001"})]


def test_on_another_day_a_rule_only_tells(window, settle, supplier) -> None:
    window.context.set_profile(supplied_profiles()[1])
    window.context.set_day(date(2027, 6, 30))
    settle()
    show(window, settle, "suppliers", supplier)
    assert open_rule(window, Rule.REQUIRED_STANDARD) == []


# --- withdrawal, long lists ------------------------------------------------------------------


def test_a_withdrawn_supplier_is_taken_back_from_its_detail(
    window, settle, supplier, write, look
) -> None:
    write(
        Change("supplier", supplier, {"status": SupplierStatus.WITHDRAWN,
                                      "withdrawn_on": date(2026, 10, 1),
                                      "withdrawn_reason": "Line closed"})
    )  # fmt: skip
    show(window, settle, "suppliers", supplier)
    assert "Withdrawn 1 Oct 2026: Line closed" in labels(window)
    link(window, "Take back into use…").click()
    settle()
    dialog = window.findChild(WithdrawDialog)
    dialog.put("back", "Bought there again")
    dialog.save_button.click()
    settle()
    assert look().supplier(supplier).status is SupplierStatus.IN_USE
    assert "Withdrawn 1 Oct 2026" not in labels(window)


def test_a_long_section_shows_its_first_rows_and_more_when_asked(
    window, settle, supplier, write, monkeypatch
) -> None:
    monkeypatch.setattr(sections, "MOST", 2)
    monkeypatch.setattr(sections, "MORE", 2)
    write(
        *(
            Change("contact", New(n), {"supplier_id": supplier, "name": f"Person {n}"})
            for n in range(5)
        )
    )
    show(window, settle, "suppliers", supplier)
    held = next(s for s in window.detail.findChildren(Section) if s.name == "Contacts")
    assert held.findChildren(ItemRow) == []  # made when it is opened
    found = section(window, "Contacts")
    assert rows(found) == ["Person 0", "Person 1"]
    more = link(window, "Show 2 more of 3")
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Space)
    assert found.findChildren(ItemRow)[2].hasFocus()
    assert rows(found) == [f"Person {n}" for n in range(4)]
    link(window, "Show 1 more").click()
    assert rows(found) == [f"Person {n}" for n in range(5)]


def test_a_section_offers_one_more_of_its_kind(window, settle, supplier) -> None:
    show(window, settle, "suppliers", supplier)
    found = section(window, "Evaluations")
    plus = found.findChild(IconButton)
    assert plus.accessibleName() == "Evaluate its performance"
    plus.click()
    settle()
    form = window.findChild(EvaluationForm)
    assert form.values()["supplier_id"] == supplier
    assert form.values()["rating"] is None
    form.put("rating", SupplierClass.A)
    form.save_button.click()
    settle()
    assert "class A" in section(window, "Evaluations").head.accessibleName()
