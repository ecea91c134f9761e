"""What the user wants to see, and the SQL that finds it in that order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orderviewer.fields.dates import home_day
from orderviewer.fields.roles import Kind, Role
from orderviewer.local import expressions
from orderviewer.local.conditions import EVERYTHING, condition, holding
from orderviewer.local.expressions import STREAMS, Expression
from orderviewer.local.functions import SORT_ANY, SORT_FUNCTIONS
from orderviewer.order import Scope
from orderviewer.search.terms import Computed, Field, Measure, Term, measure_of
from orderviewer.search.texts import needle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

__all__ = ["STREAMS", "Query", "SortKey"]

_LISTED = "crawl >= (SELECT completed FROM streams WHERE streams.stream = orders.stream)"
_UTC, _INSTANT = "%Y-%m-%dT%H:%M:%SZ", "%Y%m%d%H%M%S"
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
        """A statement that gives the row numbers, in order, with its parameters."""
        found = self.found_sql("orders.number AS number")
        order = [_ordered_by(key, self.day) for key in self.sort_keys]
        sql = ", ".join([*(key.sql for key in order), "orders.number" if order else _OWN_ORDER])
        parameters = [value for key in order for value in key.parameters]
        return Expression(f"{found.sql} ORDER BY {sql}", (*found.parameters, *parameters))

    def hits_sql(self) -> Expression:
        """A selection of the numbers that the terms find, in whatever list; in no order."""
        everywhere = replace(self, scope=Scope.ALL, missing=True)
        if words := everywhere.words if all(map(_is_word, self.terms)) else ():
            return holding(words)
        return everywhere.found_sql("orders.number AS number")

    @property
    def words(self) -> list[str]:
        """What is looked for of the words that were typed, in every field."""
        needles = (needle(term.value) for term in self.terms if _is_word(term))
        return [one for one in needles if one]

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
        return Expression(  # our own names, none of anyone's text
            f"SELECT {columns} FROM {origin}"  # noqa: S608
            f" LEFT JOIN cells ON cells.number = orders.number{where}",
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


def _ordered_by(key: SortKey, today: date) -> Expression:
    """Typed: dates by instant, numbers by size, texts in natural order; nothing comes last."""
    direction = " DESC" if key.descending else ""
    field, measure = key.field, measure_of(key.field)
    if measure is Measure.SCOPE:
        return Expression(f"orders.stream{direction}")
    if isinstance(field, Computed) and measure is Measure.NUMBER:
        sql, parameters = expressions.number_of(field, today)
        return Expression(f"({sql}){direction} NULLS LAST", parameters)
    if isinstance(field, Computed) and measure is Measure.DATE:
        column = expressions.MOMENTS[field]
        return Expression(f"orders.{column}{direction}")
    text = expressions.text_of(field)
    kind: Kind | None = Kind.TEXT
    if not isinstance(field, Computed):
        kind = field.kind if isinstance(field, Role) else None
    return _by_text(text, kind, descending=key.descending)


def _by_text(text: Expression, kind: Kind | None, *, descending: bool) -> Expression:
    """One key, which is what SQLite sorts fastest; the key of nothing comes after all others.

    `kind`: None where nobody knows it, as of a place in the JSON.
    """
    sql, parameters = text
    key, count = f"{SORT_FUNCTIONS[kind] if kind else SORT_ANY}({sql})", 1
    if kind is Kind.IDENTIFIER:  # what the function says of a number, without calling it
        number = f"{sql} NOT GLOB '*[^0-9]*' AND {sql} GLOB '[1-9]*' AND length({sql}) < 9"
        key, count = f"CASE WHEN {number} THEN length({sql}) || {sql} ELSE {key} END", count + 5
    elif kind is Kind.DATE:  # the same of a moment in UTC
        is_utc = f"length({sql}) = 20 AND strftime('{_UTC}', {sql}) = {sql}"
        key, count = f"CASE WHEN {is_utc} THEN strftime('{_INSTANT}', {sql}) ELSE {key} END", 5
    if descending:
        key, count = f"CASE WHEN {sql} = '' THEN '' ELSE {key} END DESC", count + 1
    return Expression(key, parameters * count)
