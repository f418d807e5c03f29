"""The requirement profiles that are supplied, and finding one by its name."""

from collections.abc import Iterable

from domain.assessment import Demand, Profile
from domain.errors import UnknownName, UserError
from domain.facts import BuyerRef
from domain.vocabulary import Rule

CERTIFICATES_ON_FILE = Profile(
    name="Certificates on file",
    description=(
        "What the certificates on record say by themselves: useful right after an import, "
        "before anybody has checked, decided or audited anything."
    ),
    standards=(Demand(standard="ISO 9001"),),
    rules=frozenset(
        {
            Rule.REQUIRED_STANDARD,
            Rule.IN_FORCE,
            Rule.MARGIN,
            Rule.EDITION,
            Rule.NONCONFORMITIES,
        }
    ),
)
GENERAL_B2B = Profile(
    name="General B2B: ISO 9001",
    description=(
        "A widely recognised ISO 9001 certificate, checked with its issuer, for the site and "
        "product that are supplied, and an approved supplier without open nonconformities."
    ),
    standards=(Demand(standard="ISO 9001"),),
    rules=frozenset(Rule),
)


def supplied_profiles() -> tuple[Profile, ...]:
    """The supplied profiles: the window's first view, then the default of buyer reports."""
    return (CERTIFICATES_ON_FILE, GENERAL_B2B)


def default_profile(buyer: BuyerRef | None) -> Profile:
    """The profile taken where none is named: everywhere the same, so that window, command line
    and reports agree. For nobody in particular what is on file; for a buyer all rules."""
    return CERTIFICATES_ON_FILE if buyer is None else GENERAL_B2B


def profile_named(name: str, profiles: Iterable[Profile] | None = None) -> Profile:
    """The profile of that name, whatever its case. Raises `UnknownName` with the names there are.

    Without `profiles` the supplied ones are searched.
    """
    known = supplied_profiles() if profiles is None else tuple(profiles)
    wanted = " ".join(name.casefold().split())
    for profile in known:
        if " ".join(profile.name.casefold().split()) == wanted:
            return profile
    names = ", ".join(f"“{profile.name}”" for profile in known)
    raise UnknownName(f"There is no profile “{name}”. Known profiles: {names}.")


def refuse_without_demand(profile: Profile) -> None:
    """Raises `UserError` for a profile that demands no standard, mark or audit."""
    if profile.standards or profile.marks or profile.audit:
        return
    raise UserError(
        f"The profile “{profile.name}” demands no standard, no mark and no audit, so every "
        "supplier would pass. Add at least one demand to it."
    )
