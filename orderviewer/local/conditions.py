"""The terms of a search as SQL conditions on `orders` joined with `cells`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.roles import Role
from orderviewer.local import expressions
from orderviewer.local.expressions import STREAMS, Expression
from orderviewer.local.index import INDEXED, PENDING
from orderviewer.order import Scope
from orderviewer.search.answers import bounds
from orderviewer.search.keywords import scope_meant
from orderviewer.search.moments import days_meant, numbers_meant
from orderviewer.search.terms import Computed, Measure, Operator, Path, Standing, measure_of
from orderviewer.search.texts import is_sure, match_expression, needle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from orderviewer.search.terms import Term

EVERYTHING = Expression("1")
NOTHING = Expression("0")

_INDEXED = f"""SELECT rowid AS number FROM words WHERE words MATCH ? AND rowid <= {INDEXED}
    AND rowid NOT IN (SELECT number FROM outdated)"""  # noqa: S608
_HELD = """
    FROM {} AS found JOIN bodies ON bodies.number = found.number
    LEFT JOIN details ON details.number = bodies.number
    WHERE order_holds(unpacked(bodies.packed), unpacked(details.packed), ?)"""


# Once more from the few: inside of a NOT, SQLite would work out both sides of every AND.
_NONE_OF = """orders.number NOT IN (
    SELECT orders.number FROM orders LEFT JOIN cells ON cells.number = orders.number WHERE {})"""

# An index knows these few, so that nobody counts the changes of all the others.
_HAS_UNSEEN = "orders.number IN (SELECT number FROM events WHERE seen = 0 AND number > 0)"


class _Setting(NamedTuple):
    """The day that relative dates count from; whether the index says which orders to look at."""

    today: date
    by_index: bool


def holding(wanted: Sequence[str]) -> Expression:
    """A selection of the numbers of the orders that have all these needles, none of them empty."""
    match = " AND ".join(map(match_expression, wanted))
    needles = json.dumps(list(wanted))
    pending = f"SELECT bodies.number {_HELD.format(f'({PENDING})')}"
    if all(map(is_sure, wanted)):
        return Expression(f"{_INDEXED} UNION ALL {pending}", (match, needles))
    looked_at = f"SELECT bodies.number {_HELD.format(f'({_INDEXED})')}"
    return Expression(f"{looked_at} UNION ALL {pending}", (match, needles, needles))


def found_in_index(wanted: Sequence[str]) -> Expression | None:
    """As `holding`, quicker, where nothing is pending; None if the index alone cannot decide."""
    if not all(map(is_sure, wanted)):
        return None
    match = " AND ".join(map(match_expression, wanted))
    return Expression("SELECT rowid AS number FROM words WHERE words MATCH ?", (match,))


def condition(term: Term, today: date, *, by_index: bool = True) -> Expression:
    """What the term asks, as a condition; not `by_index`: for a statement about a few orders."""
    asked = _one_of([one for one in term.alternatives if one.asks], _Setting(today, by_index))
    if asked is EVERYTHING:
        return EVERYTHING
    if not term.negated:  # bare, so that SQLite can begin with the few orders it is about
        return asked
    if by_index and not isinstance(term.field, Computed) and measure_of(term.field) is Measure.TEXT:
        return Expression(_NONE_OF.format(asked.sql), asked.parameters)
    return Expression(f"NOT ifnull({asked.sql}, 0)", asked.parameters)


def _one_of(alternatives: Sequence[Term], setting: _Setting) -> Expression:
    asked = [_asked(one, setting) for one in alternatives]
    if not asked or any(one is EVERYTHING for one in asked):
        return EVERYTHING
    if len(asked) == 1:
        return asked[0]
    return Expression(
        f"({' OR '.join(f'ifnull({one.sql}, 0)' for one in asked)})",
        tuple(value for one in asked for value in one.parameters),
    )


def _asked(term: Term, setting: _Setting) -> Expression:
    field, today = term.field, setting.today
    if field is None:
        return _free(term.value, setting)
    if isinstance(field, Path):
        return _path(field, term, setting)
    if term.operator is Operator.EMPTY:
        return _empty(field, today)
    measure = measure_of(field)
    if measure is Measure.SCOPE:
        return _scope(term.value, today)
    if measure is Measure.DATE and isinstance(field, Computed):  # it is never empty
        return _date(field, term, today) or NOTHING
    ordered = _number if measure is Measure.NUMBER else _date if measure is Measure.DATE else None
    return (ordered and ordered(field, term, today)) or _text(field, term, setting)


def _free(value: str, setting: _Setting) -> Expression:
    wanted = needle(value)
    if not wanted:
        return EVERYTHING
    if not setting.by_index:
        return Expression(f"order_holds({expressions.JSONS}, ?)", (json.dumps([wanted]),))
    numbers = holding((wanted,))
    return Expression(f"orders.number IN ({numbers.sql})", numbers.parameters)


def _text(field: Role | Computed, term: Term, setting: _Setting) -> Expression:
    wanted = needle(term.value)
    text = expressions.text_of(field)
    if term.operator is Operator.IS:
        function, value = "text_is", term.value
    elif term.operator is Operator.HAS:
        function, value = "text_holds", wanted
    else:
        return EVERYTHING
    if not wanted:
        return _empty_text(text) if term.operator is Operator.IS else EVERYTHING
    held = Expression(f"{function}({text.sql}, ?)", (*text.parameters, value))
    in_words = isinstance(field, Role) and measure_of(field) is not Measure.DATE
    return _among_candidates(wanted, held) if in_words and setting.by_index else held


def _among_candidates(wanted: str, held: Expression) -> Expression:
    """A cell's text is one of the order's values, so the index tells which orders to look at."""
    return Expression(
        f"(orders.number IN ({_INDEXED} UNION ALL {PENDING}) AND {held.sql})",
        (match_expression(wanted), *held.parameters),
    )


def _path(field: Path, term: Term, setting: _Setting) -> Expression:
    operator, today = term.operator, setting.today
    if operator is Operator.HAS and not needle(term.value):
        return EVERYTHING
    held = Expression(
        f"path_answers({expressions.JSONS}, ?, ?, ?, ?)",
        (field.text, operator.value, term.value, today.isoformat()),
    )
    is_text = operator in {Operator.HAS, Operator.IS} and days_meant(term.value, today) is None
    wanted = needle(term.value) if is_text and setting.by_index else ""
    return _among_candidates(wanted, held) if wanted else held


def _empty(field: Role | Computed, today: date) -> Expression:
    measure = measure_of(field)
    if measure is Measure.NUMBER and isinstance(field, Computed):
        number = expressions.number_of(field, today)
        return Expression(f"({number.sql}) IS NULL", number.parameters)
    if measure is Measure.SCOPE or field in {Computed.CHANGED, Computed.RECEIVED}:
        return NOTHING
    return _empty_text(expressions.text_of(field))


def _empty_text(text: Expression) -> Expression:
    return Expression(f"{text.sql} = ''", text.parameters)


def _scope(value: str, today: date) -> Expression:
    standing = scope_meant(value)
    if standing is None or standing is Standing.ALL:
        return EVERYTHING
    if standing is Standing.UNFINISHED:
        unfinished = expressions.awaited(today)
        return Expression(f"({unfinished.sql})", unfinished.parameters)
    return Expression(f"orders.stream = {STREAMS.index(Scope[standing.name])}")


def _number(field: Role | Computed, term: Term, today: date) -> Expression:
    numbers = numbers_meant(term.value)
    if numbers is None:
        return EVERYTHING
    number = expressions.number_of(Computed(field), today)
    asked = _between(number, term.operator, *numbers)
    if field is Computed.UNSEEN and _leaves_out_zero(term.operator, *numbers):
        return Expression(f"({_HAS_UNSEEN} AND {asked.sql})", asked.parameters)
    return asked


def _leaves_out_zero(operator: Operator, first: float | None, last: float | None) -> bool:
    at_least, _ = bounds(operator, first, last)
    return at_least is not None and (at_least > 0 or (at_least == 0 and operator is Operator.MORE))


def _date(field: Role | Computed, term: Term, today: date) -> Expression | None:
    """None when the value is no date, and so is looked for as text."""
    days = days_meant(term.value, today)
    if days is None:
        return None
    ends = (None if end is None else end.isoformat() for end in days)
    return _between(expressions.day_of(field), term.operator, *ends)


def _between(
    value: Expression, operator: Operator, first: object = None, last: object = None
) -> Expression:
    at_least, at_most = bounds(operator, first, last)
    if at_least is None and at_most is None:
        return NOTHING
    equal = "" if operator in {Operator.LESS, Operator.MORE} else "="
    if equal and at_least is not None and at_most is not None:  # the value is worked out once
        return Expression(
            f"(({value.sql}) BETWEEN ? AND ?)", (*value.parameters, at_least, at_most)
        )
    sql, parameters = [], []
    for end, sign in ((at_least, ">"), (at_most, "<")):
        if end is not None:
            sql.append(f"({value.sql}) {sign}{equal} ?")
            parameters += [*value.parameters, end]
    return Expression(f"({' AND '.join(sql)})", tuple(parameters))
