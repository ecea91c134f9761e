"""Writes a page of orders: what is new, what changed, and that the rest was seen again."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from orderviewer.local.query import STREAMS
from orderviewer.local.records import Put

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orderviewer.local.database import Database
    from orderviewer.local.deriving import Deriver
    from orderviewer.order import Order, Page

T = TypeVar("T")

STEP = 100  # orders between which other threads have their turn (performance.md 7)

_KNOWN = (
    "SELECT key, number, digest, stream, crawl FROM orders"
    " WHERE key IN (SELECT value FROM json_each(?))"
)
_SEEN = (
    "UPDATE orders SET stream = ?, position = ? + seen.key, crawl = max(crawl, ?), last_seen = ?"
    " FROM json_each(?) AS seen WHERE orders.number = seen.value"
)
_NEW = "INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_CHANGED = "UPDATE orders SET digest = ?, changed = ? WHERE number = ?"
_BODY = "INSERT OR REPLACE INTO bodies VALUES (?, ?)"
_DETAILS = "SELECT number, json FROM details WHERE number IN (SELECT value FROM json_each(?))"


class Known(NamedTuple):
    """What the store has of an order that came again."""

    number: int
    digest: bytes
    stream: int
    crawl: int


class Arrival(NamedTuple):
    """One order of a page, at its place in it."""

    place: int
    order: Order
    digest: bytes
    known: Known | None
    number: int


class PageWriter:
    """Puts one page into the store, inside a transaction that the caller holds."""

    def __init__(
        self, database: Database, deriver: Deriver, page: Page, crawl: int, now: int, start: int
    ) -> None:
        """`now` in milliseconds; `start`: the position of the page's first order."""
        self._database = database
        self._deriver = deriver
        self._stream = STREAMS.index(page.request.stream)
        self._page = page
        self._crawl = crawl
        self._now = now
        self._start = start

    def write(self) -> Put:
        arrivals = self._arrivals()
        new = [one for one in arrivals if one.known is None]
        changed = [one for one in arrivals if one.known and one.known.digest != one.digest]
        grew = self._deriver.learn([one.order.raw for one in (*new, *changed)])
        self._see(arrivals)
        for step in _steps(new):
            self._write_new(step)
        for step in _steps(changed):
            self._write_changed(step)
        completed = self._database.value(
            "SELECT completed FROM streams WHERE stream = ?", (self._stream,)
        )
        self._count(arrivals)
        return Put(
            numbers=tuple(one.number for one in arrivals),
            new=tuple(one.number for one in new),
            changed=tuple(
                one.number
                for one in arrivals
                if one.known
                and (
                    one.known.digest != one.digest
                    or one.known.stream != self._stream
                    or one.known.crawl < completed
                )
            ),
            known=len(arrivals) - len(new),
            reading_changed=grew,
        )

    def _arrivals(self) -> list[Arrival]:
        """The page's orders, each key once: of two with the same key the later one counts."""
        orders = {storable(order.key): (n, order) for n, order in enumerate(self._page.orders)}
        known: dict[str, Known] = {}
        for keys in _steps(list(orders)):
            for key, *rest in self._database.query(_KNOWN, (json.dumps(keys),)):
                known[key] = Known(*rest)
        free = (self._database.value("SELECT max(number) FROM orders") or 0) + 1
        arrivals = []
        for key, (place, order) in orders.items():
            stored = known.get(key)
            number = stored.number if stored else free
            free += stored is None
            arrivals.append(Arrival(place, order, digest_of(order.raw), stored, number))
        return arrivals

    def _see(self, arrivals: list[Arrival]) -> None:
        places: list[int | None] = [None] * len(self._page.orders)
        for one in arrivals:
            if one.known:
                places[one.place] = one.number
        for first in range(0, len(places), STEP):
            step = places[first : first + STEP]
            if any(step):
                self._database.run(
                    _SEEN,
                    (self._stream, self._start + first, self._crawl, self._now, json.dumps(step)),
                )

    def _write_new(self, arrivals: Sequence[Arrival]) -> None:
        now, stream, start, crawl = self._now, self._stream, self._start, self._crawl
        self._database.run_many(
            _NEW,
            [
                (
                    *(one.number, storable(one.order.key), one.order.has_id),
                    *(stream, start + one.place, crawl, one.digest, now, now, now),
                )
                for one in arrivals
            ],
        )
        self._write_content(arrivals, {})

    def _write_changed(self, arrivals: Sequence[Arrival]) -> None:
        self._database.run_many(_CHANGED, [(one.digest, self._now, one.number) for one in arrivals])
        numbers = json.dumps([one.number for one in arrivals])
        self._write_content(arrivals, dict(self._database.query(_DETAILS, (numbers,))))

    def _write_content(self, arrivals: Sequence[Arrival], details: dict[int, bytes]) -> None:
        self._database.run_many(_BODY, [(one.number, one.order.raw) for one in arrivals])
        self._deriver.write(
            (one.number, one.order.raw, details.get(one.number)) for one in arrivals
        )

    def _count(self, arrivals: list[Arrival]) -> None:
        """Keeps the counters right, so that nobody ever counts rows."""
        came = [0] * len(STREAMS)
        for one in arrivals:
            if one.known:
                came[one.known.stream] -= 1
        came[self._stream] += len(arrivals)
        for stream, count in enumerate(came):
            if count:
                self._database.run(
                    "UPDATE streams SET orders = orders + ? WHERE stream = ?", (count, stream)
                )
        self._database.run(
            "UPDATE streams SET crawl = max(crawl, ?) WHERE stream = ?",
            (self._crawl, self._stream),
        )
        unmet = sum(one.known is None or one.known.crawl < self._crawl for one in arrivals)
        self._database.run(
            "UPDATE crawls SET as_of = ?, received = received + ?, about = coalesce(?, about)"
            " WHERE crawl = ?",
            (self._now, unmet, self._page.about if arrivals else None, self._crawl),
        )


def digest_of(raw: bytes) -> bytes:
    """Tells whether an order's JSON is still the same, and whether the file still holds it."""
    return hashlib.blake2b(raw, digest_size=8).digest()


def storable(text: str) -> str:
    """The text without lone surrogates, which no UTF-8 file can hold (reliability.md R3)."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _steps(things: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(things), STEP):
        yield things[first : first + STEP]
