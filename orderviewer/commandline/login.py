"""Logs in while the store is still being opened, so that the first page need not wait for it."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from orderviewer.order import OrderviewerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orderviewer.remote.api import Connection, OrderApi

log = logging.getLogger(__name__)


@contextmanager
def early_login(connection: Connection) -> Iterator[None]:
    """Has a thread ask for the connection's token; ended at the latest with what is done meanwhile.

    What goes wrong is told to whoever needs the token: a refusal for good, anything else to those
    who wait for it; who comes later asks again.  Raises Unreachable(STOPPED) when the connection
    is closed.
    """
    api = connection.api()
    thread = threading.Thread(target=_log_in, args=(api,), name="logging-in")
    thread.start()
    try:
        yield
    finally:
        api.close()
        thread.join()


def _log_in(api: OrderApi) -> None:
    try:
        api.log_in()
    except OrderviewerError as error:
        log.info("the early login came to nothing", exc_info=error)
