"""What of a supplier's records is another buyer's own affair, and so not handed out to a buyer.

Second-party evidence is confidential before every buyer but those who did or commissioned it;
where none of them is named, before all. What hangs on such evidence is confidential with it.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from domain.facts import BuyerRef, SupplierFacts
from domain.inquiry import is_of_another_buyer
from domain.wording import counted, listed

if TYPE_CHECKING:
    from domain.directory import Directory

Place = tuple[str, int]  # type and id of a record

_NOUNS = {
    "certificate": ("certificate-like record", "certificate-like records"),
    "audit": ("audit", "audits"),
    "finding": ("finding", "findings"),
    "hint": ("hint on evidence", "hints on evidence"),
}


def confidential(
    supplier: SupplierFacts, buyer: BuyerRef | None, directory: "Directory"
) -> frozenset[Place]:
    """Certificates and audits of other buyers, with their verifications and findings."""
    return frozenset(_places(supplier, buyer, directory)) if buyer is not None else frozenset()


def _places(supplier: SupplierFacts, buyer: BuyerRef, directory: "Directory") -> Iterator[Place]:
    for certificate in supplier.certificates:
        if is_of_another_buyer(certificate, buyer, directory):
            yield "certificate", certificate.id
            yield from (("verification", check.id) for check in certificate.verifications)
    secret = set()
    for audit in supplier.audits:
        if is_of_another_buyer(audit, buyer, directory):
            secret.add(audit.id)
            yield "audit", audit.id
    yield from (("finding", each.id) for each in supplier.findings if each.audit_id in secret)


def left_out_words(counts: Mapping[str, int]) -> str:
    """ "3 audits by other customers were left out; they are confidential."; empty for none.

    `counts` by what was left out: certificate, audit, finding or hint.
    """
    parts = [counted(counts[kind], *nouns) for kind, nouns in _NOUNS.items() if counts.get(kind)]
    if not parts:
        return ""
    one = sum(counts.values()) == 1
    tail = "was left out; it is confidential." if one else "were left out; they are confidential."
    return f"{listed(parts)} by other customers {tail}"
