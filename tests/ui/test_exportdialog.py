"""The export dialog by itself: where it begins, and how large each of its pages is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QPushButton

from orderviewer.ui.exportorders import Extent, OrdersDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from orderviewer.ui.language import Languages

EXTENT = Extent(shown=540, found=12, selected=2, about=540, complete=True)


def test_enter_goes_on_with_what_is_chosen_already(english: Languages, qtbot: QtBot) -> None:
    dialog = OrdersDialog(EXTENT)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Choose the file…"


def test_the_window_is_as_large_as_its_page(english: Languages, qtbot: QtBot) -> None:
    dialog = OrdersDialog(EXTENT)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    choice = dialog.height()
    dialog.show_writing(10, 540)
    assert dialog.height() < choice / 2
    dialog.show_done(Path("/somewhere/current-orders.csv"), 540)
    assert dialog.height() < choice / 2
