"""The access token of a connection: one for all threads, in memory only, renewed in time."""

from __future__ import annotations

import math
import re
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec

from orderviewer.order import Cause, OrderviewerError, Rejected, Unauthorized
from orderviewer.remote.refusals import Call, is_page, page_instead, refusal, request_id
from orderviewer.remote.secret import Secret
from orderviewer.remote.text import NotText, utf8

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orderviewer.profile import Endpoint
    from orderviewer.remote.exchange import Reply
    from orderviewer.remote.redaction import Redactor
    from orderviewer.remote.secret import Secrets
    from orderviewer.remote.transport import Transport

USUAL_SECONDS = 600.0  # when the answer does not say (reliability.md 3)
SHORTEST, LONGEST = 5.0, 24 * 3600.0  # seconds that are believed
MARGIN = 60.0  # renewed so long before the end; a quarter of very short lives
_CARRIED = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Token:
    """An access token; `renew_at` on the monotonic clock, `lifetime` in seconds."""

    value: Secret
    lifetime: float
    renew_at: float


class TokenSource:
    """Gets tokens by client credentials (RFC 6749 4.4); one request whoever asks at once.

    When Orange refuses the client, nobody is asked again: new secrets mean a new connection.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        secrets: Secrets,
        headers: Mapping[str, str],
        redactor: Redactor,
    ) -> None:
        """`headers`: what every call of this connection carries."""
        self._endpoint = endpoint
        self._secrets = secrets
        self._headers = headers
        self._redactor = redactor
        self._lock = threading.Lock()
        self._token: Token | None = None
        self._tries = 0  # that have ended
        self._failure: OrderviewerError | None = None
        self._refused: Unauthorized | None = None

    def token(self, transport: Transport, refused: Token | None = None) -> Token:
        """A token that still lives and is not the `refused` one.

        Raises Unauthorized, Unreachable or Rejected.  Who waited while another thread asked
        in vain has that thread's error: ten waiting threads are not ten requests.
        """
        seen = self._tries
        usable = self._usable(refused)
        if usable:
            return usable
        with transport.holding(self._lock):
            usable = self._usable(refused)
            if usable:
                return usable
            known = self._refused or (self._failure if self._tries != seen else None)
            if known:
                raise _again(known)
            return self._renew(transport)

    def _usable(self, refused: Token | None) -> Token | None:
        token = self._token
        usable = token and token is not refused and time.monotonic() < token.renew_at
        return token if usable else None

    def _renew(self, transport: Transport) -> Token:
        self._failure = None
        try:
            self._token = self._ask(transport)
        except Unauthorized as error:
            self._refused = error
            raise
        except OrderviewerError as error:
            if error.cause is not Cause.STOPPED:  # that concerns the asking thread alone
                self._failure = error
            raise
        finally:
            self._tries += 1
        self._redactor.add_token(self._token.value.reveal())
        return self._token

    def _ask(self, transport: Transport) -> Token:
        headers = {
            **self._headers,
            "Authorization": self._secrets.basic(),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        form = {"grant_type": "client_credentials"}
        if self._endpoint.token_scope.strip():
            form["scope"] = self._endpoint.token_scope.strip()
        asked_at = time.monotonic()
        try:
            reply = transport.post(self._endpoint.token_url, headers, urlencode(form))
        except Rejected as error:
            if error.cause is Cause.TOO_LARGE:
                raise Rejected(Cause.LOGIN_NOT_UNDERSTOOD, error.detail) from None
            raise
        if not 200 <= reply.status < 300:
            raise refusal(reply, Call.TOKEN, self._redactor.scrub)
        if is_page(reply):
            raise page_instead(reply)
        return token_of(reply, asked_at)


def token_of(reply: Reply, asked_at: float) -> Token:
    """Reads a token answer; raises Rejected(LOGIN_NOT_UNDERSTOOD), never quoting it."""

    def problem(what: str) -> Rejected:
        return Rejected(
            Cause.LOGIN_NOT_UNDERSTOOD,
            what,
            request_id=request_id(reply),
            http_status=reply.status,
        )

    try:
        members = msgspec.json.decode(utf8(reply.body, reply.header("content-type")))
    except (NotText, msgspec.MsgspecError, RecursionError):
        raise problem("not JSON") from None
    if not isinstance(members, dict):
        raise problem("not an object")
    value, kind = members.get("access_token"), members.get("token_type")
    if not isinstance(value, str) or not _CARRIED.fullmatch(value):
        raise problem("no usable access_token")
    if kind is not None and str(kind).strip().lower() not in {"bearer", ""}:
        raise problem("a token_type other than Bearer")
    lifetime = lifetime_of(members.get("expires_in"))
    renew_at = asked_at + lifetime - min(MARGIN, lifetime / 4)
    return Token(Secret(value), lifetime, renew_at)


def lifetime_of(expires_in: object) -> float:
    """Seconds, from whatever stands in `expires_in` (api.md 3.4, rule 10)."""
    if isinstance(expires_in, bool) or not isinstance(expires_in, str | int | float):
        return USUAL_SECONDS
    try:
        seconds = float(expires_in)
    except (ValueError, OverflowError):
        return USUAL_SECONDS
    return USUAL_SECONDS if math.isnan(seconds) else min(LONGEST, max(SHORTEST, seconds))


def _again(error: OrderviewerError) -> OrderviewerError:
    """The same for another thread: a raised error belongs to the thread that raised it."""
    return type(error)(
        error.cause,
        error.detail,
        request_id=error.request_id,
        http_status=error.http_status,
        code=error.code,
        retry_after=error.retry_after,
    )
