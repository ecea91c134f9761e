"""The window and the command line read the same lists into the same file at the same time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Any

from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Scope
from tests.commandline.conftest import addresses, environment, three_lines
from tests.feed.conftest import profile_of

if TYPE_CHECKING:
    from orderviewer.feed.feed import Feed
    from orderviewer.profile import Home
    from orderviewer.simulator import Simulator


def test_two_syncs_at_once_do_each_other_no_harm(
    feed: Feed, opened: Callable[..., Simulator], home: Home, qtbot: Any
) -> None:
    service = opened(orders=900, latency_ms=5)
    home.save(profile_of(service))
    failures: list[object] = []
    feed.crawl.failed.connect(failures.append)
    command = [sys.executable, "-m", "orderviewer", "sync", "--home", str(home.path)]
    command += ["--profile", "Test", "--credentials-from-stdin", *addresses(service)]
    for day in range(3):
        if day:
            service.world.step_to(4 * day)
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(),
        ) as other:
            assert other.stdin
            other.stdin.write(three_lines(service))
            other.stdin.close()
            rounds = 0
            while other.poll() is None or rounds == 0:  # syncs of ours all along theirs
                rounds += 1
                feed.sync.sync_now()
                qtbot.waitUntil(lambda: not feed.crawl.busy, timeout=30_000)
            assert other.stdout
            assert other.stderr
            assert (other.returncode, other.stderr.read()) == (0, "")
            assert other.stdout.read().startswith("Complete: ")
    assert failures == []
    assert feed.crawl.whole(Scope.ALL)
    assert feed.session
    with closing(Store.open(feed.session.store_file, read_only=True)) as store:
        store.check()
        for scope in Scope.ALL.streams:
            shown = store.rows(store.numbers(Query(scope, missing=False)))
            assert {row.key for row in shown} == set(service.world.ids(scope))
        changes = [(one.key, one.change) for one in store.history.events(limit=10**6)]
        assert len(changes) == len(set(changes)), "one thing was told twice"
        truth = {
            (one.order_id, one.kind, one.after)
            for first, last in ((0, 4), (4, 8))
            for one in service.world.events(first, last, "fr")
        }
        assert {(key, str(one.kind), one.after) for key, one in changes} == truth
