"""Requirement profiles: those supplied, those a register adds, and which one is used for whom.

Every supplied profile asks whether the supplier is in use, "Certificates on file" too (own
choice): its certificates may be in order, yet whoever was withdrawn or disqualified is shown
green nowhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.assessment import Demand, Profile, ProfileException, alternatives
from domain.errors import UnknownName, UserError
from domain.facts import BuyerRef, ProfileUse
from domain.kinds import canonical, edition_named, is_product_mark, is_scheme, is_system_standard
from domain.vocabulary import RULE_WORDS, Rule

MARGIN_DAYS = (0, 1000)
MONTHS = (1, 120)
_OF_STANDARDS = frozenset(
    {
        Rule.REQUIRED_STANDARD,
        Rule.IN_FORCE,
        Rule.MARGIN,
        Rule.EDITION,
        Rule.SITE_AND_PRODUCT,
        Rule.SURVEILLANCE,
        Rule.VERIFICATION,
    }
)

_ON_CERTIFICATES = frozenset(
    {
        Rule.SUPPLIER_IN_USE,
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
    found = {profile_key(profile.name): profile for profile in supplied_profiles()}
    for profile in own:
        found[profile_key(profile.name)] = profile
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
    known = {profile_key(profile.name): profile for profile in profiles}
    own = [use for use in uses if use.buyer == buyer and profile_key(use.profile) in known]
    default = default_profile(buyer)
    base = known.get(profile_key(default.name), default)
    exceptions = []
    for use in sorted(own, key=lambda use: (not use.category, use.criticality is None, use.id)):
        profile = known[profile_key(use.profile)]
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
    wanted = profile_key(name)
    for profile in known:
        if profile_key(profile.name) == wanted:
            return profile
    names = ", ".join(f"“{profile.name}”" for profile in known)
    raise UnknownName(f"There is no profile “{name}”. Known profiles: {names}.")


def refuse_without_demand(profile: Profile) -> None:
    """Raises `UserError` for a profile that demands no standard, mark or audit, or judges none of
    what it demands; also where one of its exceptions does so, whoever is judged."""
    for one in profile.with_exceptions if profile.exceptions else (profile,):
        if not (one.standards or one.marks or one.audit):
            raise UserError(
                f"The profile “{one.name}” demands no standard, no mark and no audit, so every "
                "supplier would pass. Add at least one demand to it."
            )
        if not _judges_a_demand(one):
            raise UserError(
                f"The profile “{one.name}” judges by no rule that looks at what it demands, so "
                "every supplier would pass. Add such a rule to it."
            )


def profile_problems(profile: Profile) -> tuple[str, ...]:
    """Sentences on what a profile gets wrong: what nobody could meet, and what nobody judges.

    For editors and for profiles that come from elsewhere; none for a sound profile.
    """
    if not (profile.standards or profile.marks or profile.audit):
        return ("It demands no standard, no mark and no audit, so every supplier would pass.",)
    standards = [demand.standard for demand in profile.standards]
    return (
        *_wrong_kinds(standards, profile.marks),
        *_named_twice(standards),
        *_named_twice(profile.marks),
        *_unjudged(profile),
        *_limits(profile),
    )


def _judges_a_demand(profile: Profile) -> bool:
    rules = profile.rules
    return bool(
        (profile.standards and not rules.isdisjoint(_OF_STANDARDS))
        or (profile.marks and Rule.PRODUCT_CERTIFICATE in rules)
        or (profile.audit and Rule.SECOND_PARTY_AUDIT in rules)
    )


def _wrong_kinds(standards: Iterable[str], marks: Iterable[str]) -> Iterator[str]:
    """A product's certificate never stands for a system's, nor the other way round."""
    for subject in standards:
        names = alternatives(subject)
        if not names:
            yield "One of the demanded standards has no name."
        for name in names:
            if is_product_mark(name):
                yield (
                    f"“{name}” is a product mark, no standard of how a supplier works: "
                    "demand it as a mark."
                )
    for subject in marks:
        names = alternatives(subject)
        if not names:
            yield "One of the demanded marks has no name."
        for name in names:
            if is_system_standard(name):
                yield (
                    f"“{name}” is no product mark: it certifies how a supplier works, never a "
                    "product. Demand it as a standard."
                )
            elif is_scheme(name):
                yield f"“{name}” is no product mark but a scheme: demand it as a standard."


def _named_twice(subjects: Iterable[str]) -> Iterator[str]:
    seen: set[frozenset[tuple[str, str | None]]] = set()
    for subject in subjects:
        names = frozenset((canonical(one), edition_named(one)) for one in alternatives(subject))
        if names in seen:
            yield f"“{subject}” is demanded twice."
        seen.add(names)


def _unjudged(profile: Profile) -> Iterator[str]:
    for demanded, what, rule in (
        (profile.standards, "Standards are demanded", Rule.REQUIRED_STANDARD),
        (profile.marks, "Marks are demanded", Rule.PRODUCT_CERTIFICATE),
        (profile.audit, "An audit by the buyer is demanded", Rule.SECOND_PARTY_AUDIT),
    ):
        if demanded and rule not in profile.rules:
            yield f"{what}, but the rule “{RULE_WORDS[rule]}” is not asked: nothing judges it."


def _limits(profile: Profile) -> Iterator[str]:
    for what, value, (least, most) in (
        ("margin must lie between {} and {} days", profile.margin_days, MARGIN_DAYS),
        ("months a verification stands for must lie between {} and {}",
         profile.verification_months, MONTHS),
        ("months a buyer's audit stands for must lie between {} and {}",
         profile.audit_months, MONTHS),
    ):  # fmt: skip
        if not least <= value <= most:
            yield f"The {what.format(least, most)}."


def profile_key(name: str) -> str:
    """What makes two names those of one profile: neither case nor spaces tell them apart."""
    return " ".join(name.casefold().split())
