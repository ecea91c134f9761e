"""The whole table as it was at a moment: orders, their places and their texts."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.local.database import Database
from orderviewer.local.deltas import older_ones
from orderviewer.local.deriving import filled
from orderviewer.local.expressions import STREAMS
from orderviewer.local.extras import read_extras
from orderviewer.local.facets import count_values
from orderviewer.local.history import Source
from orderviewer.local.jsons import intact
from orderviewer.local.overlay import Former, Overlay
from orderviewer.local.records import Row
from orderviewer.local.rows import read_numbers, read_rows
from orderviewer.local.seals import require_seal, require_seals
from orderviewer.order import Cause, Scope, StoreDamaged
from orderviewer.search.terms import Path

if TYPE_CHECKING:
    from array import array
    from collections.abc import Container, Iterator, Sequence
    from datetime import date
    from pathlib import Path as File

    from orderviewer.fields.reading import Reading
    from orderviewer.local.query import Query
    from orderviewer.search.terms import Field

_STEP = 500  # orders that are rebuilt at a time
_FEW = 20_000  # orders whose JSON is kept for a search to come: some 15 MB

_OTHERWISE = """
    SELECT number FROM versions WHERE until > ?1 UNION SELECT number FROM moves WHERE at > ?1
    UNION SELECT number FROM details WHERE since > ?1
    EXCEPT SELECT number FROM orders WHERE first_seen > ?1
"""
_LATEST = """
    SELECT max(?, (SELECT ifnull(max(at), 0) FROM moves),
               (SELECT ifnull(max(until), 0) FROM versions))
"""
_UNBORN = "SELECT number FROM orders WHERE first_seen > ?"
_NOW = """
    SELECT orders.number, orders.key, has_id, orders.stream, orders.crawl < streams.completed,
           changed, orders.digest, unpacked(bodies.packed),
           details.digest, details.since, unpacked(details.packed)
    FROM json_each(?) AS wanted
    CROSS JOIN orders ON orders.number = wanted.value
    JOIN streams ON streams.stream = orders.stream
    JOIN bodies ON bodies.number = orders.number
    LEFT JOIN details ON details.number = orders.number
"""
_MOVES = """
    SELECT number, stream, missing, min(at), seal FROM moves
    WHERE at > ? AND number IN (SELECT value FROM json_each(?)) GROUP BY number
"""
_VERSIONS = """
    SELECT number, source, since, json, seal, seen, until FROM versions
    WHERE until > ? AND number IN (SELECT value FROM json_each(?)) ORDER BY version DESC
