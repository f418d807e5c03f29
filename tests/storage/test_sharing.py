"""Profiles and buyers go from register to register by a file, and no file is believed."""

import json
import os
import stat
import unicodedata
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.assessment import Demand, Profile
from domain.errors import RegisterError, UserError
from domain.import_plan import Change, New
from domain.matching import supplier_key
from domain.profiles import profile_key, profile_problems
from domain.vocabulary import Criticality, Rule
from storage.check import check
from storage.register import Register
from storage.sample import create_sample
from storage.shared_file import Shared, SharedBuyer, SharedUse, buyer_key, write_shared
from storage.sharing import SharedPlan, changes_for, export_shared, read_shared
from tests.storage.contents import content, rows

nfc = partial(unicodedata.normalize, "NFC")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """The file that the sample register shares."""
    path = tmp_path / "halden.attesta-profiles"
    sample = create_sample(tmp_path / "sample.attesta", author="Mai", now=lambda: NOW)
    with sample as register, register.reader() as reader:
        export_shared(reader, path)
    return path


def taken_in(register: Register, path: Path, *replace: str) -> SharedPlan:
    """Take a file in; what that did."""
    with register.reader() as reader:
        changes, plan = changes_for(read_shared(path), reader, replace=replace)
    if changes:
        register.apply(changes, label="Take in")
    return plan


def test_a_file_brings_profiles_buyers_and_uses(exported, new_register, tmp_path, directory):
    plan = taken_in(new_register, exported)
    assert plan == SharedPlan(
        added=(
            "Halden Grid: critical tape",
            "Halden Grid AS",
            "Nordlicht Elektro GmbH",
            "Straits Power Supply Pte. Ltd.",
            "use for Halden Grid AS, tape, high",
            "use for Nordlicht Elektro GmbH, automotive",
            "use for Straits Power Supply Pte. Ltd., low",
        )
    )
    with new_register.reader() as reader:
        profile = next(each for each in reader.profiles() if each.name.startswith("Halden"))
        assert profile.standards == (Demand(standard="ISO 9001", shown=True),)
        assert profile.marks == ("UL or CSA",)
        assert (profile.audit, profile.margin_days) == (True, 60)
        buyer = reader.find_buyer("Nordlicht Elektro GmbH")
        assert [e.profile.name for e in reader.usual_profile(buyer).exceptions] == [
            "Automotive: IATF 16949"
        ]
        again = tmp_path / "again.attesta-profiles"
        export_shared(reader, again)
    assert again.read_bytes() == exported.read_bytes()
    assert check(new_register.path, directory).problems == ()
    before = content(new_register.path)
    plan = taken_in(new_register, exported)
    assert (plan.added, plan.replaced, plan.conflicts) == ((), (), ())
    assert len(plan.unchanged) == 7
    assert content(new_register.path) == before
    new_register.undo()
    assert rows(new_register.path, "SELECT * FROM buyer") == []


def test_the_file_says_what_it_is(exported):
    document = json.loads(exported.read_text(encoding="utf-8"))
    assert (document["format"], document["version"]) == ("attesta-profiles", 1)
    assert document["made_by"].startswith("Attesta")
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600


def test_other_content_of_a_name_is_left_unless_named(exported, new_register):
    taken_in(new_register, exported)
    new_register.apply(
        [
            Change("requirement_profile", 1, {"margin_days": 7}),
            Change("buyer", 1, {"contact": "Ola", "notes": "ours"}),
            Change("profile_use", 2, {"profile": "Certificates on file"}),
        ],
        label="Edit",
    )
    before = content(new_register.path)
    names = (
        "Halden Grid: critical tape",
        "Halden Grid AS",
        "use for Nordlicht Elektro GmbH, automotive",
    )
    plan = taken_in(new_register, exported)
    assert plan.conflicts == names
    assert content(new_register.path) == before
    plan = taken_in(new_register, exported, *(name.upper() for name in names))
    assert (plan.replaced, plan.conflicts) == (names, ())
    assert rows(new_register.path, "SELECT margin_days FROM requirement_profile") == [(60,)]
    assert rows(new_register.path, "SELECT contact, notes FROM buyer WHERE id = 1") == [
        ("Ingrid Solberg, purchasing", "ours")
    ]
    assert rows(new_register.path, "SELECT profile FROM profile_use WHERE id = 2") == [
        ("Automotive: IATF 16949",)
    ]
    assert rows(new_register.path, "SELECT count(*) FROM profile_demand") == [(2,)]


