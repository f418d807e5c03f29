"""What is worked out supplier by supplier before lists can rest on it, by the name of the list."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from domain.directory import Directory
from storage.listings import Listing

if TYPE_CHECKING:
    from storage.queries import Reader

Progress = Callable[[int, int], None]


def work_out(
    reader: "Reader",
    listing: Listing,
    directory: Directory,
    cancelled: Callable[[], bool],
    progress: Progress | None = None,
) -> bool:
    """See to it that what a listing rests on is at hand: verdicts for suppliers, what falls due
    or looks odd for those lists. False if cancelled; what was worked out until then is kept."""
    assert listing.profile is not None
    return reader.judge(
        listing.profile,
        listing.buyer,
        listing.day,
        directory,
        listing.windows,
        progress=progress,
        cancelled=cancelled,
    )
