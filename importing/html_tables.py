"""Tables saved as web pages or as Excel's old XML, which programs export under the name .xls.

Only text and where it stands; types are not told by such files.
"""

from html.parser import HTMLParser

from importing.cells import Cell, MergedRange, Sheet

_MAX_SPAN = 1_000
_ROW = {"tr", "row", "ss:row"}
_CELL = {"td", "th", "cell", "ss:cell"}
_TABLE = {"table", "ss:table"}


def is_markup(text: str) -> bool:
    """Whether the text is HTML or XML rather than delimited text."""
    head = text[:2_000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<html", "<!doctype html", "<table", "<?xml", "<head", "<meta", "<style")):
        return True
    return head.startswith("<") and "<table" in text[:20_000].lower()


def read_markup(text: str) -> tuple[Sheet, ...]:
    """Every outermost table with more than one filled cell, in order."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return tuple(
        sheet
        for sheet in parser.sheets
        if sum(cell is not None for row in sheet.rows for cell in row) > 1
    )


class _Tables(HTMLParser):
    """Collects cells; covered cells of a span stay empty and are told as merged."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[Sheet] = []
        self._name = ""
        self._depth = 0
        self._rows: list[list[Cell]] = []
        self._merged: list[MergedRange] = []
        self._taken: set[tuple[int, int]] = set()  # cells covered by a span from above
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._ignored = 0  # inside <script> or <style>

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        if tag in ("script", "style"):
            self._ignored += 1
        elif tag in ("worksheet", "ss:worksheet"):
            self._name = attributes.get("ss:name", "")
        elif tag in _TABLE:
            self._depth += 1
            if self._depth == 1:
                self._rows, self._merged, self._taken = [], [], set()
        elif self._depth == 1 and tag in _ROW:
            self._start_row(attributes)
        elif self._depth == 1 and tag in _CELL:
            self._start_cell(attributes)
        elif tag in ("br", "p", "div") and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._ignored = max(0, self._ignored - 1)
        elif tag in _TABLE and self._depth:
            self._depth -= 1
            if self._depth == 0:
                self._end_cell()
                name = self._name or f"Table {len(self.sheets) + 1}"
                self.sheets.append(Sheet(name, self._rows, merged=tuple(self._merged)))
        elif self._depth == 1 and tag in _CELL | _ROW:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._ignored:
            self._text.append(data)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        index = _count(attributes.get("ss:index", ""))
        if len(self._rows) < index <= len(self._rows) + _MAX_SPAN:
            self._rows.extend([] for _ in range(index - 1 - len(self._rows)))
        self._rows.append([])

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        if not self._rows:
            self._rows.append([])
        row = self._rows[-1]
        index = _count(attributes.get("ss:index", ""))
        while (len(self._rows) - 1, len(row)) in self._taken or len(row) < index - 1:
            row.append(None)
        down = max(
            _count(attributes.get("rowspan", "")), _count(attributes.get("ss:mergedown", ""), 1)
        )
        across = max(
            _count(attributes.get("colspan", "")), _count(attributes.get("ss:mergeacross", ""), 1)
        )
        self._span = (max(1, down), max(1, across))
        self._text = []

    def _end_cell(self) -> None:
        if self._text is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self._text).split("\n"))
        text = "\n".join(line for line in lines if line)
        self._text = None
        row = self._rows[-1]
        at, column = len(self._rows) - 1, len(row)
        down, across = self._span
        row.append(text or None)
        row.extend([None] * (across - 1))
        if (down, across) != (1, 1):
            self._merged.append(MergedRange(at + 1, column, at + down, column + across - 1))
            self._taken |= {(at + i, column + j) for i in range(1, down) for j in range(across)}


def _count(text: str, more: int = 0) -> int:
    """A span attribute as a number within reason; `more` is added to Excel's "merge" counts."""
    return min(int(text) + more, _MAX_SPAN) if text.isdecimal() and len(text) < 9 else 0
