"""Preferences that belong to a register: their keys, and their texts as values.

The window writes them with `Register.set_setting(key, value)`; every face reads them from
here. What a setting does not hold, or holds unreadably, is the default.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping

from domain.snapshot import Organisation
from domain.validity import Windows

URGENT_DAYS = "windows.urgent"
SOON_DAYS = "windows.soon"
ORGANISATION_NAME = "organisation.name"
ORGANISATION_ADDRESS = "organisation.address"
ORGANISATION_LOGO = "organisation.logo"


def windows_of(settings: Mapping[str, str]) -> Windows:
    """The windows of urgent and soon, in days; `soon` never ends before `urgent`."""
    default = Windows()
    urgent = _days(settings.get(URGENT_DAYS, ""), default.urgent)
    return Windows(urgent, max(urgent, _days(settings.get(SOON_DAYS, ""), default.soon)))


def organisation_of(settings: Mapping[str, str]) -> Organisation:
    """Who issues reports."""
    return Organisation(
        name=settings.get(ORGANISATION_NAME, ""),
        address=settings.get(ORGANISATION_ADDRESS, ""),
        logo=logo_from(settings.get(ORGANISATION_LOGO, "")),
    )


def logo_text(image: bytes) -> str:
    """A logo's bytes as the text of its setting."""
    return b64encode(image).decode("ascii")


def logo_from(text: str) -> bytes | None:
    """The bytes of a logo's setting; None without one."""
    try:
        return b64decode(text, validate=True) or None
    except (NotBase64, ValueError):
        return None


def _days(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else default
