"""Countries by code, English name or native name → ISO 3166-1 alpha-2.

A name that stands for more than one country is no country: the user is asked, never guessed
for. Reading only; whether a column holds countries is `columns`.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from importing.words import data, key

LANGUAGES = (
    "en", "de", "fr", "es", "pt", "it", "nl", "pl", "vi", "th", "id", "ms", "zh", "zh_Hant",
    "ja", "ko", "cs", "sv", "da", "fi", "nb", "hu", "ro", "tr", "el", "uk", "ru", "ar", "hi",
)  # fmt: skip

_NOT_COUNTRIES = frozenset({"EU", "UN", "EZ", "QO", "XA", "XB", "ZZ"})


@dataclass(frozen=True, slots=True)
class Country:
    """A cell read as a country: `code` is alpha-2 or empty, then `problem` says why.
    `unclear`: the name is that of more than one country."""

    code: str
    problem: str = ""
    unclear: bool = False


def read_country(text: str) -> Country:
    """The country a text names. Empty text gives an empty code and no problem."""
    folded = key(text)
    if not folded:
        return Country("")
    ambiguous, names = _tables()
    if folded in ambiguous:
        why = ambiguous[folded]
        return Country("", f"“{text}” {why}.", unclear=why.startswith("can be"))
    code = names.get(folded) or names.get(folded.removeprefix("the ").removeprefix("ประเทศ"))
    if code is None and "(" in text:
        code = names.get(key(text[: text.index("(")]))
    if code is None and "/" in text:
        found = {names[k] for part in text.split("/") if (k := key(part)) in names}
        code = found.pop() if len(found) == 1 else None
    return Country(code) if code else Country("", f"“{text}” is no country we know.")


def country_code(text: str) -> str | None:
    """The alpha-2 code of a text that certainly names one country."""
    return read_country(text).code or None


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    core: Any = import_module("babel")
    names: dict[str, str] = {}
    twice: set[str] = set()
    english = core.Locale("en").territories
    codes = [c for c in english if len(c) == 2 and c.isalpha() and c not in _NOT_COUNTRIES]
    for language in LANGUAGES:
        territories = core.Locale.parse(language).territories
        for code in codes:
            _add(names, twice, key(territories.get(code, "")), code)
    for name in twice:
        names.pop(name, None)
    names.update(_by_name("also"))
    for code in codes:
        names[key(code)] = code
    names.update(_long_codes(core, codes))
    ambiguous = _by_name("unclear")
    for name in ambiguous:
        names.pop(name, None)
    return ambiguous, names


def _by_name(table: str) -> dict[str, str]:
    listed = data("country_names.toml")[table]
    return {key(name): meant for meant, names in listed.items() for name in names}


def _add(names: dict[str, str], twice: set[str], name: str, code: str) -> None:
    if name and names.setdefault(name, code) != code:
        twice.add(name)


def _long_codes(core: Any, codes: list[str]) -> dict[str, str]:
    """Alpha-3 codes and older alpha-2 ones of ISO 3166 (CLDR's territory aliases)."""
    aliases = import_module("babel.core").get_global("territory_aliases")
    return {
        key(alias): meant[0]
        for alias, meant in aliases.items()
        if len(meant) == 1 and meant[0] in codes and len(alias) == 3 and alias.isalpha()
    }
