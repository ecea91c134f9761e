"""HTTP as the program wants it: one session, bounded in time and size, verified, redirect-free.

The only module that imports requests, urllib3 and truststore.  That takes 130 ms, so nothing
may import it (nor api.py, which does) at program start: the feed's worker does, after the first
paint.
"""

from __future__ import annotations

import http.client
import logging
import re
import ssl
import time
from contextlib import closing, contextmanager
from dataclasses import replace
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, ClassVar, cast
from urllib.parse import urlsplit

import requests
import truststore
import urllib3
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies, select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssltransport import SSLTransport

from orderviewer.order import Cause, CredentialsUnavailable, Rejected, Unreachable
from orderviewer.policy.settings import OWN_ROUTE, Route
from orderviewer.profile import LOOPBACK
from orderviewer.remote import wire
from orderviewer.remote.certificate import issuer_of
from orderviewer.remote.exchange import KIB, Limits, Reply
from orderviewer.remote.refusals import identified, redirected, request_id

if TYPE_CHECKING:
    import socket
    import threading
    from collections.abc import Iterator, Mapping

_log = logging.getLogger(__name__)
_PIECE = 256 * KIB
_HEADER_VALUE = re.compile(r"[!-~]([ -~]*[!-~])?")
_TUNNEL_REFUSED = re.compile(r"Tunnel connection failed: (\d{3})")
_NOT_TLS = {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "UNEXPECTED_MESSAGE",
            "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE", "UNKNOWN_PROTOCOL"}  # fmt: skip
_CUT = (ConnectionError, ssl.SSLError, http.client.IncompleteRead, urllib3.exceptions.DecodeError,
        urllib3.exceptions.IncompleteRead)  # fmt: skip
_ODD = (http.client.HTTPException, urllib3.exceptions.InvalidHeader, ValueError)


