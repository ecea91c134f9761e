"""Logs in while the store is still being opened, so that the first page need not wait for it."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Self

from orderviewer.order import OrderviewerError

if TYPE_CHECKING:
    from types import TracebackType

    from orderviewer.remote.api import Connection

log = logging.getLogger(__name__)


class EarlyLogin:
    """One thread that asks for the connection's token; ended with the connection, at the latest.

    What goes wrong is told to whoever needs the token: a refusal for good, anything else to those
    who wait for it; who comes later asks again.
    """

    def __init__(self, connection: Connection) -> None:
        """Raises Unreachable(STOPPED) when the connection is closed."""
        self._api = connection.api()
        self._thread = threading.Thread(target=self._log_in, name="logging-in")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._api.close()
        self._thread.join()

    def _log_in(self) -> None:
        try:
            self._api.log_in()
        except OrderviewerError as error:
            log.info("the early login came to nothing", exc_info=error)
