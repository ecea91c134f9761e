"""Two threads, two programs: each with its own connection to one file."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from orderviewer.fields.roles import Role
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Cause, Scope, StoreDamaged
from tests.local.factories import NOON, fill, keys, minutes, order, orders, page
from tests.local.test_store import with_date

EVERYTHING = Query(Scope.ALL)


def test_what_one_stores_the_other_sees(store: Store, open_store: Callable[..., Store]) -> None:
    reader = open_store()
    put = fill(store, orders(range(60)))
    assert reader.counts()[Scope.CURRENT] == 60
    assert keys(reader, put.new[:2]) == ["0", "1"]
    assert list(reader.numbers(EVERYTHING)) == list(put.new)


def test_what_one_learns_the_other_knows(store: Store, open_store: Callable[..., Store]) -> None:
    reader = open_store()
    assert Role.PROMISED not in reader.reading().columns()
    fill(store, map(with_date, range(20)))
    assert Role.PROMISED in reader.reading().columns()
    assert reader.reading().version == store.reading().version
    put = fill(reader, map(with_date, range(20, 30)))
    assert not put.reading_changed
    assert reader.rows(put.new)[0].values[list(Role).index(Role.PROMISED)] == "2026-05-04"


def test_what_was_learnt_from_a_page_not_stored_is_forgotten(
    store: Store, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, orders(range(3)))
    before = store.reading().version

    def fail(*_: object) -> None:
        raise StoreDamaged(Cause.DISK_FULL)

    crawl = store.start_crawl(Scope.CURRENT, NOON)
    with monkeypatch.context() as patch:
        patch.setattr("orderviewer.local.pages.PageWriter._count", fail)
        with pytest.raises(StoreDamaged):
            store.put(page(map(with_date, range(10, 30))), crawl, NOON)
    assert store.reading().version == before
    assert Role.PROMISED not in store.reading().columns()
    assert store.counts()[Scope.ALL] == 3
    assert store.put(page(map(with_date, range(10, 30))), crawl, NOON).reading_changed
    assert Role.PROMISED in open_store().reading().columns()


def test_two_writers_take_turns(store_file: Path) -> None:
    """Each thread puts its own orders and the other's; every order is there once."""
    trouble: list[BaseException] = []
    start = threading.Barrier(2, timeout=10)

    def write(stream: Scope, own: int) -> None:
        try:
            with closing(Store.open(store_file)) as store:
                start.wait()
                crawl = store.start_crawl(stream, NOON)
                for step in range(12):
                    shared = orders(range(step * 20, step * 20 + 20), f"from {own}")
                    mine = orders(range(own + step * 20, own + step * 20 + 20))
                    store.put(page([*shared, *mine], stream=stream), crawl, minutes(step))
                store.finish_crawl(stream, crawl, complete=True, now=minutes(99))
        except BaseException as error:  # noqa: BLE001  told to the test's thread
            trouble.append(error)

    threads = [
        threading.Thread(target=write, args=(Scope.CURRENT, 1000)),
        threading.Thread(target=write, args=(Scope.CLOSED, 2000)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trouble == []
    with closing(Store.open(store_file)) as store:
        rows = store.rows(store.numbers(EVERYTHING))
        expected = {*range(240), *range(1000, 1240), *range(2000, 2240)}
        assert sorted(int(row.key) for row in rows) == sorted(expected)
        counts = store.counts()
        by_stream = [len(store.numbers(Query(stream))) for stream in Scope.ALL.streams]
        assert [counts[stream] for stream in Scope.ALL.streams] == by_stream
        assert counts[Scope.ALL] == 720
        store.check()


def test_threads_that_open_a_new_file_at_once_all_succeed(tmp_path: Path) -> None:
    outcomes: list[object] = []

    def open_and_fill(path: Path, own: int, start: threading.Barrier) -> None:
        try:
            start.wait()
            with closing(Store.open(path)) as store:
                outcomes.append(len(fill(store, orders(range(own, own + 5))).new))
        except BaseException as error:  # noqa: BLE001  told to the test's thread
            outcomes.append(error)

    for number in range(12):
        start = threading.Barrier(3, timeout=10)
        path = tmp_path / f"{number}" / "orders.db"
        threads = [
            threading.Thread(target=open_and_fill, args=(path, own, start)) for own in (0, 10, 20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert outcomes == [5] * 36


OPENER = """
import sys
from pathlib import Path
from orderviewer.local.store import Store
from tests.local.factories import fill, orders
store = Store.open(Path(sys.argv[1]))
first = int(sys.argv[2])
for step in range(5):
    fill(store, orders(range(first + step * 10, first + step * 10 + 10)))
store.close()
"""


def test_programs_that_start_at_once_make_one_file(store_file: Path) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, str(store_file), str(first)],
            cwd=Path(__file__).parents[2],
        )
        for first in (0, 1000, 2000)
    ]
    assert [program.wait(60) for program in programs] == [0, 0, 0]
    with closing(Store.open(store_file)) as store:
        assert store.counts()[Scope.CURRENT] == 150
        store.check()


def test_another_program_leaves_the_journal_to_who_has_the_file_open(
    store: Store, open_store: Callable[..., Store], store_file: Path
) -> None:
    """A file that is opened once more must not end the locks of those who have it open."""
    open_store().close()
    store.start_crawl(Scope.CURRENT, NOON)
    subprocess.run(
        [sys.executable, "-c", OPENER, str(store_file), "1000"],
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert store_file.with_name(store_file.name + "-wal").exists()
    put = fill(store, orders(range(5)))
    store.close()
    assert keys(open_store(), put.numbers) == [str(key) for key in range(5)]


def test_a_file_that_stays_locked_is_said(store: Store, open_store: Callable[..., Store]) -> None:
    other = open_store()
    other._database.run("PRAGMA busy_timeout=20")
    with store._database.writing():
        with pytest.raises(StoreDamaged) as raised:
            other.start_crawl(Scope.CURRENT, NOON)
        assert raised.value.cause is Cause.STORE_BUSY
        assert other.counts()[Scope.ALL] == 0
    other.start_crawl(Scope.CURRENT, NOON)


# --- snapshots


def test_a_stream_is_of_one_moment(store: Store) -> None:
    fill(store, orders(range(200)))
    stream = store.stream_texts(EVERYTHING, (Role.ID, Role.STATE), chunk=50)
    first = next(stream)
    crawl = store.start_crawl(Scope.CURRENT, minutes(1))
    store.put(page([order(key, "Livré") for key in range(300)]), crawl, minutes(1))
    store.finish_crawl(Scope.CURRENT, crawl, complete=True, now=minutes(1))
    rows = [*first, *(row for chunk in stream for row in chunk)]
    assert rows == [(str(key), "En cours") for key in range(200)]
    assert store.counts()[Scope.CURRENT] == 300


def test_a_stream_can_be_left(store: Store) -> None:
    fill(store, orders(range(200)))
    stream = store.stream_raw(EVERYTHING, chunk=10)
    assert len(next(stream)) == 10
    stream.close()  # type: ignore[attr-defined]
    fill(store, orders(range(300)))
    assert sum(map(len, store.stream_texts(EVERYTHING, (Role.ID,)))) == 300


def test_a_raw_stream_has_list_and_detail(store: Store) -> None:
    put = fill(store, orders(range(30)))
    store.put_detail(order(7, "Livré"), NOON)
    lines = [line for chunk in store.stream_raw(EVERYTHING, chunk=8) for line in chunk]
    assert [row.number for row, _, _ in lines] == list(put.numbers)
    assert all(raw == order(int(row.key)).raw for row, raw, _ in lines)
    assert [detail for _, _, detail in lines if detail] == [order(7, "Livré").raw]


def test_a_stream_of_chosen_rows_keeps_their_order(store: Store) -> None:
    put = fill(store, orders(range(30)))
    chosen = [put.new[9], put.new[2], put.new[20]]
    texts = store.stream_texts(EVERYTHING, (Role.ID,), chosen, chunk=2)
    assert [text for chunk in texts for (text,) in chunk] == ["9", "2", "20"]
    raw = [row.key for chunk in store.stream_raw(EVERYTHING, chosen) for row, _, _ in chunk]
    assert raw == ["9", "2", "20"]
