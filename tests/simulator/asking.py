"""A plain client that hides nothing: what was sent back, byte for byte if need be."""

from __future__ import annotations

import base64
import http.client
import json
import socket
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from orderviewer.simulator import Simulator

BASE = "/order-tracking/b2b/v1"
TOKEN = "/oauth/v3/token"
PATIENCE = 10.0


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, list[str]]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    def header(self, name: str) -> str | None:
        values = self.headers.get(name.lower())
        return values[0] if values else None

    @property
    def code(self) -> Any:
        return self.json()["code"]


class Asking:
    """Asks one simulator; a token is fetched when first needed, outside of any fault."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self._token = ""

    @property
    def token(self) -> str:
        if not self._token:
            simulator, faults = self.simulator, self.simulator.faults.active()
            simulator.faults.clear()
            self._token = self.ask_token().json()["access_token"]
            simulator.faults.set(*faults)
        return self._token

    def renew(self) -> None:
        self._token = ""

    def ask_token(self, form: str = "grant_type=client_credentials", **headers: str) -> Reply:
        simulator = self.simulator
        pair = f"{simulator.client_id}:{simulator.client_secret}"
        sent = {
            "Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}",
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return self.ask("POST", TOKEN, changed(sent, headers), form)

    def usual_headers(self) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.token}",
            "X-Api-Key": self.simulator.api_key,
            "Accept": "application/json",
        }

    def page(self, query: str = "status=Current&limit=10&sort=-id", **headers: str) -> Reply:
        return self.get(f"{BASE}/orders?{query}", **headers)

    def order(self, order_id: str | None = None, **headers: str) -> Reply:
        wanted = self.simulator.world.id_of(0) if order_id is None else order_id
        return self.get(f"{BASE}/orders/{quote(wanted, safe='')}", **headers)

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, changed(self.usual_headers(), headers))

    def ask(self, method: str, path: str, headers: dict[str, str], body: str = "") -> Reply:
        connection = self.connect()
        try:
            return exchange(connection, method, path, headers, body)
        finally:
            connection.close()

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.simulator.port, timeout=PATIENCE)

    def raw(self, enough: int = 10_000_000, silence: float = 0.3) -> tuple[bytes, str]:
        """The first bytes of a page's reply, and how they ended.

        A second request, which no fault concerns, follows at once and ends the connection.
        "closed", "reset", "silent" for so many seconds, or "enough" bytes came.
        """
        head = "".join(f"{name}: {value}\r\n" for name, value in self.usual_headers().items())
        request = f"GET {BASE}/orders?status=Current&limit=10 HTTP/1.1\r\nHost: x\r\n{head}\r\n"
        request += "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        received = b""
        end = time.monotonic() + PATIENCE
        with socket.create_connection(("127.0.0.1", self.simulator.port), silence) as peer:
            peer.sendall(request.encode())
            while len(received) < enough and time.monotonic() < end:
                try:
                    data = peer.recv(65_536)
                except TimeoutError:
                    return received, "silent"
                except ConnectionResetError:
                    return received, "reset"
                if not data:
                    return received, "closed"
                received += data
        return received, "enough"


def exchange(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    headers: dict[str, str],
    body: str = "",
) -> Reply:
    """One request on a connection; http.client would add an Accept-Encoding and does not."""
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body.encode())
    response = connection.getresponse()
    found: dict[str, list[str]] = {}
    for name, value in response.getheaders():
        found.setdefault(name.lower(), []).append(value)
    return Reply(response.status, found, response.read())


def changed(headers: dict[str, str], changes: dict[str, str]) -> dict[str, str]:
    """`changes` name headers with underscores; an empty value leaves the header out."""
    renamed = {name.replace("_", "-"): value for name, value in changes.items()}
    merged = {name.lower(): value for name, value in {**headers}.items()}
    merged.update({name.lower(): value for name, value in renamed.items()})
    return {name: value for name, value in merged.items() if value}
