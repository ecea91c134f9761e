"""Who may ask: tokens, the API key, and the refusals with their documented codes."""

from __future__ import annotations

import base64
import binascii
import secrets
import threading
import time
from random import Random
from string import ascii_letters, digits
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import msgspec

from orderviewer.simulator.messages import Answer

if TYPE_CHECKING:
    from orderviewer.simulator.messages import Request

TOKEN_SECONDS = 3600
_TOKEN_BYTES = 456  # 608 characters, as recorded (api.md 2.1)
_MOST_TOKENS = 1000

# code -> status, message, description (api.md 2.5)
ERRORS: dict[int, tuple[int, str, str]] = {
    1: (500, "Internal error", "The service failed unexpectedly."),
    5: (503, "The service is temporarily unavailable", "Maintenance is under way."),
    6: (503, "Orange API is over capacity, retry later !", ""),
    20: (400, "Invalid URL parameter value", "A part of the path is malformed."),
    25: (400, "Missing header", "The header X-Api-Key is missing."),
    26: (400, "Invalid header value", "A header has a value that is not allowed."),
    27: (400, "Missing query-string parameter", "A parameter is missing."),
    28: (400, "Invalid query-string parameter value", "A parameter has a wrong value."),
    40: (401, "Missing credentials", "The requested service needs credentials."),
    41: (401, "Invalid credentials",
         "The requested service needs credentials, but the ones provided were invalid."),
    42: (401, "Expired credentials",
         "The requested service needs credentials, and the ones provided were out-of-date."),
    50: (403, "Access denied", "The application may not use this API."),
    51: (403, "Forbidden requester", "The application is blocked."),
    52: (403, "Forbidden user", "The user is blocked."),
    53: (429, "Too many requests", "The quota of this API is used up for now."),
    60: (404, "Resource not found", "The requested URI or resource does not exist."),
    61: (405, "Method not allowed", "The URI does not support this method."),
    62: (406, "Not acceptable", "The Accept header is missing or names no supported type."),
    63: (408, "Request time-out", "The request took too long."),
    69: (504, "Gateway timeout", "The service behind the gateway did not answer."),
}  # fmt: skip

JSON_UTF8 = ("Content-Type", "application/json; charset=UTF-8")


def refusal(code: int, description: str | None = None, status: int | None = None) -> Answer:
    """An API error as every Orange API words it."""
    usual_status, message, usual = ERRORS[code]
    body = {
        "code": code,
        "message": message,
        "description": usual if description is None else description,
        "infoURL": "https://developer.orange.com/resources/orange-apis-error-handling/",
    }
    return Answer(status or usual_status, msgspec.json.encode(body), [JSON_UTF8])


def accepts_json(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return any(kind in accepted for kind in ("application/json", "application/*", "*/*"))


class Gateway:
    """The secrets, the tokens given out, and the checks before any order is looked at."""

    def __init__(self, seed: int) -> None:
        letters = Random(f"credentials {seed}")  # noqa: S311  demo credentials guard nothing
        self.client_id = _word(letters, 32)
        self.client_secret = _word(letters, 24)
        self.api_key = _word(letters, 40)
        self._ends: dict[str, float] = {}
        self._lock = threading.Lock()

    def grant(self, request: Request) -> Answer:
        """The token endpoint (RFC 6749 4.4, api.md 2.1)."""
        if not accepts_json(request):
            return refusal(62)
        form = dict(parse_qsl(request.body.decode("utf-8", "replace")))
        problem = self._client_problem(request, form)
        if problem:
            return token_refused(problem)
        if form.get("grant_type") != "client_credentials":
            return token_error(400, "unsupported_grant_type", "Only client_credentials is known.")
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self.limit(token, TOKEN_SECONDS)
        return token_answer({"token_type": "Bearer", "access_token": token,
                             "expires_in": TOKEN_SECONDS})  # fmt: skip

    def problem(self, request: Request) -> Answer | None:
        """Why this API call may not go on, or None."""
        if not accepts_json(request):
            return refusal(62)
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token.strip():
            return refusal(40)
        ends = self._ends.get(token.strip())
        if ends is None:
            return refusal(41)
        if ends <= time.monotonic():
            return refusal(42)
        key = request.headers.get("x-api-key", "")
        if not key:
            return refusal(25)
        return None if key == self.api_key else refusal(50)

    def expire_tokens(self) -> None:
        """Every token given out so far is out of date from now on."""
        with self._lock:
            self._ends = dict.fromkeys(self._ends, 0.0)

    def limit(self, token: str, seconds: float) -> None:
        """The token is good for so long from now; the oldest are forgotten."""
        with self._lock:
            self._ends[token] = time.monotonic() + seconds
            while len(self._ends) > _MOST_TOKENS:
                del self._ends[next(iter(self._ends))]

    def rename(self, token: str, other: str) -> None:
        """The same right under another token."""
        with self._lock:
            self._ends[other] = self._ends.pop(token)

    def _client_problem(self, request: Request, form: dict[str, str]) -> str | None:
        header = request.headers.get("authorization", "")
        client, secret = form.get("client_id", ""), form.get("client_secret", "")
        if header:
            try:
                decoded = base64.b64decode(header.removeprefix("Basic ").strip(), validate=True)
                client, colon, secret = decoded.decode().partition(":")
            except (binascii.Error, UnicodeDecodeError):
                return "Unable to decode Basic authorization."
            if not colon:
                return "Unable to decode Basic authorization."
        if (client, secret) == (self.client_id, self.client_secret):
            return None
        return "The requested service needs credentials, but the ones provided were invalid."


def token_refused(problem: str, status: int = 401) -> Answer:
    """What a wrong client id or secret gets, as recorded (api.md 2.1)."""
    answer = token_error(status, "invalid_client", problem)
    answer.header("Www-Authenticate", 'Basic realm="Authorization Required"')
    return answer


def token_answer(members: dict[str, object], status: int = 200) -> Answer:
    return Answer(status, msgspec.json.encode(members), [("Content-Type", "application/json")])


def token_error(status: int, error: str, description: str) -> Answer:
    return token_answer({"error": error, "error_description": description}, status)


def _word(letters: Random, length: int) -> str:
    return "".join(letters.choices(ascii_letters + digits, k=length))
