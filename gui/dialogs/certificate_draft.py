"""A certificate as its form holds it: as facts for the rules, and among the supplier's others.

Which older certificate it renews is proposed here; the rules of renewal themselves are
`domain.renewal`'s.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.facts import BuyerRef, CertificateFacts
from domain.matching import fold
from domain.wording import standard_with_edition
from gui import text
from gui.dialogs.what_it_means import UNSAVED

Record = Mapping[str, Any]
# What a renewal usually has in common with the certificate it renews.
INHERITED = (
    "kind",
    "standard",
    "edition",
    "holder",
    "holder_address",
    "party",
    "certification_body",
    "accreditation",
    "accreditation_body",
    "accreditation_number",
    "scope",
    "product",
    "file_number",
    "sites_as_printed",
    "first_issued_on",
)
_PLAIN = (
    "kind",
    "standard",
    "edition",
    "number",
    "holder",
    "party",
    "certification_body",
    "accreditation",
    "accreditation_body",
    "scope",
    "product",
    "file_number",
    "first_issued_on",
    "issued_on",
    "valid_from",
    "expires_on",
    "surveillance_due_on",
)


def facts_of(
    values: Record,
    *,
    record_id: int | None,
    recorded_on: date,
    sites: Sequence[str],
    buyers: Sequence[BuyerRef],
) -> CertificateFacts:
    """The values of the form as the rules read them. `sites` are the names of those ticked."""
    printed = str(values["sites_as_printed"]).replace(";", "\n").splitlines()
    named = (*sites, *(line.strip() for line in printed if line.strip()))
    return CertificateFacts(
        id=record_id or UNSAVED,
        supplier_id=values["supplier_id"] or 0,
        sites=tuple(dict.fromkeys(named)),
        buyers=tuple(buyers),
        supersedes=values["supersedes_id"],
        recorded_on=recorded_on,
        **{name: values[name] for name in _PLAIN},
    )


def certificate_words(certificate: Record) -> str:
    """What a certificate is called where one is chosen: standard, number, end."""
    name = standard_with_edition(certificate["standard"], certificate["edition"])
    number = certificate["number"] or certificate["file_number"] or "no number"
    end = certificate["expires_on"]
    return text.join(f"{name} {number}".strip(), f"ends {text.day(end)}" if end else "")


def candidates(values: Record, others: Sequence[Record]) -> list[Record]:
    """The supplier's other certificates of the same standard, newest first, and the one chosen."""
    wanted = fold(str(values["standard"]))
    fit = [
        each
        for each in others
        if (wanted and fold(each["standard"]) == wanted) or each["id"] == values["supersedes_id"]
    ]
    return sorted(fit, key=lambda each: (each["issued_on"] or date.min, each["id"]), reverse=True)


def proposed(values: Record, others: Sequence[Record]) -> Record | None:
    """The certificate that a new one most likely renews: of the same standard and issuer, issued
    before it, renewed by no other; the newest of them."""
    issued = values["issued_on"] or values["valid_from"]
    if issued is None:
        return None
    renewed = {each["supersedes_id"] for each in others}
    for each in candidates(values, others):
        before = each["issued_on"] or each["valid_from"]
        if each["id"] in renewed or before is None or before >= issued:
            continue
        if _is_same_matter(values, each):
            return each
    return None


def _is_same_matter(values: Record, other: Record) -> bool:
    issuer, before = fold(str(values["certification_body"])), fold(other["certification_body"])
    if issuer and before and issuer != before:
        return False
    for name in ("kind", "party"):
        if values[name] and other[name] and values[name] is not other[name]:
            return False
    product, earlier = fold(str(values["product"])), fold(other["product"])
    return not product or not earlier or product == earlier


def circle_words(record_id: int | None, values: Record, others: Sequence[Record]) -> str:
    """Why a certificate cannot renew the one chosen; empty where it can."""
    chosen = values["supersedes_id"]
    if chosen is None:
        return ""
    if chosen == record_id:
        return "A certificate cannot renew itself."
    known = {each["id"]: each for each in others}
    at, seen = chosen, set()
    while at in known and at not in seen:
        seen.add(at)
        at = known[at]["supersedes_id"]
        if at is not None and at == record_id:
            name = known[chosen]["number"] or "It"
            return f"{name} itself renews this certificate: they cannot renew each other."
    other = known.get(chosen)
    standard = fold(str(values["standard"]))
    if other is not None and standard and fold(other["standard"]) != standard:
        return f"It is for {other['standard'] or 'no standard'}: a renewal is for the same one."
    return ""
