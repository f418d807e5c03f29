"""The log of a certificate's checks with its issuer or a register, and how long one counts."""

from collections.abc import Iterator
from datetime import date

from domain import wording
from domain.days import add_months, day_after
from domain.facts import CertificateFacts, Verification
from domain.inquiry import checked_on, latest_check
from domain.vocabulary import CHECK_WORDS, CheckResult, State
from gui import text
from gui.models.details import Detail
from gui.views.detail_parts import Asks, padded, worded_chip
from gui.widgets.chips import Chip
from gui.widgets.labels import Label
from gui.widgets.sections import ItemRow, Made


def standing_of_checks(detail: Detail, certificate: CertificateFacts) -> str:
    """What the checks come to on the day: "counts to 14 May 2027", "stale since 15 May 2026"."""
    answer, nothing = latest_check(certificate, detail.shown.day)
    if answer is None:
        return "not found" if nothing is not None else "never checked"
    if answer.result is CheckResult.CONTRADICTED:
        return "contradicted"
    last = _last_day(detail, answer)
    if last < detail.shown.day:
        return f"stale since {text.day(day_after(last))}"
    return f"counts to {text.day(last)}"


def contradiction(detail: Detail, certificate: CertificateFacts, asks: Asks) -> list[ItemRow]:
    """The check that contradicts the certificate, where that is the last word: told beside its
    recognition and validity, which look sound as long as nobody asks its issuer."""
    answer, _nothing = latest_check(certificate, detail.shown.day)
    if answer is None or answer.result is not CheckResult.CONTRADICTED:
        return []
    return [check_row(answer, asks)]


def _last_day(detail: Detail, answer: Verification) -> date:
    return add_months(checked_on(answer), detail.profile.verification_months)


def check_rows(detail: Detail, certificate: CertificateFacts, asks: Asks) -> Iterator[Made]:
    """Every check, newest first, with what was attached to it; then how long one counts."""
    checks = sorted(certificate.verifications, key=lambda c: (checked_on(c), c.id), reverse=True)
    for check in checks:
        yield check_row(check, asks)
        for document in detail.documents.get(("verification", check.id), ()):
            proof = ItemRow(str(document["name"]), icon="clip")
            number = int(document["id"])
            proof.clicked.connect(lambda _c=False, n=number: asks.open_document(n))
            yield proof
    if checks:
        months = detail.profile.verification_months
        words = (
            f"A confirmation counts for {wording.in_months(months)} under {detail.profile.name}."
        )
        yield padded(Label(words, size=12, role="text.tertiary", wrap=True), top=2, bottom=2)


def check_row(check: Verification, asks: Asks, subject: str = "") -> ItemRow:
    """One check: when, by whom, of whom it was asked, and the answer."""
    row = ItemRow(
        text.join(text.day(checked_on(check)), check.source or "source not recorded"),
        text.join(subject, f"by {check.by}" if check.by else "", check.note),
        chip=result_chip(check.result),
    )
    row.clicked.connect(lambda _c=False: asks.open_form("verification", check.id))
    return row


def result_chip(result: CheckResult) -> Chip:
    """The answer to a check; nothing found is unknown, not bad."""
    words = CHECK_WORDS[result]
    if result is CheckResult.CONFIRMED:
        return worded_chip(State.VALID, words, in_list=True)
    return worded_chip(State.UNDATED if result is CheckResult.NOT_FOUND else State.EXPIRED, words)
