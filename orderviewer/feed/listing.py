"""Answers what the table wants to show, from the store alone."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.feed.copying import copy_rows
from orderviewer.feed.rows import (
    LOOK_AHEAD,
    DisplayRow,
    Glance,
    Listing,
    Showing,
    read_beginning,
    read_listing,
    read_rows,
)
from orderviewer.local.query import Query
from orderviewer.local.stopping import Stop, Stopped
from orderviewer.order import OrderviewerError, Scope

if TYPE_CHECKING:
    from orderviewer.feed.copying import CopiedTable
    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.fields.values import DateStyle
    from orderviewer.local.store import Store
    from orderviewer.search.terms import Field

FIRST_SCREEN = 60  # rows, until the table says how many it has room for
MOST_WANTED = 400
SHARE = 4  # a listing may take at most one part in SHARE + 1 of the time while pages arrive
SHORTEST_PAUSE = 0.25
QUICK = 0.02  # seconds: a listing that may keep the next page waiting to be stored
FEW = 2_000  # orders in the store, of which any listing is quick, however busy the machine was


class ListFeed(QObject):
    """Lists the orders of a query and reads the rows on the screen; late answers are dropped."""

    begun = Signal(object)  # Listing of the first rows alone, if all of them take longer
    listed = Signal(object)
    rows_read = Signal(object)
    copied = Signal(object)  # CopiedTable
    failed = Signal(object)

    def __init__(self, tasks: Tasks, style: DateStyle) -> None:
        super().__init__()
        self._tasks = tasks
        self._showing = Showing(style)
        self._session: Session | None = None
        self._query = Query(Scope.CURRENT)
        self._screen = (0, FIRST_SCREEN)
        self._held: int | None = None
        self._is_new = False  # what is asked for: nothing of it is listed yet
        self._wanted: list[int] = []
        self._reading_rows = False
        self._generation = 0
        self._glances = 0
        self._took = 0.0
        self._among = 0  # orders, when that was listed
        self._listing = False
        self._list_again = False
        self._last_listed = 0.0
        self._pause = 0.0
        self._at_once = False
        self._hurry = asyncio.Event()
        self._stop = Stop()

    @property
    def query(self) -> Query:
        return self._query

    @property
    def busy(self) -> bool:
        """Whether something arrived in the store that is not listed yet."""
        return self._list_again or self._listing

    def attach(self, session: Session | None) -> None:
        self._session = session
        self._generation += 1
        self._wanted.clear()
        if session:
            self.update_listing(at_once=True)

    def restyle(self, style: DateStyle) -> None:
        """Dates are written anew, in another language's way."""
        self._showing = self._showing._replace(style=style)
        self.show(self._query)

    def show_extras(self, extras: tuple[Field, ...]) -> None:
        """Rows come with these fields from now on, after those of the roles."""
        if extras != self._showing.extras:
            self._showing = self._showing._replace(extras=extras)
            self.show(self._query)

    def show(self, query: Query) -> None:
        """Another scope or sort: the answer to any earlier one is dropped."""
        if query.scope is not self._query.scope or query.terms != self._query.terms:
            self._screen = (0, FIRST_SCREEN)
            self._is_new = True
        if query != self._query and self._query.terms:  # without terms, searches pick from it
            self._stop.wish()
        self._query = query
        self._showing = self._showing._replace(today=query.today)
        self._generation += 1
        self.update_listing(at_once=True)

    def look(self, first: int, last: int) -> None:
        """The half-open range of positions on the screen now."""
        self._screen = (first, last)

    def hold(self, number: int | None) -> None:
        """The order that is chosen stays so if it is found, so no list begins without it."""
        self._held = number

    def want(self, numbers: list[int]) -> None:
        """Rows the table lacks; the latest wish wins, scrolls are never queued."""
        self._wanted = numbers[:MOST_WANTED]
        if self._session and not self._reading_rows:
            self._tasks.start(self._read_rows())

    def copy(self, numbers: list[int], fields: list[Field], titles: list[str] | None) -> None:
        """Makes a clipboard table of these orders, on the screen or not; answered by `copied`."""
        if self._session:
            self._tasks.start(self._copy(self._session, numbers, fields, titles))

    def update_listing(self, *, at_once: bool = False) -> None:
        """Something arrived in the store: list again; not `at_once`: soon, but not too often.

        What arrives today changes no other day.
        """
        if self._query.as_of and not at_once:
            return
        self._list_again = True
        if at_once:
            self._at_once = True
            self._hurry.set()
        if self._session and not self._listing:
            self._listing = True  # from now on, not from when the task begins: there is only one
            self._tasks.start(self._list())

    def glance(self) -> Glance | None:
        """How to list what a page brings while it is stored; None where that could take long."""
        if (self._took > QUICK and self._among > FEW) or self._query.as_of:
            return None
        return Glance(self._query, self._screen, self._showing, self._generation)

    def take(self, glance: Glance, listing: Listing) -> None:
        """A listing that came with its page, sooner than by asking for it."""
        if glance.generation == self._generation:
            self._glances += 1
            self._is_new = False
            self._last_listed = time.monotonic()
            self.listed.emit(listing)
        else:
            self.update_listing(at_once=True)

    async def _list(self) -> None:
        try:
            while self._list_again and (session := self._session):
                await self._breathe()
                if session is self._session:
                    self._list_again = self._at_once = False
                    await self._list_once(session)
        except OrderviewerError as error:
            self.failed.emit(error)
        finally:
            self._listing = False

    async def _copy(
        self, session: Session, numbers: list[int], fields: list[Field], titles: list[str] | None
    ) -> None:
        try:
            self.copied.emit(
                await session.lanes.reading.run(
                    _copied, session.reader, self._query, numbers, fields, titles, self._showing
                )
            )
        except OrderviewerError as error:
            self.failed.emit(error)

    async def _breathe(self) -> None:
        wait = self._last_listed + self._pause - time.monotonic()
        self._hurry.clear()
        if wait > 0 and not self._at_once:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), wait)

    async def _list_once(self, session: Session) -> None:
        asked, began = self._asked, time.monotonic()
        first, last = self._screen
        if self._is_new and self._query.terms and not self._query.as_of:
            beginning: Listing | None = await session.lanes.reading.run(
                read_beginning,
                *(session.reader, self._query, last - first, self._held, self._showing),
            )
            if asked != self._asked:
                self.update_listing(at_once=True)
                return
            if beginning:
                self.begun.emit(beginning)
        window = (max(0, first - LOOK_AHEAD), last + LOOK_AHEAD)
        self._stop = Stop()
        try:
            listing: Listing = await session.lanes.reading.run(
                read_listing, session.reader, self._query, window, self._showing, self._stop
            )
        except Stopped:
            return
        self._last_listed = time.monotonic()
        self._took = self._last_listed - began
        self._among = listing.counts[Scope.ALL]
        self._pause = max(SHORTEST_PAUSE, SHARE * self._took)
        if asked == self._asked:
            self._is_new = False
            self.listed.emit(listing)
        else:
            self.update_listing(at_once=True)

    @property
    def _asked(self) -> tuple[int, int]:
        """Is another one once something else is asked for, or was listed meanwhile."""
        return self._generation, self._glances

    async def _read_rows(self) -> None:
        self._reading_rows = True
        try:
            while self._wanted and (session := self._session):
                wanted, self._wanted = self._wanted, []
                generation = self._generation
                rows = await session.lanes.reading.run(
                    _rows, session.reader, self._query, wanted, self._showing
                )
                if generation == self._generation:
                    self.rows_read.emit(rows)
        except OrderviewerError as error:
            self.failed.emit(error)
        finally:
            self._reading_rows = False


def _rows(
    store: Store, query: Query, numbers: list[int], showing: Showing
) -> dict[int, DisplayRow]:
    return read_rows(store.table(query), numbers, showing)


def _copied(
    store: Store,
    query: Query,
    numbers: list[int],
    fields: list[Field],
    titles: list[str] | None,
    showing: Showing,
) -> CopiedTable:
    return copy_rows(store.table(query), numbers, fields, titles, showing)
