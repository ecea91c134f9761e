"""Terms that the text of one column decides, so that each different text is asked but once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.roles import Role
from orderviewer.local.expressions import COLUMNS, MOMENTS, STREAMS, Expression, awaited, shortened
from orderviewer.order import Scope
from orderviewer.search.answers import day_of, department_of, is_between, text_holds, text_is
from orderviewer.search.keywords import scope_meant
from orderviewer.search.moments import days_meant, numbers_meant
from orderviewer.search.terms import Computed, Measure, Operator, Path, Standing, measure_of
from orderviewer.search.texts import needle

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.search.terms import Term


class Decision(NamedTuple):
    """What is read of each order, and whether the term holds of that text.

    `wanted`: a needle that all of these orders have, "" for none.
    """

    value: Expression
    holds: Callable[[str], bool]
    wanted: str = ""


def decision(term: Term, today: date) -> Decision | None:
    """As `conditions.condition`; None where no column decides, or where it asks nothing."""
    each = [_decision(one, today) for one in term.alternatives if one.asks]
    known = [one for one in each if one is not None]
    if not known or len(known) < len(each) or len({one.value for one in known}) > 1:
        return None

    def holds(text: str) -> bool:
        return any(one.holds(text) for one in known) is not term.negated

    only = known[0].wanted if len(known) == 1 and not term.negated else ""
    return Decision(known[0].value, holds, only)


def _decision(term: Term, today: date) -> Decision | None:
    field = term.field
    if field is None or isinstance(field, Path):
        return None
    measure = measure_of(field)
    if measure is Measure.SCOPE:
        return _scope(term, today)
    if measure is Measure.NUMBER:
        return _late(term, today) if field is Computed.LATE else None
    dated = _date(field, term, today) if measure is Measure.DATE else None
    return dated or _text(field, term)


def _scope(term: Term, today: date) -> Decision | None:
    standing = scope_meant(term.value)
    if standing is None or standing is Standing.ALL or term.operator is Operator.EMPTY:
        return None
    if standing is Standing.UNFINISHED:
        return Decision(awaited(today), "1".__eq__)
    scope = Scope[standing.name]
    return Decision(Expression("orders.stream"), str(STREAMS.index(scope)).__eq__)


def _late(term: Term, today: date) -> Decision | None:
    promised = shortened(COLUMNS[Role.PROMISED])
    waited_for = awaited(today)
    value = Expression(
        f"CASE WHEN {waited_for.sql} THEN {promised} ELSE '' END", waited_for.parameters
    )
    if term.operator is Operator.EMPTY:
        return Decision(value, lambda text: day_of(text) is None)
    numbers = numbers_meant(term.value)
    if numbers is None:
        return None

    def holds(text: str) -> bool:
        day = day_of(text)
        if day is None:
            return False
        late = float((today - date.fromisoformat(day)).days)
        return is_between(late, term.operator, *numbers)

    return Decision(value, holds)


def _date(field: Role | Computed, term: Term, today: date) -> Decision | None:
    """None when the value is no date, and so is looked for as text."""
    days = days_meant(term.value, today)
    if days is None or term.operator is Operator.EMPTY:
        return None
    first, last = (None if end is None else end.isoformat() for end in days)

    def holds(text: str) -> bool:
        day = day_of(text)
        return day is not None and is_between(day, term.operator, first, last)

    return Decision(_short(field), holds)


def _short(field: Role | Computed) -> Expression:
    if isinstance(field, Role):
        return Expression(shortened(COLUMNS[field]))
    moment = f"orders.{MOMENTS[field]} / 1000"
    return Expression(shortened(f"strftime('%Y-%m-%dT%H:%M:%SZ', {moment}, 'unixepoch')"))


def _text(field: Role | Computed, term: Term) -> Decision | None:
    if isinstance(field, Role):
        value = Expression(COLUMNS[field])
    elif field is Computed.DEPARTMENT:
        value = Expression(COLUMNS[Role.POSTCODE])
    else:
        return None
    wanted = needle(term.value)
    own = department_of if field is Computed.DEPARTMENT else str
    if term.operator is Operator.EMPTY or (term.operator is Operator.IS and not wanted):
        return Decision(value, lambda text: not own(text))
    held = wanted if isinstance(field, Role) and measure_of(field) is Measure.TEXT else ""
    if term.operator is Operator.IS:
        return Decision(value, lambda text: text_is(own(text), term.value), held)
    if term.operator is Operator.HAS and wanted:
        return Decision(value, lambda text: text_holds(own(text), wanted), held)
    return None
