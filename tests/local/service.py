"""An order service in memory whose list changes, whose counts lie and whose pages are odd."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from orderviewer.local.store import Put
from orderviewer.local.sync import Crawl
from orderviewer.order import Cause, Page, PageRequest, Rejected, Scope, Unreachable
from tests.local.factories import order

Count = Callable[[int, int], int | None]  # of the true total and the rows of the page


def honest(total: int, _received: int) -> int | None:
    return total


def absent(_total: int, _received: int) -> int | None:
    return None


def of_the_page(_total: int, received: int) -> int | None:
    return received


def too_high(total: int, _received: int) -> int | None:
    return total + 40


def too_low(total: int, _received: int) -> int | None:
    return total // 2


@dataclass
class Service:
    """Answers page requests from `keys`, in that order.

    `cap`: the most rows of a page.  `offset_is`: "items", "pages", "ignored", "clamped" (past the
    end the last page comes again) or "rounded" (down to a multiple of the limit).  `before`: called
    before each answer with its number, to change the list or to raise.
    """

    keys: list[int]
    count: Count = honest
    cap: int = 10**9
    offset_is: str = "items"
    past_end: str = "empty"  # or "416", "400"
    surplus: int = 0  # rows more than asked for
    empty_at: frozenset[int] = frozenset()  # positions where a page is empty for no reason
    shuffled: Random | None = None  # the order of each answer's list
    before: Callable[[int], None] = lambda _number: None
    requests: list[PageRequest] = field(default_factory=list)

    def page(self, request: PageRequest) -> Page:
        self.before(len(self.requests))
        self.requests.append(request)
        listed = list(self.keys)
        if self.shuffled:
            self.shuffled.shuffle(listed)
        limit = min(request.limit, self.cap)
        start = self._start(request.offset, limit, len(listed))
        if start >= len(listed) and request.offset:
            if self.past_end == "400":
                raise Rejected(Cause.BAD_REQUEST, http_status=400)
            if self.past_end == "416":
                return Page(request, (), None, ended=True)
        rows = [] if start in self.empty_at else listed[start : start + limit + self.surplus]
        about = self.count(len(listed), len(rows))
        return Page(request, tuple(order(key) for key in rows), about)

    def _start(self, offset: int, limit: int, total: int) -> int:
        if self.offset_is == "pages":
            return offset * limit
        if self.offset_is == "ignored":
            return 0
        if self.offset_is == "rounded":
            return offset - offset % limit
        if self.offset_is == "clamped":
            return min(offset, max(0, (total - 1) // limit * limit))
        return offset


class Numbers:
    """Row numbers as a store gives them, without a store."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self.positions: dict[str, int] = {}

    def put(self, page: Page, start: int = 0) -> Put:
        numbers = []
        for place, one in enumerate(page.orders):
            numbers.append(self._known.setdefault(one.key, len(self._known) + 1))
            self.positions[one.key] = start + place
        return Put(tuple(dict.fromkeys(numbers)))

    def keys(self) -> set[int]:
        return {int(key) for key in self._known}

    def named(self, numbers: tuple[int, ...]) -> set[int]:
        return {int(key) for key, number in self._known.items() if number in numbers}


def crawl_through(
    service: Service, *, limit: int = 10, ahead: int = 1, rng: Random | None = None
) -> tuple[Crawl, Numbers]:
    """Drives a crawl to its end; failed requests are asked again, answers come in any order."""
    crawl, numbers = Crawl(Scope.CURRENT, limit, ahead=ahead), Numbers()
    out: list[PageRequest] = []
    arrived: list[Page] = []
    for _ in range(20_000):
        while request := crawl.next_request():
            out.append(request)
        assert len(out) + len(arrived) <= ahead
        if not out and not arrived:
            break
        if out and (not arrived or not rng or rng.random() < 0.5):
            request = out.pop(rng.randrange(len(out)) if rng else 0)
            try:
                arrived.append(service.page(request))
            except (Unreachable, Rejected) as error:
                crawl.failed(request, error)
        else:
            page = arrived.pop(rng.randrange(len(arrived)) if rng else 0)
            crawl.accept(page, numbers.put(page, crawl.start_of(page)))
    assert crawl.ended, "the crawl has nothing to ask and does not end"
    return crawl, numbers
