"""The frame first, everything else behind it: what happens between the two."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from orderviewer import start
from orderviewer.commandline.options.parsing import parse
from orderviewer.ui.window import MainWindow

class Window(MainWindow):
    {reaction}

start.MainWindow = Window
code = start.run(parse(["--home", sys.argv[1]]))
print(code, "orderviewer.app" in sys.modules)
"""
CLOSES = """
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.close)
"""
IS_NEVER_PAINTED = """
    def paintEvent(self, event):
        pass

    def setCentralWidget(self, middle):
        super().setCentralWidget(middle)
        QTimer.singleShot(0, self.close)
"""


def program(reaction: str, home: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(reaction=reaction.strip()), str(home)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout.split()


def test_a_window_closed_at_once_ends_the_program_before_it_is_filled(tmp_path: Path) -> None:
    assert program(CLOSES, tmp_path) == ["0", "False"]


def test_a_window_that_nobody_sees_is_filled_all_the_same(tmp_path: Path) -> None:
    assert program(IS_NEVER_PAINTED, tmp_path) == ["0", "True"]
