"""When the next evaluation is due, offered with its reason: by criticality and class.

The rounds are those of `domain.reevaluation`; here they are put into words at a field.
"""

from datetime import date

from domain.days import add_months
from domain.reevaluation import interval_months
from domain.vocabulary import CRITICALITY_WORDS, Criticality, SupplierClass
from domain.wording import in_months, sentence
from gui import text
from gui.dialogs.form_problems import Put
from gui.dialogs.form_stated import Note


def round_words(criticality: Criticality | None, rating: SupplierClass | None) -> str:
    """The round and what makes it: "Criticality high, class C: every 6 months"."""
    months = interval_months(criticality, rating)
    if months is None:
        return ""
    by = [f"criticality {CRITICALITY_WORDS[criticality].lower()}"] if criticality else []
    by += [f"class {rating.value}"] if rating else []
    return sentence(f"{', '.join(by)}: every {in_months(months)}").rstrip(".")


def round_note(
    name: str,
    start: date | None,
    criticality: Criticality | None,
    rating: SupplierClass | None,
    put: Put,
) -> Note | None:
    """The day on which the next round ends, offered for an empty field `name`."""
    months = interval_months(criticality, rating)
    if months is None:
        return ("How critical the supplier is is not recorded, so no day follows by itself.", ())
    if start is None:
        return None
    due = add_months(start, months)
    words = f"{round_words(criticality, rating)}. Left empty, it follows by itself."
    return (words, ((f"Use {text.day(due)}", lambda: put(name, due)),))
