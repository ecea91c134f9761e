"""Which picture stands in the table's place."""

from __future__ import annotations

import pytest

from orderviewer.order import Cause, OrderviewerError, Rejected, Scope, Unauthorized, Unreachable
from orderviewer.ui.screens import Facts, Screen, screen_for


@pytest.mark.parametrize(
    ("rows", "complete", "elsewhere", "trouble", "expected"),
    [
        (0, False, 0, None, Screen.LOADING),
        (0, True, 0, None, Screen.EMPTY),
        (0, True, 214, None, Screen.FILTERED_EMPTY),
        (0, False, 0, Unreachable(Cause.NO_NETWORK), Screen.OFFLINE),
        (0, False, 0, Unreachable(Cause.LOGIN_PAGE), Screen.OFFLINE),
        (0, False, 0, Unreachable(Cause.SERVICE), Screen.FAILED),
        (0, False, 0, Unauthorized(Cause.KEY_REFUSED), Screen.FAILED),
        (0, True, 214, Rejected(Cause.NOT_UNDERSTOOD), Screen.FAILED),
        (3, False, 0, Unreachable(Cause.NO_NETWORK), Screen.ROWS),
        (3, True, 0, Unauthorized(Cause.KEY_REFUSED), Screen.ROWS),
    ],
)
def test_rows_stay_and_trouble_is_told_before_emptiness(
    rows: int, complete: bool, elsewhere: int, trouble: OrderviewerError | None, expected: Screen
) -> None:
    facts = Facts(rows, Scope.CURRENT, complete, elsewhere, trouble)
    assert screen_for(facts) is expected
