"""Random services that change, lie and fail: the store equals the list, or the crawl says not."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from hypothesis import event, given, settings
from hypothesis import strategies as st

from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.local.sync import Crawl
from orderviewer.order import Cause, Page, PageRequest, Scope, Unreachable
from tests.local.factories import NOON
from tests.local.service import Service, absent, honest, of_the_page, too_high, too_low

CHANGES = ("rest", "rest", "rest", "insert", "append", "delete", "move")


@dataclass
class Life:
    """What happens to a list before each answer: at most one change, now and then a failure."""

    service: Service
    limit: int
    random: Random
    busy: range  # the answers before which something may happen
    fails: bool
    history: list[frozenset[int]] = field(default_factory=list)  # the list at each answer
    newest: int = 1000
    sweep_began: int = 0  # the answers before the last request for the first order was made

    def live(self, number: int) -> None:
        keys = self.service.keys
        if self.fails and self.random.random() < 0.15:
            raise Unreachable(Cause.SERVICE)
        if number in self.busy:
            change = self.random.choice(CHANGES)
            if change == "insert":
                keys.insert(0, self._fresh())
            elif change == "append":
                keys.insert(self.random.randint(0, len(keys)), self._fresh())
            elif change == "delete" and keys:
                keys.pop(self.random.randrange(len(keys)))
            elif change == "move" and keys:
                key = keys.pop(self.random.randrange(len(keys)))
                keys.insert(self.random.randint(0, len(keys)), key)
        self.history.append(frozenset(keys))

    def _fresh(self) -> int:
        """A key that was never used: an order that comes back under its old key hides its leave."""
        self.newest += 1
        return self.newest


@st.composite
def services(draw: st.DrawFn) -> Service:
    """One trap at a time besides the changes: several lies at once can agree by chance."""
    keys = list(range(draw(st.integers(0, 60)), 0, -1))
    trap = draw(st.sampled_from(["none", "count", "cap", "surplus", "offset"]))
    service = Service(keys)
    if trap == "count":
        service.count = draw(st.sampled_from([absent, of_the_page, too_high, too_low]))
    elif trap == "cap":
        service.cap = draw(st.sampled_from([12, 5]))
        service.count = draw(st.sampled_from([honest, absent, of_the_page]))
    elif trap == "surplus":
        service.surplus = 1
    elif trap == "offset":
        service.offset_is = draw(st.sampled_from(["pages", "ignored", "clamped", "rounded"]))
        service.count = draw(st.sampled_from([honest, absent]))
    return service


@st.composite
def lives(draw: st.DrawFn) -> Life:
    service = draw(services())
    first = draw(st.integers(0, 30))
    life = Life(
        service,
        # of three orders a page, one that moves looks like another meaning of offset
        draw(st.sampled_from([8, 10, 17])),
        Random(draw(st.integers(0, 2**32))),
        busy=range(first, first + draw(st.sampled_from([0, 1, 3, 200]))),
        fails=draw(st.booleans()),
    )
    if not life.busy:  # an end without a count hides what changed just before it
        service.past_end = draw(st.sampled_from(["empty", "416"]))
    service.before = lambda _number: life.live(len(life.history))
    return life


def crawl_into(store: Store, life: Life, ahead: int) -> Crawl:
    """Drives a crawl with answers in random order; a failed request is simply given back."""
    crawl = Crawl(Scope.CURRENT, life.limit, ahead=ahead)
    number = store.start_crawl(Scope.CURRENT, NOON)
    out: list[PageRequest] = []
    arrived: list[Page] = []
    failed: set[PageRequest] = set()
    while True:
        while request := crawl.next_request():
            out.append(request)
            if request.offset == 0 and request not in failed:
                life.sweep_began = len(life.history)
            failed.discard(request)
        if not out and not arrived:
            break
        if out and (not arrived or life.random.random() < 0.5):
            request = out.pop(life.random.randrange(len(out)))
            try:
                arrived.append(life.service.page(request))
            except Unreachable:
                crawl.failed(request)
                failed.add(request)
        else:
            page = arrived.pop(life.random.randrange(len(arrived)))
            put = store.put(page, number, NOON, start=crawl.start_of(page))
            crawl.accept(page, put)
        assert len(life.service.requests) < 3_000
    assert crawl.ended
    store.finish_crawl(Scope.CURRENT, number, crawl.complete, NOON, crawl.gone)
    return crawl


def shown(store: Store) -> tuple[frozenset[int], frozenset[int]]:
    """Keys that are there, and keys marked as missing."""
    rows = store.rows(store.numbers(Query(Scope.CURRENT)))
    return (
        frozenset(int(row.key) for row in rows if not row.missing),
        frozenset(int(row.key) for row in rows if row.missing),
    )


@given(life=lives(), ahead=st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_the_store_equals_the_list_or_the_crawl_says_not(life: Life, ahead: int) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Store.open(Path(folder) / "orders.db")) as store,
    ):
        earlier = crawl_into(store, life, 1)
        known = frozenset().union(*shown(store))
        del life.service.requests[:], life.history[:]
        crawl = crawl_into(store, life, ahead)
        here, missing = shown(store)
    event(f"{crawl.why_ended}")
    judge(life, crawl, here)
    ever = known | frozenset().union(*life.history)
    assert here | missing <= ever
    if not crawl.complete and not earlier.complete:
        assert not missing
    if crawl.complete:
        assert crawl.received == len(here)


def judge(life: Life, crawl: Crawl, here: frozenset[int]) -> None:
    service = life.service
    listed = life.history[life.sweep_began :]  # during the last sweep
    changed = any(keys != listed[0] for keys in listed)
    if crawl.complete:
        stayed = frozenset.intersection(*listed)
        assert stayed <= here, "an order that never left the list is not shown"
        if not changed:
            assert here == listed[-1]
        longer_than_a_page = min(map(len, listed)) > life.limit  # else it may count pages alone
        if service.count is honest and longer_than_a_page:
            assert here == listed[-1], "the list changed and the count showed it"
    elif not life.busy and service.count is honest and service.offset_is == "items":
        raise AssertionError("a quiet, honest list must end complete")
