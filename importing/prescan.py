"""A look into a zipped workbook before a parser is let loose on it.

Says what kind of workbook it is and refuses, in words, what would make a parser eat the
machine: zip bombs, sheets that claim absurd sizes. Also picks up what the parser does not
tell: the 1904 date system and the merged cells of an .ods. Values are not read here.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from domain.errors import UnreadableFile
from importing.cells import MergedRange

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_CELLS = 20_000_000  # of the rectangle from A1 to the last filled cell
MAX_ENTRIES = 10_000
MAX_UNPACKED = 1_500_000_000  # bytes of all parts a parser would read
MAX_RATIO = 300  # of one large part
_LARGE = 30_000_000
_CHUNK = 1 << 20

_DAMAGED = "the file is damaged or incomplete. Open it in a spreadsheet program and save it again"


@dataclass(slots=True)
class ZipFacts:
    """What the look found. `refused` maps a sheet's name to the reason it cannot be read."""

    kind: str
    date1904: bool = False
    refused: dict[str, str] = field(default_factory=dict)
    merged: dict[str, tuple[MergedRange, ...]] = field(default_factory=dict)


def inspect_zip(stream: IO[bytes]) -> ZipFacts:
    """What a zipped workbook is; UnreadableFile (words without the file's name) if it cannot
    be a spreadsheet or would not be safe to read."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            kind = _kind(archive, names)
            _refuse_bombs(archive)
            if kind == "ods":
                return _inspect_ods(archive)
            return _inspect_xlsx(archive, names, kind)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, KeyError, OSError) as error:
        raise UnreadableFile(_DAMAGED) from error
    except (NotImplementedError, RuntimeError) as error:  # unknown compression, zip password
        raise UnreadableFile(
            "it is packed in a way that spreadsheets do not use. Save it again as .xlsx"
        ) from error


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names) or "[Content_Types].xml" in names:
        if "xl/workbook.xml" in names or _workbook_part(archive, names):
            return "xlsx"
        raise UnreadableFile(_not_a_spreadsheet(names))
    if "mimetype" in names and "content.xml" in names:
        mimetype = archive.read("mimetype")[:100].decode("ascii", "replace")
        if "spreadsheet" in mimetype:
            return "ods"
        raise UnreadableFile("it is an OpenDocument file, but not a spreadsheet")
    raise UnreadableFile(_not_a_spreadsheet(names))


def _not_a_spreadsheet(names: set[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return "it is a Word document. Copy its table into a spreadsheet and import that"
    if any(name.startswith("ppt/") for name in names):
        return "it is a presentation. Copy its table into a spreadsheet and import that"
    if any(name.endswith(".iwa") for name in names):
        return "it is an Apple Numbers file. Export it from Numbers as Excel or CSV"
    return "it is a zip archive without a spreadsheet. Unpack it and import the files inside"


def _workbook_part(archive: zipfile.ZipFile, names: set[str]) -> str:
    """The workbook's part where it does not have the usual name."""
    if "xl/workbook.xml" in names:
        return "xl/workbook.xml"
    if "_rels/.rels" not in names:
        return ""
    for tag, attributes in _elements(archive, "_rels/.rels"):
        if tag == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            target = attributes.get("Target", "").lstrip("/")
            return target if target in names and "workbook" in target else ""
    return ""


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFile(f"it holds {len(entries):,} parts, which no spreadsheet needs")
    parts = [e for e in entries if e.filename.lower().endswith((".xml", ".bin", ".rels"))]
    unpacked = sum(part.file_size for part in parts)
    worst = max(
        (p.file_size / max(p.compress_size, 1) for p in parts if p.file_size > _LARGE), default=0.0
    )
    if unpacked > MAX_UNPACKED or worst > MAX_RATIO:
        raise UnreadableFile(
            f"unpacked it would take {unpacked / 1e6:,.0f} MB, which is not safe to read. "
            "Copy the table alone into a new file and import that"
        )


# --- xlsx, xlsb -------------------------------------------------------------------------------


def _inspect_xlsx(archive: zipfile.ZipFile, names: set[str], kind: str) -> ZipFacts:
    facts = ZipFacts(kind)
    if kind == "xlsb":  # binary parts: the child's limits guard these
        return facts
    part = _workbook_part(archive, names)
    sheets: dict[str, str] = {}  # relation id -> sheet name
    for tag, attributes in _elements(archive, part):
        if tag == "workbookPr":
            facts.date1904 = attributes.get("date1904", "0") in ("1", "true", "on")
        elif tag == "sheet":
            sheets[attributes.get("id", "")] = attributes.get("name", "")
    for relation, target in _relations(archive, part, names):
        if relation in sheets and target in names:
            reason = _oversize_xlsx(archive, target)
            if reason:
                facts.refused[sheets[relation]] = reason
    return facts


def _relations(archive: zipfile.ZipFile, part: str, names: set[str]) -> Iterator[tuple[str, str]]:
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in names:
        return
    for tag, attributes in _elements(archive, relations):
        if tag == "Relationship":
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            yield attributes.get("Id", ""), whole


# Only references far out (three letters, or row 100,000 and up) can make a sheet too large.
_FAR = re.compile(rb'\sr="([A-Z]{3}\d{1,7}|[A-Z]{1,2}\d{6,7})"')
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")


