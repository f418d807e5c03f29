"""Names of countries for their alpha-2 codes, from Qt's own tables."""

from functools import cache

from PySide6.QtCore import QLocale


@cache
def country_name(code: str) -> str:
    """ "VN" → "Vietnam"; the code itself where it is not known."""
    territory = QLocale.codeToTerritory(code)
    if territory is QLocale.Country.AnyCountry:
        return code
    return QLocale.territoryToString(territory)


@cache
def country_choices() -> tuple[tuple[str, str], ...]:
    """All (code, name), by name, an empty first: for forms."""
    found = {
        QLocale.territoryToCode(territory): QLocale.territoryToString(territory)
        for territory in QLocale.Country
    }
    named = [(code, name) for code, name in found.items() if len(code) == 2 and code.isalpha()]
    return (("", "Not recorded"), *sorted(named, key=lambda pair: pair[1]))
