"""Writes what happened: keeps the version that is replaced, and what the new one tells."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.workdays import day_of
from orderviewer.local.changes import Comparer
from orderviewer.local.deltas import delta, restored
from orderviewer.local.expressions import STREAMS
from orderviewer.local.meaning import pattern_of
from orderviewer.local.records import Change, EventKind
from orderviewer.local.seals import row_seal
from orderviewer.order import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from orderviewer.fields.reading import Reading
    from orderviewer.local.database import Database

DETAILS = 0  # what stands for a crawl where details are concerned

_BEFORE = """
    SELECT orders.number, orders.stream, orders.crawl < streams.completed, orders.changed,
           orders.last_seen, unpacked(bodies.packed), details.seen, absences.number IS NOT NULL
    FROM json_each(?) AS wanted
    CROSS JOIN orders ON orders.number = wanted.value
    JOIN streams ON streams.stream = orders.stream
    JOIN bodies ON bodies.number = orders.number
    LEFT JOIN details ON details.number = orders.number
    LEFT JOIN absences ON absences.number = orders.number
"""
_LATEST = """
    SELECT number, max(version), json FROM versions
    WHERE source = ? AND number IN (SELECT value FROM json_each(?)) GROUP BY number
"""
_TOLD = """
    SELECT kind, path, after FROM events WHERE number = ?1 AND not_after > ?2
    UNION ALL SELECT kind, path, after FROM pending WHERE number = ?1 AND not_after > ?2
"""
_PENDING = (
    "INSERT INTO pending (crawl, number, stayed, pattern, kind, role, path, before, after, days,"
    " not_before, not_after, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_VERSION = (
    "INSERT INTO versions (number, source, since, seen, until, json, seal)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)


class Source(IntEnum):
    """Which of the two calls gave a JSON."""

    LIST = 0
    DETAIL = 1


class _Former(NamedTuple):
    """An order as the store has it before a page is written."""

    number: int
    stream: int
    missing: bool
    since: int
    seen: int
    body: bytes
    detail_seen: int | None
    vanished: bool


class HistoryWriter:
    """Notes what pages and details bring, before they replace what is stored.

    Inside the caller's transaction.  Changes stay `pending` until `settling.settle` has looked
    at all of a crawl's.  What is unchanged costs nothing here.
    """

    def __init__(self, database: Database, reading: Reading, crawl: int, now: int) -> None:
        """`now` in milliseconds."""
        self._database = database
        self._comparer = Comparer(reading)
        self._crawl = crawl
        self._now = now
        self._pending: list[tuple[object, ...]] = []
        self._versions: list[tuple[object, ...]] = []
        self._moves: list[tuple[int, int, int, int, int]] = []

    def note_new(self, numbers: Sequence[int], stream: Scope) -> None:
        """Orders never met before; those of a stream's first complete crawl are no news."""
        started = self._database.value(
            "SELECT started FROM crawls JOIN streams ON completed = crawls.crawl"
            " WHERE streams.stream = ?",
            (STREAMS.index(stream),),
        )
        if started is not None:
            for number in numbers:
                self._add(number, Change(EventKind.NEW, after=stream.value), started)
            self._flush()

    def note_known(self, bodies: dict[int, bytes | None], stream: Scope) -> None:
        """Orders with other content now (their JSON) or that stood elsewhere before (None too)."""
        unmeant: dict[int, tuple[bytes, bytes]] = {}
        wanted = json.dumps(list(bodies))
        for former in map(_Former._make, self._database.query(_BEFORE, (wanted,))):
            stayed = not self._note_place(former, stream)
            body = bodies[former.number]
            if body is not None and not self._note_body(former, body, stayed=stayed):
                unmeant[former.number] = former.body, body
        self._flush()
        self._pack_anew(Source.LIST, unmeant)

    def note_detail(self, number: int, body: bytes, seen: int, since: int, former: bytes) -> bool:
        """A detail that is about to replace another one; whether it means something else."""
        found = self._comparer.compare(former, body, today=self._today())
        if found is None:
            self._pack_anew(Source.DETAIL, {number: (former, body)})
            return False
        self._keep(number, Source.DETAIL, since, seen, delta(former, body))
        told = self._told(number, seen)
        for change in found.changes:
            if (change.kind, change.path, change.after) not in told:
                self._add(number, change, seen)
        self._flush()
        return True

    def _note_place(self, former: _Former, stream: Scope) -> bool:
        """Whether the order stood in another list, or in none."""
        before = STREAMS[former.stream]
        if before is stream and not former.missing:
            return False
        move = (former.number, self._now, former.stream, int(former.missing))
        self._moves.append((*move, row_seal(*move)))
        if former.vanished:
            self._database.run("DELETE FROM absences WHERE number = ?", (former.number,))
            change = Change(EventKind.REAPPEARED, after=stream.value)
        elif before is stream:
            return True  # nobody was told that it was missing
        elif stream is Scope.CLOSED:
            change = Change(EventKind.LEFT_CURRENT, "", before.value, stream.value)
        else:
            change = Change(EventKind.REAPPEARED, "", before.value, stream.value)
        self._add(former.number, change, former.seen, stayed=False)
        return True

    def _note_body(self, former: _Former, body: bytes, *, stayed: bool) -> bool:
        """Whether the JSON means something else now."""
        found = self._comparer.compare(former.body, body, today=self._today(), moved=not stayed)
        if found is None:
            return False
        number, seen = former.number, former.seen
        self._keep(number, Source.LIST, former.since, seen, delta(former.body, body))
        asked_since = former.detail_seen is not None and former.detail_seen > seen
        told = self._told(number, seen) if asked_since else ()
        for change in found.changes:
            if (change.kind, change.path, change.after) not in told:
                self._add(number, change, seen, stayed=stayed)
        return True

    def _told(self, number: int, since: int) -> set[tuple[str, str, str]]:
        """What the other call told of the order after this one was last asked."""
        return set(map(tuple, self._database.query(_TOLD, (number, since))))

    def _pack_anew(self, source: Source, bodies: dict[int, tuple[bytes, bytes]]) -> None:
        """The dictionary of an order's last version changes its notation: old and new body."""
        if not bodies:
            return
        found = self._database.query(_LATEST, (source, json.dumps(list(bodies))))
        self._database.run_many(
            "UPDATE versions SET json = ? WHERE version = ?",
            [
                (delta(restored(packed, bodies[number][0]), bodies[number][1]), version)
                for number, version, packed in found
            ],
        )

    def _keep(self, number: int, source: Source, since: int, seen: int, packed: bytes) -> None:
        row = (number, int(source), since, seen, self._now)
        self._versions.append((*row, packed, row_seal(*row)))

    def _add(self, number: int, change: Change, not_before: int, *, stayed: bool = True) -> None:
        kind, path, before, after, role, days = change
        told = (kind, role, path, before, after, days, not_before, self._now)
        self._pending.append(
            (
                *(self._crawl, number, stayed, pattern_of(path)),
                *told,
                row_seal(number, *told),
            )
        )

    def _flush(self) -> None:
        self._database.run_many(_PENDING, self._pending)
        self._database.run_many(_VERSION, self._versions)
        self._database.run_many("INSERT INTO moves VALUES (?, ?, ?, ?, ?)", self._moves)
        self._pending, self._versions, self._moves = [], [], []

    def _today(self) -> date:
        now = datetime.fromtimestamp(self._now / 1000, UTC)
        return day_of(now.isoformat()) or now.date()
