"""The rules of a verdict in the detail: what each rests on, and what would put it right, to click.

What a rule asks for comes from its line; which form records it is told here.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from domain.assessment import alternatives
from domain.qualification import Line
from domain.vocabulary import AuditKind, Outcome, Party, Rule, SupplierStatus
from gui.models.details import Detail
from gui.views.detail_parts import Asks
from gui.widgets.form_fields import Cure
from gui.widgets.verdict import RuleList

_KIND_OF = {"certificate": "certificates", "audit": "audits", "finding": "findings"}
_FORM_OF = {
    "approval": "approval", "evaluation": "evaluation", "waiver": "waiver",
    "decision": "scope_decision", "verification": "verification", "site": "site",
    "supplier": "supplier",
}  # fmt: skip


def rule_list(detail: Detail, asks: Asks) -> RuleList:
    """Every rule with its reason; opened, its evidence, cures and a waiver."""
    assert detail.assessment is not None
    rules = RuleList(
        detail.assessment.lines,
        can_edit=asks.can_edit,
        cures=lambda line: cures_of(line, detail, asks),
    )

    def show(kind: str, number: int) -> None:
        if kind in _KIND_OF:
            asks.open_form(kind, number)
        elif kind in _FORM_OF:
            asks.open_form(_FORM_OF[kind], number)

    def waive(line: Line) -> None:
        preset = {"supplier_id": detail.id, "rule": line.rule, "subject": line.subject}
        if detail.shown.buyer is not None:
            preset["buyer_id"] = detail.shown.buyer.id
        else:
            preset["profile"] = detail.profile.name
        asks.add("waiver", preset)

    rules.evidence_asked.connect(show)
    rules.waiver_asked.connect(waive)
    return rules


def cures_of(line: Line, detail: Detail, asks: Asks) -> list[Cure]:
    """What records that a rule is met after all; nothing where it is met or nobody may edit."""
    if not asks.can_edit or line.outcome not in (Outcome.FAIL, Outcome.UNKNOWN):
        return []
    owner = {"supplier_id": detail.id}
    held = next((ref.id for ref in line.evidence if ref.type == "certificate"), None)
    if line.rule is Rule.SUPPLIER_IN_USE:
        withdrawn = detail.supplier and detail.supplier.status is SupplierStatus.WITHDRAWN
        back: Cure = ("Take back into use…", partial(asks.act, "take_back"))
        return [back] if withdrawn else [_adding("Record our decision…", "approval", owner, asks)]
    if line.rule is Rule.APPROVAL:
        return [
            _adding("Record our decision…", "approval", owner, asks),
            _adding("Evaluate its performance…", "evaluation", owner, asks),
        ]
    if line.rule is Rule.SECOND_PARTY_AUDIT:
        buyer = detail.shown.buyer
        audited = {"party": Party.SECOND, "kind": AuditKind.SUPPLIER}
        for_whom = {"buyers": (buyer.id,)} if buyer is not None else {}
        return [_adding("Record an audit…", "audit", {**owner, **audited, **for_whom}, asks)]
    if held is not None:
        return _for_certificate(line, held, owner, asks)
    if line.rule in (Rule.REQUIRED_STANDARD, Rule.PRODUCT_CERTIFICATE):
        named = alternatives(line.subject)
        standard = {"standard": named[0]} if len(named) == 1 else {}
        return [_adding("Add a certificate…", "certificate", {**owner, **standard}, asks)]
    return []


def _for_certificate(line: Line, held: int, owner: Mapping[str, Any], asks: Asks) -> list[Cure]:
    """What puts right a rule that rests on a certificate."""
    of_it = {"certificate_id": held}
    if line.rule is Rule.SITE_AND_PRODUCT:
        return [_adding("Decide on scope and site…", "scope_decision", of_it, asks)]
    if line.rule is Rule.VERIFICATION:
        return [_adding("Record a check…", "verification", of_it, asks)]
    if line.rule is Rule.SURVEILLANCE:
        audited = {
            "party": Party.THIRD, "kind": AuditKind.SURVEILLANCE, "standard": line.subject, **of_it,
        }  # fmt: skip
        return [_adding("Record the audit…", "audit", {**owner, **audited}, asks)]
    if line.rule in (Rule.IN_FORCE, Rule.MARGIN, Rule.PRODUCT_CERTIFICATE):
        renewed = {**owner, "supersedes_id": held}
        return [_adding("Record its renewal…", "certificate", renewed, asks)]
    return []


def _adding(words: str, record: str, preset: Mapping[str, Any], asks: Asks) -> Cure:
    return (words, partial(asks.add, record, preset))
