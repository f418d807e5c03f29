"""Product certificates are not system certificates: the one home of that guard.

A standard is demanded of how a supplier works, a mark of a product; no certificate of the one
kind is ever evidence for the other (ISO/IEC 17021-1 beside ISO/IEC 17065).
"""

from functools import cache, lru_cache

from domain.assessment import alternatives
from domain.designations import known_standards
from domain.facts import CertificateFacts
from domain.standards import read_standards
from domain.vocabulary import Kind

NEVER_A_SYSTEM = "never how a supplier works"
NEVER_A_PRODUCT = "never a product"


@lru_cache(maxsize=4096)
def canonical(standard: str) -> str:
    """The standard's name for comparing, without edition: "iso 9001" for "BS EN ISO 9001:2015"."""
    names = read_standards(standard)
    return " ".join((names[0].standard if names else standard).casefold().split())


@lru_cache(maxsize=4096)
def alternatives_by_name(subject: str) -> tuple[tuple[str, str], ...]:
    """The alternatives of a demand, each with its name for comparing."""
    return tuple((name, canonical(name)) for name in alternatives(subject))


def alternative_met(certificate: CertificateFacts, subject: str, *, mark: bool) -> str | None:
    """The alternative of a demand that a certificate is for and of the right kind; `None`: none.

    A mark demanded in short ("CSA") is met by any certificate that bears it ("CSA C22.2").
    """
    met = alternative_named(subject, certificate.standard, certificate.edition, mark=mark)
    return met if met is not None and _is_right_kind(certificate, mark=mark) else None


def alternative_named(
    subject: str, standard: str, edition: str | None, *, mark: bool = False
) -> str | None:
    """The alternative of a demand that is of a standard: where several are, that of the edition."""
    name = canonical(standard)
    of_it = [
        alternative
        for alternative, wanted in alternatives_by_name(subject)
        if name == wanted or (mark and name.startswith(wanted + " "))
    ]
    own = edition_key(standard, edition)
    fitting = (one for one in of_it if edition_named(one) in (None, own))
    return next(fitting, of_it[0] if of_it else None)


@lru_cache(maxsize=4096)
def edition_named(name: str) -> str | None:
    """The edition that a name goes with: "2015" for "GB/T 19001-2016"; `None`: any."""
    names = read_standards(name)
    return names[0].edition if names else None


def edition_key(standard: str, edition: str | None) -> str | None:
    """An edition on record for comparing, in the words of its standard ("2018" of EN 9100: "D")."""
    if edition is None:
        return None
    return edition_named(f"{standard}:{edition}") or edition.strip()


@lru_cache(maxsize=4096)
def editions_asked(subject: str, alternative: str) -> tuple[str, ...]:
    """The editions that a demand accepts of the standard of one of its alternatives; empty where
    any will do."""
    name = canonical(alternative)
    named = [edition_named(one) for one, other in alternatives_by_name(subject) if other == name]
    return () if None in named else tuple(dict.fromkeys(filter(None, named)))


def is_of(certificate: CertificateFacts, subject: str, *, mark: bool) -> bool:
    """Whether a certificate is for the demanded standard or mark, and of the right kind."""
    return alternative_met(certificate, subject, mark=mark) is not None


def bears(certificate: CertificateFacts, subject: str) -> bool:
    """Whether a certificate names what is demanded, of whatever kind it is."""
    name = canonical(certificate.standard) if certificate.standard else ""
    return any(
        name == wanted or name.startswith(wanted + " ")
        for _, wanted in alternatives_by_name(subject)
    )


def kind_of(certificate: CertificateFacts) -> Kind | None:
    """The kind that is recorded, else what certificates to its standard usually are."""
    return certificate.kind or _usual_kind(certificate.standard)


@lru_cache(maxsize=4096)
def is_product_mark(name: str) -> bool:
    """Whether a standard or mark is known to be of products: "UL", "UL 510", "CSA C22.2"."""
    wanted = canonical(name)
    return any(wanted == mark or wanted.startswith(mark + " ") for mark in _known(Kind.PRODUCT))


@lru_cache(maxsize=4096)
def is_system_standard(name: str) -> bool:
    """Whether a standard is known to be of how a supplier works: "ISO 9001"."""
    return canonical(name) in _known(Kind.MANAGEMENT_SYSTEM)


@lru_cache(maxsize=4096)
def is_scheme(name: str) -> bool:
    """Whether a name is known to be a scheme's: "FSC"."""
    return canonical(name) in _known(Kind.SCHEME)


def _is_right_kind(certificate: CertificateFacts, *, mark: bool) -> bool:
    """Neither the recorded kind nor what is known of the standard may speak against it."""
    kind = kind_of(certificate)
    if mark:
        wrong = kind in (Kind.MANAGEMENT_SYSTEM, Kind.SCHEME)
        return not wrong and not is_system_standard(certificate.standard)
    return kind is not Kind.PRODUCT and not is_product_mark(certificate.standard)


@lru_cache(maxsize=4096)
def _usual_kind(standard: str) -> Kind | None:
    names = read_standards(standard)
    return names[0].kind if names else None


@cache
def _known(kind: Kind) -> frozenset[str]:
    named = (name for name, known in known_standards().items() if known.kind is kind)
    return frozenset(" ".join(name.casefold().split()) for name in named)
