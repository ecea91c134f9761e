"""Puts the window's frame on the screen first, and only then imports what will be in it.

The frame needs a tenth of the program's modules, so it stands after little more than the time
Qt needs to start; what fills it is imported and built behind that first picture.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

import orderviewer
from orderviewer.profile import Home
from orderviewer.ui.layout import Layout
from orderviewer.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.commandline.options import WindowOptions

UNSEEN_MS = 1000  # a window that starts minimised is not painted; its orders are read all the same


def run(options: WindowOptions, welcome: Callable[[MainWindow], None] | None = None) -> int:
    """Opens the window and returns the exit code when it was closed.

    `welcome` is called with the window once it is shown, for whoever uses it from inside.
    """
    app = QApplication(sys.argv[:1])
    app.setApplicationName("orderviewer")
    app.setApplicationVersion(orderviewer.__version__)
    app.setDesktopFileName("orderviewer")  # by which Linux desktops know the windows
    app.setQuitOnLastWindowClosed(False)
    home = Home(options.home)
    layout = Layout(home.layout_file)
    window = MainWindow(layout)
    window.show()
    if welcome:
        welcome(window)
    _until_painted(app, window)
    if not window.isVisible():
        return 0  # closed before there was anything in it

    from orderviewer.app import run as fill

    return fill(app, window, home, layout, options)


def _until_painted(app: QApplication, window: MainWindow) -> None:
    """Runs Qt's own loop; the one that serves coroutines too is not imported yet."""

    def end() -> None:
        app.exit()  # `quit` would close the window

    unseen = QTimer(singleShot=True, interval=UNSEEN_MS)
    ends = (unseen.timeout, window.painted, window.closed)
    for signal in ends:
        signal.connect(end, Qt.ConnectionType.QueuedConnection)
    unseen.start()
    app.exec()
    unseen.stop()
    for signal in ends:
        signal.disconnect(end)
