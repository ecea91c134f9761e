"""The simulator itself: token, orders, order over real HTTP, with faults on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Self, cast

from orderviewer.simulator.control import CONTROL_PATH, Control
from orderviewer.simulator.faults import KNOWN, Faults
from orderviewer.simulator.gateway import Gateway, refusal
from orderviewer.simulator.journal import Journal, Record
from orderviewer.simulator.listener import Channel, Listener
from orderviewer.simulator.messages import NotHttp, Request, read_request
from orderviewer.simulator.responder import Responder
from orderviewer.simulator.service import BASE_PATH, TOKEN_PATH
from orderviewer.simulator.world import World

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable
    from datetime import date


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
        """Raises ValueError for an unknown dialect or fault.

        `faults`: switches as Faults explains them.  `latency_ms`: a wait before each answer.
        `port` 0 takes any free one and keeps it over stop() and start().  `today`: the day the
        orders' dates lie around.  `tls`: a server context, which makes the addresses https.
        """
        self.world = World(orders, seed, dialect, today)
        self.faults = Faults(KNOWN, faults)
        self.requests = Journal()
        self.latency_ms = latency_ms
        self._gateway = Gateway(seed)
        self._responder = Responder(self.world, self._gateway, self.faults)
        self._control = Control(self)
        self._port = port
        self._tls = tls
        self._listener: Listener | None = None

    @property
    def origin(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}"

    @property
    def base_url(self) -> str:
        return f"{self.origin}{BASE_PATH}"

    @property
    def token_url(self) -> str:
        return f"{self.origin}{TOKEN_PATH}"

    @property
    def control_url(self) -> str:
        return f"{self.origin}{CONTROL_PATH}"

    @property
    def port(self) -> int:
        """0 until the first start when none was asked for."""
        return self._port

    @property
    def client_id(self) -> str:
        return self._gateway.client_id

    @property
    def client_secret(self) -> str:
        return self._gateway.client_secret

    @property
    def api_key(self) -> str:
        return self._gateway.api_key

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
            try:
                while (request := read_request(stream)) is not None:
                    if not self._serve_one(channel, request):
                        return
            except NotHttp as problem:
                answer = refusal(20, str(problem))
                channel.send(answer.head(keep_alive=False) + answer.body)

    def _serve_one(self, channel: Channel, request: Request) -> bool:
        """Whether the connection goes on."""
        if request.path.startswith(CONTROL_PATH):
            answer = self._control.answer(request)
            channel.send(answer.head(keep_alive=False) + answer.body)
            return False
        record = Record(request.method, request.path, request.query, request.headers, request.body)
        self.requests.add(record)
        if self.latency_ms:
            channel.wait(self.latency_ms / 1000)
        answer, acting = self._responder.respond(request, self.origin)
        self.requests.answered(record, answer.status, dict(answer.headers).get(
            "X-OAPI-Request-Id", ""))  # fmt: skip
        return acting.send(channel, answer, keep_alive=request.keep_alive)
