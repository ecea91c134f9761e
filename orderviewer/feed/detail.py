"""Shows one order: at once what the store has, then what Orange says of it in detail."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from orderviewer.order import Cause, Order, OrderviewerError, Rejected, Scope

if TYPE_CHECKING:
    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.fields.sheet import OrderSheet
    from orderviewer.local.records import Event
    from orderviewer.local.store import Store

PAUSE_SECONDS = 0.15  # rows merely passed over with the arrow keys are not asked for
MOST_EVENTS = 500  # of one order's history
FRESH = timedelta(minutes=10)  # detail calls are the scarce good (product.md 0)


class DetailState(StrEnum):
    """How the shown content relates to `GET /orders/{id}`."""

    LIST_ONLY = "list_only"  # an element without id: there is nothing to ask for
    ASKING = "asking"
    MERGED = "merged"
    GONE = "gone"
    PAST = "past"  # as it was at another moment; nobody is asked
    OFFLINE = "offline"  # the detail could not be asked for; what the store has is shown


@dataclass(frozen=True, slots=True)
class OrderView:
    """Everything the detail pane shows of one order."""

    number: int
    key: str
    has_id: bool
    stream: Scope
    sheet: OrderSheet
    missing: bool
    raw_list: bytes
    raw_detail: bytes | None
    last_seen: datetime
    detail_seen: datetime | None
    events: tuple[Event, ...] = ()  # what happened to it, the latest first
    ends: tuple[datetime, ...] = ()  # when each earlier version was replaced, the latest first


class FieldChange(NamedTuple):
    """A field that differs from an earlier version; texts are "" where it was or is nothing.

    `place`: its indexed path now, also where it would be were it still there; "" for what was in
    an item of a list that is gone.  `former`: its path then.
    """

    place: str
    former: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an order differs from the version that was replaced at `end`."""

    number: int
    end: datetime
    changes: tuple[FieldChange, ...]


class DetailFeed(QObject):
    """Follows the selection; the answer for an order no longer selected is stored, not shown."""

    read = Signal(object)  # OrderView
    state_changed = Signal(str, object)  # DetailState, the error when there is one
    changed = Signal(int)  # this order's row has new values
    compared = Signal(object)  # Comparison
    failed = Signal(object)  # the store's trouble

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._session: Session | None = None
        self._number: int | None = None
        self._when: datetime | None = None
        self._task: asyncio.Task[None] | None = None
        self._waits = False  # for secrets, or for a service that answers

    @property
    def number(self) -> int | None:
        """The order that is selected."""
        return self._number

    def attach(self, session: Session | None) -> None:
        self.leave()
        self._session = session
        self._when = None

    def go_to(self, when: datetime | None) -> None:
        """Orders as they were at another moment from now on; None: as they are."""
        self._when = when
        if self._number is not None:
            self._begin(self._number, 0.0)

    def leave(self) -> None:
        """No order is selected."""
        self._number = None
        if self._task:
            self._task.cancel()
            self._task = None

    def open(self, number: int) -> None:
        if number != self._number:
            self._begin(number, PAUSE_SECONDS)

    def connect_to(self) -> None:
        """The service can be asked now: an order that was chosen before is."""
        if self._waits and self._number is not None:
            self._begin(self._number, 0.0)

    def retry(self) -> None:
        """Asks again for the order that is shown."""
        if self._number is not None:
            self._begin(self._number, 0.0, even_if_fresh=True)

    def compare(self, number: int, end: datetime) -> None:
        """With the version replaced at `end`; answered by `compared`."""
        if self._session:
            self._tasks.start(self._compare(self._session, number, end))

    def update_shown(self, numbers: tuple[int, ...]) -> None:
        """The store has newer content of these orders."""
        if self._number in numbers and self._session and self._number is not None:
            self._tasks.start(self._show(self._session, self._number))

    def _begin(self, number: int, pause: float, *, even_if_fresh: bool = False) -> None:
        if self._task:
            self._task.cancel()
        self._number = number
        if self._session:
            self._task = self._tasks.start(
                self._follow(self._session, number, pause, even_if_fresh=even_if_fresh)
            )

    async def _follow(
        self, session: Session, number: int, pause: float, *, even_if_fresh: bool
    ) -> None:
        try:
            view = await self._show(session, number)
            if view is None:
                return
            if self._when:
                self.state_changed.emit(DetailState.PAST, None)
                return
            if not view.has_id:
                self.state_changed.emit(DetailState.LIST_ONLY, None)
                return
            fresh = view.detail_seen and datetime.now(UTC) - view.detail_seen < FRESH
            if session.read_only or (fresh and not even_if_fresh):
                self.state_changed.emit(DetailState.MERGED, None)
                return
            self._waits = not session.connected
            if self._waits:
                self.state_changed.emit(DetailState.OFFLINE, None)
                return
            self.state_changed.emit(DetailState.ASKING, None)
            await asyncio.sleep(pause)
            await self._ask(session, number, view.key)
        except OrderviewerError as error:
            self.failed.emit(error)

    async def _ask(self, session: Session, number: int, key: str) -> None:
        try:
            order = await session.detail(key)
        except OrderviewerError as error:
            gone = isinstance(error, Rejected) and error.cause is Cause.ORDER_GONE
            if number == self._number:
                self._waits = not gone
                state = DetailState.GONE if gone else DetailState.OFFLINE
                self.state_changed.emit(state, error)
            return
        settled = not session.asking_details
        if await session.lanes.writing.run(_keep, session.writer, order, settled=settled):
            self.changed.emit(number)
        await self._show(session, number)
        if number == self._number:
            self.state_changed.emit(DetailState.MERGED, None)

    async def _compare(self, session: Session, number: int, end: datetime) -> None:
        try:
            found = await session.lanes.reading.run(
                _comparison, session.reader, number, end, self._when
            )
        except OrderviewerError as error:
            self.failed.emit(error)
            return
        if session is self._session:
            self.compared.emit(found)

    async def _show(self, session: Session, number: int) -> OrderView | None:
        when = self._when
        view = await session.lanes.reading.run(_view, session.reader, number, when)
        if view and (number, when) == (self._number, self._when):
            self.read.emit(view)
        return view


def _keep(writer: Store, order: Order, *, settled: bool) -> bool:
    now = datetime.now(UTC)
    fresh = writer.put_detail(order, now)
    if settled:
        writer.settle_details(now)
    return fresh


def _view(reader: Store, number: int, when: datetime | None) -> OrderView | None:
    from orderviewer.fields.sheet import sheet

    stored = reader.order(number)
    if stored is None:
        return None
    events = reader.history.events(number=number, limit=MOST_EVENTS)
    if when:
        then = reader.history.as_of(number, when)
        if then is None:
            return None
        stored = replace(
            stored,
            stream=then.scope,
            missing=then.missing,
            list_json=then.list_json,
            detail_json=then.detail_json,
            last_seen=when,
            detail_seen=None,
        )
        events = [event for event in events if event.not_after <= when]
    return OrderView(
        number,
        stored.key,
        stored.has_id,
        stored.stream,
        sheet(stored.list_json, stored.detail_json, reader.reading()),
        stored.missing,
        stored.list_json,
        stored.detail_json,
        stored.last_seen,
        stored.detail_seen,
        tuple(events),
        tuple(reader.history.ends(number, when)),
    )


def _comparison(reader: Store, number: int, end: datetime, when: datetime | None) -> Comparison:
    found = reader.history.differences_since(number, end, when)
    changes = [
        FieldChange(one.place_after, one.place_before, one.before, one.after) for one in found
    ]
    return Comparison(number, end, tuple(changes))
