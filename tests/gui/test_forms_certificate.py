"""Forms that hang on a certificate: renewals, checks with their proofs, events, decisions."""

from datetime import date
from pathlib import Path

import pytest

from domain.import_plan import Change, New
from domain.renewal_proposals import proposals
from domain.vocabulary import CheckResult, EventKind, Kind
from gui import operations
from gui.dialogs import record_form
from gui.widgets.sections import ItemRow
from tests.gui.form_kit import (
    certificate,
    click,
    host,
    is_open,
    links,
    no_lists,
    open_form,
    reader,
    save,
    told,
    type_into,
)

__all__ = ["host", "no_lists", "open_form", "reader", "told"]  # fixtures
pytestmark = pytest.mark.usefixtures("no_lists")

ELBTAL = 1


@pytest.fixture
def earlier(open_context, settle, reader) -> int:
    """A certificate that ended, of a standard that the supplier has no other of."""
    values = {
        "supplier_id": ELBTAL, "standard": "ISO 50001", "certification_body": "TÜV Rheinland",
        "kind": Kind.MANAGEMENT_SYSTEM, "number": "EN 21", "issued_on": date(2021, 1, 15),
        "expires_on": date(2024, 1, 14),
    }  # fmt: skip
    operations.save(open_context, changes=[Change("certificate", New(0), values)], label="Add")
    settle()
    return certificate(reader, "EN 21")


@pytest.fixture
def renewing(open_form, earlier, qtbot, settle):
    """The form of a new certificate that the rules take for the renewal of that one."""
    form = open_form("certificate", supplier_id=ELBTAL)
    form.put("standard", "ISO 50001")
    form.put("kind", Kind.MANAGEMENT_SYSTEM)
    form.put("certification_body", "TÜV Rheinland")
    form.put("number", "EN 24")
    form.put("issued_on", date(2024, 1, 10))
    form.put("expires_on", date(2027, 1, 9))
    ask(form, qtbot, settle)
    return form


def ask(form, qtbot, settle) -> None:
    """Let the rules be asked."""
    qtbot.waitUntil(lambda: not form._pause.isActive())
    settle()


CONFIRM, DENY = "Confirm: renews EN 21 (to 14 Jan 2024)", "It does not renew it"


# --- what it renews --------------------------------------------------------------------------


def test_a_renewal_is_proposed_and_never_taken_over_by_itself(renewing, settle, reader, earlier):
    assert renewing.values()["supersedes_id"] is None
    field = renewing.entries["supersedes_id"].field
    assert field.noted.startswith("It looks like the renewal of EN 21 (to 14 Jan 2024): same")
    assert links(field) == [CONFIRM, DENY]
    save(renewing, settle)
    assert reader.record("certificate", certificate(reader, "EN 24"))["supersedes_id"] is None
    assert reader.records("renewal_denial", earlier_id=earlier) == []


def test_a_renewal_is_confirmed_with_one_click(renewing, settle, reader, earlier, qtbot):
    click(renewing.entries["supersedes_id"].field, CONFIRM)
    assert renewing.values()["supersedes_id"] == earlier
    assert renewing.subtitle_label.text() == "Renews EN 21, which stays as history"
    ask(renewing, qtbot, settle)
    assert links(renewing.entries["supersedes_id"].field) == []
    save(renewing, settle)
    assert reader.record("certificate", certificate(reader, "EN 24"))["supersedes_id"] == earlier


def test_a_denied_renewal_is_written_in_the_same_step(
    renewing, settle, reader, earlier, qtbot, open_context
):
    field = renewing.entries["supersedes_id"].field
    click(field, DENY)
    assert field.noted == "You said that it does not renew EN 21 (to 14 Jan 2024)."
    ask(renewing, qtbot, settle)
    assert links(field) == ["It may renew it"]
    save(renewing, settle)
    new = certificate(reader, "EN 24")
    [denial] = reader.records("renewal_denial", certificate_id=new)
    assert (denial["earlier_id"], denial["by"]) == (earlier, "L. Tran")
    held = reader.supplier(ELBTAL).certificates
    assert not any(p.later.id == new for p in proposals(held, open_context.directory))
    operations.undo(open_context)
    settle()
    assert reader.records("certificate", number="EN 24") == []
    assert reader.records("renewal_denial", certificate_id=new) == []


def test_a_denial_alone_makes_a_form_worth_saving(
    renewing, open_form, settle, reader, qtbot, earlier, monkeypatch
):
    save(renewing, settle)
    new = certificate(reader, "EN 24")
    form = open_form("certificate", record_id=new)
    ask(form, qtbot, settle)
    assert not form.is_dirty
    click(form.entries["supersedes_id"].field, DENY)
    assert form.is_dirty
    asked: list[str] = []
    monkeypatch.setattr(record_form, "ask", lambda _p, title, *_a, **_k: bool(asked.append(title)))
    form.reject()
    assert asked == ["Discard what you entered?"]
    save(form, settle)
    assert not is_open(form)
    assert len(reader.records("renewal_denial", certificate_id=new)) == 1


