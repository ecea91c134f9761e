"""Reads what can still be read of a damaged file: all rows but those on the damaged pages."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from orderviewer.local.database import PAGE_BYTES, Database
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# Places in the first bytes of a file of SQLite's.
_HEAD, _MAGIC = 100, 24
_CHANGES, _PAGES, _FREE, _VALID_FOR = slice(24, 28), slice(28, 32), slice(32, 40), slice(92, 96)
_MOST = 100  # times its present size that a cut file may have had

STEP = 256  # rows
MOST_FAILED = 40  # steps without a single row, after which the rest is looked for from the end

Row = tuple[Any, ...]


class TornFile:
    """A damaged store; nothing here raises, what cannot be read is left out.

    In such a file any column may hold anything.
    """

    def __init__(self, path: Path) -> None:
        """Raises StoreDamaged when not even the list of tables can be read."""
        self._database = Database(path, read_only=True)
        try:
            tables = self._database.query("SELECT name FROM sqlite_master WHERE type = 'table'")
            self._tables = {table: self._columns(table) for (table,) in tables}
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        with suppress(StoreDamaged):
            self._database.close()

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[list[Row]]:
        """The rows of a table, in lists; None for a column that an older version did not have."""
        if table not in self._tables:
            return
        names = self._named(table, columns)
        after, failed = -1, 0
        while failed < MOST_FAILED:
            try:
                found = self._read(table, names, f"rowid > {after} ORDER BY rowid LIMIT {STEP}")
                _require_ascending(found, after)
            except StoreDamaged:
                found = self._pick(table, names, after + 1, after + STEP)
                failed = 0 if found else failed + 1
                after += STEP
            else:
                if not found:
                    return
                after = found[-1][0]
            yield [row for _, *row in found]  # type: ignore[misc]
        yield from self._from_the_end(table, names, after)

    def by_number(
        self, table: str, columns: Sequence[str], numbers: Sequence[int]
    ) -> dict[int, Row]:
        """The rows of a table whose key is the number of an order."""
        if table not in self._tables:
            return {}
        names = self._named(table, columns)
        wanted = f"number IN (SELECT value FROM json_each('{json.dumps(list(numbers))}'))"  # noqa: S608
        try:
            found = self._read(table, names, wanted)
        except StoreDamaged:
            found = [row for one in numbers for row in self._pick(table, names, one, one)]
        return {number: tuple(rest) for number, *rest in found if number in set(numbers)}

    def jsons(self, table: str, columns: Sequence[str], numbers: Sequence[int]) -> dict[int, Row]:
        """Like `by_number`, of a table that holds orders: the JSON first, None if it is torn."""
        is_packed = self.has(table, "packed")
        found = self.by_number(table, ("packed" if is_packed else "json", *columns), numbers)
        if not is_packed:  # in version 3 and before
            return found
        return {number: (self._unpacked(cell), *rest) for number, (cell, *rest) in found.items()}

    def _unpacked(self, packed: object) -> bytes | None:
        with suppress(StoreDamaged):
            return self._database.unpacked(packed)
        return None

    def is_key_of(self, key: str, number: int, body: bytes) -> bool:
        """What the index of keys says, which has a copy; where it is torn, what the JSON says."""
        try:
            found = self._database.value("SELECT number FROM orders WHERE key = ?", (key,))
        except StoreDamaged:
            return json.dumps(key, ensure_ascii=False).encode(errors="replace") in body
        return bool(found == number)

    def has(self, table: str, column: str) -> bool:
        return column in self._tables.get(table, ())

    def meta(self) -> dict[str, str]:
        with suppress(StoreDamaged):
            return dict(self._database.query("SELECT name, value FROM meta"))
        return {}

    def _columns(self, table: str) -> set[str]:
        with suppress(StoreDamaged):  # of a torn index not even the columns can be read
            rows = self._database.query("SELECT name FROM pragma_table_info(?)", (table,))
            return {name for (name,) in rows}
        return set()

    def _named(self, table: str, columns: Sequence[str]) -> str:
        known = self._tables[table]
        return ", ".join(name if name in known else "NULL" for name in columns)

    def _read(self, table: str, names: str, condition: str) -> list[Row]:
        return self._database.query(
            f"SELECT rowid, {names} FROM {table} NOT INDEXED WHERE {condition}"  # noqa: S608
        )

    def _pick(self, table: str, names: str, first: int, last: int) -> list[Row]:
        """Of a range of row ids those that can be read."""
        found: list[Row] = []
        ranges = [(first, last)]
        while ranges:
            first, last = ranges.pop()
            try:
                some = self._read(table, names, f"rowid BETWEEN {first} AND {last} ORDER BY rowid")
                _require_ascending(some, first - 1)
                found += some
            except StoreDamaged:
                middle = (first + last) // 2
                if first < last:
                    ranges += [(middle + 1, last), (first, middle)]
        return found

    def _from_the_end(self, table: str, names: str, after: int) -> Iterator[list[Row]]:
        before = (1 << 63) - 1
        with suppress(StoreDamaged):
            while found := self._read(
                table,
                names,
                f"rowid > {after} AND rowid < {before} ORDER BY rowid DESC LIMIT {STEP}",
            ):
                if found[-1][0] >= before:
                    return
                before = found[-1][0]
                yield [tuple(row) for _, *row in found]


def _require_ascending(found: Sequence[Row], after: int) -> None:
    for number, *_ in found:
        if not isinstance(number, int) or number <= after:
            raise StoreDamaged(Cause.DAMAGED, "rows are out of order")
        after = number


def mend(path: Path, copy: Path, sound: bytes) -> None:
    """Copies a file whose head or end is missing, so that SQLite may read the rest.

    `sound`: the first bytes of any sound file.  The copy, for its owner alone, is as long as its
    head says, and has a head.  Raises OSError.
    """
    with (
        path.open("rb") as torn,
        os.fdopen(os.open(copy, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file,
    ):
        shutil.copyfileobj(torn, file)
        file.seek(0)
        head = bytearray(file.read(_HEAD))
        pages, rest = divmod(path.stat().st_size, PAGE_BYTES)
        pages += bool(rest)
        if head[:_MAGIC] != sound[:_MAGIC]:
            head = bytearray(sound[:_HEAD])
        else:
            pages = max(pages, min(int.from_bytes(head[_PAGES], "big"), _MOST * pages))
        head[_PAGES] = pages.to_bytes(4, "big")
        head[_FREE] = bytes(8)
        head[_VALID_FOR] = head[_CHANGES]
        file.seek(0)
        file.write(head)
        file.truncate(pages * PAGE_BYTES)
