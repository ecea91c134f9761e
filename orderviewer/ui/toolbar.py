"""The tool bar: where it has no room for the words of all its buttons, pictures must do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QToolBar, QToolButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QResizeEvent
    from PySide6.QtWidgets import QWidget

_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_PICTURE = Qt.ToolButtonStyle.ToolButtonIconOnly


class ToolBar(QToolBar):
    """Words beside the pictures of all buttons that have room for them; others have tool tips."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shortened: tuple[QAction, ...] = ()
        self._measure = QToolButton(self)  # never shown: asking it disturbs no layout
        self._measure.setAutoRaise(True)
        self._measure.hide()
        self.setObjectName("tools")
        self.setMovable(False)
        self.toggleViewAction().setEnabled(False)
        self.setToolButtonStyle(_WORDS)

    def shorten_first(self, actions: Sequence[QAction]) -> None:
        """Which buttons give up their words, the first of them first."""
        self._shortened = tuple(actions)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:  # another language, another count
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        found = map(self.widgetForAction, self._shortened)
        buttons = [(one, self._words_of(one)) for one in found if isinstance(one, QToolButton)]
        present = sum(words for button, words in buttons if button.toolButtonStyle() is _PICTURE)
        missing = self.sizeHint().width() + present - self.width()
        for button, words in buttons:
            style = _PICTURE if missing > 0 else _WORDS
            if button.toolButtonStyle() is not style:
                button.setToolButtonStyle(style)
            missing -= words

    def _words_of(self, button: QToolButton) -> int:
        """The width of what a button says beside its picture."""
        measure = self._measure
        measure.setIconSize(button.iconSize())
        measure.setFont(button.font())
        measure.setIcon(button.icon())
        measure.setText(button.text())
        measure.setToolButtonStyle(_WORDS)
        wide = measure.sizeHint().width()
        measure.setToolButtonStyle(_PICTURE)
        return wide - measure.sizeHint().width()
