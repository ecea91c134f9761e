"""Turns an error into what the user reads; needs no window, so the command line uses it too."""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

import orderviewer
from orderviewer.fields.values import visible
from orderviewer.order import Cause, OrderviewerError
from orderviewer.profile import key_expiry
from orderviewer.ui.failures.local import UNEXPECTED
from orderviewer.ui.failures.refused import KEY_EXPIRED, KEY_STILL_VALID, POLICY_FILE
from orderviewer.ui.failures.row import ORDERS_AS_OF, ORDERS_STAY, Action, Phrase, Row
from orderviewer.ui.failures.table import FAILURES
from orderviewer.ui.failures.unreachable import BUSY_FOR, UNTRUSTED_ISSUER

__all__ = [
    "Action",
    "Level",
    "Phrase",
    "Words",
    "button_text",
    "describe",
    "duration_text",
    "level_of",
    "local_today",
    "long_date",
    "moment_text",
    "support_text",
    "technical_detail",
]

LONGEST_DETAIL = 500
_ISSUER = re.compile(r"\bissued by (?P<name>(?!unknown\b)[^;\n]+)")  # transport's own wording
_POLICY_FILE = re.compile(r"(?P<file>(/|[A-Za-z]:\\)[^\n]*?): ")
_OFFLINE = frozenset({Cause.NO_NETWORK, Cause.PROXY_DOWN, Cause.LOGIN_PAGE})
_CALM = frozenset({Cause.BUSY, Cause.STOPPED, Cause.NOT_CONFIGURED, Cause.ORDER_GONE, Cause.ERASED})
_ANSWER_WITH_CODE = Phrase("Words", " (HTTP {status}, code {code})")
_ANSWER = Phrase("Words", " (HTTP {status})")
_SECONDS = Phrase("Words", "{number} s")
_MINUTES = Phrase("Words", "{number} min")
_HOURS = Phrase("Words", "{number} h")
_MOMENT = Phrase("Words", "{day}, {time}")

BUTTONS: dict[Action, Phrase] = {
    Action.RETRY: Phrase("Words", "Try again"),
    Action.READ_AGAIN: Phrase("Words", "Read the orders"),
    Action.CREDENTIALS: Phrase("Words", "Enter new credentials…"),
    Action.ADDRESS: Phrase("Words", "Change the address…"),
    Action.SETTINGS: Phrase("Words", "Connection settings…"),
    Action.COPY_REFERENCE: Phrase("Words", "Copy for support"),
    Action.SESSION_ONLY: Phrase("Words", "Use for this session only"),
    Action.OTHER_FILE: Phrase("Words", "Choose another file…"),
    Action.CANCEL: Phrase("Words", "Cancel"),
}


class Level(StrEnum):
    """How a message is shown: each has its own shape and word."""

    FAILURE = "failure"
    OFFLINE = "offline"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Words:
    """One message, ready to show as plain text: what happened, why, what is kept, what to do."""

    sentence: str
    reason: str = ""
    advice: str = ""
    action: Action = Action.NONE
    kept: str = ""
    request_id: str = ""


def describe(
    error: BaseException,
    *,
    key_issued: date | None = None,
    as_of: datetime | None = None,
    today: date | None = None,
) -> Words:
    """The message for `error` in the present language; never its own text, never a secret.

    `key_issued` lets a refused API key be explained by its age; `as_of` says how old the orders
    on screen are.
    """
    if not isinstance(error, OrderviewerError):
        return _words(UNEXPECTED, {}, as_of, "")
    row = FAILURES[error.cause]
    facts = {"answer": _answer(error)}
    if error.cause is Cause.BUSY and error.retry_after and error.retry_after > 0:
        row = BUSY_FOR
        facts["wait"] = duration_text(error.retry_after)
    elif error.cause is Cause.UNTRUSTED and (issuer := _issuer(error)):
        row = UNTRUSTED_ISSUER
        facts["issuer"] = issuer
    elif error.cause is Cause.POLICY_BROKEN and (named := _POLICY_FILE.match(error.detail)):
        row = POLICY_FILE
        facts["file"] = _harmless(named["file"])
    elif error.cause is Cause.KEY_REFUSED and key_issued:
        expiry = key_expiry(key_issued)
        row = KEY_EXPIRED if expiry <= (today or local_today()) else KEY_STILL_VALID
        facts.update(issued=long_date(key_issued), expired=long_date(expiry))
    return _words(row, facts, as_of, _harmless(error.request_id or ""))


