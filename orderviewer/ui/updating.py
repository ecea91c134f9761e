"""How often the orders are updated by themselves, and when their age is worth a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from orderviewer.policy.settings import NO_POLICY, Policy
from orderviewer.ui.locks import lock_rest, set_by

if TYPE_CHECKING:
    from orderviewer.ui.layout import Layout

NEVER = 0
MINUTES = (NEVER, 5, 15, 30, 60, 240)
HOURS = (1, 4, 24, 72)
DETAILS = (NEVER, 100, 500, 2_000)  # calls an hour


class UpdateMenus(QObject):
    """Menus with one choice each, remembered in the layout file."""

    minutes_chosen = Signal(int)
    hours_chosen = Signal(int)
    details_chosen = Signal(int)  # calls an hour

    def __init__(self, window: QWidget, layout: Layout, policy: Policy = NO_POLICY) -> None:
        super().__init__(window)
        self._layout = layout
        self._policy = policy
        self.often = QMenu(window)
        self.warning = QMenu(window)
        self.asking = QMenu(window)
        self._minutes = _choices(self.often, self._allowed(), self.minutes)
        self._hours = _choices(self.warning, HOURS, layout.stale_hours)
        self._details = _choices(self.asking, DETAILS, layout.details_per_hour)
        self._minutes.triggered.connect(self._choose_minutes)
        self._hours.triggered.connect(self._choose_hours)
        self._details.triggered.connect(self._choose_details)
        self._reason: QAction | None = None
        if policy.least_minutes:
            choices = self._minutes.actions()
            self._reason = lock_rest(self.often, choices, policy.minutes, policy)
        window.installEventFilter(self)
        self.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        self.often.setTitle(self.tr("&Update by itself"))
        self.warning.setTitle(self.tr("&Warn of old data"))
        for action in self._minutes.actions():
            action.setText(self._interval(action.data()))
        for action in self._hours.actions():
            action.setText(self.tr("After %n hour(s)", "", action.data()))
        self.asking.setTitle(self.tr("Ask for &details by itself"))
        for action in self._details.actions():
            action.setText(self._calls(action.data()))
        if self._reason:
            self._reason.setText(set_by(self._policy))

    @property
    def minutes(self) -> int:
        """What was chosen, as the policy allows it."""
        return self._policy.minutes(self._layout.sync_minutes)

    def _allowed(self) -> tuple[int, ...]:
        """The usual intervals; the policy's own among them, so that it can be shown as chosen."""
        least = self._policy.least_minutes
        return tuple(sorted({*MINUTES, least} if least else MINUTES))

    def _interval(self, minutes: int) -> str:
        if minutes == NEVER:
            return self.tr("Never")
        if minutes % 60:
            return self.tr("Every %n minute(s)", "", minutes)
        return self.tr("Every %n hour(s)", "", minutes // 60)

    def _calls(self, count: int) -> str:
        if count == NEVER:
            return self.tr("Never")
        return self.tr("Up to %Ln order(s) an hour", "", count)

    def _choose_minutes(self, action: QAction) -> None:
        self._layout.sync_minutes = action.data()
        self.minutes_chosen.emit(action.data())

    def _choose_hours(self, action: QAction) -> None:
        self._layout.stale_hours = action.data()
        self.hours_chosen.emit(action.data())

    def _choose_details(self, action: QAction) -> None:
        self._layout.details_per_hour = action.data()
        self.details_chosen.emit(action.data())


def _choices(menu: QMenu, values: tuple[int, ...], chosen: int) -> QActionGroup:
    group = QActionGroup(menu)
    for value in values:
        action = menu.addAction("")
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        action.setData(value)
        group.addAction(action)
    return group
