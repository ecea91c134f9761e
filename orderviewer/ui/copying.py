"""Copying, once as actions: context menu, shortcut and key press share them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


def copy_text(text: str) -> None:
    """Puts a text on the clipboard, as it is."""
    QGuiApplication.clipboard().setText(text)


class FocusActions(QObject):
    """Actions of one widget, with keys that are its own while it has the focus.

    The window has actions with the same keys; two of them would silence each other.  So the keys
    are claimed before the window looks for a shortcut, and act when they arrive as key presses.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._menu = QMenu(owner)
        owner.installEventFilter(self)

    def add(self, keys: QKeySequence) -> QAction:
        """A new action at the end of the menu, still without a text."""
        action = QAction(self._owner)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.setShortcut(keys)
        self._menu.addAction(action)
        self._owner.addAction(action)
        return action

    def show_menu(self, place: QPoint) -> None:
        """Opens the context menu at a place of the screen; returns at once."""
        self._menu.popup(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._meant(event):
                event.accept()
                return True
        elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            action = self._meant(event)
            if action:
                action.trigger()
                return True
        return super().eventFilter(watched, event)

    def _meant(self, event: QKeyEvent) -> QAction | None:
        keys = QKeySequence(event.keyCombination())
        return next(
            (
                action
                for action in self._menu.actions()
                if action.isEnabled() and action.shortcut() == keys
            ),
            None,
        )


class CopyActions(FocusActions):
    """Copy the value, the name and value, or the path of the current field of a widget."""

    value_wanted = Signal()
    pair_wanted = Signal()
    path_wanted = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        copy = QKeySequence(QKeySequence.StandardKey.Copy)
        self.value = self.add(copy)
        self.pair = self.add(QKeySequence("Ctrl+Shift+C"))
        self.path = self.add(QKeySequence("Ctrl+Alt+C"))
        self.value.triggered.connect(self.value_wanted)
        self.pair.triggered.connect(self.pair_wanted)
        self.path.triggered.connect(self.path_wanted)
        self.retranslate()

    def retranslate(self) -> None:
        self.value.setText(self.tr("&Copy value"))
        self.pair.setText(self.tr("Copy &name and value"))
        self.path.setText(self.tr("Copy &path"))
