"""Blocks placed on pages. Knows heights and keeping together, nothing of what is on the pages."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.blocks import Block


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and how far below the frame's top it stands."""

    block: Block
    offset: float


def pages(
    blocks: Iterable[Block], *, width: float, first: float, later: float
) -> list[list[Placed]]:
    """All blocks on pages whose frames are `first` and then `later` points tall."""
    flow = _Flow(width, first, later)
    waiting = deque(blocks)
    while waiting:
        block = waiting.popleft()
        rest = flow.place(block, waiting)
        if rest is not None:
            waiting.appendleft(rest)
    return flow.pages


class _Flow:
    def __init__(self, width: float, first: float, later: float) -> None:
        self.width, self.first, self.later = width, first, later
        self.pages: list[list[Placed]] = [[]]
        self.used = 0.0

    @property
    def frame(self) -> float:
        return self.first if len(self.pages) == 1 else self.later

    def place(self, block: Block, following: Sequence[Block]) -> Block | None:
        """Place the block or its first part; returns what is left of it."""
        needed = max(self._needed(block, following), block.min_room)
        if self.used and self._before(block) + needed > self._room + 0.01:
            self._turn()
        before = self._before(block)
        if before + block.height(self.width) <= self._room + 0.01:
            self._put(block, before)
            return None
        parts = block.split(self.width, self._room - before)
        if parts is not None:
            self._put(parts[0], before)
            self._turn()
            return parts[1]
        if self.used:
            self._turn()
            return block
        self._put(block, before)  # taller than a page and in one piece: as much as there is room
        return None

    @property
    def _room(self) -> float:
        return self.frame - self.used

    def _before(self, block: Block) -> float:
        return block.space_before if self.used else 0.0

    def _needed(self, block: Block, following: Sequence[Block]) -> float:
        """Room for the block's beginning, and for what it must not be parted from."""
        if not block.keep_with_next:
            return min(block.opening(self.width), self.later)
        needed = block.height(self.width)
        for successor in following:
            needed += successor.space_before
            if not successor.keep_with_next:
                return min(needed + successor.opening(self.width), self.later)
            needed += successor.height(self.width)
        return needed

    def _put(self, block: Block, before: float) -> None:
        self.pages[-1].append(Placed(block, self.used + before))
        self.used += before + block.height(self.width)

    def _turn(self) -> None:
        self.pages.append([])
        self.used = 0.0
