"""One table's rows against the register: what each row would do, and the sheet's summary."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from domain.import_plan import Action, Question, SheetPlan
from domain.matching import fold
from importing.changes import Origin
from importing.clusters import Cluster, clusters
from importing.doubts import Plausibility
from importing.drafts import EvidenceDraft, Refused, RowDraft, SupplierDraft
from importing.evaluation_planner import plan_evaluation, scales_of
from importing.evaluations import read_evaluation
from importing.evidence import read_evidence
from importing.identity import Entry, How, match_audit, match_same_expiry, place
from importing.layout import DataRow
from importing.ledger import Ledger, Outcome
from importing.preview import planned_row, refused_row, samples, show_part
from importing.questions import near_supplier, which_supplier
from importing.row_work import Counts, RowWork, certainty, expiry_of, tally_of
from importing.rows import RowTexts, TableContext, read_row
from importing.suppliers import KnownSupplier
from importing.tables import Table
from importing.wide import block_rows

Tick = Callable[[], None]


class TablePlanner:
    """Plans one table; the ledger carries over to the next."""

    def __init__(self, file: str, table: Table, ledger: Ledger, tick: Tick) -> None:
        self._file = file
        self._table = table
        self._context: TableContext = table.context
        self._ledger = ledger
        self._tick = tick
        self._counts = Counts()
        self._claimed: set[int] = set()
        self._own: dict[str, KnownSupplier] = {}  # added here, by name
        self._questions: list[Question] = list(table.questions)
        self._plausible = Plausibility(table.context, ledger)
        self._scales = scales_of(table.context, table.region)

    def plan(self) -> SheetPlan:
        """Plan every row."""
        rows, refused = self._read()
        for work in sorted(rows, key=certainty):
            self._meet_supplier(work)
        self._ask_about_near_names(rows)
        self._certificates(rows)
        for work in rows:
            self._audits(work)
            self._evaluations(work)
            self._finish(work)
        return self._summary(rows, refused)

    # --- reading and suppliers ------------------------------------------------------------------

    def _read(self) -> tuple[list[RowWork], list[Refused]]:
        rows: list[RowWork] = []
        refused: list[Refused] = []
        first: dict[tuple[str, ...], int] = {}
        for index, data in enumerate(self._table.region.rows):
            self._tick()
            read = read_row(self._context, index, data)
            if isinstance(read, Refused):
                refused.append(read)
                continue
            texts, draft = read
            before = first.setdefault(draft.raw, draft.number)
            self._read_evidence(texts, draft, index, data)
            if not (draft.certificates or draft.audits or draft.evaluations):
                supplies, notes = texts.text("scope")[:1000], texts.text("notes")
                draft.supplier = replace(draft.supplier, supplies=supplies, notes=notes)
            rows.append(RowWork(draft, texts, equal_to=before if before != draft.number else 0))
        return rows, refused

    def _read_evidence(self, texts: RowTexts, draft: RowDraft, index: int, data: DataRow) -> None:
        if self._context.columns.is_of_evaluations:
            draft.evaluations = read_evaluation(self._context, texts, self._scales)
            return
        if not self._context.columns.blocks:
            draft.certificates, draft.audits = read_evidence(self._context, texts)
            return
        for part in block_rows(self._context, texts, index, data.cells):
            certificates, audits = read_evidence(self._context, part)
            draft.certificates += certificates
            draft.audits += audits
            show_part(draft.shown, part)

    def _meet_supplier(self, work: RowWork) -> None:
        draft = work.draft.supplier
        known = self._known(draft)
        if known is None and not draft.name:
            message = f"The supplier number {draft.code} is not on record, and no name is given."
            work.draft.doubts.append(message)
            return
        if known is None:
            known = self._ledger.add_supplier(work.draft, self._origin(work))
            self._counts.added.add(id(known))
            self._own[known.name] = known
            work.outcomes.append(Outcome(Action.ADD))
        else:
            if id(known) not in self._counts.added:
                self._counts.matched.add(id(known))
            outcome = self._ledger.update_supplier(known, work.draft, self._origin(work))
            if outcome.doubt:
                work.texts.report("country", outcome.doubt)
            work.outcomes.append(outcome)
        work.supplier = known
        for site in work.draft.sites:
            if fold(site) not in known.sites:
                self._ledger.site(known, site, self._origin(work))
                work.outcomes.append(Outcome(Action.CHANGE))

    def _known(self, draft: SupplierDraft) -> KnownSupplier | None:
        """The supplier a row means, by the user's answer first."""
        answers = self._context.options.supplier_answers
        if (answered := answers.get(draft.name)) is not None:
            return self._ledger.book.by_id(answered)
        if draft.name in answers and draft.name in self._own:
            return self._own[draft.name]
        match = self._ledger.book.find(draft)
        if not match.several:
            return match.supplier
        if draft.name in answers:
            return None
        self._ask_which(draft.name)
        return match.supplier

    def _ask_which(self, name: str) -> None:
        namesakes = self._ledger.book.namesakes(name)
        question = which_supplier(name, self._header("supplier"), namesakes)
        if question not in self._questions:
            self._questions.append(question)

    def _ask_about_near_names(self, rows: list[RowWork]) -> None:
        answers = self._context.options.supplier_answers
        new: dict[str, RowWork] = {}
        for work in rows:
            known = work.supplier
            if known is not None and id(known) in self._counts.added and known.name not in answers:
                new.setdefault(known.name, work)
        for name, hits in self._ledger.book.near(list(new)).items():
            self._questions.append(near_supplier(name, self._header("supplier"), hits))
            best = hits[0][0]
            new[name].draft.doubts.append(f"Is it {best.name}{best.code and f', {best.code}'}?")

    # --- evidence -------------------------------------------------------------------------------

    def _certificates(self, rows: list[RowWork]) -> None:
        groups: dict[int, list[tuple[RowWork, EvidenceDraft]]] = defaultdict(list)
        lists: dict[int, list[Entry]] = {}
        for work in rows:
            if work.supplier is None:
                continue
            if work.equal_to:
                self._count_repeat(work)
                continue
            for draft in work.draft.certificates:
                entries = self._ledger.group(work.supplier, draft)
                lists[id(entries)] = entries
                groups[id(entries)].append((work, draft))
        for key, group in groups.items():
            self._certificate_group(group, lists[key])

    def _count_repeat(self, work: RowWork) -> None:
        note = f"Equal to row {work.equal_to} in everything."
        work.draft.notes.insert(0, note)
        self._counts.certificates[Action.UNCHANGED] += len(work.draft.certificates)
        self._counts.audits[Action.UNCHANGED] += len(work.draft.audits)
        self._counts.evaluations[Action.UNCHANGED] += len(work.draft.evaluations)

    def _certificate_group(
        self, group: list[tuple[RowWork, EvidenceDraft]], entries: list[Entry]
    ) -> None:
        told = clusters(group)
        free = [entry for entry in entries if id(entry) not in self._claimed]
        found = match_same_expiry([one.draft for one in told], free)
        for index, entry in sorted(found.items()):
            self._claimed.add(id(entry))
            self._same(told[index], entry)
        left = [one for index, one in enumerate(told) if index not in found]
        for one in sorted(left, key=lambda one: expiry_of(one.draft)):
            self._tick()
            self._place(one, entries, alone=len(left) == 1)

    def _place(self, one: Cluster[RowWork], entries: list[Entry], *, alone: bool) -> None:
        supplier, draft = one.lead.supplier, one.draft
        if supplier is None:
            return
        other = self._ledger.numberless(supplier, draft) if alone and not entries else None
        if other is not None and id(other) not in self._claimed:
            self._claimed.add(id(other))
            self._same(one, other)
            return
        pairing = place(draft, entries, self._claimed, alone=alone)
        if pairing.how in (How.SAME, How.MERGED) and pairing.entry is not None:
            self._claimed.add(id(pairing.entry))
            self._same(one, pairing.entry, fill_only=pairing.how is How.MERGED)
            return
        renews = pairing.entry if pairing.how is How.RENEWAL else None
        outcome = Outcome(Action.ADD, doubt=pairing.unclear)
        if renews is not None:
            outcome.before = {"expires_on": renews.values.get("expires_on")}
            outcome.note = "Renewal; the old one is kept."
        entry = self._ledger.add_certificate(supplier, draft, self._origin(one.lead), renews)
        self._claimed.add(id(entry))
        self._settle(one, entry, outcome)

    def _same(self, one: Cluster[RowWork], entry: Entry, *, fill_only: bool = False) -> None:
        supplier = one.lead.supplier
        if supplier is None:
            return
        before = self._ledger.update_certificate(
            supplier, entry, one.draft, self._origin(one.lead), fill_only=fill_only
        )
        action = Action.CHANGE if before and entry.held else Action.UNCHANGED
        self._settle(one, entry, Outcome(action, before if entry.held else {}))

    def _settle(self, one: Cluster[RowWork], entry: Entry, outcome: Outcome) -> None:
        outcome.entry = entry
        if outcome.doubt:
            one.lead.texts.report("number", outcome.doubt, doubtful=True)
        one.lead.outcomes.append(outcome)
        self._counts.certificates[outcome.action] += 1
        self._plausible.look(one.lead.texts, one.lead.supplier, one.draft, entry)
        for work, draft in one.rest:
            work.draft.notes.insert(0, f"The same certificate as row {one.lead.draft.number}.")
            work.outcomes.append(Outcome(Action.UNCHANGED, entry=entry))
            self._counts.certificates[Action.UNCHANGED] += 1
            self._plausible.look(work.texts, work.supplier, draft, entry)

    def _audits(self, work: RowWork) -> None:
        supplier = work.supplier
        if supplier is None or work.equal_to:
            return
        certified = [o.entry.ref for o in work.outcomes if o.entry is not None]
        certificate = certified[0] if len(certified) == 1 else None
        for draft in work.draft.audits:
            entries = self._ledger.audits(supplier, draft)
            entry, twin = match_audit(draft, entries, self._claimed)
            if entry is None:
                if twin:
                    work.texts.report("audit_date", twin, doubtful=True)
                entry = self._ledger.add_audit(supplier, draft, self._origin(work), certificate)
                outcome = Outcome(Action.ADD)
            else:
                before = self._ledger.update_audit(entry, draft, self._origin(work))
                action = Action.CHANGE if before and entry.held else Action.UNCHANGED
                outcome = Outcome(action, before if entry.held else {})
            self._claimed.add(id(entry))
            work.outcomes.append(outcome)
            self._counts.audits[outcome.action] += 1

    def _evaluations(self, work: RowWork) -> None:
        if work.supplier is None or work.equal_to:
            return
        for draft in work.draft.evaluations:
            origin = self._origin(work)
            outcome = plan_evaluation(self._ledger, work.supplier, draft, work.texts, origin)
            work.outcomes.append(outcome)
            self._counts.evaluations[outcome.action] += 1

    def _finish(self, work: RowWork) -> None:
        self._tick()
        work.draft.notes[:0] = [o.note for o in work.outcomes if o.note]

    # --- summary --------------------------------------------------------------------------------

    def _summary(self, rows: list[RowWork], refused: list[Refused]) -> SheetPlan:
        lost = [
            Refused(w.draft.number, w.draft.doubts[-1], w.draft.shown)
            for w in rows
            if w.supplier is None
        ]
        refused = sorted((*refused, *lost), key=lambda one: one.number)
        planned = [refused_row(one) for one in refused]
        planned += [planned_row(w.draft, w.outcomes) for w in rows if w.supplier is not None]
        columns = self._context.columns
        problems = [*self._table.problems, *(p for work in rows for p in work.draft.problems)]
        return SheetPlan(
            sheet=self._table.sheet,
            header_row=self._table.region.header_rows[-1],
            columns=dict(columns.headers),
            ignored_columns=columns.ignored,
            rows=len(self._table.region.rows),
            planned=tuple(sorted(planned, key=lambda one: one.row)),
            suppliers_added=len(self._counts.added),
            suppliers_matched=len(self._counts.matched),
            certificates=tally_of(self._counts.certificates),
            audits=tally_of(self._counts.audits),
            evaluations=tally_of(self._counts.evaluations),
            rejected=tuple((one.number, one.reason) for one in refused),
            problems=tuple(sorted(problems, key=lambda one: one.row)),
            questions=tuple(self._questions),
            samples=samples(self._table.region),
        )

    def _origin(self, work: RowWork) -> Origin:
        return Origin(self._file, self._table.sheet, work.draft.number)

    def _header(self, name: str) -> str:
        return self._context.columns.headers.get(name, name)
