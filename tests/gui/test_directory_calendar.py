"""The edition calendar in order and drawn, and what a draft entry takes the place of."""

from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from domain.directory import AccreditationBody, Directory, Edition, OwnEntries
from domain.vocabulary import State
from gui import operations, theme
from gui.dialogs.directory_columns import view_of
from gui.dialogs.directory_follows import with_entry
from gui.dialogs.directory_reading import (
    EntryLine,
    Origin,
    Part,
    Reference,
    key_of,
    read_reference,
)
from gui.dialogs.directory_words import edition_chip
from gui.dialogs.edition_calendar import (
    YEARS_TITLE,
    _paint_span,
    calendar_order,
    span_of,
    spoken,
    years_of,
)
from storage.preferences import SOON_DAYS, URGENT_DAYS

DAY = date(2026, 11, 23)


def line(edition: Edition, origin: Origin = Origin.SUPPLIED) -> EntryLine:
    """A line of the calendar."""
    return EntryLine(key=key_of(edition), entry=edition, origin=origin)


def edition(end: date | None, *, name: str = "S", provisional: bool = False) -> Edition:
    """An edition with an end."""
    return Edition(standard=name, edition="1", invalid_after=end, provisional=provisional)


def test_editions_stand_in_the_order_of_their_ends():
    ends = {
        "a": date(2029, 1, 1),
        "b": date(2027, 1, 1),
        "c": None,
        "d": date(2018, 1, 1),
        "e": date(2020, 1, 1),
    }
    editions = [edition(end, name=name) for name, end in ends.items()]
    key = calendar_order(Directory(editions=editions), DAY)
    lines = [line(each) for each in editions]
    lines.append(line(edition(None, name="0"), Origin.UNUSED))
    assert [each.key[1] for each in sorted(lines, key=key)] == ["b", "a", "c", "e", "d", "0"]


def test_the_years_reach_to_the_last_end():
    years = years_of([edition(date(2033, 5, 1))], DAY)
    assert (years.first, years.last) == (2026, 2033)
    assert years.share(date(2026, 1, 1)) == 0.0
    assert 0.9 < years.share(date(2033, 5, 1)) < 1.0
    assert years.share(date(2040, 1, 1)) == 1.0
    assert years_of([], DAY).last == 2029


def test_a_bar_is_told_in_words():
    ending = edition(date(2026, 12, 3), provisional=True)
    span = span_of(ending, years_of([ending], DAY), DAY)
    assert spoken(span) == "10 days left, to 3 December 2026 (provisional)"
    ended = edition(date(2026, 11, 22))
    assert spoken(span_of(ended, years_of([], DAY), DAY)) == "Ended on 22 November 2026"
    assert spoken(span_of(edition(None), years_of([], DAY), DAY)) == "No end announced"


def filled(end: date, *, provisional: bool, qapp) -> bool:
    """Whether the bar of an edition is filled, half way between the day and its end."""
    ending = edition(end, provisional=provisional)
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(theme.colour("surface.canvas"))
    painter = QPainter(image)
    span = span_of(ending, years_of([ending], DAY), DAY)
    _paint_span(painter, QRect(0, 0, 400, 40), span)
    painter.end()
    middle = round(400 * (span.years.share(DAY) + span.years.share(end)) / 2) + 7
    return image.pixelColor(middle, 20) == theme.colour("validity.valid.mark")


def test_only_a_confirmed_end_is_drawn_solid(qapp):
    end = date(2029, 6, 30)
    assert filled(end, provisional=False, qapp=qapp)
    assert not filled(end, provisional=True, qapp=qapp)


def test_a_draft_takes_the_place_of_the_entry_it_edits():
    held = AccreditationBody(code="OLD", own=True)
    other = AccreditationBody(code="OTHER", own=True)
    own = OwnEntries(accreditation_bodies=(held, other))
    draft = AccreditationBody(code="NEW", own=True)
    found = with_entry(own, draft, ("accreditation_body", "old"))
    assert found.accreditation_bodies == (other, draft)


def test_how_near_an_end_is_goes_by_the_windows_of_the_register(open_context, settle):
    values = {URGENT_DAYS: "400", SOON_DAYS: "1400"}
    operations.set_settings(open_context, values=values)
    settle()
    read: list[Reference] = []
    open_context.read(lambda reader: read_reference(reader, DAY), done=read.append)
    settle()
    [reference] = read
    assert reference.windows == open_context.windows
    ending = edition(date(2027, 12, 1))
    columns = view_of(Part.EDITIONS, reference).columns.wide
    shown = line(ending)
    span = next(c for c in columns if c.title == YEARS_TITLE).cell(shown, DAY)
    assert span.state is State.URGENT
    last_day = next(c for c in columns if c.title == "Last day").cell(shown, DAY)
    assert last_day == edition_chip(ending, DAY, reference.windows)
    assert last_day != edition_chip(ending, DAY)
