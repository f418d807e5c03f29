"""Whether a table is a list of suppliers' performance, by its headers and what stands below them.

It is where headers speak of quality, delivery, service or a score, the values below them are
figures, and nothing in it makes a certificate or an audit: those are what a register is for, and
a list that holds them with a score beside them is read as it was before evaluations were.
"""

from collections.abc import Mapping, Sequence

from importing.column_values import Look
from importing.figures import is_counted
from importing.headers import PART, header_scores

FIGURES = ("quality", "delivery", "service", "score")
PERIOD = ("period", "period_from", "period_to")
EVALUATION_FIELDS = (
    *PERIOD, *FIGURES, "rating", "evaluated_on", "evaluated_by", "next_evaluation_on",
)  # fmt: skip
_STRONG = PART - 0.2
_OF_CERTIFICATES_AND_AUDITS = (
    "standard", "number", "certification_body", "accreditation_body", "issued_on", "valid_from",
    "expires_on", "party", "audit_date", "auditor",
)  # fmt: skip
_BESIDE = (*PERIOD, "rating")
_LEAST = 2


def speaks_of_evaluations(headers: Sequence[str], looks: Sequence[Look]) -> bool:
    """Whether a table is a list of evaluations, by its headers and what stands below them."""
    columns = [
        (header, header_scores(header), look) for header, look in zip(headers, looks, strict=True)
    ]
    if any(look.filled and _is_of_evidence(said, look) for _, said, look in columns):
        return False
    figures = [
        (name, look.filled)
        for header, said, look in columns
        for name in FIGURES
        if said.get(name, 0.0) >= _STRONG
        and (look.figures >= 0.5 or not look.filled)
        and not is_counted(header)
    ]
    beside = any(said.get(name, 0.0) >= _STRONG for _, said, _ in columns for name in _BESIDE)
    several = len({name for name, _ in figures}) >= _LEAST
    return any(filled for _, filled in figures) and (several or beside)


def _is_of_evidence(said: Mapping[str, float], look: Look) -> bool:
    """Whether a column holds what certificates or audits have, and evaluations do not."""
    own = max((said.get(name, 0.0) for name in EVALUATION_FIELDS), default=0.0)
    other = max((said.get(name, 0.0) for name in _OF_CERTIFICATES_AND_AUDITS), default=0.0)
    return look.standards >= 0.5 or (other >= _STRONG and other > own)
