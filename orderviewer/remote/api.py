"""The Order tracking API: every answer becomes orders or one named error (api.md 3.4).

Imports requests by way of transport.py: import it in a worker, after the first paint.
"""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeAlias
from urllib.parse import quote, urlencode

from orderviewer import __version__
from orderviewer.order import Cause, Order, Page, PageRequest, Rejected, Unreachable
from orderviewer.policy.settings import OWN_ROUTE, Route
from orderviewer.profile import address_problem
from orderviewer.remote.access_token import TokenSource
from orderviewer.remote.answers import NotUnderstood, orders_of, single_of
from orderviewer.remote.exchange import Limits, Reply
from orderviewer.remote.redaction import Redactor
from orderviewer.remote.refusals import (
    Call,
    error_body,
    is_page,
    page_instead,
    refusal,
    request_id,
)
from orderviewer.remote.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orderviewer.profile import Endpoint
    from orderviewer.remote.secret import Secrets

__all__ = ["Answer", "Connection", "Limits", "OrderApi", "page_of"]

OrdersOf: TypeAlias = "Callable[[bytes, str], tuple[Order, ...]]"  # as answers.orders_of

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_SORT_CODES = {"", "27", "28"}  # of a 400 that the sort may have caused
_GONE_CODES = {"20", "60"}
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply of success to a wish for a page; the rest as in `Page`."""

    request: PageRequest
    reply: Reply
    ended: bool = False
    sort_refused: bool = False


def page_of(answer: Answer, orders_of: OrdersOf = orders_of) -> Page:
    """Takes the body apart, or has it taken apart; raises Rejected(NOT_UNDERSTOOD)."""
    reply = answer.reply
    orders: tuple[Order, ...] = ()
    if not answer.ended:
        try:
            orders = orders_of(reply.body, reply.header("content-type"))
        except NotUnderstood as problem:
            raise _not_understood(reply, str(problem)) from None
    return Page(
        answer.request,
        orders,
        _about(reply),
        ended=answer.ended,
        sort_refused=answer.sort_refused,
        request_id=request_id(reply),
    )


class Connection:
    """One customer's access: secrets, one token for all threads, and what the service taught us.

    Thread-safe.  abort() ends what is under way and leaves the connection usable; close() is
    final.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        secrets: Secrets,
        limits: Limits | None = None,
        redactor: Redactor | None = None,
        route: Route = OWN_ROUTE,
    ) -> None:
        """`redactor`: learns these secrets and every token, so that no log shows them.

        Raises Rejected(WRONG_ADDRESS) where no secret may be sent to, and
        CredentialsUnavailable(UNUSABLE_SECRET).
        """
        for address in (endpoint.base_url, endpoint.token_url):
            problem = address_problem(address)
            if problem:
                raise Rejected(Cause.WRONG_ADDRESS, f"not an address to send secrets to: {problem}")
        secrets.require_usable()
        self.endpoint = endpoint
        self.limits = limits or Limits()
        self.route = route
        self.redactor = redactor or Redactor()
        self.redactor.add(secrets)
        self.takes_sort = True  # until the service refuses it
        self._api_key = secrets.api_key
        self.common_headers = {
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": f"orderviewer/{__version__}",
        }
        self.tokens = TokenSource(endpoint, secrets, self.common_headers, self.redactor)
        self._lock = threading.Lock()
        self._apis: set[OrderApi] = set()
        self._closed = False

    def api(self) -> OrderApi:
        """A session of its own for the calling thread; raises Unreachable(STOPPED) once closed."""
        api = OrderApi(self, self._api_key.reveal())
        with self._lock:
            if self._closed:
                api.hang_up()
                raise Unreachable(Cause.STOPPED, "the connection is closed")
            self._apis.add(api)
        return api

    def abort(self) -> None:
        """Every call under way fails at once with Unreachable(STOPPED); from any thread."""
        for api in self._open():
            api.abort()

    def close(self) -> None:
        """Ends all calls and sessions for good; from any thread, more than once."""
        with self._lock:
            self._closed = True
        for api in self._open():
            api.close()

    def forget_api(self, api: OrderApi) -> None:
        with self._lock:
            self._apis.discard(api)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self) -> list[OrderApi]:
        with self._lock:
            return list(self._apis)


