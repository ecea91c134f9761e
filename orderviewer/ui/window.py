"""The main window's frame: all that is on the screen until the rest of the program is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QSize, Signal
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from orderviewer.ui.layout import Layout

_FRAME = 3  # lines that the system's title bar and border may take, which nobody knows before


class MainWindow(QMainWindow):
    """Stands where the user left it and tells what happens to it; `Interior` fills it."""

    painted = Signal()  # once, when the first picture is on the screen
    closed = Signal()
    language_changed = Signal()
    palette_changed = Signal()

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle("orderviewer")
        self._painted = False
        if not layout.restore_geometry(self):
            self.size_first()

    def size_first(self) -> None:
        """The size of a window that nobody has sized yet; on a small screen, all of it."""
        em, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        screen = self.screen().availableGeometry()
        room = screen.size().shrunkBy(QMargins(0, _FRAME * line, 0, 0))
        wanted = QSize(em * 230, line * 52)
        self.resize(wanted.boundedTo(room))
        if wanted.height() > room.height():
            self.move(screen.topLeft())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only asks to quit: the clean-up is the application's, written down in order."""
        event.accept()
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.language_changed.emit()
        elif event.type() is QEvent.Type.PaletteChange:
            self.palette_changed.emit()
        super().changeEvent(event)
