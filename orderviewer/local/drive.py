"""Runs a crawl to its end with plain threads, for programs without a window."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from orderviewer.order import OrderviewerError, Page, PageRequest

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from orderviewer.local.records import Put
    from orderviewer.local.sync import Crawl

STOP_SECONDS = 0.1  # how soon a wish to stop is noticed


def run_crawl(
    crawl: Crawl,
    fetch: Callable[[PageRequest], Page],
    put: Callable[[Page], Put],
    *,
    workers: int = 1,
    stop: Event | None = None,
) -> None:
    """Fetches on `workers` threads and stores on the calling one until the crawl has ended.

    The next page is fetched while one is stored, also by a single worker.  A failure ends the
    run after all that arrived is stored, and is raised; running the same crawl again goes on at
    the page that failed.  When `stop` is set the run ends early, without an error, as soon as the
    requests under way have ended: whoever sets it hangs up on them too.
    """
    crawl.ahead = workers + 1
    drive = _Drive(crawl, fetch, put, stop)
    with ThreadPoolExecutor(workers, thread_name_prefix="page") as pool:
        try:
            drive.run(pool)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            crawl.give_back_all()
    if drive.failure is not None:
        raise drive.failure


class _Drive:
    """The requests of one run that are under way, and the first failure."""

    def __init__(
        self,
        crawl: Crawl,
        fetch: Callable[[PageRequest], Page],
        put: Callable[[Page], Put],
        stop: Event | None,
    ) -> None:
        self.failure: OrderviewerError | None = None
        self._crawl = crawl
        self._fetch = fetch
        self._put = put
        self._stop = stop
        self._under_way: dict[Future[Page], PageRequest] = {}

    def run(self, pool: ThreadPoolExecutor) -> None:
        while True:
            while not self._stopping() and (request := self._crawl.next_request()):
                self._under_way[pool.submit(self._fetch, request)] = request
            if not self._under_way:
                return
            if self._stopping():
                for future in self._under_way:
                    future.cancel()
            done, _ = wait(self._under_way, STOP_SECONDS, return_when=FIRST_COMPLETED)
            if done:  # one at a time, so that the next request is on its way before it is stored
                self._take(min(done, key=lambda one: self._under_way[one].offset))

    def _take(self, future: Future[Page]) -> None:
        request = self._under_way.pop(future)
        try:
            page = future.result()
        except CancelledError:
            self._crawl.failed(request)
        except OrderviewerError as error:
            if not self._crawl.failed(request, error) and self.failure is None:
                self.failure = error
        else:
            self._crawl.accept(page, self._put(page))

    def _stopping(self) -> bool:
        return self.failure is not None or (self._stop is not None and self._stop.is_set())
