"""HTTP messages as data: what a client asked and what it is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from email.utils import formatdate
from http import HTTPStatus
from typing import BinaryIO
from urllib.parse import parse_qsl, unquote, urlsplit

_LONGEST_LINE = 65_536
_MOST_HEADERS = 200
_LONGEST_BODY = 1_048_576


class NotHttp(Exception):
    """The client sent something that is no HTTP request."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request; header names are lower-case, the path is still percent-encoded."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    keep_alive: bool

    @property
    def segments(self) -> list[str]:
        """The decoded parts of the path."""
        return [unquote(part) for part in self.path.strip("/").split("/")]

    def with_header(self, name: str, value: str) -> Request:
        """The same request with the header set, if it was absent or other before."""
        return replace(self, headers={**self.headers, name: value})


@dataclass(slots=True)
class Answer:
    """One answer; header names may come more than once."""

    status: int
    body: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list)

    def header(self, name: str, *values: str) -> None:
        """Replaces every header of that name; no value at all removes it."""
        kept = [pair for pair in self.headers if pair[0].lower() != name.lower()]
        self.headers = [*kept, *((name, value) for value in values)]

    def head(self, *, keep_alive: bool, framed: bool = True) -> bytes:
        """Status line and headers; without `framed` nothing tells the length of the body."""
        lines = [
            f"HTTP/1.1 {self.status} {_reason(self.status)}",
            f"Date: {formatdate(usegmt=True)}",
        ]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if framed and self.status not in (204, 304):
            lines.append(f"Content-Length: {len(self.body)}")
        if not (keep_alive and framed):
            lines.append("Connection: close")
        return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def read_request(stream: BinaryIO) -> Request | None:
    """The next request of a connection, None at its end; raises NotHttp."""
    line = stream.readline(_LONGEST_LINE)
    if not line:
        return None
    try:
        method, target, version = line.decode("latin-1").split()
        parts = urlsplit(target)  # a proxy's absolute form is welcome too
    except ValueError:
        raise NotHttp(line[:80].decode("latin-1")) from None
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_LINE)
        if line in (b"\r\n", b"\n"):
            break
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon:
            raise NotHttp("header without a colon")
        headers[name.strip().lower()] = value.strip()
    else:
        raise NotHttp("too many headers")
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > _LONGEST_BODY:
        raise NotHttp("unreasonable length")
    body = stream.read(int(length))
    return Request(
        method=method,
        path=parts.path,
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        headers=headers,
        body=body,
        keep_alive=version == "HTTP/1.1" and headers.get("connection", "").lower() != "close",
    )
