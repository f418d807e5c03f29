"""An edit leaves nothing that the rules cannot stand on; an import may, and an undo may."""

import pytest

from domain.errors import RegisterError, UserError
from domain.import_plan import Change, New, Removal
from domain.vocabulary import Rule
from storage.check import check
from storage.register import Register
from storage.validation import FieldErrors
from tests.storage.contents import certificate, content, plan_of, rows, supplier

RULES = " ".join(rule.value for rule in Rule)


def profile(name: str = "Halden", ref: int = 50, **values: object) -> list[Change]:
    """A profile that demands ISO 9001, to be added."""
    fields = {"name": name, "rules": RULES} | values
    demand = {"profile_id": New(ref), "subject": "ISO 9001"}
    return [
        Change("requirement_profile", New(ref), fields),
        Change("profile_demand", New(ref + 1), demand),
    ]


@pytest.fixture
def filled(new_register: Register) -> Register:
    """Two suppliers; the first with three certificates, each renewing the one before."""
    new_register.apply(
        [
            supplier("Alpha"),
            supplier("Beta", ref=2),
            certificate(New(1), 11, number="A-1"),
            certificate(New(1), 12, number="A-2", supersedes_id=New(11)),
            certificate(New(1), 13, number="A-3", supersedes_id=New(12)),
            certificate(New(2), 14, number="B-1"),
            Change("buyer", New(3), {"name": "Nordkabel GmbH"}),
        ],
        label="Fill",
    )
    return new_register


def refused(register: Register, *changes: Change) -> FieldErrors:
    """The error with which a step is refused; nothing of it stays."""
    before = content(register.path)
    history = rows(register.path, "SELECT count(*) FROM history")
    with pytest.raises(FieldErrors) as caught:
        register.apply(changes, label="Try")
    assert content(register.path) == before
    assert rows(register.path, "SELECT count(*) FROM history") == history
    return caught.value


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"supersedes_id": 1}, "supersedes_id", "cannot renew itself"),
        ({"supersedes_id": 2}, "supersedes_id", "renews this one"),
        ({"supersedes_id": 3}, "supersedes_id", "renews this one"),
        ({"supersedes_id": 4}, "supersedes_id", "another supplier's"),
        ({"expires_on": "2025-01-09"}, "expires_on", "ends before it was issued"),
        ({"issued_on": "2028-01-10"}, "expires_on", "ends before it was issued"),
        ({"valid_from": "2028-02-01"}, "expires_on", "ends before it begins"),
    ],
)
def test_an_impossible_certificate_is_refused_at_its_field(filled, values, field, words):
    error = refused(filled, Change("certificate", 1, values))
    assert list(error.errors) == [field]
    assert words in error.errors[field]
    assert str(error).startswith("Certificate, ")


def test_a_circle_is_refused_however_it_is_closed(filled):
    filled.apply([Change("certificate", 2, {"supersedes_id": None})], label="Part")
    error = refused(
        filled,
        Change("certificate", 1, {"supersedes_id": 2}),
        Change("certificate", 2, {"supersedes_id": 1}),
    )
    assert "renews this one" in error.errors["supersedes_id"]
    filled.apply(  # turned round, not closed
        [
            Change("certificate", 1, {"supersedes_id": 3}),
            Change("certificate", 3, {"supersedes_id": None}),
        ],
        label="Turn round",
    )


def test_a_certificate_that_moves_takes_no_renewal_along(filled):
    error = refused(filled, Change("certificate", 3, {"supplier_id": 2}))
    assert "another supplier's" in error.errors["supersedes_id"]


def test_a_denied_renewal_is_of_one_supplier(filled):
    values = {"certificate_id": 1, "earlier_id": 4}
    error = refused(filled, Change("renewal_denial", New(1), values))
    assert error.errors == {"earlier_id": "The other certificate is another supplier's."}
    error = refused(
        filled, Change("renewal_denial", New(1), {"certificate_id": 1, "earlier_id": 1})
    )
    assert error.errors == {"": "A certificate cannot renew itself."}


def test_a_renewal_is_not_both_confirmed_and_denied(filled):
    denial = Change("renewal_denial", New(1), {"certificate_id": 2, "earlier_id": 1})
    assert "as renewing that" in refused(filled, denial).errors["earlier_id"]
    part = Change("certificate", 2, {"supersedes_id": None})
    filled.apply([part, denial], label="Deny")
    confirmed = Change("certificate", 2, {"supersedes_id": 1})
    assert "does not renew" in refused(filled, confirmed).errors["supersedes_id"]
    filled.apply([confirmed, Removal("renewal_denial", 1, {})], label="Confirm")


def test_an_import_keeps_what_an_edit_may_not_leave(filled, directory):
    filled.import_plan(
        plan_of(
            Change("certificate", 1, {"supersedes_id": 3}),
            certificate(1, 1, number="A-9", issued_on="2028-01-01", expires_on="2020-01-01"),
        )
    )
    assert rows(filled.path, "SELECT supersedes_id FROM certificate WHERE id = 1") == [(3,)]
    assert check(filled.path, directory).problems == ()
    with filled.reader() as reader:
        assert len(reader.supplier(1).certificates) == 4
    # What was there already does not stand in the way of other edits.
    filled.apply([Change("certificate", 1, {"notes": "asked the issuer"})], label="Note")
    filled.apply([Change("certificate", 5, {"notes": "asked the issuer"})], label="Note")
    filled.apply([Change("certificate", 1, {"supersedes_id": None})], label="Mend")


