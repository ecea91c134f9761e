"""The simulator as a process of its own, and what curl needs to ask it the same."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, cast

from orderviewer.order import Scope

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from types import TracebackType

LANGUAGE = "fr"
WARM_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Access:
    """Addresses and demonstration credentials, as the simulator prints them."""

    base_url: str
    token_url: str
    control_url: str
    client_id: str
    client_secret: str
    api_key: str

    def as_json(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.__slots__}


class Service:
    """A context manager around `orderviewer simulate`."""

    def __init__(self, orders: int) -> None:
        self.orders = orders
        self.access: Access
        self._process: subprocess.Popen[str]
        self._counts: dict[Scope, int] = {}

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "orderviewer", "simulate", "--orders", str(self.orders)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        ready = json.loads(self._process.stdout.readline())
        self.access = Access(**{name: ready[name] for name in Access.__slots__})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(10)

    def set_latency(self, milliseconds: float) -> None:
        """A wait before each answer from now on."""
        wish = json.dumps({"latency_ms": milliseconds}).encode()
        self._ask(f"{self.access.control_url}/faults", wish)

    def warm(self) -> None:
        """Makes every order once, so that pages come from its cache."""
        headers = self.headers()
        for stream in Scope.ALL.streams:
            count = received = 0
            while not received or received < count:
                url = self._page_url(stream, received, WARM_PAGE)
                with self._open(url, headers) as reply:
                    count = int(reply.headers["X-Total-Count"])
                    received += int(reply.headers["X-Result-Count"])
                    reply.read()
                if not count:
                    break
            self._counts[stream] = count

    def headers(self) -> dict[str, str]:
        """Those of the API calls, with a fresh token."""
        pair = f"{self.access.client_id}:{self.access.client_secret}".encode()
        answer = self._ask(
            self.access.token_url,
            b"grant_type=client_credentials",
            Authorization=f"Basic {base64.b64encode(pair).decode()}",
            Accept="application/json",
        )
        return {
            "Authorization": f"Bearer {json.loads(answer)['access_token']}",
            "X-Api-Key": self.access.api_key,
            "Accept": "application/json",
            "Accept-Language": LANGUAGE,
        }

    @property
    def counts(self) -> dict[str, int]:
        """How many orders each stream has, once it is warm."""
        return {stream.value: count for stream, count in self._counts.items()}

    def pages(self, limit: int) -> list[str]:
        """The addresses of all pages of both streams, as a careful client asks for them."""
        return [
            self._page_url(stream, offset, limit)
            for stream in Scope.ALL.streams
            for offset in range(0, self._counts[stream], limit)
        ]

    def _page_url(self, stream: Scope, offset: int, limit: int) -> str:
        query = f"status={stream.value}&offset={offset}&limit={limit}&sort=-id"
        return f"{self.access.base_url}/orders?{query}"

    def _ask(self, url: str, body: bytes, **headers: str) -> bytes:
        with self._open(url, headers, body) as reply:
            content: bytes = reply.read()
            return content

    @staticmethod
    def _open(url: str, headers: dict[str, str], body: bytes | None = None) -> HTTPResponse:
        asked = urllib.request.Request(url, body, headers)
        return cast("HTTPResponse", urllib.request.urlopen(asked, timeout=60))
