"""The sample register: read from `resources/sample/`, moved to the day it is made on.

Companies, people and certificate numbers are invented. Nothing here is ever written into a
register that holds anything else.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from domain.import_plan import Change, New
from storage.register import Register

_SOURCE = Path(__file__).resolve().parent.parent / "resources" / "sample" / "register.toml"

# Tables of the register's own directory that refer to nothing.
_DIRECTORY = ("certification_body", "cb_accreditation", "standard_edition")
# Child tables of a supplier that refer to nothing but the supplier.
_PLAIN_CHILDREN = ("contact", "approval", "evaluation")
# Child tables of a certificate that refer to nothing but the certificate.
_CERTIFICATE_CHILDREN = {
    "event": "status_event",
    "verification": "verification",
    "decision": "scope_decision",
}


def create_sample(path: Path, *, author: str, now: Callable[[], datetime]) -> Register:
    """Make the sample register at `path` as of today and return it open.

    Raises `RegisterError` if a file is already there or cannot be written.
    """
    register = Register.create(path, author=author, now=now)
    try:
        register.apply(sample_changes(now().date()), label="Make the sample register")
    except BaseException:
        register.close()
        path.unlink()
        raise
    return register


def sample_changes(today: date) -> list[Change]:
    """The sample's records, each day moved by as much as `today` lies after the written one."""
    document = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    shift = today - document["written_for"]
    return list(_Sample(shift).changes(document))


class _Sample:
    """Numbers the new records and remembers names that later ones refer to."""

    def __init__(self, shift: timedelta) -> None:
        self._shift = shift
        self._number = count(1)
        self._buyers: dict[str, New] = {}

    def changes(self, document: Mapping[str, Any]) -> Iterator[Change]:
        for buyer in document["buyer"]:
            change = self._add("buyer", buyer)
            self._buyers[buyer["name"]] = _new(change)
            yield change
        yield from self._requirements(document)
        for record in _DIRECTORY:
            for entry in document.get(record, ()):
                yield self._add(record, entry)
        for supplier in document["supplier"]:
            yield from self._supplier(supplier)

    def _add(self, record: str, values: Mapping[str, Any], **more: Any) -> Change:
        """A record from the plain values of a table; its sub-tables and lists are left out."""
        plain = {
            key: value + self._shift if isinstance(value, date) else value
            for key, value in values.items()
            if not isinstance(value, list | dict)
        }
        return Change(record, New(next(self._number)), plain | more)

    def _requirements(self, document: Mapping[str, Any]) -> Iterator[Change]:
        for entry in document["profile"]:
            profile = self._add("requirement_profile", entry, rules=" ".join(entry["rules"]))
            yield profile
            for demand in entry["demand"]:
                yield self._add("profile_demand", demand, profile_id=profile.ref)
        for use in document["use"]:
            plain = {key: value for key, value in use.items() if key != "buyer"}
            yield self._add("profile_use", plain, buyer_id=self._buyers[use["buyer"]])

    def _supplier(self, entry: Mapping[str, Any]) -> Iterator[Change]:
        supplier = self._add("supplier", entry)
        yield supplier
        owner = {"supplier_id": supplier.ref}
        sites: dict[str, New] = {}
        for site in entry.get("site", ()):
            change = self._add("site", site, **owner)
            sites[site["name"]] = _new(change)
            yield change
        for record in _PLAIN_CHILDREN:
            for child in entry.get(record, ()):
                yield self._add(record, child, **owner)
        numbers: dict[str, New] = {}
        for certificate in entry.get("certificate", ()):
            yield from self._certificate(certificate, owner, sites, numbers)
        for audit in entry.get("audit", ()):
            yield from self._audit(audit, owner)
        for waiver in entry.get("waiver", ()):
            plain = {key: value for key, value in waiver.items() if key != "buyer"}
            yield self._add("waiver", plain, buyer_id=self._buyers[waiver["buyer"]], **owner)

    def _certificate(
        self,
        entry: Mapping[str, Any],
        owner: Mapping[str, Any],
        sites: Mapping[str, New],
        numbers: dict[str, New],
    ) -> Iterator[Change]:
        plain = {key: value for key, value in entry.items() if key != "renews"}
        renewed = {"supersedes_id": numbers[entry["renews"]]} if "renews" in entry else {}
        certificate = self._add("certificate", plain, **owner, **renewed)
        ref = _new(certificate)
        numbers[entry.get("number", "")] = ref
        yield certificate
        for name in entry.get("sites", ()):
            yield self._add("certificate_site", {}, certificate_id=ref, site_id=sites[name])
        for name in entry.get("buyers", ()):
            yield self._add(
                "certificate_buyer", {}, certificate_id=ref, buyer_id=self._buyers[name]
            )
        for key, record in _CERTIFICATE_CHILDREN.items():
            for child in entry.get(key, ()):
                yield self._add(record, child, certificate_id=ref)
        for denial in entry.get("denial", ()):
            said = {key: value for key, value in denial.items() if key != "earlier"}
            earlier = numbers[denial["earlier"]]
            yield self._add("renewal_denial", said, certificate_id=ref, earlier_id=earlier)

    def _audit(self, entry: Mapping[str, Any], owner: Mapping[str, Any]) -> Iterator[Change]:
        audit = self._add("audit", entry, **owner)
        yield audit
        for name in entry.get("buyers", ()):
            yield self._add("audit_buyer", {}, audit_id=audit.ref, buyer_id=self._buyers[name])
        for finding in entry.get("finding", ()):
            yield self._add("finding", finding, audit_id=audit.ref)


def _new(change: Change) -> New:
    assert isinstance(change.ref, New)
    return change.ref