class Transport:
    """One HTTP session for one thread; abort() and close() may come from any thread."""

    def __init__(self, limits: Limits | None = None, route: Route = OWN_ROUTE) -> None:
        self.limits = limits or Limits()
        self._route = route
        self._watch = wire.Watch(self.limits.total)
        self._adapter = _Adapter(self._watch)
        if route.ca_file and not self._adapter.trust_also(route.ca_file):
            self._route = replace(
                route, broken=route.broken or f"{route.ca_file}: no file of certificates"
            )
        self._session = requests.Session()
        # The proxies are asked for below; nothing else of the environment is wanted: ~/.netrc
        # would replace our Authorization, REQUESTS_CA_BUNDLE the system's trust.
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        self._session.mount("https://", self._adapter)
        self._session.mount("http://", self._adapter)
        self._used = (time.monotonic(), time.time())

    def get(self, url: str, headers: Mapping[str, str]) -> Reply:
        """Raises Unreachable, or Rejected: REDIRECTED, TOO_LARGE, WRONG_ADDRESS, POLICY_BROKEN."""
        return self._ask("GET", url, headers, None, self.limits.page_bytes)

    def post(self, url: str, headers: Mapping[str, str], form: str) -> Reply:
        """As get(), for a small answer; `form` is sent as it is."""
        return self._ask("POST", url, headers, form.encode(), self.limits.token_bytes)

    @contextmanager
    def operation(self) -> Iterator[None]:
        """Requests that belong together: one abort() ends them all."""
        with self._watch.operation():
            yield

    @contextmanager
    def holding(self, lock: threading.Lock) -> Iterator[None]:
        """Waits for the lock; abort() ends the wait."""
        with self._watch.holding(lock):
            yield

    def abort(self) -> None:
        """Makes the running call, if any, fail at once with Unreachable(STOPPED)."""
        self._watch.stop()

    def close(self) -> None:
        """The same for ever, and hangs up."""
        self._watch.close()
        self._session.close()

    def look_up(self, url: str) -> str:
        """Resolves the name that would be called; says which, and to what.  For check()."""
        with self._named_errors(url), self._watch.operation():
            proxy = self._proxy(url)
            host, port = wire.host_and_port(proxy or url)
            self._watch.check_stopped()
            try:
                ends = time.monotonic() + self.limits.connect
                found = wire.look_up(self._watch, host, port, ends)
            except OSError as error:
                raise wire.failure(error, host, port) from None
        addresses = ", ".join(dict.fromkeys(str(address[4][0]) for address in found))
        return f"{'proxy ' if proxy else ''}{host}: {addresses}"

    def greet(self, url: str) -> str:
        """Connects and proves the other's identity; says who vouches.  For check()."""
        with self._named_errors(url), self._watch.operation():
            self._watch.check_stopped()
            if urlsplit(url).scheme != "https":
                return "http"
            self._watch.start_request()
            request = requests.Request("GET", url).prepare()
            proxy = self._proxy(url)
            pool = self._adapter.get_connection_with_tls_context(
                request, verify=True, proxies={"https": proxy} if proxy else {}
            )
            return cast("_SecurePool", pool).greet(self.limits.connect)

    def _ask(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, most: int
    ) -> Reply:
        for name, value in headers.items():
            if not _HEADER_VALUE.fullmatch(value):  # the libraries would quote it in an error
                raise CredentialsUnavailable(Cause.UNUSABLE_SECRET, f"header {name}: characters")
        with self._named_errors(url), self._watch.operation():
            self._watch.check_stopped()
            self._hang_up_if_idle()
            self._watch.start_request()
            request = requests.Request(method, url, headers=dict(headers), data=body).prepare()
            proxy = self._proxy(url)
            response = self._session.send(
                request,
                stream=True,
                allow_redirects=False,
                timeout=(self.limits.connect, self.limits.gap),
                proxies={"https": proxy} if proxy else {},
            )
            lower = {name.lower(): value for name, value in response.headers.items()}
            head = Reply(response.status_code, lower, b"")
            with closing(response), identified(head), self._named_errors(url):
                if 300 <= head.status < 400:
                    raise redirected(head)
                reply = replace(head, body=_read(response.raw, most))
                _require_end(reply)
            self._used = (time.monotonic(), time.time())
            _log.debug(
                "%s %s: HTTP %d, %d bytes, request id %s",
                *(method, url, reply.status, len(reply.body), request_id(reply)),
            )
            return reply

    def _hang_up_if_idle(self) -> None:
        """After a pause or the computer's sleep, a kept connection may lead nowhere."""
        monotonic, wall = self._used  # asleep, some systems stop the former
        if max(time.monotonic() - monotonic, time.time() - wall) > self.limits.idle:
            self._adapter.hang_up()

    def _proxy(self, url: str) -> str | None:
        """The policy's proxy or the system's as it is now, never for this machine itself.

        Every way out passes here: raises Unreachable, and Rejected(POLICY_BROKEN).
        """
        if urlsplit(url).hostname in LOOPBACK:
            return None
        if self._route.broken:
            raise Rejected(Cause.POLICY_BROKEN, self._route.broken)
        proxy = self._route.proxy
        if proxy is None:
            proxy = select_proxy(url, get_environ_proxies(url))
        kind, _, rest = (proxy or "").rpartition("://")
        if kind.lower() not in {"", "http", "https"}:
            raise Unreachable(Cause.PROXY_DOWN, f"a proxy of an unsupported kind is set: {kind}")
        return f"{kind or 'http'}://{rest}" if rest else None

    @contextmanager
    def _named_errors(self, url: str) -> Iterator[None]:
        """Whatever the libraries raise leaves as one of ours, without their texts and causes."""
        host = urlsplit(url).hostname or ""
        try:
            yield
        except (requests.exceptions.InvalidProxyURL, requests.exceptions.ProxyError) as error:
            raise _proxy_failure(error) from None
        except (requests.exceptions.InvalidURL, urllib3.exceptions.LocationValueError):
            raise Rejected(Cause.WRONG_ADDRESS, "not an address") from None
        except (
            requests.RequestException,
            urllib3.exceptions.HTTPError,
            http.client.HTTPException,
            OSError,
            ValueError,
        ) as error:
            raise _broken(error, host) from None


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
            raise _proxy_failure(error) from None

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


class _SecurePool(HTTPSConnectionPool):
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

    class SecurePool(_SecurePool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


class _Adapter(HTTPAdapter):
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


def _read(raw: urllib3.HTTPResponse, most: int) -> bytes:
    """The whole decoded body; raises Rejected(TOO_LARGE) as soon as it is."""
    pieces: list[bytes] = []
    size = 0
    while piece := raw.read(_PIECE, decode_content=True):
        size += len(piece)
        if size > most:
            raise Rejected(Cause.TOO_LARGE, f"more than {most} bytes")
        pieces.append(piece)
    return b"".join(pieces)


def _require_end(reply: Reply) -> None:
    """Raises Unreachable(BROKEN) for a body that is empty because the headers were cut off."""
    framed = reply.header("content-length") or reply.header("transfer-encoding")
    if 200 <= reply.status < 300 and reply.status != 204 and not reply.body and not framed:
        raise Unreachable(Cause.BROKEN, "the connection ended before the body")


def _proxy_failure(error: BaseException) -> Unreachable:
    refused = _TUNNEL_REFUSED.search(" ".join(str(cause) for cause in _causes(error)))
    status = int(refused[1]) if refused else None
    if status == 407:
        return Unreachable(Cause.PROXY_LOGIN, "the proxy asks for a login", http_status=407)
    told = f"the proxy refused: HTTP {status}" if status else "the proxy cannot be used"
    return Unreachable(Cause.PROXY_DOWN, told, http_status=status)


def _broken(error: BaseException, host: str) -> Unreachable:
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
