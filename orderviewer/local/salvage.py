"""Carries what is sound of a damaged store over into a new one: orders and their history.

Each order is checked against its digest and its key's index, each older version against the one
after it, each event against its seal.  What does not hold is left behind.
"""

from __future__ import annotations

from contextlib import closing, suppress
from itertools import chain
from typing import TYPE_CHECKING, Any

from orderviewer.local.database import PAGE_BYTES
from orderviewer.local.deltas import older_ones
from orderviewer.local.deriving import Deriver
from orderviewer.local.dictionaries import OF_DETAILS, OF_LISTS, Packer
from orderviewer.local.expressions import STREAMS
from orderviewer.local.history import Source
from orderviewer.local.historytables import SEALED
from orderviewer.local.prepared import digest_of
from orderviewer.local.records import EventKind, Saved
from orderviewer.local.schema import open_database
from orderviewer.local.seals import row_seal
from orderviewer.local.torn import TornFile, mend
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from orderviewer.local.database import Database

_ORDERS = (
    *("number", "key", "has_id", "stream", "position", "crawl"),
    *("digest", "first_seen", "last_seen", "changed", "seal"),
)
_DETAILS = ("seen", "digest", "since", "seal")
_CRAWLS = ("crawl", "stream", "started", "as_of", "received", "about", "complete", "compared")
_VERSIONS = ("version", "number", "source", "since", "seen", "until", "json", "seal")
_MOVES = ("number", "at", "stream", "missing", "seal")
_CHANGE = ("kind", "role", "path", "before", "after", "days", "not_before", "not_after", "seal")
_EVENTS = ("event", "number", "orders", "seen", *_CHANGE)
_PENDING = ("pending", "crawl", "number", "stayed", "pattern", *_CHANGE)
_NEW = frozenset({"compared", "seal"})  # not in files of older versions
_KINDS = frozenset(EventKind)
_FORGOTTEN = ("number", "digest", "by_age", "crawl")
_META = ("details_settled", "forgetting")  # the rest is learnt or made again
_LATEST = 1 << 47  # milliseconds; no time of a sound file is later

Row = tuple[Any, ...]


def salvage(damaged: Path, path: Path) -> Saved:
    """Makes a store at `path`, where none is, of what the damaged one still has.

    Raises StoreDamaged: DAMAGED when nothing of it can be read, else what writing meets.
    """
    with closing(open_database(path)) as database:
        try:
            torn = TornFile(damaged)
        except StoreDamaged:
            return _salvage_mended(damaged, database)
        with closing(torn):
            return _Salvage(torn, database).run()


def _salvage_mended(damaged: Path, database: Database) -> Saved:
    copy = database.path.with_name(f"{database.path.name}.mended")
    database.empty_journal()
    try:
        mend(damaged, copy, database.path.read_bytes()[:PAGE_BYTES])
        with closing(TornFile(copy)) as torn:
            return _Salvage(torn, database).run()
    except OSError as error:
        raise StoreDamaged(Cause.DAMAGED, error.strerror or "not readable") from None
    finally:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                copy.with_name(copy.name + suffix).unlink(missing_ok=True)


