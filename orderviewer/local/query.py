"""What the user wants to see, and the SQL that finds it in that order."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orderviewer.fields.dates import home_day
from orderviewer.fields.roles import Role
from orderviewer.local.conditions import EVERYTHING, condition, found_in_index, holding
from orderviewer.local.expressions import STREAMS, Expression
from orderviewer.order import Scope
from orderviewer.search.terms import Path
from orderviewer.search.texts import needle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from orderviewer.search.terms import Field, Term

__all__ = ["STREAMS", "Query", "SortKey"]

_LISTED = "crawl >= (SELECT completed FROM streams WHERE streams.stream = orders.stream)"
_AMONG = """SELECT orders.number AS number FROM json_each(?) AS wanted
    CROSS JOIN orders ON orders.number = wanted.value
    LEFT JOIN cells ON cells.number = orders.number"""
_OWN_ORDER = "orders.stream, orders.position, orders.number"


@dataclass(frozen=True, slots=True)
class SortKey:
    """One of the fields that decide the order of rows."""

    field: Field
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """The orders of a scope that meet every term, in an order.

    Without `sort` that is the service's own order, Current before Closed, and `descending` says
    nothing.  A tuple sorts by its first key, equal ones by its second, and so on; `descending`
    then says nothing.  Orders without a value for a key come last in both directions; equal ones
    keep the order in which the store met them.  `missing`: with those that a complete crawl did
    not meet.  `today`: the day that "+7d" counts from, the present one when not given.  `as_of`:
    the moment whose table is meant (`Store.table`), the present one when not given.
    """

    scope: Scope
    sort: Role | tuple[SortKey, ...] | None = None
    descending: bool = False
    missing: bool = True
    terms: tuple[Term, ...] = ()
    today: date | None = None
    as_of: datetime | None = None

    @property
    def sort_keys(self) -> tuple[SortKey, ...]:
        """The keys that decide, the most important first."""
        if isinstance(self.sort, Role):
            return (SortKey(self.sort, self.descending),)
        return self.sort or ()

    @property
    def day(self) -> date:
        """The day that relative dates count from."""
        return self.today or home_day()

    def numbers_sql(self) -> Expression:
        """A statement that gives the row numbers, in the service's own order."""
        found = self.found_sql("orders.number AS number")
        return Expression(f"{found.sql} ORDER BY {_OWN_ORDER}", found.parameters)

    def hits_sql(self, *, pending: bool) -> Expression:
        """A selection of the numbers that the terms find, in whatever list; in no order.

        `pending`: whether there are orders that the index does not have as they are.
        """
        everywhere = replace(self, scope=Scope.ALL, missing=True)
        if words := everywhere.words if all(map(_is_word, self.terms)) else ():
            return (None if pending else found_in_index(words)) or holding(words)
        return everywhere.found_sql("orders.number AS number")

    def among_sql(self, numbers: Sequence[int]) -> Expression:
        """A selection of those of a few orders that the terms find, in whatever list."""
        asked = [condition(term, self.day, by_index=False) for term in self.terms]
        where = " AND ".join(one.sql for one in asked) or EVERYTHING.sql
        return Expression(
            f"{_AMONG} WHERE {where}",
            (json.dumps(list(numbers)), *(value for one in asked for value in one.parameters)),
        )

    @property
    def words(self) -> list[str]:
        """What is looked for of the words that were typed, in every field."""
        needles = (needle(term.value) for term in self.terms if _is_word(term))
        return [one for one in needles if one]

    @property
    def asks_json(self) -> bool:
        """Whether what is stored of an order beside its JSON cannot tell if the terms find it."""
        asked = (one.field for term in self.terms for one in term.alternatives)
        return any(field is None or isinstance(field, Path) for field in asked)

    def found_sql(self, columns: str) -> Expression:
        """A selection of `columns` of `orders` and `cells`, of every order the query is about."""
        origin = "orders"
        conditions = list(self._conditions())
        parameters: list[object] = []
        if words := self.words:
            numbers = holding(words)
            origin = f"({numbers.sql}) AS hit CROSS JOIN orders ON orders.number = hit.number"
            parameters += numbers.parameters
        where = f" WHERE {' AND '.join(one.sql for one in conditions)}" if conditions else ""
        parameters += [value for one in conditions for value in one.parameters]
        if "cells." in f"{columns}{where}":
            origin += " LEFT JOIN cells ON cells.number = orders.number"
        return Expression(  # our own names, none of anyone's text
            f"SELECT {columns} FROM {origin}{where}",  # noqa: S608
            tuple(parameters),
        )

    def _conditions(self) -> Iterator[Expression]:
        if self.scope is not Scope.ALL:
            yield Expression(f"orders.stream = {STREAMS.index(self.scope)}")
        if not self.missing:
            yield Expression(_LISTED)
        for term in self.terms:
            if not _is_word(term):
                asked = condition(term, self.day)
                if asked is not EVERYTHING:
                    yield asked


def _is_word(term: Term) -> bool:
    """Whether the index alone can start from it."""
    return term.field is None and not term.negated and term.asks