def test_a_denial_is_taken_back_or_overruled(renewing, open_form, settle, reader, qtbot, earlier):
    click(renewing.entries["supersedes_id"].field, DENY)
    save(renewing, settle)
    new = certificate(reader, "EN 24")

    form = open_form("certificate", record_id=new)
    ask(form, qtbot, settle)
    field = form.entries["supersedes_id"].field
    assert field.noted == "It is on record as no renewal of EN 21 (to 14 Jan 2024)."
    click(field, "It may renew it")
    ask(form, qtbot, settle)
    assert links(field) == [CONFIRM, DENY]
    click(field, CONFIRM)
    form.reason.control.set_value("Read from the certificate")
    save(form, settle)
    assert reader.record("certificate", new)["supersedes_id"] == earlier
    assert reader.records("renewal_denial", certificate_id=new) == []


def test_the_day_of_the_decision_is_kept(renewing, settle, reader):
    renewing.grid.open_with(renewing.entries["decided_on"].field)
    type_into(renewing, "decided_on", "8 Jan 2024")
    save(renewing, settle)
    new = certificate(reader, "EN 24")
    facts = next(each for each in reader.supplier(ELBTAL).certificates if each.id == new)
    assert facts.decided_on == date(2024, 1, 8)


# --- checks with the issuer ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "says"),
    [
        (
            CheckResult.NOT_FOUND,
            "Not found is no proof of a fake; public registers are incomplete.",
        ),
        (CheckResult.CONTRADICTED, "The certificate counts against the supplier"),
        (CheckResult.CONFIRMED, ""),
    ],
)
def test_a_result_says_what_it_proves(open_form, result, says):
    form = open_form("verification", certificate_id=1)
    form.put("result", result)
    assert form.entries["result"].field.noted.startswith(says)
    assert bool(form.entries["result"].field.noted) is bool(says)


def test_a_register_of_systems_knows_no_products(open_form, reader):
    form = open_form("verification", certificate_id=certificate(reader, "E104462"))
    form.put("source", "IAF CertSearch")
    assert form.entries["source"].field.noted.startswith("It lists management systems only")
    form.put("source", "UL Product iQ")
    assert form.entries["source"].field.noted == ""


def test_what_contradicts_is_asked_for_and_kept(open_form, settle, reader):
    form = open_form("verification", certificate_id=1)
    form.put("result", CheckResult.CONTRADICTED)
    save(form, settle)
    assert is_open(form)
    type_into(form, "note", "Another holder is listed")
    save(form, settle)
    made = reader.records("verification", certificate_id=1)[-1]
    assert (made["result"], made["note"]) == (CheckResult.CONTRADICTED, "Another holder is listed")


def test_the_answer_to_a_check_is_attached_opened_and_removed(
    open_form, open_context, settle, reader, tmp_path: Path, monkeypatch
):
    scan = tmp_path / "answer.pdf"
    scan.write_bytes(b"%PDF-1.4\nconfirmed")
    form = open_form("verification", certificate_id=1)
    form.put("result", CheckResult.CONFIRMED)
    form.proofs.add_files([scan])
    save(form, settle)
    check = reader.records("verification", certificate_id=1)[-1]["id"]
    [document] = reader.documents("verification", check)
    assert document["name"] == "answer.pdf"

    opened: list[Path] = []
    monkeypatch.setattr("gui.file_commands.open_file", opened.append)
    form = open_form("verification", record_id=check)
    row = next(r for r in form.proofs.findChildren(ItemRow) if r.text() == "answer.pdf")
    row.click()
    settle()
    assert [path.read_bytes() for path in opened] == [b"%PDF-1.4\nconfirmed"]

    form.proofs._remove(document["id"])
    assert form.is_dirty
    assert len(reader.documents("verification", check)) == 1
    save(form, settle)
    assert reader.documents("verification", check) == []
    operations.undo(open_context)
    settle()
    assert len(reader.documents("verification", check)) == 1


# --- what befell it --------------------------------------------------------------------------


def test_a_restoration_follows_a_suspension(open_form, settle, reader):
    form = open_form("status_event", certificate_id=1)
    form.put("kind", EventKind.RESTORED)
    field = form.entries["kind"].field
    assert field.noted == "No suspension before this day is on record."
    save(form, settle)
    assert not is_open(form)

    suspended = certificate(reader, "00524Q30117R2M")
    form = open_form("status_event", certificate_id=suspended)
    form.put("kind", EventKind.RESTORED)
    assert form.entries["kind"].field.noted == ""
    form.put("on", date(2026, 10, 1))
    assert form.entries["kind"].field.noted == "No suspension before this day is on record."
    form.put("kind", EventKind.SUSPENDED)
    form.put("on", date(2026, 11, 1))
    assert form.entries["kind"].field.noted == "It is suspended already, since 6 Oct 2026."