class OrderApi:
    """The API as one thread uses it; only abort() and close() may come from others."""

    def __init__(self, connection: Connection, api_key: str) -> None:
        self._connection = connection
        self._endpoint = connection.endpoint
        self._transport = Transport(connection.limits, connection.route)
        self._orders_url = f"{connection.endpoint.base_url.strip().rstrip('/')}/orders"
        language = connection.endpoint.data_language
        self._headers = {
            **connection.common_headers,
            "Accept-Language": language if _LANGUAGE.fullmatch(language) else "fr",
            "X-Api-Key": api_key,
        }

    def page(self, request: PageRequest) -> Page:
        """One page of a stream; raises Unreachable, Unauthorized or Rejected.

        A service that refuses the sort is asked once more without it, and never again with it.
        """
        return page_of(self.answer(request))

    def answer(self, request: PageRequest) -> Answer:
        """What came for a page, of which `page_of` makes one; raises as page().

        That takes time, in which the next page may be asked for.
        """
        with self._transport.operation():
            sort = request.sort if self._connection.takes_sort else None
            reply = self._get(self._list_url(request, sort))
            if sort is not None and _may_refuse_sort(reply):
                reply = self._get(self._list_url(request, None))
                self._connection.takes_sort = not 200 <= reply.status < 300
            past_the_end = reply.status == 404 and request.offset > 0
            empty = 200 <= reply.status < 300 and not reply.body.strip()
            ended = reply.status == 416 or past_the_end or empty
            if not ended:
                self._require_success(reply, Call.LIST)
        refused = request.sort is not None and not self._connection.takes_sort
        return Answer(request, reply, ended=ended, sort_refused=refused)

    def order(self, order_id: str) -> Order:
        """One order in full; raises as page(), and Rejected(ORDER_GONE) when there is none."""
        with self._transport.operation():
            reply = self._get(f"{self._orders_url}/{quote(order_id, safe='')}")
            if reply.status == 204:
                raise _gone(reply)
            self._require_success(reply, Call.DETAIL)
            try:
                order = single_of(reply.body, reply.header("content-type"))
            except NotUnderstood as problem:
                raise _not_understood(reply, str(problem)) from None
        if order is None:
            raise _gone(reply)
        if not order.has_id:
            return self._order_without_id(order_id, order, reply)
        if order.key != order_id:
            raise _not_understood(reply, "another order than the one asked for")
        return order

    def abort(self) -> None:
        """Makes the running call, if any, fail at once with Unreachable(STOPPED)."""
        self._transport.abort()

    def close(self) -> None:
        """The same for ever, and hangs up."""
        self._connection.forget_api(self)
        self.hang_up()

    def hang_up(self) -> None:
        self._transport.close()

    @contextmanager
    def operation(self) -> Iterator[None]:
        """Several calls that one abort() ends together."""
        with self._transport.operation():
            yield

    def look_up(self) -> str:
        """Resolves the names that are called; says to what.  A step of check()."""
        with self._transport.operation():
            found = [self._transport.look_up(url) for url in self._addresses()]
        return "; ".join(dict.fromkeys(found))

    def greet(self) -> str:
        """Connects with TLS; says who vouches for the other side.  A step of check()."""
        with self._transport.operation():
            found = [self._transport.greet(url) for url in self._addresses()]
        return "; ".join(dict.fromkeys(found))

    def log_in(self) -> float:
        """Makes sure that there is a token; its lifetime in seconds.  A step of check()."""
        with self._transport.operation():
            return self._connection.tokens.token(self._transport).lifetime

    def _addresses(self) -> tuple[str, str]:
        return self._endpoint.token_url.strip(), self._orders_url

    def _get(self, url: str) -> Reply:
        """An authorised call; on 401 the token is renewed and the call repeated, once."""
        tokens = self._connection.tokens
        token = tokens.token(self._transport)
        reply = self._transport.get(url, self._authorised(token.value.reveal()))
        if reply.status != 401:
            return reply
        token = tokens.token(self._transport, refused=token)
        return self._transport.get(url, self._authorised(token.value.reveal()))

    def _authorised(self, token: str) -> dict[str, str]:
        return {**self._headers, "Authorization": f"Bearer {token}"}

    def _list_url(self, request: PageRequest, sort: str | None) -> str:
        asked = {
            "status": str(request.stream),
            "offset": str(request.offset),
            "limit": str(request.limit),
        }
        if sort:
            asked["sort"] = sort
        return f"{self._orders_url}?{urlencode(asked)}"

    def _require_success(self, reply: Reply, call: Call) -> None:
        if not 200 <= reply.status < 300:
            raise refusal(reply, call, self._connection.redactor.scrub)
        if is_page(reply):
            raise page_instead(reply)

    def _order_without_id(self, order_id: str, order: Order, reply: Reply) -> Order:
        """A detail that leaves its own id out is taken; an error body with status 200 is not."""
        body = error_body(reply)
        if not body.code:
            return Order(order_id, order.raw)
        if body.code in _GONE_CODES:
            raise _gone(reply)
        words = self._connection.redactor.scrub(body.words)
        raise _not_understood(reply, f"an error with status 200: code {body.code}, {words}")


def _may_refuse_sort(reply: Reply) -> bool:
    return reply.status == 400 and error_body(reply).code in _SORT_CODES


def _about(reply: Reply) -> int | None:
    """The larger of the two counts, which may be swapped, doubled or nonsense (rule 2)."""
    said = f"{reply.header('x-total-count')},{reply.header('x-result-count')}".split(",")
    counts = [int(part) for part in map(str.strip, said) if _NUMBER.fullmatch(part)]
    return max(counts, default=None)


def _gone(reply: Reply) -> Rejected:
    return Rejected(
        Cause.ORDER_GONE,
        f"HTTP {reply.status} without an order",
        request_id=request_id(reply),
        http_status=reply.status,
    )


def _not_understood(reply: Reply, why: str) -> Rejected:
    return Rejected(
        Cause.NOT_UNDERSTOOD, why, request_id=request_id(reply), http_status=reply.status
    )
