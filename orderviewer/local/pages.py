"""Writes a page of orders: what is new, what changed, and that the rest was seen again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from orderviewer.local.expressions import STREAMS
from orderviewer.local.forgetting import forgotten_among, note_met
from orderviewer.local.history import HistoryWriter
from orderviewer.local.index import outdate
from orderviewer.local.prepared import prepare
from orderviewer.local.records import Put
from orderviewer.local.seals import row_seal
from orderviewer.local.written import note_moved, note_rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orderviewer.local.database import Database
    from orderviewer.local.deriving import Deriver
    from orderviewer.local.dictionaries import Packer
    from orderviewer.local.prepared import Prepared
    from orderviewer.order import Order, Page

T = TypeVar("T")

STEP = 250  # orders between which other threads have their turn (performance.md 7)

_KNOWN = (
    "SELECT key, number, digest, stream, crawl, position FROM orders"
    " WHERE key IN (SELECT value FROM json_each(?))"
)
_HIGHEST = (  # row numbers never change their meaning
    "SELECT max((SELECT ifnull(max(number), 0) FROM orders),"
    " (SELECT ifnull(max(number), 0) FROM forgotten))"
)
_SEEN = (
    "UPDATE orders SET stream = ?, position = ? + seen.key, crawl = max(crawl, ?), last_seen = ?"
    " FROM json_each(?) AS seen WHERE orders.number = seen.value"
)
_NEW = "INSERT INTO orders"
_CHANGED = (
    "UPDATE orders SET digest = ?1, changed = ?2, seal = row_seal(number, first_seen, ?2)"
    " WHERE number = ?3"
)
_BODY = "INSERT OR REPLACE INTO bodies"
_DETAILS = (
    "SELECT number, unpacked(packed) FROM details WHERE number IN (SELECT value FROM json_each(?))"
)


class Known(NamedTuple):
    """What the store has of an order that came again."""

    number: int
    digest: bytes
    stream: int
    crawl: int
    position: int


class Arrival(NamedTuple):
    """An order to be written, with its place in the page."""

    number: int
    key: str
    place: int
    order: Order
    digest: bytes


class PageWriter:
    """Puts one page into the store, inside a transaction that the caller holds."""

    def __init__(
        self,
        database: Database,
        deriver: Deriver,
        packer: Packer,
        page: Page,
        crawl: int,
        now: int,
        start: int,
        prepared: Prepared | None = None,
    ) -> None:
        """`now` in milliseconds; `start`: the position of the page's first order."""
        self._database = database
        self._deriver = deriver
        self._packer = packer
        self._prepared = prepared or prepare([order.raw for order in page.orders])
        self._stream = STREAMS.index(page.request.stream)
        self._page = page
        self._crawl = crawl
        self._now = now
        self._start = start
        self._numbers: list[int] = []
        self._places: list[int | None] = [None] * len(page.orders)  # of orders stored before
        self._new: list[Arrival] = []
        self._changed: list[Arrival] = []
        self._noticed: list[int] = []  # numbers stored before that look different now
        self._unlisted: list[int] = []  # of those, such as stood in another list, or in none
        self._transferred: list[int] = []  # of those, such as stood in another list
        self._is_moved = False  # some order, in the service's list
        self._came = [0] * len(STREAMS)  # how many more rows each stream has now
        self._unmet = 0  # by this crawl
        self._forgotten: list[int] = []

    def write(self, *, in_haste: bool) -> Put:
        self._sort_out()
        grew = self._learn(in_haste=in_haste)
        self._note()
        self._write_seen()
        for step in _steps(self._new):
            self._write_new(step)
        for step in _steps(self._changed):
            self._write_changed(step)
        if self._transferred:
            note_rewritten(self._database, self._transferred)
        if self._new or self._transferred or self._is_moved:
            note_moved(self._database)
        self._count()
        return Put(
            numbers=tuple(self._numbers),
            new=tuple(one.number for one in self._new),
            changed=tuple(self._noticed),
            known=len(self._numbers) - len(self._new),
            reading_changed=grew,
        )

    def _learn(self, *, in_haste: bool) -> bool:
        """Before anything is written: cells and packing go by what is known then."""
        new = [(one.number, one.order.raw) for one in self._new]
        changed = [one.order.raw for one in self._changed]
        raws = [*(raw for _, raw in new), *changed]
        if not (in_haste and self._is_first()):
            self._packer.learn(raws)
        if in_haste:
            return self._deriver.learn_in_haste(new, changed)
        return self._deriver.learn(raws)

    def _is_first(self) -> bool:
        """Whether the file has no order yet: these few are kept as they are when in haste."""
        return bool(self._new) and self._new[0].number == 1

    def _sort_out(self) -> None:
        """Tells new, changed and unchanged apart; of two orders with one key the later counts."""
        places = {storable(order.key): place for place, order in enumerate(self._page.orders)}
        known = self._known(list(places))
        completed = self._database.value(
            "SELECT completed FROM streams WHERE stream = ?", (self._stream,)
        )
        forgotten = forgotten_among(self._database, list(places))
        free = self._database.value(_HIGHEST) + 1
        for key, place in places.items():
            if key in forgotten:
                self._meet_forgotten(*forgotten[key])
                continue
            order = self._page.orders[place]
            digest = self._prepared.digest(place)
            stored = known.get(key)
            if stored is None:
                self._new.append(Arrival(free, key, place, order, digest))
                self._numbers.append(free)
                free += 1
                continue
            number, old_digest, stream, crawl, position = stored
            self._numbers.append(number)
            if stream != self._stream:
                self._transferred.append(number)
            self._is_moved |= position != self._start + place
            self._places[place] = number
            self._came[stream] -= 1
            self._unmet += crawl < self._crawl
            if stream != self._stream or crawl < completed:
                self._unlisted.append(number)
                self._noticed.append(number)
            if digest != old_digest:
                self._changed.append(Arrival(number, key, place, order, digest))
                if self._unlisted[-1:] != [number]:
                    self._noticed.append(number)

    def _meet_forgotten(self, number: int, crawl: int) -> None:
        """The service lists it, so it counts for what was received, and for nothing else."""
        self._numbers.append(number)
        self._forgotten.append(number)
        self._unmet += crawl < self._crawl

    def _known(self, keys: list[str]) -> dict[str, Known]:
        known = {}
        for step in _steps(keys):
            for key, *stored in self._database.query(_KNOWN, (json.dumps(step),)):
                known[key] = Known(*stored)
        return known

    def _note(self) -> None:
        """The history of what this page brings, while the store still has what was before."""
        if not (self._new or self._noticed):
            return
        history = HistoryWriter(self._database, self._deriver.reading, self._crawl, self._now)
        if self._new:
            history.note_new([one.number for one in self._new], self._page.request.stream)
        bodies: dict[int, bytes | None] = dict.fromkeys(self._unlisted)
        bodies.update((one.number, one.order.raw) for one in self._changed)
        for step in _steps(list(bodies.items())):
            history.note_known(dict(step), self._page.request.stream)

    def _write_seen(self) -> None:
        for first in range(0, len(self._places), STEP):
            step = self._places[first : first + STEP]
            if any(step):
                self._database.run(
                    _SEEN,
                    (self._stream, self._start + first, self._crawl, self._now, json.dumps(step)),
                )

    def _write_new(self, arrivals: Sequence[Arrival]) -> None:
        now, stream, start, crawl = self._now, self._stream, self._start, self._crawl
        self._database.insert(
            _NEW,
            [
                (
                    *(one.number, one.key, one.order.has_id, stream, start + one.place),
                    *(crawl, one.digest, now, now, now, row_seal(one.number, now, now)),
                )
                for one in arrivals
            ],
        )
        self._write_content(arrivals, {})

    def _write_changed(self, arrivals: Sequence[Arrival]) -> None:
        self._database.run_many(_CHANGED, [(one.digest, self._now, one.number) for one in arrivals])
        numbers = [one.number for one in arrivals]
        outdate(self._database, numbers)
        details = self._database.query(_DETAILS, (json.dumps(numbers),))
        self._write_content(arrivals, dict(details))

    def _write_content(self, arrivals: Sequence[Arrival], details: dict[int, bytes]) -> None:
        self._database.insert(
            _BODY, list(zip([one.number for one in arrivals], self._pack(arrivals), strict=True))
        )
        if not details and self._prepared.version == self._deriver.reading.version:
            joined = self._prepared.joined
            found = [(one.number, joined[one.place]) for one in arrivals]
            if self._deriver.write_joined(found):
                return
        self._deriver.write(
            [(one.number, one.order.raw, details.get(one.number)) for one in arrivals]
        )

    def _pack(self, arrivals: Sequence[Arrival]) -> list[bytes]:
        packed = self._prepared.packed
        if packed:
            return [packed[one.place] for one in arrivals]
        return self._packer.pack_each([one.order.raw for one in arrivals])

    def _count(self) -> None:
        """Keeps the counters right, so that nobody ever counts rows."""
        self._came[self._stream] += len(self._numbers) - len(self._forgotten)
        if self._forgotten:
            note_met(self._database, self._forgotten, self._crawl)
        for stream, count in enumerate(self._came):
            if count:
                self._database.run(
                    "UPDATE streams SET orders = orders + ? WHERE stream = ?", (count, stream)
                )
        self._database.run(
            "UPDATE streams SET crawl = max(crawl, ?) WHERE stream = ?",
            (self._crawl, self._stream),
        )
        self._database.run(
            "UPDATE crawls SET as_of = ?, received = received + ?, compared = compared + ?,"
            " about = coalesce(?, about) WHERE crawl = ?",
            (
                *(self._now, self._unmet + len(self._new), self._unmet),
                *(self._page.about if self._numbers else None, self._crawl),
            ),
        )


def storable(text: str) -> str:
    """The text without lone surrogates, which no UTF-8 file can hold (reliability.md R3)."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _steps(things: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(things), STEP):
        yield things[first : first + STEP]
