"""The `directory` command: the bodies, accreditations and editions that recognition rests on."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from domain.directory import Directory
from domain.directory_entries import Entry


class DirectoryPart(StrEnum):
    """What the directory holds."""

    ACCREDITATION_BODIES = "accreditation-bodies"
    CERTIFICATION_BODIES = "certification-bodies"
    ACCREDITATIONS = "accreditations"
    EDITIONS = "editions"


def entries_of(directory: Directory, part: DirectoryPart, day: date) -> list[dict[str, Any]]:
    """The entries of a part as plain values; editions soonest first, as of a day."""
    make = {
        DirectoryPart.ACCREDITATION_BODIES: _accreditation_bodies,
        DirectoryPart.CERTIFICATION_BODIES: _certification_bodies,
        DirectoryPart.ACCREDITATIONS: _accreditations,
    }
    if part is DirectoryPart.EDITIONS:
        return list(_editions(directory, day))
    return list(make[part](directory))


def _accreditation_bodies(directory: Directory) -> Iterator[dict[str, Any]]:
    for body in directory.accreditation_bodies:
        yield {
            "body": body.code,
            "name": body.name,
            "economy": body.economy,
            "status": body.status.value,
            "scopes": [
                {"scope": one.scope, "from": one.starts_on, "until": one.ends_on}
                for one in body.scopes
            ],
            "aliases": list(body.aliases),
            "note": body.note,
        } | _origin(body)


def _certification_bodies(directory: Directory) -> Iterator[dict[str, Any]]:
    for body in directory.certification_bodies:
        yield {
            "body": body.name,
            "aliases": [*body.aliases, *body.exact_aliases],
            "note": body.note,
        } | _origin(body)


def _accreditations(directory: Directory) -> Iterator[dict[str, Any]]:
    for row in directory.all_accreditations:
        yield {
            "certification_body": row.certification_body,
            "accreditation_body": row.accreditation_body,
            "standard": row.standard,
            "from": row.starts_on,
            "until": row.ends_on,
            "status": row.status,
        } | _origin(row)


def _editions(directory: Directory, day: date) -> Iterator[dict[str, Any]]:
    from domain.edition import edition_calendar

    for line in edition_calendar(directory, day):
        yield {
            "standard": line.standard,
            "edition": line.edition,
            "successor": line.successor,
            "last_day": line.last_day,
            "provisional": line.provisional,
            "days_left": line.days_left,
            "source": line.source,
            "checked_on": line.checked_on,
            "own": line.own,
        }


def _origin(entry: Entry) -> dict[str, Any]:
    return {
        "source": entry.source,
        "checked_on": entry.checked_on,
        "confidence": entry.confidence,
        "own": entry.own,
    }
