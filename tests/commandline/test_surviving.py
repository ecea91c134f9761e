"""Other programs at the same store, a file that is damaged, and an end at any moment."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Scope
from orderviewer.simulator import Simulator
from tests.commandline.conftest import (
    PATIENCE,
    Done,
    addresses,
    environment,
    started,
    store_of,
    three_lines,
)

Simulators = Callable[..., Simulator]
Run = Callable[..., Done]
EVERYTHING = Query(Scope.ALL)
# Hundreds take minutes: ORDERVIEWER_KILLS says how many times a program is killed.
KILLS = int(os.environ.get("ORDERVIEWER_KILLS", "3"))

# The program with less patience than it has for another one that holds the file.
IMPATIENT = """
import sys
from orderviewer.local import database
database.BUSY_SECONDS = 0.05
from orderviewer.__main__ import main
sys.exit(main())
"""


@contextmanager
def running(sim: Simulator, *words: str, cwd: Path) -> Iterator[subprocess.Popen[Any]]:
    """A command that was given the credentials and goes on by itself."""
    fixed = [*addresses(sim), "--credentials-from-stdin"]
    pipe = subprocess.PIPE
    with started(
        [sys.executable, "-m", "orderviewer", *words, *fixed],
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        text=True,
        cwd=cwd,
    ) as process:
        assert process.stdin
        process.stdin.write(three_lines(sim))
        process.stdin.flush()
        yield process


def contents(store: Store) -> dict[str, bytes]:
    """The JSON of every order."""
    return {row.key: raw for chunk in store.stream_raw(EVERYTHING) for row, raw, _ in chunk}


def test_sync_and_export_at_once(tmp_path: Path, home: Path, simulator: Simulators) -> None:
    sim = simulator(orders=600)
    with (
        running(sim, "sync", "--page-size", "10", cwd=tmp_path) as syncing,
        running(sim, "export", "--page-size", "15", "--output", "x.csv", cwd=tmp_path) as exporting,
    ):
        told = [process.communicate(timeout=PATIENCE) for process in (syncing, exporting)]
    assert [syncing.returncode, exporting.returncode] == [0, 0], told
    assert [err for _, err in told] == ["", ""]
    assert told[0][0].startswith("Complete: 600 orders; ")
    assert len((tmp_path / "x.csv").read_text("utf-8-sig").splitlines()) == 601
    with closing(Store.open(store_of(home))) as store:
        store.check()
        assert contents(store).keys() == set(sim.world.ids())
        assert store.index_pending() == 0
        assert store.counts() == {scope: sim.world.count(scope) for scope in Scope}
        assert len(store.numbers(Query(Scope.ALL, missing=False))) == 600


def test_a_store_that_another_program_keeps_locked_is_said(
    tmp_path: Path, home: Path, simulator: Simulators, sync: Run
) -> None:
    sim = simulator(orders=10)
    assert sync(sim).code == 0
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for words in (["sync"], ["export", "--output", "x.csv"]):
            fixed = [*words, *addresses(sim), "--credentials-from-stdin"]
            done = subprocess.run(
                [sys.executable, "-c", IMPATIENT, *fixed],
                input=three_lines(sim),
                capture_output=True,
                text=True,
                cwd=tmp_path,
                env=environment(),
                timeout=PATIENCE,
                check=False,
            )
            assert (done.returncode, done.stdout) == (6, "")
            assert done.stderr == (
                "orderviewer: The local copy of the orders is in use. "
                "Another window or program holds the file.\n"
            )
    assert not (tmp_path / "x.csv").exists()
    assert sync(sim).code == 0


@pytest.mark.parametrize("command", ["sync", "export"])
def test_a_damaged_store_is_set_aside_and_read_again(
    tmp_path: Path, home: Path, simulator: Simulators, sync: Run, export: Run, command: str
) -> None:
    sim = simulator(orders=30)
    assert sync(sim).code == 0
    file = store_of(home)
    file.write_bytes(b"SQLite format 3\0" + b"\x5a" * 5000)
    broken = file.read_bytes()
    done = sync(sim) if command == "sync" else export(sim)
    assert done.code == 0
    assert done.err.startswith("orderviewer: The local copy of the orders was damaged; it is now ")
    assert done.err.count("\n") == 1
    (aside,) = file.parent.glob("*.damaged-*")
    assert str(aside) in done.err
    assert aside.read_bytes() == broken
    with closing(Store.open(file)) as store:
        assert contents(store).keys() == set(sim.world.ids())
    if command == "export":
        assert len((tmp_path / "orders.csv").read_text("utf-8-sig").splitlines()) == 31


def test_damage_that_is_met_on_the_way_is_no_end_either(
    tmp_path: Path, home: Path, simulator: Simulators, sync: Run, export: Run
) -> None:
    sim = simulator(orders=30)
    assert sync(sim).code == 0
    with closing(sqlite3.connect(store_of(home))) as raw, raw:
        raw.execute("UPDATE bodies SET packed = x'007b7d' WHERE number = 7")
    done = export(sim, "--fields", "all")
    assert done.code == 0
    assert "was damaged" in done.err
    assert len((tmp_path / "orders.csv").read_text("utf-8-sig").splitlines()) == 31
    assert export(sim, "--fields", "all").err == ""


def test_a_newer_store_is_left_alone(home: Path, simulator: Simulators, sync: Run) -> None:
    sim = simulator(orders=5)
    assert sync(sim).code == 0
    with closing(sqlite3.connect(store_of(home))) as raw:
        raw.execute("PRAGMA user_version=99")
    before = store_of(home).read_bytes()
    done = sync(sim)
    assert done.code == 6
    assert "newer version" in done.err
    assert store_of(home).read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_kill_at_any_moment_of_a_sync_loses_nothing(
    tmp_path: Path, home: Path, simulator: Simulators, sync: Run
) -> None:
    sim, dice, last = simulator(orders=400), random.Random(5), 400 // 10
    seen: dict[str, bytes] = {}
    # After the last page it is the index that is written; the sync may also just have ended.
    for asked in (*(dice.randrange(5, 25) for _ in range(KILLS)), last, last):
        sim.requests.clear()
        with running(sim, "sync", "--page-size", "10", cwd=tmp_path) as process:
            assert sim.requests.wait(1 + asked, PATIENCE)  # the first asks for a token
            if asked < last:
                with closing(Store.open(store_of(home), read_only=True)) as store:
                    seen |= contents(store)  # what anybody could see was committed
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=PATIENCE)
        assert process.returncode == -signal.SIGKILL or asked == last
        with closing(Store.open(store_of(home))) as store:
            store.check()
            stored = contents(store)
            assert seen.items() <= stored.items()
            assert stored.keys() <= set(sim.world.ids())
            assert len(stored) % 10 == 0 or len(stored) > 390, "pages are stored whole"
            assert len(store.rows(store.numbers(EVERYTHING))) == len(stored)
            seen = stored
    assert sync(sim).out.startswith("Complete: 400 orders; ")
    with closing(Store.open(store_of(home))) as store:
        assert contents(store).keys() == set(sim.world.ids())
        assert store.index_pending() == 0
