"""The picture beside the installer's last page: the program's icon on the icon's own ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import icons.make

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT = 164, 314  # pixels; NSIS's own size
ICON, TOP = 96, 48


def draw(file: Path) -> None:
    """Writes the bitmap that NSIS takes: 24 bits, no alpha."""
    from PySide6.QtGui import QImage, QPainter

    icon = icons.make.draw(ICON)
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
    picture.fill(icon.pixelColor(ICON // 2, ICON // 12))
    painter = QPainter(picture)
    painter.drawImage((WIDTH - ICON) // 2, TOP, icon)
    painter.end()
    if not picture.save(str(file), "BMP"):  # type: ignore[call-overload]
        raise OSError(f"{file} cannot be written")
