"""Faults that answer instead of the service: error codes, portals, redirects, quotas."""

from __future__ import annotations

import time
from dataclasses import replace
from email.utils import formatdate
from typing import TYPE_CHECKING

import msgspec

from orderviewer.simulator.faults.registry import (
    EVERYTHING,
    LIST,
    Registry,
    Situation,
    Stage,
    from_page,
)
from orderviewer.simulator.gateway import ERRORS, JSON_UTF8, refusal
from orderviewer.simulator.messages import Answer
from orderviewer.simulator.service import BASE_PATH, list_answer

if TYPE_CHECKING:
    from orderviewer.simulator.messages import Request

REFUSALS = Registry()
fault = REFUSALS.fault

_HTML = ("Content-Type", "text/html; charset=utf-8")
_PORTAL = (
    b"<!DOCTYPE html><html><head><title>Guest Wi-Fi</title></head><body><h1>Welcome</h1>"
    b"<form method='post' action='/login'><input name='user'><input name='password'>"
    b"<button>Log in</button></form></body></html>"
)
_CODE_OF_STATUS = {400: 28, 401: 41, 403: 50, 404: 60, 405: 61, 406: 62, 408: 63, 429: 53, 500: 1,
                   503: 5, 504: 69}  # fmt: skip


@fault("status", "answers with this HTTP status and a fitting error body", Stage.INSTEAD, value=500)
def _status(situation: Situation) -> Answer:
    return _failure(situation.number())


@fault(
    "fail_page",
    "the page of this number (by offset and limit) and all later ones answer 500",
    Stage.INSTEAD,
    LIST,
    2,
    from_page,
)
def _fail_page(_: Situation) -> Answer:
    return refusal(1)


@fault("code", "answers with this Orange error code and its documented status", Stage.INSTEAD,
       value=42)  # fmt: skip
def _code(situation: Situation) -> Answer:
    number = situation.number()
    if number in ERRORS:
        return refusal(number)
    body = {"code": number, "message": "Unheard of", "description": "A code outside the table."}
    return Answer(400, msgspec.json.encode(body), [JSON_UTF8])


@fault(
    "busy",
    "429 with code 53; the value is Retry-After as sent, or: date, past (HTTP dates)",
    Stage.INSTEAD,
    value="",
)
def _busy(situation: Situation) -> Answer:
    return _wait(refusal(53), situation.value)


@fault("busy_403", "403 with code 53, as the older guide says", Stage.INSTEAD, value="")
def _busy_403(situation: Situation) -> Answer:
    return _wait(refusal(53, status=403), situation.value)


@fault("maintenance", "503 with code 5; the value is Retry-After as sent, or: date, past",
       Stage.INSTEAD, value="")  # fmt: skip
def _maintenance(situation: Situation) -> Answer:
    return _wait(refusal(5), situation.value)


@fault("quota", "429 and Retry-After above this many calls in a minute", Stage.INSTEAD, value=60)
def _quota(situation: Situation) -> Answer | None:
    now = time.monotonic()
    memory = situation.memory
    with memory.lock:
        memory.moments = [moment for moment in memory.moments if now - moment < 60]
        if len(memory.moments) < situation.number():
            memory.moments.append(now)
            return None
        wait = 60 - (now - memory.moments[0]) if memory.moments else 60.0
    return _wait(refusal(53), str(max(1, round(wait))))


@fault("token_dies_after", "401 with code 42 once a token was used for this many calls",
       Stage.INSTEAD, value=3)  # fmt: skip
def _token_dies_after(situation: Situation) -> Answer | None:
    token = situation.request.headers.get("authorization", "")
    memory = situation.memory
    with memory.lock:
        uses = memory.counts[token] = memory.counts.get(token, 0) + 1
    return refusal(42) if uses > situation.number() else None


@fault("html_200", "a captive portal's login page with status 200", Stage.INSTEAD)
def _html_200(_: Situation) -> Answer:
    return Answer(200, _PORTAL, [_HTML])


@fault("html_as_json", "a login page with status 200, labelled as JSON", Stage.INSTEAD)
def _html_as_json(_: Situation) -> Answer:
    return Answer(200, _PORTAL, [JSON_UTF8])


@fault("html_error", "the web server's own HTML page with this status", Stage.INSTEAD, value=502)
def _html_error(situation: Situation) -> Answer:
    status = situation.number()
    page = f"<html><head><title>{status}</title></head><body><center>nginx</center></body></html>"
    return Answer(status, page.encode(), [("Content-Type", "text/html")])


