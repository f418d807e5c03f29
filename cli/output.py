"""How the command line writes results: JSON for programs, CSV for spreadsheets, tables for people.

Nothing is decided here. Texts of the register are written as they are: terminal control
characters are taken out, and no markup is ever read from them.
"""

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.facts import SupplierFacts
from domain.qualification import Assessment
from domain.vocabulary import OUTCOME_WORDS, RULE_WORDS, VERDICT_WORDS

if TYPE_CHECKING:
    from storage.backup import Copied
    from storage.check import CheckReport
    from storage.sharing import SharedPlan

# The main columns of each list, for people.
_SHOWN = {
    "suppliers": "supplier country standard recognition state effective_expiry verdict",
    "certificates": (
        "supplier standard edition number certification_body effective_expiry state recognition"
    ),
    "audits": "supplier party standard done_on result recognition current_until",
    "findings": "supplier grading statement due_on done_on verified_on overdue",
    "evaluations": (
        "supplier period_from period_to quality delivery service score rating class_by_score"
        " next_due_on"
    ),
    "programme": "supplier due_on status kind what why",
    "hints": "supplier kind subject sentence",
    "profiles": "profile standards marks margin_days verification_months used_for",
    "accreditation-bodies": "body name economy status checked_on own",
    "certification-bodies": "body aliases checked_on own",
    "accreditations": "certification_body accreditation_body standard from until status own",
    "editions": "standard edition successor last_day provisional days_left own",
}


def use_utf8() -> None:
    """Names in every script reach a pipe or a console unchanged."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def failure(message: str, as_json: bool, *, code: int) -> int:
    """Say on stderr, and with --json also as an object on stdout, what went wrong."""
    sys.stderr.write(plain(message) + "\n")
    if as_json:
        write_json({"error": message})
    return code


def cut_short(error: OSError) -> int:
    """Say that stdout takes no more (a full disk behind it); what it holds back is dropped."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, no file of ours
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    warn(f"The output could not be written: {error.strerror or error}.")
    return 1


def written(path: Path) -> None:
    """Name a file that was written."""
    sys.stdout.write(f"{plain(str(path))}\n")


def warn(message: str) -> None:
    """Say on stderr what the result does not show by itself."""
    sys.stderr.write(plain(message) + "\n")


def copied(path: Path, copy: "Copied") -> None:
    """Name a copy of a register, and any document that could not be taken along."""
    written(path)
    for name in copy.missing:
        warn(f"Not found whole and not copied: {name}")


def rows(
    kind: str,
    found: Iterable[Mapping[str, Any]],
    *,
    as_json: bool,
    as_csv: bool = False,
    header: Sequence[str] = (),
) -> None:
    """Write list rows whole as JSON or CSV (under `header`), or their main columns as a table."""
    if as_json:
        _json_rows(list(found))  # all of them first: an error on the way must stand alone
    elif as_csv:
        _csv(header, found)
    else:
        columns = _SHOWN[kind].split() if kind in _SHOWN else header
        # A cell of the matrix holds outcome and reason; people at a terminal get the outcome.
        cell = _outcome if kind == "matrix" else _cell
        _table(columns, ([cell(row.get(name)) for name in columns] for row in found))


def assessments(found: Sequence[tuple[SupplierFacts, Assessment]], *, as_json: bool) -> None:
    """Write verdicts with a line per rule."""
    if as_json:
        write_json([_assessment(facts, judged) for facts, judged in found])
        return
    for facts, judged in found:
        sys.stdout.write(f"{plain(facts.name)}: {VERDICT_WORDS[judged.verdict]}\n")
        for line in judged.lines:
            subject = f" ({line.subject})" if line.subject else ""
            text = f"{RULE_WORDS[line.rule]}{subject}: {line.reason}"
            sys.stdout.write(f"  {OUTCOME_WORDS[line.outcome]:<15} {plain(text)}\n")


def _assessment(facts: SupplierFacts, judged: Assessment) -> dict[str, Any]:
    return {
        "supplier": facts.name,
        "supplier_code": facts.code,
        "verdict": judged.verdict.value,
        "profile": judged.profile,
        "buyer": judged.buyer or None,
        "as_of": judged.day.isoformat(),
        "rules": [
            {
                "rule": line.rule.value,
                "subject": line.subject,
                "outcome": line.outcome.value,
                "effect": line.effect.value,
                "reason": line.reason,
                "source": line.source,
                "cure": line.cure,
                "evidence": [
                    {"type": ref.type, "id": ref.id, "label": ref.label} for ref in line.evidence
                ],
            }
            for line in judged.lines
        ],
    }


def shared(plan: "SharedPlan", *, applied: bool, as_json: bool) -> None:
    """Write what a shared file brought, or would bring."""
    if as_json:
        write_json({"applied": applied} | asdict(plan))
        return
    for words, names in (
        ("Added", plan.added),
        ("Replaced", plan.replaced),
        ("Unchanged", plan.unchanged),
        ("There with other content", plan.conflicts),
    ):
        if names:
            sys.stdout.write(plain(f"{words}: {', '.join(names)}") + "\n")
    if not applied:
        sys.stdout.write("Nothing was written.\n")


def check_report(report: "CheckReport", *, as_json: bool) -> None:
    """Write the result of a check of the register."""
    if as_json:
        write_json({"ok": report.ok, "problems": [asdict(problem) for problem in report.problems]})
        return
    for problem in report.problems:
        sys.stdout.write(plain(problem.message) + "\n")
    sys.stdout.write("The register is sound.\n" if report.ok else "The register has faults.\n")


def write_json(value: Any) -> None:
    """A value as JSON on stdout."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1, default=_as_json)
    sys.stdout.write("\n")


def _json_rows(found: Sequence[Mapping[str, Any]]) -> None:
    """An array with a row on each line; the encoder is ten times quicker without indenting."""
    encode = json.JSONEncoder(ensure_ascii=False, default=_as_json).encode
    for number, row in enumerate(found):
        sys.stdout.write(f"{',' if number else '['}\n {encode(row)}")
    sys.stdout.write("\n]\n" if found else "[]\n")


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _csv(header: Sequence[str], found: Iterable[Mapping[str, Any]]) -> None:
    from reports.spreadsheet import as_text

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    for row in found:
        writer.writerow([as_text(value) for value in row.values()])


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_cell(one) for one in value)
    if isinstance(value, dict):
        return " ".join(_cell(one) for one in value.values() if one not in (None, "", False, True))
    return plain(str(value))


def _outcome(value: Any) -> str:
    return _cell(value).partition(": ")[0]


def _table(columns: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in columns:
        table.add_column(Text(name.replace("_", " ")), overflow="fold")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    # Into a pipe or a file a row is one line, however long.
    width = None if sys.stdout.isatty() else 10_000
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
    console.print(table)


def plain(text: str) -> str:
    """Without control characters, so that no name can steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)
