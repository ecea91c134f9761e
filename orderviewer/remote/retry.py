"""When a failed request is worth another try, and after how long; nobody sleeps here."""

from __future__ import annotations

import random
import threading
from typing import TYPE_CHECKING

from orderviewer.order import Cause, OrderviewerError, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

ATTEMPTS = 4
FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0  # seconds; full jitter below
LONGEST_OBEYED = 120.0  # seconds of Retry-After that are waited out
BUDGET = 12  # failures of an operation that are repeated; with those of pages under way, below 20
_PASSING = {
    Cause.NO_NETWORK,
    Cause.REFUSED,
    Cause.TOO_SLOW,
    Cause.BROKEN,
    Cause.PROXY_DOWN,
    Cause.SERVICE,
    Cause.BUSY,
    Cause.NOT_HTTP,
}


class RetryBudget:
    """How many requests of one operation may still fail and be repeated; thread-safe."""

    def __init__(self, failures: int = BUDGET) -> None:
        self._left = failures
        self._lock = threading.Lock()

    def take(self) -> bool:
        with self._lock:
            self._left -= 1
            return self._left >= 0


class Patience:
    """The retries of one request (reliability.md 3); several share the budget of an operation."""

    def __init__(
        self,
        budget: RetryBudget | None = None,
        attempts: int = ATTEMPTS,
        jitter: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._budget = budget or RetryBudget()
        self._attempts = attempts
        self._jitter = jitter
        self._failed = 0

    def wait_before_retry(self, error: OrderviewerError) -> float | None:
        """Seconds to wait, then try again; None: give up and show the error."""
        self._failed += 1
        if not isinstance(error, Unreachable) or error.cause not in _PASSING:
            return None
        asked = error.retry_after or 0.0
        granted = self._budget.take()  # a page's last failure counts as well
        if self._failed >= self._attempts or asked > LONGEST_OBEYED or not granted:
            return None
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (self._failed - 1))
        return min(LONGEST_OBEYED, asked + self._jitter(0.0, longest))

    def succeeded(self) -> None:
        """The request came through: the next one starts with all its attempts."""
        self._failed = 0
