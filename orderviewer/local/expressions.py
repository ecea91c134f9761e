"""What a field of an order is in SQL: its text, its day, its number."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.dates import HOME_ZONE, zone_named
from orderviewer.fields.roles import Role
from orderviewer.local.records import EventKind
from orderviewer.order import Scope
from orderviewer.search.terms import Computed, Path

if TYPE_CHECKING:
    from datetime import date

    from orderviewer.search.terms import Field

STREAMS = Scope.ALL.streams  # a stream's place here is its number in the store
COLUMNS = {role: f"ifnull(cells.{role.value}, '')" for role in Role}  # cells may be in the making
MOMENTS = {Computed.CHANGED: "changed", Computed.RECEIVED: "first_seen"}  # columns of orders
JSONS = (
    "(SELECT unpacked(packed) FROM bodies WHERE bodies.number = orders.number),"
    " (SELECT unpacked(packed) FROM details WHERE details.number = orders.number)"
)
_DAY_MILLISECONDS = 86_400_000
_DATE = "20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]"  # in this century France is whole hours ahead
_REST = "[0-5][0-9]:[0-5][0-9]Z"


class Expression(NamedTuple):
    """A piece of SQL over `orders` and `cells` with the values of its question marks."""

    sql: str
    parameters: tuple[object, ...] = ()


def text_of(field: Field) -> Expression:
    """The canonical text, "" for nothing; of a path the first value that is something."""
    if isinstance(field, Path):
        return Expression(f"value_at({JSONS}, ?)", (field.text,))
    if isinstance(field, Role):
        return Expression(COLUMNS[field])
    if field is Computed.DEPARTMENT:
        return Expression(f"department_of({COLUMNS[Role.POSTCODE]})")
    raise ValueError(f"{field} has no text")


def shortened(text: str) -> str:
    """A moment in UTC becomes another one of the same day in France: there are few such.

    Only late in the evening the hour decides.
    """
    return (
        f"CASE WHEN length({text}) <> 20 THEN {text}"  # a plain day, nearly always
        f" WHEN {text} GLOB '{_DATE}T[01][0-9]:{_REST}' THEN substr({text}, 1, 10)"
        f" WHEN {text} GLOB '{_DATE}T2[0-3]:{_REST}' THEN substr({text}, 1, 13) || ':00:00Z'"
        f" ELSE {text} END"
    )


def day_of(field: Role | Computed) -> Expression:
    """The ISO day on the clock of France, NULL for none."""
    if field is Computed.CHANGED or field is Computed.RECEIVED:
        moment = f"orders.{MOMENTS[field]} / 1000"
        return Expression(f"day_of(strftime('%Y-%m-%dT%H:%M:%SZ', {moment}, 'unixepoch'))")
    return Expression(_day(COLUMNS[Role(field)]))


def number_of(field: Computed, today: date) -> Expression:
    """A whole number, mostly of days; NULL for none."""
    promised, requested = _day(COLUMNS[Role.PROMISED]), _day(COLUMNS[Role.REQUESTED])
    if field is Computed.LATE:
        waited_for = awaited(today)
        return Expression(
            f"CASE WHEN {waited_for.sql}"
            f" THEN CAST(julianday(?) - julianday({promised}) AS INTEGER) END",
            (*waited_for.parameters, today.isoformat()),
        )
    if field is Computed.SLIP:
        return Expression(
            f"CASE WHEN {promised} IS NOT NULL THEN (SELECT ifnull(sum(days), 0) FROM events"  # noqa: S608
            f" WHERE events.number = orders.number AND kind = '{EventKind.DATE_MOVED}'"
            f" AND role = '{Role.PROMISED}') END"
        )
    if field is Computed.GAP:
        return Expression(f"CAST(julianday({promised}) - julianday({requested}) AS INTEGER)")
    if field is Computed.SILENCE:
        midnight = datetime.combine(today, datetime.min.time(), zone_named(HOME_ZONE))
        end = int((midnight + timedelta(days=1)).timestamp() * 1000)
        waited_for = awaited(today)
        return Expression(
            f"CASE WHEN {waited_for.sql} THEN max(0, ? - orders.changed) / {_DAY_MILLISECONDS} END",
            (*waited_for.parameters, end),
        )
    if field is Computed.UNSEEN:
        return Expression(
            "(SELECT count(*) FROM events WHERE events.number = orders.number AND events.seen = 0)"
        )
    raise ValueError(f"{field} is no number")


def awaited(today: date) -> Expression:
    """Whether an order is current, and tells no day up to this one when it was done or cancelled.

    Orange closes an order some time after it was delivered; until then it is neither late nor
    silent.  A search asks for it by `Standing.UNFINISHED`.
    """
    ended = (
        f" AND NOT ifnull({_day(COLUMNS[role])} <= ?, 0)"
        for role in (Role.COMPLETED, Role.CANCELLED)
    )
    current = f"orders.stream = {STREAMS.index(Scope.CURRENT)}"
    return Expression(current + "".join(ended), (today.isoformat(),) * 2)


def _day(text: str) -> str:
    """SQLite itself knows a plain day; anything else is read as the table reads it."""
    plain = f"date({text}, '+0 days') = {text}"  # counting no days makes it check the calendar
    other = f"day_of({shortened(text)})"
    return f"CASE WHEN {text} = '' THEN NULL WHEN {plain} THEN {text} ELSE {other} END"
