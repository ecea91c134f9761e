"""States as shapes that differ without colour, and the badge that joins shape and word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from orderviewer.ui.form import LINE, faded
from orderviewer.ui.plain import PlainLabel, tooltip
from orderviewer.ui.states import Family, family_of, family_word, same_words


def paint_shape(painter: QPainter, family: Family, place: QRectF) -> None:
    """Draws the shape of a family in the colour of the painter's pen, filling `place`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = painter.pen().color()
    thick = max(1.0, place.width() / 8)
    pen = QPen(colour, thick)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    inner = place.adjusted(thick, thick, -thick, -thick)
    _SHAPES[family](painter, inner)
    painter.restore()


def _at(place: QRectF, across: float, down: float) -> QPointF:
    return QPointF(place.left() + across * place.width(), place.top() + down * place.height())


def _ring(painter: QPainter, place: QRectF) -> None:
    painter.drawEllipse(place)


def _disc(painter: QPainter, place: QRectF) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(place)


def _half_disc(painter: QPainter, place: QRectF) -> None:
    painter.drawEllipse(place)
    painter.setBrush(painter.pen().color())
    painter.drawPie(place, 90 * 16, 180 * 16)


def _clock(painter: QPainter, place: QRectF) -> None:
    painter.drawEllipse(place)
    hands = [_at(place, 0.5, 0.2), _at(place, 0.5, 0.5), _at(place, 0.72, 0.62)]
    painter.drawPolyline(QPolygonF(hands))


def _bars(painter: QPainter, place: QRectF) -> None:
    for across in (0.3, 0.7):
        painter.drawLine(_at(place, across, 0.1), _at(place, across, 0.9))


def _triangle(painter: QPainter, place: QRectF) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawPolygon(
        QPolygonF([_at(place, 0.5, 0.05), _at(place, 1.0, 0.95), _at(place, 0.0, 0.95)])
    )


def _check(painter: QPainter, place: QRectF) -> None:
    painter.drawPolyline(
        QPolygonF([_at(place, 0.05, 0.55), _at(place, 0.38, 0.88), _at(place, 0.95, 0.15)])
    )


def _cross(painter: QPainter, place: QRectF) -> None:
    painter.drawLine(_at(place, 0.1, 0.1), _at(place, 0.9, 0.9))
    painter.drawLine(_at(place, 0.9, 0.1), _at(place, 0.1, 0.9))


def _barred_ring(painter: QPainter, place: QRectF) -> None:
    painter.drawEllipse(place)
    painter.drawLine(_at(place, 0.15, 0.15), _at(place, 0.85, 0.85))


def _question(painter: QPainter, place: QRectF) -> None:
    font = painter.font()
    font.setPixelSize(max(6, round(place.height() * 1.25)))
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(place.adjusted(-4, -4, 4, 4), Qt.AlignmentFlag.AlignCenter, "?")


_SHAPES = {
    Family.RECEIVED: _ring,
    Family.STUDY: _half_disc,
    Family.PRODUCTION: _disc,
    Family.APPOINTMENT: _clock,
    Family.ON_HOLD: _bars,
    Family.LATE: _triangle,
    Family.DELIVERED: _check,
    Family.CANCELLED: _cross,
    Family.REJECTED: _barred_ring,
    Family.UNKNOWN: _question,
}


class ShapeMark(QWidget):
    """The shape of a family, as large as a letter; what it means stands beside it as text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._family = Family.UNKNOWN
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_family(self, family: Family) -> None:
        self._family = family
        self.update()

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().ascent()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt gives it
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        paint_shape(painter, self._family, QRectF(self.rect()))
        painter.end()


class StateBadge(QWidget):
    """Orange's state as shape and word, framed; a screen reader hears "State: ...".

    Beside a family's word, `own` is Orange's own wording where it says something else.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ""
        self.own = ""
        self._mark = ShapeMark(self)
        self.word = PlainLabel(self, elided=True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        space = self.fontMetrics().height() // 3
        row.setContentsMargins(space * 2, space // 2, space * 2, space // 2)
        row.setSpacing(space)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.word, 1)
        bold = self.word.font()
        bold.setBold(True)
        self.word.setFont(bold)

    def show_state(self, state: str) -> None:
        """`state`: Orange's wording; an empty one hides the badge."""
        self._state = state
        self.setVisible(bool(state))
        family = family_of(state)
        word = family_word(family)
        alone = family is Family.UNKNOWN or same_words(word) == same_words(state)
        self.own = "" if alone else state
        self._mark.show_family(family)
        self.word.setText(state if alone else word)
        if alone:
            spoken = self.tr("State: {state}").format(state=state)
        else:
            both = self.tr("State: {family}; Orange says “{state}”")
            spoken = both.format(family=word, state=state)
        self.setAccessibleName(spoken)
        self.setToolTip(tooltip(spoken))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt gives it
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(faded(self.palette(), LINE))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        corner = frame.height() / 2
        painter.drawRoundedRect(frame, corner, corner)
        painter.end()
