"""The tool bar's pictures, drawn as lines in the colour of the palette, sharp at any scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPalette, QPen, QPixmap

SIZES = (16, 20, 24, 32, 40, 48, 64)
GRID = 24.0

Line = tuple[tuple[float, float], ...]

_LINES: dict[str, tuple[Line, ...]] = {
    "refresh": (((19.5, 4.0), (19.5, 9.0), (14.5, 9.0)),),
    "load_all": (
        ((12.0, 3.5), (12.0, 15.0)),
        ((7.0, 10.5), (12.0, 15.5), (17.0, 10.5)),
        ((5.0, 20.0), (19.0, 20.0)),
    ),
    "stop": (((7.0, 7.0), (17.0, 17.0)), ((17.0, 7.0), (7.0, 17.0))),
    "export": (
        ((12.0, 14.5), (12.0, 3.5)),
        ((7.5, 8.0), (12.0, 3.5), (16.5, 8.0)),
        ((5.0, 12.0), (5.0, 20.0), (19.0, 20.0), (19.0, 12.0)),
    ),
    "detail": (
        ((3.5, 5.0), (20.5, 5.0), (20.5, 19.0), (3.5, 19.0), (3.5, 5.0)),
        ((13.5, 5.0), (13.5, 19.0)),
        ((16.0, 9.0), (18.2, 9.0)),
        ((16.0, 12.0), (18.2, 12.0)),
    ),
    "lock": (
        ((5.0, 11.0), (19.0, 11.0), (19.0, 21.0), (5.0, 21.0), (5.0, 11.0)),
        ((8.0, 11.0), (8.0, 6.5), (9.5, 3.8), (14.5, 3.8), (16.0, 6.5), (16.0, 11.0)),
        ((12.0, 14.8), (12.0, 17.2)),
    ),
    "settings": (
        ((4.0, 7.0), (20.0, 7.0)),
        ((4.0, 17.0), (20.0, 17.0)),
        ((9.0, 4.0), (9.0, 10.0)),
        ((15.0, 14.0), (15.0, 20.0)),
    ),
}


def line_icon(name: str, palette: QPalette) -> QIcon:
    """The picture `name`, for enabled and for disabled buttons of this palette."""
    made = QIcon()
    for size in SIZES:
        for mode, group in (
            (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
            (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
        ):
            colour = palette.color(group, QPalette.ColorRole.ButtonText)
            made.addPixmap(_draw(name, size, colour), mode)
    return made


def _draw(name: str, size: int, colour: QColor) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / GRID, size / GRID)
    pen = QPen(colour, 1.9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(_path(name))
    painter.end()
    return picture


def _path(name: str) -> QPainterPath:
    path = QPainterPath()
    for line in _LINES[name]:
        path.moveTo(QPointF(*line[0]))
        for point in line[1:]:
            path.lineTo(QPointF(*point))
    if name == "refresh":
        circle = QRectF(4.5, 4.5, 15.0, 15.0)
        path.arcMoveTo(circle, 35.0)
        path.arcTo(circle, 35.0, 300.0)
    return path
