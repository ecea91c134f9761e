"""What happened that the user has not seen: marks of orders, and the inbox of all changes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from orderviewer.fields.roles import Role
from orderviewer.order import OrderviewerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.local.records import Event, EventKind, Unseen
    from orderviewer.local.store import Store

PAGE = 200  # changes read at a time
MOST_COUNTED = 999  # changes that have come meanwhile
PAUSE = 2.0  # seconds between two looks while pages arrive
_REFERENCE = tuple(Role).index(Role.REFERENCE)


class Marks(NamedTuple):
    """Which orders have changes the user has not seen, and how many such changes there are."""

    orders: frozenset[int] = frozenset()
    changes: int = 0
    latest: int = 0  # the newest event there is, seen or not


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which changes the inbox shows; `text`: part of an order's number or reference."""

    kinds: frozenset[EventKind] | None = None
    unseen: bool = False
    text: str = ""
    number: int | None = None


class Entry(NamedTuple):
    """One change, with the customer's reference of its order."""

    event: Event
    reference: str


@dataclass(frozen=True, slots=True)
class InboxPage:
    """The newest changes that pass a sieve, or those after `before`; `last`: there are no more."""

    sieve: Sieve
    before: int | None
    entries: tuple[Entry, ...]
    last: bool


class ChangesFeed(QObject):
    """Looks what happened whenever something arrived, and keeps what of it was seen.

    Whatever asks for a page anew outdates the answers that are still to come.
    """

    marked = Signal(object)  # Marks: they are others than before
    read = Signal(object)  # InboxPage
    arrived = Signal(int)  # so many changes that pass the sieve came after its newest page
    seen = Signal(object, object)  # events, orders that were marked; None, None: all until now
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._session: Session | None = None
        self._marks = Marks()
        self._sieve: Sieve | None = None
        self._shown = 0  # the newest event when the inbox was read last
        self._looking = False
        self._look_again = False
        self._last_looked = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.update_now)

    @property
    def marks(self) -> Marks:
        return self._marks

    @property
    def busy(self) -> bool:
        """Whether something may have happened that is not told yet."""
        return self._looking or self._timer.isActive()

    def attach(self, session: Session | None) -> None:
        self._session = session
        self._sieve = None
        self._timer.stop()
        self._tell(Marks())
        if session:
            self.update_now()

    def update(self) -> None:
        """Something arrived in the store: look soon, but not too often."""
        if not self._timer.isActive():
            wait = max(0.0, self._last_looked + PAUSE - time.monotonic())
            self._timer.start(round(wait * 1000))

    def update_now(self) -> None:
        """Something has ended that may have brought changes, or was marked."""
        self._timer.stop()
        self._look_again = True
        if self._session and not self._looking:
            self._tasks.start(self._look())

    def mark_seen(
        self, events: Sequence[int] | None = None, *, numbers: Sequence[int] | None = None
    ) -> None:
        """These changes, all of these orders, or everything, but nothing that was not told yet."""
        if self._session and (events or numbers or (events is None and numbers is None)):
            self._tasks.start(self._mark(self._session, events, numbers))

    def read_inbox(self, sieve: Sieve) -> None:
        """The newest changes that pass; answered by `read`."""
        self._sieve = sieve
        if self._session:
            self._tasks.start(self._read(self._session, sieve, None))

    def read_more(self, before: int) -> None:
        """Those older than that event, through the sieve in use."""
        if self._session and self._sieve:
            self._tasks.start(self._read(self._session, self._sieve, before))

    def leave_inbox(self) -> None:
        """Nobody looks at the inbox."""
        self._sieve = None

    async def _look(self) -> None:
        self._looking = True
        try:
            while self._look_again and (session := self._session):
                self._look_again = False
                marks = await session.lanes.reading.run(_marks, session.reader)
                self._last_looked = time.monotonic()
                if session is not self._session:
                    self._look_again = self._session is not None
                    continue
                self._tell(marks)
                await self._count_arrivals(session)
        except OrderviewerError as error:
            self.failed.emit(error)
        finally:
            self._looking = False

    async def _count_arrivals(self, session: Session) -> None:
        sieve, shown = self._sieve, self._shown
        if sieve and self._marks.latest > shown:
            count = await session.lanes.reading.run(_count_after, session.reader, sieve, shown)
            if sieve is self._sieve and shown == self._shown:
                self.arrived.emit(count)

    async def _mark(
        self, session: Session, events: Sequence[int] | None, numbers: Sequence[int] | None
    ) -> None:
        until = self._marks.latest
        try:
            await session.lanes.writing.run(_mark, session.writer, events, numbers, until)
        except OrderviewerError as error:
            self.failed.emit(error)
            return
        if session is self._session:
            self.seen.emit(events, numbers)
            self.update_now()

    async def _read(self, session: Session, sieve: Sieve, before: int | None) -> None:
        try:
            page, latest = await session.lanes.reading.run(_page, session.reader, sieve, before)
        except OrderviewerError as error:
            self.failed.emit(error)
            return
        if sieve is self._sieve:
            if before is None:
                self._shown = latest
            self.read.emit(page)

    def _tell(self, marks: Marks) -> None:
        if marks != self._marks:
            self._marks = marks
            self.marked.emit(marks)


def _marks(reader: Store) -> Marks:
    unseen: Unseen = reader.history.unseen_counts()
    orders = reader.history.unseen_orders() if unseen.orders else frozenset()
    return Marks(orders, sum(unseen.kinds.values()), unseen.latest)


def _mark(
    writer: Store, events: Sequence[int] | None, numbers: Iterable[int] | None, until: int
) -> None:
    writer.history.mark_seen(events, numbers=numbers or (), until=until)


def _events(
    reader: Store,
    sieve: Sieve,
    limit: int,
    *,
    before: int | None = None,
    after: int | None = None,
) -> list[Event]:
    return reader.history.events(
        number=sieve.number,
        unseen=sieve.unseen,
        kinds=sieve.kinds,
        text=sieve.text,
        limit=limit,
        before=before,
        after=after,
    )


def _page(reader: Store, sieve: Sieve, before: int | None) -> tuple[InboxPage, int]:
    latest = reader.history.unseen_counts().latest
    events = _events(reader, sieve, PAGE, before=before)
    numbers = {event.number for event in events if event.number is not None}
    references = {row.number: row.values[_REFERENCE] for row in reader.rows(sorted(numbers))}
    entries = tuple(Entry(event, references.get(event.number or 0, "")) for event in events)
    return InboxPage(sieve, before, entries, len(events) < PAGE), latest


def _count_after(reader: Store, sieve: Sieve, shown: int) -> int:
    return len(_events(reader, sieve, MOST_COUNTED, after=shown))
