"""Reading a day off the intervals of a piece of evidence, as the lists do in SQL."""

from datetime import date

from domain.standing import Interval


def interval_on(stretches: tuple[Interval, ...], day: date) -> Interval | None:
    """The stretch that covers a day; `None` where the evidence says nothing on it."""
    return next((one for one in stretches if one.first <= day <= one.last), None)
