"""Lengths of texts as `domain.records` states them, kept at import: longer texts are cut, told."""

from functools import cache
from typing import Protocol


class Reporter(Protocol):
    """What takes the report of a cut."""

    def report(self, name: str, message: str, *, doubtful: bool = False) -> None:
        """Report something about a field of the row."""


@cache
def _limits() -> dict[tuple[str, str], int]:
    from domain import records  # loads SQLModel: not needed before an import

    models = {"supplier": records.Supplier, "certificate": records.Certificate,
              "audit": records.Audit}  # fmt: skip
    found: dict[tuple[str, str], int] = {}
    for record, model in models.items():
        for name, info in model.model_fields.items():
            for rule in info.metadata:
                length = getattr(rule, "max_length", None)
                if isinstance(length, int):
                    found[record, name] = length
    return found


def limited(record: str, name: str, text: str, row: Reporter) -> str:
    """The text, cut to what the record's field holds; a cut is reported."""
    limit = _limits().get((record, name))
    if limit is None or len(text) <= limit:
        return text
    row.report(name, f"The text is longer than {limit:,} characters and was cut.", doubtful=True)
    return text[:limit].rstrip()
