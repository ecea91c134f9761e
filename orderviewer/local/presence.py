"""Which orders the lists have lost: missing from one, or vanished from both."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from orderviewer.local.query import STREAMS
from orderviewer.local.records import EventKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.local.database import Database

_NEWLY_MISSING = """
    INSERT INTO moves SELECT number, ?1, stream, 0 FROM orders
    WHERE stream = ?2 AND crawl < ?3 AND crawl >= ?4
"""
_LOST = """
    SELECT number FROM orders WHERE stream = ?1
    AND crawl < (SELECT completed FROM streams WHERE stream = ?1)
    AND number NOT IN (SELECT number FROM absences)
"""
_VANISHED = f"""
    INSERT INTO events (number, orders, seen, kind, path, before, after, not_before, not_after)
    SELECT number, 1, 0, '{EventKind.VANISHED}', '', ?3, '', last_seen, ?2 FROM orders
    WHERE number IN (SELECT value FROM json_each(?1))
"""  # noqa: S608  our own word


def note_missing(database: Database, stream: int, crawl: int, former: int, now: int) -> None:
    """After a complete crawl: whoever the one before it met, and it did not, is missing.

    `former`: the stream's complete crawl before it, 0 for none.
    """
    if crawl > former:
        database.run(_NEWLY_MISSING, (now, stream, crawl, former))


def lost_orders(database: Database, stream: int) -> list[int]:
    """The orders that are in neither list any more and were not told to have vanished.

    One that a complete crawl of its list did not meet may have gone to the other list.  That is
    ruled out by a complete crawl of the other list that began later (product.md 0).
    """
    ruled_out = database.value(
        "SELECT EXISTS (SELECT 1 FROM streams AS own JOIN crawls AS its ON its.crawl ="
        " own.completed JOIN streams AS other ON other.stream <> own.stream JOIN crawls AS"
        " others ON others.crawl = other.completed WHERE own.stream = ? AND"
        " others.started >= its.as_of)",
        (stream,),
    )
    if not ruled_out:
        return []
    return [number for (number,) in database.query(_LOST, (stream,))]


def note_vanished(database: Database, now: int, alive: Sequence[int]) -> None:
    """Tells of every order that is lost, but of those that are known to be `alive`."""
    for stream, scope in enumerate(STREAMS):
        lost = set(lost_orders(database, stream)).difference(alive)
        if lost:
            numbers = json.dumps(sorted(lost))
            database.run(_VANISHED, (numbers, now, scope.value))
            database.run("INSERT INTO absences SELECT value FROM json_each(?)", (numbers,))
