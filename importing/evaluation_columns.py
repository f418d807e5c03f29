"""Whether a table is a list of suppliers' performance, by its headers and what stands below them.

It is where headers speak of quality, delivery, service or a score, the values below them are
figures, and nothing in it makes a certificate.
"""

from collections.abc import Sequence

from importing.column_values import Look
from importing.headers import PART, header_scores

FIGURES = ("quality", "delivery", "service", "score")
PERIOD = ("period", "period_from", "period_to")
EVALUATION_FIELDS = (
    *PERIOD, *FIGURES, "rating", "evaluated_on", "evaluated_by", "next_evaluation_on",
)  # fmt: skip
_STRONG = PART - 0.2
_CERTIFICATE = ("number", "expires_on", "certification_body", "accreditation_body", "valid_from")
_LEAST = 2


def speaks_of_evaluations(headers: Sequence[str], looks: Sequence[Look]) -> bool:
    """Whether a table is a list of evaluations, by its headers and what stands below them."""
    said = [header_scores(header) for header in headers]
    if any(one.get(name, 0.0) >= _STRONG for one in said for name in _CERTIFICATE):
        return False
    figures = {
        name
        for one, look in zip(said, looks, strict=True)
        for name in FIGURES
        if one.get(name, 0.0) >= _STRONG and (look.digits >= 0.5 or not look.filled)
    }
    beside = {name for one in said for name in (*PERIOD, "rating") if one.get(name, 0.0) >= _STRONG}
    return len(figures) >= _LEAST or bool(figures and beside)
