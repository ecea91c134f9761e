"""Asks once a week whether there is a newer version, where the user or the policy wants that."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from orderviewer.feed.lanes import Lane, Tasks
from orderviewer.order import OrderviewerError
from orderviewer.releases import LARGEST, NoAnnouncement, is_due, newer_release

if TYPE_CHECKING:
    from concurrent.futures import Future

    from orderviewer.policy.settings import Route
    from orderviewer.remote.announcement import Announcement

FIRST = 20_000  # milliseconds: the orders go first
AGAIN = 6 * 3_600_000  # a program may stay open for weeks

log = logging.getLogger(__name__)


class ReleaseFeed(QObject):
    """Without an address it does nothing at all; a failure is for the log alone."""

    asked = Signal(object)  # datetime: to be remembered, so that it is a week until the next
    found = Signal(object)  # Release, or None: nothing newer

    def __init__(self, tasks: Tasks, route: Route) -> None:
        super().__init__()
        self._tasks = tasks
        self._route = route
        self._address = ""
        self._asked: datetime | None = None
        self._lane: Lane | None = None
        self._asking: Announcement | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    @property
    def waiting(self) -> bool:
        return self._timer.isActive()

    def begin(self, address: str, asked: datetime | None, delay: int = FIRST) -> None:
        """From now on; `asked`: the last time anybody did.  An empty address: never."""
        self._hang_up()
        self._address = address
        self._asked = asked
        if address:
            self._timer.start(delay)
        else:
            self._timer.stop()

    def close(self) -> list[Future[object]]:
        self._timer.stop()
        self._hang_up()
        lane, self._lane = self._lane, None
        return [lane.finish(lambda: None)] if lane else []

    def _look(self) -> None:
        self._timer.start(AGAIN)
        now = datetime.now(UTC)
        if is_due(self._asked, now):
            self._asked = now
            self.asked.emit(now)
            self._tasks.start(self._ask(self._address))

    async def _ask(self, address: str) -> None:
        self._lane = self._lane or Lane("releases")
        try:
            asking = self._asking = await self._lane.run(_prepare, address, self._route)
            release = newer_release(await self._lane.run(asking.fetch), address)
        except (OrderviewerError, NoAnnouncement) as error:
            log.info("no answer about a newer version: %s", error)
            return
        finally:
            self._hang_up()
        if address == self._address:
            self.found.emit(release)

    def _hang_up(self) -> None:
        if self._asking:
            self._asking.abort()
            self._asking = None


def _prepare(address: str, route: Route) -> Announcement:
    from orderviewer.remote.announcement import Announcement

    return Announcement(address, route, LARGEST)
