"""A certificate as its form holds it: as facts for the rules, and among the supplier's others.

What a user may say that it renews is checked here; the rules of renewal are `domain.renewal`'s.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.facts import BuyerRef, CertificateFacts
from domain.matching import fold
from domain.wording import standard_with_edition
from gui import text
from gui.dialogs.what_it_means import UNSAVED

if TYPE_CHECKING:
    from storage.queries import Reader

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
    "decided_on",
    "issued_on",
    "valid_from",
    "expires_on",
    "surveillance_due_on",
)


def read_links(reader: "Reader", certificate: int) -> dict[str, list[dict[str, Any]]]:
    """On the worker: the sites and buyers it is linked with, and what it is said not to renew."""
    return {
        name: reader.records(name, certificate_id=certificate)
        for name in ("certificate_site", "certificate_buyer", "renewal_denial")
    }


def facts_of(
    values: Record,
    *,
    record_id: int | None,
    recorded_on: date,
    sites: Sequence[str],
    buyers: Sequence[BuyerRef],
    denied: Sequence[int] = (),
) -> CertificateFacts:
    """The values of the form as the rules read them. `sites` are the names of those ticked,
    `denied` the ids of certificates that it is said not to renew."""
    printed = str(values["sites_as_printed"]).replace(";", "\n").splitlines()
    named = (*sites, *(line.strip() for line in printed if line.strip()))
    return CertificateFacts(
        id=record_id or UNSAVED,
        supplier_id=values["supplier_id"] or 0,
        sites=tuple(dict.fromkeys(named)),
        buyers=tuple(buyers),
        supersedes=values["supersedes_id"],
        not_renewing=tuple(denied),
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


def circle_words(record_id: int | None, values: Record, others: Sequence[Record]) -> str:
    """Why a certificate cannot renew the one chosen; empty where it can."""
    chosen = values["supersedes_id"]
    if chosen is None:
        return ""
    if chosen == record_id:
        return "A certificate cannot renew itself."
    known = {each["id"]: each for each in others}
    if record_id is not None and (through := _way_back(record_id, chosen, known)):
        name = known[chosen]["number"] or "It"
        if through == 1:
            return f"{name} itself renews this certificate: they cannot renew each other."
        return f"{name} renews this certificate by way of others: that would be a circle."
    other = known.get(chosen)
    return "" if other is None else _unlike(values, other)


def _way_back(record_id: int, chosen: int, known: Mapping[int, Record]) -> int:
    """How many steps lead from the one chosen back to this certificate; 0: none do."""
    at, seen = chosen, set()
    while at in known and at not in seen:
        seen.add(at)
        at = known[at]["supersedes_id"]
        if at == record_id:
            return len(seen)
    return 0


def _unlike(values: Record, other: Record) -> str:
    standard = fold(str(values["standard"]))
    if standard and fold(other["standard"]) != standard:
        return f"It is for {other['standard'] or 'no standard'}: a renewal is for the same one."
    starts = values["valid_from"] or values["issued_on"]
    before = other["valid_from"] or other["issued_on"]
    if starts is not None and before is not None and starts < before:
        name = other["number"] or "That one"
        return f"{name} is the younger one, of {text.day(before)}: a renewal is never older."
    return ""
