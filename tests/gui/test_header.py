"""For whom and under which profile: the menu of the header, and what the context makes of it."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QAction

from domain.import_plan import Change, New, Removal
from domain.profiles import AUTOMOTIVE, CERTIFICATES_ON_FILE, GENERAL_B2B
from domain.vocabulary import Criticality
from gui import operations
from gui.context import Context
from gui.dialogs.report_options import ReportOptions
from gui.main_window import MainWindow
from gui.profile_choices import exceptions_words, profile_choices
from storage.register import Register

Settle = Callable[[], None]
OWN = {"name": "Tapes of our own", "rules": "required_standard in_force"}
OWN_DEMAND = {"profile_id": New(1), "subject": "ISO 14001"}


@pytest.fixture
def register_file(sample_file: Path, tmp_path: Path, clock: Callable[[], datetime]) -> Path:
    """The sample register, for nobody of whose buyers anything was chosen."""
    path = Path(shutil.copy(sample_file, tmp_path / "Northwind Tapes.attesta"))
    with Register.open(path, author="L. Tran", now=clock) as register, register.reader() as reader:
        uses = [Removal("profile_use", use.id) for use in reader.profile_uses()]
        register.apply(uses, label="Begin anew")
    return path


@pytest.fixture
def write(open_context: Context, settle: Settle) -> Callable[..., None]:
    """Writes records and waits for it."""

    def make(*changes: Change) -> None:
        operations.save(open_context, changes=changes, label="Set up")
        settle()

    return make


@pytest.fixture
def with_own(write: Callable[..., None]) -> None:
    """The register with a profile of its own."""
    write(Change("requirement_profile", New(1), OWN), Change("profile_demand", New(2), OWN_DEMAND))


def use(profile: str, number: int = 1, **more: object) -> Change:
    """That a profile is used."""
    return Change("profile_use", New(number), {"profile": profile, **more})


def words(window: MainWindow) -> list[str]:
    """What the menu of buyers offers, separators left out."""
    return [each.text() for each in window.header.buyer_menu().actions() if each.text()]


def pick(window: MainWindow, name: str) -> None:
    """Pick an entry of the menu of buyers."""
    actions: list[QAction] = window.header.buyer_menu().actions()
    next(each for each in actions if each.text() == name).trigger()


def checked(window: MainWindow) -> list[str]:
    """What is ticked in the menu of buyers."""
    return [each.text() for each in window.header.buyer_menu().actions() if each.isChecked()]


def test_a_buyer_is_judged_under_its_usual_profile(
    open_context: Context, write: Callable[..., None]
) -> None:
    halden = open_context.standing.buyers[0]
    write(use(AUTOMOTIVE.name, buyer_id=halden.id))
    assert open_context.profile == CERTIFICATES_ON_FILE
    open_context.set_buyer(halden)
    assert open_context.profile == AUTOMOTIVE
    open_context.set_buyer(open_context.standing.buyers[1])
    assert open_context.profile == GENERAL_B2B


def test_what_one_buyer_was_judged_under_is_not_taken_to_the_next(open_context: Context) -> None:
    one, other = open_context.standing.buyers[:2]
    open_context.set_buyer(one)
    open_context.set_profile(AUTOMOTIVE)
    assert open_context.profile == AUTOMOTIVE
    open_context.set_buyer(other)
    assert open_context.profile == GENERAL_B2B


def test_a_chosen_profile_does_not_reach_into_another_register(
    open_context: Context, settle: Settle, tmp_path: Path
) -> None:
    open_context.set_buyer(open_context.standing.buyers[0])
    open_context.set_profile(AUTOMOTIVE)
    told: list[str] = []
    open_context.register_changed.connect(lambda: told.append(open_context.profile.name))
    operations.open_register(open_context, path=tmp_path / "other.attesta", how="create")
    settle()
    assert told == [CERTIFICATES_ON_FILE.name]
    assert open_context.buyer is None


def test_a_chosen_profile_is_judged_as_it_is_demanded_now(
    open_context: Context, with_own: None, write: Callable[..., None], settle: Settle
) -> None:
    own = next(p for p in open_context.standing.profiles if p.name == OWN["name"])
    ids: list[int] = []
    open_context.read(
        lambda reader: reader.records("requirement_profile", name=OWN["name"])[0]["id"],
        done=ids.append,
    )
    settle()
    open_context.set_profile(own)
    seen: list[int] = []
    open_context.view_changed.connect(lambda: seen.append(open_context.profile.margin_days))
    write(Change("requirement_profile", ids[0], {"margin_days": 90}))
    assert open_context.profile.margin_days == 90
    assert seen == [90]


def test_a_buyer_that_is_renamed_stays_the_buyer_shown(
    open_context: Context, write: Callable[..., None]
) -> None:
    halden = open_context.standing.buyers[0]
    open_context.set_buyer(halden)
    write(Change("buyer", halden.id, {"name": "Halden Nett AS"}))
    assert open_context.buyer is not None
    assert open_context.buyer.name == "Halden Nett AS"


def test_the_menu_offers_the_profiles_of_the_register(window: MainWindow, settle: Settle) -> None:
    changes = [
        Change("requirement_profile", New(1), OWN), Change("profile_demand", New(2), OWN_DEMAND),
    ]  # fmt: skip
    operations.save(window.context, changes=changes, label="Set up")
    settle()
    assert OWN["name"] in words(window)
    assert checked(window) == ["Anyone", CERTIFICATES_ON_FILE.name]
    pick(window, OWN["name"])
    assert window.context.profile.name == OWN["name"]
    assert checked(window) == ["Anyone", OWN["name"]]
    assert OWN["name"] in window.header.buyer_button.accessibleDescription()
    settle()


def test_exceptions_of_the_usual_profile_are_said_and_can_be_left_out(
    window: MainWindow, settle: Settle
) -> None:
    halden = window.context.standing.buyers[0]
    changes = [
        use(AUTOMOTIVE.name, 1, buyer_id=halden.id, criticality=Criticality.HIGH),
        use(CERTIFICATES_ON_FILE.name, 2, buyer_id=halden.id, category="Tape"),
    ]
    operations.save(window.context, changes=changes, label="Set up")
    settle()
    window.context.set_buyer(halden)
    said = "with exceptions for category tape, high criticality"
    assert exceptions_words(window.context.profile) == said
    usual = f"{GENERAL_B2B.name}, {said}"
    assert checked(window) == [halden.name, usual]
    assert said in window.header.buyer_button.toolTip()
    pick(window, f"{GENERAL_B2B.name}, without exceptions")
    assert window.context.profile == GENERAL_B2B
    pick(window, usual)
    assert len(window.context.profile.exceptions) == 2
    settle()


def test_the_menu_leads_to_the_profiles(window: MainWindow) -> None:
    asked: list[str] = []
    window.header.acted.disconnect()
    window.header.acted.connect(asked.append)
    pick(window, "Requirement profiles…")
    assert asked == ["profiles"]


def test_a_report_offers_what_the_buyer_usually_demands_first(
    open_context: Context, with_own: None, write: Callable[..., None]
) -> None:
    halden = open_context.standing.buyers[0]
    write(
        use(OWN["name"], 1, buyer_id=halden.id),
        use(AUTOMOTIVE.name, 2, buyer_id=halden.id, criticality=Criticality.HIGH),
    )
    options = ReportOptions(open_context, "supplier")
    assert options.profile.value() == CERTIFICATES_ON_FILE
    options.buyer.set_value(halden)
    options.buyer.edited.emit()
    assert options.profile.value() == open_context.usual_profile(halden)
    assert options.profile.currentText().startswith(f"{OWN['name']}, with exceptions for high")
    options.profile.set_value(AUTOMOTIVE)
    options.profile.edited.emit()
    options.buyer.set_value(open_context.standing.buyers[1])
    options.buyer.edited.emit()
    assert options.profile.value() == AUTOMOTIVE  # chosen by name: it stays
    named = [profile.name for profile, _words in profile_choices(open_context, halden)]
    assert named.count(OWN["name"]) == 2
