"""Makes every system's icon from the two drawings, the larger one and that for small sizes.

    python packaging/icons/make.py    renews the pictures of the running window

The build makes the others, into its work folder.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
FOR_THE_WINDOW = HERE.parents[1] / "orderviewer" / "resources" / "icons"

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from plan import Build

NAME = "orderviewer"
LARGEST_SMALL = 32  # pixels; up to here lines are drawn for the grid of 16
IN_THE_WINDOW = (16, 24, 32, 48, 64, 128)
ON_LINUX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
IN_ICO = (16, 20, 24, 32, 40, 48, 64, 256)
LARGEST_BITMAP = 64  # what is larger stands in an .ico as PNG
IN_ICNS = {
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}


def make(build: Build) -> None:
    """Into build.icons: PNGs by size, orderviewer.ico, orderviewer.icns, and the drawing."""
    folder = build.icons
    folder.mkdir(parents=True, exist_ok=True)
    write_pngs(folder, ON_LINUX)
    (folder / f"{NAME}.ico").write_bytes(ico())
    (folder / f"{NAME}.icns").write_bytes(icns())
    (folder / f"{NAME}.svg").write_bytes((HERE / f"{NAME}.svg").read_bytes())


def write_pngs(folder: Path, sizes: tuple[int, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for size in sizes:
        (folder / f"{NAME}-{size}.png").write_bytes(png(draw(size)))


def draw(size: int) -> QImage:
    """The icon as a picture of `size` x `size` pixels."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawing = f"{NAME}-small.svg" if size <= LARGEST_SMALL else f"{NAME}.svg"
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(HERE / drawing)).render(painter)
    painter.end()
    return picture.convertToFormat(QImage.Format.Format_ARGB32)


def png(picture: QImage) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("Qt cannot write a PNG")
    return bytes(content.data())


def ico() -> bytes:
    """Windows' format: a directory, then a bitmap or a PNG for each size."""
    pictures = [(size, _for_windows(draw(size))) for size in IN_ICO]
    directory = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(directory) + 16 * len(pictures)
    for size, content in pictures:
        side = size % 256  # 256 is written as 0
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), at)
        at += len(content)
    return directory + b"".join(content for _, content in pictures)


def _for_windows(picture: QImage) -> bytes:
    """A bitmap of 32 bits from the bottom up, with the mask of one bit that old readers want."""
    size = picture.width()
    if size > LARGEST_BITMAP:
        return png(picture)
    upside_down = picture.flipped()  # by a name: its bits live no longer than itself
    pixels = bytes(upside_down.constBits())
    mask = bytes(-(-size // 32) * 4 * size)
    header = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, len(pixels), 0, 0, 0, 0)
    return header + pixels + mask


def icns() -> bytes:
    """Apple's format: a row of PNGs, each with its kind and length in front."""
    parts = b""
    for kind, size in IN_ICNS.items():
        content = png(draw(size))
        parts += kind + struct.pack(">I", 8 + len(content)) + content
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


if __name__ == "__main__":
    write_pngs(FOR_THE_WINDOW, IN_THE_WINDOW)
    sys.stdout.write(f"written into {FOR_THE_WINDOW}\n")
