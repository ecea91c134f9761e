"""`orderviewer --selfcheck FILE`: every check in turn, the window last, the report in a file."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from orderviewer import start
from orderviewer.commandline.options.parsing import WindowOptions
from orderviewer.profile import Home
from orderviewer.selfcheck.findings import Report, Wrong
from orderviewer.selfcheck.surroundings import CHECKS

if TYPE_CHECKING:
    from orderviewer.commandline.options.parsing import SelfcheckOptions
    from orderviewer.selfcheck.findings import Fact
    from orderviewer.selfcheck.visitor import Visitor
    from orderviewer.ui.window import MainWindow

AT_MOST = 180.0  # seconds for everything
ORDERS = 120
FAILED = 1
_TROUBLE = re.compile(r"^\S+ \S+ (?:WARNING|ERROR|CRITICAL) \d+ \S+ ([\w.]+):", re.MULTILINE)


def run(options: SelfcheckOptions) -> int:
    """0 when the program has all it needs here, else 1; the report says what is missing."""
    report = Report(options.report, (*CHECKS, "window"))
    try:
        report.write()
    except OSError as error:
        sys.stderr.write(f"orderviewer: the report cannot be written: {error.strerror}\n")
        return FAILED
    watch = threading.Timer(AT_MOST, _give_up, [report])
    watch.daemon = True
    watch.start()
    for name, check in CHECKS.items():
        with report.check(name) as facts:
            check(facts)
    folder = tempfile.TemporaryDirectory(
        prefix="orderviewer-selfcheck-", ignore_cleanup_errors=True
    )
    with folder, report.check("window") as facts:
        _visit(Path(folder.name), facts)
    # The watch goes on: a keyring that never answers would keep the process from ending.
    return 0 if report.good else FAILED


def _visit(folder: Path, facts: dict[str, Fact]) -> None:
    """The real window with the demonstration, in a home of its own; raises Wrong."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    home = Home(folder / "home")
    visitors: list[Visitor] = []

    def welcome(window: MainWindow) -> None:
        from orderviewer.selfcheck.visitor import Visitor

        visitors.append(Visitor(window, folder / "orders.csv", facts))

    options = WindowOptions(None, None, None, home.path, demo=True, demo_orders=ORDERS)
    code = start.run(options, welcome)
    if not visitors or visitors[0].problem:
        raise Wrong(visitors[0].problem if visitors else "there was no window")
    if code:
        raise Wrong(f"the window ended with {code}")
    log = next(home.log_folder.glob("*.log")).read_text(encoding="utf-8")
    if troubled := sorted(set(_TROUBLE.findall(log))):
        raise Wrong(f"the log tells of trouble in {', '.join(troubled)}")


def _give_up(report: Report) -> None:
    """Something hangs, and no one is there to end it."""
    report.add("end", f"not done after {AT_MOST:.0f} seconds")
    os._exit(FAILED)
