"""The profiles a register offers to judge under, in words: for the header and for reports.

What a buyer usually demands comes first, its exceptions said; where it has any, the same profile
without them is a choice of its own.
"""

from domain.assessment import Profile, ProfileException
from domain.facts import BuyerRef
from domain.vocabulary import CRITICALITY_WORDS
from gui.context import Context

SAID = 3  # exceptions that are said one by one


def concerned_words(exception: ProfileException) -> str:
    """For which suppliers an exception holds: "category tape and high criticality"."""
    parts = []
    if exception.category:
        parts.append(f"category {exception.category}")
    if exception.criticality is not None:
        parts.append(f"{CRITICALITY_WORDS[exception.criticality].lower()} criticality")
    return " and ".join(parts)


def exceptions_words(profile: Profile) -> str:
    """ "with exceptions for high criticality, category tape"; empty where it has none."""
    concerned = list(dict.fromkeys(concerned_words(each) for each in profile.exceptions))
    if len(concerned) > SAID:
        concerned = [*concerned[: SAID - 1], f"{len(concerned) - SAID + 1} more"]
    return f"with exceptions for {', '.join(concerned)}" if concerned else ""


def profile_choices(context: Context, buyer: BuyerRef | None) -> list[tuple[Profile, str]]:
    """The profiles to choose from for a buyer, or nobody in particular, with their words.

    The usual one is the first and carries its exceptions; the value is what judges.
    """
    usual = context.usual_profile(buyer)
    exceptions = exceptions_words(usual)
    choices = [(usual, f"{usual.name}, {exceptions}" if exceptions else usual.name)]
    for profile in context.standing.profiles:
        if profile.name != usual.name:
            choices.append((profile, profile.name))
        elif profile != usual:
            choices.insert(1, (profile, f"{profile.name}, without exceptions"))
    return choices