def test_a_withdrawn_certificate_is_not_restored(open_form, reader):
    form = open_form("status_event", certificate_id=certificate(reader, "KFQ-Q-22119"))
    form.put("kind", EventKind.RESTORED)
    assert form.entries["kind"].field.noted.startswith("It was withdrawn")


def test_an_event_before_the_issue_is_told(open_form):
    form = open_form("status_event", certificate_id=1, kind=EventKind.SUSPENDED)
    form.put("on", date(2025, 9, 17))
    words = "This lies before the issue of the certificate on 18 Sep 2025."
    assert form.entries["on"].field.noted == words
    form.put("on", date(2025, 9, 18))
    assert form.entries["on"].field.noted == ""


# --- decisions on scope and site -------------------------------------------------------------


def panel_words(form) -> str:
    """What stands beside the decision."""
    from gui.widgets.labels import Label

    labels = [label.text() for label in form.certificate_panel.findChildren(Label)]
    return "\n".join((*labels, *(row.accessibleName() for row in form.certificate_panel.rows)))


def test_the_certificate_stands_beside_the_decision(open_form, reader):
    form = open_form("scope_decision", certificate_id=certificate(reader, "VN24/00193"))
    words = panel_words(form)
    assert "Manufacture of PVC electrical insulating tape" in words
    assert "Bình Dương 2" in words
    assert (
        "ISO 9001 certifies how the supplier works, never the product itself; "
        "you decide whether the scope covers what you buy."
    ) in words


def test_a_product_certificate_says_nothing_of_how_the_supplier_works(open_form, reader):
    form = open_form("scope_decision", certificate_id=certificate(reader, "E331706"))
    assert "UL 510 certifies the product it names, never how the supplier works." in panel_words(
        form
    )


def test_what_is_open_is_chosen_with_a_click_and_decided(open_form, open_context, settle, reader):
    """Two sites supply; each product of each is decided on by itself."""
    site = reader.records("site", supplier_id=ELBTAL)[0]
    sites = [
        Change("site", site["id"], {"supplies": True, "products": "Foil\nFilm"}),
        *(
            Change("site", each["id"], {"supplies": False})
            for each in reader.records("site", supplier_id=ELBTAL)[1:]
        ),
    ]
    operations.save(open_context, changes=sites, label="Edit sites")
    settle()
    form = open_form("scope_decision", certificate_id=1)
    asked = [(row.text(), row._second) for row in form.certificate_panel.rows]
    assert asked == [(site["name"], "Foil"), (site["name"], "Film")]
    assert form.values()["site"] == site["name"]
    assert form.values()["product"] == ""
    form.certificate_panel.rows[1].click()
    assert (form.values()["site"], form.values()["product"]) == (site["name"], "Film")
    form.put("covers", True)
    save(form, settle)
    made = reader.records("scope_decision", certificate_id=1)[-1]
    assert (made["product"], made["site"], made["covers"]) == ("Film", site["name"], True)
    assert (made["by"], made["on"]) == ("L. Tran", date(2026, 11, 23))

    form = open_form("scope_decision", certificate_id=1)
    assert [row._second for row in form.certificate_panel.rows] == ["Foil"]
    assert form.values()["product"] == "Foil"


def test_a_decision_tells_what_speaks_against_it(open_form, reader):
    form = open_form("scope_decision", certificate_id=certificate(reader, "VN24/00193"))
    form.put("covers", True)
    site = form.entries["site"]
    form.put("site", "Hải Phòng")
    assert site.field.noted == "Not among the supplier's sites on record."
    form.put("site", "Biên Hòa (warehouse)")
    assert site.field.noted.startswith("The certificate names Bình Dương 2")
    form.put("covers", False)
    assert site.field.noted == "This site is not said to supply what you buy."
    form.put("site", "Bình Dương 2")
    assert site.field.noted == ""


def test_an_earlier_decision_on_the_same_is_told(open_form, reader):
    number = certificate(reader, "FM 712204")
    [before] = reader.records("scope_decision", certificate_id=number)[:1]
    form = open_form("scope_decision", certificate_id=number)
    form.put("site", before["site"])
    form.put("product", before["product"])
    words = form.entries["covers"].field.noted
    assert words == "L. Tan decided on 30 Jun 2026 that it covers it; the latest counts."


def test_another_holder_is_to_be_explained(open_form, reader):
    form = open_form("scope_decision", certificate_id=certificate(reader, "44 100 20391"))
    assert "held by another company" in panel_words(form)
    form.put("covers", True)
    assert form.entries["note"].field.noted.startswith("Say how Dongguan Meihua Wire Factory")
    form.put("note", "Contract seen")
    assert form.entries["note"].field.noted.endswith("naming Dongguan Meihua Wire Factory.")
    form.put("note", "Dongguan Meihua Wire Factory is its own; contract seen")
    assert form.entries["note"].field.noted == ""
