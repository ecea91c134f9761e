"""Which orders the lists have lost: missing from one, or vanished from both."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from orderviewer.local.expressions import STREAMS
from orderviewer.local.records import EventKind
from orderviewer.order import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.local.database import Database

_NEWLY_MISSING = """
    INSERT INTO moves SELECT number, ?1, stream, 0, row_seal(number, ?1, stream, 0) FROM orders
    WHERE stream = ?2 AND crawl < ?3 AND crawl >= ?4
"""
_LOST = """
    SELECT number FROM orders WHERE stream = ?1
    AND crawl < ?2 AND last_seen < ?3
    AND number NOT IN (SELECT number FROM absences)
"""
_TO_ASK = """
    SELECT orders.number, orders.key FROM json_each(?1) AS lost
    JOIN orders ON orders.number = lost.value
    LEFT JOIN details ON details.number = orders.number
    WHERE has_id AND ifnull(details.seen, 0) < max(last_seen,
        (SELECT max(as_of) FROM crawls) - ?2) LIMIT ?3
"""
DAY = 86_400_000  # milliseconds
_VANISHED = f"""
    INSERT INTO events (number, orders, seen, kind, path, before, after, not_before, not_after,
        seal)
    SELECT number, 1, 0, '{EventKind.VANISHED}', '', ?3, '', last_seen, ?2,
        row_seal(number, '{EventKind.VANISHED}', NULL, '', ?3, '', NULL, last_seen, ?2) FROM orders
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

    One that a complete crawl of its list did not meet may have gone to the other list.  From
    Current nearly all do, so that is ruled out by a complete crawl of Closed that began after
    that of Current had ended (product.md 0).  To Current they seldom go: there it is enough
    that a complete crawl began after the order was last met.
    """
    rows = database.query(
        "SELECT own.completed, its.as_of, others.started FROM streams AS own"
        " JOIN crawls AS its ON its.crawl = own.completed"
        " JOIN streams AS other ON other.stream <> own.stream"
        " JOIN crawls AS others ON others.crawl = other.completed WHERE own.stream = ?",
        (stream,),
    )
    if not rows:
        return []
    completed, ended, other_began = rows[0]
    if STREAMS[stream] is Scope.CURRENT and other_began < ended:
        return []
    return [number for (number,) in database.query(_LOST, (stream, completed, other_began))]


def lost_to_ask(database: Database, limit: int) -> list[tuple[int, str]]:
    """Number and id of lost orders whose details were not had since they were last listed.

    One that the service still knows by id is asked for again when a day has passed.
    """
    lost = [number for stream in range(len(STREAMS)) for number in lost_orders(database, stream)]
    return database.query(_TO_ASK, (json.dumps(lost), DAY, limit))


def note_vanished(database: Database, now: int, known: Sequence[int] | None = None) -> None:
    """Tells of every order that is lost, or of such of them as are `known` to be gone."""
    for stream, scope in enumerate(STREAMS):
        lost = set(lost_orders(database, stream))
        if known is not None:
            lost &= set(known)
        if lost:
            numbers = json.dumps(sorted(lost))
            database.run(_VANISHED, (numbers, now, scope.value))
            database.run("INSERT INTO absences SELECT value FROM json_each(?)", (numbers,))
