"""Has pages prepared by another process; without one, callers do the work themselves."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, BinaryIO, Self, cast

import msgspec

from orderviewer.local.prepared import DIGEST_BYTES, Prepared, Recipe
from orderviewer.preparing.messages import Done, Wish, receive, send
from orderviewer.remote.answers import orders_from

if TYPE_CHECKING:
    from types import TracebackType

    from orderviewer.order import Order

ARGUMENT = "--prepare-pages"  # what makes the program that process
PIPE_BYTES = 1 << 20  # most pages go through at once, where the system can; its usual limit
ENDING = 5.0  # seconds for the process to end by itself
_BROKEN = (OSError, EOFError, ValueError, msgspec.MsgspecError)

log = logging.getLogger(__name__)


class Preparer:
    """One other process of this program; thread-safe.

    It gets pages over its pipe and nothing else: no secret, no address, no file.  Whatever goes
    wrong with it, it is no longer asked, and nobody needs to know.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._starter: threading.Thread | None = None
        self._ready = False
        self._writing = threading.Lock()
        self._receiving = threading.Lock()
        self._wishes = count(1)
        self._awaited: deque[tuple[int, Future[Done]]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Begins to start the process, once; pages are prepared as soon as it is there."""
        if self._starter is None:
            self._starter = threading.Thread(target=self._start, name="preparer", daemon=True)
            self._starter.start()

    def join(self) -> None:
        """Waits until the process is there, or will not be."""
        if self._starter is not None:
            self._starter.join()

    def prepare(
        self, body: bytes, recipe: Recipe | None
    ) -> tuple[tuple[Order, ...], Prepared] | None:
        """The orders of a page and what storing them takes; None: do it yourself.

        No recipe: no order is expected to be new.
        """
        if not self._ready:
            return None
        try:
            done = self._ask(recipe, body)
            if done.keys is None:
                return None
            orders = orders_from(done.keys, done.ends, body)
            _require_all(done, len(orders), are_new=recipe is not None)
        except _BROKEN as error:
            self._ready = False
            log.warning("pages are prepared here from now on", exc_info=error)
            if self._process:
                self._process.kill()  # so that nobody waits for it
            return None
        return orders, Prepared(done.version, done.digests, done.joined, done.packed)

    def close(self) -> None:
        """Ends the process; nobody may ask at the same time."""
        self.join()
        self._ready = False
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # it may not have taken everything
                    pipe.close()
        try:
            process.wait(ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _start(self) -> None:
        module = [] if getattr(sys, "frozen", False) else ["-m", "orderviewer"]
        try:
            self._process = subprocess.Popen(  # noqa: S603  this program itself
                [sys.executable, *module, ARGUMENT],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pipesize=PIPE_BYTES,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            receive(self._answers, Done)
            self._ready = True
        except _BROKEN as error:
            log.info("pages are prepared here", exc_info=error)

    @property
    def _to_it(self) -> BinaryIO:
        return cast("BinaryIO", self._process and self._process.stdin)

    @property
    def _answers(self) -> BinaryIO:
        return cast("BinaryIO", self._process and self._process.stdout)

    def _ask(self, recipe: Recipe | None, body: bytes) -> Done:
        """Several threads may wait; answers come in the order of the wishes."""
        mine = Future[Done]()
        with self._writing:
            wish = Wish(next(self._wishes), recipe, body)
            self._awaited.append((wish.number, mine))
            send(self._to_it, wish)
        while not mine.done():
            with self._receiving:
                if not mine.done():
                    answer = receive(self._answers, Done)
                    number, future = self._awaited.popleft()
                    if answer.number != number:
                        raise ValueError("an answer to another wish")
                    future.set_result(answer)
        return mine.result()


def _require_all(done: Done, orders: int, *, are_new: bool) -> None:
    """Each order has what belongs to it; raises ValueError."""
    found = (len(done.digests), len(done.joined), len(done.packed))
    contents = orders if are_new else 0
    if found != (orders * DIGEST_BYTES, contents, contents):
        raise ValueError("an answer of another size")
