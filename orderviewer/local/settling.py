"""The end of a crawl: what happened to single orders becomes visible, what to all is one event."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.document import document
from orderviewer.fields.flatten import flatten
from orderviewer.local.history import DETAILS
from orderviewer.local.meaning import pattern_of, plain
from orderviewer.local.records import EventKind
from orderviewer.local.rewording import Wording, reworded
from orderviewer.local.seals import row_seal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orderviewer.local.database import Database

FEWEST = 20  # orders; fewer are told one by one, whatever happened to them
SHARE = 0.5  # of the compared orders; more have the same new, lost or reworded field
RESTLESS_SHARE = 0.9
RARE = 3  # orders with a field that few have, when others were reworded for certain
_SAMPLE = 400  # orders that were not compared, or did not change, and that are asked

_COMMON = """
    SELECT kind, pattern, before = '', after = '', max(role IS NOT NULL), count(DISTINCT number)
    FROM pending WHERE crawl = ? AND stayed AND pattern <> '' GROUP BY 1, 2, 3, 4
    HAVING count(DISTINCT number) >= ? AND count(DISTINCT number) > ?
"""
# A detail that came for the first time was compared with nothing.
_COMPARED_DETAILS = """
    SELECT count(*) FROM details WHERE seen > ? AND (since <= ? OR EXISTS (
        SELECT 1 FROM versions WHERE versions.number = details.number AND source = 1))
