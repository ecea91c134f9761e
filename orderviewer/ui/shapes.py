"""Small signs told apart by their shape alone, drawn in the palette's own text colour."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from orderviewer.ui.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

_STROKE = 0.085  # of the sign's edge


class Shape(StrEnum):
    """What a sign stands for; a word always stands beside it."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    FAILURE = "failure"
    OFFLINE = "offline"
    NOTICE = "notice"
    EMPTY = "empty"
    FILTERED = "filtered"
    KEY = "key"
    LOCK = "lock"


class Mark(QWidget):
    """One sign, as high as `lines` lines of text."""

    def __init__(self, shape: Shape, parent: QWidget | None = None, *, lines: float = 1.0) -> None:
        super().__init__(parent)
        self._shape = shape
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def shape(self) -> Shape:
        return self._shape

    def show_shape(self, shape: Shape) -> None:
        self._shape = shape
        self.update()

    def sizeHint(self) -> QSize:
        edge = round(self.fontMetrics().height() * self._lines)
        return QSize(edge, edge)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(event.rect())
        edge = min(self.width(), self.height())
        painter.scale(edge, edge)
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        caps, joins = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(colour, _STROKE, Qt.PenStyle.SolidLine, caps, joins))
        painter.drawPath(_OUTLINES[self._shape]())
        painter.end()


class MarkedLine(QWidget):
    """A sign and, beside it, a text that wraps; takes no room while it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Mark(Shape.NOTICE, self)
        self._label = PlainLabel(self, wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)

    @property
    def text(self) -> str:
        return self._label.text()

    def show_line(self, shape: Shape, text: str) -> None:
        self._mark.show_shape(shape)
        self._label.setText(text)
        self.setVisible(bool(text))


def _lines(*strokes: tuple[tuple[float, float], ...]) -> QPainterPath:
    """Open lines through points of the unit square; one point alone is a dot."""
    path = QPainterPath()
    for stroke in strokes:
        path.moveTo(QPointF(*stroke[0]))
        for point in stroke[1:] or stroke:
            path.lineTo(QPointF(point[0] + (0.001 if len(stroke) == 1 else 0), point[1]))
    return path


def _ring(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _failure() -> QPainterPath:
    path = _lines(((0.5, 0.12), (0.92, 0.86), (0.08, 0.86), (0.5, 0.12)))
    path.addPath(_lines(((0.5, 0.40), (0.5, 0.60)), ((0.5, 0.74),)))
    return path


def _offline() -> QPainterPath:
    """Waves of a network, struck through."""
    path = QPainterPath()
    for radius in (0.42, 0.24):
        box = QRectF(0.5 - radius, 0.74 - radius, 2 * radius, 2 * radius)
        path.arcMoveTo(box, 135)
        path.arcTo(box, 135, -90)
    path.addPath(_lines(((0.5, 0.74),), ((0.16, 0.14), (0.84, 0.90))))
    return path


def _notice() -> QPainterPath:
    path = _ring(0.5, 0.5, 0.42)
    path.addPath(_lines(((0.5, 0.47), (0.5, 0.72)), ((0.5, 0.30),)))
    return path


def _running() -> QPainterPath:
    return _lines(((0.2, 0.55),), ((0.5, 0.55),), ((0.8, 0.55),))


def _failed() -> QPainterPath:
    return _lines(((0.2, 0.2), (0.8, 0.8)), ((0.8, 0.2), (0.2, 0.8)))


def _empty() -> QPainterPath:
    """An empty tray."""
    outside = ((0.10, 0.56), (0.24, 0.18), (0.76, 0.18), (0.90, 0.56), (0.90, 0.84), (0.10, 0.84))
    rim = ((0.10, 0.56), (0.34, 0.56), (0.40, 0.68), (0.60, 0.68), (0.66, 0.56), (0.90, 0.56))
    return _lines((*outside, *rim))


def _filtered() -> QPainterPath:
    """A funnel."""
    cone = ((0.10, 0.16), (0.90, 0.16), (0.58, 0.54))
    return _lines((*cone, (0.58, 0.86), (0.42, 0.76), (0.42, 0.54), (0.10, 0.16)))


def _key() -> QPainterPath:
    path = _ring(0.28, 0.5, 0.18)
    path.addPath(_lines(((0.46, 0.5), (0.92, 0.5), (0.92, 0.66)), ((0.74, 0.5), (0.74, 0.62))))
    return path


def _lock() -> QPainterPath:
    """A closed padlock."""
    path = _lines(((0.18, 0.46), (0.82, 0.46), (0.82, 0.90), (0.18, 0.90), (0.18, 0.46)))
    bow = QRectF(0.32, 0.10, 0.36, 0.44)
    path.moveTo(QPointF(0.32, 0.46))
    path.arcTo(bow, 180, -180)
    path.lineTo(QPointF(0.68, 0.46))
    path.addPath(_lines(((0.5, 0.62), (0.5, 0.74))))
    return path


_OUTLINES: dict[Shape, Callable[[], QPainterPath]] = {
    Shape.WAITING: lambda: _ring(0.5, 0.5, 0.3),
    Shape.RUNNING: _running,
    Shape.DONE: lambda: _lines(((0.16, 0.54), (0.40, 0.78), (0.84, 0.24))),
    Shape.FAILED: _failed,
    Shape.SKIPPED: lambda: _lines(((0.2, 0.5), (0.8, 0.5))),
    Shape.FAILURE: _failure,
    Shape.OFFLINE: _offline,
    Shape.NOTICE: _notice,
    Shape.EMPTY: _empty,
    Shape.FILTERED: _filtered,
    Shape.KEY: _key,
    Shape.LOCK: _lock,
}
