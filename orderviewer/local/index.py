"""The index of every word of every order, filled in short steps after the orders are stored.

Orders are numbered as they come, so those above a mark are not indexed yet; what an indexed order
held before it changed waits in `outdated`, for FTS5 takes a text out only when it is told which.
Both are searched order by order until `Indexer.step` gets to them.  What is indexed depends on
the JSON alone, never on what was learnt of the fields.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from orderviewer.search.texts import VERSION, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from orderviewer.local.database import Database

_PUNCTUATION = "".join(map(chr, range(33, 127))).translate(
    dict.fromkeys(map(ord, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
)
# Blanks alone part tokens.  Orders are found by one or two typed characters as fast as by more.
_TOKENIZER = "ascii tokenchars '{}'".format(_PUNCTUATION.replace("'", "''")).replace('"', '""')
INDEX_TABLES = (
    f"""CREATE VIRTUAL TABLE words USING fts5 (
        tokens, content = '', columnsize = 0, detail = none, prefix = '1 2',
        tokenize = "{_TOKENIZER}"
    )""",
    # What the index still has of orders that changed since.
    "CREATE TABLE outdated (number INTEGER PRIMARY KEY, packed BLOB, detail BLOB) STRICT",
)

_MARK = f"indexed {VERSION}"  # the last number in the index, as this version makes it
INDEXED = f"ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE name = '{_MARK}'), 0)"  # noqa: S608
PENDING = f"SELECT number FROM orders WHERE number > {INDEXED} UNION SELECT number FROM outdated"  # noqa: S608

_OUTDATE = f"""
    INSERT OR IGNORE INTO outdated
    SELECT number, bodies.packed, details.packed FROM bodies LEFT JOIN details USING (number)
    WHERE number IN (SELECT value FROM json_each(?)) AND number <= {INDEXED}
"""  # noqa: S608
_CONTENTS = """
    SELECT number, unpacked(bodies.packed), unpacked(details.packed)
    FROM bodies LEFT JOIN details USING (number)
    WHERE number IN (SELECT value FROM json_each(?))
"""
_OUTDATED = "SELECT number, unpacked(packed), unpacked(detail) FROM outdated LIMIT ?"
_ADD = "INSERT INTO words (rowid, tokens) VALUES (?, ?)"
_TAKE_OUT = "INSERT INTO words (words, rowid, tokens) VALUES ('delete', ?, ?)"


def outdate(database: Database, numbers: Iterable[int]) -> None:
    """Says that these orders are about to change or to go, in the transaction that does it."""
    database.run(_OUTDATE, (json.dumps(list(numbers)),))


def take_out(database: Database, numbers: Sequence[int]) -> None:
    """These orders are about to go for good: nothing of their words is left in the file."""
    chosen = json.dumps(list(numbers))
    among = "number IN (SELECT value FROM json_each(?))"
    held = database.query(
        f"SELECT number, unpacked(packed), unpacked(detail) FROM outdated WHERE {among}"  # noqa: S608
        " UNION ALL SELECT number, unpacked(bodies.packed), unpacked(details.packed) FROM bodies"
        f" LEFT JOIN details USING (number) WHERE {among} AND number <= {INDEXED}"
        " AND number NOT IN (SELECT number FROM outdated)",
        (chosen, chosen),
    )
    database.run_many(_TAKE_OUT, [(number, tokens_of(*raws)) for number, *raws in held])
    database.run("INSERT INTO words (words) VALUES ('optimize')")  # else it only marks them


class Indexer:
    """Brings the index up to what is stored, a few orders at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self) -> int:
        """How many orders the index does not have as they are."""
        new = self._database.value(
            f"SELECT max(0, ifnull(max(number), 0) - {INDEXED}) FROM orders"  # noqa: S608
        )
        return int(new) + int(self._database.value("SELECT count(*) FROM outdated"))

    def step(self, limit: int) -> int:
        """Indexes up to `limit` orders, inside a transaction; how many are left."""
        self._begin_anew_if_another_version_made_it()
        outdated = self._database.query(_OUTDATED, (limit,))
        if outdated:
            self._replace(outdated)
        self._add_new(limit - len(outdated))
        return self.pending()

    def _replace(self, outdated: list[tuple[int, bytes, bytes | None]]) -> None:
        numbers = json.dumps([number for number, _, _ in outdated])
        self._database.run_many(
            _TAKE_OUT, [(number, tokens_of(*raws)) for number, *raws in outdated]
        )
        self._add(numbers)
        self._database.run(
            "DELETE FROM outdated WHERE number IN (SELECT value FROM json_each(?))", (numbers,)
        )

    def _add_new(self, limit: int) -> None:
        found = self._database.query(
            f"SELECT number FROM orders WHERE number > {INDEXED} ORDER BY number LIMIT ?",  # noqa: S608
            (limit,),
        )
        if found:
            numbers = [number for (number,) in found]
            self._add(json.dumps(numbers))
            self._database.run(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)", (_MARK, str(numbers[-1]))
            )

    def _add(self, numbers: str) -> None:
        contents = self._database.query(_CONTENTS, (numbers,))
        self._database.run_many(_ADD, [(number, tokens_of(*raws)) for number, *raws in contents])

    def _begin_anew_if_another_version_made_it(self) -> None:
        marks = self._database.query("SELECT name FROM meta WHERE name LIKE 'indexed %'")
        if marks != [(_MARK,)]:
            self._database.run("INSERT INTO words (words) VALUES ('delete-all')")
            self._database.run("DELETE FROM outdated")
            self._database.run("DELETE FROM meta WHERE name LIKE 'indexed %'")
            self._database.run("INSERT INTO meta VALUES (?, '0')", (_MARK,))
