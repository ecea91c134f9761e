"""What is open: a profile, its store on two lanes, and a connection once there are secrets."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from orderviewer.feed.lanes import Lanes, all_done
from orderviewer.order import Cause, CredentialsUnavailable, StoreDamaged
from orderviewer.policy.settings import OWN_ROUTE, Route
from orderviewer.remote.pace import Pace

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from orderviewer.local.records import Rescued
    from orderviewer.local.store import Store
    from orderviewer.order import Order, Page, PageRequest
    from orderviewer.profile import Profile
    from orderviewer.remote.api import Connection, OrderApi
    from orderviewer.remote.credentials import Secrets
    from orderviewer.remote.redaction import Redactor
    from orderviewer.remote.retry import Patience, RetryBudget

QUIT_SECONDS = 2.0  # how long closing may wait for a job under way (reliability.md, "quit during")


class Session:
    """One open profile; its methods without `async` run on the lane they name.

    The heavy modules (requests, keyring) are imported by the first job that needs them, on a
    lane, after the window is on the screen.
    """

    def __init__(
        self,
        profile: Profile,
        store_file: Path,
        redactor: Redactor | None = None,
        route: Route = OWN_ROUTE,
        secrets: Secrets | None = None,
    ) -> None:
        """`secrets`: for this session only."""
        self.profile = profile
        self.store_file = store_file
        self._redactor = redactor
        self._route = route
        self.lanes = Lanes(profile.parallel_requests)
        self.pace = Pace()  # of long crawls
        self.session_only = secrets is not None
        self.secrets = secrets  # None: the keyring's
        self.read_only = False  # a newer program made the file
        self.was_left_open = False  # by a program that was killed
        self.asking_details = False  # of many orders: their news are told together, at the end
        self.reader: Store
        self.writer: Store
        self.is_open = False
        self._finder: Store | None = None
        self._connection: Connection | None = None
        self._detail_api: OrderApi | None = None
        self._page_apis = threading.local()
        self._crawling: list[OrderApi] = []
        self._budget: RetryBudget | None = None

    @property
    def connected(self) -> bool:
        """Whether there are secrets to ask Orange with."""
        return self._connection is not None

    async def open_store(self) -> None:
        """Opens the file for both lanes, a newer one for reading only; raises StoreDamaged."""
        lanes = self.lanes
        try:
            self.was_left_open = await lanes.writing.run(_was_left_open, self.store_file)
            self.writer = await lanes.writing.run(_open, self.store_file)
        except StoreDamaged as error:
            if error.cause is not Cause.NEWER:
                raise
            self.read_only = True
            self.writer = await lanes.writing.run(_open, self.store_file, read_only=True)
        self.reader = await lanes.reading.run(_open, self.store_file, read_only=self.read_only)
        self.is_open = True

    async def close_store(self) -> None:
        """Leaves the file, to change it as a whole and open it again."""
        self.is_open = False
        await self.lanes.reading.run(self._close_reader)
        await self.lanes.writing.run(self._close_writer)

    async def rescue_store(self) -> Rescued:
        """A new file in the place of the damaged one, with what was sound; raises StoreDamaged."""
        await self.close_store()
        return await self.lanes.writing.run(_rescue, self.store_file)

    async def connect(self) -> None:
        """With the secrets given or the keyring's; raises CredentialsUnavailable."""
        self._connection = await self.lanes.asking.run(self._make_connection, self.secrets)

    async def page(self, request: PageRequest) -> Page:
        return await self.lanes.crawling.run(self._page, request)

    async def detail(self, order_id: str) -> Order:
        return await self.lanes.asking.run(self._detail, order_id)

    async def background_detail(self, order_id: str) -> Order:
        """One that nobody waits for: the user's own wishes pass it on their lane."""
        return await self.lanes.crawling.run(self._background_detail, order_id)

    def finder(self) -> Store:
        """The searching lane's own door to the store."""
        if self._finder is None:
            self._finder = _open(self.store_file, read_only=self.read_only)
        return self._finder

    def patience(self) -> Patience:
        """How often one page may be tried; all pages of a drive share one budget."""
        from orderviewer.remote.retry import Patience

        return Patience(self._budget)

    def renew_patience(self, *, patient: bool = True) -> None:
        """Another operation begins; not `patient`: nothing is tried twice."""
        from orderviewer.remote.retry import BUDGET, RetryBudget

        self._budget = RetryBudget(BUDGET if patient else 0)

    def stop_crawling(self) -> None:
        """Hangs up on the pages under way, so that the crawling lane is free at once."""
        for api in self._crawling:
            api.abort()

    def close(self) -> list[Future[object]]:
        """Hangs up and closes everything on its own lane; the futures end when that is done."""
        if self._connection:
            self._connection.abort()
        lanes = self.lanes
        return [
            lanes.reading.finish(self._close_reader),
            lanes.writing.finish(self._close_writer),
            lanes.asking.finish(self._close_connection),
            lanes.crawling.finish(lambda: None),
            lanes.exporting.finish(lambda: None),
            lanes.searching.finish(self._close_finder),
            lanes.checking.finish(lambda: None),
        ]

    def close_and_wait(self) -> bool:
        """Blocks up to QUIT_SECONDS; False when a job (a keyring prompt, say) never ended."""
        return all_done(self.close(), QUIT_SECONDS)

    def _close_reader(self) -> None:
        if hasattr(self, "reader"):  # it stays, for whoever is about to ask a lane that has ended
            self.reader.close()

    def _close_writer(self) -> None:
        if hasattr(self, "writer"):
            self.writer.close()

    def _close_finder(self) -> None:
        if self._finder:
            self._finder.close()

    def _close_connection(self) -> None:
        if self._connection:
            self._connection.close()

    def _make_connection(self, secrets: Secrets | None) -> Connection:
        from orderviewer.remote.api import Connection

        if secrets is None:
            from orderviewer.remote.credentials import CredentialStore

            secrets = CredentialStore().load(self.profile)
        return Connection(
            self.profile.endpoint, secrets, redactor=self._redactor, route=self._route
        )

    def _page(self, request: PageRequest) -> Page:
        return self._crawling_api().page(request)

    def _background_detail(self, order_id: str) -> Order:
        return self._crawling_api().order(order_id)

    def _crawling_api(self) -> OrderApi:
        """Each thread of the crawling lane has its own."""
        api: OrderApi | None = getattr(self._page_apis, "api", None)
        if api is None:
            api = self._page_apis.api = self._needed_connection().api()
            self._crawling.append(api)
        return api

    def _detail(self, order_id: str) -> Order:
        if self._detail_api is None:
            self._detail_api = self._needed_connection().api()
        return self._detail_api.order(order_id)

    def _needed_connection(self) -> Connection:
        if self._connection is None:
            raise CredentialsUnavailable(Cause.NOT_CONFIGURED)
        return self._connection


def _open(store_file: Path, *, read_only: bool = False) -> Store:
    from orderviewer.local.store import Store

    return Store.open(store_file, read_only=read_only)


def _was_left_open(store_file: Path) -> bool:
    from orderviewer.local.checking import was_left_open

    return was_left_open(store_file)


def _rescue(store_file: Path) -> Rescued:
    from orderviewer.local.rescue import rescue

    return rescue(store_file, datetime.now(UTC))
