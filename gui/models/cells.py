"""What one cell of a list says: words, a sentence, a chip, chips over each other, a box.

Plain values without Qt painting; `gui.widgets.row_delegate` draws them. `plain` gives the
same in words, for tips, screen readers and copying.
"""

from dataclasses import dataclass

from gui.widgets.chips import Chip


@dataclass(frozen=True, slots=True)
class Words:
    """Text: `first` in the first line, `second` (smaller) below it, `tail` paler after it. Where
    the room is short `first` loses its end, or its middle with `cut_middle`."""

    first: str
    second: str = ""
    tail: str = ""
    role: str = "text.primary"
    weight: int = 400
    size: int = 13
    tabular: bool = False
    cut_middle: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """Two chips over each other: validity over recognition."""

    upper: Chip | None
    lower: Chip | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence in up to two lines; what does not fit is in the tip."""

    words: str


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of the matrix: an icon, a word below it, in a tinted box or bare. Colours are role
    names; `full` is all of it in words."""

    icon: str
    mark: str
    full: str
    word: str = ""
    ink: str = "text.primary"
    fill: str = ""
    line: str = ""
    dashed: bool = False

    @property
    def is_boxed(self) -> bool:
        """Whether there is a box around it."""
        return bool(self.fill or self.line)


Cell = Words | Chip | Stack | Paragraph | Box | None


def plain(cell: Cell) -> str:
    """The cell in words."""
    match cell:
        case None:
            return ""
        case Words():
            return "\n".join(
                part for part in (f"{cell.first} {cell.tail}".strip(), cell.second) if part
            )
        case Paragraph():
            return cell.words
        case Box():
            return cell.full
        case Chip():
            if not cell.words or cell.full in ("", cell.words):
                return cell.words or cell.full
            return f"{cell.full}: {cell.words}"
        case Stack():
            return "\n".join(part for part in (plain(cell.upper), plain(cell.lower)) if part)
