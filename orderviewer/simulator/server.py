"""The simulator itself: token, orders, order over real HTTP, with faults on demand."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from orderviewer.simulator.faults import KNOWN, Faults
from orderviewer.simulator.gateway import Gateway, refusal
from orderviewer.simulator.journal import Journal, Record
from orderviewer.simulator.listener import Channel, Listener
from orderviewer.simulator.messages import Answer, Delivery, NotHttp, Request, read_request
from orderviewer.simulator.service import (
    BASE_PATH,
    TOKEN_PATH,
    Call,
    OrderService,
    call_of,
    listing_of,
)
from orderviewer.simulator.world import World

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable
    from datetime import date

_USUAL_DELIVERY = Delivery()


class Simulator:
    """A stand-in for the Orange API on loopback; a context manager, or start() and stop()."""

    def __init__(
        self,
        orders: int = 5000,
        seed: int = 1,
        dialect: str = "orange",
        faults: Iterable[str] = (),
        latency_ms: float = 0,
        port: int = 0,
        today: date | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`port` 0 takes any free one and keeps it over stop() and start()."""
        self.world = World(orders, seed, dialect, today)
        self.faults = Faults(KNOWN, faults)
        self.requests = Journal()
        self.latency_ms = latency_ms
        self._gateway = Gateway(seed)
        self._service = OrderService(self.world, self._gateway)
        self._port = port
        self._tls = tls
        self._listener: Listener | None = None

    @property
    def base_url(self) -> str:
        return f"{self._origin}{BASE_PATH}"

    @property
    def token_url(self) -> str:
        return f"{self._origin}{TOKEN_PATH}"

    @property
    def client_id(self) -> str:
        return self._gateway.client_id

    @property
    def client_secret(self) -> str:
        return self._gateway.client_secret

    @property
    def api_key(self) -> str:
        return self._gateway.api_key

    @property
    def port(self) -> int:
        return self._port

    @property
    def _origin(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Binds the port and serves; raises OSError when the port is taken."""
        if self._listener is None:
            self._listener = Listener(self._serve, self._port, self._tls)
            self._port = self._listener.port

    def stop(self) -> None:
        """Closes every connection and ends every thread; may be started again."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.stop()

    def expire_tokens(self) -> None:
        """Every token given out so far is answered with 401 and code 42 from now on."""
        self._gateway.expire_tokens()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _serve(self, channel: Channel) -> None:
        """One connection, request after request."""
        with cast("BinaryIO", channel.peer.makefile("rb")) as stream:
            while True:
                try:
                    request = read_request(stream)
                except NotHttp as problem:
                    channel.send(refusal(20, str(problem)).head(keep_alive=False))
                    return
                if request is None:
                    return
                record = Record(
                    request.method, request.path, request.query, request.headers, request.body
                )
                self.requests.add(record)
                if self.latency_ms:
                    channel.wait(self.latency_ms / 1000)
                answer = self._answer(request)
                request_id = str(uuid.uuid4())
                answer.headers += [("Server", "nginx"), ("X-OAPI-Request-Id", request_id)]
                self.requests.answered(record, answer.status, request_id)
                deliver = answer.send or _USUAL_DELIVERY
                if not deliver(channel, answer, keep_alive=request.keep_alive):
                    return

    def _answer(self, request: Request) -> Answer:
        call = call_of(request)
        if call is Call.TOKEN:
            return self._gateway.grant(request) if request.method == "POST" else refusal(61)
        if not request.path.startswith(f"{BASE_PATH}/"):
            return refusal(60)
        problem = self._gateway.problem(request)
        if problem is not None:
            return problem
        if request.method != "GET":
            return refusal(61)
        if call is Call.DETAIL:
            return self._service.detail(request)
        if call is Call.LIST:
            listing = listing_of(request)
            return listing if isinstance(listing, Answer) else self._service.listed(listing)
        return refusal(60)
