"""Blocks on pages: what stays together, what is cut, and that nothing is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.blocks import Block, Columns, Heading, Space, Stack, Text
from reports.layout import pages
from reports.styles import BODY
from reports.tables import Column, Row, Table
from reports.text import Span

WIDTH = 400.0


class _Box(Block):
    def __init__(self, name: str, high: float) -> None:
        self.name, self.high = name, high

    def height(self, width: float) -> float:
        return self.high

    def draw(self, canvas: object, x: float, top: float, width: float) -> None:
        """Never drawn."""


def _table(count: int, words: str = "cell") -> Table:
    columns = [Column("One", 200), Column("Two", 200)]
    rows = [Row([Text(f"{words} {i}"), Text("x")]) for i in range(count)]
    return Table(columns, rows)


def _laid(*blocks: Block, first: float = 300, later: float = 300) -> list[list[Block]]:
    return [
        [item.block for item in page]
        for page in pages(blocks, width=WIDTH, first=first, later=later)
    ]


def test_a_heading_goes_with_its_table_to_the_next_page() -> None:
    laid = _laid(_Box("a", 260), Heading("Section"), _table(5))
    assert len(laid[0]) == 1
    assert isinstance(laid[1][0], Heading)


def test_a_long_table_is_cut_between_rows_and_keeps_every_row_once() -> None:
    table = _table(100)
    laid = _laid(Heading("Section"), table)
    tables = [block for page in laid for block in page if isinstance(block, Table)]
    assert [row for part in tables for row in part.rows] == list(table.rows)
    assert all(part.height(WIDTH) <= 300 for part in tables)


def test_the_rest_of_a_cut_table_knows_its_height() -> None:
    table = _table(50)
    parts = table.split(WIDTH, 200)
    assert parts is not None
    fresh = Table(table.columns, parts[1].rows)  # type: ignore[attr-defined]
    assert abs(parts[1].height(WIDTH) - fresh.height(WIDTH)) < 0.01


def test_a_row_taller_than_a_page_is_cut_inside() -> None:
    words = "word " * 2000
    table = Table([Column("One", 200)], [Row([Text(Span(words, BODY))])])
    laid = _laid(table)
    assert len(laid) > 3
    lines = [
        span.text
        for page in laid
        for block in page
        for row in block.rows  # type: ignore[attr-defined]
        for line in row.cells[0].lines(200)
        for span in line.spans
    ]
    assert " ".join(lines).split() == words.split()


def test_what_is_kept_together_moves_whole() -> None:
    figure = Stack([_Box("a", 50), _Box("b", 100)], together=True)
    laid = _laid(_Box("c", 200), figure)
    assert [len(page) for page in laid] == [1, 1]


def test_space_falls_away_at_the_top_of_a_page() -> None:
    placed = pages([_Box("a", 290), Space(50), _Box("b", 20)], width=WIDTH, first=300, later=300)
    assert placed[1][-1].offset == 0


def test_a_block_taller_than_every_page_does_not_hang_the_layout() -> None:
    assert len(_laid(_Box("a", 10), _Box("giant", 5000), _Box("b", 10))) <= 3


def test_columns_are_cut_side_by_side() -> None:
    left, right = Text(Span("left " * 600, BODY)), Text("right " * 20)
    laid = _laid(Columns([(0, 180, left), (200, 180, right)]))
    assert len(laid) > 1


@settings(max_examples=40)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=30))
def test_every_block_is_placed_once_in_order(heights: list[int]) -> None:
    blocks = [_Box(str(index), high) for index, high in enumerate(heights)]
    laid = [block for page in _laid(*blocks) for block in page]
    assert laid == blocks


def test_text_is_measured_as_it_is_drawn() -> None:
    text = Text("word " * 100)
    assert text.height(100) == len(text.lines(100)) * BODY.leading
