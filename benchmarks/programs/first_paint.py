"""Milliseconds from the start of the process to a complete picture of its main window.

first_paint bare             a QMainWindow with an empty QTableView: the floor
first_paint frame WORDS...   orderviewer, started with these words: the first picture
first_paint filled WORDS...  the first picture with everything in its place
"""

from __future__ import annotations

import json
import os
import sys
import time

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QObject

STARTED = float(os.environ["ORDERVIEWER_BENCH_STARTED"])  # the parent's time.monotonic()


class FirstPaint(QObject):
    """Looks at the application only until a main window is shown, then at its surface alone.

    Qt paints all widgets of a window, and puts them on the screen, while it handles Expose.
    """

    def __init__(self, app: QCoreApplication, *, filled: bool) -> None:
        super().__init__()
        self._app = app
        self._filled = filled
        self._window: QtWidgets.QMainWindow | None = None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._window is None:
            if isinstance(watched, QtWidgets.QMainWindow):
                self._window = watched
                self._app.removeEventFilter(self)
                watched.installEventFilter(self)
        elif self._filled:
            if event.type() is QEvent.Type.Paint and self._window.centralWidget():
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
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
    """The application, with somebody watching for the picture."""

    filled = False

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._first_paint = FirstPaint(self, filled=self.filled)


def bare() -> None:
    app = WatchedApplication(sys.argv[:1])
    window = QtWidgets.QMainWindow()
    window.setCentralWidget(QtWidgets.QTableView(window))
    letters = window.fontMetrics()
    window.resize(letters.averageCharWidth() * 190, letters.height() * 45)
    window.show()
    app.exec()


def main(words: list[str] | None = None) -> None:
    words = sys.argv[1:] if words is None else words
    if words == ["bare"]:
        bare()
        return
    vars(QtWidgets)["QApplication"] = WatchedApplication  # what the program will make
    WatchedApplication.filled = words[0] == "filled"
    sys.argv[1:] = words[1:]
    from orderviewer.__main__ import main as start

    sys.exit(start())


if __name__ == "__main__":
    main()
