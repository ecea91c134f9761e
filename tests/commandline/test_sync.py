"""`orderviewer sync` against the real HTTP of the simulator: the store, the line, the code."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from orderviewer.commandline.reading import Reader
from orderviewer.local.prepared import Prepared, Recipe
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Order, Scope
from orderviewer.preparing.preparer import Preparer
from orderviewer.profile import Endpoint
from orderviewer.remote.api import Connection
from orderviewer.remote.pace import FASTER, FIRST_PAUSE
from orderviewer.remote.secret import Secret, Secrets
from orderviewer.search.parsing import terms_of
from orderviewer.simulator import Simulator
from tests.commandline.conftest import Done, addresses, store_of, three_lines
from tests.desktop import SecretService

Simulators = Callable[..., Simulator]
Sync = Callable[..., Done]


def stored_keys(file: Path, query: Query) -> set[str]:
    with closing(Store.open(file, read_only=True)) as store:
        return {row.key for row in store.rows(store.numbers(query))}


def test_everything_comes_into_the_store_and_its_index(
    home: Path, simulator: Simulators, sync: Sync
) -> None:
    sim = simulator(orders=130)
    done = sync(sim, "--page-size", "40", "--parallel", "3")
    assert done == Done(0, "Complete: 130 orders; new: 130, changed: 0, no longer listed: 0\n", "")
    assert stored_keys(store_of(home), Query(Scope.ALL)) == set(sim.world.ids())
    with closing(Store.open(store_of(home))) as store:
        assert store.index_pending() == 0
        assert store.progress(Scope.CLOSED).complete
    town = stored_keys(store_of(home), Query(Scope.ALL, terms=terms_of(sim.world.ids()[7])))
    assert town == {sim.world.ids()[7]}


def test_it_says_what_is_new_what_changed_and_what_is_gone(
    home: Path, simulator: Simulators, sync: Sync
) -> None:
    sim = simulator(orders=40)
    first = sim.world.ids()
    assert "new: 40, changed: 0, no longer listed: 0" in sync(sim).out
    assert "Complete: 40 orders; new: 0, changed: 0, no longer listed: 0" in sync(sim).out
    sim.stop()
    another = simulator(orders=30, port=sim.port, today=sim.world.today + timedelta(days=3))
    second = another.world.ids()
    gone, come = len({*first} - {*second}), len({*second} - {*first})
    assert gone > 0
    said = sync(another).out
    assert f"Complete: 30 orders; new: {come}, changed: {30 - come}," in said
    assert f"no longer listed: {gone}\n" in said
    assert stored_keys(store_of(home), Query(Scope.ALL)) == {*first, *second}
    assert "changed: 0, no longer listed: 0\n" in sync(another).out


def test_one_scope_alone(home: Path, simulator: Simulators, sync: Sync) -> None:
    sim = simulator(orders=60)
    done = sync(sim, "--scope", "closed")
    closed = set(sim.world.ids(Scope.CLOSED))
    assert f"Complete: {len(closed)} orders" in done.out
    assert stored_keys(store_of(home), Query(Scope.ALL)) == closed


def test_a_list_that_never_holds_still_is_incomplete(simulator: Simulators, sync: Sync) -> None:
    done = sync(simulator(orders=60, faults=["total_moves"]), "--page-size", "10")
    assert done.code == 5
    assert done.out == "Orders read: 60; new: 60, changed: 0\n"
    assert re.fullmatch(
        r"orderviewer: The list is incomplete: 60 of \d+, the list changed while loading\.\n",
        done.err,
    )


def test_trouble_half_way_keeps_what_came(home: Path, simulator: Simulators, sync: Sync) -> None:
    sim = simulator(orders=100, faults=["fail_page=2"])
    done = sync(sim, "--page-size", "20")
    assert done.code == 5
    assert done.err.startswith("orderviewer: The list is incomplete: 40 of 100. ")
    assert done.err.count("\n") == 1
    assert len(stored_keys(store_of(home), Query(Scope.ALL))) == 40
    sim.faults.clear()
    assert "Complete: 100 orders; new: 60, changed: 0," in sync(sim).out


@pytest.mark.parametrize(("fault", "code"), [("invalid_client", 3), ("html_200", 4)])
def test_trouble_before_the_first_order_has_its_code(
    simulator: Simulators, sync: Sync, fault: str, code: int
) -> None:
    done = sync(simulator(orders=10, faults=[fault]))
    assert (done.code, done.out, done.err.count("\n")) == (code, "", 1)


def test_a_service_that_is_busy_is_asked_more_slowly(simulator: Simulators, sync: Sync) -> None:
    sim = simulator(orders=40, faults=["list:status=503*1"])
    assert sync(sim, "--page-size", "10", "--scope", "current").code == 0
    _, repeated, following, *_ = sim.requests.of("/orders")
    assert following.when - repeated.when >= FIRST_PAUSE * FASTER


def test_a_stored_connection_needs_no_addresses(
    home: Path,
    secret_service: SecretService,
    simulator: Simulators,
    orderviewer: Callable[..., Done],
) -> None:
    sim = simulator(orders=12)
    named = ["--profile", "Nightly"]
    typed = three_lines(sim)
    assert orderviewer("credentials", "set", *named, *addresses(sim), typed=typed).code == 0
    assert "Complete: 12 orders; new: 12" in orderviewer("sync", *named).out
    assert stored_keys(home / "profiles/nightly/orders.sqlite", Query(Scope.ALL)) == {
        *sim.world.ids()
    }
    assert orderviewer("credentials", "forget", *named).code == 0
    assert orderviewer("sync", *named).code == 3


def test_pages_may_be_taken_apart_by_another_process(
    tmp_path: Path, simulator: Simulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim = simulator(orders=400)
    secrets = Secrets(*map(Secret, (sim.client_id, sim.client_secret, sim.api_key)))
    asked: list[bool] = []

    class Watched(Preparer):
        def start(self) -> None:
            super().start()
            self.join()

        def prepare(
            self, body: bytes, recipe: Recipe | None
        ) -> tuple[tuple[Order, ...], Prepared] | None:
            found = super().prepare(body, recipe)
            if found is not None:
                asked.append(len(found[1].joined) == len(found[0]) * bool(recipe))
            return found

    monkeypatch.setattr("orderviewer.commandline.reading.MANY", 0)
    monkeypatch.setattr("orderviewer.commandline.reading.Preparer", Watched)
    with closing(Store.open(tmp_path / "orders.sqlite")) as store:
        for news in (400, 0):
            with closing(Connection(Endpoint(sim.base_url, sim.token_url), secrets)) as connection:
                reader = Reader(
                    connection,
                    store,
                    page_size=20,
                    parallel=2,
                    tell=lambda _extent: None,
                    tell_wait=lambda _error, _seconds: None,
                )
                with reader:
                    assert reader.read(Scope.ALL).complete
            assert reader.news.new == news
            assert len(asked) > 5
            assert all(asked)
        found = store.rows(store.numbers(Query(Scope.ALL)))
        assert {row.key for row in found} == set(sim.world.ids())
        assert all(row.values[0] == row.key for row in found)
