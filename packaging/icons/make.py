"""Makes every system's icon from the two drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan import Build


def make(build: Build) -> None:
    """Into build.icons: PNGs, orderviewer.ico and orderviewer.icns."""
    build.icons.mkdir(parents=True, exist_ok=True)
