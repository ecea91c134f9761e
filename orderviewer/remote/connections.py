"""The connections HTTP goes over: each heeds a watch, and is proved by what the system trusts."""

from __future__ import annotations

import http.client
import re
import ssl
from typing import TYPE_CHECKING, ClassVar, cast

import truststore
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssltransport import SSLTransport

from orderviewer.order import Cause, Unreachable
from orderviewer.remote import wire
from orderviewer.remote.certificate import issuer_of

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

_TUNNEL_REFUSED = re.compile(r"Tunnel connection failed: (\d{3})")
_NOT_TLS = {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "UNEXPECTED_MESSAGE",
            "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE", "UNKNOWN_PROTOCOL"}  # fmt: skip
_CUT = (ConnectionError, ssl.SSLError, http.client.IncompleteRead, urllib3.exceptions.DecodeError,
        urllib3.exceptions.IncompleteRead)  # fmt: skip
_ODD = (http.client.HTTPException, urllib3.exceptions.InvalidHeader, ValueError)


class _SystemTrust(truststore.SSLContext):
    """Proved by what the system trusts, over any socket of ours."""

    def wrap_socket(
        self, sock: socket.socket, *_: object, server_hostname: str | None = None, **__: object
    ) -> ssl.SSLSocket:
        # Not an ssl.SSLSocket: that would take the socket over, and its watch with it.
        return cast("ssl.SSLSocket", SSLTransport(sock, self, server_hostname))


class _PlainConnection(HTTPConnection):
    """Connects through the watch."""

    watch: ClassVar[wire.Watch]

    def _new_conn(self) -> wire.WatchedSocket:
        return _dial(self, self.watch)


class _SecureConnection(HTTPSConnection):
    """Connects through the watch; names what is wrong with a proxy or a certificate."""

    watch: ClassVar[wire.Watch]

    def _new_conn(self) -> wire.WatchedSocket:
        return _dial(self, self.watch)

    def connect(self) -> None:
        try:
            super().connect()
        except ssl.SSLError as error:
            raise self._untrusted(error) from None

    def _tunnel(self) -> None:
        try:
            super()._tunnel()
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise proxy_failure(error) from None

    def voucher(self) -> str:
        """Version and issuer of the connection made."""
        peer = cast("SSLTransport", self.sock)
        issuer = issuer_of(peer.getpeercert(binary_form=True))
        return f"{peer.version()}, certificate issued by {issuer or 'an unnamed issuer'}"

    def _untrusted(self, error: ssl.SSLError) -> Unreachable:
        host = self._tunnel_host or self.host
        if isinstance(error, ssl.SSLCertVerificationError):
            reason = error.verify_message or "not trusted by the system"
            issuer = self._presented_issuer(host) or "unknown"
            return Unreachable(Cause.UNTRUSTED, f"{host}: {reason}; issued by {issuer}")
        if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return Unreachable(Cause.BROKEN, f"{host} hung up during the TLS handshake")
        reason = (error.reason or "TLS handshake failed").replace(" ", "_")
        if reason in _NOT_TLS:
            return Unreachable(Cause.NOT_HTTP, f"{host} does not speak TLS ({reason})")
        return Unreachable(Cause.UNTRUSTED, f"{host}: {reason}")

    def _presented_issuer(self, host: str) -> str:
        """Who issued the certificate just refused; "" when it cannot be had.

        The failed handshake does not tell, so a second one looks without judging.  Nothing is
        sent over it, and it is closed at once.
        """
        looking = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        looking.check_hostname = False
        looking.verify_mode = ssl.CERT_NONE
        self.sock.close()
        try:
            self.sock = self._new_conn()
            if self._tunnel_host:
                self._tunnel()
            with SSLTransport(self.sock, looking, host) as peer:
                return issuer_of(peer.getpeercert(binary_form=True))
        except (OSError, Unreachable):
            return ""
        finally:
            self.close()


