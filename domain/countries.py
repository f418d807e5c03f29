"""Countries by their two-letter code (ISO 3166-1) and the English name used in trade."""

from functools import cache

from domain.matching import fold
from domain.reference import rows, several


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("countries")}


@cache
def _codes() -> dict[str, str]:
    return {
        fold(name): row["code"]
        for row in rows("countries")
        for name in (row["name"], *several(row["aliases"]))
    }


def country_name(code: str) -> str:
    """The trade name of a country ("VN" is "Vietnam"); an unknown code stands for itself."""
    return _names().get(code.upper(), code)


def country_code(text: str) -> str | None:
    """The two-letter code of a country given by code or English name, `None` if not known."""
    folded = fold(text)
    if folded.upper() in _names():
        return folded.upper()
    return _codes().get(folded) or _codes().get(folded.rstrip("."))
