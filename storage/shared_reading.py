"""Reading a file of shared profiles and buyers, which may come from anybody.

Its size, its nesting, every key and every value are checked; what this version does not know is
refused with words rather than passed over. Nothing is compared with a register here.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from domain.assessment import Demand, Profile
from domain.errors import RegisterError, UserError
from domain.profiles import profile_key, profile_problems
from domain.vocabulary import Rule
from storage.connection import file_errors
from storage.shared_file import (
    FORMAT,
    SUFFIX,
    VERSION,
    Shared,
    SharedBuyer,
    SharedUse,
    buyer_key,
)
from storage.validation import check_record

LARGEST = 5 * 2**20  # bytes
MOST = 2_000  # of each kind, and demands of one profile

_Made = TypeVar("_Made")
_PROFILE = {
    "name": str,
    "description": str,
    "rules": list,
    "audit": bool,
    "margin_days": int,
    "verification_months": int,
    "audit_months": int,
    "standards": list,
    "marks": list,
}
_DEMAND = {"standard": str, "widely": bool, "shown": bool}
_USE = {
    "buyer": (str, type(None)),
    "buyer_code": str,
    "profile": str,
    "category": str,
    "criticality": (str, type(None)),
}
_WORDS = {str: "a text", list: "a list", bool: "true or false", int: "a whole number"}


class _Wrong(Exception):  # noqa: N818 - becomes a UserError that names the file
    """What is wrong with the content, as a sentence."""


def read_shared(path: Path) -> Shared:
    """The content of a shared file. UserError: it is none, or cannot be taken as it is."""
    path = Path(path)
    with file_errors(path):
        if path.exists() and not path.is_file():  # nothing that never ends is read
            raise RegisterError(f"“{path}” is no file. Choose one named “…{SUFFIX}”.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    try:
        if len(data) > LARGEST:
            raise _Wrong(f"It is larger than {LARGEST // 2**20} MB; none that Attesta writes is.")
        return _shared(_parsed(data))
    except _Wrong as error:
        raise UserError(f"“{path.name}” was not taken in. {error}") from error


def _parsed(data: bytes) -> dict[str, Any]:
    if not data.strip():
        raise _Wrong("It is empty.")
    try:
        document = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_constant
        )
    except (ValueError, RecursionError) as error:
        ours = type(error) is ValueError  # said by `_object` or `_constant`, not by a library
        why = f" ({_short(error)})" if ours else ""
        raise _Wrong(f"It is no file of profiles that Attesta wrote{why}.") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _Wrong("It is no file of profiles that Attesta wrote.")
    number = document.get("version")
    if type(number) is int and number > VERSION:
        raise _Wrong("A newer version of Attesta wrote it. Update Attesta, then try again.")
    if type(number) is not int or number != VERSION:
        raise _Wrong("It does not say which version of the format it has.")
    return document


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _shared(document: dict[str, Any]) -> Shared:
    content = _values(
        document,
        {"format": str, "version": int, "made_by": str,
         "profiles": list, "buyers": list, "uses": list},
        "The file",
    )  # fmt: skip
    buyers = _each(content["buyers"], "Buyer", _buyer)
    keys = [buyer_key(buyer.name, buyer.code) for buyer in buyers]
    _refuse_twice("buyer", keys, buyers)
    profiles = _each(content["profiles"], "Profile", _profile)
    _refuse_twice("profile", [profile_key(profile.name) for profile in profiles], profiles)
    uses = _each(content["uses"], "Use", _use)
    seen = set()
    for use in uses:
        buyer = None if use.buyer is None else buyer_key(use.buyer, use.buyer_code)
        if buyer is not None and buyer not in keys:
            raise _Wrong(f"It uses a profile for “{use.buyer}”, a buyer that it does not hold.")
        key = (buyer, profile_key(use.category), use.criticality)
        if key in seen:
            raise _Wrong(f"It uses two profiles for the same suppliers of “{use.buyer or '–'}”.")
        seen.add(key)
    return Shared(profiles=profiles, uses=uses, buyers=buyers)


def _each(values: Sequence[Any], what: str, make: Callable[[Any, str], _Made]) -> tuple[_Made, ...]:
    if len(values) > MOST:
        raise _Wrong(f"It holds more than {MOST:,} entries of one kind.")
    return tuple(make(value, f"{what} {number}") for number, value in enumerate(values, 1))


def _values(value: Any, kinds: dict[str, Any], where: str) -> dict[str, Any]:
    """An object that has these keys, each of its kind, and no others."""
    if not isinstance(value, dict):
        raise _Wrong(f"{where} is no object.")
    if unknown := [key for key in value if key not in kinds]:
        raise _Wrong(f"{where} says “{_short(unknown[0])}”, which this version does not know.")
    for key, kind in kinds.items():
        if key not in value:
            raise _Wrong(f"{where} lacks “{key}”.")
        allowed = kind if isinstance(kind, tuple) else (kind,)
        if type(value[key]) not in allowed:
            raise _Wrong(f"{where}: “{key}” must be {_WORDS[allowed[0]]}.")
    return value


def _buyer(value: Any, where: str) -> SharedBuyer:
    fields = SharedBuyer.__dataclass_fields__
    values = _values(value, dict.fromkeys(fields, str), where)
    checked = _checked("buyer", values, where)
    return SharedBuyer(**{name: checked[name] for name in fields})


def _profile(value: Any, where: str) -> Profile:
    values = _values(value, _PROFILE, where)
    texts = [*values["rules"], *values["marks"]]
    if len(texts) > MOST or not all(isinstance(text, str) for text in texts):
        raise _Wrong(f"{where}: “rules” and “marks” must be lists of texts.")
    demands = _each(values["standards"], f"{where}, standard", _demand)
    marks = tuple(
        _checked("profile_demand", {"profile_id": 0, "subject": mark, "mark": True}, where)[
            "subject"
        ]
        for mark in values["marks"]
    )
    fields = {name: values[name] for name in _PROFILE if name not in ("standards", "marks")}
    fields["rules"] = " ".join(values["rules"])
    checked = _checked("requirement_profile", fields, where)
    profile = Profile(
        **{name: checked[name] for name in fields if name != "rules"},
        rules=frozenset(_rules(values["rules"], where)),
        standards=demands,
        marks=marks,
    )
    if problems := profile_problems(profile):
        raise _Wrong(f"{where}, “{_short(profile.name)}”: {problems[0]}")
    return profile


def _demand(value: Any, where: str) -> Demand:
    values = _values(value, _DEMAND, where)
    more = {"widely": values["widely"], "shown": values["shown"]}
    checked = _checked(
        "profile_demand", {"profile_id": 0, "subject": values["standard"]} | more, where
    )
    return Demand(standard=checked["subject"], **more)


def _rules(texts: Iterable[str], where: str) -> Iterable[Rule]:
    for text in texts:
        try:
            yield Rule(text)
        except ValueError as error:
            words = f"{where} judges by “{_short(text)}”, a rule that this version does not know."
            raise _Wrong(words) from error


def _use(value: Any, where: str) -> SharedUse:
    values = _values(value, _USE, where)
    buyer, code = values["buyer"], values["buyer_code"]
    if buyer is not None:
        named = _checked("buyer", {"name": buyer, "code": code}, where)
        buyer, code = named["name"], named["code"]
    fields = {name: values[name] for name in ("profile", "category", "criticality")}
    checked = _checked("profile_use", fields, where)
    return SharedUse(buyer=buyer, buyer_code=code, **{name: checked[name] for name in fields})


def _checked(record: str, values: dict[str, Any], where: str) -> dict[str, Any]:
    """The fields of a record as the register would take them."""
    try:
        return check_record(record, values).model_dump()
    except UserError as error:
        raise _Wrong(f"{where}: {error}") from error


def _refuse_twice(what: str, keys: Sequence[object], made: Sequence[Any]) -> None:
    for place, key in enumerate(keys):
        if key in keys[:place]:
            raise _Wrong(f"It holds two {what}s called “{_short(made[place].name)}”.")


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"
