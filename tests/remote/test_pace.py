"""Slower after each sign of trouble, quicker again page by page."""

from __future__ import annotations

from itertools import pairwise

import pytest

from orderviewer.order import Cause, Rejected, Unreachable
from orderviewer.remote.pace import FIRST_PAUSE, LONGEST_PAUSE, Pace


def test_nobody_waits_for_a_service_that_is_well() -> None:
    pace = Pace()
    pace.succeeded()
    assert pace.pause == 0.0


@pytest.mark.parametrize("cause", [Cause.BUSY, Cause.SERVICE, Cause.TOO_SLOW])
def test_trouble_doubles_the_pause_up_to_a_bound(cause: Cause) -> None:
    pace, seen = Pace(), []
    for _ in range(10):
        pace.failed(Unreachable(cause))
        seen.append(pace.pause)
    assert seen[0] == FIRST_PAUSE
    assert all(later in (2 * earlier, LONGEST_PAUSE) for earlier, later in pairwise(seen))
    assert seen[-1] == LONGEST_PAUSE


def test_success_wins_the_speed_back() -> None:
    pace = Pace()
    pace.failed(Unreachable(Cause.BUSY))
    pauses = []
    while pace.pause:
        pace.succeeded()
        pauses.append(pace.pause)
    assert pauses == sorted(pauses, reverse=True)
    assert 5 < len(pauses) < 30


def test_other_failures_say_nothing_of_the_load() -> None:
    pace = Pace()
    pace.failed(Rejected(Cause.BAD_REQUEST))
    pace.failed(Unreachable(Cause.NO_NETWORK))
    assert pace.pause == 0.0
