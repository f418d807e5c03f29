"""One third-party certificate before the directory: what is recorded of it, put in the words the
rules use, and the judgement they come to. The rules are in `accreditation`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.designations import kind_of
from domain.directory import (
    CE_CERTIFICATES,
    MANAGEMENT_SYSTEMS,
    PRODUCT_MARKS,
    PRODUCTS,
    CbAccreditation,
    CertificationBody,
    Directory,
)
from domain.facts import CertificateFacts
from domain.vocabulary import Cause, Kind

_BEST_FIRST = (None, Cause.UNKNOWN, Cause.REFUTED)
_KIND_SCOPES = {Kind.MANAGEMENT_SYSTEM: MANAGEMENT_SYSTEMS, Kind.PRODUCT: PRODUCT_MARKS}
_NB_NUMBER = re.compile(
    r"(?<!\w)(?:NB|N\.B\.|notified\s+body|CE)\W{0,3}(?:(?:no|nr|number)\W{0,3})?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\s*\(?(\d{4})\)?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether an accreditation counts (`cause` is `None`) or why not, in one sentence."""

    cause: Cause | None = None
    reason: str
    caveats: tuple[str, ...] = ()
    entry: str = ""
    shown: bool = False

    @property
    def counts(self) -> bool:
        """Whether the accreditation counts."""
        return self.cause is None


def unknown(reason: str, entry: str = "") -> Judgement:
    """It is not known whether the accreditation counts."""
    return Judgement(cause=Cause.UNKNOWN, reason=reason, entry=entry)


def refuted(reason: str, entry: str = "") -> Judgement:
    """The accreditation is known not to count."""
    return Judgement(cause=Cause.REFUTED, reason=reason, entry=entry)


def best(judgements: Iterable[Judgement]) -> Judgement:
    """The judgement that helps most; among those that count the one with the fewest caveats."""
    return min(judgements, key=lambda j: (_BEST_FIRST.index(j.cause), len(j.caveats)))


def gives_notified_number(text: str) -> bool:
    """Whether a text gives a notified body's number as such ("NB 0123")."""
    return _NB_NUMBER.search(text) is not None


@dataclass(frozen=True, slots=True)
class Case:
    """One certificate, the day asked, and the directory."""

    certificate: CertificateFacts
    day: date
    directory: Directory

    @property
    def standard(self) -> str:
        """The standard's name, empty where it is not recorded."""
        return self.certificate.standard

    @property
    def subject(self) -> str:
        """The standard in a sentence."""
        return self.standard or "a standard that is not recorded"

    @property
    def named(self) -> str:
        """The accreditation body as recorded."""
        return self.certificate.accreditation_body.strip()

    @property
    def reference_day(self) -> date:
        """The day accreditation is judged on: the issue, or the day asked where it is unknown."""
        return self.certificate.issued_on or self.day

    @property
    def scope(self) -> str:
        """The scope under which accreditation for the standard is given; "" if not known."""
        known = self.directory.standard(self.standard)
        if known is not None:
            return known.scope
        if self.standard.startswith("EN ") and self.notified_number:
            return CE_CERTIFICATES
        kind = self.certificate.kind or kind_of(self.standard)
        return _KIND_SCOPES.get(kind, "") if kind else ""

    @property
    def notified_number(self) -> str:
        """The four-digit number of a notified body, wherever it is recorded."""
        for text in (self.named, self.certificate.certification_body):
            if match := _NB_NUMBER.search(text):
                return match[1]
        match = _BARE_NUMBER.fullmatch(self.named)
        return match[1] if match else ""

    @property
    def body(self) -> CertificationBody | None:
        """The certification body's entry, if the one recorded is on file."""
        return self.directory.certification_body(self.certificate.certification_body)

    @property
    def issuer(self) -> str:
        """The certification body in a sentence."""
        body, text = self.body, self.certificate.certification_body.strip()
        return body.name if body else f"“{text}”" if text else "the issuer"

    def rows(self, accreditation_body: str = "") -> tuple[CbAccreditation, ...]:
        """The entries of the certification body for the standard, all or by one body."""
        body, scope = self.body, self.scope
        if body is None:
            return ()
        found = self.directory.accreditations(body.name, self.standard, scope)
        if scope == PRODUCT_MARKS:
            found += self.directory.accreditations(body.name, PRODUCTS)
        if not accreditation_body:
            return found
        return tuple(row for row in found if row.accreditation_body == accreditation_body)
