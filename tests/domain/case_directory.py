"""What a worked case puts into the directory of its own register, and what other suppliers hold.

`own` holds `bodies`, `issuers`, `accreditations` and `editions`, each with its day `checked`, and
the keys `unused`. `elsewhere` lists what other suppliers hold: a certificate number, or a scan
that a certificate of the case has too.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from domain.directory import (
    AccreditationBody,
    BodyStatus,
    CbAccreditation,
    CertificationBody,
    Directory,
    Edition,
    OwnEntries,
    Scope,
)
from domain.hints import Elsewhere, number_key
from domain.kinds import canonical

Entry = Mapping[str, Any]


def with_own(directory: Directory, own: Mapping[str, Any]) -> Directory:
    """The directory with the own entries of a case."""
    return directory.with_entries(
        OwnEntries(
            accreditation_bodies=tuple(map(_body, own.get("bodies", []))),
            certification_bodies=tuple(map(_issuer, own.get("issuers", []))),
            accreditations=tuple(map(_accreditation, own.get("accreditations", []))),
            editions=tuple(map(_edition, own.get("editions", []))),
            unused=frozenset(tuple(key) for key in own.get("unused", [])),
        )
    )


def _body(entry: Entry) -> AccreditationBody:
    return AccreditationBody(
        code=entry["code"],
        name=entry.get("name", ""),
        aliases=tuple(entry.get("also", [])),
        status=BodyStatus(entry.get("status", "signatory")),
        scopes=tuple(
            Scope(scope=s["scope"], starts_on=s.get("from"), ends_on=s.get("until"))
            for s in entry.get("scopes", [{"scope": "management systems"}])
        ),
        checked_on=entry.get("checked"),
        own=True,
    )


def _issuer(entry: Entry) -> CertificationBody:
    return CertificationBody(
        name=entry["name"],
        aliases=tuple(entry.get("also", [])),
        exact_aliases=tuple(entry.get("short", [])),
        checked_on=entry.get("checked"),
        own=True,
    )


def _accreditation(entry: Entry) -> CbAccreditation:
    return CbAccreditation(
        certification_body=entry["body"],
        accreditation_body=entry["accredited_by"],
        standard=entry["standard"],
        starts_on=entry.get("from"),
        ends_on=entry.get("until"),
        status=entry.get("status", "active"),
        checked_on=entry.get("checked"),
        own=True,
    )


def _edition(entry: Entry) -> Edition:
    return Edition(
        standard=entry["standard"],
        edition=entry["edition"],
        successor=entry.get("successor", ""),
        invalid_after=entry.get("last_day"),
        provisional=entry.get("provisional", False),
        checked_on=entry.get("checked"),
        own=True,
    )


def elsewhere_of(data: Mapping[str, Any]) -> Elsewhere:
    """What the suppliers of `elsewhere` hold; their ids follow that of the case's own supplier."""
    numbers: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    scans: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for id_, entry in enumerate(data.get("elsewhere", []), 2):
        holder = (id_, entry["supplier"])
        if "number" in entry:
            numbers[number_key(entry["number"]), canonical(entry["standard"])].append(holder)
        if "scan" in entry:
            scans[entry["scan"]].append(holder)
    documents = {}
    for id_, entry in enumerate(data.get("certificate", []), 1):
        if "scan" in entry:
            documents["certificate", id_] = (entry["scan"],)
            scans[entry["scan"]].append((1, "the supplier itself"))
        if "number" in entry:
            key = (number_key(entry["number"]), canonical(entry.get("standard", "")))
            numbers[key].append((1, "the supplier itself"))
    return Elsewhere(
        numbers={key: tuple(held) for key, held in numbers.items()},
        scans={key: tuple(held) for key, held in scans.items()},
        documents=documents,
    )
