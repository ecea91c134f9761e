"""Sockets that never wait past a deadline or a stop sign; standard library only.

The HTTP libraries know a time-out per read, so a byte now and then holds them for hours
(reliability.md 0, 3), and none can be told to stop.  Here every wait is made of short steps
with a look at the clock and at the stop sign in between: one mechanism on all systems, without
a thread, and no socket is touched by any thread but its own.
"""

from __future__ import annotations

import errno
import ipaddress
import math
import os
import selectors
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from orderviewer.order import Cause, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import ReadableBuffer, WriteableBuffer

    Address = tuple[Any, ...]  # one entry of getaddrinfo

STEP = 0.1  # seconds between two looks at the clock and the stop sign
_ON_ITS_WAY = {errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", 0), 0}
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class Watch:
    """The clock and the stop sign of one transport; whoever waits asks it."""

    def __init__(self, total: float) -> None:
        """`total`: seconds one request may take from its first to its last byte."""
        self._total = total
        self._ends = math.inf
        self._stops = 0
        self._heeded = 0
        self._working = False
        self._closed = False

    @contextmanager
    def operation(self) -> Iterator[None]:
        """Several requests that one stop() ends together; may be nested."""
        outermost, self._working = not self._working, True
        if outermost:
            self._heeded = self._stops
        try:
            yield
        finally:
            if outermost:
                self._working = False
                self._ends = math.inf

    def start_request(self) -> None:
        self._ends = time.monotonic() + self._total

    def stop(self) -> None:
        """Ends the operation under way, if any; from any thread."""
        self._stops += 1

    def close(self) -> None:
        """Ends the operation under way and all later ones; from any thread."""
        self._closed = True

    def check_stopped(self) -> None:
        """Raises Unreachable(STOPPED) when somebody asked for it."""
        if self._closed or self._stops != self._heeded:
            raise Unreachable(Cause.STOPPED, "hung up on request")

    def check(self) -> None:
        """Raises Unreachable: STOPPED, or TOO_SLOW when the request's time is over."""
        self.check_stopped()
        if time.monotonic() >= self._ends:
            raise Unreachable(Cause.TOO_SLOW, f"no complete answer within {self._total:g} s")

    @contextmanager
    def holding(self, lock: threading.Lock) -> Iterator[None]:
        """Waits for the lock, unless stopped."""
        while not lock.acquire(timeout=STEP):
            self.check_stopped()
        try:
            yield
        finally:
            lock.release()


class WatchedSocket(socket.socket):
    """A connected socket whose reads and writes end by the watch; blocking for its user."""

    def __init__(self, watch: Watch, family: int, kind: int, protocol: int) -> None:
        super().__init__(family, kind, protocol)
        self._watch = watch
        self._gap: float | None = None

    def settimeout(self, value: float | None) -> None:
        """Seconds without a single byte; the socket itself keeps to short steps."""
        self._gap = value
        super().settimeout(STEP)

    def gettimeout(self) -> float | None:
        return self._gap

    def recv(self, most: int, flags: int = 0) -> bytes:
        return self._in_steps(super().recv, most, flags)

    def recv_into(self, buffer: WriteableBuffer, most: int = 0, flags: int = 0) -> int:
        return self._in_steps(super().recv_into, buffer, most, flags)

    def send(self, data: ReadableBuffer, flags: int = 0) -> int:
        return self._in_steps(super().send, data, flags)

    def sendall(self, data: ReadableBuffer, flags: int = 0) -> None:
        with memoryview(data) as view, view.cast("B") as left:
            done = 0
            while done < len(left):
                done += self.send(left[done:], flags)

    def _in_steps(
        self,
        call: Callable[_Arguments, _Result],
        *args: _Arguments.args,
        **named: _Arguments.kwargs,
    ) -> _Result:
        self._watch.check()
        ends = math.inf if self._gap is None else time.monotonic() + self._gap
        while True:
            try:
                return call(*args, **named)
            except TimeoutError:
                self._watch.check()
                if time.monotonic() >= ends:
                    raise Unreachable(
                        Cause.TOO_SLOW, f"nothing arrived for {self._gap:g} s"
                    ) from None


def connect(watch: Watch, host: str, port: int, within: float) -> WatchedSocket:
    """A connection to the first address that answers; all together take `within` seconds.

    Each address has its share of the time that is left, so that a dead one (IPv6 that leads
    nowhere, say) does not use up all of it.  Raises OSError, gaierror and TimeoutError among
    them, and Unreachable by the watch.
    """
    ends = time.monotonic() + within
    problem: OSError = TimeoutError()
    addresses = look_up(watch, host, port, ends)
    for index, address in enumerate(addresses):
        now = time.monotonic()
        share = (ends - now) / (len(addresses) - index)
        try:
            return _connect_to(watch, address, now + share)
        except OSError as error:
            problem = error
    raise problem


def look_up(watch: Watch, host: str, port: int, ends: float) -> list[Address]:
    """The addresses of a name; raises gaierror, also when they are not known by `ends`.

    The system's look-up cannot be interrupted, so it runs beside; when nobody waits for it any
    more, it ends by itself at the system's own time-out.
    """
    if _is_address(host):
        return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    found: list[list[Address] | OSError] = []

    def ask() -> None:
        try:
            found.append(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as error:
            known = error if isinstance(error, OSError) else socket.gaierror("no host name")
            found.append(known)

    beside = threading.Thread(target=ask, name="name look-up", daemon=True)
    beside.start()
    while beside.is_alive():
        beside.join(STEP)
        watch.check()
        if time.monotonic() >= ends and beside.is_alive():
            raise socket.gaierror(socket.EAI_AGAIN, "no answer in time")
    if isinstance(found[0], OSError):
        raise found[0]
    return found[0]


def failure(error: OSError, host: str, port: int) -> Unreachable:
    """The named error of a connection that did not come about."""
    where = f"{host}:{port}"
    if isinstance(error, socket.gaierror):
        return Unreachable(Cause.NO_NETWORK, f"the name {host} was not resolved")
    if isinstance(error, TimeoutError):
        return Unreachable(Cause.TOO_SLOW, f"{where} did not answer the call")
    if isinstance(error, ConnectionRefusedError):
        return Unreachable(Cause.REFUSED, f"nobody listens at {where}")
    if isinstance(error, ConnectionError):
        return Unreachable(Cause.BROKEN, f"{where} hung up")
    code = errno.errorcode.get(error.errno or 0, "no route")
    return Unreachable(Cause.NO_NETWORK, f"no way to {where} ({code})")


def host_and_port(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _connect_to(watch: Watch, address: Address, ends: float) -> WatchedSocket:
    family, kind, protocol, _, target = address
    peer = WatchedSocket(watch, family, kind, protocol)
    try:
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        peer.setblocking(False)  # noqa: FBT003  the standard library's own signature
        code = peer.connect_ex(target)
        if code in _ON_ITS_WAY:
            _await_connected(watch, peer, ends)
            code = peer.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        _raise_code(code)
    except BaseException:
        peer.close()
        raise
    return peer


def _await_connected(watch: Watch, peer: WatchedSocket, ends: float) -> None:
    """Returns when the attempt has ended, well or not; raises TimeoutError when it has not."""
    with selectors.DefaultSelector() as selector:
        selector.register(peer, selectors.EVENT_WRITE)
        while not selector.select(min(STEP, max(0.0, ends - time.monotonic()))):
            watch.check()
            if time.monotonic() >= ends:
                raise TimeoutError


def _raise_code(code: int) -> None:
    if code:
        raise OSError(code, os.strerror(code))


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
