"""Random services that change, lie and fail: the store equals the list, or the crawl says not."""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from hypothesis import event, given, settings
from hypothesis import strategies as st

from orderviewer.local.query import Query
from orderviewer.local.records import EventKind
from orderviewer.local.store import Store
from orderviewer.local.sync import Crawl
from orderviewer.order import Cause, Page, PageRequest, Scope, Unreachable
from tests.local.factories import NOON, minutes
from tests.local.service import Service, absent, honest, of_the_page, too_high, too_low

# 200 different services at every commit; 10,000 take a quarter of an hour.
EXAMPLES = 10_000 if os.environ.get("ORDERVIEWER_LONG") else 200
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
    unread: bool = False  # an answer was given up, and the count with it
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
    traps = ["none", "count", "cap", "surplus", "offset", "twice", "hole"]
    trap = draw(st.sampled_from(traps))
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
    elif trap == "twice" and keys:
        service.count = draw(st.sampled_from([honest, absent]))
        for key in draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3)):
            keys.insert(draw(st.integers(0, len(keys))), key)
    elif trap == "hole" and len(keys) > 30:  # one that hides the last order is a count too high
        service.empty_at = frozenset({draw(st.sampled_from([0, 8, 10, 17]))})
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
    """Drives a crawl with answers in random order.

    A failed request is given back; or the crawl is given up there and resumed, so that nothing
    that is under way will ever be answered.
    """
    crawl = Crawl(Scope.CURRENT, life.limit, ahead=ahead)
    number = store.start_crawl(Scope.CURRENT, NOON)
    out: list[PageRequest] = []
    arrived: list[Page] = []
    failed: set[PageRequest] = set()
    while True:
        while request := crawl.next_request():
            out.append(request)
            if request.offset == 0 and request not in failed:
                life.sweep_began, life.unread = len(life.history), False
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
                if life.random.random() < 0.3:
                    crawl.give_back_all()
                    failed.update(out, (page.request for page in arrived))
                    life.unread |= bool(arrived)
                    out, arrived = [], []
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
@settings(max_examples=EXAMPLES, deadline=None)
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
        if service.count is honest and longer_than_a_page and not life.unread:
            assert here == listed[-1], "the list changed and the count showed it"
    elif (
        not life.busy
        and service.count is honest
        and service.offset_is == "items"
        and not service.empty_at
    ):
        # A last page of orders met before looks like a service that repeats itself.
        assert len(set(service.keys)) < len(service.keys), "a quiet, honest list ends complete"
        assert here == listed[-1]


class TwoLists:
    """An honest service whose orders come, close and are forgotten while both lists are read."""

    def __init__(self, seed: int, open_orders: int, closed_orders: int, restless: float) -> None:
        self.random = Random(seed)
        self.restless = restless
        keys = list(range(open_orders + closed_orders, 0, -1))
        self.current = Service(keys[:open_orders])
        self.closed = Service(keys[open_orders:])
        self.always = frozenset(keys)  # listed at each answer so far
        self.moved: set[int] = set()
        self.newest = 1000
        for service in (self.current, self.closed):
            service.before = lambda _number: self.live()

    @property
    def listed(self) -> frozenset[int]:
        return frozenset((*self.current.keys, *self.closed.keys))

    def live(self) -> None:
        """Before an answer: nothing, or one change, or a failure."""
        current, closed, random = self.current.keys, self.closed.keys, self.random
        if random.random() < self.restless:
            change = random.choice(["close", "close", "close", "insert", "forget", "fail"])
            if change == "close" and current:
                key = current.pop(random.randrange(len(current)))
                closed.insert(random.randint(0, len(closed)), key)
                self.moved.add(key)
            elif change == "insert":
                self.newest += 1
                current.insert(0, self.newest)
            elif change == "forget" and closed:
                closed.pop(random.randrange(len(closed)))
            elif change == "fail":
                raise Unreachable(Cause.SERVICE)
        self.always &= self.listed

    def read(self, store: Store, began: int, ahead: int) -> bool:
        """Current, then Closed, as a synchronisation does; whether both were whole."""
        self.always = self.listed
        whole = True
        for place, (stream, service) in enumerate(
            ((Scope.CURRENT, self.current), (Scope.CLOSED, self.closed))
        ):
            now = minutes(began + place)
            crawl, number = Crawl(stream, 10, ahead=ahead), store.start_crawl(stream, now)
            out: list[PageRequest] = []
            while not crawl.ended:
                while request := crawl.next_request():
                    out.append(request)
                request = out.pop(self.random.randrange(len(out)))
                try:
                    page = service.page(request)
                except Unreachable:
                    crawl.failed(request)
                else:
                    crawl.accept(page, store.put(page, number, now, start=crawl.start_of(page)))
            ended = minutes(began + place + 0.5)
            store.finish_crawl(stream, number, crawl.complete, ended, crawl.gone)
            whole &= crawl.complete
        return whole


def standing(store: Store, scope: Scope) -> set[int]:
    """The keys that are shown as listed in a scope."""
    return {int(row.key) for row in store.rows(store.numbers(Query(scope, missing=False)))}


@given(
    seed=st.integers(0, 2**32),
    sizes=st.tuples(st.integers(0, 45), st.integers(0, 25)),
    restless=st.sampled_from([0.1, 0.3, 0.6]),
    ahead=st.integers(1, 4),
)
@settings(max_examples=EXAMPLES // 2, deadline=None)
def test_an_order_that_closes_meanwhile_is_neither_lost_nor_said_to_have_vanished(
    seed: int, sizes: tuple[int, int], restless: float, ahead: int
) -> None:
    world = TwoLists(seed, *sizes, restless=0.0)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Store.open(Path(folder) / "orders.db")) as store,
    ):
        assert world.read(store, 0, ahead), "a quiet, honest service is read whole"
        world.moved.clear()
        world.restless = restless
        known = world.listed
        if world.read(store, 10, ahead):
            assert world.always <= standing(store, Scope.ALL), "listed all the time, not shown"
        assert vanished(store).isdisjoint(world.listed), "still listed, said to have vanished"
        world.restless = 0.0
        for began in (20, 30):
            assert world.read(store, began, ahead)
        assert standing(store, Scope.CURRENT) == set(world.current.keys)
        assert standing(store, Scope.CLOSED) == set(world.closed.keys)
        ever = {int(row.key) for row in store.rows(store.numbers(Query(Scope.ALL)))}
        assert known <= ever
        assert vanished(store) == ever - world.listed
        left = told(store, EventKind.LEFT_CURRENT)
        assert left <= world.moved
        assert world.moved & known & set(world.closed.keys) <= left


def told(store: Store, kind: EventKind) -> set[int]:
    return {int(event.key) for event in store.history.events(kinds=[kind], limit=10**6)}


def vanished(store: Store) -> set[int]:
    return told(store, EventKind.VANISHED)
