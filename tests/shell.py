"""The command line as tests use it."""

import json
from pathlib import Path

import main

DAY = "2026-11-23"


class Shell:
    """Runs commands as a person would and keeps what they print."""

    def __init__(self, capsys, folder: Path):
        self._capsys = capsys
        self.folder = folder
        self.register = folder / "register.attesta"

    def __call__(self, *words, code=0):
        assert main.main([str(word) for word in words]) == code, self._capsys.readouterr()
        printed = self._capsys.readouterr()
        self.err = printed.err
        return printed.out

    def json(self, *words, code=0):
        return json.loads(self(*words, "--json", code=code))

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path
