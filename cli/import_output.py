"""What an import did, or would do, as JSON or in words."""

import sys
from typing import Any

from cli.output import plain, write_json
from domain.import_plan import FIELDS, ImportPlan, SheetPlan, Tally


def import_result(plan: ImportPlan, applied: bool, *, as_json: bool) -> None:
    """Write what an import did, or would do, file by file and sheet by sheet."""
    if as_json:
        write_json({"applied": applied, "files": [_file(file) for file in plan.files]})
    else:
        _import_in_words(plan, applied)
    for question in plan.blocking:
        sys.stderr.write(
            plain(f"{question.message} Nothing was changed. Answer with {question.option}.") + "\n"
        )


def _file(file: Any) -> dict[str, Any]:
    return {
        "file": file.file,
        "sheets": [_sheet(sheet) for sheet in file.sheets],
        "skipped_sheets": [{"sheet": s, "reason": reason} for s, reason in file.skipped_sheets],
    }


def _sheet(sheet: SheetPlan) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "header_row": sheet.header_row,
        "columns": {name: head for name, head in sheet.columns.items() if name in FIELDS},
        "ignored_columns": list(sheet.ignored_columns),
        "rows": sheet.rows,
        "suppliers": {"added": sheet.suppliers_added, "matched": sheet.suppliers_matched},
        "certificates": _tally(sheet.certificates),
        "audits": _tally(sheet.audits),
        "evaluations": _tally(sheet.evaluations),
        "rejected": [{"row": row, "reason": reason} for row, reason in sheet.rejected],
        "problems": [
            {"row": p.row, "column": p.column, "value": p.value, "message": p.message}
            for p in sheet.problems
        ],
        "questions": [
            {"about": q.about, "column": q.column, "message": q.message, "option": q.option}
            for q in sheet.questions
        ],
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {
        "added": tally.added,
        "changed": tally.changed,
        "unchanged": tally.unchanged,
        "absent": tally.absent,
    }


def _import_in_words(plan: ImportPlan, applied: bool) -> None:
    for file in plan.files:
        for sheet in file.sheets:
            counts = sheet.certificates
            sys.stdout.write(
                f"{plain(file.file)}, {plain(sheet.sheet)}: {sheet.rows} rows; suppliers "
                f"{sheet.suppliers_added} new, {sheet.suppliers_matched} known; certificates "
                f"{counts.added} added, {counts.changed} changed, {counts.unchanged} unchanged, "
                f"{counts.absent} no longer in the file; audits {sheet.audits.added} added"
                + (
                    f"; evaluations {sheet.evaluations.added} added"
                    if sheet.evaluations.added
                    else ""
                )
                + "\n"
            )
            for row, reason in sheet.rejected:
                sys.stdout.write(f"  Row {row} refused: {plain(reason)}\n")
            for problem in sheet.problems:
                where = f"{problem.column}: " if problem.column else ""
                sys.stdout.write(f"  Row {problem.row}, {plain(where + problem.message)}\n")
            for question in sheet.questions:
                if not question.blocking:
                    sys.stdout.write(f"  {plain(question.message)} ({question.option})\n")
        for name, reason in file.skipped_sheets:
            sys.stdout.write(f"{plain(file.file)}, {plain(name)} left out: {plain(reason)}\n")
    if not applied:
        sys.stdout.write("Nothing was written.\n")
