"""A menu of numbers of which one is chosen: some may be locked by the IT department."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from orderviewer.policy.settings import NO_POLICY, Policy
from orderviewer.ui.locks import lock_rest, set_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NO_LIMIT = 0  # of a policy


class ChoiceMenu(QMenu):
    """Says what the user chose; its owner keeps that and says what is chosen."""

    chosen = Signal(int)

    def __init__(
        self,
        title: Callable[[], str],
        text: Callable[[int], str],
        numbers: Iterable[int],
        parent: QWidget,
    ) -> None:
        """`title` and `text`, of one number, are asked again when the language changes."""
        super().__init__(parent)
        self._title = title
        self._text = text
        self._policy = NO_POLICY
        self._reason: QAction | None = None
        self._choices = QActionGroup(self)
        for number in numbers:
            action = self.addAction("")
            action.setMenuRole(QAction.MenuRole.NoRole)
            action.setCheckable(True)
            action.setData(number)
            self._choices.addAction(action)
        self._choices.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.retranslate()

    def lock(self, allowed: Callable[[int], int], policy: Policy) -> None:
        """Leaves the numbers that are allowed as they are, and says who locked the rest."""
        self._policy = policy
        self._reason = lock_rest(self, self._choices.actions(), allowed, policy)
        self.retranslate()

    def show_chosen(self, number: int) -> None:
        for action in self._choices.actions():
            action.setChecked(action.data() == number)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setTitle(self._title())
        for action in self._choices.actions():
            action.setText(self._text(action.data()))
        if self._reason:
            self._reason.setText(set_by(self._policy))


def with_limit(numbers: Iterable[int], limit: int) -> tuple[int, ...]:
    """The usual numbers, and a policy's own limit among them, so that it can be shown as chosen."""
    return tuple(sorted({*numbers, limit})) if limit != NO_LIMIT else tuple(numbers)
