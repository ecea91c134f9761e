"""How faults are turned on and off, by hand and from another process."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from orderviewer.simulator import FAULTS, Simulator
from tests.simulator.asking import Asking, Reply
from tests.simulator.conftest import TODAY


def statuses(asking: Asking, count: int) -> list[int]:
    return [asking.page().status for _ in range(count)]


def test_a_fault_may_end_after_some_uses(asking: Asking) -> None:
    asking.simulator.faults.set("status=503*2")
    assert statuses(asking, 3) == [503, 503, 200]
    assert asking.simulator.faults.active() == ()


def test_a_fault_may_begin_later(asking: Asking) -> None:
    asking.simulator.faults.set("status=503@3*1")
    assert statuses(asking, 5) == [200, 200, 503, 200, 200]


def test_a_scope_says_which_calls_are_meant(asking: Asking) -> None:
    asking.simulator.faults.set("detail:status=500", "token:status=502")
    assert asking.page().status == 200
    assert asking.order().status == 500
    assert asking.ask_token().status == 502
    asking.simulator.faults.clear()
    asking.simulator.faults.set("all:status=504")
    assert (asking.page().status, asking.order().status, asking.ask_token().status) == (504,) * 3


def test_only_calls_that_are_concerned_count(asking: Asking) -> None:
    asking.simulator.faults.set("fail_page=2*1")
    offsets = (0, 0, 10, 10, 20)
    found = [asking.page(f"limit=10&offset={offset}").status for offset in offsets]
    assert found == [200, 200, 500, 200, 200]


def test_setting_again_counts_from_the_start(asking: Asking) -> None:
    asking.simulator.faults.set("status=503*1")
    assert statuses(asking, 2) == [503, 200]
    asking.simulator.faults.set("status=503*1")
    assert statuses(asking, 2) == [503, 200]


def test_several_uses_of_one_fault_live_together(asking: Asking) -> None:
    asking.simulator.faults.set("code=42*1", "code=6@2*1", "busy@3*1")
    assert statuses(asking, 4) == [401, 503, 429, 200]


def test_clearing(asking: Asking) -> None:
    faults = asking.simulator.faults
    faults.set("bom", "status=500", "status=503@9", "list:hang@9")
    faults.clear("status=500")
    assert faults.active() == ("bom", "status=503@9", "list:hang@9")
    faults.clear("status", "hang")
    assert faults.active() == ("bom",)
    faults.clear()
    assert faults.active() == ()


@pytest.mark.parametrize(
    ("spec", "problem"),
    [
        ("unheard_of", "no such fault: unheard_of"),
        ("everything:hang", "no such fault: everything:hang"),
        ("hang*", "no such fault: hang*"),
        ("", "no such fault: "),
        ("hang=3", "the fault hang takes no value: hang=3"),
        ("status=often", "the fault status needs a number: status=often"),
        ("status=", "the fault status needs a number: status="),
        ("delay=soon", "the fault delay needs a number: delay=soon"),
    ],
)
def test_what_cannot_be_understood_is_refused_and_changes_nothing(
    asking: Asking, spec: str, problem: str
) -> None:
    asking.simulator.faults.set("bom")
    with pytest.raises(ValueError, match=re.escape(problem)):
        asking.simulator.faults.set("gzip", spec)
    assert asking.simulator.faults.active() == ("bom",)
    with pytest.raises(ValueError, match=re.escape(problem)):
        Simulator(faults=[spec])


def test_faults_may_be_on_from_the_start(simulator: Callable[..., Simulator]) -> None:
    one = simulator(orders=10, faults=["html_200*1", "cap_limit=2"])
    assert one.faults.active() == ("html_200*1", "cap_limit=2")
    asking = Asking(one)
    token = asking.ask_token().json()["access_token"]
    bearer = f"Bearer {token}"
    asking._token = token
    assert asking.page(Authorization=bearer).header("Content-Type") == "text/html; charset=utf-8"
    assert len(asking.page(Authorization=bearer).json()) == 2


# --- from outside --------------------------------------------------------------------------


def control(asking: Asking, method: str, what: str, wish: object = None) -> Reply:
    body = "" if wish is None else json.dumps(wish)
    return asking.ask(method, f"/_simulator/{what}", {}, body)


def test_the_control_path_tells_what_is_known(asking: Asking) -> None:
    found = control(asking, "GET", "faults").json()
    assert found == {"active": [], "known": dict(FAULTS)}


def test_the_control_path_sets_and_clears(asking: Asking) -> None:
    found = control(asking, "POST", "faults", {"set": ["status=503*1", "bom"]})
    assert (found.status, found.json()["active"]) == (200, ["status=503*1", "bom"])
    assert statuses(asking, 2) == [503, 200]
    assert control(asking, "POST", "faults", {"clear": ["bom"], "set": ["gzip"]}).json()[
        "active"
    ] == ["gzip"]
    assert control(asking, "POST", "faults", {"clear": True}).json()["active"] == []


def test_the_control_path_sets_latency_and_expires_tokens(asking: Asking) -> None:
    assert asking.page().status == 200
    control(asking, "POST", "faults", {"latency_ms": 3, "expire_tokens": True})
    assert asking.simulator.latency_ms == 3
    assert asking.page().code == 42


def test_the_control_path_steps_through_time(asking: Asking) -> None:
    assert control(asking, "GET", "day").json() == {
        "day": 0,
        "today": TODAY.isoformat(),
        "orders": 60,
    }
    before = {order["id"] for order in asking.page(status="Current", limit=100).json()}
    found = control(asking, "POST", "day", {"day": 60}).json()
    assert (found["day"], found["today"]) == (60, (TODAY + timedelta(60)).isoformat())
    after = {order["id"] for order in asking.page(status="Current", limit=100).json()}
    assert before - after, "nothing was closed"
    assert after - before, "nothing was ordered"
    assert control(asking, "POST", "day", {"day": 0}).json()["orders"] == 60
    for wish in ({"day": -1}, {"day": "soon"}, {}, {"date": 3}):
        assert control(asking, "POST", "day", wish).status == 400


@pytest.mark.parametrize("wish", [{"set": ["unheard_of"]}, {"set": "bom"}, {"sett": []}, [], "bom"])
def test_the_control_path_refuses_what_it_does_not_understand(asking: Asking, wish: object) -> None:
    reply = control(asking, "POST", "faults", wish)
    assert reply.status == 400
    assert reply.json()["message"]
    assert asking.simulator.faults.active() == ()


def test_the_control_path_knows_nothing_else(asking: Asking) -> None:
    assert control(asking, "GET", "secrets").status == 404
    assert control(asking, "DELETE", "faults").status == 404


def test_the_journal_over_http_holds_no_secret(asking: Asking) -> None:
    asking.page("status=Closed")
    reply = control(asking, "GET", "requests")
    assert [(one["method"], one["status"]) for one in reply.json()] == [("POST", 200), ("GET", 200)]
    assert reply.json()[1]["query"] == {"status": "Closed"}
    for secret in (asking.token, asking.simulator.api_key, asking.simulator.client_secret):
        assert secret.encode() not in reply.body
    assert len(asking.simulator.requests) == 2, "the control path itself is not recorded"
