"""The read side of a register: lists by pages, their counts and facets, over plain SQL.

One `Reader` belongs to one thread and one connection; records, names and history are read by
its base, `record_reader`. What a list is made of stands in `list_kinds`, how its SQL is put
together in `listing_sql`; verdicts come from `judged`, what falls due and what looks odd from
`derived_lists`.
"""

from array import array
from collections import Counter, OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from domain.directory import Directory
from domain.facts import BuyerRef
from domain.qualification import Profile, supplied_profiles
from domain.validity import USUAL_WINDOWS, Windows
from storage.answers import Answers, Asked, Cancelled, Progress
from storage.compared import Compared
from storage.derived_lists import Oddities, Programme, ProgrammeQuestion
from storage.facets import ordered_facet
from storage.facts_reader import load_suppliers
from storage.judged import Judgements, Question, matrix_row
from storage.list_kinds import KINDS
from storage.listing_sql import count_query, facets_query, group_query, ids_query, needs_judging
from storage.listings import Listing, ListKind, MatrixRow
from storage.record_reader import RecordReader
from storage.row_shapes import read_rows

_KEPT = 4  # answers kept of each sort; 100,000 ids are 0.8 MB
_OF_VERDICT = ("verdict", "changed", "open", "state", "recognition")
_Key = tuple[Any, ...]


