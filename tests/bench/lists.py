"""How fast lists page, sort, filter, search and count, as ratios against a floor.

Run by hand: `python tests/bench/lists.py [SUPPLIERS]`. It makes a register of so many
suppliers with three certificates each, straight through the driver, and prints for each
question the best of a few runs in milliseconds and as a multiple of the floor: reading the
id of every certificate once. What is worked out supplier by supplier (verdicts, what falls due,
what looks odd) is measured once from nothing, once after a change of one supplier; then the
lists that rest on it. Nothing is asserted here; times belong to a machine.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from domain.facts import BuyerRef
from domain.matrix import columns_of
from domain.qualification import GENERAL_B2B
from storage.connection import connect
from storage.list_kinds import KINDS
from storage.listings import Listing
from storage.queries import Reader
from tests.bench.made_register import DAY, make_register

RUNS = 5
_ASKED = ("page", "all ids", "count", "facets", "again")


def _best(work: Callable[[], Any]) -> float:
    """Milliseconds of the fastest of a few runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def questions(listing: Listing) -> Iterator[tuple[str, Listing]]:
    """What a person asks of the list of certificates."""
    yield "as it opens", listing
    for sort in KINDS["certificates"].sorts:
        yield f"by {sort}", replace(listing, sort=sort)
    yield "by number, falling", replace(listing, sort="number", descending=True)
    for name, value in (("state", "expired"), ("recognition", "unproven"), ("country", "VN")):
        yield f"{name} {value}", replace(listing, filters={name: (value,)})
    yield "without superseded", replace(listing, filters={"superseded": ("hidden",)})
    yield "for a buyer", replace(listing, buyer=BuyerRef(1, "B"), filters={"state": ("valid",)})
    yield "search: golden", replace(listing, search="golden")
    yield "search: a12", replace(listing, search="a12")


def measure(path: Path) -> None:
    """Print the table of times."""
    with closing(connect(path)) as plain:
        floor = _best(lambda: plain.execute("SELECT id FROM certificate").fetchall())
    sys.stdout.write(f"floor: {floor:.1f} ms; ms and multiples of it\n")
    heads = "".join(f"{name:>14}" for name in _ASKED)
    sys.stdout.write(f"{'':24}{heads}\n")
    with Reader(path) as reader:
        for label, listing in questions(Listing(kind="certificates", day=DAY)):
            figures = [_best(partial(_ask, reader, name, listing)) for name in _ASKED]
            cells = "".join(f"{each:8.1f} {each / floor:4.1f}×" for each in figures)
            sys.stdout.write(f"{label:24}{cells}\n")
        _deep(reader, floor)
        for kind in ("suppliers", "programme", "hints"):
            _worked_out(reader, path, kind, floor)


def _ask(reader: Reader, what: str, listing: Listing) -> None:
    """One question, worked out anew but for the last."""
    if what != "again":
        reader.forget()
    if what == "page":
        reader.page(listing, 0, 60)
    elif what == "all ids":
        reader.ordered_ids(listing)
    elif what == "count":
        reader.count(listing)
    else:
        reader.facets(listing)


def _deep(reader: Reader, floor: float) -> None:
    """A page from the middle, by the order that is kept."""
    listing = Listing(kind="certificates", day=DAY, sort="number")
    order = reader.ordered_ids(listing)
    middle = len(order) // 2
    figure = _best(lambda: reader.rows(listing, order[middle : middle + 60]))
    sys.stdout.write(f"{'60 rows in the middle':24}{figure:8.1f} {figure / floor:4.1f}×\n")


def _worked_out(reader: Reader, path: Path, kind: str, floor: float) -> None:
    """A list that rests on what is worked out for all suppliers, and the matrix with it."""
    listing = Listing(kind=kind, day=DAY, profile=GENERAL_B2B)
    for label in ("from nothing", "after a change"):
        start = time.perf_counter()
        reader.prepare(listing)
        _say(f"{kind} {label}", (time.perf_counter() - start) * 1000, floor)
        _touch(path, supplier=7)
    for what in _ASKED:
        _say(f"{kind}: {what}", _best(partial(_ask, reader, what, listing)), floor)
    if kind == "suppliers":
        for sort in ("worst", f"cell:{columns_of(GENERAL_B2B)[-1].key}"):
            by = replace(listing, sort=sort)
            _say(f"by {sort}", _best(partial(_ask, reader, "all ids", by)), floor)
        some = reader.ordered_ids(listing)[5000:5060]
        _say("60 rows", _best(lambda: reader.rows(listing, some)), floor)
        _say("60 rows of the matrix", _best(lambda: reader.matrix(listing, some)), floor)


def _touch(path: Path, supplier: int) -> None:
    """Write into the history that a certificate of a supplier was changed."""
    with closing(connect(path, write=True)) as connection:
        connection.execute(
            "INSERT INTO step (id, at, author, kind, label, reason, state) SELECT"
            " ifnull(max(id), 0) + 1, '', '', 'write', '', '', 'fixed' FROM step"
        )
        connection.execute(
            "INSERT INTO history (step, at, author, action, record, record_id, supplier_id, old,"
            " reason, source, hash) SELECT max(id), '', '', 'change', 'certificate', ?, ?, '{}',"
            " '', '', '' FROM step",
            (supplier * 3, supplier),
        )


def _say(label: str, figure: float, floor: float) -> None:
    sys.stdout.write(f"{label:32}{figure:10.1f} {figure / floor:6.1f}×\n")


def main() -> None:
    """Make the register and measure."""
    suppliers = int(sys.argv[1]) if len(sys.argv) > 1 else 33_334
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.attesta"
        make_register(path, suppliers)
        measure(path)


if __name__ == "__main__":
    main()
