"""Choosing the supplier a record belongs to, among however many there are.

The search runs on the worker, as the list of suppliers searches. A name that is not found can be
added from here; the new supplier is saved at once, as a step of its own.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from gui import forms
from gui.countries import country_name
from gui.dialogs.form_saving import OWN_REF
from gui.widgets.form_fields import Cure
from gui.widgets.form_search import Found, Option, SearchField
from storage.listings import Listing, ListKind

if TYPE_CHECKING:
    from gui.dialogs.record_form import RecordForm
    from storage.queries import Reader

SHOWN = 40


def supplier_field(form: "RecordForm", chosen: Callable[[], None]) -> SearchField:
    """A field for the supplier; `chosen` is called after a choice."""

    def find(words: str, found: Found) -> None:
        shown = form.context
        # As the window asks: another question would drop the verdicts worked out for it.
        listing = Listing(
            kind=ListKind.SUPPLIERS,
            day=shown.day,
            buyer=shown.buyer,
            windows=shown.windows,
            profile=shown.profile,
            search=words,
        )
        form.ask_register(lambda reader: _options(reader, listing), found, lane="find supplier")

    field = SearchField(find, hint="Type a part of the name or number")
    field.edited.connect(lambda: chosen() if field.is_settled else None)
    field.offer = lambda words: (_adding(form, field, words),)
    return field


def _options(reader: "Reader", listing: Listing) -> list[Option]:
    rows = reader.page(listing, 0, SHOWN)
    return [
        Option(row.id, row.name, row.code or country_name(getattr(row, "country", "")))
        for row in rows
    ]


def _adding(form: "RecordForm", field: SearchField, words: str) -> Cure:
    def add() -> None:
        sheet = forms.form("supplier", form.context, form, name=words)

        def finished(_result: int) -> None:
            form.still_open()
            changes = sheet.saving.changes
            if changes is not None:
                field.choose(Option(changes.ids[OWN_REF], sheet.values()["name"]))
                field.edited.emit()

        sheet.finished.connect(finished)
        sheet.open()

    return (f"Add “{words}”", add)
