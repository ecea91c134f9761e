"""Reads what happened, and keeps what of it the user has seen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from orderviewer.fields.roles import Role
from orderviewer.local.moments import time_of
from orderviewer.local.records import Change, Event, EventKind, Unseen
from orderviewer.local.seals import require_seal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from orderviewer.local.database import Database

_EVENTS = """
    SELECT event, number, key, kind, path, before, after, role, days, not_before, not_after,
           events.seen, events.orders, events.seal
    FROM events LEFT JOIN orders USING (number) WHERE {}
    ORDER BY event DESC LIMIT ?
"""
_NAMED = """
    number IN (
        SELECT orders.number FROM orders LEFT JOIN cells USING (number)
        WHERE instr(lower(orders.key || ' ' || ifnull(cells.reference, '')), ?)
    )
"""
_ROLES = frozenset(Role)
_LATEST = 2**63 - 1


def read_events(
    database: Database,
    *,
    since: int | None,
    number: int | None,
    unseen: bool,
    kinds: Collection[EventKind] | None,
    limit: int,
    between: tuple[int | None, int | None],
    text: str,
) -> list[Event]:
    """`between`: newer than the first event and older than the second one."""
    conditions, parameters = ["1"], []
    for condition, parameter in (
        ("not_after > ?", since),
        ("number = ?", number),
        ("event > ?", between[0]),
        ("event < ?", between[1]),
        (_NAMED, text.lower() or None),
        ("kind IN (SELECT value FROM json_each(?))", None if kinds is None else _json(kinds)),
    ):
        if parameter is not None:
            conditions.append(condition)
            parameters.append(parameter)
    if unseen:
        conditions.append("events.seen = 0")
    rows = database.query(_EVENTS.format(" AND ".join(conditions)), (*parameters, limit))
    return [_event(*row) for row in rows]


def mark_seen(
    database: Database, events: Iterable[int] | None, numbers: Iterable[int], until: int | None
) -> None:
    """These events and all of these orders, up to event `until`; with None for events, all."""
    latest = _LATEST if until is None else until
    if events is None:
        database.run("UPDATE events SET seen = 1 WHERE seen = 0 AND event <= ?", (latest,))
        return
    database.run(
        "UPDATE events SET seen = 1 WHERE seen = 0 AND event <= ?"
        " AND (event IN (SELECT value FROM json_each(?))"
        " OR number IN (SELECT value FROM json_each(?)))",
        (latest, _json(events), _json(numbers)),
    )


def read_unseen(database: Database) -> Unseen:
    kinds = database.query("SELECT kind, count(*) FROM events WHERE seen = 0 GROUP BY kind")
    orders = database.value("SELECT count(DISTINCT number) FROM events WHERE seen = 0")
    latest = database.value("SELECT max(event) FROM events")
    return Unseen(int(orders), {EventKind(kind): count for kind, count in kinds}, latest or 0)


def read_unseen_orders(database: Database, among: Sequence[int] | None) -> frozenset[int]:
    chosen = "" if among is None else " AND number IN (SELECT value FROM json_each(?))"
    rows = database.query(
        f"SELECT DISTINCT number FROM events WHERE seen = 0 AND number > 0{chosen}",  # noqa: S608
        () if among is None else (_json(among),),
    )
    return frozenset(number for (number,) in rows)


def _event(event: int, number: int | None, key: str | None, *rest: Any) -> Event:  # noqa: ANN401
    kind, path, before, after, role, days, not_before, not_after, seen, orders, seal = rest
    require_seal(seal, number, kind, role, path, before, after, days, not_before, not_after)
    known = Role(role) if role in _ROLES else None
    return Event(
        event=event,
        number=number,
        key=key or "",
        change=Change(EventKind(kind), path, before, after, known, days),
        not_before=time_of(not_before),
        not_after=time_of(not_after),
        seen=bool(seen),
        orders=orders,
    )


def _json(things: Iterable[object]) -> str:
    return json.dumps(list(things))