def test_a_supplied_profile_gives_its_place_only_when_named(new_register, tmp_path):
    name = "General B2B: ISO 9001"
    profile = Profile(name=name, standards=(Demand(standard="ISO 13485"),), rules=frozenset(Rule))
    path = tmp_path / "theirs.attesta-profiles"
    write_shared(Shared(profiles=(profile,)), path, force=False, never=new_register.path)
    assert taken_in(new_register, path).conflicts == (name,)
    assert taken_in(new_register, path, name).replaced == (name,)
    with new_register.reader() as reader:
        assert [each for each in reader.profiles() if each.name == name] == [profile]


def test_no_two_buyers_of_a_file_become_one(new_register, tmp_path):
    new_register.apply(
        [
            Change("buyer", New(1), {"name": "Nord AS", "code": "1"}),
            Change("buyer", New(2), {"name": "Syd AS"}),
        ],
        label="Enter",
    )
    buyers = (
        SharedBuyer(name="Nord AS", code="2", notes="another number, another buyer"),
        SharedBuyer(name="Nord AS", code="3"),
        SharedBuyer(name="Syd AS", code="7"),
        SharedBuyer(name="Syd AS"),
    )
    path = tmp_path / "theirs.attesta-profiles"
    write_shared(Shared(buyers=buyers), path, force=False, never=new_register.path)
    plan = taken_in(new_register, path, "Nord AS", "Syd AS")
    assert (plan.replaced, plan.conflicts) == ((), ())
    assert plan.unchanged == ("Syd AS",)
    assert rows(new_register.path, "SELECT name, code FROM buyer ORDER BY name, code") == [
        ("Nord AS", "1"), ("Nord AS", "2"), ("Nord AS", "3"), ("Syd AS", ""), ("Syd AS", "7"),
    ]  # fmt: skip
    assert len(taken_in(new_register, path).unchanged) == 4


def test_buyers_of_one_name_are_told_apart(new_register, tmp_path):
    new_register.apply(
        [
            Change("buyer", New(1), {"name": "Nord AS", "code": "1"}),
            Change("buyer", New(2), {"name": "Nord AS", "code": "2"}),
            Change("buyer", New(3), {"name": "NORD AS", "code": "2", "notes": "twice"}),
            Change("profile_use", New(4), {"buyer_id": New(2), "profile": "Certificates on file"}),
            Change("profile_use", New(5), {"buyer_id": New(3), "profile": "Certificates on file"}),
        ],
        label="Add",
    )
    path = tmp_path / "two.attesta-profiles"
    with new_register.reader() as reader:
        export_shared(reader, path)
    found = read_shared(path)
    assert [buyer.code for buyer in found.buyers] == ["1", "2"]
    assert [(use.buyer, use.buyer_code) for use in found.uses] == [("Nord AS", "2")]
    assert taken_in(new_register, path).added == ()


def test_a_use_of_a_profile_that_nobody_has_is_refused(new_register, tmp_path):
    path = tmp_path / "lost.attesta-profiles"
    shared = Shared(uses=(SharedUse(buyer=None, profile="Nowhere"),))
    write_shared(shared, path, force=False, never=new_register.path)
    with new_register.reader() as reader, pytest.raises(UserError, match="“Nowhere”"):
        changes_for(read_shared(path), reader)