class _Salvage:
    def __init__(self, torn: TornFile, database: Database) -> None:
        self._torn = torn
        self._database = database
        self._deriver = Deriver(database)
        self._packer = Packer(database, OF_LISTS)
        self._detail_packer = Packer(database, OF_DETAILS)
        self._kept: set[int] = set()  # numbers of orders

    def run(self) -> Saved:
        with self._database.writing():
            for rows in self._torn.rows("orders", _ORDERS):
                self._keep_orders(rows)
            self._deriver.save()
        with self._database.writing():
            crawls = self._copy("crawls", _CRAWLS, self._is_crawl)
            self._copy("versions", _VERSIONS, self._is_version)
            self._copy("moves", _MOVES, self._is_move)
            self._copy("absences", ("number",), lambda row: row[0] in self._kept)
            self._copy("pending", _PENDING, self._is_pending)
            events = self._copy("events", _EVENTS, self._is_event)
            versions = self._drop_torn_chains()
            self._copy("forgotten", _FORGOTTEN, self._is_forgotten)
            meta = self._torn.meta()
            kept = [(name, meta[name]) for name in _META if name in meta]
            self._database.insert("INSERT OR REPLACE INTO meta", kept)
            whole = self._count(known_crawls=crawls > 0)
        return Saved(len(self._kept), events, versions, whole)

    # --- orders

    def _keep_orders(self, rows: Sequence[Row]) -> None:
        sound = [row for row in rows if _is_order(row)]
        numbers = [row[0] for row in sound]
        bodies = self._torn.jsons("bodies", (), numbers)
        details = self._torn.jsons("details", _DETAILS, numbers)
        kept = [row for row in sound if self._is_whole(row, *bodies.get(row[0], (None,)))]
        if not kept:
            return
        self._kept.update(row[0] for row in kept)
        whole = {row[0]: found for row in kept if (found := _detail(row[0], details.get(row[0])))}
        jsons = {row[0]: bytes(bodies[row[0]][0]) for row in kept}
        learnt_from = list(jsons.values()), [json for json, *_ in whole.values()]
        self._deriver.learn([*chain.from_iterable(learnt_from)])
        for packer, raws in zip((self._packer, self._detail_packer), learnt_from, strict=True):
            packer.learn(raws)
        self._database.insert("INSERT INTO orders", [_sealed(row) for row in kept])
        pack, pack_detail = self._packer.pack, self._detail_packer.pack
        self._database.insert("INSERT INTO bodies", [(n, pack(raw)) for n, raw in jsons.items()])
        self._database.insert(
            "INSERT INTO details",
            [
                (n, seen, digest, pack_detail(raw), since, row_seal(n, since))
                for n, (raw, seen, digest, since) in whole.items()
            ],
        )
        self._deriver.write([_contents(row, jsons[row[0]], whole.get(row[0])) for row in kept])

    def _is_whole(self, row: Row, body: object) -> bool:
        number, key, *_ = row
        if number in self._kept or not isinstance(body, bytes) or digest_of(body) != row[6]:
            return False
        return isinstance(key, str) and self._torn.is_key_of(key, number, body)

    # --- history

    def _copy(self, table: str, columns: Sequence[str], sound: Any) -> int:  # noqa: ANN401  a test
        """The rows that pass the test; how many."""
        new = [column in _NEW for column in columns]
        count, places = 0, ", ".join("?" * len(columns))
        into = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
        for rows in self._torn.rows(table, columns):
            kept = [row for row in rows if sound(row)]
            # What None stands for in a column that an older version did not have.
            self._database.run_many(
                into,
                [
                    [
                        0 if cell is None and one else cell
                        for cell, one in zip(row, new, strict=True)
                    ]
                    for row in kept
                ],
            )
            count += len(kept)
        if table in SEALED and not self._torn.has(table, "seal"):
            self._database.run(f"UPDATE {table} SET seal = row_seal({SEALED[table]})")  # noqa: S608
        return count

    def _is_crawl(self, row: Row) -> bool:
        crawl, stream, started, as_of, received, about, complete, compared = row
        return (
            _are_times(started, as_of)
            and _is_stream(stream)
            and _are_counts(crawl, received, compared or 0, about or 0)
            and complete in {0, 1}
        )

    def _is_version(self, row: Row) -> bool:
        _, number, source, since, seen, until, packed, seal = row
        return (
            number in self._kept
            and _holds(seal, number, source, since, seen, until)
            and source in set(Source)
            and _are_times(since, seen, until)
            and since <= seen <= until
            and isinstance(packed, bytes)
        )

    def _is_forgotten(self, row: Row) -> bool:
        number, digest, by_age, crawl = row
        known = isinstance(digest, str) and by_age in {0, 1}
        return known and number not in self._kept and _are_counts(number, crawl)

    def _is_move(self, row: Row) -> bool:
        number, at, stream, missing, seal = row
        return (
            number in self._kept
            and _holds(seal, number, at, stream, missing)
            and _are_times(at)
            and _is_stream(stream)
            and missing in {0, 1}
        )

    def _is_event(self, row: Row) -> bool:
        _, number, orders, seen, *change = row
        known = number is None or number in self._kept
        return known and _are_counts(orders) and seen in {0, 1} and _is_change(number, *change)

    def _is_pending(self, row: Row) -> bool:
        _, crawl, number, stayed, pattern, *change = row
        return (
            number in self._kept
            and _are_counts(crawl)
            and stayed in {0, 1}
            and isinstance(pattern, str)
            and _is_change(number, *change)
        )

    def _drop_torn_chains(self) -> int:
        """Of each order, the versions up to the first one that is not sound; how many are left."""
        for number, source in self._database.query("SELECT DISTINCT number, source FROM versions"):
            table = "bodies" if source == Source.LIST else "details"
            newest = self._database.value(
                f"SELECT unpacked(packed) FROM {table} WHERE number = ?",  # noqa: S608
                (number,),
            )
            chain = self._database.query(
                "SELECT version, json FROM versions WHERE number = ? AND source = ?"
                " ORDER BY version DESC",
                (number, source),
            )
            sound = 0 if newest is None else _sound(newest, [packed for _, packed in chain])
            if sound < len(chain):
                self._database.run(
                    "DELETE FROM versions WHERE number = ? AND source = ? AND version <= ?",
                    (number, source, chain[sound][0]),
                )
        return int(self._database.value("SELECT count(*) FROM versions"))

    def _count(self, *, known_crawls: bool) -> bool:
        """The lists' counters; whether every order was saved.

        If not, no list is whole: an order that comes back is then no news, as in a first crawl.
        """
        listed = {
            row[0]: row[1:]
            for rows in self._torn.rows("streams", ("stream", "orders", "crawl", "completed"))
            for row in rows
            if _are_counts(*row)
        }
        counted = dict(self._database.query("SELECT stream, count(*) FROM orders GROUP BY stream"))
        whole = known_crawls and all(
            listed.get(stream, (-1,))[0] == counted.get(stream, 0) for stream in range(len(STREAMS))
        )
        for stream in range(len(STREAMS)):
            _, crawl, completed = listed.get(stream, (0, 0, 0))
            self._database.run(
                "UPDATE streams SET orders = ?, crawl = ?, completed = ? WHERE stream = ?",
                (counted.get(stream, 0), crawl, completed if whole else 0, stream),
            )
            if not whole:
                self._database.run("UPDATE crawls SET complete = 0 WHERE crawl = ?", (crawl,))
        return whole


