"""Who audited, who certified, who accredited and for whom: one row's cells read together.

Lists mix these up: "2nd party (Bosch)", "certified by SGS" in a party column, "self-assessment"
where the certification body belongs, "SGS (UKAS)".
"""

import re
from dataclasses import dataclass

from domain.directory import Directory
from domain.vocabulary import Accreditation, Party
from importing.rows import RowTexts, names_in
from importing.values import (
    PartyRead,
    body_name,
    is_known_body,
    read_accreditation,
    read_party,
    stated_party,
)

_IN_BRACKETS = re.compile(r"^(.+?)\s*[(（\[]([^()（）\[\]]+)[)）\]]$")


@dataclass(frozen=True, slots=True)
class Bodies:
    """`party` only where it is stated."""

    party: Party | None
    certification_body: str
    accreditation: Accreditation
    accreditation_body: str
    buyers: tuple[str, ...]


def read_bodies(row: RowTexts, directory: Directory) -> Bodies:
    """The parties of a row; what cannot be read is reported to it."""
    party = _party(row)
    body = body_name(row.text("certification_body"))
    if (said := stated_party(body)) is not None:
        party, body = _merged(party, said), ""
    read = read_accreditation(row.text("accreditation_body"))
    if read.unclear:
        row.report("accreditation_body", "Says that it is accredited, not by whom; left empty.")
    body, accreditor = _bracketed(body, directory) if not read.body else (body, "")
    buyers = tuple(names_in(row.text("commissioned_by")))
    if party.party is Party.SECOND and party.name and not buyers:
        buyers = (party.name[:300],)
    if party.party is Party.THIRD and party.name:
        if directory.accreditation_body(party.name) and not is_known_body(party.name, directory):
            accreditor = accreditor or party.name
        else:
            body = body or party.name
    accreditation = read.accreditation
    if accreditation is Accreditation.NOT_RECORDED and accreditor:
        accreditation = Accreditation.NAMED
    return Bodies(party.party, body, accreditation, read.body or accreditor, buyers)


def _party(row: RowTexts) -> PartyRead:
    text = row.text("party")
    read = read_party(text)
    if text and read.party is None:
        row.report("party", f"“{text}” does not say who audited; left empty.")
    return read if read.party is not None else read_party(row.text("kind"))


def _merged(party: PartyRead, said: PartyRead) -> PartyRead:
    return party if party.party is not None else said


def _bracketed(body: str, directory: Directory) -> tuple[str, str]:
    """ "SGS (UKAS)" → the body and its accreditation body."""
    found = _IN_BRACKETS.match(body)
    if found and directory.accreditation_body(found[2]):
        return found[1], found[2]
    return body, ""
