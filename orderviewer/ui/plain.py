"""Labels whose text is never read as markup: what a service or a person typed stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PlainLabel(QLabel):
    """Plain text only (reliability.md U1); opens no link and loads no picture."""

    def __init__(
        self,
        parent: QWidget | None = None,
        text: str = "",
        *,
        wraps: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if wraps:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def show_text(self, text: str) -> None:
        """Shows `text`, and no empty line when there is none."""
        self.setText(text)
        self.setVisible(bool(text))
