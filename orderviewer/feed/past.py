"""The days to which one can go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.fields.dates import HOME_ZONE, zone_named
from orderviewer.order import OrderviewerError

if TYPE_CHECKING:
    from datetime import date, datetime

    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.local.store import Store


class PastFeed(QObject):
    """Answers on which days all orders were read."""

    days_read = Signal(tuple)  # the last moment of each such day, the latest first
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._session: Session | None = None

    def attach(self, session: Session | None) -> None:
        self._session = session

    def read_days(self) -> None:
        """Answered by `days_read`."""
        if self._session:
            self._tasks.start(self._read_days(self._session))

    async def _read_days(self, session: Session) -> None:
        try:
            found = await session.lanes.reading.run(_days, session.reader)
        except OrderviewerError as error:
            self.failed.emit(error)
            return
        if session is self._session:
            self.days_read.emit(found)


def home_day_of(moment: datetime) -> date:
    """The day of a moment on the clock of France."""
    return moment.astimezone(zone_named(HOME_ZONE)).date()


def _days(reader: Store) -> tuple[datetime, ...]:
    last = {home_day_of(moment): moment for moment in reader.history.synced()}
    return tuple(reversed(last.values()))
