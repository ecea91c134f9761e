"""What the user wants to see, and the SQL that finds it in that order."""

from __future__ import annotations

from dataclasses import dataclass

from orderviewer.fields.roles import Kind, Role
from orderviewer.order import Scope

STREAMS = Scope.ALL.streams  # a stream's place here is its number in the store
COLUMNS = {role: f"ifnull(cells.{role.value}, '')" for role in Role}  # cells may be in the making
_LISTED = "crawl >= (SELECT completed FROM streams WHERE streams.stream = orders.stream)"
SORT_FUNCTIONS = {kind: f"sort_{kind.value}" for kind in Kind}  # what `values.sort_key` is in SQL


@dataclass(frozen=True, slots=True)
class Query:
    """A scope in an order.

    Without `sort` that is the service's own order, Current before Closed, and `descending` says
    nothing.  Orders without a value for `sort` come last in both directions; equal ones keep the
    order in which the store met them.  `missing`: with those that a complete crawl did not meet.
    """

    scope: Scope
    sort: Role | None = None
    descending: bool = False
    missing: bool = True

    def numbers_sql(self) -> str:
        """A statement without parameters that gives the row numbers, in order."""
        conditions = []
        if self.scope is not Scope.ALL:
            conditions.append(f"stream = {STREAMS.index(self.scope)}")
        if not self.missing:
            conditions.append(_LISTED)
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        if self.sort is None:
            return f"SELECT number FROM orders{where} ORDER BY stream, position, number"  # noqa: S608
        cell, function = COLUMNS[self.sort], SORT_FUNCTIONS[self.sort.kind]
        direction = " DESC" if self.descending else ""
        return (  # our own names, none of anyone's text
            f"SELECT orders.number FROM orders LEFT JOIN cells USING (number){where}"  # noqa: S608
            f" ORDER BY {cell} = '',"
            f" CASE WHEN {cell} <> '' THEN {function}({cell}) END{direction}, orders.number"
        )
