"""What looks odd about the renewals on record for a certificate, and which are to be confirmed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from domain.facts import CertificateFacts
from domain.hint_dates import ASK, LOOK, Oddity
from domain.kinds import canonical
from domain.renewal import successor_of
from domain.renewal_proposals import proposals
from domain.vocabulary import HintKind
from domain.wording import certificate_label, long_day

if TYPE_CHECKING:
    from domain.directory import Directory


def renewals_on_record(
    certificate: CertificateFacts,
    siblings: Sequence[CertificateFacts],
    day: date,
    directory: "Directory",
) -> Iterator[Oddity]:
    """What a user said a certificate renews, where it can hardly be, and a start of its validity
    before the decision on it."""
    start, decided = certificate.valid_from, certificate.decided_on
    earlier = _named(certificate, siblings)
    if start is not None and decided is not None and start < decided:
        renews = earlier is not None or _renews_by_rule(certificate, siblings, directory)
        yield (
            HintKind.RENEWAL if renews else HintKind.DATES,
            f"{'The renewal' if renews else 'It'} is valid from {long_day(start)}, before it was "
            f"decided on {long_day(decided)} (ISO/IEC 17021-1, 8.2.2): {ASK}.",
        )
    if certificate.supersedes is not None:
        yield from _said(certificate, earlier, siblings)


def unconfirmed(
    certificates: Sequence[CertificateFacts], directory: "Directory"
) -> dict[int, tuple[Oddity, ...]]:
    """By the id of the later certificate, the renewals that count without a word of a user."""
    found: dict[int, tuple[Oddity, ...]] = {}
    for proposal in proposals(certificates, directory):
        said = (
            f"It is taken for the renewal of {certificate_label(proposal.earlier)} "
            f"({proposal.reason}); nobody has confirmed or denied that yet."
        )
        later = proposal.later.id
        found[later] = (*found.get(later, ()), (HintKind.RENEWAL, said))
    return found


def _said(
    certificate: CertificateFacts,
    earlier: CertificateFacts | None,
    siblings: Sequence[CertificateFacts],
) -> Iterator[Oddity]:
    if certificate.supersedes == certificate.id:
        yield (
            HintKind.RENEWAL,
            f"It is on record as its own renewal, which counts for nothing: {LOOK}.",
        )
        return
    if earlier is None:
        return
    label = certificate_label(earlier)
    if _runs_in_circle(certificate, siblings):
        yield (
            HintKind.RENEWAL,
            f"It is on record as the renewal of {label}, which is on record as renewing it in "
            f"turn; a circle counts for nothing: {LOOK}.",
        )
    if earlier.id in certificate.not_renewing:
        yield (
            HintKind.RENEWAL,
            f"It is on record both as the renewal of {label} and as not renewing it; it is not "
            f"taken for a renewal: {LOOK}.",
        )
    if canonical(earlier.standard) != canonical(certificate.standard):
        yield (
            HintKind.RENEWAL,
            f"It is on record as the renewal of {label}, a certificate to another standard: "
            f"{LOOK}.",
        )
    starts = certificate.valid_from or certificate.issued_on
    started = earlier.valid_from or earlier.issued_on
    if starts is not None and started is not None and starts < started:
        yield (
            HintKind.RENEWAL,
            f"It is on record as the renewal of {label}, which starts later, on "
            f"{long_day(started)}: {LOOK}.",
        )


def _named(
    certificate: CertificateFacts, siblings: Sequence[CertificateFacts]
) -> CertificateFacts | None:
    wanted = certificate.supersedes
    if wanted is None or wanted == certificate.id:
        return None
    return next((other for other in siblings if other.id == wanted), None)


def _runs_in_circle(certificate: CertificateFacts, siblings: Sequence[CertificateFacts]) -> bool:
    links = {other.id: other.supersedes for other in siblings}
    link, seen = certificate.supersedes, set[int]()
    while link is not None and link not in seen:
        if link == certificate.id:
            return True
        seen.add(link)
        link = links.get(link)
    return False


def _renews_by_rule(
    certificate: CertificateFacts, siblings: Sequence[CertificateFacts], directory: "Directory"
) -> bool:
    last = date.max
    return any(
        successor_of(other, siblings, last, directory) is certificate
        for other in siblings
        if other is not certificate
    )
