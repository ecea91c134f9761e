"""Fetches the announcement of the newest version; tells nothing of the user or the computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.order import Cause, Rejected
from orderviewer.profile import address_problem
from orderviewer.remote.exchange import Limits
from orderviewer.remote.transport import Transport

if TYPE_CHECKING:
    from orderviewer.policy.settings import Route

SECONDS = 20.0
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "User-Agent": "orderviewer",
}


class Announcement:
    """One question; abort() may come from any thread."""

    def __init__(self, address: str, route: Route, most: int) -> None:
        """`most`: bytes of the answer; raises Rejected(WRONG_ADDRESS)."""
        if problem := address_problem(address):
            raise Rejected(Cause.WRONG_ADDRESS, f"not an address to ask: {problem}")
        self._address = address
        self._transport = Transport(Limits(total=SECONDS, page_bytes=most), route)

    def fetch(self) -> bytes:
        """Raises Unreachable and Rejected, also for a redirection."""
        reply = self._transport.get(self._address, _HEADERS)
        if reply.status != 200:
            raise Rejected(Cause.NOT_UNDERSTOOD, "no announcement", http_status=reply.status)
        return reply.body

    def abort(self) -> None:
        """Ends the question for good."""
        self._transport.close()
