"""Starts Attesta: the window, or a headless command when one is named.

Nothing but the choice between the two happens here. Safe to import: a guarded child
process that reads spreadsheets imports this module again under another name.
"""

import multiprocessing
import sys
from importlib import metadata
from pathlib import Path

# The rooms are top-level names in a checkout and inside the one installed package alike.
sys.path.insert(0, str(Path(__file__).resolve().parent))

COMMANDS = frozenset(
    {
        "import",
        "list",
        "assess",
        "report",
        "export",
        "check",
        "backup",
        "restore",
        "sample",
        "profiles",
        "directory",
    }
)


def qt_refusal(python: tuple[int, ...], qt: str) -> str | None:
    """Why this pair of Python and PySide6 must not run, or `None` where it may.

    PySide6 6.12.0 aborts the process on Python 3.11 after some thousand void Qt calls.
    """
    if python[:2] == (3, 11) and qt == "6.12.0":
        return (
            "PySide6 6.12.0 crashes on Python 3.11. Install PySide6-Essentials 6.11.3 "
            "(make run does it), or use Python 3.12 or newer."
        )
    return None


def _installed_qt() -> str:
    try:
        return metadata.version("pyside6-essentials")
    except metadata.PackageNotFoundError:
        return "none"


def _is_mistyped(argument: str) -> bool:
    """Whether it is neither a file nor written like one: an option, or a command misspelt. The
    command line says so and ends with 2; the window would look for a register of that name."""
    is_word = argument.isidentifier() or argument.startswith("-")
    return is_word and not Path(argument).exists()


def main(argv: list[str] | None = None) -> int:
    """Run with the given arguments (default: the process's own) and return the exit code."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:] if argv is None else argv
    if arguments and (arguments[0] in COMMANDS or _is_mistyped(arguments[0])):
        from cli import run

        return run(arguments)
    refusal = qt_refusal(sys.version_info[:3], _installed_qt())
    if refusal:
        sys.stderr.write(refusal + "\n")
        return 1
    from gui.app import run as run_window

    return run_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
