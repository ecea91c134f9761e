"""Writes the file the user asked for, after fetching the pages that are missing."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.feed.comparing import ComparisonPlan, write_comparison
from orderviewer.order import Cause, ExportFailed, OrderviewerError, Scope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from orderviewer.export.csv import Dialect
    from orderviewer.feed.crawling import CrawlFeed
    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.rows import Coverage
    from orderviewer.feed.session import Session
    from orderviewer.local.query import Query
    from orderviewer.local.store import Store
    from orderviewer.search.terms import Field


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What goes where.

    `numbers`: these orders only, or None for all of `query`.  `fetch_missing`: read the rest of
    the scope from Orange first.  `columns`: the view's, with titles; None for every field.
    """

    query: Query
    numbers: tuple[int, ...] | None
    fetch_missing: bool
    columns: tuple[tuple[Field, str], ...] | None
    dialect: Dialect
    target: Path


class ExportFeed(QObject):
    """One export at a time; stopping answers at once, and no half file gets the final name."""

    reading = Signal(int, object)  # orders read so far, of about how many
    writing = Signal(int, int)  # rows written so far, of how many
    finished = Signal(object, int)  # Path, rows
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, tasks: Tasks, crawl: CrawlFeed) -> None:
        super().__init__()
        self._tasks = tasks
        self._crawl = crawl
        self._session: Session | None = None
        self._task: asyncio.Task[None] | None = None
        self._halt = threading.Event()

    def attach(self, session: Session | None) -> None:
        self.stop()
        self._session = session

    def start(self, plan: ExportPlan | ComparisonPlan) -> None:
        self.stop()
        if self._session:
            self._halt = threading.Event()
            self._task = self._tasks.start(self._export(self._session, plan, self._halt))

    def stop(self) -> None:
        """Gives up; whatever stood at the target before is unchanged."""
        self._halt.set()
        if self._task:
            self._task.cancel()
            self._task = None
            self.stopped.emit()

    async def _export(
        self, session: Session, plan: ExportPlan | ComparisonPlan, halt: threading.Event
    ) -> None:
        loop = asyncio.get_running_loop()

        def tell(written: int, total: int) -> None:
            loop.call_soon_threadsafe(self._tell, halt, written, total)

        try:
            if isinstance(plan, ExportPlan) and plan.fetch_missing:
                await self._fetch(plan.query.scope)
            rows = await session.lanes.exporting.run(
                _write_any, session.store_file, plan, tell, halt.is_set
            )
        except OrderviewerError as error:
            self._task = None
            self.failed.emit(error)
        else:
            self._task = None
            self.finished.emit(plan.target, rows)

    async def _fetch(self, scope: Scope) -> None:
        """Reads the scope to its end; raises what stopped it, and EXPORT_INCOMPLETE."""
        crawl = self._crawl
        over = asyncio.Event()
        trouble: list[OrderviewerError] = []
        crawl.rested.connect(over.set)
        crawl.failed.connect(trouble.append)
        crawl.progressed.connect(self._tell_reading)
        try:
            crawl.read_everything(scope)
            if crawl.busy:
                await over.wait()
        except asyncio.CancelledError:
            crawl.pause()
            raise
        finally:
            crawl.rested.disconnect(over.set)
            crawl.failed.disconnect(trouble.append)
            crawl.progressed.disconnect(self._tell_reading)
        if trouble:
            raise trouble[0]
        if not crawl.whole(scope):
            raise ExportFailed(Cause.EXPORT_INCOMPLETE)

    def _tell(self, halt: threading.Event, written: int, total: int) -> None:
        if not halt.is_set():
            self.writing.emit(written, total)

    def _tell_reading(self, coverage: Coverage) -> None:
        self.reading.emit(coverage.received, coverage.about)


def _write_any(
    store_file: Path,
    plan: ExportPlan | ComparisonPlan,
    tell: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> int:
    if isinstance(plan, ComparisonPlan):
        return write_comparison(store_file, plan, tell, stopped)
    return _write(store_file, plan, tell, stopped)


def _write(
    store_file: Path,
    plan: ExportPlan,
    tell: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> int:
    """Runs on a lane with a reader of its own: a consistent picture of the store, in chunks."""
    from orderviewer.export.csv import write_csv
    from orderviewer.export.table import Column, all_fields_table, view_table
    from orderviewer.local.store import Store

    store = Store.open(store_file, read_only=True)
    try:
        total = _total(store, plan)
        if plan.columns is None:
            raw = partial(store.stream_raw, plan.query, plan.numbers)
            table = all_fields_table(raw, plan.dialect, stopped=stopped)
        else:
            columns = [Column(field, title) for field, title in plan.columns]
            fields = [column.field for column in columns]
            texts = store.stream_texts(plan.query, fields, plan.numbers)
            table = view_table(columns, texts, plan.dialect)
        return write_csv(
            plan.target,
            table.header,
            table.rows,
            plan.dialect,
            progress=lambda written: tell(written, total),
            stopped=stopped,
        )
    finally:
        store.close()


def _total(store: Store, plan: ExportPlan) -> int:
    if plan.numbers is not None:
        return len(plan.numbers)
    return store.table(plan.query).count(plan.query)
