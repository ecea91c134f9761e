"""Keeps the store up to date by itself: all of it on start, and again every so often."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from orderviewer.order import Cause, OrderviewerError, Unauthorized, Unreachable

if TYPE_CHECKING:
    from orderviewer.feed.crawling import CrawlFeed

MINUTE = 60_000  # milliseconds
DAY = 24 * 60 * MINUTE
REFUSALS = 3  # in a row, after which nothing is asked without the user (api.md 5)
_NO_REFUSAL = frozenset(Unreachable.causes) - {Cause.BUSY}


class SyncState(StrEnum):
    """What happens next without anybody asking for it."""

    OFF = "off"
    READY = "ready"  # the next sync comes by itself
    HALTED = "halted"  # refused too often: only the user starts the next one


class SyncFeed(QObject):
    """Starts crawls of everything through the crawl feed, whose progress and failures they show.

    A sync that was stopped by the user or failed is tried again when the next one is due, or when
    the service said that it may be; after a failure each page is asked for once only, until the
    service answers again.  After several refusals nothing is asked without the user: also a start
    of the program is the user's, so they are not remembered beyond its end.
    """

    state_changed = Signal(str)  # SyncState
    begun = Signal(bool)  # all is read again, by the user's wish or by itself

    def __init__(self, crawl: CrawlFeed) -> None:
        super().__init__()
        self._crawl = crawl
        self._minutes = 0
        self._connected = False
        self._due = False
        self._refusals = 0
        self._failed = False
        self._failing = False  # the last sync failed
        self._least = 0  # milliseconds until the service wants to be asked again
        self._state = SyncState.OFF
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)
        crawl.rested.connect(self._rest)
        crawl.failed.connect(self._count)

    @property
    def state(self) -> SyncState:
        return self._state

    @property
    def waiting(self) -> bool:
        """Whether a sync is due at some time to come."""
        return self._timer.isActive()

    @property
    def due_in(self) -> int | None:
        """Milliseconds until the next sync, None when none is planned."""
        return self._timer.remainingTime() if self._timer.isActive() else None

    def attach(self) -> None:
        """Another profile, or none: nothing is asked for before `connect_to`."""
        self._connected = self._due = False
        self._refusals = 0
        self._timer.stop()
        self._tell()

    def connect_to(self) -> None:
        """There are secrets now: the first sync follows what the screen needs first."""
        self._connected = True
        self._due = self._minutes > 0
        self._tell()

    def set_minutes(self, minutes: int) -> None:
        """How long after the end of a sync the next one begins; 0: never by itself."""
        if minutes == self._minutes:
            return
        self._minutes = minutes
        self._timer.stop()
        if self._connected and not self._crawl.busy:
            self._plan()
        self._tell()

    def sync_now(self) -> None:
        """The user wishes it: also after refusals."""
        self._refusals = 0
        self._tell()
        if self._connected:
            self.begun.emit(True)  # noqa: FBT003  signals have no keywords
            self._crawl.sync(anew=True)

    def pause(self) -> None:
        """The user wants quiet: until the next sync is due, nothing begins by itself."""
        self._due = False
        self._crawl.pause()

    def _begin(self) -> None:
        if self._crawl.busy:  # the user waits for something: after that
            self._due = True
        else:
            self.begun.emit(False)  # noqa: FBT003
            self._crawl.sync(patient=not self._failing)

    def _rest(self) -> None:
        """Nothing is being read any more: what is due begins, else the clock starts."""
        if not self._failed:
            self._refusals = 0
        failed, self._failed = self._failed, False
        self._failing = failed
        if not self._connected or self._minutes == 0:
            return
        if self._due and not failed:
            self._due = False
            self._timer.start(0)
        else:
            self._plan()
        self._tell()

    def _plan(self) -> None:
        if self._minutes and self._refusals < REFUSALS:
            self._timer.start(max(self._minutes * MINUTE, self._least))
            self._least = 0
        else:
            self._timer.stop()

    def _count(self, error: OrderviewerError) -> None:
        self._failed = True
        self._least = min(DAY, int(1_000 * (error.retry_after or 0)))
        if isinstance(error, Unauthorized):
            self._refusals = REFUSALS
        elif error.cause not in _NO_REFUSAL:
            self._refusals += 1

    def _tell(self) -> None:
        if self._minutes == 0:
            state = SyncState.OFF
        else:
            state = SyncState.HALTED if self._refusals >= REFUSALS else SyncState.READY
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)
