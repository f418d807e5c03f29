"""Which fields the values of a column fit, and which they name by themselves.

A header only proposes; values decide ("Validity" over the names of standards is no expiry).
"""

from collections.abc import Callable

from importing.column_values import Look

_LONG_TEXT = 100
_PLAINLY_HEADED = 0.4  # enough only where the header leaves no doubt


def fit(field: str, look: Look) -> float:
    """0: cannot be this field, 1: just right. An empty column neither fits nor contradicts."""
    if not look.filled:
        return 0.6
    if field in _DATE_FIELDS:
        return _date_fit(look)
    if look.dates >= 0.5 and field == "number":
        return _PLAINLY_HEADED  # 20250101 may be a number as well
    if look.dates >= 0.5 or (look.urls >= 0.5 and field != "notes"):
        return 0.0
    return _FITS.get(field, _text_fit)(look)


_DATE_FIELDS = frozenset(
    {
        "issued_on", "valid_from", "expires_on", "audit_date", "planned_on",
        "period_from", "period_to", "evaluated_on", "next_evaluation_on",
    }
)  # fmt: skip


def _date_fit(look: Look) -> float:
    likeness = max(look.dates, look.serials)
    if likeness >= 0.4:
        return 1.0
    if max(look.standards, look.countries, look.bodies, look.statuses, look.parties) >= 0.5:
        return 0.0
    if likeness or look.digits >= 0.4:
        return 0.8
    return 0.4 if look.urls < 0.5 else 0.0


def _name_fit(look: Look) -> float:
    if look.numeric >= 0.5 or look.standards >= 0.5:
        return 0.05
    if look.codes >= 0.7 and look.organisations < 0.3:
        return 0.3
    if look.countries >= 0.6 and look.organisations < 0.3:
        return 0.1
    if max(look.statuses, look.results) >= 0.7 and look.organisations < 0.2:
        return 0.1
    return 1.0


def _code_fit(look: Look) -> float:
    if look.counter:
        return 0.3
    if max(look.codes, look.numeric) >= 0.5:
        return 1.0
    return 0.5 if look.length <= 20 and look.organisations < 0.3 else 0.1


def _country_fit(look: Look) -> float:
    if look.countries >= 0.4:
        return 1.0
    return 0.6 if look.length <= 30 and look.digits < 0.3 and look.organisations < 0.3 else 0.1


def _standard_fit(look: Look) -> float:
    if look.standards >= 0.3:
        return 1.0
    others = (look.countries, look.bodies, look.statuses, look.parties, look.accreditors)
    if max(others) >= 0.5 or look.numeric >= 0.5 or look.length > _LONG_TEXT:
        return 0.05
    return 0.3 if look.known_numbers >= 0.5 else 0.65


def _number_fit(look: Look) -> float:
    if look.known_numbers >= 0.5:
        return 1.0
    if look.standards >= 0.5:
        return 0.1
    if look.counter:
        return 0.5
    return 1.0 if look.digits >= 0.3 else _PLAINLY_HEADED


def _body_fit(look: Look) -> float:
    if look.bodies >= 0.2:
        return 1.0
    if look.standards >= 0.4 or look.numeric >= 0.5:
        return 0.05
    return 0.1 if look.countries >= 0.7 else 0.8


def _accreditor_fit(look: Look) -> float:
    if look.accreditors >= 0.2:
        return 1.0
    return 0.1 if look.standards >= 0.5 or look.numeric >= 0.5 else 0.75


def _words_fit(share: float, otherwise: float) -> float:
    return 1.0 if share >= 0.3 else otherwise


def _site_fit(look: Look) -> float:
    if look.numeric >= 0.5 or look.standards >= 0.5:
        return 0.05
    return 0.2 if look.countries >= 0.6 else 0.9


def _kind_fit(look: Look) -> float:
    if look.standards >= 0.4 or look.parties > look.kinds:
        return 0.1
    return _words_fit(look.kinds, 0.2)


def _edition_fit(look: Look) -> float:
    return 1.0 if look.editions >= 0.4 else 0.1


def _text_fit(look: Look) -> float:
    return 0.1 if look.numeric >= 0.7 else 0.95


def _figure_fit(look: Look) -> float:
    return 1.0 if look.figures >= 0.5 else 0.1


_FITS: dict[str, Callable[[Look], float]] = {
    "supplier": _name_fit,
    "holder": _name_fit,
    "commissioned_by": _name_fit,
    "supplier_code": _code_fit,
    "country": _country_fit,
    "site": _site_fit,
    "standard": _standard_fit,
    "edition": _edition_fit,
    "number": _number_fit,
    "certification_body": _body_fit,
    "accreditation_body": _accreditor_fit,
    "kind": _kind_fit,
    "party": lambda look: _words_fit(look.parties, 0.1),
    "status": lambda look: _words_fit(look.statuses, 0.45),
    "result": lambda look: _words_fit(look.results, 0.5),
    "notes": lambda look: 0.95,
    "period": lambda look: 0.9,
    "quality": _figure_fit,
    "delivery": _figure_fit,
    "service": _figure_fit,
    "score": _figure_fit,
    "rating": lambda look: 1.0 if look.length <= 20 else 0.2,
}

_SPEAKS: dict[str, Callable[[Look], bool]] = {
    "standard": lambda look: look.standards >= 0.6,
    "certification_body": lambda look: look.bodies >= 0.6 and look.accreditors <= look.bodies,
    "accreditation_body": lambda look: look.accreditors >= 0.6 and look.bodies < look.accreditors,
    "party": lambda look: look.parties >= 0.8 and look.bodies < 0.3,
    "number": lambda look: look.known_numbers >= 0.5,
}


def spoken(look: Look) -> frozenset[str]:
    """Fields the values name by themselves, whatever the header says."""
    if not look.filled or look.dates >= 0.5:
        return frozenset()
    return frozenset(field for field, says in _SPEAKS.items() if says(look))
