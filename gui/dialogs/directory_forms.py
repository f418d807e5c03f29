"""The forms of the register's own entries: accreditation body, certification body, accreditation
and edition. What they have in common is in `directory_form`.
"""

from typing import TYPE_CHECKING

from domain import records
from domain.directory import (
    CbAccreditation,
    CertificationBody,
    Edition,
    Entry,
)
from domain.own_entries import standards_named
from domain.vocabulary import ACCREDITATION_STATUS_WORDS, AccreditationStatus
from gui.dialogs.directory_body_form import AccreditationBodyForm as AccreditationBodyForm
from gui.dialogs.directory_body_form import scope_suggestions
from gui.dialogs.directory_form import ENDS_FIRST, ONE_A_LINE, DirectoryForm, common, lines_of
from gui.dialogs.directory_reading import Part
from gui.dialogs.form_problems import Problem, order_problem
from gui.dialogs.form_stated import Note, Values

if TYPE_CHECKING:
    pass


class CertificationBodyForm(DirectoryForm):
    """Add or edit a certification body."""

    record, part = "certification_body", Part.CERTIFICATION_BODIES
    model = records.CertificationBody
    noun = "certification body"

    def build_fields(self) -> None:
        """Lay out what the record itself says."""
        fields = self.entries
        fields.line("name", wide=True)
        fields.text("aliases", lines=4, hint=ONE_A_LINE)
        fields.text("exact_aliases", lines=2, hint="One a line, for example BV")
        fields.text("note", lines=2)

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What the names are for."""
        found = super().notes(values)
        found["aliases"] = ("Read as this body where the issuer begins with one of these.", ())
        if values["note"]:
            found["note"] = ("It is told with every certificate that counts by this body.", ())
        return found

    def entry_of(self, values: Values) -> Entry:
        """The values as an entry of the directory."""
        return CertificationBody(
            name=values["name"],
            aliases=lines_of(values["aliases"]),
            exact_aliases=lines_of(values["exact_aliases"]),
            note=values["note"],
            **common(values),
        )


class CbAccreditationForm(DirectoryForm):
    """Add or edit that a certification body is accredited by a body for a standard or scope."""

    record, part = "cb_accreditation", Part.ACCREDITATIONS
    model = records.CbAccreditation
    noun = "accreditation"
    high = 580
    at_field = "ends_on"

    def build_fields(self) -> None:
        """Lay out what the record itself says."""
        fields, directory = self.entries, self.context.directory
        issuers = sorted((body.name for body in directory.certification_bodies), key=str.casefold)
        fields.line("certification_body", suggest=issuers)
        codes = [body.code for body in directory.accreditation_bodies]
        fields.line("accreditation_body", suggest=sorted(codes, key=str.casefold))
        fields.line("standard", suggest=tuple(scope_suggestions(self.context)))
        fields.choice("status", ACCREDITATION_STATUS_WORDS, none="")
        fields.day("starts_on")
        fields.day("ends_on")
        fields["standard"].control.editingFinished.connect(lambda: name_standard(self))

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """It ends after it starts, and is for one standard or scope."""
        return super().conflicts(values) | {
            "ends_on": order_problem("ends_on", "starts_on", values, ENDS_FIRST, self.put),
            "standard": one_standard(values),
        }

    def notes(self, values: Values) -> dict[str, Note | None]:
        """Bodies that are not on file, and what the status makes of it."""
        found, directory = super().notes(values), self.context.directory
        body = str(values["accreditation_body"])
        if body and directory.accreditation_body(body) is None:
            found["accreditation_body"] = (
                "Not among the accreditation bodies: nothing counts by it until it is.", ()
            )  # fmt: skip
        if values["status"] is AccreditationStatus.UNKNOWN:
            found["status"] = ("Whether it is in force stays unknown: nothing counts by it.", ())
        if self.entries["starts_on"].is_blank:
            found["starts_on"] = ("Not known: it counts, and says so.", ())
        return found

    def entry_of(self, values: Values) -> Entry:
        """The values as an entry of the directory."""
        named = standards_named(str(values["standard"]))
        return CbAccreditation(
            certification_body=values["certification_body"],
            accreditation_body=values["accreditation_body"],
            standard=named[0] if named else values["standard"],
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            status=values["status"].value,
            **common(values),
        )


class StandardEditionForm(DirectoryForm):
    """Add or edit an edition of a standard."""

    record, part = "standard_edition", Part.EDITIONS
    model = records.StandardEdition
    noun = "edition"
    high = 540

    def build_fields(self) -> None:
        """Lay out what the record itself says."""
        fields = self.entries
        standards = dict.fromkeys(each.standard for each in self.context.directory.all_editions)
        fields.line("standard", suggest=tuple(standards))
        fields.line("edition", hint="for example 2026")
        fields.line("successor", hint="for example 2026")
        fields.day("invalid_after")
        fields.tick("provisional", "Provisional: not confirmed, so it shortens no certificate")
        fields["standard"].control.editingFinished.connect(lambda: name_standard(self))

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """It is of one standard."""
        return super().conflicts(values) | {"standard": one_standard(values)}

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What the last day does."""
        found = super().notes(values)
        if values["invalid_after"] is None and self.entries["invalid_after"].is_blank:
            found["invalid_after"] = ("Without it the edition is current.", ())
        return found

    def entry_of(self, values: Values) -> Entry:
        """The values as an entry of the directory."""
        named = standards_named(str(values["standard"]))
        return Edition(
            standard=named[0] if named else values["standard"],
            edition=values["edition"],
            successor=values["successor"],
            invalid_after=values["invalid_after"],
            provisional=values["provisional"],
            **common(values),
        )


def one_standard(values: Values) -> Problem | None:
    """An entry is for one standard."""
    named = standards_named(str(values["standard"]))
    if len(named) < 2:
        return None
    return Problem(f"This names several ({', '.join(named)}). Make an entry for each.")


def name_standard(form: DirectoryForm) -> None:
    """Take a designation as the directory writes it."""
    entry = form.entries["standard"]
    named = standards_named(str(entry.value()))
    if len(named) == 1 and named[0] != entry.value():
        form.put("standard", named[0])
