"""What cells of several lists say: validity, recognition, the supplier, a standard, nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from domain.validity import USUAL_WINDOWS
from domain.vocabulary import Level, State
from gui import text
from gui.models.cells import Cell, Stack, Words
from gui.models.column import Column
from gui.widgets.chips import Chip, recognition_chip, validity_chip
from storage.listings import SupplierRow


def expiry(row: Any) -> date | None:
    return getattr(row, "effective_expiry", None) or getattr(row, "current_until", None)


def _is_renewed(row: Any, day: date) -> bool:
    """Whether only a renewal already issued keeps the end from being announced."""
    cover, end = getattr(row, "cover_until", None), expiry(row)
    return bool(cover and end and cover > end and (end - day).days <= USUAL_WINDOWS.soon)


def _since(row: Any) -> date | None:
    return getattr(row, "valid_from", None) or getattr(row, "issued_on", None)


def _validity(row: Any, day: date, *, short: bool) -> Chip | None:
    state: State | None = row.state
    if state is None:
        return None
    if state is State.VALID and _is_renewed(row, day):
        words = "Renewed" if short else "Renewal in hand"
        return validity_chip(state, words, in_list=True)
    words = text.validity_words(
        state,
        expiry=expiry(row),
        day_shown=day,
        since=_since(row),
        days_left=row.days_left,
        short=short,
    )
    return validity_chip(state, words, in_list=True)


def recognition(row: Any, _day: date) -> Cell:
    if row.recognition is None and not isinstance(row, SupplierRow):
        return or_dash("")
    buyers = getattr(row, "buyers", ())
    words = text.recognition_words(row.recognition, buyers)
    if row.recognition is Level.ONE_CUSTOMER and len(words) > 22:
        words = "One customer"
    return recognition_chip(row.recognition, words, in_list=True)


def validity_short(row: Any, day: date) -> Cell:
    return _superseded(row) or _validity(row, day, short=True)


def validity_long(row: Any, day: date) -> Cell:
    return _superseded(row) or _validity(row, day, short=False)


def _superseded(row: Any) -> Words | None:
    if getattr(row, "superseded", False):
        return Words("Superseded", role="text.tertiary", size=12)
    return None


def stack(row: Any, day: date) -> Cell:
    if (gone := _superseded(row)) is not None:
        return gone
    level = recognition(row, day)
    return Stack(_validity(row, day, short=False), level if isinstance(level, Chip) else None)


def standard(row: Any, _day: date) -> Cell:
    if not row.standard:
        return Words(text.NOTHING, role="text.tertiary")
    return Words(f"{row.standard}:{row.edition}" if row.edition else row.standard)


def or_dash(value: str, role: str = "text.primary", **more: Any) -> Words:
    return Words(value or text.NOTHING, role=role if value else "text.tertiary", **more)


def owner(row: Any, _day: date) -> Cell:
    return Words(row.supplier_local or row.supplier, weight=500)


def owner_and(what: Callable[[Any], str]) -> Callable[[Any, date], Cell]:
    return lambda row, _day: Words(row.supplier_local or row.supplier, what(row), weight=500)


OWNER = Column("Supplier", 184, owner, "supplier", 5)
VALIDITY = Column("Validity", 130, validity_short, "validity")
STACK = Column("Validity, recognition", 148, stack, "validity")
