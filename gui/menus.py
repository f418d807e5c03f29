"""Where each action of the window stands: menus, context menus of rows, buttons of the header.

Only names; the actions themselves are declared in `gui.actions`. "-" separates.
"""

from collections.abc import Mapping

SEPARATOR = "-"

MENUS: Mapping[str, tuple[str, ...]] = {
    "Register": (
        "new_register", "open", "sample", "save_as", SEPARATOR, "import", "export", SEPARATOR,
        "profiles", "directory", "preferences", SEPARATOR, "quit",
    ),
    "Edit": (
        "undo", "redo", SEPARATOR, "new", "edit", "remove", "copy", SEPARATOR, "attach", "history",
    ),
    "Record": (
        "new_supplier", "new_certificate", "new_audit", "new_evaluation", "new_buyer", SEPARATOR,
        "add_certificate", "add_audit", "add_finding", "add_evaluation", "add_site",
        "add_contact", SEPARATOR, "add_approval", "add_waiver", "withdraw", "take_back",
        SEPARATOR, "renew", "add_status_event", "add_verification", "add_decision",
    ),
    "View": (
        "suppliers", "certificates", "audits", "findings", "evaluations", "buyers", SEPARATOR,
        "matrix", "programme", "hints", SEPARATOR, "find", "clear_filters", "show_supplier",
        SEPARATOR, "buyer_menu", "day_menu", "today", SEPARATOR, "close_detail", "theme",
    ),
    "Reports": ("report_supplier", "report_register", "report_expiry"),
    "Help": ("shortcuts", "about"),
}  # fmt: skip

# The context menu of a row: of the page whose rows are records, else of what a row stands for.
_OF_SUPPLIER = (
    "edit",
    "add_certificate",
    "add_audit",
    "add_evaluation",
    "add_site",
    "add_contact",
    SEPARATOR,
    "add_approval",
    "add_waiver",
)
ROW_MENUS: Mapping[str, tuple[str, ...]] = {
    "suppliers": (
        *_OF_SUPPLIER, SEPARATOR, "report_supplier", "copy", "history", SEPARATOR, "withdraw",
        "take_back", "remove",
    ),
    "certificates": (
        "edit", "renew", "add_status_event", "add_verification", "add_decision", "attach",
        SEPARATOR, "show_supplier", "report_supplier", "copy", "history", SEPARATOR, "remove",
    ),
    "audits": (
        "edit", "add_finding", "attach", SEPARATOR, "show_supplier", "report_supplier", "copy",
        "history", SEPARATOR, "remove",
    ),
    "findings": (
        "edit", "attach", SEPARATOR, "show_supplier", "copy", "history", SEPARATOR, "remove",
    ),
    "evaluations": (
        "edit", SEPARATOR, "show_supplier", "add_approval", "report_supplier", "copy", "history",
        SEPARATOR, "remove",
    ),
    "buyers": ("edit", SEPARATOR, "copy", "history", SEPARATOR, "remove"),
    "matrix": (*_OF_SUPPLIER, SEPARATOR, "report_supplier", "copy", "history"),
    "programme": (
        "edit", SEPARATOR, "add_audit", "add_evaluation", "add_approval", "add_waiver", SEPARATOR,
        "show_supplier", "report_supplier", "copy", "history",
    ),
    "hints": (
        "edit", "add_verification", SEPARATOR, "show_supplier", "report_supplier", "copy",
        "history",
    ),
}  # fmt: skip
# The buttons of a page's header, the last one primary.
PAGE_BUTTONS: Mapping[str, tuple[str, ...]] = {
    "suppliers": ("import", "new_supplier"),
    "certificates": ("export", "new_certificate"),
    "audits": ("export", "new_audit"),
    "findings": ("export",),
    "evaluations": ("export", "new_evaluation"),
    "buyers": ("new_buyer",),
    "matrix": ("export",),
    "programme": ("export", "new_audit"),
    "hints": ("export",),
}
NEW_OF_KIND: Mapping[str, str] = {
    "suppliers": "new_supplier",
    "certificates": "new_certificate",
    "audits": "new_audit",
    "evaluations": "new_evaluation",
    "buyers": "new_buyer",
    "programme": "new_audit",
}
