"""The bridge as a whole: opens and closes sessions and hands them to its conversations."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from orderviewer.feed.changes import ChangesFeed
from orderviewer.feed.connecting import ConnectionFeed
from orderviewer.feed.crawling import CrawlFeed
from orderviewer.feed.detail import DetailFeed
from orderviewer.feed.detailcrawl import DetailCrawlFeed, DetailProgress
from orderviewer.feed.exporting import ExportFeed
from orderviewer.feed.lanes import Tasks, all_done
from orderviewer.feed.listing import ListFeed
from orderviewer.feed.releasing import ReleaseFeed
from orderviewer.feed.searching import SearchFeed
from orderviewer.feed.session import QUIT_SECONDS, Session
from orderviewer.feed.syncing import SyncFeed
from orderviewer.feed.viewing import ViewFeed
from orderviewer.order import Cause, OrderviewerError, StoreDamaged
from orderviewer.policy.settings import NO_POLICY, Policy

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from concurrent.futures import Future
    from pathlib import Path

    from orderviewer.fields.values import DateStyle
    from orderviewer.local.store import Put
    from orderviewer.profile import Home, Profile
    from orderviewer.remote.credentials import Secrets
    from orderviewer.remote.redaction import Redactor


class Conversation(Protocol):
    """A part of the bridge; it speaks with one session at a time."""

    def attach(self, session: Session | None) -> None: ...


class Feed(QObject):
    """Owns the session; nothing the window does reaches a lane by another way."""

    opened = Signal(object)  # Profile: its stored orders can be shown
    connected = Signal()
    unconnected = Signal(object)  # CredentialsUnavailable: offline until new secrets come
    failed = Signal(object)  # the store cannot be used
    set_aside = Signal(str)  # a damaged store was renamed to this; a fresh one is in use

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
        self.detail = DetailFeed(self._tasks)
        self.details = DetailCrawlFeed(self._tasks, self.crawl, self._preferred)
        self.changes = ChangesFeed(self._tasks)
        self.export = ExportFeed(self._tasks, self.crawl)
        self.connection = ConnectionFeed(self._tasks, home, redactor, policy)
        self.releases = ReleaseFeed(self._tasks, policy.route)
        self.crawl.stored.connect(self._spread)
        self.crawl.rested.connect(self.changes.update_now)
        self.crawl.unlisted.connect(self._list)
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
        file = store_file or self.home.store_file(profile)
        session = Session(profile, file, self._redactor, self.policy.route)
        session.session_only = secrets is not None
        self._session = session
        self._tasks.start(self._open(session, secrets))

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
            self.open(session.profile, None, session.store_file)

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

    async def _open(self, session: Session, secrets: Secrets | None) -> None:
        try:
            await self._open_store(session)
        except StoreDamaged as error:
            if session is self._session:
                self.failed.emit(error)
            return
        if session is not self._session:
            return
        for part in self._parts():
            part.attach(session)
        self.opened.emit(session.profile)
        try:
            await session.connect(secrets)
        except OrderviewerError as error:
            if session is self._session:
                self.unconnected.emit(error)
            return
        if session is self._session:
            self.sync.connect_to()
            self.connected.emit()

    async def _open_store(self, session: Session) -> None:
        try:
            await session.open_store()
        except StoreDamaged as error:
            if error.cause is not Cause.DAMAGED:
                raise
            renamed = await session.lanes.writing.run(_set_aside, session.store_file)
            self.set_aside.emit(str(renamed))
            await session.open_store()

    def _parts(self) -> tuple[Conversation, ...]:
        screen = (self.listing, self.crawl, self.search, self.views)
        return (*screen, self.detail, self.details, self.export, self.changes)

    def _preferred(self) -> tuple[int, ...]:
        """Whose details are asked for before all others."""
        return () if self.detail.number is None else (self.detail.number,)

    def _list(self) -> None:
        """A single page is waited for by somebody; of everything, a look now and then will do."""
        self.listing.update_listing(at_once=not self.crawl.everything_wished)

    def _spread(self, put: Put) -> None:
        self.search.index()
        self.views.update()
        self.changes.update()
        if put.changed:
            self.detail.update_shown(put.changed)

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


def _set_aside(store_file: Path) -> Path:
    from orderviewer.local.store import set_aside

    return set_aside(store_file, datetime.now(UTC))
