"""The detail of a certificate: what it is worth and why, its scope, what befell it.

Its checks with the issuer are in `detail_checks`.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from domain import wording
from domain.facts import CertificateFacts, ScopeDecision
from domain.scope import decided_on
from domain.vocabulary import (
    ACCREDITATION_WORDS,
    EVENT_WORDS,
    KIND_WORDS,
    PARTY_WORDS,
    Accreditation,
    EventKind,
    State,
)
from gui import text
from gui.models.details import Detail
from gui.models.scope_cover import Question, questions
from gui.views import detail_parts as parts
from gui.views.detail_checks import check_rows, contradiction, standing_of_checks
from gui.views.detail_entries import entry_links
from gui.views.detail_parts import Asks
from gui.widgets.buttons import LinkButton
from gui.widgets.chips import Chip
from gui.widgets.sections import ItemRow, Made, Section, ruled

IsOpen = Callable[[str], bool]
_BUTTONS = (("edit", "pencil", "Edit"), ("row_menu", "more", "More actions"))
_EVENT_LOOKS = {
    EventKind.SUSPENDED: ("oct-pause", "validity.lapsed_quiet.mark"),
    EventKind.WITHDRAWN: ("oct-minus", "validity.lapsed_quiet.mark"),
    EventKind.SCOPE_REDUCED: ("alert", "validity.urgent.mark"),
    EventKind.RESTORED: ("check-circle", "validity.valid.mark"),
}


def build(detail: Detail, asks: Asks, is_open: IsOpen) -> list[QWidget]:
    """The widgets of the pane, top to bottom."""
    certificate = detail.certificate
    name = wording.standard_with_edition(certificate.standard, certificate.edition)
    kind = KIND_WORDS[certificate.kind] if certificate.kind else "Kind not known"
    own = [p for p in detail.proposals if certificate.id in (p.later.id, p.earlier.id)]
    return [
        parts.head(
            text.join(name or "No standard", certificate.number),
            text.join(kind, certificate.certification_body),
            asks,
            _BUTTONS,
        ),
        parts.standing_block(
            detail.standings.get(("certificate", certificate.id)), entry_links(detail, asks)
        ),
        *contradiction(detail, certificate, asks),
        *parts.proposed_renewals(own, asks),
        ruled(),
        parts.owner_row(detail, asks),
        ruled(6),
        parts.facts(_facts(detail)),
        ruled(),
        *_sections(detail, asks, is_open),
    ]


def _facts(detail: Detail) -> list[tuple[str, object]]:
    certificate, record = detail.certificate, detail.record
    accreditation = certificate.accreditation_body
    if certificate.accreditation is not Accreditation.NAMED:
        accreditation = ACCREDITATION_WORDS[certificate.accreditation]
    return [
        ("Holder as printed", certificate.holder),
        ("Issued by", certificate.certification_body),
        ("Accreditation", text.join(accreditation, record.get("accreditation_number") or "")),
        ("Who audited", PARTY_WORDS[certificate.party] if certificate.party else ""),
        ("For", ", ".join(buyer.name for buyer in certificate.buyers)),
        ("Scope", certificate.scope),
        ("Product", certificate.product),
        ("File number", certificate.file_number),
        ("Sites", ", ".join(certificate.sites) or record.get("sites_as_printed")),
        ("First certified on", parts.day_of(detail, "first_issued_on")),
        ("Decided on", parts.day_of(detail, "decided_on")),
        ("Issued on", parts.day_of(detail, "issued_on")),
        ("Valid from", parts.day_of(detail, "valid_from")),
        ("Ends on", parts.day_of(detail, "expires_on") or "not recorded"),
        ("Surveillance due", parts.day_of(detail, "surveillance_due_on")),
        ("Renews", _others(detail, certificate.supersedes)),
        ("Does not renew", _others(detail, *certificate.not_renewing)),
        ("Status as stated", record.get("status_as_printed")),
        ("Notes", record.get("notes")),
    ]


def _others(detail: Detail, *ids: int | None) -> str:
    """Other certificates of the supplier, by their names."""
    held = detail.supplier.certificates if detail.supplier else ()
    return ", ".join(wording.certificate_label(each) for each in held if each.id in ids)


def _sections(detail: Detail, asks: Asks, is_open: IsOpen) -> list[QWidget]:
    certificate = detail.certificate
    owner = {"certificate_id": certificate.id}

    def section(name: str, count: str, rows: list[Made], record: str, add: str) -> Section:
        plus = (add, lambda: asks.add(record, owner)) if asks.can_edit else None
        return Section(name, count, rows, add=plus, is_open=is_open(name))

    documents = list(detail.documents.get(("certificate", certificate.id), ()))
    scope, left = _scope_rows(detail, asks)
    log = list(check_rows(detail, certificate, asks))
    events = [_event_row(certificate, number, asks) for number in range(len(certificate.events))]
    return [
        section("Scope and site", left, scope, "scope_decision", "Decide on scope and site"),
        section(
            "Checks with the issuer", standing_of_checks(detail, certificate), log,
            "verification", "Record a check",
        ),
        section(
            "Suspended, withdrawn, restored", str(len(events)), [*events[::-1]], "status_event",
            "Record an event",
        ),
        parts.documents_section(documents, asks, is_open=is_open("Documents"), attach=True),
        parts.history_row(asks),
    ]  # fmt: skip


# --- scope and site ------------------------------------------------------------------------


def _scope_rows(detail: Detail, asks: Asks) -> tuple[list[Made], str]:
    """What is supplied with what was decided on it, then the decisions that no longer tell; and
    how many are left to decide."""
    certificate = detail.certificate
    assert detail.supplier is not None
    asked = questions(detail.supplier, certificate, detail.shown.day)
    rows: list[Made] = [_question_row(each, certificate, asks) for each in asked]
    told = {each.decision.id for each in asked if each.decision}
    older = [each for each in certificate.decisions if each.id not in told]
    older.sort(key=lambda each: (decided_on(each), each.id), reverse=True)
    rows += [_decision_row(decision, asks) for decision in older]
    left = sum(each.is_open for each in asked)
    return rows, f"{left} undecided" if left else str(len(certificate.decisions))


def _question_row(asked: Question, certificate: CertificateFacts, asks: Asks) -> QWidget:
    decision = asked.decision
    if asked.is_open:
        why = "Nobody has decided yet"
        if decision is not None:
            why = f"Scope reduced since it was decided on {text.day(decided_on(decision))}"
        row = ItemRow(asked.words, why, icon="q")
        preset = {
            "certificate_id": certificate.id,
            "site": asked.supply.site,
            "product": asked.supply.product,
        }

        def decide(_checked: bool = False) -> None:
            asks.add("scope_decision", preset)

        row.clicked.connect(decide)
        return with_link(row, "Decide…", decide) if asks.can_edit else row
    assert decision is not None
    row = ItemRow(asked.words, decided_words(decision), chip=cover_chip(decision.covers))
    row.clicked.connect(lambda _c=False: asks.open_form("scope_decision", decision.id))
    return row


def _decision_row(decision: ScopeDecision, asks: Asks) -> QWidget:
    what = text.join(decision.site, decision.product) or "Everything it supplies"
    said = "covered" if decision.covers else "not covered"
    row = ItemRow(text.join(what, said), text.join(decided_words(decision), "does not count now"))
    row.clicked.connect(lambda _c=False: asks.open_form("scope_decision", decision.id))
    return row


def decided_words(decision: ScopeDecision) -> str:
    """By whom and when it was decided, and the note."""
    return text.join(decision.by, text.day(decided_on(decision)), decision.note)


def cover_chip(covers: bool) -> Chip:
    """Whether something supplied is covered, as it was decided."""
    if covers:
        return parts.worded_chip(State.VALID, "Covered", in_list=True)
    return Chip("Not covered", "x", "validity.lapsed_quiet.ink", "validity.lapsed_quiet.mark",
                "validity.lapsed_quiet.fill", full="Not covered")  # fmt: skip


def with_link(row: QWidget, words: str, act: Callable[[], None]) -> QWidget:
    """A row with something to click at its right."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 8, 0)
    line.setSpacing(8)
    link = LinkButton(words, size=12)
    link.clicked.connect(lambda _checked=False: act())
    line.addWidget(row, 1)
    line.addWidget(link)
    return holder


# --- what befell it ------------------------------------------------------------------------


def _event_row(certificate: CertificateFacts, number: int, asks: Asks) -> QWidget:
    event = certificate.events[number]
    words = EVENT_WORDS[event.kind]
    icon, mark = _EVENT_LOOKS[event.kind]
    chip = Chip(words, icon, "text.primary", mark, weight=400, full=words)
    when = text.day(event.on) if event.on else "no date"
    until = f"to {text.day(event.until)}" if event.until else ""
    row = ItemRow(f"{when} {until}".strip(), event.reason, chip=chip)
    row.clicked.connect(lambda _c=False: asks.open_form("status_event", event.id))
    return row
