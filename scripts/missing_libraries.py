"""Prints the Debian packages whose libraries Qt needs and this system lacks.

Run by the set-up with the word `tests` (an offscreen window) or `window` (a real screen).
"""

import ctypes
import sys

OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def is_missing(library: str) -> bool:
    """Whether the dynamic loader finds no such library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False


if __name__ == "__main__":
    libraries = OFFSCREEN if sys.argv[1:] == ["tests"] else OFFSCREEN | SCREEN
    print(*(package for library, package in libraries.items() if is_missing(library)))
