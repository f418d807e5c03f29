"""What is loaded before the window is painted first: nothing that only later work needs."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
HEAVY = (
    "sqlmodel", "sqlalchemy", "pydantic", "alembic", "reportlab", "python_calamine", "xlrd",
    "xlsxwriter", "rapidfuzz", "babel", "PIL", "typer", "pypdfium2", "domain.records",
)  # fmt: skip
SCRIPT = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from gui import operations, theme
from gui.app import make_application
from gui.context import Context
from gui.main_window import MainWindow
from gui.tasks import Tasks

app = make_application([])
theme.install(app, "light")
tasks = Tasks()
settings = QSettings(str(Path(sys.argv[1]).with_name("w.ini")), QSettings.Format.IniFormat)
now = lambda: datetime(2026, 11, 23, 9, tzinfo=UTC)
context = Context(tasks, settings, author="x", now=now)
window = MainWindow(context, Path(sys.argv[1]))
window.show()
loop = QEventLoop()
window.page.model.loaded.connect(lambda: QTimer.singleShot(0, loop.quit))
QTimer.singleShot(20_000, loop.quit)
operations.open_register(context, path=Path(sys.argv[1]))
loop.exec()
window.grab()
assert window.page.model.rowCount() > 0
print(" ".join(name for name in sys.argv[2].split() if name in sys.modules))
window.close()
"""


def test_the_first_list_is_painted_before_anything_heavy_is_loaded(register_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(register_file), " ".join(HEAVY)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
