"""What an entry would mean: its recognition and validity, and what becomes of the verdict.

`meaning_of` asks the rules of `domain` about the supplier as it would be with the draft; it runs
on the worker. The panel shows the answer beside the form, renewed shortly after every edit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.facts import AuditFacts, CertificateFacts, SupplierFacts
from domain.hints import hints
from domain.qualification import Assessment, assess, next_changes
from domain.recognition import Recognition, recognise
from domain.standing import standings
from domain.validity import Validity
from domain.vocabulary import VERDICT_WORDS, AuditResult, Verdict
from domain.wording import long_day
from gui import text
from gui.models.details import Shown
from gui.widgets.chips import ChipLabel, recognition_chip, validity_chip, verdict_chip
from gui.widgets.form_fields import CalmNote
from gui.widgets.labels import Hairline, Label
from gui.widgets.scroll import OverlayArea

if TYPE_CHECKING:
    from storage.queries import Reader

Draft = CertificateFacts | AuditFacts
UNSAVED = 2**31  # the id of a draft that has none yet: higher than any, as a new record's will be


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What the rules say of a draft. `before` and `after`: the verdict without and with it, where
    there is a supplier; `turn`: the next day on which it changes, with why."""

    draft: Draft
    shown: Shown
    recognition: Recognition | None
    validity: Validity | None
    hints: tuple[str, ...] = ()
    before: Assessment | None = None
    after: Assessment | None = None
    turn: tuple[date, Verdict, str] | None = None


def read_meaning(reader: "Reader", draft: Draft, supplier_id: int | None, shown: Shown) -> Meaning:
    """On the worker: what a draft would mean for its supplier as the register holds it."""
    supplier = reader.supplier(supplier_id) if supplier_id else None
    number = draft.number if isinstance(draft, CertificateFacts) else ""
    elsewhere = [
        CertificateFacts(
            id=each["id"],
            supplier_id=each["supplier_id"],
            standard=each["standard"],
            number=number,
            recorded_on=each["recorded_on"],
        )
        for each in (reader.records("certificate", number=number) if number else ())
    ]
    return meaning_of(supplier, draft, shown, elsewhere)


def meaning_of(
    supplier: SupplierFacts | None,
    draft: Draft,
    shown: Shown,
    elsewhere: Sequence[CertificateFacts] = (),
) -> Meaning:
    """What the rules say of a draft, alone or among all that its supplier has on record."""
    alone = supplier or SupplierFacts(name="", recorded_on=shown.day)
    whole, draft = with_draft(alone, draft)
    key = ("certificate" if isinstance(draft, CertificateFacts) else "audit", draft.id)
    standing = next(
        each
        for each in standings(
            whole,
            buyer=shown.buyer,
            day=shown.day,
            directory=shown.directory,
            windows=shown.windows,
        )
        if (each.type, each.id) == key
    )
    meaning = Meaning(
        draft=draft,
        shown=shown,
        recognition=recognise(draft, shown.buyer, shown.day, shown.directory),
        validity=standing.validity,
        hints=_hints(draft, shown.day, elsewhere),
    )
    if supplier is None:
        return meaning
    return replace(
        meaning,
        before=_assessed(supplier, shown, shown.day),
        after=_assessed(whole, shown, shown.day),
        turn=_turn(whole, shown),
    )


def _hints(draft: Draft, day: date, elsewhere: Sequence[CertificateFacts]) -> tuple[str, ...]:
    if isinstance(draft, AuditFacts):
        return ()
    if never_in_force(draft):  # said already, beside the validity
        draft = replace(draft, expires_on=None)
    return hints(draft, day, elsewhere)


def never_in_force(certificate: CertificateFacts) -> bool:
    """Whether a certificate would end before it begins."""
    start, end = certificate.valid_from or certificate.issued_on, certificate.expires_on
    return start is not None and end is not None and end < start


def with_draft(supplier: SupplierFacts, draft: Draft) -> tuple[SupplierFacts, Draft]:
    """The supplier with the draft in the place of the record it edits, or added; and the draft
    with what else is on record for it (events, checks, decisions)."""
    if isinstance(draft, AuditFacts):
        audits = tuple(draft if each.id == draft.id else each for each in supplier.audits)
        if draft not in audits:
            audits = (*audits, draft)
        return replace(supplier, audits=audits), draft
    for each in supplier.certificates:
        if each.id == draft.id:
            draft = replace(
                draft,
                events=each.events,
                verifications=each.verifications,
                decisions=each.decisions,
            )
    others = tuple(each for each in supplier.certificates if each.id != draft.id)
    return replace(supplier, certificates=(*others, draft)), draft


def _assessed(supplier: SupplierFacts, shown: Shown, day: date) -> Assessment:
    return assess(supplier, shown.profile, shown.buyer, day, shown.directory, shown.windows)


def _turn(supplier: SupplierFacts, shown: Shown) -> tuple[date, Verdict, str] | None:
    ahead = next_changes(
        supplier, shown.profile, shown.buyer, shown.day, shown.directory, shown.windows
    )
    for day, _sentence, verdict in ahead:
        if verdict is not None:
            return day, verdict, _why(_assessed(supplier, shown, day))
    return None


