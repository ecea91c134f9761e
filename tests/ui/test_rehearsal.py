"""What is painted beforehand is the table's own way of painting, and leaves nothing behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from orderviewer.local.query import Query
from orderviewer.order import Scope
from orderviewer.ui.grid import OrderGrid
from orderviewer.ui.rehearsal import ROWS, rehearse

if TYPE_CHECKING:
    import pytest
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter
    from pytestqt.qtbot import QtBot

    from orderviewer.ui.grid import Stretch


def test_rows_are_painted_and_the_table_is_gone(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    paint_row = OrderGrid._paint_row

    def watched(
        self: OrderGrid, painter: QPainter, position: int, line: QRect, columns: list[Stretch]
    ) -> None:
        if self._orders.row(position):
            painted.append(len(columns))
        paint_row(self, painter, position, line, columns)

    monkeypatch.setattr(OrderGrid, "_paint_row", watched)
    rehearse(Query(Scope.CURRENT), QSize(640, 800))
    assert len(painted) == ROWS
    assert min(painted) > 1
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert not shown
    qtbot.waitUntil(
        lambda: not any(isinstance(each, OrderGrid) for each in QApplication.topLevelWidgets())
    )
