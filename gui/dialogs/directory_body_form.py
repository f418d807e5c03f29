"""The form of an accreditation body with its scopes, each from and until a day."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from domain import records
from domain.directory import AccreditationBody, BodyStatus, Entry, Scope
from domain.directory_entries import SCOPES
from gui.countries import country_choices
from gui.dialogs.directory_form import ENDS_FIRST, ONE_A_LINE, DirectoryForm, common, lines_of
from gui.dialogs.directory_reading import Part
from gui.dialogs.directory_words import BODY_STATUS_WORDS, INTERNATIONAL, span_words
from gui.dialogs.form_problems import Problem, order_problem
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm
from gui.widgets.form_rows import Row, RowsList
from gui.widgets.form_search import Option, SearchField, find_among

if TYPE_CHECKING:
    from gui.context import Context
    from storage.queries import Reader


class AccreditationBodyForm(DirectoryForm):
    """Add or edit an accreditation body or a scheme's own authority, with its scopes."""

    record, part = "accreditation_body", Part.ACCREDITATION_BODIES
    model = records.AccreditationBody
    noun = "accreditation body"

    def build_fields(self) -> None:
        """Lay out what the record itself says."""
        fields = self.entries
        fields.line("code", hint="for example UKAS")
        found = [(INTERNATIONAL, "International"), *((c, n) for c, n in country_choices() if c)]
        options = [Option(code, words, code) for code, words in found]
        fields.add("economy", SearchField(find_among(options), blank="", hint="Type a country"))
        fields.line("name", wide=True)
        fields.choice("status", BODY_STATUS_WORDS, none="", wide=True)
        self.scopes = RowsList(
            "accreditation_scope",
            describe=_scope_lines,
            edit=self._edit_scope,
            add="Add a scope…",
            icon="shield-check",
        )
        self.add_list("Scopes it is recognised for", "body_id", self.scopes)
        fields.text("aliases", lines=2, hint=ONE_A_LINE)
        fields.text("note", lines=2)

    def _edit_scope(self, rows: RowsList, row: Row | None) -> None:
        form = ScopeForm(
            self.context,
            self,
            take=rows.add if row is None else lambda values: rows.put(row, values),
            is_new=row is None,
            known=tuple(scope_suggestions(self.context)),
            **({} if row is None else row.values),
        )
        form.finished.connect(lambda _result: self.still_open())
        form.open()

    def read(self, reader: "Reader") -> dict[str, Any]:
        """Its scopes besides."""
        found = super().read(reader)
        if self.record_id is not None:
            found["scopes"] = reader.records("accreditation_scope", body_id=self.record_id)
        return found

    def show_found(self, found: Mapping[str, Any]) -> None:
        """Fill the scopes: those on record, or those that were supplied."""
        self.scopes.set_rows(found.get("scopes", ()))
        if isinstance(self.supplied, AccreditationBody):
            self.scopes.begin_with(
                [
                    {"scope": s.scope, "starts_on": s.starts_on, "ends_on": s.ends_on}
                    for s in self.supplied.scopes
                ]
            )
        self._scopes_at_start = self.scopes.value()

    @property
    def is_dirty(self) -> bool:
        """Scopes that were supplied are no edit of the user's."""
        return self._loaded and (
            self.entries.is_edited or self.scopes.value() != self._scopes_at_start
        )

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What its status makes of it."""
        found = super().notes(values)
        status = values["status"]
        if status is BodyStatus.UNKNOWN:
            found["status"] = ("Its accreditations stay unproven until this is checked.", ())
        elif status in (BodyStatus.SIGNATORY, BodyStatus.SCHEME_AUTHORITY) and not self.scopes.rows:
            found["status"] = ("Without a scope it counts for no standard. Add one below.", ())
        return found

    def entry_of(self, values: Values) -> Entry:
        """The values as an entry of the directory."""
        return AccreditationBody(
            code=values["code"],
            name=values["name"],
            economy=values["economy"],
            aliases=lines_of(values["aliases"]),
            status=values["status"],
            scopes=tuple(
                Scope(
                    scope=row.values["scope"],
                    starts_on=row.values.get("starts_on"),
                    ends_on=row.values.get("ends_on"),
                )
                for row in self.scopes.rows
            ),
            note=values["note"],
            **common(values),
        )


class ScopeForm(RecordForm):
    """Add or edit a scope of an accreditation body."""

    record = "accreditation_scope"
    model = records.AccreditationScope
    noun = "scope"
    owner = "body_id"
    at_field = "ends_on"

    def __init__(self, *arguments: Any, known: Sequence[str] = (), **more: Any) -> None:
        self._known = known
        super().__init__(*arguments, **more)

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.line("scope", wide=True, suggest=self._known, hint="A scope, standard or scheme")
        fields.day("starts_on")
        fields.day("ends_on")

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """It ends after it starts."""
        return {"ends_on": order_problem("ends_on", "starts_on", values, ENDS_FIRST, self.put)}

    def notes(self, values: Values) -> dict[str, Note | None]:
        """A start that is not known counts from ever."""
        if self.entries["starts_on"].is_blank:
            return {"starts_on": ("Not known: it counts from ever, and says so.", ())}
        return {}

    def name_of(self, values: Values) -> str:
        """The scope itself."""
        return str(values["scope"])


def scope_suggestions(context: "Context") -> dict[str, None]:
    """What an accreditation can be for: the general scopes first, then standards and schemes."""
    return dict.fromkeys((*SCOPES, *context.directory.standards))


def _scope_lines(values: Mapping[str, Any]) -> tuple[str, str]:
    days = span_words(values.get("starts_on"), values.get("ends_on"))
    return str(values["scope"]), days[:1].upper() + days[1:]
