"""What a column may hold in view of the columns beside it, before fields are given to columns.

A bare "Name", "Number" or "Date" means what the strong headers beside it say, and a list of
evaluations holds no evidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from importing.cells import Cell
from importing.column_values import Look
from importing.evaluation_columns import EVALUATION_FIELDS, FIGURES
from importing.figures import is_counted
from importing.headers import ADDRESS, header_scores

STRONG = 0.6
# Fields that make a row more than a line of a supplier list.
EVIDENCE = frozenset(
    {
        "standard", "number", "certification_body", "accreditation_body", "issued_on",
        "valid_from", "expires_on", "party", "audit_date", "auditor", "result", "holder",
    }
)  # fmt: skip
_CERTIFICATE = frozenset({"number", "expires_on", "standard", "issued_on", "valid_from"})
AUDIT = frozenset({"audit_date", "auditor", "result"})


@dataclass(frozen=True, slots=True)
class Source:
    """A column as handed in: its header and cells, top to bottom."""

    header: str
    cells: Sequence[Cell]


def settle_by_neighbours(
    scores: list[dict[str, float]], sources: Sequence[Source], looks: Sequence[Look]
) -> None:
    """Weak headers get their meaning from the strong ones beside them."""
    strong = {name for column in scores for name, score in column.items() if score >= STRONG}
    audits = bool(AUDIT & strong) and not {"number", "expires_on"} & strong
    evidence = bool((_CERTIFICATE | AUDIT) & strong) or any(
        look.known_numbers >= 0.5 for look in looks
    )
    elsewhere = any(
        header_scores(source.header).get("supplier", 0.0) >= STRONG for source in sources
    )
    for column, source, look in zip(scores, sources, looks, strict=True):
        said = header_scores(source.header)
        _keep_one(
            column, said, ("audit_date", "issued_on"), "audit_date" if audits else "issued_on"
        )
        if said.get("number", 0.0) < STRONG and said.get("supplier_code", 0.0) < STRONG:
            kept = "number" if evidence else "supplier_code"
            _keep_one(column, said, ("number", "supplier_code"), kept)
            if not evidence:
                column.pop("number", None)
        if _is_weak(said, "supplier"):
            if elsewhere or "holder" in strong:
                column.pop("supplier", None)
            else:
                column.pop("product", None)
                if not _corroborated(strong, look):
                    column.pop("supplier", None)
        elif _is_weak(said, "product"):
            column.pop("product", None)


def keep_to(scores: list[dict[str, float]], sources: Sequence[Source], evaluations: bool) -> None:
    """A list of evaluations holds no certificates and no audits, any other no evaluations."""
    for column, source in zip(scores, sources, strict=True):
        for name in EVIDENCE if evaluations else EVALUATION_FIELDS:
            column.pop(name, None)
        for name in FIGURES if is_counted(source.header) else ():
            column.pop(name, None)


def _keep_one(
    column: dict[str, float], said: Mapping[str, float], names: tuple[str, str], kept: str
) -> None:
    if all(_is_weak(said, name) for name in names) and all(name in column for name in names):
        for name in names:
            if name != kept:
                column.pop(name)


def _is_weak(said: Mapping[str, float], name: str) -> bool:
    return 0.0 < said.get(name, 0.0) < STRONG


def _corroborated(strong: set[str], look: Look) -> bool:
    """Whether a bare "Name" is an organisation's: something beside it speaks of one."""
    beside = {"country", ADDRESS, "supplier_code", "site", "standard", "certification_body"}
    return bool(beside & strong) or "expires_on" in strong or look.organisations >= 0.3
