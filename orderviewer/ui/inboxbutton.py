"""The way to the inbox in the sidebar, with how many changes are unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from orderviewer.feed.changes import Marks


class InboxButton(QPushButton):
    """Pressed while the inbox is in front; bold while something in it is unseen."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._action = action
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()
        self.retranslate()

    def show_marks(self, marks: Marks) -> None:
        self._count = marks.changes
        self.retranslate()

    def retranslate(self) -> None:
        font = self.font()
        font.setBold(self._count > 0)
        self.setFont(font)
        if self._count:
            count = QLocale().toString(self._count)
            self.setText(self.tr("&Changes ({count})").format(count=count))
        else:
            self.setText(self.tr("&Changes"))
        self.setAccessibleDescription(self.tr("%Ln change(s) not seen yet", "", self._count))
        self.setToolTip(self.accessibleDescription())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _follow(self) -> None:
        self.setChecked(self._action.isChecked())
        self.setEnabled(self._action.isEnabled())
