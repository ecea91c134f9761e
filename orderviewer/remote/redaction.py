"""Takes the secrets out of log records and texts, by their values and usual disguises."""

from __future__ import annotations

import base64
import json
import logging
import threading
from collections import deque
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

if TYPE_CHECKING:
    from orderviewer.remote.secret import Secrets

MASK = "***"
SHORTEST = 4  # characters; masking shorter values would only spoil the log
_TOKENS_KEPT = 8


class Redactor(logging.Filter):
    """A filter for log handlers that rewrites records, tracebacks included; drops none.

    Records are written out here once, with arguments and traceback, so that whatever formatter
    comes later finds nothing else.  Give it to every handler: filters of a logger do not see
    the records of the loggers below it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._lasting: set[str] = set()
        self._tokens: deque[str] = deque(maxlen=_TOKENS_KEPT)
        self._needles: tuple[str, ...] = ()
        self._formatter = logging.Formatter()

    def add(self, secrets: Secrets) -> None:
        """Masks these three, and the Basic header made of them, from now on."""
        basic = secrets.basic().removeprefix("Basic ")
        values = (secrets.client_id, secrets.client_secret, secrets.api_key)
        forms = {form for value in values for form in disguises(value.reveal())}
        self._remember(forms | {basic, basic.rstrip("=")})

    def add_value(self, value: str) -> None:
        """Masks one text of any kind from now on."""
        self._remember(set(disguises(value)))

    def add_token(self, token: str) -> None:
        """Masks an access token; the last few are remembered."""
        with self._lock:
            self._tokens.append(token)
            self._arrange()

    def scrub(self, text: str) -> str:
        for needle in self._needles:
            if needle in text:
                text = text.replace(needle, MASK)
        return text

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):  # arguments that do not fit the message
            message = f"{record.msg} {record.args}"
        record.msg, record.args = self.scrub(message), None
        if record.exc_info and record.exc_info[0] is not None:
            told = record.exc_text or self._formatter.formatException(record.exc_info)
            record.exc_text = self.scrub(told)
            record.exc_info = None  # a formatter that writes locals would undo this
        if record.stack_info:
            record.stack_info = self.scrub(record.stack_info)
        return True

    def _remember(self, forms: set[str]) -> None:
        with self._lock:
            self._lasting |= {form for form in forms if len(form) >= SHORTEST}
            self._arrange()

    def _arrange(self) -> None:
        needles = self._lasting | set(self._tokens)
        self._needles = tuple(sorted(needles, key=len, reverse=True))  # whole before part


def disguises(value: str) -> list[str]:
    """The forms in which a value turns up in logs: plain, base64, percent, JSON and repr."""
    raw = value.encode(errors="replace")
    if len(value) < SHORTEST:
        return []
    encoded = [base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode()]
    quoted = [quote(value, safe="", errors="replace"), quote_plus(value, errors="replace")]
    escaped = [json.dumps(value)[1:-1], repr(value)[1:-1]]
    return [value, *encoded, *(form.rstrip("=") for form in encoded), *quoted, *escaped]
