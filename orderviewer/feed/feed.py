"""The bridge as a whole: opens and closes sessions and hands them to its conversations."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from orderviewer.feed.changes import ChangesFeed
from orderviewer.feed.comparing import CompareFeed
from orderviewer.feed.connecting import ConnectionFeed
from orderviewer.feed.crawling import CrawlFeed
from orderviewer.feed.detail import DetailFeed
from orderviewer.feed.detailcrawl import DetailCrawlFeed, DetailProgress
from orderviewer.feed.exporting import ExportFeed
from orderviewer.feed.faceting import FacetFeed
from orderviewer.feed.keeping import KeepFeed
from orderviewer.feed.lanes import Tasks, all_done
from orderviewer.feed.listing import ListFeed
from orderviewer.feed.past import PastFeed
from orderviewer.feed.releasing import ReleaseFeed
from orderviewer.feed.restoring import BackupFeed
from orderviewer.feed.searching import SearchFeed
from orderviewer.feed.session import QUIT_SECONDS, Session
from orderviewer.feed.syncing import SyncFeed
from orderviewer.feed.viewing import ViewFeed
from orderviewer.order import Cause, OrderviewerError, Scope, StoreDamaged
from orderviewer.policy.settings import NO_POLICY, Policy

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from concurrent.futures import Future
    from pathlib import Path

    from orderviewer.fields.values import DateStyle
    from orderviewer.local.records import Backup
    from orderviewer.local.store import Put, Store
    from orderviewer.profile import Home, Profile
    from orderviewer.remote.credentials import Secrets
    from orderviewer.remote.redaction import Redactor


Change = Callable[[Session], Awaitable[None]]  # of a store that nobody has open

MOST_RESCUES = 3  # of one file, in one run of the program
CHANGE_SECONDS = 10.0  # for which jobs that have the file open may go on


class Conversation(Protocol):
    """A part of the bridge; it speaks with one session at a time."""

    def attach(self, session: Session | None) -> None: ...


class Feed(QObject):
    """Owns the session; nothing the window does reaches a lane by another way."""

    opened = Signal(object)  # Profile: its stored orders can be shown
    connected = Signal()
    unconnected = Signal(object)  # CredentialsUnavailable: offline until new secrets come
    failed = Signal(object)  # the store cannot be used
    change_failed = Signal(object)  # StoreDamaged: the store is open again, as it was
    rescued = Signal(object)  # Rescued: a damaged store was set aside; a new one is in use
    restored = Signal(object)  # Backup: it is the store from now on
    forgot = Signal(int, bool)  # so many orders were removed; whether for their age
    newer = Signal()  # a newer program made the store: it is shown, and nothing else

    def __init__(
        self,
        home: Home,
        style: DateStyle,
        redactor: Redactor | None = None,
        policy: Policy = NO_POLICY,
    ) -> None:
        """`redactor`: learns every secret that is used, so that no log shows it."""
        super().__init__()
        self.home = home
        self.policy = policy
        self._redactor = redactor
        self._tasks = Tasks()
        self._closing: list[Future[object]] = []
        self._session: Session | None = None
        self.listing = ListFeed(self._tasks, style)
        self.crawl = CrawlFeed(self._tasks, self.listing)
        self.sync = SyncFeed(self.crawl)
        self.search = SearchFeed(self._tasks, self.crawl)
        self.views = ViewFeed(self._tasks, home)
        self.facets = FacetFeed(self._tasks)
        self.detail = DetailFeed(self._tasks)
        self.details = DetailCrawlFeed(self._tasks, self.crawl, self._preferred)
        self.changes = ChangesFeed(self._tasks)
        self.past = PastFeed(self._tasks)
        self.compare = CompareFeed(self._tasks)
        self.backups = BackupFeed(self._tasks)
        self.export = ExportFeed(self._tasks, self.crawl)
        self.connection = ConnectionFeed(self._tasks, home, redactor, policy)
        self.keep = KeepFeed(self._tasks, self.crawl)
        self._months = 0
        self._rescues: Counter[Path] = Counter()
        for part in (*self._asked(), self.changes, self.past, self.compare, self.keep):
            part.failed.connect(self._mend)
        self.releases = ReleaseFeed(self._tasks, policy.route)
        self.crawl.stored.connect(self._spread)
        self.crawl.rested.connect(self.changes.update_now)
        self.crawl.rested.connect(self._ask_again)
        self.crawl.unlisted.connect(self._list)
        self.changes.marked.connect(lambda _marks: self.views.update())
        self.detail.changed.connect(self._spread_one)
        self.details.stored.connect(self._spread_details)
        self.details.progressed.connect(self._spread_news)
        self.sync.begun.connect(lambda by_user: self.details.release(by_user=by_user))

    @property
    def session(self) -> Session | None:
        return self._session

    def open(
        self, profile: Profile, secrets: Secrets | None = None, store_file: Path | None = None
    ) -> None:
        """Leaves what is open, shows what the store of `profile` has, then connects.

        `secrets` are for this session only; without them the keyring is asked.
        """
        self.close()
        self._begin(profile, store_file or self.home.store_file(profile), secrets)

    def close(self) -> None:
        """Hangs up and lets the open session go; its threads end by themselves."""
        for part in self._parts():
            part.attach(None)
        self.sync.attach()
        if self._session:
            self._closing = [each for each in self._closing if not each.done()]
            self._closing += self._session.close()
            self._session = None

    def retry(self) -> None:
        """Tries again what failed: the store, the keyring or the page, whichever it was."""
        session = self._session
        if session and session.connected:
            self.crawl.resume()
        elif session:
            self.open(session.profile, session.secrets, session.store_file)

    def start(self, work: Coroutine[Any, Any, object]) -> None:
        """Runs a coroutine of the application among the feed's own."""
        self._tasks.start(work)

    def leave(self, closing: list[Future[object]]) -> None:
        """Something else that is ending and that `stop` has to wait for."""
        self._closing += closing

    async def stop(self) -> bool:
        """The end of the program: everything cancelled, at most QUIT_SECONDS waited.

        False when a job (a keyring prompt nobody answers, say) is still under way.
        """
        self.close()
        self.connection.stop()
        self._closing += [*self.connection.close(), *self.releases.close()]
        self._tasks.cancel()
        await self._tasks.finished(QUIT_SECONDS)
        return all_done(self._closing, QUIT_SECONDS)

    def set_months(self, months: int) -> None:
        """Closed orders older than so many months are removed when a store is opened; 0: never."""
        self._months = self.keep.months = months

    def forget_orders(self, numbers: Sequence[int]) -> None:
        """Removes these orders for good; answered by `forgot`."""

        def forget(session: Session) -> Awaitable[None]:
            job = partial(_forget_orders, session.store_file, list(numbers))
            return self._forget(session, job, by_age=False)

        self._change(forget)

    def remove_expired(self) -> None:
        """Removes the closed orders that are too old now; answered by `forgot`."""
        self._change(self._expire)

    def restore(self, backup: Backup) -> None:
        """Opens this copy of the store instead of it; answered by `restored`."""

        async def restore(session: Session) -> None:
            job = partial(_restore, session.store_file, backup.file)
            await session.lanes.writing.run(job)
            self.restored.emit(backup)

        self._change(restore)

    def erase(self) -> None:
        """Deletes the store and its copies; it is open and empty then, and not connected."""
        self._change(self._erase)

    def _change(self, change: Change) -> None:
        """Everything leaves the store, which is changed as a whole, and opens it again."""
        session = self._session
        if session is None or not session.is_open:
            return
        if session.read_only:
            self.failed.emit(StoreDamaged(Cause.NEWER))
            return
        self.close()
        self._begin(session.profile, session.store_file, session.secrets, change)

    def _begin(
        self,
        profile: Profile,
        store_file: Path,
        secrets: Secrets | None,
        change: Change | None = None,
    ) -> None:
        session = self._session = Session(
            profile, store_file, self._redactor, self.policy.route, secrets
        )
        self._tasks.start(self._open(session, change))

    def _mend(self, error: BaseException) -> None:
        """The open store is damaged: everything leaves it, and begins again with what is sound.

        A file that is damaged again and again is not the file's fault: that is only told.
        """
        session = self._session
        if session is None or not session.is_open or session.read_only:
            return
        if not isinstance(error, StoreDamaged) or error.cause is not Cause.DAMAGED:
            return
        if self._rescues[session.store_file] < MOST_RESCUES:
            self.close()
            self._begin(session.profile, session.store_file, session.secrets, self._rescue)

    async def _open(self, session: Session, change: Change | None) -> None:
        try:
            told = await self._changed(session, change)
            await self._open_store(session)
            if self._months and await session.lanes.reading.run(_has_expired, session.reader):
                await session.close_store()
                late = await self._changed(session, self._expire)
                if late and late.cause is not Cause.STORE_BUSY:  # else next time
                    told = late
                await session.open_store()
        except StoreDamaged as error:
            if session is self._session:
                self.failed.emit(error)
            return
        if session is not self._session:
            return
        for part in self._parts():
            part.attach(session)
        self.opened.emit(session.profile)
        if told:
            is_empty = told.cause is Cause.ERASED
            (self.failed if is_empty else self.change_failed).emit(told)
        if session.read_only:
            self.newer.emit()
        elif told is None or told.cause is not Cause.ERASED:
            await self._connect(session)

    async def _connect(self, session: Session) -> None:
        try:
            await session.connect()
        except OrderviewerError as error:
            if session is self._session:
                self.unconnected.emit(error)
            return
        if session is self._session:
            self.sync.connect_to()
            self.detail.connect_to()
            self.connected.emit()

    async def _changed(self, session: Session, change: Change | None) -> StoreDamaged | None:
        """What is to be told of the change once the store is open; damage ends it here."""
        if change is None:
            return None
        ending = [asyncio.wrap_future(each) for each in self._closing]  # they may have it open
        if ending:
            await asyncio.wait(ending, timeout=CHANGE_SECONDS)
        try:
            await change(session)
        except StoreDamaged as error:
            if change == self._rescue:
                raise
            return error
        return None

    async def _forget(self, session: Session, job: Callable[[], int], *, by_age: bool) -> None:
        self.forgot.emit(await session.lanes.writing.run(job), by_age)

    async def _expire(self, session: Session) -> None:
        job = partial(_forget_expired, session.store_file, self._months)
        await self._forget(session, job, by_age=True)

    async def _erase(self, session: Session) -> None:
        await session.lanes.writing.run(_erase, session.store_file)
        raise StoreDamaged(Cause.ERASED)

    async def _open_store(self, session: Session) -> None:
        try:
            await session.open_store()
        except StoreDamaged as error:
            if error.cause is not Cause.DAMAGED:
                raise
            await self._rescue(session)
            await session.open_store()

    async def _rescue(self, session: Session) -> None:
        self._rescues[session.store_file] += 1
        self.rescued.emit(await session.rescue_store())

    def _parts(self) -> tuple[Conversation, ...]:
        told = (self.search, self.facets, self.details, self.changes, self.keep)
        return (*self._asked(), *told, self.past, self.compare, self.backups)

    def _asked(self) -> tuple[ListFeed, CrawlFeed, ViewFeed, DetailFeed, ExportFeed]:
        return (self.listing, self.crawl, self.views, self.detail, self.export)

    def _preferred(self) -> tuple[int, ...]:
        """Whose details are asked for before all others."""
        return () if self.detail.number is None else (self.detail.number,)

    def _list(self) -> None:
        """A single page is waited for by somebody; of everything, a look now and then will do."""
        waited_for = not (self.crawl.everything_wished or self.listing.query.as_of)
        self.listing.update_listing(at_once=waited_for)

    def _spread(self, put: Put) -> None:
        self.search.index()
        self.views.update()
        self.changes.update()
        if put.changed:
            self.detail.update_shown(put.changed)

    def _ask_again(self) -> None:
        """Lists that were read to their end show that the service answers, perhaps again."""
        if self.crawl.complete(Scope.ALL):
            self.detail.connect_to()

    def _spread_details(self, put: Put) -> None:
        self._spread_one(0)
        self.detail.update_shown(put.changed)

    def _spread_news(self, progress: DetailProgress | None) -> None:
        """What details told becomes visible when a round of them is over."""
        if progress is None:
            self.changes.update()

    def _spread_one(self, _number: int) -> None:
        self.listing.update_listing()
        self.search.index()
        self.views.update()
        self.changes.update_now()


def _has_expired(reader: Store) -> bool:
    return reader.upkeep.has_expired()


def _forget_orders(store_file: Path, numbers: Sequence[int]) -> int:
    from orderviewer.local import forgetting

    return forgetting.forget_orders(store_file, numbers)


def _forget_expired(store_file: Path, months: int) -> int:
    from orderviewer.local import forgetting

    return forgetting.forget_expired(store_file, datetime.now(UTC), months)


def _restore(store_file: Path, backup: Path) -> None:
    from orderviewer.local import restoring

    restoring.restore(store_file, backup)


def _erase(store_file: Path) -> None:
    from orderviewer.local import forgetting

    forgetting.erase(store_file)
