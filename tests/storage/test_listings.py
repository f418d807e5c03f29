"""Filters, search, counts and days of lists, and when verdicts are judged again."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.facts import AuditFacts, FindingFacts, SupplierFacts
from domain.import_plan import Change, New
from domain.qualification import assess, supplied_profiles
from domain.validity import Windows
from domain.vocabulary import Grading
from storage.list_kinds import KINDS
from storage.listings import Listing
from storage.queries import Reader
from storage.register import Register
from tests.storage.invented import BUYERS, certificate, days, registers, supplier
from tests.storage.written import write_register

DAY = date(2026, 11, 23)
ALL = 10_000
quietly = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _pages(reader: Reader, listing: Listing) -> list[Any]:
    return list(reader.page(listing, 0, ALL))


@quietly
@given(registers(), days, st.data())
def test_facets_count_what_choosing_them_would_list(
    written: tuple[SupplierFacts, ...], day: date, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(list(KINDS)))
    names = KINDS[kind].facets
    with TemporaryDirectory() as folder:
        path = write_register(Path(folder) / "r.attesta", written, BUYERS)
        with Reader(path) as reader:
            listing = Listing(kind=kind, day=day)
            reader.judge(supplied_profiles()[0], None, day)
            offered = reader.facets(listing)
            chosen: dict[str, tuple[str, ...]] = {}
            for name in data.draw(st.lists(st.sampled_from(names), unique=True, max_size=2)):
                values = [value for value, _ in offered[name]]
                if values:
                    chosen[name] = (data.draw(st.sampled_from(values)),)
            filtered = replace(listing, filters=chosen)
            for name, counts in reader.facets(filtered).items():
                for value, number in counts:
                    only = replace(listing, filters={**chosen, name: (value,)})
                    assert number == reader.count(only), (name, value)


def test_filters_keep_what_they_name(three: Path) -> None:
    cases: list[tuple[str, dict[str, tuple[str, ...]], list[int]]] = [
        ("certificates", {"state": ("expired",)}, [3]),
        ("certificates", {"state": ("expired", "urgent")}, [3, 2]),
        ("certificates", {"country": ("VN",), "standard": ("ISO 9001",)}, [1]),
        ("certificates", {"certification_body": ("BSI",)}, []),
        ("certificates", {"supplier_id": ("2",)}, [3]),
        ("certificates", {"incomplete": ("yes",)}, []),
        ("certificates", {"cause": ("unknown",)}, []),
        ("certificates", {"verdict": ("qualified",), "state": ()}, [3, 2, 1]),
        ("suppliers", {"verdict": ("qualified",)}, [1]),
        ("suppliers", {"verdict": ("not_qualified",)}, [2, 3]),
        ("suppliers", {"recognition": ("none",)}, [3]),
        ("suppliers", {"standard": ("ISO 14001",)}, [1]),
        ("suppliers", {"certification_body": ("SGS",)}, [1, 2]),
        ("suppliers", {"criticality": ("",)}, [1, 2, 3]),
        ("audits", {"buyer_id": ("1",)}, [1]),
        ("audits", {"buyer_id": ("2",)}, []),
        ("audits", {"recognition": ("one_customer",)}, [1]),
        ("buyers", {"country": ("",)}, [1, 2, 3]),
    ]
    with Reader(three) as reader:
        for kind, filters, ids in cases:
            listing = Listing(kind=kind, day=DAY, filters=filters)
            assert [row.id for row in _pages(reader, listing)] == ids, (kind, filters)


def test_superseded_certificates_are_hidden_or_shown_as_asked(tmp_path: Path) -> None:
    old = certificate(1, issued_on=date(2022, 1, 10), expires_on=date(2025, 1, 9))
    held = [supplier(1, "Ánh Dương", certificates=(old, certificate(2)))]
    with Reader(write_register(tmp_path / "r.attesta", held)) as reader:
        for values, ids in (((), [2, 1]), (("hidden",), [2]), (("shown",), [2, 1]),
                            (("only",), [1])):  # fmt: skip
            listing = Listing(kind="certificates", day=DAY, filters={"superseded": values})
            assert [row.id for row in _pages(reader, listing)] == ids, values


@pytest.mark.parametrize(
    ("kind", "search", "ids"),
    [
        ("suppliers", "anh duong", [1]),
        ("suppliers", "ÁNH DƯƠNG", [1]),
        ("suppliers", "berg", [2]),
        ("suppliers", "q-3", [2]),
        ("suppliers", "duong 14001", [1]),
        ("suppliers", "nothing of the kind", []),
        ("suppliers", "'\"*", [1, 2, 3]),
        ("certificates", "sgs", [3, 2, 1]),
        ("certificates", "bergland", [3]),
        ("audits", "halden", [1]),
        ("buyers", "straits", [3]),
    ],
)
def test_search_finds_words_by_their_beginnings(
    three: Path, kind: str, search: str, ids: list[int]
) -> None:
    with Reader(three) as reader:
        listing = Listing(kind=kind, day=DAY, search=search)
        assert [row.id for row in _pages(reader, listing)] == ids
        assert reader.count(listing) == len(ids)


def test_another_day_is_right_without_a_touch(three: Path) -> None:
    with Reader(three) as reader:
        states = [
            reader.rows(Listing(kind="certificates", day=DAY + timedelta(days=ahead)), [2])[0].state
            for ahead in (-700, 0, 8, 9)
        ]
    assert states == ["not_yet_valid", "urgent", "urgent", "expired"]


def test_the_windows_end_with_their_last_day(three: Path) -> None:
    ends = date(2026, 12, 1)
    with Reader(three) as reader:
        for windows, edges in (
            (Windows(), ((91, "valid"), (90, "soon"), (31, "soon"), (30, "urgent"), (0, "urgent"),
                         (-1, "expired"))),
            (Windows(7, 14), ((15, "valid"), (14, "soon"), (8, "soon"), (7, "urgent"))),
        ):  # fmt: skip
            for left, state in edges:
                listing = Listing(
                    kind="certificates", day=ends - timedelta(days=left), windows=windows
                )
                row = reader.rows(listing, [2])[0]
                assert (row.days_left, row.state) == (left, state)


EARLIER, LATER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("grading", "due", "done", "verified", "is_open", "overdue"),
    [
        ("major", EARLIER, None, None, True, True),
        ("major", DAY, None, None, True, False),
        ("major", EARLIER, DAY, None, True, False),
        ("major", EARLIER, DAY, DAY, False, False),
        ("major", EARLIER, DAY, LATER, True, False),
        ("minor", EARLIER, None, None, True, True),
        ("minor", DAY, None, None, True, False),
        ("minor", None, None, None, True, False),
        ("minor", EARLIER, DAY, None, False, False),
        ("minor", EARLIER, LATER, None, True, True),
        ("minor", EARLIER, None, DAY, False, False),
        ("observation", None, None, None, True, False),
    ],
)
def test_findings_close_and_fall_overdue_on_their_day(
    tmp_path: Path,
    grading: str,
    due: date | None,
    done: date | None,
    verified: date | None,
    is_open: bool,
    overdue: bool,
) -> None:
    audit = AuditFacts(id=1, supplier_id=1, done_on=EARLIER, recorded_on=EARLIER)
    finding = FindingFacts(
        id=1,
        audit_id=1,
        grading=Grading(grading),
        due_on=due,
        done_on=done,
        verified_on=verified,
        recorded_on=DAY,
    )
    held = [supplier(1, "Ánh Dương", audits=(audit,), findings=(finding,))]
    with Reader(write_register(tmp_path / "r.attesta", held)) as reader:
        (row,) = _pages(reader, Listing(kind="findings", day=DAY))
        (its_audit,) = _pages(reader, Listing(kind="audits", day=DAY))
        assert (row.open, row.overdue) == (is_open, overdue)
        assert its_audit.open_findings == int(is_open)
        assert reader.count(Listing(kind="findings", day=EARLIER)) == 1
        assert reader.count(Listing(kind="findings", day=EARLIER - timedelta(days=1))) == 0


def test_facets_come_in_the_order_they_are_shown(three: Path) -> None:
    with Reader(three) as reader:
        filters = {"state": ("suspended",)}
        listing = Listing(kind="certificates", day=DAY, filters=filters)
        facets = reader.facets(listing)
        assert facets["state"] == [("expired", 1), ("suspended", 0), ("urgent", 1), ("valid", 1)]
        plain = reader.facets(replace(listing, filters={}))
        assert plain["country"] == [("VN", 2), ("DE", 1)]
        assert plain["standard"] == [("ISO 9001", 2), ("ISO 14001", 1)]


def test_verdicts_are_counted_only_once_they_are_known(three: Path) -> None:
    listing = Listing(kind="suppliers", day=DAY)
    with Reader(three) as reader:
        assert "verdict" not in reader.facets(listing)
        assert not reader.is_judged(listing)
        steps: list[tuple[int, int]] = []
        assert reader.judge(
            supplied_profiles()[0], None, DAY, progress=lambda done, of: steps.append((done, of))
        )
        assert steps == [(3, 3)]
        assert reader.is_judged(listing)
        assert Counter(dict(reader.facets(listing)["verdict"])) == {
            "qualified": 1,
            "not_qualified": 2,
        }
        assert not reader.is_judged(replace(listing, day=date(2026, 11, 24)))


def test_judging_can_be_stopped_and_goes_on_where_it_was(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.answers.AT_ONCE", 1)
    profile = supplied_profiles()[0]
    with Reader(three) as reader:
        steps: list[tuple[int, int]] = []
        assert not reader.judge(
            profile,
            None,
            DAY,
            progress=lambda done, of: steps.append((done, of)),
            cancelled=lambda: len(steps) == 2,
        )
        assert reader.judge(profile, None, DAY, progress=lambda done, of: steps.append((done, of)))
    assert steps == [(1, 3), (2, 3), (1, 1)]


def test_a_change_is_seen_at_once_and_judges_only_whom_it_touches(
    new_register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    certified = {
        "supplier_id": New(2),
        "standard": "ISO 9001",
        "edition": "2015",
        "certification_body": "SGS",
        "accreditation": "named",
        "accreditation_body": "UKAS",
        "issued_on": date(2025, 1, 10),
        "expires_on": date(2028, 1, 9),
    }
    new_register.apply(
        [
            Change("supplier", New(1), {"name": "Ánh Dương"}),
            Change("supplier", New(2), {"name": "Bergland"}),
            Change("certificate", New(3), certified),
        ],
        label="Add suppliers",
    )
    asked: list[str] = []
    real = assess

    def watched(facts: SupplierFacts, *more: Any) -> Any:
        asked.append(facts.name)
        return real(facts, *more)

    monkeypatch.setattr("storage.judged.assess", watched)
    listing = Listing(kind="suppliers", day=DAY, sort="verdict")
    with new_register.reader() as reader:
        before = [(row.name, row.verdict) for row in _pages(reader, listing)]
        order = reader.ordered_ids(listing)
        change = Change("certificate", 1, {"expires_on": date(2026, 11, 1)})
        new_register.apply([change], label="Correct the end", reason="misread")
        after = [(row.name, row.verdict) for row in _pages(reader, listing)]
        new_register.apply([Change("supplier", New(1), {"name": "Cascade"})], label="Add")
        assert len(reader.ordered_ids(listing)) == len(order) + 1
    assert before == [("Ánh Dương", "not_qualified"), ("Bergland", "qualified")]
    assert after == [("Ánh Dương", "not_qualified"), ("Bergland", "not_qualified")]
    assert asked == ["Ánh Dương", "Bergland", "Bergland", "Cascade"]
