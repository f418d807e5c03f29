"""A file of shared profiles from elsewhere: taken as it is meant, or refused in words."""

import json
import os
from pathlib import Path

import pytest

from domain.errors import UserError
from storage.shared_reading import LARGEST, read_shared


def _document(**more: object) -> dict[str, object]:
    return {
        "format": "attesta-profiles",
        "version": 1,
        "made_by": "Attesta",
        "profiles": [],
        "buyers": [],
        "uses": [],
    } | more


PROFILE = {
    "name": "P",
    "description": "",
    "rules": ["required_standard"],
    "audit": False,
    "margin_days": 30,
    "verification_months": 12,
    "audit_months": 24,
    "standards": [{"standard": "ISO 9001", "widely": True, "shown": False}],
    "marks": [],
}
BUYER = {"name": "B", "code": "", "country": "", "address": "", "contact": "", "notes": ""}
USE = {
    "buyer": None,
    "buyer_code": "",
    "profile": "Certificates on file",
    "category": "",
    "criticality": None,
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "It is empty."),
        ("[]", "no file of profiles"),
        ("PK\x03\x04", "no file of profiles"),
        ('{"format": "attesta-profiles", "format": "attesta-profiles"}', "stands twice"),
        ("[" * 100_000, "no file of profiles"),
        ('{"a":' * 50_000, "no file of profiles"),
        (json.dumps(_document(version=2)), "newer version"),
        (json.dumps(_document(version="1")), "which version"),
        (json.dumps(_document(version=True)), "which version"),
        (json.dumps(_document(secrets=[])), "“secrets”, which this version does not know"),
        (json.dumps({"format": "attesta-profiles", "version": 1}), "lacks “made_by”"),
        (json.dumps(_document(profiles={})), "“profiles” must be a list"),
        (json.dumps(_document(profiles=[1])), "Profile 1 is no object"),
        (json.dumps(_document(profiles=[PROFILE | {"rules": ["be_nice"]}])), "“be_nice”"),
        (json.dumps(_document(profiles=[PROFILE | {"rules": [1]}])), "lists of texts"),
        (json.dumps(_document(profiles=[PROFILE | {"margin_days": 10**9}])), "at most 1000"),
        (json.dumps(_document(profiles=[PROFILE | {"margin_days": "30"}])), "a whole number"),
        (json.dumps(_document(profiles=[PROFILE | {"margin_days": True}])), "a whole number"),
        (json.dumps(_document(profiles=[PROFILE | {"name": ""}])), "Fill this in"),
        (json.dumps(_document(profiles=[PROFILE | {"name": "x" * 300}])), "at most 200"),
        (json.dumps(_document(profiles=[PROFILE | {"standards": []}])), "demands no standard"),
        (json.dumps(_document(profiles=[PROFILE | {"marks": ["ISO 9001"]}])), "no product mark"),
        (json.dumps(_document(profiles=[PROFILE, PROFILE | {"name": " p"}])), "two profiles"),
        (json.dumps(_document(profiles=[PROFILE | {"macro": "x"}])), "“macro”"),
        (json.dumps(_document(buyers=[BUYER | {"country": "Norway"}])), "two|at most"),
        (json.dumps(_document(buyers=[BUYER, BUYER])), "two buyers"),
        (json.dumps(_document(buyers=[BUYER] * 2001)), "more than 2,000"),
        (json.dumps(_document(uses=[USE | {"buyer": "Nobody"}])), "does not hold"),
        (json.dumps(_document(uses=[USE | {"criticality": "extreme"}])), "Choose one of"),
        (json.dumps(_document(uses=[USE, USE])), "two profiles for the same suppliers"),
        (
            json.dumps(_document(profiles=[PROFILE | {"margin_days": float("nan")}])),
            "no number",
        ),
        (
            json.dumps(_document(profiles=[PROFILE])).replace(
                '"margin_days": 30', f'"margin_days": {"9" * 5000}'
            ),
            "no file of profiles",
        ),
        (" " * LARGEST + "{}", "larger than 5 MB"),
    ],
)  # fmt: skip
def test_a_file_from_elsewhere_is_refused_in_words(tmp_path, text, words):
    path = tmp_path / "theirs.attesta-profiles"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=words) as caught:
        read_shared(path)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("name", ["missing", "folder", "device", "pipe", "bytes"])
def test_what_is_no_file_is_refused(tmp_path, name):
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif name == "device":
        path = Path("/dev/zero")
    elif name == "pipe":
        os.mkfifo(path)
    elif name == "bytes":
        path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError):
        read_shared(path)


def test_texts_are_cleaned_like_any_input(tmp_path):
    path = tmp_path / "theirs.attesta-profiles"
    profile = PROFILE | {"name": "  Pru\u0308fung\x07 ", "description": "=cmd()<b>x</b>"}
    path.write_text(json.dumps(_document(profiles=[profile])), encoding="utf-8-sig")
    (found,) = read_shared(path).profiles
    assert (found.name, found.description) == ("Prüfung", "=cmd()<b>x</b>")
