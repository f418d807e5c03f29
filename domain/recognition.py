"""Recognition level of a piece of evidence: computed, never typed in."""

from dataclasses import dataclass

from domain.vocabulary import Cause, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What a claim is worth. `reasons`: sentences, the deciding one first; `caveats`: sentences
    that qualify a level that counts. `entry` names the directory row used, if any.
    `shown`: the accreditation stands on the certificate (not merely in the directory).
    `buyers`: names of the buyers who recognise it, for ONE_CUSTOMER evidence."""

    level: Level
    cause: Cause | None = None
    reasons: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    entry: str = ""
    shown: bool = False
    buyers: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """All reasons and caveats in one line."""
        return " ".join((*self.reasons, *self.caveats))