def local_today() -> date:
    return datetime.now(UTC).astimezone().date()


def _words(row: Row, facts: dict[str, str], as_of: datetime | None, request_id: str) -> Words:
    kept = row.kept.text() if row.kept else ""
    if row.kept is ORDERS_STAY and as_of:
        kept = ORDERS_AS_OF.text(moment=moment_text(as_of))
    return Words(
        sentence=row.sentence.text(**facts),
        reason=row.reason.text(**facts),
        advice=row.advice.text(**facts),
        action=row.action,
        kept=kept,
        request_id=request_id,
    )


def _answer(error: OrderviewerError) -> str:
    """What the service answered, in brackets after a space; empty when it gave no status."""
    if not error.http_status:
        return ""
    if error.code:
        return _ANSWER_WITH_CODE.text(status=str(error.http_status), code=_harmless(error.code))
    return _ANSWER.text(status=str(error.http_status))


def _issuer(error: OrderviewerError) -> str:
    found = _ISSUER.search(error.detail)
    return _harmless(found["name"].strip()) if found else ""


def level_of(error: BaseException) -> Level:
    if not isinstance(error, OrderviewerError):
        return Level.FAILURE
    if error.cause in _OFFLINE:
        return Level.OFFLINE
    return Level.NOTICE if error.cause in _CALM else Level.FAILURE


def button_text(action: Action) -> str:
    """The label of the button that does `action`; empty for none."""
    return BUTTONS[action].text() if action in BUTTONS else ""


def duration_text(seconds: float) -> str:
    """A waiting time, rounded up to whole seconds, minutes or hours."""
    whole = max(1, -int(-seconds // 1))
    if whole <= 120:
        return _SECONDS.text(number=str(whole))
    if whole <= 7200:
        return _MINUTES.text(number=str(-(-whole // 60)))
    return _HOURS.text(number=str(-(-whole // 3600)))


def long_date(day: date) -> str:
    """The day with the month's name, so that nobody takes the month for the day."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")


def moment_text(moment: datetime) -> str:
    """The moment on this computer's clock, as in "3 March 2025, 10:42"."""
    local = moment.astimezone()
    time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    return _MOMENT.text(day=long_date(local.date()), time=time)


def technical_detail(error: BaseException) -> str:
    """What support wants to know, one fact a line, in English whatever the language."""
    if not isinstance(error, OrderviewerError):
        return f"error: {type(error).__name__}"
    facts = {
        "error": type(error).__name__,
        "cause": str(error.cause),
        "HTTP status": str(error.http_status or ""),
        "code": error.code or "",
        "X-OAPI-Request-Id": error.request_id or "",
        "detail": error.detail,
    }
    return "\n".join(f"{name}: {_harmless(fact)}" for name, fact in facts.items() if fact)


def support_text(error: BaseException, words: Words, *, now: QDateTime | None = None) -> str:
    """The text of "Copy for support": the message, the facts, the time and the versions."""
    moment = (now or QDateTime.currentDateTimeUtc()).toUTC().toString("yyyy-MM-dd HH:mm:ss 'UTC'")
    versions = f"orderviewer {orderviewer.__version__}, {platform.system()} {platform.release()}"
    message = " ".join(part for part in (words.sentence, words.reason) if part)
    return "\n".join((message, technical_detail(error), f"time: {moment}", versions))


def _harmless(text: str) -> str:
    """One line of bounded length without hidden characters (reliability.md U2)."""
    return visible(text, LONGEST_DETAIL)