def test_what_is_there_is_replaced_only_when_told_to(new_register, tmp_path):
    path = tmp_path / "out.attesta-profiles"
    path.write_text("mine")
    with new_register.reader() as reader:
        with pytest.raises(RegisterError, match="already there"):
            export_shared(reader, path)
        assert path.read_text() == "mine"
        export_shared(reader, path, force=True)
        assert read_shared(path) == Shared()
        with pytest.raises(RegisterError, match="is the register itself"):
            export_shared(reader, new_register.path, force=True)
        with pytest.raises(RegisterError, match="is a folder"):
            export_shared(reader, tmp_path, force=True)
        with pytest.raises(RegisterError, match="is not there"):
            export_shared(reader, tmp_path / "no" / "such.attesta-profiles")
    assert {file.suffix for file in tmp_path.iterdir()} == {
        ".attesta", ".lock", ".attesta-profiles"
    }  # fmt: skip


def test_a_write_that_fails_leaves_what_was_there(new_register, tmp_path, monkeypatch):
    path = tmp_path / "out.attesta-profiles"
    path.write_text("mine")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with new_register.reader() as reader, pytest.raises(RegisterError, match="disk is full"):
        export_shared(reader, path, force=True)
    assert path.read_text() == "mine"
    assert not list(tmp_path.glob("*.part"))


TEXTS = st.text(st.characters(exclude_categories=("C", "Z")), max_size=20).map(nfc)
NAMES = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12).map(nfc)
PROFILES = st.builds(
    Profile,
    name=NAMES,
    description=TEXTS,
    standards=st.lists(
        st.builds(
            Demand,
            standard=st.sampled_from(["ISO 9001", "ISO 14001", "IATF 16949", "SA8000"]),
            widely=st.booleans(),
            shown=st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    marks=st.lists(st.sampled_from(["UL 510", "UL or CSA", "CCC"]), max_size=2).map(tuple),
    audit=st.booleans(),
    rules=st.frozensets(st.sampled_from(Rule)).map(
        lambda rules: (
            rules
            | {Rule.REQUIRED_STANDARD, Rule.PRODUCT_CERTIFICATE, Rule.SECOND_PARTY_AUDIT}
        )
    ),
    margin_days=st.integers(0, 1000),
    verification_months=st.integers(1, 120),
    audit_months=st.integers(1, 120),
).filter(lambda profile: not profile_problems(profile))  # fmt: skip
BUYERS = st.builds(SharedBuyer, name=NAMES, code=NAMES, contact=TEXTS, notes=TEXTS)


@st.composite
def shared(draw: st.DrawFn) -> Shared:
    """Anything a register could share."""
    profiles = draw(st.lists(PROFILES, max_size=3, unique_by=lambda each: profile_key(each.name)))
    buyers = draw(st.lists(BUYERS, max_size=3, unique_by=lambda each: supplier_key(each.name)))
    of = [(None, ""), *((buyer.name, buyer.code) for buyer in buyers)]
    names = ["Certificates on file", *(profile.name for profile in profiles)]
    uses = draw(
        st.lists(
            st.builds(
                lambda buyer, **more: SharedUse(buyer=buyer[0], buyer_code=buyer[1], **more),
                buyer=st.sampled_from(of),
                profile=st.sampled_from(names),
                category=st.sampled_from(["", "tape", "cable"]),
                criticality=st.none() | st.sampled_from(Criticality),
            ),
            max_size=4,
            unique_by=lambda use: (
                use.buyer and buyer_key(use.buyer, use.buyer_code),
                use.category,
                use.criticality,
            ),
        )
    )
    return Shared(profiles=tuple(profiles), uses=tuple(uses), buyers=tuple(buyers))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shared=shared())
def test_whatever_is_shared_arrives(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    first, second = folder / "one.attesta-profiles", folder / "two.attesta-profiles"
    with Register.create(folder / "r.attesta", author="Mai", now=lambda: NOW) as register:
        write_shared(shared, first, force=False, never=register.path)
        assert read_shared(first) == shared
        taken_in(register, first)
        with register.reader() as reader:
            export_shared(reader, second)
        assert read_shared(second) == shared
        assert taken_in(register, second).added == ()
        assert taken_in(register, second).conflicts == ()
