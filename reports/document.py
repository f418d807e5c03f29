"""A document: letterhead, running header, footer with page x of y, metadata, bookmarks, bytes.

ReportLab is used as a canvas only. The pages are laid out whole before the first is drawn
(`layout`), which is why the number of pages is known on each. Equal input gives equal bytes:
the file is dated by the day of the snapshot and no clock is asked.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from domain.snapshot import Organisation
from domain.wording import long_day
from reports import fonts
from reports.blocks import Block, put, rule
from reports.digest import in_groups
from reports.layout import Placed, pages
from reports.styles import (
    ADDRESS,
    FOOTER,
    ORGANISATION,
    PAGES,
    RUNNING,
    VERDICT,
    Page,
    Paper,
    colour,
)
from reports.text import NAME_CAP, bind, clean, shortened

rl_config.useA85 = 0  # streams as they are: a fifth smaller, and written faster

LOGO = 22.0
LOGO_WIDEST = 88.0
LOGO_PIXELS = 40_000_000  # a larger picture is not opened
BUYER_SHARE = 0.42  # of the running header's width
PRODUCER = "Attesta"
UNNAMED = "Issuing organisation not named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a document is, apart from its contents. `audience`: "for Nordlicht GmbH"."""

    kind: str
    subject: str
    number: str
    digest: str
    organisation: Organisation
    audience: str
    day: date

    @property
    def issuer(self) -> str:
        """The organisation's name as printed."""
        return clean(self.organisation.name, NAME_CAP) or UNNAMED


def render(identity: Identity, blocks: Iterable[Block], paper: Paper = "A4") -> bytes:
    """The document's bytes."""
    page = PAGES[paper]
    laid = pages(
        blocks,
        width=page.text_width,
        first=page.height - page.first_top - page.bottom,
        later=page.height - page.later_top - page.bottom,
    )
    fonts.face(fonts.BASE_FACE)
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=(page.width, page.height),
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.BASE_FACE,
        initialFontSize=8,
        lang="en",
    )
    _describe(canvas, identity)
    for number, placed in enumerate(laid, start=1):
        _draw_page(canvas, identity, page, placed, number, len(laid))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _describe(canvas: Any, identity: Identity) -> None:
    canvas.setTitle(f"{identity.kind}: {clean(identity.subject, NAME_CAP)}")
    canvas.setAuthor(identity.issuer)
    canvas.setSubject(f"{clean(identity.audience, NAME_CAP)}, as of {long_day(identity.day)}")
    canvas.setKeywords(f"{identity.number} {identity.digest}")
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    stamp = f"D:{identity.day:%Y%m%d}000000Z"
    canvas.setDateFormatter(lambda *_: stamp)


def _draw_page(
    canvas: Any, identity: Identity, page: Page, placed: list[Placed], number: int, count: int
) -> None:
    frame_top = page.first_top if number == 1 else page.later_top
    if number == 1:
        _letterhead(canvas, identity, page)
    else:
        _running_header(canvas, identity, page)
    for item in placed:
        top = page.height - frame_top - item.offset
        item.block.draw(canvas, page.side, top, page.text_width)
    _footer(canvas, identity, page, number, count)


def _letterhead(canvas: Any, identity: Identity, page: Page) -> None:
    left, right = page.side, page.width - page.side
    top = page.height - page.first_top + 50.2
    used = _logo(canvas, identity, left, top)
    number_wide = fonts.width(identity.number, ORGANISATION.size, True)
    room = page.text_width - used - number_wide - 20
    name = shortened(identity.issuer, ORGANISATION, room)
    put(canvas, left + used, top - 9.2, name, ORGANISATION)
    put(canvas, right, top - 9.2, identity.number, ORGANISATION, "right")
    stated = bind(f"As of {long_day(identity.day)}")
    put(canvas, right, top - 21, stated, ADDRESS, "right")
    address = clean(identity.organisation.address).replace("\n", " · ")
    room = page.text_width - used - fonts.width(stated, ADDRESS.size) - 20
    put(canvas, left + used, top - 21, shortened(address, ADDRESS, room), ADDRESS)
    rule(canvas, left, top - 31, page.text_width, 0.8, "text.primary")


def _logo(canvas: Any, identity: Identity, left: float, top: float) -> float:
    """Draw the logo, or a square with the organisation's initial; returns the indent.

    Where no organisation is named there is neither.
    """
    picture = _picture(identity.organisation.logo)
    if picture is not None:
        wide, high = picture.getSize()
        scale = min(LOGO / high, LOGO_WIDEST / wide)
        canvas.drawImage(picture, left, top - LOGO, wide * scale, high * scale)
        return float(wide * scale) + 8
    if not identity.organisation.name.strip():
        return 0.0
    canvas.setFillColor(colour("action.accent"))
    canvas.rect(left, top - LOGO, LOGO, LOGO, stroke=0, fill=1)
    put(
        canvas,
        left + LOGO / 2,
        top - 17,
        identity.issuer[:1],
        VERDICT.inked("action.on_accent"),
        "centre",
    )
    return LOGO + 8


def _picture(logo: bytes | None) -> Any:
    """The logo as ReportLab takes it, flattened on white and of a sensible size."""
    if not logo:
        return None
    from PIL import Image  # only letterheads with a logo need it

    try:
        with Image.open(io.BytesIO(logo)) as image:
            if image.width * image.height > LOGO_PIXELS:
                return None
            flat = Image.new("RGB", image.size, "white")
            opaque = image.convert("RGBA")
            flat.paste(opaque, mask=opaque.getchannel("A"))
    except (OSError, ValueError, SyntaxError):
        return None  # not a picture: the initial stands in its place
    flat.thumbnail((800, 800))
    return ImageReader(flat)


def _running_header(canvas: Any, identity: Identity, page: Page) -> None:
    left, right = page.side, page.width - page.side
    base = page.height - page.later_top + 25.2
    day = bind(f" · as of {long_day(identity.day)}")
    audience = shortened(clean(identity.audience, NAME_CAP), RUNNING, page.text_width * BUYER_SHARE)
    stated = audience + day
    put(canvas, right, base, stated, RUNNING, "right")
    kind = RUNNING.strong.inked("text.primary")
    used = put(canvas, left, base, identity.kind, kind) + 6
    room = page.text_width - used - fonts.width(stated, RUNNING.size) - 14
    subject = shortened(clean(identity.subject, NAME_CAP), RUNNING, room)
    put(canvas, left + used, base, subject, RUNNING)
    rule(canvas, left, base - 6.6, page.text_width, 0.5, "line.border")


def _footer(canvas: Any, identity: Identity, page: Page, number: int, count: int) -> None:
    left, right = page.side, page.width - page.side
    base = page.bottom - 22
    rule(canvas, left, base + 9.4, page.text_width, 0.5, "line.border")
    counted = f"Page {number} of {count}"
    bold = FOOTER.strong.inked("text.primary")
    used = put(canvas, right, base, counted, bold, "right")
    tail = f" · {identity.number} · data digest {in_groups(identity.digest[:16].upper(), 4)}"
    room = page.text_width - used - fonts.width(tail, FOOTER.size) - 14
    put(canvas, left, base, shortened(identity.issuer, FOOTER, room) + tail, FOOTER)
