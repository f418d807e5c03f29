"""The entry point: which face is chosen, and which pair of Qt and Python is refused."""

import pytest

import main


@pytest.mark.parametrize(
    ("python", "qt", "refused"),
    [
        ((3, 11, 7), "6.12.0", True),
        ((3, 11, 7), "6.11.3", False),
        ((3, 12, 1), "6.12.0", False),
        ((3, 13, 0), "6.12.0", False),
    ],
)
def test_the_pair_that_crashes_is_refused_in_words(python, qt, refused):
    sentence = main.qt_refusal(python, qt)
    assert (sentence is not None) == refused
    if sentence:
        assert "6.11.3" in sentence


def test_a_refused_pair_stops_before_any_window_opens(monkeypatch, capsys):
    monkeypatch.setattr(main, "_installed_qt", lambda: "6.12.0")
    monkeypatch.setattr(main.sys, "version_info", (3, 11, 7))
    assert main.main([]) == 1
    assert "crashes on Python 3.11" in capsys.readouterr().err


def test_every_command_of_the_command_line_is_known_to_the_entry_point():
    from cli.commands import app

    named = {command.name or command.callback.__name__ for command in app.registered_commands}
    named |= {group.name for group in app.registered_groups}
    assert named == main.COMMANDS


def test_a_misspelt_command_is_wrong_usage_and_opens_no_window(capsys):
    assert main.main(["importt", "list.csv"]) == 2
    assert "importt" in capsys.readouterr().err
