"""The form of a requirement profile: what is demanded, by which rules it is judged, within which
limits; beside it, live, how many suppliers would qualify.

A supplied profile is edited as a copy of its name that takes its place (`is_new=False` without a
record, the copy's values preset). Renaming a profile renames it where it is used and waived.
"""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from domain import records
from domain.designations import known_standards
from domain.import_plan import Change, New
from domain.profiles import profile_key
from domain.qualification import Profile, profile_problems, supplied_profiles
from domain.vocabulary import Rule
from gui import text
from gui.dialogs.form_problems import Problem, Tell
from gui.dialogs.form_stated import FIRST_CHILD, Note, Values
from gui.dialogs.profile_demands import (
    DemandRow,
    DemandRows,
    demand_changes,
    rows_from,
    usual_subjects,
)
from gui.dialogs.profile_draft import LIMITS, misplaced, placed_problems, profile_from
from gui.dialogs.profile_meaning import ProfileMeaning, Working
from gui.dialogs.profile_rules import RuleTicks
from gui.dialogs.profile_words import ABOUT_MARKS
from gui.dialogs.record_form import RecordForm
from gui.widgets.form_fields import Cure, NumberField

if TYPE_CHECKING:
    from storage.queries import Reader

PAUSE = 250  # milliseconds of stillness before suppliers are judged
NAMES_IT = ("profile_use", "waiver")  # the records that name a profile


class WholeField(NumberField):
    """A whole number; what is none comes back as it is, for the form to refuse."""

    def value(self) -> Any:
        """The number, `None` where nothing is typed."""
        number = super().value()
        return int(number) if isinstance(number, float) and number.is_integer() else number


