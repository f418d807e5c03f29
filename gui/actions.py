"""Every action of the window, declared once: words, icon, shortcut, and when it can act.

Menus, buttons, the context menu and the list of shortcuts are built from `SPECS`; where an
action stands is said in `gui.menus`. What an action does is connected by the window. An
action that cannot act now is disabled; one that does not work is not declared.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gui import icons, theme
from gui.menus import MENUS, NEW_OF_KIND, SEPARATOR
from gui.models.records import RECORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ui:
    """What the enabling of actions depends on. `page`: the page shown; `kind`: the kind of record
    that is acted on; `withdrawn`: whether its supplier is out of use, as far as that is known."""

    is_open: bool = False
    can_edit: bool = False
    is_today: bool = True
    page: str = ""
    kind: str = ""
    withdrawn: bool | None = None
    selected: int = 0
    has_detail: bool = False
    undo: str | None = None
    redo: str | None = None
    has_rows: bool = False


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. `short` are the words on a button where those of the menu are too long."""

    name: str
    text: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    enabled: Callable[[Ui], bool] = lambda _ui: True
    short: str = ""


def _open(ui: Ui) -> bool:
    return ui.is_open


def _edit(ui: Ui) -> bool:
    return ui.can_edit


def _one(ui: Ui) -> bool:
    return ui.is_open and (ui.selected == 1 or ui.has_detail)


def _edit_one(ui: Ui) -> bool:
    return ui.can_edit and (ui.selected == 1 or ui.has_detail)


def _edit_some(ui: Ui) -> bool:
    return ui.can_edit and (ui.selected > 0 or ui.has_detail)


def _of_supplier(ui: Ui) -> bool:
    return _edit_one(ui) and ui.kind != "buyers"


def _of_certificate(ui: Ui) -> bool:
    return _edit_one(ui) and ui.kind == "certificates"


def _of_audit(ui: Ui) -> bool:
    return _edit_one(ui) and ui.kind == "audits"


def _to_withdraw(ui: Ui) -> bool:
    return _edit_one(ui) and ui.kind == "suppliers" and ui.withdrawn is False


def _to_take_back(ui: Ui) -> bool:
    return _edit_one(ui) and ui.kind == "suppliers" and ui.withdrawn is True


def _elsewhere(ui: Ui) -> bool:
    return _one(ui) and ui.page != "suppliers" and ui.kind != "buyers"


def _removable(ui: Ui) -> bool:
    # Rows that are no records of their own stand for one only while its detail is open.
    return _edit_some(ui) and (ui.page in RECORDS or (ui.has_detail and ui.selected <= 1))


def _attachable(ui: Ui) -> bool:
    return _edit_one(ui) and ui.kind in ("certificates", "audits", "findings")


def _report(ui: Ui) -> bool:
    return ui.is_open and ui.kind != "buyers" and (ui.selected > 0 or ui.has_detail)


