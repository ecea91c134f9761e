"""Background threads, one lane for each thing that can make a caller wait."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """Runs short jobs in order on its own thread (or on a few, for prefetching)."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self.threads = threads
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._finishing = False

    async def run(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `job` returns or raises, awaited on the GUI thread.

        Whoever still asks a lane that takes no more is cancelled: their session is closed.
        """
        if self._finishing:
            raise asyncio.CancelledError
        return await asyncio.wrap_future(self._executor.submit(job, *args, **kwargs))

    def submit(self, job: Callable[[], object]) -> None:
        """Runs `job` in its turn; nobody waits for it, and it must not fail."""
        if not self._finishing:
            self._executor.submit(job)

    def finish(self, last: Callable[[], object]) -> Future[object]:
        """Drops what is waiting, runs `last` after the job under way, takes no more."""
        self._finishing = True
        closing = self._executor.submit(last)
        self._executor.shutdown(wait=False, cancel_futures=False)
        return closing


class Lanes:
    """The lanes of a session.

    The store is read and written by a thread each, so a row on the screen never waits for a page
    being stored; what the user just asked of Orange never waits for a crawl, nor the list for
    what the search box suggests.
    """

    def __init__(self, crawlers: int = 1) -> None:
        self.reading = Lane("reading")
        self.writing = Lane("writing")
        self.asking = Lane("asking")
        self.crawling = Lane("crawling", crawlers)
        self.exporting = Lane("exporting")
        self.searching = Lane("searching")
        self.checking = Lane("checking")


class Tasks:
    """Keeps every running coroutine alive and reports the ones that fail."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.get_event_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._end)
        return task

    def cancel(self) -> None:
        for task in list(self._running):
            task.cancel()

    async def finished(self, seconds: float) -> None:
        """Waits until every task has ended, at most `seconds`."""
        others = self._running - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=seconds)

    def _end(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            task.get_loop().call_exception_handler(
                {"message": "a background task failed", "exception": error, "task": task}
            )


def all_done(futures: list[Future[object]], seconds: float) -> bool:
    """Whether every future ended within `seconds`; blocks, so only at the very end of quitting."""
    return not wait(futures, timeout=seconds).not_done
