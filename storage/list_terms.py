"""What lists are declared with: terms of orders, kinds, and what several kinds have in common.

Expressions are SQL over the aliases of a kind's tables; `{state}` and `{level}` stand for the
state and recognition on the day, `{values}` for a filter's values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.vocabulary import STATE_ORDER, Criticality, Level, Verdict


@dataclass(frozen=True)
class Term:
    """One term of an order; a term that is not `directed` ignores ascending or descending."""

    sql: str
    directed: bool = True


def text_terms(column: str) -> tuple[Term, ...]:
    """Alphabetical without regard to case, the empty ones last either way."""
    return Term(f"{column} = ''", directed=False), Term(f"{column} COLLATE NOCASE")


def value_terms(column: str) -> tuple[Term, ...]:
    """By value, the unknown ones last either way."""
    return Term(f"{column} IS NULL", directed=False), Term(column)


def rank_sql(column: str, *values: str) -> str:
    """The place of a column's value among `values`, from 1; 0 for any other."""
    cases = " ".join(f"WHEN '{value}' THEN {rank}" for rank, value in enumerate(values, 1))
    return f"CASE {column} {cases} ELSE 0 END"


_STATES = tuple(state.value for state in STATE_ORDER)
_LEVELS = tuple(level.value for level in Level)
BY_STATE = (
    Term("{state} IS NULL", directed=False),
    Term(rank_sql("{state}", *_STATES)),
)
BY_RECOGNITION = (Term(rank_sql("{level}", *_LEVELS)),)
BY_SUPPLIER = (Term("s.name_folded"), Term("s.id"))
BY_CRITICALITY = (
    Term("s.criticality IS NULL", directed=False),
    Term(rank_sql("s.criticality", *(criticality.value for criticality in Criticality))),
)
WORST_VERDICT_FIRST = rank_sql("j.verdict", *reversed(list(Verdict)))
CODE, COUNTRY = text_terms("s.code"), text_terms("s.country")
SUPPLIER_OF = "JOIN supplier AS s ON s.id = {0}.supplier_id"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What one kind of list is made of.

    `joins` come in by need: one whose alias no clause names is left out. `natural` is the order
    where none is asked for, falling if `newest_first`. `facets` are the filters counted
    together; `groups` are counted each by itself. `found_by` is the record whose search lines are
    searched, with the SQL of its id; without it those of the kind's own record. `own_words` is a
    column with the words of a row itself (`search_index.words_of`, a space before each), in which
    what the search lines do not have is looked for.
    """

    record: str
    alias: str
    joins: Mapping[str, str] = field(default_factory=dict)
    always: str = ""
    sorts: Mapping[str, tuple[Term, ...]]
    natural: str
    newest_first: bool = False
    ties: tuple[Term, ...]
    filters: Mapping[str, str] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    found_by: tuple[str, str] | None = None
    own_words: str = ""
