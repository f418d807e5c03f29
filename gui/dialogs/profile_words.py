"""What a requirement profile demands, in plain words: its demands, its rules, for whom it is used.

The words of the rules themselves stand in `domain.vocabulary`; here is the one sentence of what
each asks, and of what is not judged without it (the rules are those of `domain.qualification`).
"""

from collections.abc import Iterable

from domain.assessment import Demand, Profile, alternatives
from domain.facts import ProfileUse
from domain.matrix import idle_rules
from domain.vocabulary import CRITICALITY_WORDS, RULE_WORDS, Rule
from gui import text

WIDELY = "Only widely recognised"
OWN_AUDIT_TOO = "Widely recognised, or this buyer's own audit"
SHOWN = "Accreditation must be shown on the certificate"
ABOUT_MARKS = (
    "A product mark certifies the product, never the way the supplier works; a management "
    "system certificate such as ISO 9001 certifies the process, never the product."
)

# What each rule asks; what goes unjudged where it is not asked.
ASKED: dict[Rule, tuple[str, str]] = {
    Rule.SUPPLIER_IN_USE: (
        "The supplier is neither withdrawn nor disqualified.",
        "A withdrawn or disqualified supplier can come out as qualified.",
    ),
    Rule.REQUIRED_STANDARD: (
        "For each demanded standard there is evidence, recognised as demanded.",
        "Whether the evidence counts for anybody is not judged.",
    ),
    Rule.IN_FORCE: (
        "The evidence is in force on the day: begun, not ended, suspended or withdrawn.",
        "Ended, suspended and withdrawn certificates count like valid ones.",
    ),
    Rule.MARGIN: (
        "The evidence covers the days ahead that the margin names.",
        "A certificate that ends tomorrow counts like any other.",
    ),
    Rule.EDITION: (
        "The evidence is to an edition of the standard that is not obsolete.",
        "Certificates to obsolete editions count like current ones.",
    ),
    Rule.SITE_AND_PRODUCT: (
        "The supplying site is on the certificate and the product within its scope, by a "
        "decision on record.",
        "Certificates for another site or another product count too.",
    ),
    Rule.PRODUCT_CERTIFICATE: (
        "For each demanded product mark there is a certificate in force.",
        "Product marks are not judged.",
    ),
    Rule.SURVEILLANCE: (
        "The certification body's surveillance audits were done when they were due.",
        "A missed surveillance audit goes unnoticed.",
    ),
    Rule.NONCONFORMITIES: (
        "No major nonconformity is open, and no minor one overdue.",
        "Open and overdue nonconformities go unnoticed.",
    ),
    Rule.VERIFICATION: (
        "The certificate was confirmed with its issuer or a register, not too long ago.",
        "Unchecked certificates, and those a check contradicted, count like confirmed ones.",
    ),
    Rule.SECOND_PARTY_AUDIT: (
        "The buyer's own audit was passed and still stands.",
        "Audits by the buyer are not judged.",
    ),
    Rule.APPROVAL: (
        "The supplier is approved by a decision of ours that still holds.",
        "Suppliers without our approval, or suspended by us, come out like approved ones.",
    ),
}


def demand_words(demand: Demand) -> str:
    """How a demanded standard must be recognised."""
    recognised = WIDELY if demand.widely else OWN_AUDIT_TOO
    return f"{recognised}; {SHOWN[:1].lower()}{SHOWN[1:]}" if demand.shown else recognised


def mark_words(mark: str) -> str:
    """What a demanded mark is about."""
    several = len(alternatives(mark)) > 1
    return f"A mark of the product{', either will do' if several else ''}"


def audit_words(profile: Profile) -> str:
    """How long a demanded audit by the buyer stands."""
    return f"Passed, within the last {text.plural(profile.audit_months, 'month')}"


def rule_words(rule: Rule, profile: Profile) -> str:
    """A rule's name with the limit that the profile sets it."""
    name = RULE_WORDS[rule]
    if rule is Rule.MARGIN:
        return f"{name}: {text.plural(profile.margin_days, 'day')} ahead"
    if rule is Rule.VERIFICATION:
        return f"{name}: within {text.plural(profile.verification_months, 'month')}"
    return name


def asked_rules(profile: Profile) -> tuple[list[Rule], list[Rule]]:
    """The rules that a profile judges by, and those it does not; what only concerns marks or
    audits is neither where the profile demands none."""
    idle = idle_rules(profile)
    asked = [rule for rule in Rule if rule in profile.rules and rule not in idle]
    return asked, [rule for rule in Rule if rule not in profile.rules and rule not in idle]


def whom_words(use: ProfileUse) -> str:
    """For which suppliers a profile is used."""
    if not use.category and use.criticality is None:
        return "every supplier"
    parts = []
    if use.category:
        parts.append(f"of category {use.category}")
    if use.criticality is not None:
        parts.append(f"of {CRITICALITY_WORDS[use.criticality].lower()} criticality")
    return "suppliers " + " and ".join(parts)


def use_words(use: ProfileUse) -> str:
    """For whom a profile is used: "Halden Grid AS: suppliers of high criticality"."""
    return f"{use.buyer.name if use.buyer else 'Anyone'}: {whom_words(use)}"


def difference_words(here: Profile, there: Profile) -> tuple[str, ...]:
    """What differs between a profile as it is here and as it comes from elsewhere."""
    lines = []
    for title, was, new in (
        ("Standards", _demands(here), _demands(there)),
        ("Marks", here.marks, there.marks),
    ):
        gone = [each for each in was if each not in new]
        come = [each for each in new if each not in was]
        lines += [f"{title}: without {listed(gone)}"] if gone else []
        lines += [f"{title}: with {listed(come)}"] if come else []
    if here.audit != there.audit:
        lines.append(f"An audit by the buyer is {'' if there.audit else 'not '}demanded")
    for title, was_number, new_number, unit in (
        ("Margin", here.margin_days, there.margin_days, "day"),
        ("A verification stands", here.verification_months, there.verification_months, "month"),
        ("A buyer's audit stands", here.audit_months, there.audit_months, "month"),
    ):
        if was_number != new_number:
            lines.append(f"{title}: {text.plural(was_number, unit)} → {new_number}")
    for words, rules in (
        ("Judged besides", there.rules - here.rules),
        ("Not judged", here.rules - there.rules),
    ):
        if rules:
            named = ", ".join(RULE_WORDS[rule] for rule in Rule if rule in rules)
            lines.append(f"{words}: {named}")
    if here.description != there.description:
        lines.append("Another description")
    if here.name != there.name:
        lines.append(f"Spelled “{there.name}”")
    return tuple(lines) or ("The same demands, in another order",)


def _demands(profile: Profile) -> list[str]:
    return [f"{each.standard} ({demand_words(each).lower()})" for each in profile.standards]


def listed(words: Iterable[str], most: int = 4) -> str:
    """Some of many: "Halden Grid AS, Kestrel Devices Ltd and 3 more"."""
    names = list(dict.fromkeys(words))
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
