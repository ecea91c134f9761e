"""Milliseconds from the start of the process to the first complete picture of its main window.

first_paint bare             a QMainWindow with an empty QTableView: the floor
first_paint WORDS...         orderviewer, started with these words on its command line
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import time

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QObject

STARTED = float(os.environ["ORDERVIEWER_BENCH_STARTED"])  # the parent's time.monotonic()


class FirstPaint(QObject):
    """Looks at the application only until a main window is shown, then at its surface alone.

    Qt paints all widgets of a window, and puts them on the screen, while it handles Expose.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__()
        self._app = app
        self._window: QObject | None = None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._window is None:
            if isinstance(watched, QtWidgets.QMainWindow):
                self._window = watched
                self._app.removeEventFilter(self)
                watched.installEventFilter(self)
        elif event.type() is QEvent.Type.Show and isinstance(watched, QtWidgets.QMainWindow):
            watched.windowHandle().installEventFilter(self)
        elif event.type() is QEvent.Type.Expose:
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.User:
            taken = (time.monotonic() - STARTED) * 1000
            print(json.dumps({"ms": taken}), flush=True)
            os._exit(0)
        return super().event(event)


class WatchedApplication(QtWidgets.QApplication):
    """The application, with somebody watching for the first picture."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._first_paint = FirstPaint(self)


def bare() -> None:
    app = WatchedApplication(sys.argv[:1])
    window = QtWidgets.QMainWindow()
    window.setCentralWidget(QtWidgets.QTableView(window))
    letters = window.fontMetrics()
    window.resize(letters.averageCharWidth() * 190, letters.height() * 45)
    window.show()
    app.exec()


def main(words: list[str]) -> None:
    if words == ["bare"]:
        bare()
        return
    QtWidgets.QApplication = WatchedApplication  # type: ignore[misc]  what the program will make
    sys.argv[1:] = words
    runpy.run_module("orderviewer", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
