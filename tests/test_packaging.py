"""The wheel maps the checkout's root to one private package: nothing may be left out of it."""

import ast
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("cli", "domain", "storage", "importing", "reports", "gui", "resources")


def _project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_sub_package_is_listed():
    found = {"attesta"}
    for room in ROOMS:
        for init in (ROOT / room).rglob("__init__.py"):
            found.add("attesta." + ".".join(init.parent.relative_to(ROOT).parts))
    assert found == set(_project()["tool"]["setuptools"]["packages"])


def test_every_folder_with_code_is_a_package():
    for room in ROOMS:
        for module in (ROOT / room).rglob("*.py"):
            assert (module.parent / "__init__.py").exists(), module


def test_every_room_is_under_the_import_contracts():
    listed = set(_project()["tool"]["importlinter"]["root_packages"])
    assert listed == set(ROOMS) - {"resources"}


def test_the_entry_point_knows_nothing_but_the_two_faces():
    tree = ast.parse((ROOT / "main.py").read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    assert {name for name in modules if name.split(".")[0] not in sys.stdlib_module_names} == {
        "cli",
        "gui.app",
    }


def test_the_lock_file_names_every_dependency_and_no_host():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--hash=sha256:" in lock
    project = _project()["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    for requirement in wanted:
        name = requirement.split(">")[0].strip().lower()
        assert f"\n{name}==" in "\n" + lock.lower(), name
