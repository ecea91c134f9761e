"""HTTP as the program wants it: one session, bounded in time and size, verified, redirect-free.

With connections.py the only module that imports requests and urllib3.  That takes 130 ms, so
nothing may import it (nor api.py, which does) at program start: the feed's worker does, after
the first paint.
"""

from __future__ import annotations

import http.client
import logging
import re
import time
from contextlib import closing, contextmanager
from dataclasses import replace
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import requests
import urllib3
from requests.utils import get_environ_proxies, select_proxy

from orderviewer.order import Cause, CredentialsUnavailable, Rejected, Unreachable
from orderviewer.policy.settings import OWN_ROUTE, Route
from orderviewer.profile import LOOPBACK
from orderviewer.remote import wire
from orderviewer.remote.connections import Adapter, SecurePool, broken, proxy_failure
from orderviewer.remote.exchange import KIB, Limits, Reply
from orderviewer.remote.refusals import identified, redirected, request_id

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator, Mapping

_log = logging.getLogger(__name__)
_PIECE = 256 * KIB
_HEADER_VALUE = re.compile(r"[!-~]([ -~]*[!-~])?")


class Transport:
    """One HTTP session for one thread; abort() and close() may come from any thread."""

    def __init__(self, limits: Limits | None = None, route: Route = OWN_ROUTE) -> None:
        self.limits = limits or Limits()
        self._route = route
        self._watch = wire.Watch(self.limits.total)
        self._adapter = Adapter(self._watch)
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
            return cast("SecurePool", pool).greet(self.limits.connect)

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
            raise proxy_failure(error) from None
        except (requests.exceptions.InvalidURL, urllib3.exceptions.LocationValueError):
            raise Rejected(Cause.WRONG_ADDRESS, "not an address") from None
        except (
            requests.RequestException,
            urllib3.exceptions.HTTPError,
            http.client.HTTPException,
            OSError,
            ValueError,
        ) as error:
            raise broken(error, host) from None


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
