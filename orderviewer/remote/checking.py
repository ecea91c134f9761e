"""Tries a connection step by step, so that the user sees which one fails."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderviewer.order import Cause, OrderviewerError, Page, PageRequest, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orderviewer.remote.api import Connection, OrderApi


@dataclass(frozen=True, slots=True)
class CheckStep:
    """One step's outcome; `detail` is what was seen, in English, free of secrets.

    `name`: "name" (resolved), "tls", "token", "key" or "order".  `number`: the token's lifetime
    in seconds, or how many current orders the service counts.  `order_id`: the order read.
    """

    name: str
    ok: bool
    milliseconds: int
    detail: str
    error: OrderviewerError | None = None
    number: int | None = None
    order_id: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a step that went well has to tell."""

    detail: str
    number: int | None = None
    order_id: str = ""


def check(connection: Connection) -> Iterator[CheckStep]:
    """Yields each step as soon as it is known; the first that fails is the last.

    No step is repeated, so that Orange sees one attempt per press of the button.  The
    connection's abort() ends the whole trial, also between two steps.
    """
    api = connection.api()
    try:
        with api.operation():
            for name, act in _Trial(api).steps():
                step = _tried(name, act)
                yield step
                if not step.ok:
                    return
    finally:
        api.close()


def _tried(name: str, act: Callable[[], _Seen]) -> CheckStep:
    started = time.monotonic()
    error: OrderviewerError | None = None
    try:
        seen = act()
    except OrderviewerError as problem:
        seen, error = _Seen(problem.detail), problem
    milliseconds = round((time.monotonic() - started) * 1000)
    return CheckStep(
        name, error is None, milliseconds, seen.detail, error, seen.number, seen.order_id
    )


class _Trial:
    """What a step learnt and the next one needs."""

    def __init__(self, api: OrderApi) -> None:
        self._api = api
        self._page: Page | None = None
        self._unreadable: OrderviewerError | None = None

    def steps(self) -> tuple[tuple[str, Callable[[], _Seen]], ...]:
        return (
            ("name", lambda: _Seen(self._api.look_up())),
            ("tls", lambda: _Seen(self._api.greet())),
            ("token", self._token),
            ("key", self._key),
            ("order", self._order),
        )

    def _token(self) -> _Seen:
        seconds = round(self._api.log_in())
        return _Seen(f"valid for {seconds} s", seconds)

    def _key(self) -> _Seen:
        """The first call that needs the key; what it answered is the next step's business."""
        try:
            self._page = self._api.page(PageRequest(Scope.CURRENT, 0, 1))
        except OrderviewerError as error:
            if error.cause is not Cause.NOT_UNDERSTOOD:
                raise
            self._unreadable = error
            return _Seen("accepted")
        about = self._page.about
        counted = "" if about is None else f", about {about} current orders"
        return _Seen(f"accepted{counted}", about)

    def _order(self) -> _Seen:
        if self._unreadable:
            raise self._unreadable
        page = self._page
        if page is None or not page.orders:
            page = self._api.page(PageRequest(Scope.CLOSED, 0, 1))
        if not page.orders:
            return _Seen("none yet")
        first = page.orders[0]
        if not first.has_id:
            return _Seen("one without an id")
        key = self._api.order(first.key).key
        return _Seen(f"{key} read", order_id=key)
