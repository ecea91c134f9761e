"""How long to hold back between two requests of a long crawl, so that the service can breathe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.order import Cause

if TYPE_CHECKING:
    from orderviewer.order import OrderviewerError

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds
SLOWER, FASTER = 2.0, 0.8
NOT_WORTH_WAITING = 0.05
_TOO_MUCH = {Cause.BUSY, Cause.SERVICE, Cause.TOO_SLOW}


class Pace:
    """Slower after each sign that the service has too much to do, quicker again page by page.

    It starts without any pause: one request at a time is polite by itself (api.md 5).
    """

    def __init__(self) -> None:
        self.pause = 0.0  # seconds to wait before the next request

    def failed(self, error: OrderviewerError) -> None:
        if error.cause in _TOO_MUCH:
            self.pause = min(LONGEST_PAUSE, max(FIRST_PAUSE, self.pause * SLOWER))

    def succeeded(self) -> None:
        self.pause *= FASTER
        if self.pause < NOT_WORTH_WAITING:
            self.pause = 0.0
