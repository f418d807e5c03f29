"""The register as it would be while an import is planned, and the changes that lead there.

Takes drafts, decides through `suppliers` and `identity` what each means, and keeps the changes
in the order storage applies them. Blank never erases; what was concluded rather than read fills
gaps only. Nothing is written anywhere.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from domain.import_plan import Action, Change, HeldRecord, HeldRecords
from domain.matching import fold, supplier_key
from domain.vocabulary import EventKind
from importing.changes import ChangeBook, Origin, differences
from importing.drafts import EvidenceDraft, RowDraft
from importing.identity import Entry, audit_key, evaluation_key, group_key, number_key
from importing.shelves import Shelf, entry_of
from importing.suppliers import KnownSupplier, Ref, SupplierBook, may_rename, same_for


@dataclass(slots=True)
class Outcome:
    """What happened to one record of a row. `before`: the old values of what changed."""

    action: Action
    before: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    doubt: str = ""
    entry: Entry | None = None


class Ledger:
    """See the module. One for a whole import, however many files."""

    def __init__(self, held: HeldRecords) -> None:
        self.book = SupplierBook(held.suppliers)
        self.certificates: list[Entry] = []
        self._bearers: dict[tuple[str, str], Ref] = {}
        self._shelves: dict[Ref, Shelf] = defaultdict(Shelf)
        self._buyers: dict[str, Ref] = {supplier_key(name): id_ for id_, name in held.buyers}
        self._changes = ChangeBook()
        for id_, supplier_id, name in held.sites:
            if supplier := self.book.by_id(supplier_id):
                supplier.sites.setdefault(fold(name), id_)
        renewed = {record.values.get("supersedes_id") for record in held.certificates}
        for record in held.certificates:
            self._shelve(record, superseded=record.id in renewed)
        for record in held.audits:
            entry = entry_of(record)
            self._shelves[record.supplier_id].audits[audit_key(entry.values)].append(entry)
        for record in held.evaluations:
            entry = entry_of(record)
            shelf = self._shelves[record.supplier_id].evaluations
            shelf[evaluation_key(entry.values)].append(entry)

    def _shelve(self, record: HeldRecord, *, superseded: bool) -> None:
        entry = entry_of(record)
        entry.superseded = superseded
        entry.supplier = record.supplier_id
        self.certificates.append(entry)
        number, standard = (record.values.get(name) or "" for name in ("number", "standard"))
        if number:
            self.first_bearer(number, standard, record.supplier_id)
        shelf = self._shelves[record.supplier_id]
        shelf.groups[group_key(entry.values, entry.sites.values())].append(entry)

    def changes(self) -> tuple[Change, ...]:
        """All changes so far, in the order in which they can be applied."""
        return self._changes.changes()

    # --- suppliers, sites, buyers ---------------------------------------------------------------

    def add_supplier(self, row: RowDraft, origin: Origin) -> KnownSupplier:
        """A new supplier."""
        draft = row.supplier
        values = {
            name: getattr(draft, name)
            for name in ("name", "code", "country", "address", "supplies", "notes")
            if getattr(draft, name)
        }
        ref = self._changes.add("supplier", values, origin)
        known = KnownSupplier(ref, draft.name, draft.code, draft.country, draft.address)
        known.set_by = dict.fromkeys(values, origin.row)
        self.book.enter(known)
        return known

    def update_supplier(self, known: KnownSupplier, row: RowDraft, origin: Origin) -> Outcome:
        """Fill or change what the row says of a known supplier. The first row of an import to
        say something decides; a later one that says otherwise is told, not followed."""
        before: dict[str, Any] = {}
        doubt = ""
        for name in ("name", "code", "country", "address"):
            new, old = getattr(row.supplier, name), getattr(known, name)
            if not new or old is None or (name == "name" and not may_rename(known, row.supplier)):
                continue
            first = known.set_by.setdefault(name, origin.row) if old else origin.row
            if same_for(name, new, old):
                continue
            if first != origin.row:
                if name == "country":
                    doubt = f"Row {first} gives another country for this supplier; it is kept."
                continue
            known.set_by[name] = origin.row
            before[name] = old
            setattr(known, name, new)
            if name in ("name", "code"):
                self.book.rename(known)
            self._changes.change("supplier", known.ref, {name: new}, origin)
        action = Action.CHANGE if before else Action.UNCHANGED
        return Outcome(action, before, doubt=doubt)

    def site(self, supplier: KnownSupplier, name: str, origin: Origin) -> Ref:
        """The site of a supplier by name; added if new."""
        key = fold(name)
        if key not in supplier.sites:
            values = {"supplier_id": supplier.ref, "name": name}
            supplier.sites[key] = self._changes.add("site", values, origin)
        return supplier.sites[key]

    def _buyer(self, name: str, origin: Origin) -> Ref:
        key = supplier_key(name)
        if key not in self._buyers:
            self._buyers[key] = self._changes.add("buyer", {"name": name}, origin)
        return self._buyers[key]

    # --- evidence -------------------------------------------------------------------------------

    def group(self, supplier: KnownSupplier, draft: EvidenceDraft) -> list[Entry]:
        """The certificates of a supplier among which a draft's own is looked for."""
        groups = self._shelves[supplier.ref].groups
        key = group_key(draft.values, draft.sites)
        number = number_key(draft.values.get("number") or "")
        if groups.get(key) or not number:
            return groups[key]
        if key[0]:
            return groups["", number] if groups.get(("", number)) else groups[key]
        alike = [group for other, group in groups.items() if other[1:] == (number,) and group]
        return alike[0] if len(alike) == 1 else groups[key]

    def first_bearer(self, number: str, standard: str, supplier: Ref) -> Ref:
        """Who had a certificate number of a standard first, on record or in this import."""
        return self._bearers.setdefault((number_key(number), fold(standard)), supplier)

    def numberless(self, supplier: KnownSupplier, draft: EvidenceDraft) -> Entry | None:
        """The one certificate on record of the same standard and expiry that lacks the number
        the draft has, or has the number the draft lacks."""
        expires = draft.values.get("expires_on")
        standard = fold(draft.values.get("standard") or "")
        if not expires or not standard:
            return None
        numbered = bool(draft.values.get("number"))
        found = [
            entry
            for key, group in self._shelves[supplier.ref].groups.items()
            if key[0] == standard
            for entry in group
            if entry.held
            and entry.values.get("expires_on") == expires
            and bool(entry.values.get("number")) != numbered
        ]
        return found[0] if len(found) == 1 else None

    def add_certificate(
        self, supplier: KnownSupplier, draft: EvidenceDraft, origin: Origin,
        renews: Entry | None = None,
    ) -> Entry:  # fmt: skip
        """A new certificate, with its sites, buyers and status."""
        values = {"supplier_id": supplier.ref, **draft.values}
        if renews is not None:
            values["supersedes_id"] = renews.ref
            renews.superseded = renews.seen = True
        ref = self._changes.add("certificate", values, origin)
        entry = Entry(ref, dict(draft.values), seen=True)
        entry.row = draft.row
        entry.supplier = supplier.ref if isinstance(supplier.ref, int) else 0
        self.certificates.append(entry)
        self.group(supplier, draft).append(entry)
        self._links(supplier, entry, draft, origin)
        return entry

    def update_certificate(
        self, supplier: KnownSupplier, entry: Entry, draft: EvidenceDraft, origin: Origin,
        *, fill_only: bool = False,
    ) -> dict[str, Any]:  # fmt: skip
        """Bring a certificate up to what a row says; the old values of what changed."""
        entry.seen = True
        before = differences(entry, draft, fill_only=fill_only)
        changed = {name: draft.values.get(name, "") for name in before}
        if changed:
            entry.values.update(changed)
            self._changes.change("certificate", entry.ref, changed, origin)
        linked = self._links(supplier, entry, draft, origin)
        return before | linked

    def audits(self, supplier: KnownSupplier, draft: EvidenceDraft) -> list[Entry]:
        """The audits of a supplier among which a draft's own is looked for."""
        return self._shelves[supplier.ref].audits[audit_key(draft.values)]

    def add_audit(
        self, supplier: KnownSupplier, draft: EvidenceDraft, origin: Origin, certificate: Ref | None
    ) -> Entry:
        """A new audit, with the buyers who commissioned it."""
        values = {"supplier_id": supplier.ref, **draft.values}
        if certificate is not None:
            values["certificate_id"] = certificate
        entry = Entry(self._changes.add("audit", values, origin), dict(draft.values), seen=True)
        entry.row = draft.row
        self.audits(supplier, draft).append(entry)
        self._link_buyers("audit", entry, draft, origin)
        return entry

    def update_audit(self, entry: Entry, draft: EvidenceDraft, origin: Origin) -> dict[str, Any]:
        """Bring an audit up to what a row says; the old values of what changed."""
        entry.seen = True
        before = differences(entry, draft, fill_only=False)
        changed = {name: draft.values[name] for name in before}
        if "done_on" in changed and entry.values.get("planned_on") == changed["done_on"]:
            before.setdefault("done_on", None)
        if changed:
            entry.values.update(changed)
            self._changes.change("audit", entry.ref, changed, origin)
        return before | self._link_buyers("audit", entry, draft, origin)

    def evaluations(self, supplier: KnownSupplier, draft: EvidenceDraft) -> list[Entry]:
        """The evaluations of a supplier for a draft's period, else of its day."""
        return self._shelves[supplier.ref].evaluations[evaluation_key(draft.values)]

    def add_evaluation(
        self, supplier: KnownSupplier, draft: EvidenceDraft, origin: Origin
    ) -> Entry:
        """A new evaluation."""
        values = {"supplier_id": supplier.ref, **draft.values}
        entry = Entry(self._changes.add("evaluation", values, origin), dict(draft.values))
        entry.seen, entry.row = True, draft.row
        self.evaluations(supplier, draft).append(entry)
        return entry

    def update_evaluation(
        self, entry: Entry, draft: EvidenceDraft, origin: Origin
    ) -> dict[str, Any]:
        """Bring an evaluation up to what a row says; the old values of what changed."""
        entry.seen = True
        before = differences(entry, draft, fill_only=False)
        changed = {name: draft.values[name] for name in before}
        if changed:
            entry.values.update(changed)
            self._changes.change("evaluation", entry.ref, changed, origin)
        return before

    def _links(
        self, supplier: KnownSupplier, entry: Entry, draft: EvidenceDraft, origin: Origin
    ) -> dict[str, Any]:
        before: dict[str, Any] = {}
        for name in draft.sites:
            if fold(name) in entry.sites:
                continue
            before.setdefault("sites", tuple(entry.sites.values()))
            entry.sites[fold(name)] = name
            site = self.site(supplier, name, origin)
            self._changes.add(
                "certificate_site", {"certificate_id": entry.ref, "site_id": site}, origin
            )
        before |= self._link_buyers("certificate", entry, draft, origin)
        for status, flag in (("suspended", entry.suspended), ("withdrawn", entry.withdrawn)):
            if draft.status == status and not flag:
                setattr(entry, status, True)
                kind = EventKind(status)
                values: dict[str, Any] = {"certificate_id": entry.ref, "kind": kind}
                if draft.status_on:
                    values |= {"on": draft.status_on, "reason": _AS_STATED}
                else:
                    values["reason"] = f"{_AS_STATED}, without a date"
                self._changes.add("status_event", values, origin)
                before["status"] = ""
        return before

    def _link_buyers(
        self, record: str, entry: Entry, draft: EvidenceDraft, origin: Origin
    ) -> dict[str, Any]:
        before: dict[str, Any] = {}
        for name in draft.buyers:
            if supplier_key(name) in {supplier_key(known) for known in entry.buyers.values()}:
                continue
            before.setdefault("buyers", tuple(entry.buyers.values()))
            entry.buyers[fold(name)] = name
            values = {f"{record}_id": entry.ref, "buyer_id": self._buyer(name, origin)}
            self._changes.add(f"{record}_buyer", values, origin)
        return before


_AS_STATED = "As stated in the imported list"
