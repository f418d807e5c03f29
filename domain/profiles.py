"""Requirement profiles: those supplied, those a register adds, and which one is used for whom."""

from collections.abc import Iterable
from dataclasses import replace

from domain.assessment import Demand, Profile, ProfileException
from domain.errors import UnknownName, UserError
from domain.facts import BuyerRef, ProfileUse
from domain.vocabulary import Rule

_ON_CERTIFICATES = frozenset(
    {
        Rule.REQUIRED_STANDARD,
        Rule.IN_FORCE,
        Rule.MARGIN,
        Rule.EDITION,
        Rule.NONCONFORMITIES,
    }
)

CERTIFICATES_ON_FILE = Profile(
    name="Certificates on file",
    description=(
        "What the certificates on record say by themselves: useful right after an import, "
        "before anybody has checked, decided or audited anything."
    ),
    standards=(Demand(standard="ISO 9001"),),
    rules=_ON_CERTIFICATES,
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
AUTOMOTIVE = Profile(
    name="Automotive: IATF 16949",
    description=(
        "A certificate to IATF 16949 under the scheme's own authority, shown on the certificate, "
        "with half a year's notice of its end."
    ),
    standards=(Demand(standard="IATF 16949", shown=True),),
    rules=frozenset(Rule),
    margin_days=180,
)
ELECTRICAL = Profile(
    name="Electrical products: ISO 9001 and a UL or CSA mark",
    description=(
        "ISO 9001 for the way the supplier works, and a UL or CSA certificate for the product: "
        "neither ever stands for the other."
    ),
    standards=(Demand(standard="ISO 9001"),),
    marks=("UL or CSA",),
    rules=frozenset(Rule),
)
OWN_APPROVAL = Profile(
    name="Own second-party approval",
    description=(
        "The buyer's own audit, passed within two years; a certificate is accepted in addition, "
        "never instead. For long-term relations with that buyer alone."
    ),
    audit=True,
    rules=frozenset(
        {
            Rule.SUPPLIER_IN_USE,
            Rule.NONCONFORMITIES,
            Rule.SECOND_PARTY_AUDIT,
            Rule.APPROVAL,
        }
    ),
)


def supplied_profiles() -> tuple[Profile, ...]:
    """The supplied profiles: the window's first view, then the default of buyer reports."""
    return (CERTIFICATES_ON_FILE, GENERAL_B2B, AUTOMOTIVE, ELECTRICAL, OWN_APPROVAL)


def all_profiles(own: Iterable[Profile]) -> tuple[Profile, ...]:
    """The supplied profiles and a register's own; one of a supplied one's name takes its place."""
    found = {_key(profile.name): profile for profile in supplied_profiles()}
    for profile in own:
        found[_key(profile.name)] = profile
    return tuple(found.values())


def default_profile(buyer: BuyerRef | None) -> Profile:
    """The profile taken where none is named: everywhere the same, so that window, command line
    and reports agree. For nobody in particular what is on file; for a buyer all rules."""
    return CERTIFICATES_ON_FILE if buyer is None else GENERAL_B2B


def usual_profile(
    buyer: BuyerRef | None, profiles: Iterable[Profile], uses: Iterable[ProfileUse]
) -> Profile:
    """What a buyer usually demands, as the register says: the profile used for all suppliers,
    with the exceptions for some. Without a use for the buyer, the default one of its name.

    An exception of category and criticality goes before one of a category, that before one of a
    criticality. A use whose profile is no longer there is passed over.
    """
    known = {_key(profile.name): profile for profile in profiles}
    own = [use for use in uses if use.buyer == buyer and _key(use.profile) in known]
    default = default_profile(buyer)
    base = known.get(_key(default.name), default)
    exceptions = []
    for use in sorted(own, key=lambda use: (not use.category, use.criticality is None, use.id)):
        profile = known[_key(use.profile)]
        if use.category or use.criticality is not None:
            exceptions.append(
                ProfileException(
                    profile=profile,
                    category=" ".join(use.category.casefold().split()),
                    criticality=use.criticality,
                )
            )
        else:
            base = profile
    return replace(base, exceptions=tuple(exceptions)) if exceptions else base


def profile_named(name: str, profiles: Iterable[Profile] | None = None) -> Profile:
    """The profile of that name, whatever its case. Raises `UnknownName` with the names there are.

    Without `profiles` the supplied ones are searched.
    """
    known = supplied_profiles() if profiles is None else tuple(profiles)
    wanted = _key(name)
    for profile in known:
        if _key(profile.name) == wanted:
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


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
