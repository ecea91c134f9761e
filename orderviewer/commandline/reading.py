"""Reads whole streams from Orange into the store, with several requests under way at once."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple, Self

from orderviewer.local.sync import Crawl
from orderviewer.order import Cause, OrderviewerError, Page, PageRequest, Scope, Unreachable
from orderviewer.preparing.preparer import Preparer
from orderviewer.remote.answers import orders_of
from orderviewer.remote.pace import Pace
from orderviewer.remote.retry import Patience, RetryBudget

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from orderviewer.local.prepared import Prepared, Recipe
    from orderviewer.local.records import Put
    from orderviewer.local.store import Store
    from orderviewer.order import Order
    from orderviewer.remote.api import Answer, Connection, OrderApi

MANY = 5_000  # orders from which on another process is worth its start
LISTENING = 0.5  # seconds after which Ctrl+C is heard where waiting cannot be interrupted

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Extent:
    """How much of a scope is in the store after a reading; `error`: what ended it early.

    `drifted`: the list changed while it was read.
    """

    received: int = 0
    about: int | None = None
    complete: bool = False
    drifted: bool = False
    error: OrderviewerError | None = None


@dataclass(slots=True)
class Stream:
    """One stream's crawl and its number in the store."""

    crawl: Crawl
    number: int
    begun: bool = False  # its first page was asked for
    known: bool = False  # and has come, or something said why not


class Ready(NamedTuple):
    """A page that came and, where another process took it apart, what storing it takes."""

    page: Page
    prepared: Prepared | None


class News:
    """How many orders a reading brought that were not stored before, or not like that."""

    def __init__(self) -> None:
        self.new = 0
        self._first_new: int | None = None
        self._changed: set[int] = set()

    @property
    def changed(self) -> int:
        return len(self._changed)

    def add(self, put: Put) -> None:
        self.new += len(put.new)
        if put.new and self._first_new is None:
            self._first_new = min(put.new)
        # Numbers only grow: an order that is new by now and changed since is new.
        first_new = self._first_new
        self._changed.update(n for n in put.changed if first_new is None or n < first_new)


