"""What the checks of a certificate with its issuer or a public register came to by a day."""

from datetime import date

from domain.facts import CertificateFacts, Verification
from domain.vocabulary import CheckResult


def latest_check(
    certificate: CertificateFacts, day: date
) -> tuple[Verification | None, Verification | None]:
    """The latest verification with an answer, and the latest that found nothing, by the day."""
    answer: Verification | None = None
    nothing: Verification | None = None
    for check in certificate.verifications:
        if checked_on(check) > day:
            continue
        if check.result is CheckResult.NOT_FOUND:
            if nothing is None or _check_order(check) > _check_order(nothing):
                nothing = check
        elif answer is None or _check_order(check) > _check_order(answer):
            answer = check
    return answer, nothing


def is_contradicted(certificate: CertificateFacts, day: date) -> bool:
    """Whether the latest answer by the day contradicts the certificate."""
    answer, _ = latest_check(certificate, day)
    return answer is not None and answer.result is CheckResult.CONTRADICTED


def checked_on(check: Verification) -> date:
    """The day of a verification; an undated one counts from its recording."""
    return check.on or check.recorded_on


def _check_order(check: Verification) -> tuple[date, int]:
    return (checked_on(check), check.id)
