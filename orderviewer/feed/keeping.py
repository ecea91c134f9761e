"""Looks after the open store when nobody waits for anything: checks it, clears old copies away."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.order import Cause, OrderviewerError

if TYPE_CHECKING:
    from pathlib import Path

    from orderviewer.feed.crawling import CrawlFeed
    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.local.checking import Check
    from orderviewer.local.store import Store

IDLE_SECONDS = 5.0  # between two looks whether orders are being read


class KeepFeed(QObject):
    """A file that may have suffered, is small or was long not checked is read from end to end."""

    checked = Signal()  # the file is sound
    counted = Signal(int, int)  # months, closed orders that are older
    failed = Signal(object)  # StoreDamaged

    def __init__(self, tasks: Tasks, crawl: CrawlFeed) -> None:
        super().__init__()
        self._tasks = tasks
        self._crawl = crawl
        self._session: Session | None = None
        self._check: Check | None = None
        self.months = 0  # closed orders older than that are to be removed; 0: none

    def count_expired(self, months: int) -> None:
        """How many closed orders are older than so many months; answered by `counted`."""
        if self._session:
            self._tasks.start(self._count(self._session, months))

    def let_come_back(self) -> None:
        """Closed orders are kept longer: those that were removed for their age may come again."""
        if self._session and not self._session.read_only:
            self._tasks.start(self._let_come_back(self._session))

    def attach(self, session: Session | None) -> None:
        if self._check:
            self._check.stop()
            self._check = None
        self._session = session
        if session and not session.read_only:
            self._tasks.start(self._keep(session))

    async def _keep(self, session: Session) -> None:
        await asyncio.sleep(IDLE_SECONDS)
        while self._crawl.busy and session is self._session:
            await asyncio.sleep(IDLE_SECONDS)
        try:
            await self._check_when_due(session)
            if session is self._session:
                await session.lanes.writing.run(_tidy, session.store_file)
                await session.lanes.writing.run(_note_expired, session.writer, self.months)
        except OrderviewerError as error:
            if session is self._session and error.cause is Cause.DAMAGED:
                self.failed.emit(error)

    async def _count(self, session: Session, months: int) -> None:
        try:
            count = await session.lanes.reading.run(_expired, session.reader, months)
        except OrderviewerError as error:
            self.failed.emit(error)
            return
        if session is self._session:
            self.counted.emit(months, count)

    async def _let_come_back(self, session: Session) -> None:
        try:
            await session.lanes.writing.run(_let_come_back, session.writer)
        except OrderviewerError as error:
            self.failed.emit(error)

    async def _check_when_due(self, session: Session) -> None:
        if session is not self._session:
            return
        due = session.was_left_open or await session.lanes.reading.run(_is_due, session.reader)
        if not due or session is not self._session:
            return
        self._check = check = await session.lanes.checking.run(_check_of, session.store_file)
        if session is self._session and await session.lanes.checking.run(check.run):
            await session.lanes.writing.run(_note_checked, session.writer)
            self.checked.emit()


def _is_due(reader: Store) -> bool:
    return reader.upkeep.check_is_due(datetime.now(UTC))


def _expired(reader: Store, months: int) -> int:
    return reader.upkeep.expired(datetime.now(UTC), months)


def _note_expired(writer: Store, months: int) -> None:
    writer.upkeep.note_expired(datetime.now(UTC), months)


def _let_come_back(writer: Store) -> None:
    writer.upkeep.let_come_back()


def _check_of(store_file: Path) -> Check:
    from orderviewer.local.checking import Check

    return Check(store_file)


def _note_checked(writer: Store) -> None:
    writer.upkeep.note_checked(datetime.now(UTC))


def _tidy(store_file: Path) -> None:
    from orderviewer.local.backups import tidy

    tidy(store_file, datetime.now(UTC))
