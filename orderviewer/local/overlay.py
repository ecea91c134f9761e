"""Temporary tables over those of a store: what reads `orders` reads those of another day."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.roles import Role
from orderviewer.local.dictionaries import OF_DETAILS, OF_LISTS, read_dictionary
from orderviewer.local.packing import Dictionary, pack

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from orderviewer.local.database import Database

_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS unborn (number INTEGER PRIMARY KEY)",
    """CREATE TEMP TABLE IF NOT EXISTS then_orders (
        number INTEGER PRIMARY KEY, stream INTEGER, missing INTEGER, changed INTEGER
    )""",
    f"CREATE TEMP TABLE IF NOT EXISTS then_cells (number INTEGER PRIMARY KEY, {', '.join(Role)})",
    """CREATE TEMP TABLE IF NOT EXISTS then_json (
        number INTEGER PRIMARY KEY, list BLOB, detail BLOB
    )""",
)
_UNBORN = "INSERT INTO temp.unborn SELECT value FROM json_each(?)"
_PLACED, _TOLD = ("unborn", "then_orders"), ("then_cells", "then_json")
# Where an order stood before it first moved since, and when its list's JSON of then began.
_PLACES = """
    INSERT INTO temp.then_orders
    SELECT otherwise.value, move.stream, move.missing, version.since FROM json_each(?1) AS otherwise
    LEFT JOIN (SELECT number, stream, missing, min(at) FROM main.moves WHERE at > ?2
               GROUP BY number) AS move ON move.number = otherwise.value
    LEFT JOIN (SELECT number, since, min(version) FROM main.versions WHERE until > ?2
               AND source = 0 GROUP BY number) AS version ON version.number = otherwise.value
"""


class Former(NamedTuple):
    """What an order had that was otherwise."""

    number: int
    texts: tuple[str, ...]
    list_json: bytes
    detail_json: bytes | None


class Overlay:
    """Lays former orders over the tables of a connection that does nothing else.

    Names without a schema find temporary views first.  Each is one plain selection from the
    table it hides, so that SQLite goes on using that one's keys.
    """

    def __init__(self, database: Database, when: int) -> None:
        """`when` in milliseconds since 1970."""
        self._database = database
        self._when = when

    def clear(self, kept: Collection[int] = ()) -> None:
        """Inside a transaction, as all of it; only the texts of orders `kept` still lie there."""
        for statement in _TABLES:
            self._database.run(statement)
        numbers = json.dumps(list(kept))
        for name in _PLACED:
            self._database.run(f"DELETE FROM temp.{name}")  # noqa: S608  our own names
        for name in _TOLD:
            self._database.run(
                f"DELETE FROM temp.{name}"  # noqa: S608
                " WHERE number NOT IN (SELECT value FROM json_each(?))",
                (numbers,),
            )

    def clear_texts(self) -> None:
        """The texts of no order lie there any more."""
        for name in _TOLD:
            self._database.run(f"DELETE FROM temp.{name}")  # noqa: S608  our own names

    def add_places(self, numbers: Sequence[int]) -> None:
        """Of all former orders, in which list they stood, and since when they were what they were.

        They have no texts yet: until they are added, only places may be asked.
        """
        self._database.run(_PLACES, (json.dumps(list(numbers)), self._when))

    def add(self, former: Sequence[Former], *, with_json: bool) -> None:
        """Their texts; `with_json`: for queries that look into them, which takes more memory."""
        database = self._database
        _insert(database, "then_cells", ((one.number, *one.texts) for one in former))
        if with_json:
            lists = self._packed(OF_LISTS, [one.list_json for one in former])
            details = self._packed(OF_DETAILS, [one.detail_json for one in former])
            numbers = [one.number for one in former]
            _insert(database, "then_json", zip(numbers, lists, details, strict=True))

    def add_unborn(self, numbers: Iterable[int]) -> None:
        """Orders that nobody knew yet; they lie there until the next `clear`."""
        self._database.run(_UNBORN, (json.dumps(list(numbers)),))

    def _packed(self, number: int, raws: Sequence[bytes | None]) -> list[bytes | None]:
        """As the file itself keeps such orders; it has a dictionary unless it is an old one."""
        text = read_dictionary(self._database, number)
        dictionary = None if text is None else Dictionary(number, text)
        return [None if raw is None else pack(raw, dictionary) for raw in raws]

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Inside, the connection reads as on the other day."""
        views = _views(self._database, self._when)
        for name, selection in views.items():
            self._database.run(f"CREATE TEMP VIEW {name} AS {selection}")
        try:
            yield
        finally:
            for name in views:
                self._database.run(f"DROP VIEW temp.{name}")


def _insert(database: Database, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    columns = len(database.query(f"PRAGMA temp.table_info({table})"))
    marks = ", ".join("?" * columns)
    database.run_many(f"INSERT INTO temp.{table} VALUES ({marks})", rows)  # noqa: S608


def _views(database: Database, when: int) -> dict[str, str]:
    """Selections with all columns of the tables they hide, by name."""
    was = "own.number IN (SELECT number FROM temp.then_orders)"
    completed = (
        "(SELECT completed FROM main.streams WHERE streams.stream = then_orders.stream)"
        " - then_orders.missing"
    )
    jsons = {
        table: {"packed": f"CASE WHEN {was} THEN {_of('then_json', column)} ELSE own.packed END"}
        for table, column in (("bodies", "list"), ("details", "detail"))
    }
    return {
        "orders": _selection(
            database,
            "orders",
            {
                "stream": f"ifnull({_of('then_orders', 'stream')}, own.stream)",
                "changed": f"ifnull({_of('then_orders', 'changed')}, own.changed)",
                "crawl": f"ifnull({_of('then_orders', completed)}, own.crawl)",
            },
            " WHERE own.number NOT IN (SELECT number FROM temp.unborn)",
        ),
        "cells": _selection(
            database,
            "cells",
            {role: f"ifnull({_of('then_cells', role)}, own.{role})" for role in Role},
        ),
        **{table: _selection(database, table, columns) for table, columns in jsons.items()},
        "events": _selection(database, "events", {}, f" WHERE own.not_after <= {when}"),
        # The index of words is of today: it does not count for what was otherwise.
        "outdated": "SELECT number FROM main.outdated UNION SELECT number FROM temp.then_orders",
    }


def _of(table: str, column: str) -> str:
    return f"(SELECT {column} FROM temp.{table} WHERE {table}.number = own.number)"  # noqa: S608


def _selection(database: Database, table: str, otherwise: dict[str, str], where: str = "") -> str:
    names = [name for _, name, *_ in database.query(f"PRAGMA main.table_info({table})")]
    columns = ", ".join(f"{otherwise.get(name, f'own.{name}')} AS {name}" for name in names)
    return f"SELECT {columns} FROM main.{table} AS own{where}"  # noqa: S608