class ProfileForm(RecordForm):
    """See the module's description."""

    record = "requirement_profile"
    model = records.RequirementProfile
    noun = "requirement profile"
    wide, high, side = 880, 700, 304
    at_field = "name"

    def build(self) -> None:
        """Lay out the fields and the panel."""
        fields = self.entries
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask_meaning)
        fields.line("name", wide=True)
        fields.text("description", lines=3)
        known = [(each.standard, each.kind) for each in known_standards().values()]
        self.grid.heading("What is demanded")
        self._add_rows("standards", "Standards, of how the supplier works", known, mark=False)
        self._add_rows("marks", "Marks, of the product that is supplied", known, mark=True)
        fields.tick("audit", "An audit by the buyer is demanded")
        for name in ("audit_months", "margin_days", "verification_months"):
            if name == "margin_days":
                self.grid.heading("How it is judged")
            control = WholeField()
            control.setPlaceholderText(str(LIMITS[name]))
            fields.add(name, control)
        self.rules = RuleTicks()
        fields.add("rules", self.rules, wide=True)
        assert self.panel is not None
        self.panel.setContentsMargins(1, 60, 0, 12)
        self.meaning = ProfileMeaning(self.context)
        self.panel.addWidget(self.meaning)
        self._working = Working(self.context, self.meaning)
        self.finished.connect(lambda _result: self._pause.stop())
        self.finished.connect(lambda _result: self._working.stop())

    def _add_rows(self, name: str, title: str, known: Any, *, mark: bool) -> None:
        rows = DemandRows(mark=mark, suggestions=usual_subjects(known, mark=mark))
        rows.left.connect(lambda: self._on_row_left(name))
        self.entries.add(name, rows, wide=True, title=title, own=False)

    # Reading

    def read(self, reader: "Reader") -> dict[str, Any]:
        """Its demands besides, and what names it."""
        found = super().read(reader)
        record = found.get("record")
        found["demands"] = rows_from(
            reader.records("profile_demand", profile_id=self.record_id) if record else ()
        )
        name = profile_key(record["name"]) if record else None
        for other in NAMES_IT:
            named = reader.records(other) if record else ()
            found[other] = [
                each["id"] for each in named if profile_key(each["profile"] or "") == name
            ]
        return found

    def show_found(self, found: Mapping[str, Any]) -> None:
        """The name of a supplied profile stays: by it, it takes that one's place."""
        self.entries["name"].control.setEnabled(self._supplied() is None)

    def start_values(self) -> dict[str, Any]:
        """Every rule, unless it is the copy of a profile that asks fewer."""
        return {"rules": " ".join(Rule)}

    def linked(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """Its demands."""
        return dict(found["demands"]) if found.get("record") else {}

    def _on_found(self, found: dict[str, Any]) -> None:
        super()._on_found(found)
        self.entries["rules"].remember()  # with those that the demands ask for

    # What it states

    def fits(self, name: str, values: Values) -> bool:
        """Limits of what is asked."""
        if name == "audit_months":
            standards = values.get("standards", ())
            return bool(values.get("audit")) or any(not each.widely for each in standards)
        asked = {"margin_days": Rule.MARGIN, "verification_months": Rule.VERIFICATION}
        return name not in asked or asked[name] in self.rules.rules()

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """A name there is already, and what cannot be demanded."""
        found: dict[str, Problem | None] = {"name": self._name_problem(str(values["name"]))}
        if not values["rules"]:
            found["rules"] = Problem("Tick at least one rule: without any, all would qualify.")
        for name in LIMITS:
            if isinstance(values[name], float):
                found[name] = Problem("Write a whole number.", tell=Tell.WHEN_LEFT)
        profile = self.profile(values)
        nothing = not profile.subjects and not profile.audit
        for name, words in placed_problems(profile).items():
            cures: tuple[Cure, ...] = ()
            if (row := misplaced(words, values.get(name, ()))) is not None:
                cure = f"Demand it as a {'standard' if name == 'marks' else 'mark'}"
                cures = ((cure, partial(self._move, row, name)),)
            tell = Tell.ON_SAVING if nothing else Tell.WHEN_LEFT
            found.setdefault(name, Problem(words, cures, tell))
        return found

    def _move(self, row: DemandRow, name: str) -> None:
        """Demand among the others what is no such thing here."""
        other = "standards" if name == "marks" else "marks"
        here = self.entries[name].value()
        self.entries[name].set(tuple(each for each in here if each != row))
        self.put(other, (*self.entries[other].value(), DemandRow(row.subject)))

    def _name_problem(self, name: str) -> Problem | None:
        own = profile_key(str((self.found.get("record") or {}).get("name", "")))
        key = profile_key(name)
        if self._supplied() is not None or not key or key == own:
            return None
        if any(profile_key(each.name) == key for each in self.context.standing.profiles):
            return Problem("There is a profile of this name already.")
        return None

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What the name is bound to, and what a mark is about."""
        found: dict[str, Note | None] = {}
        if self._supplied() is not None:
            words = (
                "Takes the place of the supplied profile of this name, which can be restored. "
                "For another name, duplicate it."
            )
            found["name"] = (words, ())
        elif renamed := self._renamed(values):
            found["name"] = (f"Renamed too where it is named: {renamed}.", ())
        if values["marks"]:
            found["marks"] = (ABOUT_MARKS, ())
        return found

    def _renamed(self, values: Values) -> str:
        record = self.found.get("record")
        if record is None or record["name"] == values["name"]:
            return ""
        counts = (len(self.found["profile_use"]), len(self.found["waiver"]))
        words = (text.plural(counts[0], "use"), text.plural(counts[1], "waiver"))
        return ", ".join(each for each, count in zip(words, counts, strict=True) if count)

    def more_changes(self, ref: int | New, values: Values) -> list[Change]:
        """Its demands, and its new name wherever it is named, in the same step."""
        before = self.found["demands"]
        found: list[Change] = []
        for number, name in enumerate(("standards", "marks"), start=1):
            first, mark = number * FIRST_CHILD, name == "marks"
            found += demand_changes(before[name], values[name], ref, first, mark=mark)
        if self._renamed(values):
            for other in NAMES_IT:
                found += [
                    Change(other, id_, {"profile": values["name"]}) for id_ in self.found[other]
                ]
        return found

    def profile(self, values: Values) -> Profile:
        """The profile as the fields say."""
        return profile_from(values, self.rules.rules())

    def _supplied(self) -> Profile | None:
        """The supplied profile whose place this one takes."""
        if self.is_new:
            return None
        name = (self.found.get("record") or self.preset).get("name", "")
        return next(
            (p for p in supplied_profiles() if profile_key(p.name) == profile_key(str(name))), None
        )

    # While typing

    def renew(self) -> None:
        """What is demanded decides which rules have to be asked."""
        values = self.values()
        needed = {
            Rule.REQUIRED_STANDARD: bool(values["standards"]),
            Rule.PRODUCT_CERTIFICATE: bool(values["marks"]),
            Rule.SECOND_PARTY_AUDIT: bool(values["audit"]),
        }
        self.rules.set_forced([rule for rule, asked in needed.items() if asked])
        super().renew()

    def on_renewed(self, values: Values) -> None:
        """Outline the rows a message speaks of, and count anew shortly."""
        for name in ("standards", "marks"):
            said = self.entries[name].field.complaint
            rows = self.entries[name].control
            rows.mark_faulty([row.subject for row in values[name] if row.subject in said])
        self._pause.start()

    def _on_row_left(self, name: str) -> None:
        self.entries[name].was_left = True
        QTimer.singleShot(0, self, self._on_field_left)

    def _on_save_asked(self) -> None:
        if self.record_id is None and not self.is_new and self._loaded and not self.is_dirty:
            self.accept()  # nothing differs from the supplied one: it needs no copy
            return
        super()._on_save_asked()

    def _ask_meaning(self) -> None:
        if not self._loaded:
            return
        profile = self.profile(self.values())
        if problems := profile_problems(profile):
            self.meaning.show_waiting(problems[0])
            self._working.stop()
            return
        self._working.start(profile, self._as_it_stands())

    def _as_it_stands(self) -> Profile | None:
        name = profile_key(str((self.found.get("record") or self.preset).get("name", "")))
        known = () if self.is_new else self.context.standing.profiles
        return next((each for each in known if profile_key(each.name) == name), None)
