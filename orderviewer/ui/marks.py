"""The narrow column beside the orders: a dot at each with changes the user has not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHeaderView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from orderviewer.ui.table import OrderTableModel

_SHARE = 0.2  # of a row's height: the dot's radius


class MarkColumn(QHeaderView):
    """A vertical header, so that it stays when the table is scrolled sideways.

    All dots are drawn in one paint event; the words for them are the model's.
    """

    def __init__(self, model: OrderTableModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._orders = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        """Qt's own would ask for the words of a thousand rows."""
        return QSize(self.fontMetrics().height(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.fillRect(event.rect(), palette.brush(QPalette.ColorRole.Base))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.brush(QPalette.ColorRole.Text))
        height, top = self.defaultSectionSize(), self.offset()
        middle, radius = self.viewport().width() / 2, max(2.0, self.fontMetrics().height() * _SHARE)
        first = max(0, (event.rect().top() + top) // height)
        last = min(self._orders.rowCount(), (event.rect().bottom() + top) // height + 1)
        for position in range(first, last):
            if self._orders.is_unseen(position):
                line = position * height - top + height / 2
                painter.drawEllipse(QPointF(middle, line), radius, radius)
        painter.end()
