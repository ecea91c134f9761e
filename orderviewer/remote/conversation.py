"""Many questions to the Secret Service over one connection.

keyring opens a connection and a session for every single call.  gnome-keyring aborts now and then
while clients come and go, and what the bus starts in its place is locked: its user would be asked
for a password in the middle of saving a connection.
"""

from __future__ import annotations

import copy
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def one_connection(keyring: Any) -> Iterator[Any]:  # noqa: ANN401  of an untyped library
    """The same Secret Service, connected until the end; raises what keyring raises."""
    collection = keyring.get_preferred_collection()
    connection = collection.connection
    collection.connection = _KeptOpen(connection)
    connected = copy.copy(keyring)
    connected.get_preferred_collection = lambda: collection
    try:
        yield connected
    finally:
        connection.close()


class _KeptOpen:
    """A connection to the bus that keyring, which closes it after each call, cannot close."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401
        self._connection = connection

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._connection, name)

    def close(self) -> None:
        """Not yet."""
