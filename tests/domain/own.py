"""Own directory entries of the tests, and certificates that rest on them."""

from dataclasses import replace
from datetime import date

from domain.directory import AccreditationBody, BodyStatus, CbAccreditation, Directory, Scope
from domain.facts import CertificateFacts
from domain.recognition import Recognition, recognise
from domain.vocabulary import Accreditation

DAY = date(2026, 11, 23)
CHECKED = date(2026, 11, 3)
ORIGIN = "(entered in this register, checked 3 November 2026)"

SIGNATORY = AccreditationBody(
    code="XAB",
    name="Example Accreditation Board",
    aliases=("EAB",),
    status=BodyStatus.SIGNATORY,
    scopes=(Scope(scope="management systems"),),
    checked_on=CHECKED,
    own=True,
)
ROW = CbAccreditation(
    certification_body="SGS",
    accreditation_body="XAB",
    standard="ISO 9001",
    starts_on=date(2020, 1, 1),
    checked_on=CHECKED,
    own=True,
)


def certificate(body: str = "SGS", accreditation: str = "", **more: object) -> CertificateFacts:
    facts = CertificateFacts(
        standard="ISO 9001",
        certification_body=body,
        accreditation=Accreditation.NAMED if accreditation else Accreditation.NOT_RECORDED,
        accreditation_body=accreditation,
        issued_on=date(2024, 3, 1),
        recorded_on=DAY,
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def judged(evidence: CertificateFacts, directory: Directory, day: date = DAY) -> Recognition:
    found = recognise(evidence, None, day, directory)
    assert found is not None
    return found
