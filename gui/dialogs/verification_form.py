"""The form of a check of a certificate with its issuer or a public register."""

from typing import TYPE_CHECKING, Any

from domain import records
from domain.vocabulary import CHECK_WORDS, CheckResult, Kind
from gui import text
from gui.dialogs.form_entries import CHOOSE
from gui.dialogs.form_problems import Problem, Tell, ahead_problem
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm
from gui.widgets.form_fields import FormField

if TYPE_CHECKING:
    from storage.queries import Reader

CERTSEARCH = "IAF CertSearch"
SOURCES = (
    "Issuer's certificate database",
    "Issuer, by e-mail",
    "Issuer, by telephone",
    CERTSEARCH,
    "UL Product iQ",
    "ISCC certificate database",
    "IATF customer portal",
    "OASIS",
)
_RESULT_NOTES = {
    CheckResult.NOT_FOUND: (
        "Not found is no proof of a fake; public registers are incomplete. Ask the issuer."
    ),
    CheckResult.CONTRADICTED: (
        "The certificate counts against the supplier until a later check confirms it."
    ),
}


class VerificationForm(RecordForm):
    """Add or edit a check."""

    record = "verification"
    model = records.Verification
    noun = "check"
    owner = "certificate_id"
    asks_reason = frozenset({"on", "result", "source"})

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        fields.choice("result", CHECK_WORDS, none=CHOOSE)
        fields.line("source", suggest=SOURCES, hint="The issuer, or a register")
        fields.day("on")
        fields.line("by")
        fields.text("note", lines=3)
        self.grid.add(FormField("What was answered", self.add_proofs()), wide=True)

    def read(self, reader: "Reader") -> dict[str, Any]:
        """The attached answers besides."""
        found = super().read(reader)
        if self.record_id is not None:
            found["documents"] = reader.documents("verification", self.record_id)
        return found

    def start_values(self) -> dict[str, Any]:
        """Checked today, by whoever sits here."""
        return {"on": self.context.today, "by": self.context.author}

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """What was checked was checked by now; what contradicts is said."""
        silent = None
        if values["result"] is CheckResult.CONTRADICTED and not values["note"]:
            silent = Problem("Say what contradicts: number, holder, dates…", tell=Tell.ON_SAVING)
        words = "This day has not come yet."
        return {"on": ahead_problem("on", values, self.context.today, words), "note": silent}

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What a result and its source do and do not prove."""
        found: dict[str, Note | None] = {}
        if words := _RESULT_NOTES.get(values["result"]):
            found["result"] = (words, ())
        certificate = self.found["owner"]
        if values["source"] == CERTSEARCH and certificate["kind"] is Kind.PRODUCT:
            found["source"] = ("It lists management systems only, no products.", ())
        issued, day = certificate["issued_on"], values["on"]
        if day is not None and issued is not None and day < issued:
            words = f"This lies before the issue of the certificate on {text.day(issued)}."
            found["on"] = (words, ())
        elif self.entries["on"].is_blank:
            found["on"] = ("Without a day it counts from today.", ())
        return found

    def name_of(self, values: Values) -> str:
        """The result in words."""
        return f"“{CHECK_WORDS[values['result']]}”"