class Reader:
    """Owns the threads that ask; pages are stored by the thread that calls `read`."""

    def __init__(
        self,
        connection: Connection,
        store: Store,
        *,
        page_size: int,
        parallel: int,
        tell: Callable[[Extent], None],
        tell_wait: Callable[[OrderviewerError, float], None],
    ) -> None:
        """`tell` hears how far it is, `tell_wait` of waits before a retry; from `read`'s thread."""
        self._connection = connection
        self._store = store
        self._page_size = page_size
        self._parallel = parallel
        self._tell = tell
        self._tell_wait = tell_wait
        self._waits: SimpleQueue[tuple[OrderviewerError, float]] = SimpleQueue()
        self._stopped = threading.Event()
        self._given_up = threading.Event()  # by a request; no further one begins
        self._budget = RetryBudget()
        self._pace = Pace()
        self.news = News()
        self._apis: SimpleQueue[OrderApi] = SimpleQueue()
        # More than may ask at once: two look into their answers while the next are on their way.
        self._threads = ThreadPoolExecutor(parallel + 2, thread_name_prefix="asking")
        self._preparer = Preparer()
        self._recipe: Recipe | None = None  # while new orders are expected
        self._streams: list[Stream] = []
        self._under_way: dict[Future[Ready], tuple[Stream, PageRequest]] = {}
        self._whole = Extent()

    def __enter__(self) -> Self:
        for _ in range(self._parallel):
            self._apis.put(self._connection.api())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hang_up()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._preparer.close()

    def read(self, scope: Scope) -> Extent:
        """Reads every stream of `scope` to its end, or until one cannot be read on; once only.

        Raises StoreDamaged; what the service or the network refuses is in the answer's `error`.
        """
        # So many answers lie ready that nobody who asks has to wait while a full journal is moved
        # into the file.
        ahead, now = 4 * self._parallel, datetime.now(UTC)
        self._streams = [
            Stream(
                Crawl(stream, self._page_size, ahead=ahead), self._store.start_crawl(stream, now)
            )
            for stream in scope.streams
        ]
        self._read_all(ahead)
        for stream in self._streams:
            crawl, now = stream.crawl, datetime.now(UTC)
            log.info("%s: %s orders, %s", crawl.stream, crawl.received, crawl.why_ended)
            self._store.finish_crawl(crawl.stream, stream.number, crawl.complete, now, crawl.gone)
        whole, crawls = self._whole, [stream.crawl for stream in self._streams]
        whole.complete = all(crawl.complete for crawl in crawls)
        whole.drifted = any(crawl.changed_while_loading for crawl in crawls)
        while self._store.rederive():
            continue
        return whole

    def _hang_up(self) -> None:
        """Ends what is under way and whoever waits for another try."""
        self._stopped.set()
        self._connection.abort()

    def _read_all(self, ahead: int) -> None:
        """Keeps `ahead` requests out and stores what comes, one stream after the other."""
        self._ask(ahead)
        self._tell(self._whole)  # what speaking takes is loaded while the first answer is awaited
        while self._under_way:
            # An order that moved on meanwhile is to be stored as of the later stream in the end.
            earliest, _ = next(iter(self._under_way.values()))
            awaited = [one for one, (stream, _) in self._under_way.items() if stream is earliest]
            wait(awaited, LISTENING, FIRST_COMPLETED)
            while not self._waits.empty():
                self._tell_wait(*self._waits.get())
            done = next((future for future in awaited if future.done()), None)
            if done is not None:
                self._take(done, *self._under_way.pop(done))
                self._tell(self._whole)
                self._ask(ahead)

    def _ask(self, ahead: int) -> None:
        while len(self._under_way) < ahead and (wish := self._next_wish()):
            self._under_way[self._threads.submit(self._page, wish[1])] = wish

    def _next_wish(self) -> tuple[Stream, PageRequest] | None:
        """The next page to ask for; None for the moment, or once something went wrong.

        The first page of each stream comes first: what it teaches about the orders' shape is then
        known before the many are stored, and few are looked at twice.  The streams follow each
        other; the next one begins while the last pages of the one before are awaited.
        """
        if self._whole.error:
            return None
        all_known = all(stream.known for stream in self._streams)
        for stream in self._streams:
            if (all_known or not stream.begun) and (request := stream.crawl.next_request()):
                stream.begun = True
                return stream, request
        return None

    def _take(self, future: Future[Ready], stream: Stream, request: PageRequest) -> None:
        """Stores a page, or remembers the first trouble and ends what is under way."""
        problem = self._keep(future, stream, request)
        stream.known = True
        whole = self._whole
        if problem and (not whole.error or whole.error.cause is Cause.STOPPED):
            whole.error = problem
            self._hang_up()
        whole.received = sum(stream.crawl.received for stream in self._streams)
        abouts = [stream.crawl.about for stream in self._streams]
        whole.about = None if None in abouts else sum(about or 0 for about in abouts)

    def _keep(
        self, future: Future[Ready], stream: Stream, request: PageRequest
    ) -> OrderviewerError | None:
        """Stores a page that came, or says why none did; None also where the list just ends."""
        crawl = stream.crawl
        try:
            page, prepared = future.result()
        except OrderviewerError as error:
            if crawl.failed(request, error):
                return None
            log.info("a page did not come", exc_info=error)
            return error
        start, now = crawl.start_of(page), datetime.now(UTC)
        put = self._store.put(page, stream.number, now, start=start, prepared=prepared)
        crawl.accept(page, put)
        self.news.add(put)
        self._recipe = self._store.recipe() if put.new or put.changed else None
        if (crawl.about or 0) - crawl.received > MANY:
            self._preparer.start()
        return None

    def _page(self, request: PageRequest) -> Ready:
        """On one of the threads: the page, asked for as patiently as the trouble deserves."""
        api = self._apis.get()
        try:
            answer = self._answer(api, request)
        finally:
            self._apis.put(api)
        return self._ready(answer)

    def _ready(self, answer: Answer) -> Ready:
        from orderviewer.remote.api import page_of  # late: the caller has imported it

        prepared: list[Prepared] = []

        def split(body: bytes, content_type: str) -> tuple[Order, ...]:
            found = self._preparer.prepare(body, self._recipe)
            if found is None:
                return orders_of(body, content_type)
            prepared.append(found[1])
            return found[0]

        page = page_of(answer, split)
        return Ready(page, prepared[0] if prepared else None)

    def _answer(self, api: OrderApi, request: PageRequest) -> Answer:
        patience = Patience(self._budget)
        pause = self._pace.pause
        if self._given_up.is_set():
            raise Unreachable(Cause.STOPPED)
        while True:
            if self._stopped.wait(pause):
                raise Unreachable(Cause.STOPPED)
            try:
                answer = api.answer(request)
            except OrderviewerError as error:
                self._pace.failed(error)
                seconds = patience.wait_before_retry(error)
                if seconds is None:
                    if isinstance(error, Unreachable):  # not what may only say "past the end"
                        self._given_up.set()
                    raise
                log.info("waiting %.1f s before another try", seconds, exc_info=error)
                self._waits.put((error, seconds))
                pause = seconds
            else:
                self._pace.succeeded()
                return answer
