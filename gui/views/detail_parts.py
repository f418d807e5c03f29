"""What the details of all kinds share: the head, chips with their reasons, evidence rows.

Functions from a `Detail` to widgets; the pane puts them together and passes on what is
asked by `Asks`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain import wording
from domain.facts import AuditFacts, CertificateFacts, FindingFacts
from domain.import_plan import Change
from domain.renewal_proposals import Proposal
from domain.rule_supplier import is_open_finding
from domain.standing import EvidenceStanding
from domain.validity import Validity
from domain.vocabulary import AUDIT_KIND_WORDS, AUDIT_RESULT_WORDS, GRADING_WORDS, State
from gui import text
from gui.models.details import Detail, Document
from gui.models.renewals import Answer, confirming, denying, proposal_words
from gui.widgets.buttons import IconButton
from gui.widgets.chips import Chip, ChipLabel, recognition_chip, validity_chip
from gui.widgets.form_fields import CalmNote, Cure
from gui.widgets.labels import Label
from gui.widgets.sections import Facts, ItemRow, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """What a detail can ask the window for."""

    act: Callable[[str], None]  # an action of the window, by name
    open_form: Callable[[str, int], None]  # record name, id
    add: Callable[[str, Mapping[str, Any]], None]  # record name, preset
    show: Callable[[str, int], None]  # kind, id
    open_document: Callable[[int], None]
    attach: Callable[[str, int, Sequence[Path]], None]
    open_entry: Callable[[tuple[str, ...]], None]  # of the accreditation reference, by its key
    write: Callable[[Sequence[Change], str, str], None]  # one step: label, reason
    can_edit: bool
    author: str


def padded(*widgets: QWidget, spacing: int = 6, top: int = 0, bottom: int = 0) -> QWidget:
    """Widgets set in by the 8 px that rows keep for their hover."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(8, top, 8, bottom)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def head(title: str, second: str, asks: Asks, buttons: Sequence[tuple[str, str, str]]) -> QWidget:
    """Name, what it is, and icon buttons: (action, icon, name)."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(8, 0, 0, 0)
    column.setSpacing(0)
    row = QHBoxLayout()
    row.setSpacing(2)
    row.addWidget(Label(title, size=15, weight=600, wrap=True), 1)
    column.addLayout(row)
    if second:
        column.addWidget(Label(second, size=12, role="text.secondary", wrap=True))
    for action, icon, name in (*buttons, ("close_detail", "x", "Close the detail")):
        button = IconButton(icon, name)
        button.setEnabled(asks.can_edit or action != "edit")
        button.clicked.connect(lambda _checked=False, a=action: asks.act(a))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return holder


def calm(words: str, cures: Sequence[Cure] = ()) -> QWidget:
    """What is worth knowing, with what can be done about it."""
    note = CalmNote()
    note.show_note(words, cures)
    return padded(note, top=2, bottom=4)


def proposed_renewals(proposals: Iterable[Proposal], asks: Asks) -> list[QWidget]:
    """Renewals that nobody confirmed, each with its two answers; either is one step."""

    def answer(given: Answer) -> None:
        asks.write(given.changes, given.label, given.reason)

    found: list[QWidget] = []
    for proposal in proposals:
        cures: list[Cure] = []
        if asks.can_edit and proposal.may_be_confirmed:
            cures.append(("Confirm renewal", partial(answer, confirming(proposal))))
        if asks.can_edit:
            cures.append(("Not a renewal", partial(answer, denying(proposal, asks.author))))
        found.append(calm(proposal_words(proposal), cures))
    return found


def standing_block(standing: EvidenceStanding | None, links: Sequence[QWidget] = ()) -> QWidget:
    """Recognition and validity in full, each with its reasons; `links` lead on from those of the
    recognition."""
    parts: list[QWidget] = []
    gap = QWidget()
    gap.setFixedHeight(6)
    if standing is None or (standing.recognition is None and standing.validity is None):
        words = "A record of a third party's audit gives no level; its certificate does."
        return padded(Label(words, size=12, role="text.secondary", wrap=True))
    if standing.recognition is not None:
        level = standing.recognition.level
        full = wording.level_words(standing.recognition)
        parts.append(ChipLabel(recognition_chip(level, full)))
        parts += _sentences((*standing.recognition.reasons, *standing.recognition.caveats))
        parts += links
    if standing.validity is not None:
        words = validity_words(standing.validity)
        if parts:
            parts.append(gap)
        parts.append(ChipLabel(validity_chip(standing.validity.state, words)))
        parts += _sentences((standing.validity.reason, *standing.validity.notes))
    if standing.superseded:
        parts.append(Label("Superseded: it is history now.", size=12, weight=500))
    return padded(*parts, spacing=4, top=10)


def _sentences(words: Sequence[str]) -> list[QWidget]:
    return [Label(each, size=12, role="text.secondary", wrap=True) for each in words if each]


def evidence_chip(standing: EvidenceStanding | None) -> Chip | None:
    """The validity of a piece of evidence as a row shows it."""
    if standing is None or standing.validity is None:
        return None
    if standing.superseded:
        return Chip("Superseded", "dash", "text.tertiary", "text.tertiary", weight=400,
                    full="Superseded")  # fmt: skip
    words = validity_words(standing.validity)
    return validity_chip(standing.validity.state, words, in_list=True)


def validity_words(validity: Validity) -> str:
    """The same few words as in the lists."""
    end = validity.effective_expiry
    if validity.state is State.VALID:
        end = validity.cover_until or end
    if end is None or validity.days_left is None:
        return wording.validity_chip(validity)
    day = validity.effective_expiry or end
    shown = date.fromordinal(day.toordinal() - validity.days_left)
    return text.validity_words(
        validity.state,
        expiry=end,
        day_shown=shown,
        since=validity.since,
        days_left=validity.days_left,
    )


def worded_chip(state: State, words: str, *, in_list: bool = False) -> Chip:
    """A chip in the looks of a state that stands for something else, and is told by its words."""
    return replace(validity_chip(state, words, in_list=in_list), full=words)


def certificate_row(detail: Detail, certificate: CertificateFacts, asks: Asks) -> ItemRow:
    """A certificate of a supplier; a proof dropped on it is attached."""
    standing = detail.standings.get(("certificate", certificate.id))
    name = wording.standard_with_edition(certificate.standard, certificate.edition)
    level = wording.level_short(standing.recognition) if standing else ""
    row = ItemRow(
        text.join(name or "No standard", certificate.number),
        text.join(level, certificate.certification_body),
        chip=evidence_chip(standing),
        takes_files=asks.can_edit,
    )
    row.clicked.connect(lambda _c=False: asks.open_form("certificate", certificate.id))
    row.files_dropped.connect(lambda paths: asks.attach("certificate", certificate.id, paths))
    return row


def audit_row(detail: Detail, audit: AuditFacts, asks: Asks) -> ItemRow:
    """An audit of a supplier; a proof dropped on it is attached."""
    kind = AUDIT_KIND_WORDS[audit.kind] if audit.kind else "Audit"
    if audit.done_on is not None:
        when = text.day(audit.done_on)
    else:
        when = f"planned {text.day(audit.planned_on)}" if audit.planned_on else "no date"
    by = ", ".join(buyer.name for buyer in audit.buyers) or audit.conducted_by
    result = AUDIT_RESULT_WORDS[audit.result] if audit.result else ""
    row = ItemRow(
        text.join(kind, audit.standard, when),
        text.join(by, result),
        chip=evidence_chip(detail.standings.get(("audit", audit.id))),
        takes_files=asks.can_edit,
    )
    row.clicked.connect(lambda _c=False: asks.open_form("audit", audit.id))
    row.files_dropped.connect(lambda paths: asks.attach("audit", audit.id, paths))
    return row


def finding_row(detail: Detail, finding: FindingFacts, asks: Asks) -> ItemRow:
    """A finding with its standing on the day."""
    day = detail.shown.day
    if not is_open_finding(finding, day):
        chip = worded_chip(State.VALID, "Closed", in_list=True)
    elif finding.done_on is not None and finding.done_on <= day:
        chip = worded_chip(State.SOON, "Open, to be verified")
    elif finding.due_on is not None and finding.due_on < day:
        chip = worded_chip(State.URGENT, f"{text.plural((day - finding.due_on).days, 'day')} late")
    else:
        due = f"due {text.day(finding.due_on)}" if finding.due_on else "no due date"
        chip = Chip(f"Open, {due}", "clock", "text.primary", "validity.soon.mark", weight=400,
                    full="Open")  # fmt: skip
    row = ItemRow(
        finding.statement,
        text.join(GRADING_WORDS[finding.grading], finding.clause, finding.number),
        chip=chip,
    )
    row.clicked.connect(lambda _c=False: asks.open_form("finding", finding.id))
    return row


def documents_section(
    documents: Sequence[Document], asks: Asks, *, is_open: bool, attach: bool
) -> Section:
    """The documents kept for a record; a click opens one."""
    rows: list[QWidget] = []
    for document in documents:
        row = ItemRow(str(document["name"]), icon="doc")
        row.clicked.connect(lambda _c=False, d=document: asks.open_document(int(d["id"])))
        rows.append(row)
    add = ("Attach a document", lambda: asks.act("attach")) if attach and asks.can_edit else None
    return Section("Documents", str(len(documents)), rows, add=add, is_open=is_open)


def facts(pairs: Sequence[tuple[str, object]]) -> QWidget:
    """Particulars; what is not recorded is left out."""
    shown = [(name, str(value)) for name, value in pairs if value]
    if not shown:
        return padded(Label("Nothing recorded", size=12, role="text.tertiary"))
    return padded(Facts(shown), top=2, bottom=2)


def owner_row(detail: Detail, asks: Asks) -> ItemRow:
    """The supplier a record belongs to; a click shows it."""
    supplier = detail.supplier
    assert supplier is not None
    name = supplier.local_name or supplier.name
    second = supplier.name if supplier.local_name else ""
    row = ItemRow(name, text.join(second, supplier.code) or "Supplier", icon="supplier")
    row.clicked.connect(lambda _c=False: asks.show("suppliers", supplier.id))
    return row


def day_of(detail: Detail, field: str) -> str:
    """A day of the record in words, empty where it is not recorded."""
    value = detail.record.get(field)
    return text.day(value) if value else ""


def history_row(asks: Asks) -> QWidget:
    """The row that leads to the change history."""
    row = ItemRow("Change history", icon="clock")
    row.clicked.connect(lambda _c=False: asks.act("history"))
    return row
