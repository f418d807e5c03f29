"""From the reasons of a certificate's recognition to the directory: links into the reference."""

from PySide6.QtWidgets import QWidget

from gui import fonts
from gui.models.details import Detail
from gui.views.detail_parts import Asks
from gui.widgets.buttons import LinkButton
from gui.widgets.labels import elide, plain_tip

ROOM = 400  # for the words of a link


def entry_links(detail: Detail, asks: Asks) -> list[QWidget]:
    """The entry the recognition rests on, and what is named but not on file."""
    from gui.dialogs.directory_links import links_of

    certificate, shown = detail.certificate, detail.shown
    standing = detail.standings.get(("certificate", certificate.id))
    recognition = standing.recognition if standing is not None else None
    made: list[QWidget] = []
    for each in links_of(certificate, recognition, shown.directory, shown.day):
        if each.is_new and not asks.can_edit:
            continue
        words = elide(each.words, fonts.font(12, 500), fonts.px(ROOM))
        link = LinkButton(words, size=12)
        link.setAccessibleName(each.words)
        link.setToolTip(plain_tip(each.words))
        link.clicked.connect(lambda _checked=False, key=each.key: asks.open_entry(key))
        made.append(link)
    return made
