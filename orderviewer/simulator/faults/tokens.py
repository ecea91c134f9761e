"""Faults of the token endpoint."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from orderviewer.simulator.faults.registry import TOKEN, Registry, Situation, Stage
from orderviewer.simulator.gateway import refusal, token_error, token_refused
from orderviewer.simulator.messages import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

TOKENS = Registry()
fault = TOKENS.fault

_LIVES_FOR_EVER = 10 * 365 * 86_400.0


def _member(
    name: str,
    summary: str,
    change: Callable[[dict[str, Any], Situation], None],
    value: object = None,
) -> None:
    """Registers a fault that rewrites the members of a good token answer."""

    def act(situation: Situation, answer: Answer) -> None:
        if answer.status == 200:
            members = json.loads(answer.body)
            change(members, situation)
            answer.body = json.dumps(members).encode()

    fault(name, summary, Stage.ANSWER, TOKEN, value)(act)


def _put(member: str, make: Callable[[Any], Any]) -> Callable[[dict[str, Any], Situation], None]:
    def change(members: dict[str, Any], _: Situation) -> None:
        members[member] = make(members.get(member))

    return change


def _drop(member: str) -> Callable[[dict[str, Any], Situation], None]:
    def change(members: dict[str, Any], _: Situation) -> None:
        members.pop(member, None)

    return change


_member("token_missing", "the answer has no access_token", _drop("access_token"))
_member("token_empty", "access_token is an empty string", _put("access_token", lambda _: ""))
_member("token_null", "access_token is null", _put("access_token", lambda _: None))
_member("token_number", "access_token is a number", _put("access_token", lambda _: 12345678))
_member(
    "token_with_newline",
    "access_token holds a line break and a second header",
    _put("access_token", lambda token: f"{token[:40]}\r\nX-Injected: yes"),
)
_member(
    "token_not_ascii",
    "access_token holds letters no header can carry",
    _put("access_token", lambda token: f"{token[:40]}é☎"),
)
_member("token_type_absent", "the answer has no token_type", _drop("token_type"))
_member(
    "token_type",
    "token_type is this text",
    lambda members, situation: members.update(token_type=situation.value),
    "mac",
)
_member(
    "token_scope",
    "the answer has a scope and other members nobody asked for",
    lambda members, _: members.update(scope="ope:order-tracking:v1:access", issued_at="now"),
)
_member("expires_in_absent", "the answer has no expires_in", _drop("expires_in"))
_member("expires_in_null", "expires_in is null", _put("expires_in", lambda _: None))
_member("expires_in_text", "expires_in is a number in a string", _put("expires_in", str))
_member("expires_in_words", "expires_in is no number", _put("expires_in", lambda _: "one hour"))
_member("expires_in_float", "expires_in is 3600.5", _put("expires_in", lambda _: 3600.5))


@fault("expires_in", "tokens really live this many seconds; 0 and less are only said", Stage.ANSWER,
       TOKEN, 3)  # fmt: skip
def _expires_in(situation: Situation, answer: Answer) -> None:
    if answer.status != 200:
        return
    members = json.loads(answer.body)
    seconds = members["expires_in"] = situation.number()
    if seconds > 0:
        situation.gateway.limit(members["access_token"], min(seconds, _LIVES_FOR_EVER))
    answer.body = json.dumps(members).encode()


@fault("token_newline", "the body starts with a line break and is indented, as recorded",
       Stage.ANSWER, TOKEN)  # fmt: skip
def _token_newline(_: Situation, answer: Answer) -> None:
    indented = json.dumps(json.loads(answer.body), indent=4)
    answer.body = f"\n{indented}\n   ".encode()


@fault("token_long", "the token has this many characters and works", Stage.ANSWER, TOKEN, 6000)
def _token_long(situation: Situation, answer: Answer) -> None:
    if answer.status == 200:
        members = json.loads(answer.body)
        longer = members["access_token"].ljust(situation.number(), "x")
        situation.gateway.rename(members["access_token"], longer)
        answer.body = json.dumps({**members, "access_token": longer}).encode()


@fault("token_huge", "the token answer has this many bytes", Stage.ANSWER, TOKEN, 20_000_000)
def _token_huge(situation: Situation, answer: Answer) -> None:
    answer.body = b'{"access_token":"' + b"x" * situation.number() + b'"}'


@fault("token_array", "the token answer is a list", Stage.ANSWER, TOKEN)
def _token_array(_: Situation, answer: Answer) -> None:
    answer.body = b"[" + answer.body + b"]"


@fault("token_html", "a login page instead of a token, with status 200", Stage.INSTEAD, TOKEN)
def _token_html(_: Situation) -> Answer:
    return Answer(200, b"<html><body>Please log in</body></html>", [("Content-Type", "text/html")])


@fault("token_quota", "429 above this many token requests in a minute", Stage.INSTEAD, TOKEN, 50)
def _token_quota(situation: Situation) -> Answer | None:
    now = time.monotonic()
    memory = situation.memory
    with memory.lock:
        memory.moments = [moment for moment in memory.moments if now - moment < 60]
        memory.moments.append(now)
        return refusal(53) if len(memory.moments) > situation.number() else None


@fault("invalid_client", "invalid_client with this status, as for a wrong secret", Stage.INSTEAD,
       TOKEN, 401)  # fmt: skip
def _invalid_client(situation: Situation) -> Answer:
    return token_refused(
        "The requested service needs credentials, but the ones provided were invalid.",
        situation.number(),
    )


@fault("unknown_client", "401 invalid_client with a text that repeats the client id",
       Stage.INSTEAD, TOKEN)  # fmt: skip
def _unknown_client(situation: Situation) -> Answer:
    return token_refused(f"Unknown client '{situation.gateway.client_id}'")


@fault("invalid_scope", "400 invalid_scope", Stage.INSTEAD, TOKEN)
def _invalid_scope(_: Situation) -> Answer:
    return token_error(400, "invalid_scope", "The requested scope is invalid or unknown.")


@fault("unauthorized_client", "400 unauthorized_client", Stage.INSTEAD, TOKEN)
def _unauthorized_client(_: Situation) -> Answer:
    return token_error(400, "unauthorized_client", "The client may not use this grant type.")
