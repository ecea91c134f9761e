"""The command line under a policy: addresses, requests at once, and a file that is broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from orderviewer.simulator import Simulator
from orderviewer.simulator.journal import Record
from tests.commandline.conftest import Done, addresses, three_lines

Run = Callable[..., Done]


@pytest.fixture
def policy(tmp_path: Path) -> Callable[..., str]:
    """A function that writes the policy: `policy(base_url=...)`; the file's path."""

    def write(**settings: object) -> str:
        file = tmp_path / "policy.json"
        file.write_text(json.dumps(settings), encoding="utf-8")
        file.chmod(0o644)
        return str(file)

    return write


def test_the_policys_addresses_and_limit_are_used(
    simulator: Callable[..., Simulator], orderviewer: Run, policy: Callable[..., str]
) -> None:
    sim = simulator(orders=400, latency_ms=50)
    under_way: list[int] = []
    note = sim.requests.add

    def count(record: Record) -> None:
        note(record)
        under_way.append(sum(one.status == 0 for one in sim.requests))

    sim.requests.add = count  # type: ignore[method-assign]
    words = ["sync", "--credentials-from-stdin", "--page-size", "40", "--parallel", "4"]
    free = orderviewer(*words, *addresses(sim), typed=three_lines(sim))
    assert (free.code, max(under_way) > 1) == (0, True)
    under_way.clear()
    fixed = {"base_url": sim.base_url, "token_url": sim.token_url}
    file = policy(**fixed, requests_at_once_at_most=1)
    done = orderviewer(*words, typed=three_lines(sim), ORDERVIEWER_POLICY=file)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Complete: 400 orders")
    assert max(under_way) == 1


def test_a_sync_too_soon_asks_nothing(
    simulator: Callable[..., Simulator], orderviewer: Run, policy: Callable[..., str]
) -> None:
    sim = simulator(orders=20)
    file = policy(sync_minutes_at_least=30)
    words = ["sync", "--credentials-from-stdin", *addresses(sim)]
    current = orderviewer(
        *words, "--scope", "current", typed=three_lines(sim), ORDERVIEWER_POLICY=file
    )
    assert current.out.startswith("Complete: ")
    whole = orderviewer(*words, typed=three_lines(sim), ORDERVIEWER_POLICY=file)
    assert whole.out.startswith("Complete: 20 orders"), "closed ones were never read"
    asked = len(sim.requests)
    again = orderviewer(*words, typed=three_lines(sim), ORDERVIEWER_POLICY=file)
    assert (again.code, again.err) == (0, "")
    assert "your IT department allows the next sync in 30 min" in again.out
    assert len(sim.requests) == asked
    assert orderviewer(*words, typed=three_lines(sim)).out.startswith("Complete: 20 orders")


def test_another_address_than_the_policys_is_wrong_use(
    simulator: Callable[..., Simulator], orderviewer: Run, policy: Callable[..., str]
) -> None:
    sim = simulator(orders=4)
    file = policy(base_url="https://orders.example/v1")
    for words in (["sync", "--credentials-from-stdin"], ["export", "--output", "x.csv",
                  "--credentials-from-stdin"]):  # fmt: skip
        done = orderviewer(*words, *addresses(sim), typed=three_lines(sim), ORDERVIEWER_POLICY=file)
        assert done == Done(
            2,
            "",
            "orderviewer: --api-url cannot be used: your IT department has set this address in "
            f"{file}.\n",
        )
    assert not sim.requests


def test_with_a_broken_file_nothing_is_sent(
    simulator: Callable[..., Simulator], orderviewer: Run, policy: Callable[..., str]
) -> None:
    sim = simulator(orders=4)
    file = policy(proxi="direct")
    done = orderviewer(
        *("sync", "--credentials-from-stdin", *addresses(sim)),
        typed=three_lines(sim),
        ORDERVIEWER_POLICY=file,
    )
    assert done.code == 4
    assert "Nothing was sent" in done.err
    assert f"[{file}: unknown setting 'proxi']" in done.err
    assert not sim.requests
    french = orderviewer(
        *("sync", "--credentials-from-stdin", *addresses(sim)),
        typed=three_lines(sim),
        ORDERVIEWER_POLICY=file,
        LANG="fr_FR.UTF-8", LC_ALL="fr_FR.UTF-8",
    )  # fmt: skip
    assert "Rien n’a été envoyé" in french.err
