"""What a profile would mean: how many suppliers of the register qualify under it, for the buyer
and the day shown, and for whom the verdict differs from that under the profile as it stands.

Worked out on the worker some suppliers at a time, so that anything else asked goes first.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from domain.qualification import Profile, assess
from domain.vocabulary import Verdict
from gui import text
from gui.context import Context, fresh_reader
from gui.models.details import Shown
from gui.tasks import Desk, Job
from gui.widgets.chips import ChipLabel, verdict_chip
from gui.widgets.labels import Hairline, Label
from gui.widgets.scroll import SidePanel

if TYPE_CHECKING:
    from storage.queries import Reader

STRETCH = 100  # suppliers judged before anything else gets its turn
NAMED = 6  # suppliers named of those whose verdict differs
LANE = "profile meaning"
_WORDS = {Verdict.QUALIFIED: "qualified", Verdict.CONDITIONAL: "conditional",
          Verdict.NOT_QUALIFIED: "not qualified"}  # fmt: skip


Moved = tuple[str, Verdict, Verdict]


@dataclass(frozen=True, slots=True)
class Tally:
    """The verdicts so far. `before`: under the profile as it stands, `None` where it is new;
    `moved`: how many have another verdict, `named`: name, verdict before and after of some."""

    total: int = 0
    done: int = 0
    after: Counter[Verdict] = field(default_factory=Counter)
    before: Counter[Verdict] | None = None
    moved: int = 0
    named: tuple[Moved, ...] = ()


def judge_stretch(
    reader: "Reader", ids: Sequence[int], tally: Tally, now: Profile | None, shown: Shown
) -> Tally:
    """On the worker: judge the next suppliers under the draft (`shown.profile`) and as it is."""
    after, before = Counter(tally.after), Counter(tally.before or ())
    moved: list[Moved] = []
    for supplier in reader.suppliers(ids[tally.done : tally.done + STRETCH]):
        verdicts = [
            assess(supplier, each, shown.buyer, shown.day, shown.directory, shown.windows).verdict
            for each in ((shown.profile,) if now is None else (shown.profile, now))
        ]
        after[verdicts[0]] += 1
        before[verdicts[-1]] += 1
        if verdicts[0] is not verdicts[-1]:
            moved.append((supplier.name, verdicts[-1], verdicts[0]))
    done = min(tally.done + STRETCH, len(ids))
    return Tally(
        total=len(ids),
        done=done,
        after=after,
        before=before if now is not None else None,
        moved=tally.moved + len(moved),
        named=(*tally.named, *moved)[:NAMED],
    )


class Working:
    """Works a tally out for a panel; what it was about before is dropped when asked anew."""

    def __init__(self, context: Context, panel: "ProfileMeaning") -> None:
        self._context, self._panel = context, panel
        self._job: Job | None = None

    def start(self, profile: Profile, now: Profile | None) -> None:
        """Judge all suppliers under a draft, and under the profile as it stands."""
        context = self._context
        shown = Shown(
            day=context.day,
            buyer=context.buyer,
            profile=profile,
            windows=context.windows,
            directory=context.directory,
        )
        self._go_on((), Tally(), None if now == profile else now, shown)

    def stop(self) -> None:
        """Want no answer any more."""
        if self._job is not None:
            self._job.stop()

    def _go_on(self, ids: Sequence[int], tally: Tally, now: Profile | None, shown: Shown) -> None:
        def work(desk: Desk, _job: Job) -> tuple[Sequence[int], Tally]:
            reader = fresh_reader(desk)
            wanted = ids or _all_ids(reader, shown)
            return wanted, judge_stretch(reader, wanted, tally, now, shown)

        def done(found: tuple[Sequence[int], Tally]) -> None:
            self._panel.show_tally(found[1])
            if found[1].done < found[1].total:
                self._go_on(*found, now, shown)

        self._job = self._context.tasks.submit(work, done=done, lane=LANE, idle=True)


def _all_ids(reader: "Reader", shown: Shown) -> list[int]:
    from storage.listings import Listing, ListKind

    return list(reader.ordered_ids(Listing(kind=ListKind.SUPPLIERS, day=shown.day)))


class ProfileMeaning(SidePanel):
    """The panel at the right of the form."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = self.inner
        self._column.addWidget(Label("What this means", inner, weight=600))
        buyer = f"For {context.buyer.name}" if context.buyer else "For nobody in particular"
        day = "today" if context.is_today else text.day_long(context.day)
        self._for = Label(f"{buyer}, {day}", inner, size=12, role="text.secondary", wrap=True)
        self._column.addWidget(self._for)
        self._column.addSpacing(6)
        self._make_counts()
        self._state = Label("", inner, size=12, role="text.secondary", wrap=True)
        self._column.addWidget(self._state)
        self._column.addSpacing(4)
        self._line = Hairline(inner)
        self._column.addWidget(self._line)
        self._column.addSpacing(4)
        self._moved_title = Label("", inner, size=12, weight=500, role="text.secondary")
        self._moved = Label("", inner, size=12, role="text.secondary", wrap=True)
        self._column.addWidget(self._moved_title)
        self._column.addWidget(self._moved)
        self._column.addStretch(1)

    def _make_counts(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._chips: dict[Verdict, tuple[ChipLabel, Label]] = {}
        for row, verdict in enumerate(Verdict):
            chip, than = ChipLabel(), Label("", size=12, role="text.secondary")
            grid.addWidget(chip, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(than, row, 1)
            self._chips[verdict] = chip, than
        self._column.addLayout(grid)

    def show_waiting(self, words: str) -> None:
        """Say why nothing is counted."""
        for chip, than in self._chips.values():
            chip.hide()
            than.hide()
        self._state.setText(words)
        self._show_moved(Tally())

    def show_tally(self, tally: Tally) -> None:
        """Show the verdicts so far."""
        for verdict, (chip, than) in self._chips.items():
            count = tally.after[verdict]
            words = f"{text.count(count)} {_WORDS[verdict]}"
            chip.set_chip(replace(verdict_chip(verdict, words), full=words))
            chip.show()
            than.setText(_than(count - tally.before[verdict]) if tally.before else "")
            than.show()
        if not tally.total:
            self._state.setText("There are no suppliers in the register yet.")
        elif tally.done < tally.total:
            done, total = text.count(tally.done), text.count(tally.total)
            self._state.setText(f"{done} of {total} suppliers judged so far.")
        else:
            self._state.setText(f"Of {text.plural(tally.total, 'supplier')} in the register.")
        self._show_moved(tally)

    def _show_moved(self, tally: Tally) -> None:
        self._moved_title.setText(f"Another verdict than now: {text.count(tally.moved)}")
        lines = [f"{name}: {_WORDS[was]} → {_WORDS[now]}" for name, was, now in tally.named]
        if tally.moved > len(lines):
            lines.append(f"and {text.count(tally.moved - len(lines))} more")
        self._moved.setText("\n".join(lines))
        for part in (self._line, self._moved_title, self._moved):
            part.setVisible(bool(tally.moved))

    def words(self) -> tuple[str, ...]:
        """All that is shown, for screen readers and tests."""
        chips = [chip.accessibleName() for chip, _than in self._chips.values() if chip.isVisible()]
        said = (self._for, self._state, self._moved_title, self._moved)
        return (*chips, *(label.text() for label in said if label.isVisibleTo(self)))


def _than(difference: int) -> str:
    if not difference:
        return ""
    return f"{text.count(abs(difference))} {'more' if difference > 0 else 'fewer'} than now"
