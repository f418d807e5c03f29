"""What a coverage timeline is made of: values only, each with the words that tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from domain.vocabulary import Level, State


class Sign(Enum):
    """What a mark stands for; each has a shape of its own."""

    THIRD = auto()  # audits, by who audited
    SECOND = auto()
    FIRST = auto()
    NOBODY = auto()
    MISSING = auto()  # a surveillance audit that is not on record
    REDUCED = auto()
    WITHDRAWN = auto()


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of evidence, both days inclusive. `last` is `None` without a known end, `until`
    where the bar is drawn to: a renewal or a withdrawal may end it early. `past`: it has ended
    or been superseded. `words` stand in it where there is room, else `short`."""

    first: date
    last: date | None
    until: date | None
    words: str
    short: str
    name: str
    told: str
    level: Level | None
    state: State | None
    past: bool
    certificate: int = 0
    open_start: bool = False
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that are told: a gap, a suspension. Both inclusive."""

    first: date
    last: date
    words: str
    certificate: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened, or is planned, on one day."""

    day: date
    sign: Sign
    words: str
    planned: bool = False
    certificate: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """That one bar renews another: said by a user, or only proposed."""

    earlier: Bar
    later: Bar
    confirmed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One standard, or one buyer's audits."""

    label: str
    bars: tuple[Bar, ...]
    gaps: tuple[Stretch, ...] = ()
    suspensions: tuple[Stretch, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def lanes(self) -> int:
        """How many bars lie over each other at most."""
        return max((bar.lane for bar in self.bars), default=0) + 1

    def lane_of(self, certificate: int) -> int:
        """The lane in which a certificate's bar lies."""
        return next((bar.lane for bar in self.bars if bar.certificate == certificate), 0)

    def told(self) -> Iterator[str]:
        """Everything in it, in words."""
        yield from (bar.told for bar in self.bars)
        yield from (each.words for each in (*self.gaps, *self.suspensions))
        yield from (mark.words for mark in self.marks)
        yield from (link.words for link in self.links)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole timeline; years inclusive."""

    rows: tuple[Row, ...]
    first_year: int
    last_year: int
    day: date
    notes: tuple[str, ...] = ()

    @property
    def signs(self) -> tuple[tuple[Sign, bool], ...]:
        """The kinds of audit marks that occur, with whether they are only planned ones."""
        held = {(mark.sign, mark.planned) for row in self.rows for mark in row.marks}
        audits = (Sign.THIRD, Sign.SECOND, Sign.FIRST, Sign.NOBODY)
        kinds = [(sign, False) for sign in audits if any(s is sign for s, _planned in held)]
        return (*kinds, *((sign, True) for sign in audits[:1] if any(p for _s, p in held)))
