"""What is said when the window that is wanted is another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from orderviewer.fields.values import visible
from orderviewer.ui.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

translate = QCoreApplication.translate


def come_to_front(window: QWidget) -> None:
    """From behind, from another desktop, or from the task bar."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def elsewhere_words(name: str) -> Words:
    """The connection is open in another window."""
    return Words(
        translate("Elsewhere", "“{name}” is open in another window.").format(name=visible(name)),
        translate("Elsewhere", "That window was asked to come to the front."),
    )


def tell_no_answer(then: Callable[[], None]) -> QMessageBox:
    """The other window does not answer; a box that stands alone."""
    box = QMessageBox()
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("orderviewer")
    box.setText(
        translate("Elsewhere", "orderviewer is open already, but its window does not answer.")
    )
    box.setInformativeText(
        translate("Elsewhere", "Wait a moment, or end that program, then start again.")
    )
    box.finished.connect(then)
    box.open()
    return box