def _oversize_xlsx(archive: zipfile.ZipFile, part: str) -> str:
    """Why the sheet is too large to read, or "". Reads the part's bytes, keeps nothing."""
    row, column = 100_000, 702
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            for reference in _FAR.findall(tail + chunk):
                at_row, at_column = _position(reference.decode("ascii"))
                row, column = max(row, at_row), max(column, at_column)
            tail = chunk[-64:]
    if row * column <= MAX_CELLS * 4 and row <= MAX_ROWS:  # the guess above is generous
        return ""
    return _exact_oversize_xlsx(archive, part)


def _exact_oversize_xlsx(archive: zipfile.ZipFile, part: str) -> str:
    """The same from the cells that hold a value; formatted empty cells do not count."""
    last = {"row": 0, "column": 0}
    far = ""
    cell = ""
    for tag, attributes in _elements(archive, part):
        if tag == "c":
            cell = attributes.get("r", "")
        elif tag in ("v", "is", "f") and cell:
            row, column = _position(cell)
            if row > last["row"] or column > last["column"]:
                far = cell
            last["row"], last["column"] = max(last["row"], row), max(last["column"], column)
            cell = ""
    if last["row"] * last["column"] <= MAX_CELLS and last["row"] <= MAX_ROWS:
        return ""
    return (
        f"cell {far} holds a value far away from all others. Delete it "
        "(Ctrl+End jumps there), save the file and import it again"
    )


def _position(reference: str) -> tuple[int, int]:
    """ "AB12" → (12, 28); (0, 0) if it is none."""
    found = _REFERENCE.match(reference)
    if not found:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


# --- ods --------------------------------------------------------------------------------------


def _inspect_ods(archive: zipfile.ZipFile) -> ZipFacts:
    if "META-INF/manifest.xml" in archive.namelist() and any(
        tag == "encryption-data" for tag, _ in _elements(archive, "META-INF/manifest.xml")
    ):
        raise UnreadableFile(
            "it is protected with a password that cannot be asked for here. Open it in "
            "LibreOffice, save a copy without a password and import that"
        )
    facts = ZipFacts("ods")
    extent = _OdsExtent()
    for tag, attributes in _elements(archive, "content.xml", ends=True):
        extent.see(tag, attributes)
    for table in extent.tables:
        if table.rows > MAX_ROWS or table.columns > MAX_COLUMNS or table.cells > MAX_CELLS:
            raise UnreadableFile(
                f"sheet “{table.name}” claims {table.rows:,} rows and {table.columns:,} columns, "
                "more than any spreadsheet holds. Copy the table alone into a new file"
            )
        facts.merged[table.name] = tuple(table.merged)
    return facts


@dataclass(slots=True)
class _OdsTable:
    name: str
    rows: int = 0  # up to the last row that holds something
    columns: int = 0
    merged: list[MergedRange] = field(default_factory=list)

    @property
    def cells(self) -> int:
        return self.rows * self.columns


class _OdsExtent:
    """How far each table of an .ods reaches, counting repetitions, and its merged cells."""

    def __init__(self) -> None:
        self.tables: list[_OdsTable] = []
        self._row = self._column = self._repeat = 0
        self._width = 0  # of the filled part of this row
        self._cell: tuple[int, int] | None = None  # first column and count of the open cell

    def see(self, tag: str, attributes: dict[str, str]) -> None:
        """Take one start tag, or one end tag (written "/tag")."""
        if tag == "table":
            self.tables.append(_OdsTable(attributes.get("name", "")))
            self._row = 0
        elif not self.tables:
            return
        elif tag == "table-row":
            self._repeat = _count(attributes, "number-rows-repeated")
            self._column = self._width = 0
        elif tag == "/table-row":
            self._end_row()
        elif tag in ("table-cell", "covered-table-cell"):
            self._start_cell(attributes)
        elif tag == "p" and self._cell:
            self._width = max(self._width, sum(self._cell))
        elif tag in ("/table-cell", "/covered-table-cell"):
            self._cell = None

    def _start_cell(self, attributes: dict[str, str]) -> None:
        repeat = _count(attributes, "number-columns-repeated")
        self._cell = (self._column, repeat)
        if "value-type" in attributes:
            self._width = max(self._width, self._column + repeat)
        down = _count(attributes, "number-rows-spanned")
        across = _count(attributes, "number-columns-spanned")
        if (down > 1 or across > 1) and self._row < MAX_ROWS:
            self.tables[-1].merged.append(
                MergedRange(
                    self._row + 1, self._column, self._row + down, self._column + across - 1
                )
            )
        self._column += repeat

    def _end_row(self) -> None:
        self._row += self._repeat
        table = self.tables[-1]
        if self._width:
            table.rows = self._row
            table.columns = max(table.columns, self._width)


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not text.isdecimal():
        return 1
    return max(1, int(text[:18]))


# --- XML --------------------------------------------------------------------------------------


def _elements(
    archive: zipfile.ZipFile, part: str, *, ends: bool = False
) -> Iterator[tuple[str, dict[str, str]]]:
    """The start tags of a part with their attributes, all without their namespace prefix;
    with `ends` the end tags too, as "/tag". A document type declaration is refused."""
    seen: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        seen.append(
            (
                name.rpartition(":")[2],
                {key.rpartition(":")[2]: value for key, value in attributes.items()},
            )
        )

    def end(name: str) -> None:
        seen.append(("/" + name.rpartition(":")[2], {}))

    def refuse(*_: object) -> None:
        raise UnreadableFile("it contains declarations that spreadsheets do not use")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    if ends:
        parser.EndElementHandler = end
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            yield from seen
            seen.clear()
    parser.Parse(b"", True)
    yield from seen
