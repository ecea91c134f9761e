"""The menu of what was: changes not seen yet, and in time what happened on other days."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


class HistoryMenu(QMenu):
    """Its actions; single letters are commands only where the table has the focus."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.inbox = self._new("F7")
        self.inbox.setCheckable(True)
        self.next_changed = self._new("N")
        self.previous_changed = self._new("P")
        self.mark_seen = self._new("M")
        self.mark_all_seen = self._new("Ctrl+Shift+M")
        self.past = self._new("Ctrl+Shift+D")
        self.past.setCheckable(True)
        self.compare = self._new("Ctrl+Shift+E")
        self.compare.setCheckable(True)
        for action in self.of_table:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.addAction(self.inbox)
        self.addSeparator()
        self.addActions([self.next_changed, self.previous_changed])
        self.addSeparator()
        self.addActions([self.mark_seen, self.mark_all_seen])
        self.addSeparator()
        self.addActions([self.past, self.compare])
        self.retranslate()

    @property
    def of_table(self) -> tuple[QAction, ...]:
        return (self.next_changed, self.previous_changed, self.mark_seen)

    def set_opened(self, opened: bool) -> None:
        """Whether there are orders these can be about."""
        for action in self.actions():
            action.setEnabled(opened)

    def retranslate(self) -> None:
        self.setTitle(self.tr("H&istory"))
        self.inbox.setText(self.tr("&Changes of all orders"))
        self.next_changed.setText(self.tr("&Next changed order"))
        self.previous_changed.setText(self.tr("&Previous changed order"))
        self.mark_seen.setText(self.tr("&Mark as seen"))
        self.past.setText(self.tr("Orders as on another &day"))
        self.compare.setText(self.tr("C&ompare two days"))
        self.mark_all_seen.setText(self.tr("Mark &all changes as seen"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _new(self, keys: str) -> QAction:
        action = QAction(self)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcut(QKeySequence(keys))
        return action
