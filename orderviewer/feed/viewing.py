"""The saved views of the open profile: kept in its folder, counted from the store alone."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.fields.dates import HOME_ZONE, zone_named
from orderviewer.order import Cause, OrderviewerError, StoreDamaged
from orderviewer.views.file import SavedViews, read_views, write_views
from orderviewer.views.view import BUILT_IN, query_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.local.query import Query
    from orderviewer.local.store import Store
    from orderviewer.profile import Home
    from orderviewer.views.view import View

SHORTEST_PAUSE = 2.0  # seconds between two counts while pages arrive
SHARE = 9  # counting may take at most one part in SHARE + 1 of the time
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC})

log = logging.getLogger(__name__)


class ViewFeed(QObject):
    """Owns the list of views; one count at a time, and what is outdated is dropped."""

    listed = Signal(object)  # tuple[View, ...]: the built-in ones, then the user's own
    counted = Signal(dict)  # View.key -> orders; those that were counted just now
    set_aside = Signal(str)  # the file was damaged and is now called so
    failed = Signal(object)  # the store cannot be read, or a view not be kept

    def __init__(self, tasks: Tasks, home: Home) -> None:
        super().__init__()
        self._tasks = tasks
        self._home = home
        self._session: Session | None = None
        self._saved: SavedViews | None = None  # not read yet
        self._names: tuple[str, ...] = ()
        self._generation = 0
        self._counting = False
        self._count_again = False
        self._last_counted = 0.0
        self._pause = 0.0
        self._at_once = False
        self._hurry = asyncio.Event()

    @property
    def views(self) -> tuple[View, ...]:
        return (*BUILT_IN, *self.own)

    @property
    def own(self) -> tuple[View, ...]:
        """The user's, in the order they chose."""
        return self._saved.views if self._saved else ()

    @property
    def last_visit(self) -> date | None:
        """The day of the session before this one; None when there was none."""
        return self._saved.last_visit if self._saved else None

    @property
    def busy(self) -> bool:
        """Whether something changed that is not counted yet, or nothing was read yet."""
        unread = self._session is not None and self._saved is None
        return unread or self._count_again or self._counting

    def attach(self, session: Session | None) -> None:
        """Leaves a session with the day of this visit, and reads the views of the next."""
        if self._session and self._saved and (file := self._file(self._session)):
            visited = replace(self._saved, last_visit=_today())
            self._session.lanes.writing.submit(lambda: _keep_quietly(file, visited))
        self._session = session
        self._saved = None
        self._generation += 1
        if session:
            self._tasks.start(self._read(session))

    def query_of(self, view: View, before: Query | None = None) -> Query:
        """What the view asks for; the order of `before` stays where it says nothing of that."""
        return query_of(view, self.last_visit, before=before, names=self._names)

    def know_names(self, names: Sequence[str]) -> None:
        """Keys of the JSON that a search may ask for without a dot."""
        if tuple(names) != self._names:
            self._names = tuple(names)
            self._recount()

    def keep(self, view: View) -> None:
        """Puts a view of the user's own at the end, or in the place of the one with its name."""
        names = [one.name for one in self.own]
        if view.name in names:
            self._save([view if one.name == view.name else one for one in self.own])
        else:
            self._save([*self.own, view])

    def rename(self, view: View, name: str) -> None:
        self._save([replace(one, name=name) if one == view else one for one in self.own])

    def remove(self, view: View) -> None:
        self._save([one for one in self.own if one != view])

    def move(self, view: View, steps: int) -> None:
        """Down by so many places among the user's own; up when negative."""
        if view in self.own:
            others = [one for one in self.own if one != view]
            place = max(0, self.own.index(view) + steps)
            self._save([*others[:place], view, *others[place:]])

    def update(self) -> None:
        """Something arrived in the store: count again soon, but not too often."""
        self._count_again = True
        if self._session and self._saved and not self._counting:
            self._tasks.start(self._count())

    def _recount(self) -> None:
        """What is being counted is outdated: the next count begins at once."""
        self._generation += 1
        self._at_once = True
        self._hurry.set()
        self.update()

    def _save(self, views: Sequence[View]) -> None:
        """Nothing is kept before the file was read: that would overwrite it."""
        if self._session and self._saved and tuple(views) != self.own:
            self._saved = replace(self._saved, views=tuple(views))
            self._tasks.start(self._write(self._session, self._saved))
            self.listed.emit(self.views)
            self._recount()

    def _file(self, session: Session) -> Path | None:
        """Where the views of this profile are kept; None: they end with the demonstration."""
        is_kept = session.store_file == self._home.store_file(session.profile)
        return self._home.views_file(session.profile) if is_kept else None

    async def _read(self, session: Session) -> None:
        saved, aside = SavedViews(), None
        if file := self._file(session):
            saved, aside = await session.lanes.writing.run(read_views, file, datetime.now(UTC))
        if session is not self._session:
            return
        self._saved = saved
        self.listed.emit(self.views)
        if aside:
            self.set_aside.emit(str(aside))
        self._recount()

    async def _write(self, session: Session, saved: SavedViews) -> None:
        file = self._file(session)
        if file is None or session is not self._session:  # leaving it has written the same
            return
        try:
            await session.lanes.writing.run(write_views, file, saved)
        except OSError as error:
            cause = Cause.DISK_FULL if error.errno in _FULL else Cause.NOT_WRITABLE
            self.failed.emit(StoreDamaged(cause, error.strerror or type(error).__name__))

    async def _count(self) -> None:
        self._counting = True
        try:
            while self._count_again and (session := self._session) and self._saved:
                await self._breathe()
                if session is self._session:
                    self._count_again = self._at_once = False
                    await self._count_all(session)
        except OrderviewerError as error:
            self.failed.emit(error)
        finally:
            self._counting = False

    async def _breathe(self) -> None:
        wait = self._last_counted + self._pause - time.monotonic()
        self._hurry.clear()
        if wait > 0 and not self._at_once:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), wait)

    async def _count_all(self, session: Session) -> None:
        """One view a job, so that rows for the screen find their turn in between."""
        generation, spent = self._generation, 0.0
        for view in self.views:
            began = time.monotonic()
            found = await session.lanes.reading.run(
                _count_found, session.reader, self.query_of(view)
            )
            self._last_counted = time.monotonic()
            spent += self._last_counted - began
            self._pause = max(SHORTEST_PAUSE, SHARE * spent)
            if generation != self._generation:
                return
            self.counted.emit({view.key: found})


def _count_found(store: Store, query: Query) -> int:
    return store.count(query)


def _keep_quietly(file: Path, saved: SavedViews) -> None:
    try:
        write_views(file, saved)
    except OSError as error:  # only "changed since the last visit" begins a visit earlier
        log.warning("the day of this visit was not kept: %s", error.strerror)


def _today() -> date:
    """On the clock of France, by which days are counted."""
    return datetime.now(zone_named(HOME_ZONE)).date()
