"""What the user decides while importing: answers, columns, passwords, encodings, sheets.

Plain values without Qt. `Decisions` turns them into `ImportOptions` and remembers questions
that were answered, so that an answer can be seen and changed after the plan was made anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from domain.import_plan import FIELDS, ImportPlan, Question, SheetPlan

if TYPE_CHECKING:
    from importing.options import ImportOptions

TEXT_FILES = (".csv", ".tsv", ".txt")
NOT_CHOSEN = ("Not chosen.", "The sheet is hidden.")  # reasons that the user can change
# Fields that only the mapping of columns knows, besides those of FIELDS.
MAPPED = (*FIELDS, "address", "product")
AS_IT_STANDS = ""  # the answer that leaves a cell as it is

FIELD_WORDS: Mapping[str, str] = {
    "supplier": "Supplier",
    "supplier_code": "Supplier number",
    "country": "Country",
    "address": "Address",
    "site": "Site",
    "holder": "Holder as printed",
    "kind": "Kind of evidence",
    "standard": "Standard",
    "edition": "Edition",
    "number": "Certificate number",
    "certification_body": "Issued by",
    "accreditation_body": "Accreditation body",
    "scope": "Scope",
    "product": "Product",
    "issued_on": "Issued on",
    "valid_from": "Valid from",
    "expires_on": "Ends on",
    "status": "Status as stated",
    "party": "Who audited",
    "commissioned_by": "Commissioned by",
    "audit_date": "Audit date",
    "auditor": "Auditor",
    "result": "Audit result",
    "notes": "Notes",
    "period": "Evaluation: period",
    "period_from": "Evaluation: period from",
    "period_to": "Evaluation: period to",
    "quality": "Evaluation: quality",
    "delivery": "Evaluation: delivery",
    "service": "Evaluation: service",
    "score": "Evaluation: score",
    "rating": "Evaluation: class",
    "evaluated_on": "Evaluated on",
    "evaluated_by": "Evaluated by",
    "next_evaluation_on": "Next evaluation due on",
}
ENCODINGS = (
    ("", "Found by itself"),
    ("utf-8-sig", "Unicode (UTF-8)"),
    ("utf-16", "Unicode (UTF-16)"),
    ("cp1252", "Western European"),
    ("cp1250", "Central European"),
    ("cp1251", "Cyrillic"),
    ("cp1253", "Greek"),
    ("cp1254", "Turkish"),
    ("cp1258", "Vietnamese"),
    ("cp874", "Thai"),
    ("gb18030", "Chinese, simplified"),
    ("cp950", "Chinese, traditional"),
    ("cp932", "Japanese"),
    ("cp949", "Korean"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a file, and the answer, `None` while there is none."""

    path: Path
    question: Question
    answer: str | None = None

    @property
    def key(self) -> tuple[Path, str, str, str]:
        """What makes it the same question when the plan is made anew."""
        return self.path, self.question.about, self.question.column, self.question.subject

    @property
    def is_open(self) -> bool:
        """Whether nothing can be imported before it is answered."""
        return self.question.blocking and self.answer is None


@dataclass
class Decisions:
    """See the module's description. Everything is kept by file; near names count for all."""

    passwords: dict[Path, str] = field(default_factory=dict)
    encodings: dict[Path, str] = field(default_factory=dict)
    sheets: dict[Path, tuple[str, ...]] = field(default_factory=dict)
    mappings: dict[Path, dict[str, dict[str, str]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def options(self, paths: Sequence[Path]) -> "ImportOptions":
        """Everything decided, as the planner takes it."""
        from importing.options import ImportOptions

        return ImportOptions(by_file={path: self._of_file(path) for path in paths})

    def _of_file(self, path: Path) -> "ImportOptions":
        from importing.options import ImportOptions

        answered = [one for one in self.asked if one.answer is not None]
        mine = [one for one in answered if one.path == path]
        countries = [one.answer for one in mine if one.question.about == "country" and one.answer]
        split = any(one.question.about == "split" and one.answer == "split" for one in mine)
        return ImportOptions(
            sheets=self.sheets.get(path, ()),
            split=("supplier",) if split else (),
            defaults={"country": countries[-1]} if countries else {},
            password=self.passwords.get(path),
            encoding=self.encodings.get(path) or None,
            by_sheet=self.mappings.get(path, {}),
            date_orders={
                one.question.column: one.answer or ""
                for one in mine
                if one.question.about == "date_order"
            },
            supplier_answers={
                one.question.subject: int(one.answer) if one.answer else None
                for one in answered
                if one.question.about in ("near_supplier", "supplier")
            },
        )

    def take(self, plan: ImportPlan, paths: Sequence[Path]) -> None:
        """Take over the questions of a new plan; what was answered stays answered."""
        found = [
            Asked(path, question)
            for path, file in zip(paths, plan.files, strict=True)
            for sheet in file.sheets
            for question in sheet.questions
        ]
        answered = {one.key: one for one in self.asked if one.answer is not None}
        fresh = {one.key: one for one in found}
        kept = [one for one in self.asked if one.key in answered and one.path in paths]
        new = [one for key, one in fresh.items() if key not in answered]
        place = {one.key: index for index, one in enumerate(self.asked)}
        after = len(place)
        self.asked = sorted((*kept, *new), key=lambda one: place.get(one.key, after))

    def answer(self, index: int, answer: str) -> None:
        """Answer a question."""
        one = self.asked[index]
        self.asked[index] = Asked(one.path, one.question, answer)

    def first_open(self) -> int:
        """The first question that stands in the way, -1 if none does."""
        return next((index for index, one in enumerate(self.asked) if one.is_open), -1)

    def forget(self, path: Path) -> None:
        """Drop everything about a file."""
        for table in (self.passwords, self.encodings, self.sheets, self.mappings):
            table.pop(path, None)
        self.asked = [one for one in self.asked if one.path != path]


def shown_fields(sheet: SheetPlan) -> dict[str, str]:
    """Header → the field it is shown as; a header that gives two is shown as the first."""
    found: dict[str, str] = {}
    for name in MAPPED:
        header = sheet.columns.get(name)
        if header is not None:
            found.setdefault(header, name)
    return found


def mapping_of(sheet: SheetPlan, chosen: Mapping[str, str]) -> dict[str, str]:
    """Field → header for a sheet whose columns the user has chosen (header → field, "" none).

    Fields that nobody chose are closed, lest a column that was let go comes in as another.
    """
    before = shown_fields(sheet)
    mapping = dict.fromkeys(MAPPED, "")
    for name, header in sheet.columns.items():
        if chosen.get(header, "") == before.get(header, "") and name in mapping:
            mapping[name] = header
    for header, name in chosen.items():
        if name:
            mapping[name] = header
    return mapping


def is_text(path: Path) -> bool:
    """Whether a file is text, which has an encoding to choose."""
    return path.suffix.casefold() in TEXT_FILES
