"""A reader kept open through every change lists what a new one would, at the least cost."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from domain.facts import BuyerRef, SupplierFacts
from domain.import_plan import Change, New
from domain.qualification import GENERAL_B2B
from storage import derived_lists
from storage.listings import Listing, Row
from storage.queries import Reader
from storage.register import Register

DAY = date(2026, 11, 23)
HALDEN = BuyerRef(1, "Halden Grid AS")
LISTS = ("suppliers", "programme", "hints")

Write = Callable[[Register], Any]


def _listing(kind: str, **more: Any) -> Listing:
    return Listing(kind=kind, day=DAY, buyer=HALDEN, profile=GENERAL_B2B, **more)


def _said(reader: Reader, kind: str) -> Counter[Any]:
    """What a list says, places in it apart."""
    rows: list[Row] = reader.page(_listing(kind), 0, 1000)
    return Counter(
        tuple(getattr(row, name) for name in row.__slots__ if name != "id" or kind == "suppliers")
        for row in rows
    )


def _certificate(supplier: New | int, ref: New, number: str, **more: Any) -> Change:
    return Change(
        "certificate",
        ref,
        {
            "supplier_id": supplier,
            "standard": "ISO 9001",
            "number": number,
            "issued_on": date(2025, 1, 10),
            "expires_on": date(2028, 1, 9),
        }
        | more,
    )


@pytest.fixture
def register(new_register: Register) -> Register:
    """Three suppliers, two of them with the same number; an audit planned and one passed."""
    planned = {"supplier_id": New(1), "planned_on": DAY + timedelta(days=20), "party": "second"}
    passed = {
        "supplier_id": New(2), "done_on": date(2026, 2, 1), "party": "second",
        "standard": "ISO 9001", "result": "passed",
    }  # fmt: skip
    new_register.apply(
        [
            Change("buyer", New(9), {"name": "Halden Grid AS"}),
            Change("supplier", New(1), {"name": "Ánh Dương", "criticality": "high"}),
            Change("supplier", New(2), {"name": "Bergland"}),
            Change("supplier", New(3), {"name": "Cascade"}),
            _certificate(New(1), New(11), "QM 15-001"),
            _certificate(New(2), New(12), "qm15001"),
            _certificate(New(3), New(13), "Z 9", issued_on=date(2027, 3, 1)),
            Change("audit", New(21), planned),
            Change("audit", New(22), passed),
            Change("audit_buyer", New(31), {"audit_id": New(21), "buyer_id": New(9)}),
            Change("audit_buyer", New(32), {"audit_id": New(22), "buyer_id": New(9)}),
        ],
        label="Set up",
    )
    return new_register


def _attach(owner: str, owner_id: int) -> Write:
    def attach(register: Register) -> None:
        scan = register.path.with_name("scan.pdf")
        scan.write_bytes(b"%PDF-1.4\nscan")
        register.attach(owner, owner_id, scan)

    return attach


def _edit(record: str, ref: int | New, **values: Any) -> Write:
    return lambda register: register.apply([Change(record, ref, values)], label="Edit")


WRITES: tuple[Write, ...] = (
    _edit("certificate", 3, number="QM 15 001"),
    _edit("supplier", 3, name="Cascade Cable"),
    _edit("certificate", 3, number="Z 9"),
    _attach("certificate", 1),
    _attach("audit", 2),
    _attach("certificate", 3),
    lambda register: register.remove("audit", 2, label="Remove"),
    lambda register: register.undo(),
    _edit("buyer", 1, name="Halden Kraft AS"),
    _edit("audit", 1, planned_on=DAY - timedelta(days=3)),
    _edit("certificate", 1, supplier_id=3),
    lambda register: register.apply(
        [
            Change("supplier", New(1), {"name": "Delta"}),
            _certificate(New(1), New(2), "QM15-001"),
        ],
        label="Add",
    ),
    lambda register: register.remove("supplier", 2, label="Remove"),
    lambda register: register.undo(),
    _edit("approval", New(1), supplier_id=1, decision="approved", due_on=DAY, by="Mai"),
)


def test_a_reader_kept_open_says_what_a_new_one_would(register: Register) -> None:
    with register.reader() as kept:
        for kind in LISTS:
            assert _said(kept, kind)
        for write in WRITES:
            write(register)
            with register.reader() as new:
                for kind in LISTS:
                    assert _said(kept, kind) == _said(new, kind), (kind, WRITES.index(write))


def test_a_change_asks_again_about_whom_it_touches_and_who_shares_a_number(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real_due, real_hints = derived_lists.programme, derived_lists.supplier_hints

    def due(facts: SupplierFacts, *more: Any, **named: Any) -> Any:
        asked.append(f"due {facts.name}")
        return real_due(facts, *more, **named)

    def hints(facts: SupplierFacts, *more: Any) -> Any:
        asked.append(f"hints {facts.name}")
        return real_hints(facts, *more)

    monkeypatch.setattr(derived_lists, "programme", due)
    monkeypatch.setattr(derived_lists, "supplier_hints", hints)
    with register.reader() as reader:
        for write, again in (
            (lambda _register: None, ["Ánh Dương", "Bergland", "Cascade"] * 2),
            (lambda _register: None, []),
            (_edit("certificate", 3, scope="Cable"), ["Cascade", "Cascade"]),
            (_edit("certificate", 1, scope="Tape"), ["Ánh Dương"] * 2),
            (_edit("certificate", 1, number="A 1"), ["Ánh Dương"] * 2 + ["Bergland"]),
            (_edit("buyer", 1, name="Halden"), ["Ánh Dương", "Bergland"] * 2),
        ):
            write(register)
            asked.clear()
            _said(reader, "programme"), _said(reader, "hints")
            assert sorted(each.split(" ", 1)[1] for each in asked) == sorted(again)


def test_a_row_keeps_its_place_until_its_supplier_changes(register: Register) -> None:
    with register.reader() as reader:
        before = {row.id: row for row in reader.page(_listing("hints"), 0, 100)}
        _edit("certificate", 3, expires_on=date(2031, 1, 9))(register)
        after = {row.id: row for row in reader.page(_listing("hints"), 0, 100)}
        kept = {id_ for id_, row in before.items() if row.supplier != "Cascade"}
        assert len(kept) == 2
        assert {id_: after[id_] for id_ in kept} == {id_: before[id_] for id_ in kept}
        assert {row.supplier for id_, row in after.items() if id_ not in kept} == {"Cascade"}
        gone = before.keys() - kept
        assert gone
        assert not gone & after.keys()
        assert reader.rows(_listing("hints"), gone) == []


def test_a_question_asked_before_is_answered_from_the_table_as_it_is_now(
    register: Register,
) -> None:
    listing = _listing("programme")
    another = Listing(kind="programme", day=DAY - timedelta(days=1), profile=GENERAL_B2B)
    with register.reader() as reader:
        first = reader.ordered_ids(listing)
        reader.ordered_ids(another)
        again = reader.ordered_ids(listing)
        assert not set(first) & set(again)
        assert [row.id for row in reader.rows(listing, again)] == list(again)
        assert reader.rows(listing, first) == []


def test_preparing_can_be_stopped_and_goes_on_where_it_was(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.answers.AT_ONCE", 1)
    for kind in LISTS:
        listing = _listing(kind)
        steps: list[tuple[int, int]] = []
        with register.reader() as reader:
            told = {
                "progress": lambda done, of, steps=steps: steps.append((done, of)),
                "cancelled": lambda steps=steps: len(steps) == 2,
            }
            assert not reader.prepare(listing, **told)
            assert not reader.is_prepared(listing)
            assert reader.totals().keys().isdisjoint({"programme", "hints"})
            assert reader.prepare(listing, told["progress"])
            assert reader.is_prepared(listing)
        assert steps == [(1, 3), (2, 3), (1, 1)]


def test_what_is_worked_out_is_counted_while_it_holds(register: Register) -> None:
    with register.reader() as reader:
        assert reader.totals()["evaluations"] == 0
        assert "hints" not in reader.totals()
        for kind in ("programme", "hints"):
            assert reader.prepare(_listing(kind))
            assert reader.totals()[kind] == reader.count(_listing(kind)) > 0
        _edit("certificate", 3, number="QM 15 001")(register)
        assert "hints" not in reader.totals()
        reader.prepare(_listing("hints"))
        assert reader.totals()["hints"] == reader.count(_listing("hints"))


def test_a_renamed_buyer_is_named_anew_in_every_reason(register: Register) -> None:
    with register.reader() as reader:
        before = [row.reason for row in reader.page(_listing("suppliers"), 0, 10)]
        _edit("buyer", 1, name="Halden Kraft AS")(register)
        listing = Listing(
            kind="suppliers", day=DAY, buyer=BuyerRef(1, "Halden Kraft AS"), profile=GENERAL_B2B
        )
        with register.reader() as new:
            assert reader.page(listing, 0, 10) == new.page(listing, 0, 10)
    assert before


def test_a_list_of_one_supplier_asks_about_that_one_alone(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = derived_lists.supplier_hints

    def hints(facts: SupplierFacts, *more: Any) -> Any:
        asked.append(facts.name)
        return real(facts, *more)

    monkeypatch.setattr(derived_lists, "supplier_hints", hints)
    one = _listing("hints", filters={"supplier_id": ("2",)})
    with register.reader() as reader:
        rows = reader.page(one, 0, 100)
        assert asked == ["Bergland"]
        assert "hints" not in reader.totals()
        whole = reader.page(_listing("hints"), 0, 100)
        assert sorted(asked) == ["Bergland", "Cascade", "Ánh Dương"]
    assert rows == [row for row in whole if row.supplier_id == 2] != whole


def test_work_that_breaks_off_leaves_nothing_half_said(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = derived_lists.programme

    def broken(facts: SupplierFacts, *more: Any, **named: Any) -> Any:
        if facts.name == "Bergland":
            raise KeyboardInterrupt
        return real(facts, *more, **named)

    with register.reader() as reader, register.reader() as new:
        with monkeypatch.context() as patch:
            patch.setattr(derived_lists, "programme", broken)
            with pytest.raises(KeyboardInterrupt):
                reader.prepare(_listing("programme"))
        assert not reader.is_prepared(_listing("programme"))
        assert _said(reader, "programme") == _said(new, "programme")
