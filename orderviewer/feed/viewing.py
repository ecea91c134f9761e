"""The saved views of the open profile: kept in its folder, counted from the store alone."""

from __future__ import annotations

import errno
import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.feed.counting import QueryCounter
from orderviewer.feed.past import home_day_of
from orderviewer.order import Cause, StoreDamaged
from orderviewer.views.file import SavedViews, read_views, write_views
from orderviewer.views.view import BUILT_IN, query_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.local.query import Query
    from orderviewer.profile import Home
    from orderviewer.views.view import View

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC})

log = logging.getLogger(__name__)


class ViewFeed(QObject):
    """Owns the list of views; every change of it is kept and counted."""

    listed = Signal(object)  # tuple[View, ...]: the built-in ones, then the user's own
    counted = Signal(dict)  # View.key -> orders, None for unknown; those counted just now
    set_aside = Signal(str)  # the file was damaged and is now called so
    failed = Signal(object)  # the store cannot be read, or a view not be kept

    def __init__(self, tasks: Tasks, home: Home) -> None:
        super().__init__()
        self._tasks = tasks
        self._home = home
        self._session: Session | None = None
        self._saved: SavedViews | None = None  # not read yet
        self._is_kept = True
        self._when: datetime | None = None
        self._names: tuple[str, ...] = ()
        self._counter = QueryCounter(tasks)
        self._counter.counted.connect(self.counted)
        self._counter.failed.connect(self.failed)

    @property
    def views(self) -> tuple[View, ...]:
        return (*BUILT_IN, *self.own)

    @property
    def own(self) -> tuple[View, ...]:
        """The user's, in the order they chose."""
        return self._saved.views if self._saved else ()

    @property
    def searches(self) -> tuple[str, ...]:
        """The last ones, in English keywords, the latest first."""
        return self._saved.searches if self._saved else ()

    @property
    def busy(self) -> bool:
        """Whether something changed that is not counted yet, or nothing was read yet."""
        unread = self._session is not None and self._saved is None
        return unread or self._counter.busy

    def attach(self, session: Session | None) -> None:
        """Leaves a session, keeps what is not kept yet, and reads the views of the next."""
        saved, file = self._saved, self._file(self._session) if self._session else None
        if self._session and saved and file and not self._is_kept:
            self._session.lanes.writing.submit(lambda: _keep_quietly(file, saved))
        self._session = session
        self._saved = self._when = None
        self._is_kept = True
        self._counter.attach(session)
        if session:
            self._tasks.start(self._read(session))

    def query_of(self, view: View, before: Query | None = None) -> Query:
        """What the view asks for; the order of `before` stays where it says nothing of that."""
        query = query_of(view, before=before, names=self._names)
        today = home_day_of(self._when) if self._when else None
        return replace(query, as_of=self._when, today=today)

    def go_to(self, when: datetime | None) -> None:
        """The orders of another moment are counted from now on; None: those of today."""
        self._when = when
        if self._saved:
            self._count()

    def know_names(self, names: Sequence[str]) -> None:
        """Keys of the JSON that a search may ask for without a dot."""
        if tuple(names) != self._names:
            self._names = tuple(names)
            if self._saved:
                self._count()

    def keep(self, view: View) -> None:
        """Puts a view of the user's own at the end, or in the place of the one with its name."""
        names = [one.name for one in self.own]
        if view.name in names:
            self._save([view if one.name == view.name else one for one in self.own])
        else:
            self._save([*self.own, view])

    def remember(self, search: str) -> None:
        """It was searched for."""
        if self._saved and self._saved.searches[:1] != (search,):
            self._keep_saved(self._saved.with_search(search))

    def forget_searches(self) -> None:
        if self._saved and self._saved.searches:
            self._keep_saved(replace(self._saved, searches=()))

    def copy(self, view: View, name: str) -> None:
        """Under a name of its own."""
        self.keep(replace(view, name=name, builtin=False))

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
        self._counter.update()

    def _count(self) -> None:
        self._counter.count({view.key: self.query_of(view) for view in self.views})

    def _save(self, views: Sequence[View]) -> None:
        """Nothing is kept before the file was read: that would overwrite it."""
        if self._session and self._saved and tuple(views) != self.own:
            self._keep_saved(replace(self._saved, views=tuple(views)))
            self.listed.emit(self.views)
            self._count()

    def _keep_saved(self, saved: SavedViews) -> None:
        self._saved = saved
        self._is_kept = False
        if self._session:
            self._tasks.start(self._write(self._session, saved))

    def _file(self, session: Session) -> Path | None:
        """Where the views of this profile are kept; None: they end with the demonstration."""
        is_kept = session.store_file == self._home.store_file(session.profile)
        return self._home.views_file(session.profile) if is_kept else None

    async def _read(self, session: Session) -> None:
        saved, aside = SavedViews(), None
        file = self._file(session)
        if file and session is self._session:
            saved, aside = await session.lanes.writing.run(read_views, file, datetime.now(UTC))
        if session is not self._session:
            return
        self._saved = saved
        self.listed.emit(self.views)
        if aside:
            self.set_aside.emit(str(aside))
        self._count()

    async def _write(self, session: Session, saved: SavedViews) -> None:
        file = self._file(session)
        if file is None or session is not self._session:  # leaving it has written the same
            return
        try:
            await session.lanes.writing.run(write_views, file, saved)
            self._is_kept = saved is self._saved
        except OSError as error:
            cause = Cause.DISK_FULL if error.errno in _FULL else Cause.NOT_WRITABLE
            self.failed.emit(StoreDamaged(cause, error.strerror or type(error).__name__))


def _keep_quietly(file: Path, saved: SavedViews) -> None:
    try:
        write_views(file, saved)
    except OSError as error:
        log.warning("the views were not kept: %s", error.strerror)
