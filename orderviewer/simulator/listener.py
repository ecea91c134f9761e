"""Sockets and threads: accepts connections on loopback and ends every one of them on stop."""

from __future__ import annotations

import contextlib
import selectors
import socket
import struct
import sys
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

_STOP_SECONDS = 5.0
_IDLE_SECONDS = 120.0
# struct linger: on, no seconds; its members are shorter on Windows.
_AT_ONCE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class Stopped(Exception):
    """The simulator is being stopped: the connection ends here."""


class Channel:
    """One client's connection; every wait in it ends when the simulator stops."""

    def __init__(self, peer: socket.socket, stopping: threading.Event) -> None:
        self.peer = peer
        self._stopping = stopping

    def send(self, data: bytes) -> None:
        self.peer.sendall(data)

    def wait(self, seconds: float) -> None:
        """Raises Stopped when the simulator stops meanwhile."""
        if self._stopping.wait(seconds):
            raise Stopped

    def hold(self) -> None:
        """Says nothing until the client gives up or the simulator stops."""
        self.peer.settimeout(None)
        while not self._stopping.is_set() and self.peer.recv(4096):
            pass

    def reset(self) -> None:
        """Ends the connection with RST instead of FIN."""
        self.peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        self.peer.close()


class Listener:
    """Accepts connections and serves each in a thread of its own."""

    def __init__(
        self, serve: Callable[[Channel], None], port: int = 0, tls: ssl.SSLContext | None = None
    ) -> None:
        """`port` 0: any free one.  `serve` may raise OSError and Stopped."""
        self._serve = serve
        self._tls = tls
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._open: dict[threading.Thread, socket.socket] = {}
        self._socket = socket.create_server(("127.0.0.1", port), backlog=128)
        self._socket.setblocking(False)  # noqa: FBT003
        self.port: int = self._socket.getsockname()[1]
        self._wake, self._woken = socket.socketpair()
        self._thread = threading.Thread(target=self._accept, name=f"simulator-{self.port}")
        self._thread.start()

    def stop(self) -> None:
        """Ends all connections and threads; returns within a few seconds."""
        deadline = time.monotonic() + _STOP_SECONDS
        self._stopping.set()
        self._wake.send(b"x")
        self._thread.join(_STOP_SECONDS)
        with self._lock:
            open_now = dict(self._open)
        for peer in open_now.values():
            _hang_up(peer)
        for thread in open_now:
            thread.join(max(0.0, deadline - time.monotonic()))
        for end in (self._socket, self._wake, self._woken):
            end.close()

    def _accept(self) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(self._socket, selectors.EVENT_READ)
            ready.register(self._woken, selectors.EVENT_READ)
            while not self._stopping.is_set():
                ready.select()
                if self._stopping.is_set():
                    return
                try:
                    peer, _ = self._socket.accept()
                except OSError:  # the client was gone before we looked
                    continue
                self._welcome(peer)

    def _welcome(self, peer: socket.socket) -> None:
        peer.setblocking(True)  # noqa: FBT003
        peer.settimeout(_IDLE_SECONDS)
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        thread = threading.Thread(
            target=self._converse, args=(peer,), name=f"simulator-{self.port}-connection"
        )
        with self._lock:
            # Ended threads are forgotten here, not by themselves: stop() must see their very end.
            self._open = {one: its for one, its in self._open.items() if one.is_alive()}
            self._open[thread] = peer
            thread.start()

    def _converse(self, peer: socket.socket) -> None:
        try:
            if self._tls is not None:
                secured = self._tls.wrap_socket(
                    peer, server_side=True, do_handshake_on_connect=False
                )
                with self._lock:
                    self._open[threading.current_thread()] = peer = secured
                if not self._stopping.is_set():
                    secured.do_handshake()
            if not self._stopping.is_set():
                self._serve(Channel(peer, self._stopping))
        except (OSError, Stopped):
            pass  # the client left, spoke no TLS, or we are stopping
        finally:
            peer.close()


def _hang_up(peer: socket.socket) -> None:
    """Wakes the thread that reads from it; Windows wakes it only when the socket is closed."""
    with contextlib.suppress(OSError):  # already gone
        socket.socket.shutdown(peer, socket.SHUT_RDWR)
        if sys.platform == "win32":
            socket.close(peer.detach())
