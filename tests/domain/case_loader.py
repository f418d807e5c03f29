"""Turns the worked cases (`cases/*.toml`) into the values the rules read.

The files are written for quality managers, so the words here are theirs: `issued_by`,
`accredited_by`, `suspended`, `confirmed` … What a case leaves out is not on record. The head of
`cases/validity.toml` explains the words. Storage and command-line tests use the same cases.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from domain.directory import CbAccreditation, Directory
from domain.facts import BuyerRef, SupplierFacts
from domain.hints import Elsewhere
from domain.qualification import Demand, Profile, ProfileException, profile_named
from domain.vocabulary import Criticality, Rule
from tests.domain.case_directory import elsewhere_of, with_own
from tests.domain.case_facts import buyer_named, supplier_of

FOLDER = Path(__file__).parent / "cases"
OF_TIME = (
    "due",
    "due_not_told",
    "hints",
    "proposals",
    "gaps",
)  # expectations of `test_cases_of_time`


@dataclass(frozen=True, kw_only=True)
class Case:
    """One worked case: what is on record, who asks, on which day, and what must come out."""

    title: str
    file: str
    supplier: SupplierFacts
    profile: Profile
    buyer: BuyerRef | None
    day: date
    directory: Directory
    elsewhere: Elsewhere
    expect: Mapping[str, Any]

    def __str__(self) -> str:
        return self.title


@cache
def all_cases() -> tuple[Case, ...]:
    """Every worked case, file by file."""
    return tuple(case for path in sorted(FOLDER.glob("*.toml")) for case in _read(path))


@cache
def _backgrounds() -> dict[str, Mapping[str, Any]]:
    """What cases of any file may start from, by its name."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for name, given in (
            tomllib.loads(path.read_text(encoding="utf-8")).get("background", {}).items()
        ):
            assert name not in found, f"two backgrounds “{name}”"
            found[name] = given
    return found


def _read(path: Path) -> Iterator[Case]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    backgrounds = _backgrounds()
    for entry in data["case"]:
        given = backgrounds.get(entry.get("given", ""), {})
        if "given" in entry and not given:
            raise AssertionError(f"{path.name}: no background “{entry['given']}”")
        merged = _merged(given, entry)
        yield Case(
            title=entry["title"],
            file=path.stem,
            supplier=supplier_of(merged),
            profile=_profile(merged.get("profile", "Certificates on file")),
            buyer=buyer_named(merged["buyer"]) if "buyer" in merged else None,
            day=merged["day"],
            directory=with_own(_directory(merged.get("directory", [])), merged.get("own", {})),
            elsewhere=elsewhere_of(merged),
            expect=entry["expect"],
        )


def _merged(given: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, Any]:
    """The case laid over its background: its first certificate changes the first one, and so on.

    `"nothing"` takes away what the background holds.
    """
    merged: dict[str, Any] = {**given, **entry}
    for key, before in given.items():
        after = entry.get(key)
        if isinstance(before, list) and isinstance(after, list):
            laid = [{**old, **new} for old, new in zip(before, after, strict=False)]
            merged[key] = laid + before[len(after) :] + after[len(before) :]
        elif isinstance(before, dict) and isinstance(after, dict):
            merged[key] = {**before, **after}
    return {key: _without_nothing(value) for key, value in merged.items() if value != "nothing"}


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: held for key, held in value.items() if held != "nothing"}
    return [_without_nothing(held) for held in value] if isinstance(value, list) else value


def _profile(wanted: str | Mapping[str, Any]) -> Profile:
    """A supplied profile by its name, or one put together in the case. `like` names a supplied
    one to start from, `for_some` the profiles of suppliers of a category or criticality."""
    if isinstance(wanted, str):
        return profile_named(wanted)
    if "like" in wanted:
        made = profile_named(wanted["like"])
    else:
        widely = not wanted.get("own_audit_accepted", False)
        made = Profile(
            name=wanted.get("name", "Profile of the case"),
            standards=tuple(
                Demand(standard=name, widely=widely, shown=wanted.get("shown", False))
                for name in wanted.get("standards", [])
            ),
            marks=tuple(wanted.get("marks", [])),
            audit=wanted.get("audit", False),
            rules=frozenset(Rule(rule) for rule in wanted.get("rules", list(Rule))),
        )
    limits = ("margin_days", "verification_months", "audit_months")
    made = replace(made, **{limit: wanted[limit] for limit in limits if limit in wanted})
    return replace(
        made, exceptions=tuple(_exception(entry) for entry in wanted.get("for_some", []))
    )


def _exception(entry: Mapping[str, Any]) -> ProfileException:
    return ProfileException(
        profile=_profile(entry["profile"]),
        category=entry.get("category", ""),
        criticality=Criticality(entry["criticality"]) if "criticality" in entry else None,
    )


def _directory(entries: list[Mapping[str, Any]]) -> Directory:
    """The supplied directory; a body that the case speaks of has the case's entries instead."""
    supplied = Directory.load()
    if not entries:
        return supplied
    spoken_of = {entry["body"] for entry in entries}
    rows = [
        CbAccreditation(
            certification_body=entry["body"],
            accreditation_body=entry["accredited_by"],
            standard=entry["standard"],
            starts_on=entry.get("from"),
            ends_on=entry.get("until"),
            status=entry.get("status", "active"),
            source="the case",
        )
        for entry in entries
    ]
    kept = [r for r in supplied.all_accreditations if r.certification_body not in spoken_of]
    return Directory(
        accreditation_bodies=supplied.accreditation_bodies,
        certification_bodies=supplied.certification_bodies,
        accreditations=[*kept, *rows],
        editions=supplied.all_editions,
        standards=supplied.standards.values(),
    )