def _why(assessment: Assessment) -> str:
    return assessment.decided_by[0].reason if assessment.decided_by else ""


# --- in words ------------------------------------------------------------------------------


def no_level_words(draft: Draft, day: date) -> str:
    """Why a draft gives no level of recognition."""
    if isinstance(draft, CertificateFacts):
        return ""
    if draft.result is AuditResult.FAILED:
        return "A failed audit gives no recognition."
    if draft.done_on is None or draft.done_on > day:
        return "A planned audit never counts."
    if draft.result in (None, AuditResult.PENDING):
        return "Without a result it gives no recognition."
    return "A third party's audit gives no level of its own: its certificate does."


def validity_sentence(meaning: Meaning) -> str:
    """The state in a sentence; a certificate that ends before it begins is told as one."""
    draft, validity = meaning.draft, meaning.validity
    if validity is None:
        return ""
    if isinstance(draft, CertificateFacts) and never_in_force(draft):
        return "It would end before it begins, so it would never be in force."
    return " ".join((validity.reason, *validity.notes))


def verdict_sentence(meaning: Meaning) -> str:
    """Whether the verdict changes today, why it is what it is, and when it changes next."""
    before, after = meaning.before, meaning.after
    if before is None or after is None:
        return ""
    said = ["Unchanged today."]
    if before.verdict is not after.verdict:
        said = [f"Without this entry: {VERDICT_WORDS[before.verdict].lower()}."]
    if why := _why(after):
        said.append(why)
    if meaning.turn is not None:
        day, verdict, reason = meaning.turn
        said.append(f"{VERDICT_WORDS[verdict]} from {long_day(day)}, as things stand.")
        said += [reason] if reason and reason != why else []
    return " ".join(said)


class MeaningPanel(OverlayArea):
    """The panel at the right of a form. `below` is where the form puts its scans."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = QWidget()
        self.setWidget(inner)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(24, 0, 24, 16)
        self._column.setSpacing(6)
        self._column.addWidget(Label("What this means", inner, weight=600))
        self._column.addSpacing(4)
        self._recognition, self._recognised = self._pair()
        self._validity, self._valid = self._pair()
        self._hints = CalmNote(inner)
        self._column.addWidget(self._hints)
        self._column.addWidget(_ruled())
        self._for = Label("", inner, size=12, weight=500, role="text.secondary", wrap=True)
        self._column.addWidget(self._for)
        self._verdict, self._why = self._pair()
        self._column.addWidget(_ruled())
        self.below = QVBoxLayout()
        self._column.addLayout(self.below)
        self._column.addStretch(1)

    def sizeHint(self) -> QSize:
        return QSize(304, 300)

    def _pair(self) -> tuple[ChipLabel, Label]:
        chip, words = ChipLabel(), Label("", size=12, role="text.secondary", wrap=True)
        row = QHBoxLayout()
        row.addWidget(chip)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addWidget(words)
        self._column.addSpacing(8)
        return chip, words

    def show_meaning(self, meaning: Meaning) -> None:
        """Show what the rules say now."""
        self._show_recognition(meaning)
        self._show_validity(meaning)
        self._hints.show_note("\n".join(meaning.hints))
        self._show_verdict(meaning)

    def _show_recognition(self, meaning: Meaning) -> None:
        found = meaning.recognition
        level = found.level if found is not None else None
        words = ""
        if found is not None and found.buyers:
            words = text.recognition_words(level, found.buyers)
        self._recognition.set_chip(recognition_chip(level, words))
        self._recognised.setText(
            found.reason if found is not None else no_level_words(meaning.draft, meaning.shown.day)
        )

    def _show_validity(self, meaning: Meaning) -> None:
        found = meaning.validity
        if found is None:
            self._validity.set_chip(None)
        else:
            words = text.validity_words(
                found.state,
                expiry=found.cover_until,
                day_shown=meaning.shown.day,
                since=found.since,
                days_left=found.days_left,
            )
            self._validity.set_chip(validity_chip(found.state, words))
        self._valid.setText(validity_sentence(meaning))
        for part in (self._validity, self._valid):
            part.setVisible(found is not None)

    def _show_verdict(self, meaning: Meaning) -> None:
        after, buyer = meaning.after, meaning.shown.buyer
        name = f"For {buyer.name}" if buyer is not None else "For nobody in particular"
        self._for.setText(text.join(name, meaning.shown.profile.name))
        self._verdict.set_chip(verdict_chip(after.verdict) if after is not None else None)
        self._verdict.setVisible(after is not None)
        words = verdict_sentence(meaning) or "Choose the supplier to see the verdict."
        self._why.setText(words)

    def words(self) -> tuple[str, ...]:
        """All that is shown, for screen readers and tests."""
        chips = (self._recognition, self._validity, self._verdict)
        said = (self._recognised, self._valid, self._hints.words, self._for, self._why)
        return (*(c.accessibleName() for c in chips), *(label.text() for label in said))


def _ruled() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 4, 0, 6)
    column.addWidget(Hairline(holder))
    return holder
