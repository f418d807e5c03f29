"""What this program is: version, where the data lies, that nothing is sent, and licences."""

import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.context import Context
from gui.theme import RESOURCES
from gui.widgets.buttons import LinkButton
from gui.widgets.dialog import Sheet
from gui.widgets.labels import Label
from gui.widgets.sections import Facts
from storage.locations import data_folder

_SAYS = (
    "A register of suppliers' audits and certificates: what each is worth, until when, and for "
    "whom. It works without a network: nothing is sent anywhere and nothing is fetched."
)
_LICENCES = (
    "Attesta is free software under the MIT licence. Its letters (Inter and Noto Sans) are under "
    "the SIL Open Font Licence; their texts lie beside the fonts. Qt and PySide6 are used under "
    "the LGPL, version 3."
)


@cache
def program_version() -> str:
    """The version of the installed package, else of the source folder."""
    try:
        return version("attesta")
    except PackageNotFoundError:
        project = RESOURCES.parent / "pyproject.toml"
        try:
            table = tomllib.loads(project.read_text(encoding="utf-8"))
        except OSError:  # a build without its source
            return "unknown"
        return str(table["project"]["version"])


class AboutDialog(Sheet):
    """Closes by its one button."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent, title="Attesta", width=560)
        self.set_subtitle(f"Version {program_version()}")
        self.body.addWidget(Label(_SAYS, wrap=True))
        self.folder = data_folder()
        self.body.addWidget(Facts([*_places(context.path), ("Settings, log", str(self.folder))]))
        self.body.addWidget(Label(_LICENCES, wrap=True, role="text.secondary", size=12))
        links = QHBoxLayout()
        links.setSpacing(20)
        folder = context.path.parent if context.path else self.folder
        links.addWidget(_link("Open the data folder", folder))
        links.addWidget(_link("Licences of the fonts", RESOURCES / "fonts" / "licences"))
        links.addStretch(1)
        self.body.addLayout(links)
        button = self.add_button("Close", kind="primary")
        button.clicked.connect(self.accept)
        self.confirmed.connect(self.accept)


def _places(register: Path | None) -> list[tuple[str, str]]:
    if register is None:
        return [("Register", "none is open")]
    from storage.backup import backups_folder

    return [("Register", str(register)), ("Backups", str(backups_folder(register)))]


def _link(words: str, folder: Path) -> LinkButton:
    link = LinkButton(words)
    link.clicked.connect(
        lambda _checked=False: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
    )
    return link
