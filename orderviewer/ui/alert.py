"""The colour of what needs attention, made from the palette; it never says anything alone."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

RED = 0.0  # hue
SATURATION = 0.8
DARKEST, LIGHTEST = 0.36, 0.72  # between them red reads well on the grounds of both themes


def alert_colour(palette: QPalette) -> QColor:
    """Red, about as dark or as light as the palette's text."""
    text = palette.color(QPalette.ColorRole.Text).lightnessF()
    return QColor.fromHslF(RED, SATURATION, min(max(text, DARKEST), LIGHTEST))
