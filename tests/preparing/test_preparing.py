"""Pages taken apart by another process come out as this one would take them apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orderviewer.fields.roles import Role
from orderviewer.local.query import Query
from orderviewer.local.records import Row
from orderviewer.local.seals import BETWEEN
from orderviewer.local.store import Store
from orderviewer.order import Page, PageRequest, Scope
from orderviewer.preparing.messages import Done
from orderviewer.preparing.preparer import Preparer
from orderviewer.remote.answers import orders_of
from orderviewer.simulator.world import World

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NO_USUAL_PAGES = [
    b'{"items": [{"id": "1"}]}',
    b'[{"id": 7}]',
    b'[{"id": "1"}, 3]',
    rb'[{"id": "1", "town": "\ud800"}]',
    b"[",
    b"",
    '[{"id": "1", "town": "Épinal"}]'.encode("latin-1"),
    b'\xef\xbb\xbf[{"id": "1"}]',
]


def body_of(orders: int) -> bytes:
    return b"[" + b",".join(World(orders).rows(range(orders), "fr")) + b"]"


@pytest.fixture
def preparer() -> Iterator[Preparer]:
    with Preparer() as started:
        started.start()
        started.join()
        yield started


def stored(folder: Path, body: bytes, preparer: Preparer | None) -> list[Row]:
    """The rows of a page of which the store had met a first part before."""
    orders = orders_of(body)
    few = orders[:5]
    with closing(Store.open(folder / f"{preparer is None}.sqlite")) as store:
        crawl = store.start_crawl(Scope.CURRENT, NOON)
        store.put(Page(PageRequest(Scope.CURRENT, 0, 5), few, len(orders)), crawl, NOON)
        prepared = None
        if preparer is not None:
            found = preparer.prepare(body, store.recipe())
            assert found is not None
            assert found[0] == orders
            assert found[1].version == store.reading().version
            assert len(found[1].packed) == len(orders)
            assert sum(map(len, found[1].packed)) < 0.6 * len(body)
            prepared = found[1]
        page = Page(PageRequest(Scope.CURRENT, 0, len(orders)), orders, len(orders))
        store.put(page, crawl, NOON, prepared=prepared)
        while store.rederive():
            pass
        for number in store.numbers(Query(Scope.ALL)):
            assert store.order(number) is not None  # each with the digest of its own JSON
        return store.rows(store.numbers(Query(Scope.ALL)))


def test_the_store_holds_the_same_either_way(tmp_path: Path, preparer: Preparer) -> None:
    body = body_of(300)
    assert stored(tmp_path, body, preparer) == stored(tmp_path, body, None)


def test_odd_texts_too(tmp_path: Path, preparer: Preparer) -> None:
    odd = [BETWEEN, f"a{BETWEEN}b", "\0", "a\0b", "Œ", " x ", "None", 7, 1.5, True, ["a"]]
    orders = [{"id": f"{n}", "request": {"status": value}} for n, value in enumerate(odd)]
    orders += [{"id": value} for value in ("", "..", "é\u200b", "x" * 300)]
    body = json.dumps(orders).encode()
    rows = stored(tmp_path, body, preparer)
    assert rows == stored(tmp_path, body, None)
    with closing(Store.open(tmp_path / "False.sqlite")) as store:
        texts = store.stream_texts(Query(Scope.ALL), [Role.STATE])
        found = [text for chunk in texts for (text,) in chunk]
    assert found[1:4] == [f"a{BETWEEN}b", "\0", "a\0b"]


def test_digests_alone_need_no_reading(preparer: Preparer) -> None:
    body = body_of(3)
    found = preparer.prepare(body, None)
    assert found is not None
    assert found[0] == orders_of(body)
    assert not found[1].joined
    assert not found[1].packed
    assert len({found[1].digest(place) for place in range(3)}) == 3


@pytest.mark.parametrize("body", NO_USUAL_PAGES)
def test_what_is_no_usual_page_is_left_to_the_caller(preparer: Preparer, body: bytes) -> None:
    assert preparer.prepare(body, None) is None
    assert preparer.prepare(b'[{"id": "1"}]', None) is not None  # it goes on


@pytest.mark.expects_log("prepared here from now on")
def test_one_that_was_killed_is_asked_no_more(preparer: Preparer) -> None:
    body = body_of(3)
    process = preparer._process
    assert process is not None
    process.kill()
    process.wait()
    assert preparer.prepare(body, None) is None
    assert preparer.prepare(body, None) is None


@pytest.mark.expects_log("prepared here from now on")
def test_one_that_answers_nonsense_is_asked_no_more(
    preparer: Preparer, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = body_of(3)
    monkeypatch.setattr(
        "orderviewer.preparing.preparer.receive", lambda *_: Done(1, ["1", "2"], digests=b"12")
    )
    assert preparer.prepare(body, None) is None
    assert preparer.prepare(body, None) is None


def test_nobody_waits_for_one_that_is_not_there_yet() -> None:
    with Preparer() as preparer:
        assert preparer.prepare(b"[]", None) is None


def test_without_an_executable_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", str(Path("nowhere", "python")))
    with Preparer() as preparer:
        preparer.start()
        preparer.join()
        assert preparer.prepare(b'[{"id": "1"}]', None) is None
