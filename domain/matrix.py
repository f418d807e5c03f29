"""Suppliers by requirement: the lines of an assessment as one cell for each thing demanded.

A column stands for a demanded standard, a demanded mark, or a rule. Where several lines fall into
one cell (several standards, or whether the supplier is in use beside its approval) the cell is as
bad as the worst of them. Nothing is judged here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from domain.assessment import Assessment, Line, Profile
from domain.facts import SupplierFacts
from domain.vocabulary import Effect, Outcome, Rule

_PER_SUBJECT = (Rule.REQUIRED_STANDARD, Rule.PRODUCT_CERTIFICATE)
_ON_EVIDENCE = (
    (Rule.IN_FORCE, "In force"),
    (Rule.MARGIN, "Margin"),
    (Rule.EDITION, "Edition"),
    (Rule.SITE_AND_PRODUCT, "Site/product"),
)
_AFTER_MARKS = (
    (Rule.SURVEILLANCE, "Surveillance"),
    (Rule.NONCONFORMITIES, "Findings"),
    (Rule.VERIFICATION, "Verified"),
    (Rule.SECOND_PARTY_AUDIT, "Buyer audit"),
    (Rule.APPROVAL, "Approval"),
)
_OF_STANDARDS = frozenset(
    {*(rule for rule, _ in _ON_EVIDENCE), Rule.SURVEILLANCE, Rule.VERIFICATION}
)
# Whether a supplier is in use is told beside its approval: both are the organisation's decision.
_TOLD_WITH = {Rule.SUPPLIER_IN_USE: Rule.APPROVAL}
_NOT_ASKED = (None, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One thing demanded. `key` is its own among the columns; `note` stands below the title, in
    smaller letters; `subject` is the standard or mark, empty where it is a rule's column."""

    key: str
    title: str
    note: str
    rule: Rule
    subject: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How a supplier stands there. `outcome` is `None` where it is not asked of this supplier.

    `word` says the outcome in short ("ended", "23 d"), empty where the icon says all. `day` is
    the end of cover below a pass, or the end of a waiver. `lines` are those it was made of, the
    one that decides first.
    """

    column: MatrixColumn
    outcome: Outcome | None
    effect: Effect
    word: str
    day: date | None
    lines: tuple[Line, ...]


def columns_of(profile: Profile) -> tuple[MatrixColumn, ...]:
    """The columns of a profile in the order they are shown, then those only its exceptions have.

    Of rules only those judged by; a rule that looks at standards only where any is demanded, an
    audit by the buyer only where it is demanded.
    """
    profiles = profile.with_exceptions
    found: dict[str, MatrixColumn] = {}
    for one in profiles:
        for column in _own_columns(one, profiles):
            found.setdefault(column.key, column)
    return tuple(found.values())


def cells_of(
    assessment: Assessment, supplier: SupplierFacts, columns: Iterable[MatrixColumn]
) -> tuple[MatrixCell, ...]:
    """The cells of an assessed supplier, one for each column, in their order."""
    columns = tuple(columns)
    lines: dict[str, list[Line]] = {}
    for key, line in _keyed(assessment, columns):
        lines.setdefault(key, []).append(line)
    waiver_ends = {waiver.id: waiver.ends_on for waiver in supplier.waivers}
    return tuple(_cell(column, lines.get(column.key, []), waiver_ends) for column in columns)


def severities(assessment: Assessment, columns: Iterable[MatrixColumn]) -> tuple[int, ...]:
    """The `severity` of each cell of an assessed supplier: all that sorting asks for."""
    columns = tuple(columns)
    worst: dict[str, int] = {}
    for key, line in _keyed(assessment, columns):
        worst[key] = max(worst.get(key, 0), _severity(line.outcome, line.effect))
    return tuple(worst.get(column.key, 0) for column in columns)


def severity(cell: MatrixCell) -> int:
    """How bad a cell is, for sorting: 0 not asked or not applicable, 1 pass, 2 waived, 3 unknown
    without effect, 4 unknown, 5 not met with a conditional effect, 6 not qualified."""
    return _severity(cell.outcome, cell.effect)


def _keyed(assessment: Assessment, columns: tuple[MatrixColumn, ...]) -> Iterator[tuple[str, Line]]:
    """The lines of an assessment, each with the key of the column it is told in."""
    told_with_approval = any(column.rule is Rule.APPROVAL for column in columns)
    for line in assessment.lines:
        rule = _TOLD_WITH.get(line.rule, line.rule) if told_with_approval else line.rule
        yield _key(rule, line.subject if line.rule in _PER_SUBJECT else ""), line


def _own_columns(profile: Profile, profiles: tuple[Profile, ...]) -> Iterator[MatrixColumn]:
    rules = profile.rules
    if Rule.REQUIRED_STANDARD in rules:
        for demand in profile.standards:
            yield _of_subject(Rule.REQUIRED_STANDARD, demand.standard)
    asked = profile.rules - idle_rules(profile)
    for rule, title in _ON_EVIDENCE:
        if rule in asked:
            yield _of_rule(rule, title, profiles)
    if Rule.PRODUCT_CERTIFICATE in rules:
        for mark in profile.marks:
            yield _of_subject(Rule.PRODUCT_CERTIFICATE, mark)
    for rule, title in _AFTER_MARKS:
        if rule in asked:
            yield _of_rule(rule, title, profiles)
    if Rule.SUPPLIER_IN_USE in asked and not _has_approval(profiles):
        yield _of_rule(Rule.SUPPLIER_IN_USE, "In use", profiles)


def _has_approval(profiles: Iterable[Profile]) -> bool:
    return any(Rule.APPROVAL in profile.rules for profile in profiles)


def idle_rules(profile: Profile) -> frozenset[Rule]:
    """The rules that have nothing to look at, since the profile demands nothing of the kind."""
    idle: set[Rule] = set()
    if not profile.standards:
        idle |= {Rule.REQUIRED_STANDARD, *_OF_STANDARDS}
    if not profile.marks:
        idle.add(Rule.PRODUCT_CERTIFICATE)
    if not profile.audit:
        idle.add(Rule.SECOND_PARTY_AUDIT)
    return frozenset(idle)


def _of_subject(rule: Rule, subject: str) -> MatrixColumn:
    return MatrixColumn(_key(rule, subject), subject, "", rule, subject)


def _of_rule(rule: Rule, title: str, profiles: tuple[Profile, ...]) -> MatrixColumn:
    note = ""
    if rule is Rule.MARGIN:
        note = _limits(profiles, rule, lambda one: one.margin_days, "d")
    elif rule is Rule.VERIFICATION:
        note = _limits(profiles, rule, lambda one: one.verification_months, "m")
    return MatrixColumn(_key(rule, ""), title, note, rule, "")


def _limits(
    profiles: Iterable[Profile], rule: Rule, limit: Callable[[Profile], int], unit: str
) -> str:
    """ "30 d"; "30/180 d" where some suppliers are judged by another limit."""
    known = dict.fromkeys(
        limit(profile) for profile in profiles if rule in profile.rules - idle_rules(profile)
    )
    return f"{'/'.join(map(str, known))} {unit}"


def _key(rule: Rule, subject: str) -> str:
    return f"{rule.value}:{subject}" if subject else rule.value


def _cell(column: MatrixColumn, lines: list[Line], waiver_ends: dict[int, date]) -> MatrixCell:
    if not lines:
        return MatrixCell(column, None, Effect.NONE, "", None, ())
    ordered = sorted(lines, key=lambda line: (-_severity(line.outcome, line.effect), _end(line)))
    deciding = ordered[0]
    word, day = deciding.word, None
    if deciding.outcome is Outcome.PASS:
        day = deciding.until
    elif deciding.outcome is Outcome.WAIVED:
        day = _waived_until(deciding, waiver_ends)
    return MatrixCell(column, deciding.outcome, deciding.effect, word, day, tuple(ordered))


def _waived_until(line: Line, waiver_ends: dict[int, date]) -> date | None:
    ends = [waiver_ends[ref.id] for ref in line.evidence if ref.type == "waiver"]
    return ends[-1] if ends else None


def _end(line: Line) -> date:
    return line.until or date.max


def _severity(outcome: Outcome | None, effect: Effect) -> int:
    if outcome in _NOT_ASKED:
        return 0
    if outcome is Outcome.PASS:
        return 1
    if outcome is Outcome.WAIVED:
        return 2
    if effect is Effect.NOT_QUALIFIED:
        return 6
    if outcome is Outcome.FAIL:
        return 5
    return 4 if effect is Effect.CONDITIONAL else 3