class Reader(RecordReader):
    """Reads one register. Errors of file and content come as RegisterError in words."""

    def __init__(self, path: Path, directory: Directory | None = None) -> None:
        """Connects to the register at `path`, read-only; to be closed by whoever asked for it.

        `directory` is the register's unless another is handed in.
        """
        super().__init__(path)
        self._handed_in = directory
        self._profile: Profile | None = None
        self._orders: OrderedDict[_Key, array[int]] = OrderedDict()
        self._counts: OrderedDict[_Key, list[tuple[Any, ...]]] = OrderedDict()
        with self._reading():
            self._judgements = Judgements(self._connection)
            self._compared = Compared(self._connection)
            self._derived: dict[str, Answers[Any]] = {
                ListKind.PROGRAMME: Programme(self._connection),
                ListKind.HINTS: Oddities(self._connection),
            }

    @property
    def directory(self) -> Directory:
        """The directory that suppliers are judged with: the register's (see the base), unless
        another was handed in."""
        return self._handed_in or super().directory

    def page(self, listing: Listing, offset: int, limit: int) -> list[Any]:
        """Rows `offset` to `offset + limit` of a listing, of the row type of its kind."""
        with self._reading():
            listing = self._prepared(listing)
            order = self._orders.get(self._key(listing))
            if order is not None:
                return self._rows(listing, order[offset : offset + limit])
            return self._rows(listing, self._column(ids_query(listing, limit, offset)))

    def ordered_ids(self, listing: Listing) -> "array[int]":
        """The ids of all rows of a listing in order: what a table scrolls by.

        Computed once per order, search and filters and kept until the register changes. With
        `rows` any stretch of the list then costs the same wherever it is.
        """
        with self._reading():
            listing = self._prepared(listing)
            key = self._key(listing)
            if key not in self._orders:
                joined = self._value(ids_query(listing))
                found = map(int, joined.split(",")) if joined else ()
                self._orders[key] = array("q", found)
                _trim(self._orders)
            self._orders.move_to_end(key)
            return self._orders[key]

    def forget(self) -> None:
        """Drop the answers kept; they are worked out again when next asked for."""
        self._orders.clear()
        self._counts.clear()

    def rows(self, listing: Listing, ids: Iterable[int]) -> list[Any]:
        """The rows with these ids in this order; those that are gone are left out."""
        with self._reading():
            return self._rows(listing, ids)

    def count(self, listing: Listing) -> int:
        """How many rows a listing has."""
        with self._reading():
            listing = self._prepared(listing)
            order = self._orders.get(self._key(listing))
            return len(order) if order is not None else int(self._value(count_query(listing)))

    def facets(self, listing: Listing) -> dict[str, list[tuple[str, int]]]:
        """For each facet, its values with their counts, every filter but its own applied.

        Values come in display order (states loudest first, countries and standards by count);
        "none" or "" stands for rows that say nothing. Verdict, recognition and state of
        suppliers are counted only when `judge` has been through, or a filter needs them.
        """
        with self._reading():
            listing = self._prepared(listing)
            kind = KINDS[listing.kind]
            together = kind.facets
            if listing.kind == ListKind.SUPPLIERS and not self.is_prepared(listing):
                together = tuple(name for name in together if name not in _OF_VERDICT)
            counts = self._counted(listing, together)
            for name in kind.groups:
                counts[name] = Counter(dict(self._fetch(group_query(listing, name))))
            return {
                name: ordered_facet(name, found, listing.filters.get(name, ()))
                for name, found in counts.items()
            }

    def totals(self) -> dict[str, int]:
        """How many suppliers, certificates, audits … the register holds, by kind of list.

        What falls due and what looks odd is there only while it is worked out (see `prepare`).
        """
        with self._reading():
            return {
                name: int(self._value((f"SELECT count(*) FROM {kind.record}", {})))
                for name, kind in KINDS.items()
                if name not in self._derived or self._derived[name].is_whole
            }

    def matrix(self, listing: Listing, ids: Iterable[int]) -> list[MatrixRow]:
        """The suppliers with these ids, in this order, across the columns of the listing's
        profile (`domain.matrix.columns_of`); those that are gone are left out."""
        with self._reading():
            suppliers = list(load_suppliers(self._connection, ids))
        question = self._question(listing)
        return [matrix_row(supplier, question) for supplier in suppliers]

    def prepare(
        self,
        listing: Listing,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> bool:
        """Work out what a listing rests on: verdicts, what falls due, what looks odd.

        The other reads do so themselves, unasked and in one go; this tells how far it is and
        may be stopped: False then, and the next call goes on from there.
        """
        with self._reading():
            return all(
                answers.work_out(question, progress=progress, cancelled=cancelled)
                for answers, question in self._answers(listing)
            )

    def is_prepared(self, listing: Listing) -> bool:
        """Whether what a listing rests on is worked out."""
        with self._reading():
            return all(
                answers.is_complete(question) for answers, question in self._answers(listing)
            )

    def judge(
        self,
        profile: Profile,
        buyer: BuyerRef | None,
        day: date,
        directory: Directory | None = None,
        windows: Windows = USUAL_WINDOWS,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> bool:
        """Judge every supplier under a profile, for a buyer or nobody, on a day.

        From then on suppliers sort, filter and count by verdict, state and recognition at
        once; after a change only those it touched are judged again. False if cancelled: what
        was judged until then is kept.
        """
        self._profile = profile
        listing = Listing(
            kind=ListKind.SUPPLIERS, day=day, buyer=buyer, windows=windows, profile=profile
        )
        with self._reading():
            question = self._question(listing)
            if directory is not None:
                question = replace(question, directory=directory)
            return self._judgements.work_out(question, progress=progress, cancelled=cancelled)

    def is_judged(self, listing: Listing) -> bool:
        """Whether `judge` has been through for what this listing asks."""
        with self._reading():
            return self._judgements.is_complete(self._question(listing))

    def _prepared(self, listing: Listing) -> Listing:
        """The listing with its profile named, after seeing to what order and filters rest on."""
        listing = replace(listing, profile=self._profile_of(listing))
        if listing.kind in self._derived or needs_judging(listing):
            for answers, question in self._answers(listing):
                answers.work_out(question, _suppliers_asked_for(listing))
        return listing

    def _rows(self, listing: Listing, ids: Iterable[int]) -> list[Any]:
        ids = list(ids)
        for answers, question in self._answers(listing):
            if listing.kind == ListKind.SUPPLIERS:
                answers.work_out(question, ids)
            else:
                answers.turn_to(question)
        return read_rows(self._connection, listing, ids)

    def _answers(self, listing: Listing) -> list[tuple[Answers[Any], Asked]]:
        """Where what a listing rests on is kept, with the questions it is an answer to."""
        day, buyer, directory = listing.day, listing.buyer, self.directory
        if listing.kind == ListKind.SUPPLIERS:
            question = self._question(listing)
            then = listing.compared_to
            other = [(self._compared, replace(question, day=then))] if then is not None else []
            return [(self._judgements, question), *other]
        if listing.kind == ListKind.PROGRAMME:
            profile = self._profile_of(listing)
            due = ProgrammeQuestion(profile=profile, buyer=buyer, day=day, directory=directory)
            return [(self._derived[listing.kind], due)]
        if listing.kind == ListKind.HINTS:
            odd = Asked(buyer=None, day=day, directory=directory)
            return [(self._derived[listing.kind], odd)]
        return []

    def _question(self, listing: Listing) -> Question:
        return Question(
            profile=self._profile_of(listing),
            buyer=listing.buyer,
            day=listing.day,
            directory=self.directory,
            windows=listing.windows,
        )

    def _profile_of(self, listing: Listing) -> Profile:
        """The listing's own, else the one last judged under, else the window's first view."""
        return listing.profile or self._profile or supplied_profiles()[0]

    def _counted(self, listing: Listing, facets: tuple[str, ...]) -> dict[str, Counter[str]]:
        """Counts of facets that are counted in one pass, each under the others' filters."""
        if not facets:
            return {}
        counts: dict[str, Counter[str]] = {name: Counter() for name in facets}
        wanted = [set(listing.filters.get(name, ())) for name in facets]
        for *values, number in self._combinations(listing, facets):
            off = [
                place
                for place, (value, these) in enumerate(zip(values, wanted, strict=True))
                if these and value not in these
            ]
            if len(off) <= 1:
                for place in off or range(len(facets)):
                    counts[facets[place]][values[place] or ""] += number
        return counts

    def _combinations(self, listing: Listing, facets: tuple[str, ...]) -> list[tuple[Any, ...]]:
        """How often each combination of facets occurs: the same whichever of them is chosen."""
        others = {name: these for name, these in listing.filters.items() if name not in facets}
        bare = replace(listing, filters=others, sort="", descending=False)
        key = (facets, *self._key(bare))
        if key not in self._counts:
            self._counts[key] = self._fetch(facets_query(listing, facets))
            _trim(self._counts)
        return self._counts[key]

    def _key(self, listing: Listing) -> _Key:
        """What an answer depends on: all of the listing, and the register as it stands now."""
        version = self._value(("PRAGMA data_version", {}))
        filters = tuple(sorted((name, tuple(values)) for name, values in listing.filters.items()))
        buyer = None if listing.buyer is None else listing.buyer.id
        derived = self._derived.get(listing.kind)
        return (
            version, derived.asked if derived else 0, listing.kind, listing.day, buyer,
            listing.search, filters, listing.sort, listing.descending, listing.windows,
            self._profile_of(listing), listing.compared_to,
        )  # fmt: skip


def _suppliers_asked_for(listing: Listing) -> list[int] | None:
    """The suppliers a listing is narrowed down to; `None` for all."""
    wanted = listing.filters.get("supplier_id", ())
    return [int(id_) for id_ in wanted if id_.isdecimal()] if wanted else None


def _trim(kept: OrderedDict[_Key, Any]) -> None:
    while len(kept) > _KEPT:
        kept.popitem(last=False)