class SecurePool(HTTPSConnectionPool):
    """Can connect without asking for anything."""

    def greet(self, within: float) -> str:
        """Connects, as for a request, and keeps the connection for the next one."""
        connection = cast("_SecureConnection", self._get_conn())
        try:
            connection.timeout = within
            if connection.is_closed and self.proxy:
                self._prepare_proxy(connection)
            elif connection.is_closed:
                connection.connect()
            return connection.voucher()
        except BaseException:
            connection.close()
            raise
        finally:
            self._put_conn(connection)


def _pools(watch: wire.Watch) -> dict[str, type]:
    """Kinds of pools, by scheme, whose connections heed this watch."""
    heeded = watch

    class Plain(_PlainConnection):
        watch = heeded

    class Secure(_SecureConnection):
        watch = heeded

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class OwnPool(SecurePool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": OwnPool}


class Adapter(HTTPAdapter):
    """Makes requests use the pools above, and the system's trust for proxies as well."""

    def __init__(self, watch: wire.Watch) -> None:
        self._pools = _pools(watch)
        self._trust = _SystemTrust(ssl.PROTOCOL_TLS_CLIENT)
        self._trust.minimum_version = ssl.TLSVersion.TLSv1_2
        super().__init__(pool_connections=2, pool_maxsize=1)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **options: object
    ) -> None:
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._trust, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **options: object) -> urllib3.ProxyManager:
        known = proxy in self.proxy_manager
        manager: urllib3.ProxyManager = super().proxy_manager_for(
            proxy, ssl_context=self._trust, proxy_ssl_context=self._trust, **options
        )
        if not known:
            manager.pool_classes_by_scheme = self._pools
        return manager

    def cert_verify(self, conn: object, url: object, verify: object, cert: object) -> None:
        """Adds nothing to the system's trust; the original would add certifi's file."""

    def trust_also(self, file: str) -> bool:
        """Besides the system's certificates those in `file`; False when there are none in it."""
        try:
            self._trust.load_verify_locations(file)
        except (OSError, ValueError):  # ssl.SSLError is an OSError
            return False
        return True

    def hang_up(self) -> None:
        """Closes the connections that are kept; new ones are made when needed."""
        self.poolmanager.clear()
        for manager in self.proxy_manager.values():
            manager.clear()


def _dial(connection: HTTPConnection, watch: wire.Watch) -> wire.WatchedSocket:
    host, port, within = connection.host, connection.port, cast("float", connection.timeout)
    try:
        peer = wire.connect(watch, host, port, within)
    except OSError as error:
        failure = wire.failure(error, host, port)
        if connection.proxy:
            failure = Unreachable(Cause.PROXY_DOWN, f"proxy: {failure.detail}")
        raise failure from None
    peer.settimeout(within)
    return peer


def proxy_failure(error: BaseException) -> Unreachable:
    refused = _TUNNEL_REFUSED.search(" ".join(str(cause) for cause in _causes(error)))
    status = int(refused[1]) if refused else None
    if status == 407:
        return Unreachable(Cause.PROXY_LOGIN, "the proxy asks for a login", http_status=407)
    told = f"the proxy refused: HTTP {status}" if status else "the proxy cannot be used"
    return Unreachable(Cause.PROXY_DOWN, told, http_status=status)


def broken(error: BaseException, host: str) -> Unreachable:
    """What happened on the wire, by the most telling cause in the chain."""
    causes = list(_causes(error))
    kinds = ", ".join(dict.fromkeys(type(cause).__name__ for cause in causes[-2:]))
    if any(isinstance(cause, TimeoutError) for cause in causes):
        return Unreachable(Cause.TOO_SLOW, f"{host} was silent ({kinds})")
    if any(isinstance(cause, _CUT) for cause in causes):
        return Unreachable(Cause.BROKEN, f"the connection to {host} broke ({kinds})")
    if any(isinstance(cause, _ODD) for cause in causes):
        return Unreachable(Cause.NOT_HTTP, f"{host} does not speak HTTP ({kinds})")
    return Unreachable(Cause.BROKEN, f"the connection to {host} broke ({kinds})")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was made of, the outermost first; bounded."""
    waiting, seen = [error], set[int]()
    while waiting and len(seen) < 20:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
        waiting += [each for each in inner if isinstance(each, BaseException)]
