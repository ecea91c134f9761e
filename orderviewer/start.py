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
from orderviewer.instance import Instance
from orderviewer.profile import Home
from orderviewer.ui.layout import Layout
from orderviewer.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from orderviewer.commandline.options.parsing import WindowOptions

LOOK_MS, ANSWER_MS = 50, 4000  # how often and how long an answer of the other window is looked for
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
    instance = None
    if profile := None if options.demo else home.chosen(options.profile, layout.profile):
        instance = Instance(home.folder(profile))
        if not instance.take():
            _ask_for_the_other_window(app, instance, layout)
            return 0
    window = MainWindow(layout)
    window.show()
    if welcome:
        welcome(window)
    _until_painted(app, window)
    if not window.isVisible():
        return 0  # closed before there was anything in it

    from orderviewer.app import run as fill

    return fill(app, window, home, layout, options, instance)


def _ask_for_the_other_window(app: QApplication, instance: Instance, layout: Layout) -> None:
    """It answers at once; if not, the user is told."""
    looks = QTimer(interval=LOOK_MS)
    left = [ANSWER_MS // LOOK_MS]
    boxes: list[QWidget] = []

    def look() -> None:
        left[0] -= 1
        if instance.heard:
            app.exit()
        elif not left[0]:
            from orderviewer.ui.elsewhere import tell_no_answer
            from orderviewer.ui.language import Languages

            looks.stop()
            Languages(app).switch(layout.language)
            boxes.append(tell_no_answer(app.exit))

    instance.ask()
    looks.timeout.connect(look)
    looks.start()
    app.exec()


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
