"""`orderviewer diff`: what happened, as lines for people and for programs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from orderviewer.simulator import Simulator
from tests.commandline.conftest import Done, addresses, store_of

Simulators = Callable[..., Simulator]
Run = Callable[..., Done]


def test_what_happened_between_two_syncs(
    home: Path, simulator: Simulators, sync: Run, orderviewer: Run
) -> None:
    sim = simulator(orders=60)
    first = sync(sim)
    assert first.code == 0
    where = addresses(sim)
    assert orderviewer("diff", *where) == Done(0, "Nothing has changed.\n", "")
    assert orderviewer("diff", *where, "--json") == Done(0, "", "")
    sim.world.step_to(5)
    assert sync(sim).code == 0
    done = orderviewer("diff", "--since", "1d", "--json", *where)
    assert (done.code, done.err) == (0, "")
    told = [json.loads(line) for line in done.out.splitlines()]
    truth = {(one.order_id, one.kind, one.after) for one in sim.world.events(0, 5, "fr")}
    assert {(one["key"], one["kind"], one["after"] or "") for one in told} == truth
    assert [one["event"] for one in told] == sorted(one["event"] for one in told)
    with closing(sqlite3.connect(store_of(home))) as raw:
        raw.row_factory = sqlite3.Row
        assert told == [dict(row) for row in raw.execute("SELECT * FROM bi_events ORDER BY event")]
    lines = orderviewer("diff", *where).out.splitlines()
    assert len(lines) == len(told)
    assert any("\tState changed\t" in line and " → " in line for line in lines)
    french = orderviewer("diff", *where, LC_ALL="fr_FR.UTF-8").out
    assert "\tÉtat changé\t" in french


def test_since_when(simulator: Simulators, sync: Run, orderviewer: Run) -> None:
    sim = simulator(orders=20)
    sync(sim)
    sim.world.step_to(9)
    sync(sim)
    where, today = addresses(sim), datetime.now().astimezone()
    for since in ("12h", "2j", "1w", f"{today - timedelta(days=1):%d/%m/%Y}"):
        assert orderviewer("diff", "--json", "--since", since, *where).out, since
    assert orderviewer("diff", "--json", "--since", "0h", *where).out == ""


def test_wrong_use_is_said(orderviewer: Run) -> None:
    done = orderviewer("diff")
    assert done.code == 2
    assert "orderviewer sync" in done.err
    done = orderviewer("diff", "--since", "lately")
    assert done.code == 2
    assert "an age such as 7d" in done.err
