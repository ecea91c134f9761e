"""How often the orders are updated by themselves, and when their age is worth a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.policy.settings import NO_POLICY, Policy
from orderviewer.ui.choices import ChoiceMenu, with_limit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

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
        minutes = with_limit(MINUTES, policy.least_minutes)
        self.often = ChoiceMenu(
            lambda: self.tr("&Update by itself"), self._interval, minutes, window
        )
        self.warning = ChoiceMenu(lambda: self.tr("&Warn of old data"), self._age, HOURS, window)
        self.asking = ChoiceMenu(
            lambda: self.tr("Ask for &details by itself"), self._calls, DETAILS, window
        )
        if policy.least_minutes:
            self.often.lock(policy.minutes, policy)
        self.often.show_chosen(self.minutes)
        self.warning.show_chosen(layout.stale_hours)
        self.asking.show_chosen(layout.details_per_hour)
        self.often.chosen.connect(self._choose_minutes)
        self.warning.chosen.connect(self._choose_hours)
        self.asking.chosen.connect(self._choose_details)

    @property
    def minutes(self) -> int:
        """What was chosen, as the policy allows it."""
        return self._policy.minutes(self._layout.sync_minutes)

    def _interval(self, minutes: int) -> str:
        if minutes == NEVER:
            return self.tr("Never")
        if minutes % 60:
            return self.tr("Every %n minute(s)", "", minutes)
        return self.tr("Every %n hour(s)", "", minutes // 60)

    def _age(self, hours: int) -> str:
        return self.tr("After %n hour(s)", "", hours)

    def _calls(self, count: int) -> str:
        if count == NEVER:
            return self.tr("Never")
        return self.tr("Up to %Ln order(s) an hour", "", count)

    def _choose_minutes(self, minutes: int) -> None:
        self._layout.sync_minutes = minutes
        self.minutes_chosen.emit(minutes)

    def _choose_hours(self, hours: int) -> None:
        self._layout.stale_hours = hours
        self.hours_chosen.emit(hours)

    def _choose_details(self, count: int) -> None:
        self._layout.details_per_hour = count
        self.details_chosen.emit(count)
