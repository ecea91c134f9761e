"""Peers that the simulator is not: a proxy, a port nobody serves, one that accepts no more."""

from __future__ import annotations

import base64
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

PATIENCE = 10.0  # seconds


class Proxy:
    """An HTTP proxy that tunnels every name to one port on loopback; keeps what it was sent."""

    def __init__(self, to_port: int, login: str = "", answer: bytes = b"") -> None:
        """`login`: "user:password" it insists on; `answer`: what it says instead of tunnelling."""
        self.heads: list[bytes] = []
        self._to_port = to_port
        self._login = base64.b64encode(login.encode()) if login else b""
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ended, self._end = socket.socketpair()
        self._threads: list[threading.Thread] = []

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end.close()
        for thread in self._threads:
            thread.join(PATIENCE)
        self._ended.close()
        self._listener.close()

    def _start(self, act: object, *args: object) -> None:
        assert callable(act)
        self._threads.append(threading.Thread(target=act, args=args, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        while self._ended not in select.select([self._listener, self._ended], [], [])[0]:
            self._start(self._serve, self._listener.accept()[0])

    def _serve(self, peer: socket.socket) -> None:
        with peer, suppress(OSError):
            peer.settimeout(PATIENCE)
            head = b""
            while b"\r\n\r\n" not in head and (piece := peer.recv(4096)):
                head += piece
            self.heads.append(head)
            if self._login and self._login not in head:
                peer.sendall(b"HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n")
            elif self._answer:
                peer.sendall(self._answer)
            else:
                with socket.create_connection(("127.0.0.1", self._to_port)) as beyond:
                    peer.sendall(b"HTTP/1.1 200 Tunnel\r\n\r\n")
                    self._pump(peer, beyond)

    def _pump(self, one: socket.socket, other: socket.socket) -> None:
        ways = {one: other, other: one}
        while True:
            ready = select.select([one, other, self._ended], [], [])[0]
            for source in ready:
                piece = b"" if source is self._ended else source.recv(65536)
                if not piece:
                    return
                ways[source].sendall(piece)


@contextmanager
def full_port() -> Iterator[int]:
    """A port whose queue is full, so that a connection is neither made nor refused."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        waiting = []
        for _ in range(3):
            waiting.append(socket.socket())
            waiting[-1].settimeout(0)
            waiting[-1].connect_ex(listener.getsockname())
        try:
            yield int(listener.getsockname()[1])
        finally:
            for each in waiting:
                each.close()


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def rude_port(answer: bytes) -> Iterator[int]:
    """A port that says this to whoever greets it, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(PATIENCE)

        def serve() -> None:
            with listener.accept()[0] as peer:
                peer.recv(4096)
                peer.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield int(listener.getsockname()[1])
        thread.join(PATIENCE)
