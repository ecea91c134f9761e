"""Counts the orders of named queries, again whenever something arrives in the store."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.order import OrderviewerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.local.query import Query
    from orderviewer.local.store import Store
    from orderviewer.order import Scope

REST = 0.5  # seconds in which what has just arrived comes to the screen first
SHORTEST_PAUSE = 2.0  # seconds between two counts while pages arrive
TOGETHER = 0.004  # seconds of counting that are one job, so that rows for the screen come between
SHARE = 9  # counting may take at most one part in SHARE + 1 of the time


class QueryCounter(QObject):
    """One count at a time; an answer to a question no longer asked is dropped."""

    counted = Signal(dict)  # name -> orders, None for unknown; those that were counted just now
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._session: Session | None = None
        self._queries: Mapping[str, Query] = {}
        self._generation = 0
        self._counting = False
        self._count_again = False
        self._last_counted = 0.0
        self._pause = 0.0
        self._at_once = False
        self._hurry = asyncio.Event()

    @property
    def busy(self) -> bool:
        """Whether something changed that is not counted yet."""
        return self._count_again or self._counting

    def attach(self, session: Session | None) -> None:
        """Counts nothing before `count` says what."""
        self._session = session
        self._queries = {}
        self._generation += 1
        self._count_again = False
        self._hurry.set()

    def count(self, queries: Mapping[str, Query]) -> None:
        """Begins at once; whatever was counted until now is outdated."""
        self._queries = queries
        self._generation += 1
        self._at_once = True
        self._hurry.set()
        self.update()

    def update(self) -> None:
        """Something arrived in the store: count again soon, but not too often."""
        if not self._session or not self._queries:
            return
        self._count_again = True
        if not self._counting:
            self._counting = True  # from now on, not from when the task begins: there is only one
            self._tasks.start(self._count())

    async def _count(self) -> None:
        try:
            while self._count_again and (session := self._session):
                await self._breathe()
                if session is self._session:
                    self._count_again = self._at_once = False
                    await self._count_all(session)
        except OrderviewerError as error:
            self.failed.emit(error)
        finally:
            self._counting = False

    async def _breathe(self) -> None:
        wait = max(REST, self._last_counted + self._pause - time.monotonic())
        self._hurry.clear()
        if not self._at_once:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), wait)

    async def _count_all(self, session: Session) -> None:
        generation, spent = self._generation, 0.0
        left = list(self._queries.items())
        while left:
            began = time.monotonic()
            found = await self._answers(session, left)
            left = left[len(found) :]
            self._last_counted = time.monotonic()
            spent += self._last_counted - began
            self._pause = max(SHORTEST_PAUSE, SHARE * spent)
            if generation != self._generation:
                return
            self.counted.emit(found)

    async def _answers(
        self, session: Session, asked: Sequence[tuple[str, Query]]
    ) -> dict[str, object]:
        """What `counted` has for the first names; others may count something else."""
        return await session.lanes.reading.run(
            answers, asked, lambda _name, query: _count_found(session.reader, query)
        )


def answers(
    asked: Sequence[tuple[str, Query]], answer: Callable[[str, Query], object]
) -> dict[str, object]:
    """By name, of the first that are asked, at least one: as many as `TOGETHER` is enough for."""
    began, found = time.monotonic(), dict[str, object]()
    for name, query in asked:
        found[name] = answer(name, query)
        if time.monotonic() - began > TOGETHER:
            break
    return found


def _count_found(store: Store, query: Query) -> int | None:
    """None where nothing can be told yet, because nothing of these lists was ever read."""
    known = query.as_of or store.counts()[query.scope] or _was_read(store, query.scope)
    return store.table(query).count(query) if known else None


def _was_read(store: Store, scope: Scope) -> bool:
    """Whether some list was read to its end, and so is known to be empty if nothing is there."""
    return any(store.progress(stream).complete for stream in scope.streams)