@fault("portal_511", "511 Network Authentication Required with a login page", Stage.INSTEAD)
def _portal_511(_: Situation) -> Answer:
    return Answer(511, _PORTAL, [_HTML])


@fault("proxy_407", "407: a proxy wants a login", Stage.INSTEAD)
def _proxy_407(_: Situation) -> Answer:
    return Answer(
        407, b"<html>Proxy login</html>", [_HTML, ("Proxy-Authenticate", 'Basic realm="proxy"')]
    )


@fault("redirect", "this 3xx status to another host on loopback", Stage.INSTEAD, value=302)
def _redirect(situation: Situation) -> Answer:
    target = situation.origin.replace("127.0.0.1", "localhost") + situation.request.path
    return Answer(situation.number(), b"", [("Location", target)])


@fault("redirect_loop", "this 3xx status back to the same address", Stage.INSTEAD, value=307)
def _redirect_loop(situation: Situation) -> Answer:
    target = situation.origin + situation.request.path
    return Answer(situation.number(), b"", [("Location", target)])


@fault("redirect_to", "302 to this address", Stage.INSTEAD, value="http://localhost:9/")
def _redirect_to(situation: Situation) -> Answer:
    return Answer(302, b"", [("Location", situation.value)])


@fault("no_content", "204 without a body", Stage.INSTEAD)
def _no_content(_: Situation) -> Answer:
    return Answer(204)


@fault("empty_200", "200 with an empty body", Stage.INSTEAD)
def _empty_200(_: Situation) -> Answer:
    return Answer(200, b"", [JSON_UTF8])


@fault("empty_404", "404 with an empty body", Stage.INSTEAD)
def _empty_404(_: Situation) -> Answer:
    return Answer(404)


@fault("json", "200 with exactly this JSON text, whatever was asked", Stage.INSTEAD, value="null")
def _json(situation: Situation) -> Answer:
    return Answer(200, situation.value.encode(), [JSON_UTF8])


@fault("not_json", "200 with plain text", Stage.INSTEAD)
def _not_json(_: Situation) -> Answer:
    return Answer(200, b"Service available\n", [("Content-Type", "text/plain")])


def _without_status(request: Request, _: str) -> bool:
    return "status" not in request.query


def _with_unknown_status(request: Request, _: str) -> bool:
    return request.query.get("status") not in (None, "Current", "Closed")


@fault("status_required", "a list call without status gets 400 with code 27", Stage.INSTEAD, LIST,
       concerns=_without_status)  # fmt: skip
def _status_required(_: Situation) -> Answer:
    return refusal(27, "status is missing.")


@fault("unknown_status_empty", "an unknown status selects nothing instead of 400", Stage.INSTEAD,
       LIST, concerns=_with_unknown_status)  # fmt: skip
def _unknown_status_empty(_: Situation) -> Answer:
    return list_answer(b"[]", 0, 0)


@fault("no_status_current", "a list call without status means Current", Stage.REQUEST, LIST,
       concerns=_without_status)  # fmt: skip
def _no_status_current(_: Situation, request: Request) -> Request:
    return replace(request, query={**request.query, "status": "Current"})


@fault("bare_token_ok", "Authorization without Bearer is accepted, as the page prints it",
       Stage.REQUEST)  # fmt: skip
def _bare_token_ok(_: Situation, request: Request) -> Request:
    token = request.headers.get("authorization", "")
    return request if " " in token else request.with_header("authorization", f"Bearer {token}")


@fault("accept_optional", "a missing Accept header is no 406", Stage.REQUEST, EVERYTHING)
def _accept_optional(_: Situation, request: Request) -> Request:
    return request.with_header("accept", "application/json")


@fault("base_moved", "404 with code 60 for everything under the base URL", Stage.INSTEAD)
def _base_moved(_: Situation) -> Answer:
    return refusal(60, f"{BASE_PATH} is not known here.")


def _failure(status: int) -> Answer:
    if status in _CODE_OF_STATUS:
        return refusal(_CODE_OF_STATUS[status])
    if status < 400:
        return Answer(status)
    body = {"message": f"HTTP {status}", "description": ""}
    return Answer(status, msgspec.json.encode(body), [JSON_UTF8])


def _wait(answer: Answer, retry_after: str) -> Answer:
    moments = {"date": time.time() + 5, "past": time.time() - 3600}
    if retry_after in moments:
        retry_after = formatdate(moments[retry_after], usegmt=True)
    if retry_after:
        answer.headers.append(("Retry-After", retry_after))
    return answer