SPECS = (
    Spec("new_register", "New register…", "plus", ("Ctrl+Shift+N",)),
    Spec("open", "Open register…", "folder", ("Ctrl+O",)),
    Spec("sample", "Open the sample register", "book"),
    Spec("save_as", "Save a copy as…", "export", ("Ctrl+Shift+S",), _open),
    Spec("import", "Import a spreadsheet…", "import", ("Ctrl+I",), _edit, "Import"),
    Spec(
        "export", "Export this list…", "export", ("Ctrl+E",), lambda u: u.is_open and u.has_rows,
        "Export",
    ),
    Spec("profiles", "Requirement profiles…", "filter", (), _open),
    Spec("directory", "Accreditation reference…", "book", (), _open),
    Spec("preferences", "Preferences…", "cog", ("Ctrl+,",)),
    Spec("quit", "Quit", "", ("Ctrl+Q",)),
    Spec("undo", "Undo", "undo", ("Ctrl+Z",), lambda u: u.can_edit and u.undo is not None),
    Spec(
        "redo", "Redo", "redo", ("Ctrl+Y", "Ctrl+Shift+Z"),
        lambda u: u.can_edit and u.redo is not None,
    ),
    Spec("new", "New…", "plus", ("Ctrl+N",), lambda u: u.can_edit and u.page in NEW_OF_KIND),
    Spec("new_supplier", "New supplier…", "supplier", (), _edit, "New supplier"),
    Spec("new_certificate", "New certificate…", "cert", (), _edit, "New certificate"),
    Spec("new_audit", "New audit…", "audit", (), _edit, "New audit"),
    Spec("new_evaluation", "New evaluation…", "star", (), _edit, "New evaluation"),
    Spec("new_buyer", "New buyer…", "buyer", (), _edit, "New buyer"),
    Spec("edit", "Edit…", "pencil", ("F2",), _edit_one, "Edit"),
    Spec("remove", "Remove…", "trash", ("Delete",), _removable, "Remove"),
    Spec("copy", "Copy rows", "doc", ("Ctrl+C",), lambda u: u.is_open and u.selected > 0),
    Spec("add_certificate", "Add a certificate…", "cert", (), _of_supplier),
    Spec("add_audit", "Add an audit…", "audit", (), _of_supplier),
    Spec("add_finding", "Add a finding…", "flag", (), _of_audit),
    Spec("add_evaluation", "Evaluate its performance…", "star", (), _of_supplier),
    Spec("add_approval", "Record our decision…", "check", (), _of_supplier),
    Spec("add_waiver", "Waive a rule…", "waive", (), _of_supplier),
    Spec("withdraw", "Withdraw supplier…", "oct-minus", (), _to_withdraw),
    Spec("take_back", "Take back into use…", "undo", (), _to_take_back),
    Spec("show_supplier", "Show its supplier", "supplier", (), _elsewhere),
    Spec("add_site", "Add a site…", "site", (), _of_supplier),
    Spec("add_contact", "Add a contact…", "buyer", (), _of_supplier),
    Spec("add_status_event", "Suspended, withdrawn, restored…", "oct-pause", (), _of_certificate),
    Spec("add_verification", "Record a check with the issuer…", "search", (), _of_certificate),
    Spec("add_decision", "Decide on scope and site…", "check", (), _of_certificate),
    Spec("renew", "Record its renewal…", "cycle", (), _of_certificate),
    Spec("attach", "Attach a document…", "clip", (), _attachable),
    Spec("history", "Change history…", "clock", ("Ctrl+H",), _one),
    Spec(
        "report_supplier", "Supplier report…", "doc", ("Ctrl+P",), _report, "Report",
    ),
    Spec("report_register", "Approved supplier list…", "doc", (), _open),
    Spec("report_expiry", "Expiry list…", "cal", (), _open),
    Spec("find", "Search", "search", ("Ctrl+K", "Ctrl+F"), _open),
    Spec("clear_filters", "Clear search and filters", "x", ("Ctrl+Shift+F",), _open),
    Spec("suppliers", "Suppliers", "supplier", ("Ctrl+1",), _open),
    Spec("certificates", "Certificates", "cert", ("Ctrl+2",), _open),
    Spec("audits", "Audits", "audit", ("Ctrl+3",), _open),
    Spec("findings", "Findings", "flag", ("Ctrl+4",), _open),
    Spec("evaluations", "Evaluations", "star", ("Ctrl+5",), _open),
    Spec("buyers", "Buyers", "buyer", ("Ctrl+6",), _open),
    Spec("matrix", "Matrix", "matrix", ("Ctrl+7",), _open),
    Spec("programme", "Programme", "cal", ("Ctrl+8",), _open),
    Spec("hints", "Hints", "info", ("Ctrl+9",), _open),
    Spec("buyer_menu", "For a buyer…", "buyer", ("Ctrl+B",), _open),
    Spec("day_menu", "As of another day…", "cal", ("Ctrl+D",), _open),
    Spec("today", "Back to today", "clock", ("Ctrl+T",), lambda u: u.is_open and not u.is_today),
    Spec("close_detail", "Close the detail", "x", ("Escape",), lambda u: u.has_detail),
    Spec("theme", "Light or dark", "star", ("Ctrl+Shift+L",)),
    Spec("shortcuts", "Keyboard shortcuts", "info", ("F1",)),
    Spec("about", "About Attesta", "attesta"),
)  # fmt: skip


class Actions(QObject):
    """The QActions of one window, by name."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._specs = {spec.name: spec for spec in SPECS}
        self._actions: dict[str, QAction] = {}
        self.is_resting = False  # a dialog is up
        self._ui = Ui()
        for spec in SPECS:
            action = QAction(spec.text, self)
            action.setObjectName(spec.name)
            action.setProperty("icon_name", spec.icon)
            action.setProperty("short", spec.short)
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            self._actions[spec.name] = action
            window.addAction(action)
        self._colour_icons()
        theme.current().changed.connect(self._colour_icons)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect_all(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Say what each action does; one without a handler is a fault of ours."""
        missing = self._actions.keys() - handlers.keys()
        if missing:
            raise KeyError(f"no handler for {sorted(missing)}")
        for name, handler in handlers.items():
            self._actions[name].triggered.connect(lambda _on=False, run=handler: run())

    def refresh(self, ui: Ui) -> None:
        """Enable what can act now; undo and redo say what."""
        self._ui = ui
        for name, spec in self._specs.items():
            self._actions[name].setEnabled(not self.is_resting and spec.enabled(ui))
        for name, words, label in (("undo", "Undo", ui.undo), ("redo", "Redo", ui.redo)):
            self._actions[name].setText(f"{words}: {_lower(label)}" if label else words)

    def rest(self, resting: bool) -> None:
        """Disable everything while a dialog is up."""
        self.is_resting = resting
        self.refresh(self._ui)

    def fill(self, menu: QMenu, names: Iterable[str]) -> None:
        """Put actions into a menu; "-" separates."""
        for name in names:
            if name == SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[name])

    def window_menu(self) -> QMenu:
        """All menus as one, for the button with the register's name."""
        menu = QMenu(self._window)
        self.fill(menu, MENUS["Register"][:-2])
        menu.addSeparator()
        for title in ("Edit", "Record", "View", "Reports", "Help"):
            self.fill(menu.addMenu(title), MENUS[title])
        menu.addSeparator()
        self.fill(menu, ("quit",))
        return menu

    def _colour_icons(self) -> None:
        for name, spec in self._specs.items():
            if spec.icon:
                self._actions[name].setIcon(icons.icon(spec.icon))


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
