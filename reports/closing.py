"""The end of every report: how to read it, how to check it, who signs."""

from typing import Any

from domain.snapshot import Provenance
from domain.vocabulary import LEVEL_SUITABLE_FOR, LEVEL_WORDS, Level
from reports.blocks import Block, Columns, Heading, Rule, Stack, Text, put, rule
from reports.digest import in_groups
from reports.flowables import Chip
from reports.styles import SMALL, TABLE, colour, recognition_sign
from reports.tables import Column, Row, Table
from reports.text import NAME_CAP, clean

QR_SIZE = 74.0
QUIET_ZONE = 4  # modules, as the symbol's standard asks

MANAGEMENT_SYSTEM = (
    "ISO 9001 certifies that a supplier has a management system for quality. It does not guarantee "
    "a product. A product certificate speaks for the product, not for the management system. "
    "Neither ever satisfies a requirement for the other."
)
RECOGNITION = (
    "“Widely recognised” means a certificate of an independent body under an accreditation that "
    "counts on the day of issue. A customer’s own audit counts for that customer alone; a "
    "self-declaration counts for nobody else. Unknown is never counted as met."
)
REGISTER = (
    "The register states what was recorded in it up to the day named. A certificate can be "
    "checked with its issuer or in a public register. IAF CertSearch holds management systems "
    "only and its coverage is incomplete, so “not found” is no proof of a fake."
)
_COMES_FROM = {
    Level.WIDELY_RECOGNISED: "third-party certificate under an accreditation that counts",
    Level.ONE_CUSTOMER: "second-party audit, by or for that customer",
    Level.UNPROVEN: "third-party certificate whose accreditation is not known, or is refuted",
    Level.NOT_RECOGNISED: "first party: internal audit, self-assessment, declaration",
}


def how_to_read(width: float, padding: float) -> list[Block]:
    """What the words mean and what each level is suitable for."""
    ink = SMALL.inked("text.primary")
    third = (width - 2 * 18) / 3
    texts = (MANAGEMENT_SYSTEM, RECOGNITION, REGISTER)
    notes = Columns(
        [(i * (third + 18), third, Text(words, style=ink)) for i, words in enumerate(texts)]
    )
    levels = (Level.WIDELY_RECOGNISED, Level.ONE_CUSTOMER, Level.UNPROVEN, Level.NOT_RECOGNISED)
    rows = [
        Row(
            [
                Chip(recognition_sign(level), LEVEL_WORDS[level]),
                Text(_COMES_FROM[level], style=SMALL.inked("text.primary")),
                Text(LEVEL_SUITABLE_FOR[level], style=SMALL.inked("text.primary")),
            ]
        )
        for level in levels
    ]
    columns = [
        Column("Recognition", 168),
        Column("Comes from", 148),
        Column("Suitable for", width - 316),
    ]
    table = Table(columns, rows, padding=min(padding, 2.6), space_before=7)
    heading = Heading("How to read this report")
    return [Stack([heading, notes, table], together=True, space_before=heading.space_before)]


class _Code(Block):
    """A QR code of level M, drawn as rectangles so that it stays sharp."""

    def __init__(self, text: str) -> None:
        import segno  # only the verification block needs it

        code = segno.make(text, error="m", micro=False, boost_error=False)
        self.rows = [bytes(row) for row in code.matrix]

    def height(self, width: float) -> float:
        return QR_SIZE

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        module = QR_SIZE / (len(self.rows) + 2 * QUIET_ZONE)
        canvas.setFillColor(colour("text.primary"))
        path = canvas.beginPath()
        for index, row in enumerate(self.rows):
            y = top - (index + 1 + QUIET_ZONE) * module
            start = None
            for column, dark in enumerate([*row, 0]):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    left = x + (start + QUIET_ZONE) * module
                    path.rect(left, y, (column - start) * module, module)
                    start = None
        canvas.drawPath(path, stroke=0, fill=1)


class _Signature(Block):
    """A line to sign on, and what it is for."""

    def __init__(self, words: str) -> None:
        self.words = words

    def height(self, width: float) -> float:
        return 46.0

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        rule(canvas, x, top - 34, width, 0.5, "line.border")
        put(canvas, x, top - 43, self.words, SMALL)


def verification(
    code: list[str], facts: list[tuple[str, str]], digest: str, provenance: Provenance, width: float
) -> Block:
    """QR code, digest, where the data came from, and lines for signatures, kept together."""
    indent, label = QR_SIZE + 16, 46.0
    right = width - indent - label
    rows: list[Block] = [Text("Verification", style=TABLE.strong)]
    written = f"{in_groups(digest, 8)} (SHA-256)"
    pairs = [*facts, ("Digest", written), ("Register", _from(provenance))]
    for name, words in pairs:
        value = Text(clean(words, NAME_CAP), style=SMALL.inked("text.primary"))
        rows.append(
            Columns([(0, label, Text(name, style=SMALL)), (label, right, value)], space_before=1)
        )
    rows.append(
        Text(
            "The digest is taken over the data this report was drawn from. The same register, day, "
            "buyer and contents give the same digest; compare the code’s text with what is printed "
            "here.",
            style=SMALL,
            space_before=4,
        )
    )
    block = Columns([(0, QR_SIZE, _Code(qr_text(code))), (indent, width - indent, Stack(rows))])
    third = (width - 2 * 16) / 3
    roles = ("Prepared by", "Reviewed and released by", "Signature, date")
    signatures = Columns(
        [(i * (third + 16), third, _Signature(role)) for i, role in enumerate(roles)],
        space_before=10,
    )
    line = Rule(0.8, "text.primary")
    block.space_before = 8
    return Stack([line, block, signatures], together=True, space_before=16)


def qr_text(parts: list[str]) -> str:
    """`ATTESTA1|no.|supplier|buyer|day|verdict|digest`: a bar inside a part becomes a stroke."""
    plain = (clean(part, 120).replace("|", "/").replace("\n", " ") for part in parts)
    return "|".join(["ATTESTA1", *plain])


def _from(provenance: Provenance) -> str:
    words = f"{provenance.register_name} ({provenance.register_id})"
    if provenance.history_number:
        words += f", change {provenance.history_number:,}"
    if provenance.history_hash:
        words += f", {provenance.history_hash[:16]}"
    return words
