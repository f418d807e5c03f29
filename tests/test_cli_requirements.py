"""Profiles, programme, evaluations, matrix, hints and the directory on the command line."""

import csv
import io
import json

import pytest

from tests.shell import DAY

BUYER = "Halden Grid AS"
OWN = "Halden Grid: critical tape"


@pytest.fixture
def sample(sampled):
    return sampled.register


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("evaluations", {"supplier", "period_from", "period_to", "score", "rating"}),
        ("programme", {"supplier", "due_on", "kind", "status", "what", "why"}),
        ("hints", {"supplier", "kind", "sentence"}),
        ("matrix", {"supplier", "verdict", "profile", "ISO 9001"}),
    ],
)
def test_each_list_prints_rows_with_its_fields(shell, sample, kind, keys):
    rows = shell.json("list", kind, "--register", sample, "--as-of", DAY)
    assert rows
    assert all(keys <= set(row) for row in rows)
    printed = shell("list", kind, "--register", sample, "--as-of", DAY)
    assert rows[0]["supplier"] in printed
    table = list(csv.reader(io.StringIO(shell("list", kind, "--register", sample, "--csv"))))
    assert keys <= set(table[0])


@pytest.mark.parametrize("kind", ["evaluations", "programme", "hints"])
def test_an_empty_list_still_has_its_header(shell, kind):
    sheet = shell.file("list.csv", "Supplier,Country\nElbtal GmbH,Germany\n")
    shell("import", sheet, "--register", shell.register)
    printed = shell("list", kind, "--register", shell.register, "--csv")
    (header,) = csv.reader(io.StringIO(printed))
    assert "supplier" in header


def test_a_buyer_is_asked_under_the_profile_used_for_it(shell, sample):
    judged = shell.json("assess", "--register", sample, "--buyer", BUYER, "--as-of", DAY)
    assert {found["profile"] for found in judged} == {"General B2B: ISO 9001", OWN}
    named = shell.json(
        "assess", "--register", sample, "--buyer", BUYER, "--profile", OWN, "--as-of", DAY
    )
    assert {found["profile"] for found in named} == {OWN}
    lines = [line for found in named for line in found["rules"]]
    assert all(line["reason"] for line in lines)
    unmet = [line for line in lines if line["effect"] != "none"]
    assert all(line["source"] and line["cure"] for line in unmet)


def test_who_stays_qualified_on_another_day(shell, sample):
    def qualified(day):
        rows = shell.json(
            "list", "suppliers", "--register", sample, "--buyer", BUYER, "--as-of", day
        )
        return {row["supplier"] for row in rows if row["verdict"] == "qualified"}

    assert qualified("2027-06-30") < qualified(DAY)
    assert qualified("2040-01-01") == set()


def test_an_unknown_profile_is_told_with_those_there_are(shell, sample):
    error = shell.json("assess", "--register", sample, "--profile", "Nope", code=1)["error"]
    assert OWN in error


def test_profiles_say_what_they_demand_and_for_whom_they_are_used(shell, sample):
    found = {row["profile"]: row for row in shell.json("profiles", "list", "--register", sample)}
    assert found[OWN]["marks"] == ["UL or CSA"]
    assert not found[OWN]["supplied"]
    assert found["General B2B: ISO 9001"]["supplied"]
    assert {use["buyer"] for use in found[OWN]["used_for"]} == {BUYER}


def test_profiles_travel_by_a_file(shell, sample):
    file = shell.folder / "shared.attesta-profiles"
    shell("profiles", "export", "--register", sample, "--out", file)
    shell("profiles", "export", "--register", sample, "--out", file, code=1)
    other = shell.folder / "other.attesta"
    sheet = shell.file("list.csv", "Supplier,Country\nElbtal GmbH,Germany\n")
    shell("import", sheet, "--register", other)
    told = shell.json("profiles", "import", file, "--register", other, "--dry-run")
    assert told["applied"] is False
    assert OWN not in shell("profiles", "list", "--register", other)
    told = shell.json("profiles", "import", file, "--register", other)
    assert told["applied"] is True
    assert any(OWN in name for name in told["added"])
    assert OWN in shell("profiles", "list", "--register", other)
    again = shell.json("profiles", "import", file, "--register", other)
    assert again["applied"] is False
    assert not again["added"]


def test_a_profile_of_other_content_is_replaced_only_when_named(shell, sample):
    file = shell.folder / "shared.attesta-profiles"
    shell("profiles", "export", "--register", sample, "--out", file)
    content = json.loads(file.read_text(encoding="utf-8"))
    content["profiles"][0]["margin_days"] = 90
    file.write_text(json.dumps(content), encoding="utf-8")
    asked = shell.json("profiles", "import", file, "--register", sample, code=3)
    assert not asked["applied"], "what was asked about is told like the plan of an import"
    assert asked["conflicts"] == [OWN]
    assert f'--replace "{OWN}"' in shell.err
    shell("profiles", "import", file, "--register", sample, "--replace", OWN)
    found = {row["profile"]: row for row in shell.json("profiles", "list", "--register", sample)}
    assert found[OWN]["margin_days"] == 90


def test_a_file_that_is_none_of_profiles_is_told_in_words(shell, sample):
    file = shell.file("x.attesta-profiles", "{]")
    assert "Traceback" not in shell("profiles", "import", file, "--register", sample, code=1)
    assert "x.attesta-profiles" in shell.err


@pytest.mark.parametrize(
    "part", ["accreditation-bodies", "certification-bodies", "accreditations", "editions"]
)
def test_the_directory_can_be_read(shell, sample, part):
    rows = shell.json("directory", part, "--register", sample, "--as-of", DAY)
    assert rows
    assert all("source" in row and "own" in row for row in rows)
    assert shell("directory", part, "--register", sample)
    own = shell.json("directory", part, "--register", sample, "--own")
    assert all(row["own"] for row in own)
    assert len(own) < len(rows)


def test_editions_come_soonest_first_and_say_what_is_provisional(shell, sample):
    rows = shell.json("directory", "editions", "--register", sample, "--as-of", DAY)
    (iso,) = [row for row in rows if (row["standard"], row["edition"]) == ("ISO 9001", "2015")]
    assert iso["provisional"] is True
    assert iso["days_left"] > 0


@pytest.mark.parametrize("kind", ["evaluations", "programme", "matrix", "hints"])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_each_list_is_exported(shell, sample, kind, ending):
    out = shell.folder / f"{kind}.{ending}"
    shell("export", kind, "--register", sample, "--buyer", BUYER, "--out", out)
    assert out.stat().st_size > 100


def test_exported_evaluations_import_again_as_unchanged(shell, sample):
    out = shell.folder / "evaluations.xlsx"
    shell("export", "evaluations", "--register", sample, "--out", out)
    plan = shell.json("import", out, "--register", sample, "--dry-run")
    (sheet,) = plan["files"][0]["sheets"]
    assert sheet["evaluations"]["added"] == sheet["evaluations"]["changed"] == 0
    assert sheet["evaluations"]["unchanged"] == len(
        shell.json("list", "evaluations", "--register", sample)
    )