"""


class Then(NamedTuple):
    """One order as it was; the JSON is as received, times are milliseconds since 1970."""

    number: int
    key: str
    has_id: bool
    stream: int
    missing: bool
    changed: int
    list_json: bytes
    detail_json: bytes | None
    detail_is_newer: bool

    @property
    def scope(self) -> Scope:
        """The list it stood in."""
        return STREAMS[self.stream]


class Past:
    """The table as the store would have shown it at `when`, with a connection of its own.

    Orders the store did not know then are not there; the others have the texts, list and
    `missing` of then.  What nobody kept is of today: the reading, and the order in which the
    service lists.  What is written meanwhile is taken into account.  Close it when done.
    """

    def __init__(self, path: File, when: int, reading: Reading) -> None:
        """`when` in milliseconds since 1970."""
        self.when = when
        self.reading = reading
        self._database = Database(path, read_only=True)
        self._overlay = Overlay(self._database, when)
        self._otherwise: frozenset[int] = frozenset()
        self._unborn: frozenset[int] = frozenset()
        self._rows: dict[int, Row] = {}  # of those that were otherwise and were asked for
        self._told: set[int] = set()  # of them those whose texts lie in the overlay
        self._has_json = False
        self._outdated = True
        self._checked = -1  # the latest moment up to which seals were looked at

    def close(self) -> None:
        self._database.close()

    def numbers(self, query: Query) -> array[int]:
        """As `Store.numbers`."""
        paths = any(isinstance(key.field, Path) for key in query.sort_keys)
        with self._database.looking():
            self._refresh()
            if query.terms or query.sort_keys:
                self._tell(with_json=bool(query.terms) or paths)
            with self._overlay.in_place():
                return read_numbers(self._database, query)

    def count(self, query: Query) -> int:
        """As `Store.count`."""
        return len(self.numbers(query))

    def counts(self) -> dict[Scope, int]:
        """As `Store.counts`."""
        with self._database.looking():
            self._refresh()
            with self._overlay.in_place():
                found = self._database.query("SELECT stream, count(*) FROM orders GROUP BY stream")
        counts = dict.fromkeys(STREAMS, 0) | {STREAMS[stream]: count for stream, count in found}
        return {**counts, Scope.ALL: sum(counts.values())}

    def facet(self, query: Query, field: Field) -> list[tuple[str, int]]:
        """As `Store.facet`."""
        with self._database.looking():
            self._refresh()
            self._tell(with_json=True)
            with self._overlay.in_place():
                return count_values(self._database, query, field)

    def jsons(self, numbers: Sequence[int]) -> list[tuple[Row, bytes, bytes | None]]:
        """The rows with the JSON of the list and, where there was one, of the detail."""
        rows = self.rows(numbers)
        with self._database.looking():
            then = orders_then(self._database, [row.number for row in rows], self.when)
            found = {one.number: (one.list_json, one.detail_json) for one in then}
        _require(found, [row.number for row in rows])
        return [(row, *found[row.number]) for row in rows]

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """As `Store.rows`."""
        with self._database.looking():
            self._refresh()
            wanted = [number for number in numbers if number not in self._unborn]
            live = [number for number in wanted if number not in self._otherwise]
            rows = {row.number: row for row in read_rows(self._database, live)}
            former = [number for number in wanted if number in self._otherwise]
            unread = [number for number in former if number not in self._rows]
            for _ in self._former(unread):
                pass
        _require(self._rows, former)
        rows.update((number, self._rows[number]) for number in former)
        return [rows[number] for number in numbers if number in rows]

    def extras(
        self, numbers: Sequence[int], fields: Sequence[Field], today: date
    ) -> dict[int, tuple[str, ...]]:
        """As `Store.extras`."""
        with self._database.looking():
            self._refresh()
            self._tell(with_json=True)
            wanted = [number for number in numbers if number not in self._unborn]
            with self._overlay.in_place():
                return read_extras(self._database, wanted, fields, today, checked=False)

    def otherwise(self) -> frozenset[int]:
        """The orders that were otherwise then, or not yet there."""
        with self._database.looking():
            self._refresh()
            return self._unborn | self._otherwise

    def changed_since(self, earlier: int) -> frozenset[int]:
        """The orders of which a version ended after `earlier`, in milliseconds, and by then."""
        rows = self._database.query(
            "SELECT DISTINCT number FROM versions WHERE until > ? AND until <= ?",
            (earlier, self.when),
        )
        return frozenset(number for (number,) in rows)

    def order(self, number: int) -> Then | None:
        """All that was known of one order, None when it was not."""
        with self._database.looking():
            first = self._database.value(
                "SELECT first_seen FROM orders WHERE number = ?", (number,)
            )
            if first is None or first > self.when:
                return None
            return next(orders_then(self._database, [number], self.when), None)

    def _refresh(self) -> None:
        """Which orders were otherwise, and in which list; what was does not change."""
        database = self._database
        self._outdated |= database.changed_elsewhere()
        if not self._outdated:
            return
        if self._checked < 0:
            require_seals(database, "orders", "details")
            self._checked = self.when
        require_seals(database, "moves", later="at", than=self._checked)
        require_seals(database, "versions", later="until", than=self._checked)
        self._checked = database.value(_LATEST, (self._checked,))
        self._unborn = frozenset(database.numbers(_UNBORN, (self.when,)))
        otherwise = database.numbers(_OTHERWISE, (self.when,))
        self._otherwise = frozenset(otherwise)
        self._rows = {one: row for one, row in self._rows.items() if one in self._otherwise}
        self._told &= self._otherwise
        self._overlay.clear(kept=self._told)
        self._overlay.add_unborn(self._unborn)
        self._overlay.add_places(otherwise)
        self._outdated = False

    def _tell(self, *, with_json: bool) -> None:
        """Lays the texts of all that were otherwise over those of now, unless they lie there."""
        with_json |= self._has_json or len(self._otherwise) <= _FEW
        if with_json != self._has_json:
            self._told.clear()
            self._overlay.clear_texts()
        for former in self._former(sorted(self._otherwise - self._told)):
            self._overlay.add(former, with_json=with_json)
            self._told.update(one.number for one in former)
        self._has_json = with_json

    def _former(self, numbers: Sequence[int]) -> Iterator[list[Former]]:
        """What these orders were, some at a time; their rows are here then."""
        for first in range(0, len(numbers), _STEP):
            then = list(orders_then(self._database, numbers[first : first + _STEP], self.when))
            texts = list(self._texts(then))
            self._rows.update(
                (one.number, _row(one, own)) for one, own in zip(then, texts, strict=True)
            )
            yield [
                Former(one.number, own, one.list_json, one.detail_json)
                for one, own in zip(then, texts, strict=True)
            ]

    def _texts(self, orders: Sequence[Then]) -> Iterator[tuple[str, ...]]:
        """As the deriver makes them: the newer of list and detail first."""
        lists = self.reading.values_of_each([one.list_json for one in orders])
        for one, texts in zip(orders, lists, strict=True):
            if one.detail_json is None:
                yield texts
                continue
            others = self.reading.values(one.detail_json)
            pair = (others, texts) if one.detail_is_newer else (texts, others)
            yield tuple(filled(*pair))


def _require(found: Container[int], numbers: Sequence[int]) -> None:
    """Orders that are listed have been read; else raises StoreDamaged."""
    if not all(number in found for number in numbers):
        raise StoreDamaged(Cause.DAMAGED, "an order that was listed is not found")


def _row(one: Then, texts: tuple[str, ...]) -> Row:
    return Row(one.number, one.key, one.scope, texts, one.missing)


def orders_then(database: Database, numbers: Sequence[int], when: int) -> Iterator[Then]:
    """Orders as they were; none of them is younger than `when`, in milliseconds."""
    wanted = json.dumps(list(numbers))
    moves = {}
    for number, stream, missing, at, seal in database.query(_MOVES, (when, wanted)):
        require_seal(seal, number, at, stream, missing)
        moves[number] = (stream, bool(missing))
    versions: dict[tuple[int, int], list[tuple[int, bytes]]] = defaultdict(list)
    for number, source, since, packed, seal, seen, until in database.query(
        _VERSIONS, (when, wanted)
    ):
        require_seal(seal, number, source, since, seen, until)
        versions[number, source].append((since, packed))
    for (
        number,
        key,
        has_id,
        stream,
        missing,
        changed,
        digest,
        json_now,
        *of_detail,
    ) in database.query(_NOW, (wanted,)):
        place = moves.get(number, (stream, bool(missing)))
        detail_digest, detail_since, detail_now = of_detail
        body, detail = intact(digest, json_now, detail_digest, detail_now)
        changed_then, body_then = _then(body, changed, versions[number, Source.LIST])
        if detail is not None:
            detail_since, detail = _then(detail, detail_since, versions[number, Source.DETAIL])
            if detail_since > when:
                detail = None
        is_newer = detail is not None and detail_since >= changed_then
        yield Then(number, key, bool(has_id), *place, changed_then, body_then, detail, is_newer)


def _then(body: bytes, since: int, versions: Sequence[tuple[int, bytes]]) -> tuple[int, bytes]:
    """The oldest of the versions, youngest first, and since when it was."""
    if not versions:
        return since, body
    *_, oldest = older_ones(body, (packed for _, packed in versions))
    return versions[-1][0], oldest
