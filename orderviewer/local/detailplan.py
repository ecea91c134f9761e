"""Whose details are still to be asked for, the most useful first, and whether it is worth it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from orderviewer.fields.document import document, merged
from orderviewer.fields.flatten import flatten
from orderviewer.fields.roles import Role
from orderviewer.fields.values import NOTHING
from orderviewer.local.expressions import STREAMS, day_of
from orderviewer.local.moments import milliseconds
from orderviewer.local.records import DetailPlan, Gain, WantedDetail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from orderviewer.local.database import Database

TRIALS = 10  # details of a list that show whether its rows lack anything

# What means something else is known by the version it has replaced: other notations have none.
_CHANGED = """(
    EXISTS (SELECT 1 FROM versions WHERE versions.number = orders.number AND source = 0
            AND until > ifnull(details.seen, 0))
    OR EXISTS (SELECT 1 FROM moves WHERE moves.number = orders.number
               AND at > ifnull(details.seen, 0))
)"""
_WANTED = f"""
    SELECT number, key, stream FROM (
        SELECT orders.number, orders.key, orders.stream, position, preferred.key AS preference,
            details.number IS NULL AS unasked, {_CHANGED} AS changed,
            ifnull({{appointment}} BETWEEN ?2 AND ?3, 0) AS soon
        FROM orders
        JOIN streams ON streams.stream = orders.stream
        LEFT JOIN details ON details.number = orders.number
        LEFT JOIN cells ON cells.number = orders.number
        LEFT JOIN json_each(?1) AS preferred ON preferred.value = orders.number
        WHERE has_id AND orders.crawl >= streams.completed
    ) WHERE unasked OR changed
    ORDER BY preference IS NULL, preference, soon DESC, changed DESC, stream, position LIMIT ?4
"""  # noqa: S608  our own names
_BOTH = """
    SELECT unpacked(bodies.packed), unpacked(details.packed)
    FROM details JOIN bodies USING (number) WHERE number = ?
"""
_SAMPLE = """
    SELECT unpacked(bodies.packed), unpacked(details.packed) FROM details
    JOIN orders USING (number) JOIN bodies USING (number)
    WHERE stream = ? ORDER BY details.seen DESC LIMIT ?
"""


class Details:
    """A store's door to what is known of details as a whole; raises StoreDamaged."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(
        self, limit: int, preferred: Sequence[int] = (), soon: tuple[date, date] | None = None
    ) -> DetailPlan:
        """Up to `limit` listed orders that were never asked for, or changed in the list since.

        Those `preferred` come first, in their order; then such as have an appointment within the
        days of `soon`; changed ones; other current ones; closed ones.
        """
        appointment = day_of(Role.APPOINTMENT)
        first, last = (day.isoformat() for day in soon) if soon else ("", "")
        rows = self._database.query(
            _WANTED.format(appointment=appointment.sql),
            (json.dumps(list(preferred)), first, last, limit),
        )
        wanted = tuple(WantedDetail(number, key, STREAMS[stream]) for number, key, stream in rows)
        return DetailPlan(wanted, {scope: self._gain(n) for n, scope in enumerate(STREAMS)})

    def asked_since(self, moment: datetime) -> int:
        """How many orders were asked for by id, with an answer, after `moment`."""
        since = milliseconds(moment)
        return int(self._database.value("SELECT count(*) FROM details WHERE seen > ?", (since,)))

    def gained(self, number: int) -> bool:
        """Whether the detail of this order has fields that its row in the list lacks."""
        return any(adds_fields(*pair) for pair in self._database.query(_BOTH, (number,)))

    def _gain(self, stream: int) -> Gain:
        sample = self._database.query(_SAMPLE, (stream, TRIALS))
        return Gain(len(sample), sum(adds_fields(*pair) for pair in sample))


def adds_fields(listed: bytes, detail: bytes) -> bool:
    """Whether the detail says something where the list says nothing."""
    known = {path for path, value in flatten(document(listed), indexed=True) if _says(value)}
    return any(
        path not in known and _says(value)
        for path, value in flatten(merged(listed, detail), indexed=True)
    )


def _says(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and value.strip() in NOTHING)