"""
_LIKE = "crawl = ? AND kind = ? AND pattern = ? AND before = '' = ? AND after = '' = ?"
_DATED = frozenset(
    {
        EventKind.DATE_MOVED,
        EventKind.APPOINTMENT_SET,
        EventKind.APPOINTMENT_MOVED,
        EventKind.APPOINTMENT_CANCELLED,
        EventKind.COMPLETED,
        EventKind.CANCELLED,
    }
)
_WORDED = frozenset({EventKind.FIELD_CHANGED, EventKind.STATE_CHANGED})


class _Common(NamedTuple):
    """One thing that happened to many orders; `came` and `went`: nothing stood there."""

    kind: str
    pattern: str
    came: bool
    went: bool
    in_a_role: bool
    orders: int


@dataclass(slots=True)
class _Schema:
    """The fields of one schema event, and the pending events it stands for."""

    came: set[str] = field(default_factory=set)
    went: set[str] = field(default_factory=set)
    reworded: set[str] = field(default_factory=set)
    pending: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.reworded)


def settle(database: Database, crawl: int, now: int) -> None:
    """Makes the pending events of a crawl visible; inside a transaction, times in milliseconds.

    The rule for a schema event (product.md 3, idea 1, its trap).  Looked at are the orders of
    this crawl that stayed in their list.  When the same thing happened to the same field, in
    whatever item of a list, in at least `FEWEST` of them and in more than `SHARE` of all that
    were compared, these are not told one by one:

    - a field that came, if no order had it before this stream was last compared;
    - a field that went, if no order has it now;
    - texts that were reworded, as `rewording.reworded` says.  What became something else is
      told one by one.  Dates have no language: they are never reworded.  Once one field was,
      that is looked for in labels that only a few orders have, `RARE` of them, as well;
    - a field without a role that changed in `RESTLESS_SHARE` of the compared orders, as the age
      of an order in days would.

    All of one synchronisation, over both lists, is one event.
    """
    compared, cut = _extent(database, crawl)
    common = _common(database, crawl, FEWEST, SHARE * compared)
    if common:
        schema = _Folding(database, crawl, compared, cut).fold(common)
        if schema:
            orders = _drop(database, schema.pending)
            _tell(database, schema, orders, now, cut)
    columns = "number, kind, role, path, before, after, days, not_before, not_after, seal"
    # The latest events are read first, and of an order should then be what matters most.
    database.run(
        f"INSERT INTO events (orders, seen, {columns})"  # noqa: S608  our own names
        f" SELECT 1, 0, {columns} FROM pending WHERE crawl = ?"
        " ORDER BY min(pending) OVER (PARTITION BY number), pending DESC",
        (crawl,),
    )
    database.run("DELETE FROM pending WHERE crawl = ?", (crawl,))


def settle_abandoned(database: Database, stream: int, now: int) -> None:
    """The same for crawls of a stream that never came to an end."""
    rows = database.query(
        "SELECT crawl FROM crawls WHERE stream = ? AND crawl IN (SELECT crawl FROM pending)",
        (stream,),
    )
    for (crawl,) in rows:
        settle(database, crawl, now)


def settle_details(database: Database, now: int) -> None:
    settle(database, DETAILS, now)
    database.run("INSERT OR REPLACE INTO meta VALUES ('details_settled', ?)", (str(now),))


def _extent(database: Database, crawl: int) -> tuple[int, int]:
    """How many orders were compared, and the time before which all that is stored is former.

    A synchronisation reads Current first, so when Closed ends Current is no longer former.
    """
    if crawl == DETAILS:
        cut = database.value("SELECT value FROM meta WHERE name = 'details_settled'")
        since = int(cut or 0)
        return int(database.value(_COMPARED_DETAILS, (since, since))), since
    rows = database.query(
        "SELECT own.compared, CASE WHEN own.stream = 0 OR former.crawl IS NULL"
        " THEN own.started ELSE former.as_of END FROM crawls AS own"
        " JOIN streams ON streams.stream = own.stream"
        " LEFT JOIN crawls AS former ON former.crawl = streams.completed WHERE own.crawl = ?",
        (crawl,),
    )
    return rows[0] if rows else (0, 0)


def _common(database: Database, crawl: int, least: int, more_than: float) -> list[_Common]:
    return [_Common(*row) for row in database.query(_COMMON, (crawl, least, more_than))]


class _Folding:
    """Finds among the events of a crawl those that are about the schema."""

    def __init__(self, database: Database, crawl: int, compared: int, cut: int) -> None:
        self._database = database
        self._crawl = crawl
        self._compared = compared
        self._cut = cut
        self._schema = _Schema()

    def fold(self, common: Iterable[_Common]) -> _Schema:
        former = _texts(self._sample(f"orders.changed <= {self._cut}"))
        present = _texts(self._sample("1"))
        for one in common:
            if one.came and one.went:
                continue
            if one.came:
                if not _has(former, one.pattern):
                    self._take(self._schema.came, one)
            elif one.went:
                if not _has(present, one.pattern):
                    self._take(self._schema.went, one)
            elif not self._take_reworded(one, former) and self._is_restless(one):
                self._take(self._schema.reworded, one)
        if self._schema.reworded:
            for one in _common(self._database, self._crawl, RARE, 0):
                worded = one.kind in _WORDED and not (one.came or one.went)
                if worded and one.pattern not in self._schema.reworded:
                    self._take_reworded(one, former, labels_only=True)
        return self._schema

    def _is_restless(self, one: _Common) -> bool:
        return (
            one.kind == EventKind.FIELD_CHANGED
            and not one.in_a_role
            and one.orders >= RESTLESS_SHARE * self._compared
        )

    def _take(self, fields: set[str], one: _Common) -> None:
        fields.add(one.pattern)
        self._schema.pending.update(event.pending for event in self._events(one))

    def _take_reworded(
        self, one: _Common, former: dict[str, frozenset[str]], *, labels_only: bool = False
    ) -> bool:
        if one.kind in _DATED:
            return False
        elsewhere = former.get(one.pattern, frozenset())
        folded = reworded(self._events(one), elsewhere, labels_only=labels_only)
        if folded:
            self._schema.reworded.add(one.pattern)
            self._schema.pending.update(folded)
        return bool(folded)

    def _events(self, one: _Common) -> list[Wording]:
        """Also those of orders that changed lists: the schema is the same for them."""
        rows = self._database.query(
            f"SELECT pending, before, after, stayed FROM pending WHERE {_LIKE}",  # noqa: S608
            (self._crawl, one.kind, one.pattern, one.came, one.went),
        )
        return [Wording(*row) for row in rows]

    def _sample(self, condition: str) -> list[bytes]:
        """The JSON of some orders, from all over the store."""
        last = self._database.value("SELECT max(number) FROM orders") or 0
        step = max(1, last // _SAMPLE)
        table = "details" if self._crawl == DETAILS else "bodies"
        rows = self._database.query(
            f"SELECT unpacked({table}.packed) FROM orders JOIN {table} USING (number)"  # noqa: S608
            f" WHERE (orders.number % {step} = 0 OR {last} < {2 * _SAMPLE}) AND {condition}"
            f" LIMIT {4 * _SAMPLE}"
        )
        return [body for (body,) in rows]


def _texts(bodies: Iterable[bytes]) -> dict[str, frozenset[str]]:
    """Every text that stands in these orders, by the pattern of its field."""
    found: dict[str, set[str]] = defaultdict(set)
    for body in bodies:
        for path, value in flatten(document(body)):
            if text := plain(value):
                found[pattern_of(path)].add(text)
    return {pattern: frozenset(texts) for pattern, texts in found.items()}


def _has(texts: dict[str, frozenset[str]], pattern: str) -> bool:
    """Whether the field, or for a person any of its fields, is there."""
    return pattern in texts or any(known.startswith(f"{pattern}.") for known in texts)


def _drop(database: Database, pending: set[int]) -> int:
    """Removes what the schema event stands for; of how many orders it was."""
    numbers = json.dumps(sorted(pending))
    chosen = "FROM pending WHERE pending IN (SELECT value FROM json_each(?))"
    orders = database.value(f"SELECT count(DISTINCT number) {chosen}", (numbers,))
    database.run(f"DELETE {chosen}", (numbers,))
    return int(orders)


def _tell(database: Database, schema: _Schema, orders: int, now: int, cut: int) -> None:
    """One event for the whole synchronisation, which began after `cut`."""
    rows = database.query(
        "SELECT event, orders, before, after, path FROM events"
        " WHERE number IS NULL AND not_after > ? ORDER BY event DESC LIMIT 1",
        (cut,),
    )
    if rows:
        event, known, *fields = rows[0]
        for own, lines in zip((schema.went, schema.came, schema.reworded), fields, strict=True):
            own.update(filter(None, lines.split("\n")))
        database.run("DELETE FROM events WHERE event = ?", (event,))
        orders += known
    went, came, reworded = (
        "\n".join(sorted(one)) for one in (schema.went, schema.came, schema.reworded)
    )
    kind = EventKind.SCHEMA_CHANGED
    seal = row_seal(None, kind, None, reworded, went, came, None, cut, now)
    database.run(
        "INSERT INTO events (number, orders, seen, kind, path, before, after, not_before,"
        " not_after, seal) VALUES (NULL, ?, 0, ?, ?, ?, ?, ?, ?, ?)",
        (orders, kind, reworded, went, came, cut, now, seal),
    )