def test_an_undo_brings_back_what_an_import_left(filled):
    filled.import_plan(plan_of(Change("certificate", 1, {"supersedes_id": 3})))
    filled.apply([Change("certificate", 1, {"supersedes_id": None})], label="Mend")
    filled.undo()
    assert rows(filled.path, "SELECT supersedes_id FROM certificate WHERE id = 1") == [(3,)]


def test_profiles_go_by_one_name(filled):
    filled.apply(profile("Halden"), label="Add")
    error = refused(filled, *profile("  HALDEN "))
    assert error.errors == {"name": "The register has a profile “HALDEN” already."}
    filled.apply(profile("General B2B: ISO 9001"), label="Take the supplied one's place")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (profile()[:1], "demands no standard, no mark and no audit"),
        (profile(rules="approval"), "nothing judges it"),
        ([*profile(), Change("profile_demand", New(9), {"profile_id": New(50),
            "subject": "ISO 9001", "mark": True})], "no product mark"),
        ([*profile(), Change("profile_demand", New(9), {"profile_id": New(50),
            "subject": "iso 9001"})], "demanded twice"),
    ],
)  # fmt: skip
def test_a_profile_that_nobody_could_judge_by_is_refused(filled, changes, words):
    error = refused(filled, *changes)
    assert words in error.errors[""]


def test_the_last_demand_stays(filled):
    filled.apply(profile(), label="Add")
    assert "demands no standard" in refused(filled, Removal("profile_demand", 1, {})).errors[""]
    with pytest.raises(FieldErrors, match="demands no standard"):
        filled.remove("profile_demand", 1, label="Remove")
    filled.apply(
        [
            Removal("profile_demand", 1, {}),
            Change("profile_demand", New(1), {"profile_id": 1, "subject": "IATF 16949"}),
        ],
        label="Demand another one",
    )


def use(name: str = "Halden", ref: int = 60, **values: object) -> Change:
    """The use of a profile for the buyer, to be added."""
    return Change("profile_use", New(ref), {"buyer_id": 1, "profile": name} | values)


def waiver(name: str = "Halden") -> Change:
    """A waiver under a profile, to be added."""
    fields = {"supplier_id": 1, "rule": "margin", "profile": name, "reason": "Renewal promised"}
    return Change("waiver", New(70), fields | {"by": "Mai", "ends_on": "2026-12-31"})


@pytest.mark.parametrize("naming", [use, waiver])
def test_what_names_a_profile_follows_its_name(filled, naming):
    filled.apply([*profile(), naming("halden")], label="Add")
    record = naming().record
    filled.apply([Change("requirement_profile", 1, {"name": "Halden Grid"})], label="Rename")
    assert rows(filled.path, f"SELECT profile FROM {record}") == [("Halden Grid",)]
    filled.undo()
    assert rows(filled.path, f"SELECT profile FROM {record}") == [("halden",)]
    filled.redo()
    assert rows(filled.path, f"SELECT profile FROM {record}") == [("Halden Grid",)]


def test_two_profiles_can_change_names(filled):
    filled.apply([*profile("One"), *profile("Two", 80), use("One"), waiver("Two")], label="Add")
    filled.apply(
        [
            Change("requirement_profile", 1, {"name": "Two"}),
            Change("requirement_profile", 2, {"name": "One"}),
        ],
        label="Swap",
    )
    assert rows(filled.path, "SELECT profile FROM profile_use") == [("Two",)]
    assert rows(filled.path, "SELECT profile FROM waiver") == [("One",)]


@pytest.mark.parametrize("naming", [use, waiver])
def test_a_profile_in_use_is_not_removed(filled, naming):
    filled.apply([*profile(), naming()], label="Add")
    before = content(filled.path)
    removal = Removal("requirement_profile", 1, {})
    for attempt in (
        lambda: filled.remove("requirement_profile", 1, label="Remove"),
        lambda: filled.apply([removal], label="Remove"),
    ):
        with pytest.raises(RegisterError, match="“Halden” cannot be removed"):
            attempt()
    assert content(filled.path) == before
    other = Change(naming().record, 1, {"profile": "Certificates on file"})
    filled.apply([other, removal], label="Replace")
    assert rows(filled.path, "SELECT * FROM profile_demand") == []


def test_a_profile_in_a_supplied_ones_place_may_go(filled):
    name = "General B2B: ISO 9001"
    filled.apply([*profile(name), use(name)], label="Add")
    filled.remove("requirement_profile", 1, label="Back to the supplied one")


@pytest.mark.parametrize("naming", [use, waiver])
def test_a_profile_that_is_not_there_cannot_be_named(filled, naming):
    error = refused(filled, naming("Nowhere"))
    assert error.errors == {"profile": "There is no profile “Nowhere”."}


def test_for_the_same_suppliers_one_profile_is_used(filled):
    filled.apply([use("Certificates on file", category="Tape")], label="Use")
    error = refused(filled, use("General B2B: ISO 9001", category=" tape "))
    assert "“Certificates on file” is used already" in error.errors["profile"]
    filled.apply([use("General B2B: ISO 9001", category="tape", criticality="high")], label="Use")
    filled.apply([use("General B2B: ISO 9001", category="tape", buyer_id=None)], label="Use")


def test_errors_are_words_for_people(filled):
    with pytest.raises(UserError) as caught:
        filled.apply([Change("certificate", 1, {"supersedes_id": 1})], label="Try")
    assert str(caught.value) == "Certificate, Renews: A certificate cannot renew itself."
