"""What an answer that is no success means: HTTP status first, then Orange's code (api.md 2.5)."""

from __future__ import annotations

import email.utils
import math
import re
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from enum import Enum, auto
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from orderviewer.order import Cause, OrderviewerError, Rejected, Unauthorized, Unreachable
from orderviewer.remote.text import NotText, utf8

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orderviewer.remote.exchange import Reply

_LONGEST = 300  # characters of the service's own words that are kept
_REQUEST_ID = re.compile(r"[\w.:/+=-]{1,200}", re.ASCII)
_CODES = ("code", "error")
_WORDS = ("message", "description", "error_description", "reason")  # in reading order
_CLIENT_ERRORS = {"invalid_client", "unauthorized_client", "invalid_grant"}
_TOO_MANY = "53"
_HEADER_CODES = {"25", "26"}  # missing or invalid header: the API key's (api.md 2.5)

_Meaning = tuple[type[Unreachable | Unauthorized | Rejected], Cause]
_BUSY: _Meaning = (Unreachable, Cause.BUSY)
_SERVICE: _Meaning = (Unreachable, Cause.SERVICE)
_ALWAYS: dict[int, _Meaning] = {
    407: (Unreachable, Cause.PROXY_LOGIN),
    408: _SERVICE,
    429: _BUSY,
    511: (Unreachable, Cause.LOGIN_PAGE),
}
_API: dict[int, _Meaning] = {
    401: (Unauthorized, Cause.ACCESS_REFUSED),
    403: (Unauthorized, Cause.KEY_REFUSED),
    404: (Rejected, Cause.WRONG_ADDRESS),
    406: (Rejected, Cause.NOT_ACCEPTABLE),
}


class Call(Enum):
    """What was asked, since the same status means different things."""

    TOKEN = auto()
    LIST = auto()
    DETAIL = auto()


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """`code`: Orange's or OAuth's, without leading zeros, "" when there is none."""

    code: str = ""
    words: str = ""


def refusal(reply: Reply, call: Call, scrub: Callable[[str], str] = str) -> OrderviewerError:
    """The named error of an answer that is not 2xx; `scrub` takes secrets out of its texts."""
    body = error_body(reply)
    kind, cause = _meaning(reply, call, body.code)
    told = [f"HTTP {reply.status}", f"code {body.code}" if body.code else "", body.words]
    if not body.words and is_page(reply):
        told.append("a web page")
    return kind(
        cause,
        scrub(", ".join(part for part in told if part)),
        request_id=request_id(reply),
        http_status=reply.status,
        code=body.code or None,
        retry_after=retry_after(reply),
    )


def page_instead(reply: Reply) -> OrderviewerError:
    """The error of a web page that came with a status of success."""
    return Unreachable(
        Cause.LOGIN_PAGE,
        "a web page answered instead of the service",
        request_id=request_id(reply),
        http_status=reply.status,
    )


def redirected(reply: Reply) -> OrderviewerError:
    """The error of any 3xx; names where it points to, but no path, which may hold anything."""
    try:
        parts = urlsplit(reply.header("location"))
        to = f" to {parts.scheme}://{parts.hostname}" if parts.hostname else ""
    except ValueError:
        to = ""
    return Rejected(Cause.REDIRECTED, f"HTTP {reply.status}{to}")


@contextmanager
def identified(reply: Reply) -> Iterator[None]:
    """Adds the reply's status and Orange's request id to what is raised while it is read."""
    try:
        yield
    except OrderviewerError as error:
        error.http_status = reply.status
        error.request_id = request_id(reply)
        raise


def error_body(reply: Reply) -> ErrorBody:
    """Reads every shape of error body there is evidence for; ErrorBody() when it is none."""
    try:
        members = msgspec.json.decode(utf8(reply.body, reply.header("content-type")))
    except (NotText, msgspec.MsgspecError, RecursionError):
        return ErrorBody()
    if isinstance(members, list) and members:
        members = members[0]
    if not isinstance(members, dict):
        return ErrorBody()
    code = next((_plain(members[name]) for name in _CODES if members.get(name)), "")
    words = dict.fromkeys(_plain(members[name]) for name in _WORDS if members.get(name))
    return ErrorBody(code.lstrip("0") or code, ": ".join(word for word in words if word))


def is_page(reply: Reply) -> bool:
    """Whether a web page (or XML) stands where JSON was asked for."""
    start = reply.body[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") or (
        "html" in reply.header("content-type").lower() and not start.startswith((b"[", b"{"))
    )


def request_id(reply: Reply) -> str | None:
    """Orange's name for this exchange; None when absent or not fit to be shown."""
    named = reply.header("x-oapi-request-id").strip()
    return named if _REQUEST_ID.fullmatch(named) else None


def retry_after(reply: Reply) -> float | None:
    """Seconds from now, 0 or more; None when absent or unreadable."""
    said = reply.header("retry-after").strip()
    if not said:
        return None
    try:
        seconds = float(said)
    except ValueError:
        return _until(said, reply.header("date"))
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _until(moment: str, now: str) -> float | None:
    """Seconds to a date by the server's own clock, by ours when it does not tell."""
    try:
        there = email.utils.parsedate_to_datetime(moment)
    except ValueError:
        return None
    try:
        here = email.utils.parsedate_to_datetime(now).timestamp()
    except ValueError:
        here = time.time()
    if there.tzinfo is None:
        there = there.replace(tzinfo=UTC)
    return max(0.0, there.timestamp() - here)


def _meaning(reply: Reply, call: Call, code: str) -> _Meaning:
    status = reply.status
    passing = _BUSY if code == _TOO_MANY else _ALWAYS.get(status)
    if passing or status >= 500:
        return passing or _SERVICE
    if call is Call.TOKEN and status != 406:
        return _token_meaning(reply, code)
    if status == 400 and code in _HEADER_CODES:
        return Unauthorized, Cause.KEY_REFUSED
    if call is Call.DETAIL and (status in {404, 410} or (status == 400 and code == "20")):
        return Rejected, Cause.ORDER_GONE
    return _API.get(status, (Rejected, Cause.BAD_REQUEST))


def _token_meaning(reply: Reply, code: str) -> _Meaning:
    if code == "invalid_scope":
        return Unauthorized, Cause.SCOPE_REFUSED
    refused = reply.status == 401 or (reply.status == 403 and not is_page(reply))
    if refused or code in _CLIENT_ERRORS:
        return Unauthorized, Cause.CLIENT_REFUSED
    return Rejected, Cause.WRONG_ADDRESS if reply.status == 404 else Cause.BAD_REQUEST


def _plain(value: object) -> str:
    """One line of bounded length, whatever the service put there."""
    if not isinstance(value, str | int | float):
        return ""
    printable = "".join(c if c.isprintable() else " " for c in str(value)[: 4 * _LONGEST])
    return " ".join(printable.split())[:_LONGEST]
