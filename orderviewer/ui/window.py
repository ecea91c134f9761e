"""The main window's frame: all that is on the screen until the rest of the program is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from orderviewer.ui.layout import Layout


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
        """The size of a window that nobody has sized yet."""
        em, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        room = self.screen().availableGeometry()
        self.resize(min(em * 230, room.width()), min(line * 52, room.height()))

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
