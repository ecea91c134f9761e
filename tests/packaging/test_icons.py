"""The icon in every form a system asks for, and the pictures of the window that came of it."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from icons import make
from orderviewer.ui.appicon import PICTURES, program_icon

if TYPE_CHECKING:
    import pytest

ALMOST = 6  # of 255: other processors round another way


def test_the_windows_pictures_are_those_of_the_drawing() -> None:
    for size in make.IN_THE_WINDOW:
        kept = QImage(str(PICTURES / f"orderviewer-{size}.png"))
        drawn = make.draw(size)
        assert kept.size() == drawn.size(), "run packaging/icons/make.py"
        kept = kept.convertToFormat(drawn.format())
        pairs = zip(bytes(kept.constBits()), bytes(drawn.constBits()), strict=True)
        assert max(abs(a - b) for a, b in pairs) <= ALMOST, "run packaging/icons/make.py"


def test_the_program_shows_it(qapp: pytest.FixtureRequest) -> None:
    sizes = {size.width() for size in program_icon().availableSizes()}
    assert sizes == set(make.IN_THE_WINDOW)


def test_windows_form_holds_every_size() -> None:
    content = make.ico()
    _, kind, count = struct.unpack_from("<HHH", content)
    assert (kind, count) == (1, len(make.IN_ICO))
    for at, size in enumerate(make.IN_ICO):
        width, _, _, _, _, bits, length, offset = struct.unpack_from(
            "<BBBBHHII", content, 6 + 16 * at
        )
        assert (width or 256, bits) == (size, 32)
        picture = QImage.fromData(content[offset : offset + length], "PNG")
        assert picture.isNull() is (size <= make.LARGEST_BITMAP)
    assert offset + length == len(content)


def test_apples_form_holds_every_size() -> None:
    content = make.icns()
    assert content[:4] == b"icns"
    assert struct.unpack_from(">I", content, 4)[0] == len(content)
    at, found = 8, {}
    while at < len(content):
        kind, length = struct.unpack_from(">4sI", content, at)
        found[kind] = QImage.fromData(content[at + 8 : at + length], "PNG").width()
        at += length
    assert found == make.IN_ICNS
