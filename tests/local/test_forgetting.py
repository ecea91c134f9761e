"""What the user removes is gone: from the tables, from every byte of every file, and for good."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from orderviewer.local.forgetting import erase, forget_expired, forget_orders
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Cause, Order, Scope, StoreDamaged
from orderviewer.search.parsing import terms_of
from tests.local.factories import NOON, minutes, order, page

EVERYTHING = Query(Scope.ALL)
SECRET = "Zébulon"  # stands in the forgotten order alone, in each of its versions
BYTES = SECRET.encode()[2:], b"ulon-4711", b"zebulon", b"Bulon-Gasse"


def content(day: int) -> list[Order]:
    """Order 7 has words that no other one has; everything changes every day."""
    others = [order(key, f"Étape {day}", note=f"jour {day} {key}" * 9) for key in range(60)]
    others[7] = order("Zébulon-4711", f"Chez {SECRET} {day}", site={"street": f"{day} Bulon-Gasse"})
    return others


def sync(store: Store, orders: list[Order], day: int, stream: Scope = Scope.CURRENT) -> bool:
    """Whether the service's list was read whole."""
    now = NOON + timedelta(days=day)
    crawl = store.start_crawl(stream, now)
    store.put(page(orders, stream=stream, about=len(orders)), crawl, now)
    store.finish_crawl(stream, crawl, complete=True, now=now)
    while store.rederive() or store.index_pending(17):
        continue
    return store.progress(stream).received == len(orders)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three days of 60 orders, with copies of the file as backups and damage leave them."""
    path = tmp_path / "data" / "orders.db"
    with closing(Store.open(path)) as store:
        for day in range(3):
            sync(store, content(day), day)
            store.put_detail(order("Zébulon-4711", f"Détail {SECRET} {day}"), minutes(day))
        store.settle_details(minutes(9))
    for name in ("version1-20260101-000000", "damaged-20260101-000000", "rescue.part"):
        path.with_name(f"{path.name}.{name}").write_bytes(path.read_bytes())
    return path


def number_of(path: Path, key: str) -> int:
    with closing(Store.open(path)) as store:
        return next(row.number for row in store.rows(store.numbers(EVERYTHING)) if row.key == key)


def traces(path: Path) -> list[str]:
    """Files of the folder in which something of the forgotten order can be read."""
    return [
        f"{file.name}: {found!r}"
        for file in path.parent.iterdir()
        for found in BYTES
        if found in file.read_bytes()
    ]


def test_nothing_of_a_forgotten_order_is_left(path: Path) -> None:
    number = number_of(path, "Zébulon-4711")
    assert len(traces(path)) > 4, "the test could not fail"
    assert forget_orders(path, [number]) == 1
    assert traces(path) == []
    with closing(Store.open(path)) as store:
        store.check()
        assert store.counts() == {Scope.CURRENT: 59, Scope.CLOSED: 0, Scope.ALL: 59}
        assert store.order(number) is None
        assert not store.history.events(number=number)
        assert not store.history.versions(number)
        assert len(store.numbers(Query(Scope.ALL, terms=terms_of("zebulon")))) == 0
        assert len(store.numbers(Query(Scope.ALL, terms=terms_of("etape 2")))) == 59
        assert store.index_pending() == 0
    assert traces(path) == []
    assert [file.name for file in path.parent.iterdir()] == ["orders.db"]


def test_a_forgotten_order_does_not_come_back(path: Path) -> None:
    number = number_of(path, "Zébulon-4711")
    forget_orders(path, [number])
    with closing(Store.open(path)) as store:
        told = len(store.history.events())
        assert sync(store, content(2), 3), "the list is whole all the same"
        assert len(store.history.events()) == told
        assert store.counts()[Scope.ALL] == 59
        assert len(store.numbers(EVERYTHING)) == 59
        assert not store.put_detail(order("Zébulon-4711"), NOON)
        assert sync(store, [*content(2), order(999)], 4)
        assert store.counts()[Scope.ALL] == 60
        assert number not in store.numbers(EVERYTHING), "its number is never given again"
        assert store.lost(10) == []
    assert traces(path) == []


def test_the_last_order_may_be_forgotten_too(path: Path) -> None:
    with closing(Store.open(path)) as store:
        numbers = store.numbers(EVERYTHING)
    assert forget_orders(path, numbers) == 60
    with closing(Store.open(path)) as store:
        assert sync(store, [*content(2), order(999)], 4)
        assert list(store.numbers(EVERYTHING)) == [max(numbers) + 1]


def test_old_closed_orders_are_removed_by_their_own_dates(tmp_path: Path) -> None:
    path = tmp_path / "orders.db"
    ended = {"old": "2025-01-10", "recent": "2026-01-10", "edge": "2025-03-03"}
    with closing(Store.open(path)) as store:
        some = [order(key, "Livrée", completionDate=day) for key, day in ended.items()]
        many = [order(f"m{n}", "Livrée", completionDate="2026-02-20") for n in range(30)]
        undated = [order("undated", "Livrée")]
        sync(store, [*some, *many, *undated], 0, Scope.CLOSED)
        sync(store, [order("current", completionDate="2020-01-01")], 0)
        assert store.upkeep.expired(NOON, 12) == 1
        assert store.upkeep.expired(NOON, 1) == 3
        later = NOON + timedelta(days=400)
        assert store.upkeep.expired(later, 12) == 34, "undated: by when it last changed"
    assert forget_expired(path, NOON, 12) == 1
    assert forget_expired(path, NOON, 12) == 0
    with closing(Store.open(path)) as store:
        again = [*some, *many, *undated]
        assert sync(store, again, 5, Scope.CLOSED)
        assert "old" not in {row.key for row in store.rows(store.numbers(EVERYTHING))}
        store.upkeep.let_come_back()
        assert sync(store, again, 6, Scope.CLOSED)
        assert "old" in {row.key for row in store.rows(store.numbers(EVERYTHING))}


def test_while_another_program_has_the_file_open_nothing_is_touched(path: Path) -> None:
    number = number_of(path, "Zébulon-4711")
    with closing(Store.open(path)) as other:
        other.counts()
        with pytest.raises(StoreDamaged) as raised:
            forget_orders(path, [number])
        assert raised.value.cause is Cause.STORE_BUSY
        assert other.order(number)
    assert not list(path.parent.glob("*.forgetting*"))
    assert len(list(path.parent.glob("*.version1-*"))) == 1
    assert forget_orders(path, [number]) == 1


def test_a_full_disk_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = number_of(path, "Zébulon-4711")

    def full(*_: object) -> None:
        raise StoreDamaged(Cause.DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr("orderviewer.local.database.Database.vacuum_into", full)
        with pytest.raises(StoreDamaged):
            forget_orders(path, [number])
    with closing(Store.open(path)) as store:
        assert store.order(number)
    assert not list(path.parent.glob("*.forgetting*"))


def test_erased_is_erased(path: Path) -> None:
    path.with_name("views.json").write_text("{}")
    path.with_name(f"{path.name}-wal").write_bytes(b"of a program that was killed")
    erase(path)
    assert [file.name for file in path.parent.iterdir()] == ["views.json"]
    erase(path)
    with closing(Store.open(path)) as store:
        assert store.counts()[Scope.ALL] == 0
