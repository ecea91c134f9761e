"""The program's own picture, as its windows and the task bar show it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QIcon

PICTURES = Path(__file__).parents[1] / "resources" / "icons"  # made by packaging/icons/make.py


def program_icon() -> QIcon:
    """One picture for each usual size; sharp on screens of any scale."""
    icon = QIcon()
    for file in sorted(PICTURES.glob("*.png")):
        icon.addFile(str(file))
    return icon
