"""Which failures are worth another try, how many, and after how long."""

from __future__ import annotations

import pytest

from orderviewer.order import (
    Cause,
    CredentialsUnavailable,
    OrderviewerError,
    Rejected,
    Unauthorized,
    Unreachable,
)
from orderviewer.remote.retry import BUDGET, Patience, RetryBudget

BROKEN = Unreachable(Cause.BROKEN)
PASSING = {Cause.NO_NETWORK, Cause.REFUSED, Cause.TOO_SLOW, Cause.BROKEN, Cause.PROXY_DOWN,
           Cause.SERVICE, Cause.BUSY, Cause.NOT_HTTP}  # fmt: skip
KINDS: tuple[type[OrderviewerError], ...] = (
    Unreachable,
    Unauthorized,
    Rejected,
    CredentialsUnavailable,
)


def longest(low: float, high: float) -> float:
    assert low == 0.0
    return high


def test_four_attempts_with_growing_waits() -> None:
    patience = Patience(jitter=longest)
    assert [patience.wait_before_retry(BROKEN) for _ in range(4)] == [0.5, 1.0, 2.0, None]


def test_the_wait_is_spread_and_bounded() -> None:
    patience = Patience(RetryBudget(20), attempts=20)
    for _ in range(18):
        waited = patience.wait_before_retry(BROKEN)
        assert waited is not None
        assert 0 <= waited <= 8


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_may_pass_is_tried_again(kind: type[OrderviewerError]) -> None:
    for cause in kind.causes:
        tried = Patience().wait_before_retry(kind(cause)) is not None
        assert tried == (cause in PASSING), cause


def test_the_service_is_obeyed_up_to_two_minutes() -> None:
    def asked(seconds: float) -> float | None:
        error = Unreachable(Cause.BUSY, retry_after=seconds)
        return Patience(jitter=longest).wait_before_retry(error)

    assert [asked(0), asked(42), asked(120), asked(120.5), asked(1e9)] == [0.5, 42.5, 120, None,
                                                                           None]  # fmt: skip


def test_a_success_gives_the_next_request_all_its_attempts() -> None:
    patience = Patience(jitter=longest)
    for _ in range(3):
        patience.wait_before_retry(BROKEN)
    patience.succeeded()
    assert patience.wait_before_retry(BROKEN) == 0.5


def test_an_operation_has_a_budget() -> None:
    budget = RetryBudget()
    waits = 0
    while Patience(budget).wait_before_retry(BROKEN) is not None:
        waits += 1
    assert waits == BUDGET == 12


def test_what_is_not_tried_again_costs_no_budget() -> None:
    budget = RetryBudget(1)
    for cause in (Cause.UNTRUSTED, Cause.STOPPED):
        Patience(budget).wait_before_retry(Unreachable(cause))
    assert Patience(budget).wait_before_retry(BROKEN) is not None
