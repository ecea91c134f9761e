"""A web server with one answer, for the question whether there is a newer version."""

from __future__ import annotations

import select
import socket
import ssl
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

PATIENCE = 10.0  # seconds


class Announcer:
    """Answers every request with the same, and keeps what it was asked."""

    def __init__(
        self, body: bytes = b"", *, raw: bytes | None = None, tls: ssl.SSLContext | None = None
    ) -> None:
        """`raw`: the whole answer, instead of one around `body`; empty: none, the line stays."""
        head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
        self.heads: list[str] = []
        self._answer = head + body if raw is None else raw
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ended, self._end = socket.socketpair()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def address(self) -> str:
        scheme = "https" if self._tls else "http"
        return f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}/latest.json"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end.close()
        self._thread.join(PATIENCE)
        self._ended.close()
        self._listener.close()

    def _serve(self) -> None:
        while self._ended not in select.select([self._listener, self._ended], [], [])[0]:
            peer = self._listener.accept()[0]
            peer.settimeout(PATIENCE)
            with suppress(OSError):
                if self._tls:
                    peer = self._tls.wrap_socket(peer, server_side=True)
                self._answer_one(peer)
            peer.close()

    def _answer_one(self, peer: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head and (piece := peer.recv(4096)):
            head += piece
        self.heads.append(head.partition(b"\r\n\r\n")[0].decode())
        if self._answer:
            peer.sendall(self._answer)
        else:
            peer.recv(1)  # until the other side hangs up
