"""Which of the different pictures stands where the table stands: rows, loading, empty, failed..."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from orderviewer.order import Cause, OrderviewerError, Scope, Unreachable


class Screen(StrEnum):
    """product.md 4.4: loading, empty, filtered-empty, failed and offline must not look alike."""

    ROWS = "rows"
    LOADING = "loading"
    EMPTY = "empty"  # Orange lists nothing at all
    FILTERED_EMPTY = "filtered_empty"  # nothing in this scope, but something in the other
    NOT_FOUND = "not_found"  # there are orders, but none that is searched for
    FAILED = "failed"
    OFFLINE = "offline"


# Somebody was reached, or we hung up ourselves: not a matter of the network.
_ANSWERED = frozenset({Cause.SERVICE, Cause.BUSY, Cause.UNTRUSTED, Cause.STOPPED})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the choice depends on; `elsewhere`: orders known or announced in the other scope.

    `searched`: only orders that meet the conditions of a search are shown; `unseen`: those are
    only that they have unseen changes; `found_elsewhere`: orders of other lists that meet them.
    """

    rows: int
    scope: Scope
    complete: bool
    elsewhere: int
    trouble: OrderviewerError | None
    searched: bool = False
    here: int = 0  # orders of this scope in the store
    unseen: bool = False
    found_elsewhere: int = 0


def screen_for(facts: Facts) -> Screen:
    """Rows that are there always stay; otherwise trouble is told before emptiness."""
    if facts.rows:
        return Screen.ROWS
    if facts.searched and facts.here:
        return Screen.NOT_FOUND
    if facts.trouble:
        unreachable = isinstance(facts.trouble, Unreachable)
        answered = facts.trouble.cause in _ANSWERED
        return Screen.OFFLINE if unreachable and not answered else Screen.FAILED
    if not facts.complete:
        return Screen.LOADING
    return Screen.FILTERED_EMPTY if facts.elsewhere else Screen.EMPTY
