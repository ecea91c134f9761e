"""Two days side by side: what became of every order from one to the other."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.values import sort_key
from orderviewer.local.query import Query
from orderviewer.local.records import Fate
from orderviewer.order import Scope

if TYPE_CHECKING:
    from orderviewer.local.past import Past
    from orderviewer.local.records import Row

_PROMISED, _STATE = (tuple(Role).index(role) for role in (Role.PROMISED, Role.STATE))


def fates(earlier: Past, later: Past) -> dict[Fate, array[int]]:
    """Every order that was listed on either day, once, in the order of the later table."""
    groups = {fate: array("q") for fate in Fate}
    otherwise = earlier.otherwise()
    rewritten = later.changed_since(earlier.when)
    before = {row.number: row for row in earlier.rows(sorted(otherwise))}
    after = {row.number: row for row in later.rows(sorted(otherwise))}
    unlisted = frozenset(later.numbers(Query(Scope.ALL))) - frozenset(
        later.numbers(Query(Scope.ALL, missing=False))
    )
    for number in later.numbers(Query(Scope.ALL)):
        if number in otherwise:
            fate = _fate(before.get(number), after[number], rewritten=number in rewritten)
        else:
            fate = None if number in unlisted else Fate.UNCHANGED
        if fate is not None:
            groups[fate].append(number)
    return groups


def _fate(before: Row | None, after: Row, *, rewritten: bool) -> Fate | None:  # noqa: PLR0911  one for each fate
    if before is None:
        return Fate.NEW
    if before.missing or after.missing:
        if before.missing and after.missing:
            return None
        return Fate.VANISHED if after.missing else Fate.REAPPEARED
    if before.stream is not after.stream and after.stream is Scope.CLOSED:
        return Fate.CLOSED
    promised = [sort_key(Kind.DATE, row.values[_PROMISED]) for row in (before, after)]
    if promised[0] != promised[1] and before.values[_PROMISED] and after.values[_PROMISED]:
        return Fate.LATER if promised[1] > promised[0] else Fate.EARLIER
    if before.values[_STATE] != after.values[_STATE]:
        return Fate.STATE_CHANGED
    changed = rewritten or before.values != after.values or before.stream is not after.stream
    return Fate.CHANGED if changed else Fate.UNCHANGED
