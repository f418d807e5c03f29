"""The form of a waiver: one rule, for a buyer or a profile, with a reason and an end."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain import records
from domain.days import add_months
from domain.vocabulary import RULE_WORDS, Rule
from gui import text
from gui.dialogs.form_entries import CHOOSE
from gui.dialogs.form_problems import Problem, Tell, order_problem
from gui.dialogs.form_stated import Note, Values
from gui.dialogs.record_form import RecordForm
from gui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from storage.queries import Reader

WAIVABLE = {rule: words for rule, words in RULE_WORDS.items() if rule is not Rule.SUPPLIER_IN_USE}
USUAL_MONTHS = 3


class WaiverForm(RecordForm):
    """Add or edit a waiver."""

    record = "waiver"
    model = records.Waiver
    noun = "waiver"
    owner = "supplier_id"
    asks_reason = frozenset(
        {"rule", "subject", "buyer_id", "profile", "reason", "by", "granted_on", "ends_on"}
    )

    def build(self) -> None:
        """Lay out the fields."""
        fields = self.entries
        profiles = self.context.standing.profiles
        subjects = dict.fromkeys(s for profile in profiles for s in profile.subjects)
        fields.choice("rule", WAIVABLE, none=CHOOSE)
        fields.line("subject", suggest=tuple(subjects), hint="Every one the rule asks for")
        fields.choice("buyer_id", {}, none="Every buyer")
        names = {profile.name: profile.name for profile in profiles}
        fields.choice("profile", names, none="Every profile")
        fields.text("reason", lines=3)
        fields.line("by", wide=True)
        fields.day("granted_on")
        fields.day("ends_on")

    def read(self, reader: "Reader") -> dict[str, Any]:
        """The buyers besides."""
        return super().read(reader) | {"buyers": reader.buyers()}

    def show_found(self, found: Mapping[str, Any]) -> None:
        """Offer the buyers, and a profile that is named but no longer there."""
        buyers: Any = self.entries["buyer_id"].control
        assert isinstance(buyers, ChoiceField)
        named = [(buyer.id, buyer.name) for buyer in found["buyers"]]
        buyers.set_options([(None, "Every buyer"), *named])
        given = found.get("record") or self.preset
        if given.get("rule") is Rule.SUPPLIER_IN_USE:
            self.entries["rule"].control.set_options([(None, CHOOSE), *RULE_WORDS.items()])
        profile = given.get("profile")
        known = [each.name for each in self.context.standing.profiles]
        if profile and profile not in known:
            offered = [(None, "Every profile"), *((n, n) for n in (*known, profile))]
            self.entries["profile"].control.set_options(offered)

    def start_values(self) -> dict[str, Any]:
        """Granted today, by whoever sits here."""
        return {"granted_on": self.context.today, "by": self.context.author}

    def conflicts(self, values: Values) -> dict[str, Problem | None]:
        """It belongs to a buyer or a profile, and ends after it was granted."""
        nobody = None
        if values["buyer_id"] is None and values["profile"] is None:
            nobody = Problem("Choose a buyer or a profile it holds for.", tell=Tell.ON_SAVING)
        words = "It ends before it was granted."
        in_use = Problem("That a supplier is withdrawn or disqualified cannot be waived.")
        return {
            "rule": in_use if values["rule"] is Rule.SUPPLIER_IN_USE else None,
            "buyer_id": nobody,
            "ends_on": order_problem("ends_on", "granted_on", values, words),
        }

    def notes(self, values: Values) -> dict[str, Note | None]:
        """What a waiver does not cover, and how long one usually lasts."""
        found: dict[str, Note | None] = {}
        if values["rule"] is Rule.VERIFICATION:
            found["rule"] = ("A contradicted check cannot be waived.", ())
        start = values["granted_on"]
        if start is not None and self.entries["ends_on"].is_blank:
            end = add_months(start, USUAL_MONTHS)
            cure = (f"Use {text.day(end)}", lambda: self.put("ends_on", end))
            found["ends_on"] = ("It holds until this day and no longer.", (cure,))
        return found

    def name_of(self, values: Values) -> str:
        """The rule in words."""
        return f"of {RULE_WORDS[values['rule']].lower()}"