def _is_order(row: Row) -> bool:
    number, key, has_id, stream, position, crawl, digest, *times, seal = row
    first_seen, _, changed = times
    return (
        isinstance(key, str)
        and has_id in {0, 1}
        and _is_stream(stream)
        and _are_counts(number, position, crawl)
        and isinstance(digest, bytes)
        and _are_times(*times)
        and _holds(seal, number, first_seen, changed)
    )


def _sealed(order: Row) -> Row:
    *row, _ = order
    number, first_seen, changed = row[0], row[-3], row[-1]
    return (*row, row_seal(number, first_seen, changed))


def _detail(number: int, row: Row | None) -> Row | None:
    """JSON, time it was seen, digest and since when it is that, if they are sound."""
    if row is None:
        return None
    json, seen, digest, since, seal = row
    since = seen if since is None else since  # of version 1
    sound = isinstance(json, bytes) and digest_of(json) == digest and _are_times(seen, since)
    sound = sound and _holds(seal, number, since)
    return (json, seen, digest, since) if sound else None


def _contents(row: Row, body: bytes, detail: Row | None) -> tuple[int, bytes, bytes | None]:
    """Number, the JSON that counts, and the one that fills its blanks."""
    if detail is None:
        return row[0], body, None
    json, seen, *_ = detail
    changed = row[-2]
    return (row[0], json, body) if seen >= changed else (row[0], body, json)


def _holds(seal: int | None, *values: object) -> bool:
    """Files of older versions have no seals."""
    return seal is None or row_seal(*values) == seal


def _is_change(number: int | None, *change: Any) -> bool:  # noqa: ANN401  in any column anything
    kind, role, path, before, after, days, not_before, not_after, seal = change
    return (
        _holds(seal, number, *change[:-1])
        and kind in _KINDS
        and all(isinstance(text, str) for text in (path, before, after))
        and (role is None or isinstance(role, str))
        and (days is None or isinstance(days, int))
        and _are_times(not_before, not_after)
    )


def _sound(newest: bytes, packed: Sequence[bytes]) -> int:
    """How many of the versions, the youngest first, can be restored."""
    found = 0
    older: Iterator[bytes] = older_ones(newest, packed)
    try:
        for _ in older:
            found += 1
    except StoreDamaged:
        return found
    return found


def _is_stream(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < len(STREAMS)


def _are_counts(*values: object) -> bool:
    return all(isinstance(value, int) and 0 <= value < 1 << 53 for value in values)


def _are_times(*values: object) -> bool:
    return all(isinstance(value, int) and 0 <= value < _LATEST for value in values)
