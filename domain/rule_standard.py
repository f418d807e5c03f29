"""The rule on the demanded standard: is there evidence of it that the demand accepts?

Its recognition and its edition decide. Whether the evidence is in force is asked in
`rule_evidence`.
"""

from domain.assessment import Demand, Line
from domain.facts import AuditFacts, CertificateFacts
from domain.inquiry import Candidate, Inquiry, line, that_stands
from domain.kinds import edition_key, editions_asked
from domain.recognition import Recognition
from domain.vocabulary import Cause, Level, Outcome, Rule
from domain.wording import level_words, listed

CRITERIA = "ISO 9001:2015, 8.4.1"
RECORD_EDITION = "Record the edition as it is printed on the certificate."
EDITION_WORD = "edition"  # in the cell of what is to another edition
_LEVEL_WORD = {
    Level.NOT_RECOGNISED: "not rec.",
    Level.UNPROVEN: "unproven",
    Level.ONE_CUSTOMER: "1 only",
    Level.WIDELY_RECOGNISED: "not shown",
}
_Judged = tuple[Outcome, str, str, str, str]  # outcome, reason, cure, asked of, word


def required_standard(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> Line:
    """Whether the demand accepts the candidate's recognition, for this buyer, and its edition."""
    outcome, reason, cure, asked_of, word = _recognised(inquiry, demand, candidate)
    edition, of_edition = edition_asked(candidate.evidence, candidate.alternative, demand.standard)
    if edition is Outcome.FAIL and outcome is not Outcome.FAIL:
        outcome, reason, word = edition, of_edition, EDITION_WORD
        cure, asked_of = certificate_wanted(demand.standard), inquiry.supplier.name
    elif edition is Outcome.UNKNOWN and outcome is Outcome.PASS:
        outcome, reason, word = edition, of_edition, EDITION_WORD
        cure, asked_of = RECORD_EDITION, issuer_of(inquiry, candidate)
    elif edition is not Outcome.PASS:
        reason = f"{reason} {of_edition}"
    if outcome is Outcome.PASS:
        reason += that_stands(candidate, demand.standard)
    return line(
        Rule.REQUIRED_STANDARD,
        demand.standard,
        outcome,
        reason,
        evidence=candidate.refs,
        source=CRITERIA,
        cure=cure,
        asked_of=asked_of,
        word=word,
    )


def edition_asked(
    evidence: CertificateFacts | AuditFacts, alternative: str, subject: str
) -> tuple[Outcome, str]:
    """Whether evidence is to an edition that a demand names, and a sentence where it is not.

    `alternative`: the one of the demand's that the evidence is for.
    """
    asked = editions_asked(subject, alternative)
    own = edition_key(evidence.standard, evidence.edition) if asked else None
    if not asked or own in asked:
        return Outcome.PASS, ""
    wanted = f"{listed(asked, last='or')} is asked for."
    if own is None:
        return Outcome.UNKNOWN, f"Its edition is not stated; {wanted}"
    return Outcome.FAIL, f"It is to edition {own}; {wanted}"


def accepts(inquiry: Inquiry, demand: Demand, recognition: Recognition) -> bool:
    """Whether a demand accepts a recognition, for the buyer that asks."""
    if recognition.level is Level.WIDELY_RECOGNISED:
        return recognition.shown or not demand.shown
    own = recognition.level is Level.ONE_CUSTOMER and inquiry.buyer is not None
    return own and not demand.widely


def certificate_wanted(standard: str) -> str:
    """What to ask for where there is no evidence that counts."""
    return f"Ask for a certificate to {standard} under an accreditation that counts."


def issuer_of(inquiry: Inquiry, candidate: Candidate) -> str:
    """Who can tell more of the candidate: its issuer, else the supplier."""
    certificate = candidate.certificate
    return (certificate.certification_body if certificate else "") or inquiry.supplier.name


def _recognised(inquiry: Inquiry, demand: Demand, candidate: Candidate) -> _Judged:
    """Whether the demand accepts its recognition, and what would put it right."""
    recognition, supplier = candidate.recognition, inquiry.supplier.name
    reason = recognition.reason or f"{level_words(recognition)}."
    if accepts(inquiry, demand, recognition):
        return Outcome.PASS, reason, "", "", ""
    word = _LEVEL_WORD[recognition.level]
    if recognition.level is Level.WIDELY_RECOGNISED:
        reason = (
            "Its accreditation is not recorded as shown on the certificate, "
            "which this profile asks for."
        )
        cure = "Record the accreditation body as it stands on the certificate."
        return Outcome.UNKNOWN, reason, cure, supplier, word
    if recognition.level is Level.UNPROVEN and recognition.cause is not Cause.REFUTED:
        cure = "Ask for the certificate with its accreditation mark, or the issuer's accreditation."
        return Outcome.UNKNOWN, reason, cure, issuer_of(inquiry, candidate), word
    if recognition.level is Level.ONE_CUSTOMER:
        asked = "a widely recognised one is asked for"
        if not demand.widely:
            asked = "no buyer is named whose own it could be"
        reason = f"{level_words(recognition)}; {asked}."
    return Outcome.FAIL, reason, certificate_wanted(demand.standard), supplier, word
