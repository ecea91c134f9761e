"""One walk over a list whose paging cannot be trusted: what to ask next, what was met."""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from orderviewer.order import Page, PageRequest, Scope

MOST_PAGES = 20_000  # a list that never ends (reliability.md P3)
MOST_EMPTY_PAGES = 20  # in a row, in a list with holes
SMALLEST_PAGE = 10  # a shorter first page says nothing about what the service's limit is


class Paging(StrEnum):
    """What this service means by `offset` (api.md 5, Q4)."""

    ITEMS = "items"  # the index of an order, as documented
    PAGES = "pages"  # the index of a page
    ONE_PAGE = "one_page"  # nothing: only a limit large enough gets everything


@dataclass(slots=True)
class Habits:
    """What the sweeps of one crawl have learnt about the service.

    `usual_page`: the most orders one page had, None before the first page.  `counts_list`: its
    count once differed from the number of orders on the page, so it counts more than the page.
    """

    usual_page: int | None = None
    counts_list: bool = False


class Sweep:
    """Asks for the pages of one list, each once, from the first order until the end.

    Several requests may be out at once when the page size is known; answers come in any order.
    `holes`: an empty page before the counted end is stepped over.
    """

    def __init__(
        self, stream: Scope, size: int, paging: Paging, habits: Habits, *, holes: bool = False
    ) -> None:
        self.paging = paging
        self.steps_over_holes = holes
        self.size = size
        self.habits = habits
        self.unique = 0  # distinct orders met
        self.duplicates = False
        self.abouts: set[int] = set()  # every count the service gave
        self.digests: dict[int, bytes] = {}  # of a page's keys, by its start
        self.first_keys: tuple[str, ...] = ()
        self.end: int | None = None  # no order stands at this position or after
        self.end_said = False  # by an empty page, not by a repetition or a refusal
        self.refused = False
        self.holed = False  # an empty page stood before others that were not
        self.stuck = False  # the first page came again
        self.overlapping = False  # pages that should follow each other do not
        self.too_long = False
        self._stream = stream
        self._frontier = 0  # the first position nobody asked for
        self._furthest = 0  # where the last order met stands
        self._short = False  # a page was shorter than usual
        self._empty_pages = 0
        self._out: dict[PageRequest, int] = {}
        self._again: deque[tuple[PageRequest, int]] = deque()
        self._gaps: set[int] = set()
        self._asked = 0

    @property
    def counted(self) -> int | None:
        """The service's count, when it gave the same one with every page.

        One that never differed from the number of orders on its page counts the page alone.
        """
        if len(self.abouts) != 1 or not self.habits.counts_list:
            return None
        return next(iter(self.abouts))

    @property
    def finished(self) -> bool:
        return not self._out and (self._agrees or (self._at_end and self._next_again() is None))

    @property
    def repeated(self) -> bool:
        """Whether it ended because a page brought nothing new, so that no one knows the end."""
        return self.end is not None and not self.end_said

    @property
    def _agrees(self) -> bool:
        """Whether the count is reached and a page was short: no need to ask past the end."""
        return (
            self._short
            and self.unique == self.counted
            and all(start >= self._furthest for _, start in self._again)
        )

    @property
    def _at_end(self) -> bool:
        return self.too_long or (self.end is not None and self._frontier >= self.end)

    def next_request(self, ahead: int, sort: str | None) -> PageRequest | None:
        """The next page to ask for, None while answers must be awaited or at the end."""
        if len(self._out) >= ahead or self._agrees or self.too_long:
            return None
        if (again := self._next_again()) is not None:
            self._again.remove(again)
            self._out[again[0]] = again[1]
            return again[0]
        if self._at_end or (self._out and not self._may_look_ahead()):
            return None
        return self._ask(self._frontier, self.size, sort)

    def start_of(self, request: PageRequest) -> int | None:
        """The position of the first order of an answer that is awaited."""
        return self._out.get(request)

    def accept(self, page: Page, fresh: int) -> None:
        """Takes an awaited answer, `fresh` orders of which this sweep had not met."""
        start = self._out.pop(page.request)
        received = len(page.orders)
        self.unique += fresh
        if page.about is not None:
            self.abouts.add(page.about)
            self.habits.counts_list |= page.about != received
        if start == 0:
            self.first_keys = tuple(order.key for order in page.orders)
        if not received:
            self._meet_empty(start)
        elif start not in self._gaps and self._repeats(start, page, fresh):
            self.stuck = tuple(order.key for order in page.orders) == self.first_keys
            self._end_at(start, said=False)
        else:
            self.duplicates |= fresh < received
            self._meet(start, page)
            self._advance(page.request, start, received)
            if page.ended:
                self._end_at(start + received, said=True)

    def give_back(self, request: PageRequest) -> None:
        """An awaited answer will not come: ask again, before anything else."""
        if request in self._out:
            self._again.appendleft((request, self._out.pop(request)))

    def give_back_all(self) -> None:
        for request in reversed(list(self._out)):
            self.give_back(request)

    def refuse(self, request: PageRequest) -> None:
        """The service refuses an awaited page: the end, or as far as it lets anyone read."""
        self.refused = True
        self.habits.counts_list = True  # else it would not know
        self._end_at(self._out.pop(request), said=False)

    def _next_again(self) -> tuple[PageRequest, int] | None:
        """The first request to repeat that does not lie past the end."""
        return next((one for one in self._again if self.end is None or one[1] < self.end), None)

    def _may_look_ahead(self) -> bool:
        """Beyond the count one page at a time is asked, to see whether the count is right."""
        if self.habits.usual_page is None or self.paging is Paging.ONE_PAGE:
            return False
        if self.paging is Paging.PAGES and len(self.digests) < 2:
            return False
        return not self.abouts or self._frontier < max(self.abouts)

    def _ask(self, start: int, count: int, sort: str | None) -> PageRequest:
        self._asked += 1
        self.too_long = self._asked >= MOST_PAGES
        offset = start // self.size if self.paging is Paging.PAGES else start
        request = PageRequest(self._stream, offset, count, sort)
        self._out[request] = start
        self._frontier = max(self._frontier, start + count)
        return request

    def _repeats(self, start: int, page: Page, fresh: int) -> bool:
        """Whether the page brought nothing new, or is no second page where one should be."""
        if self.paging is Paging.PAGES and start == self.size:
            again = {order.key for order in page.orders}.intersection(self.first_keys)
            self.overlapping = 2 * len(again) >= len(self.first_keys)
        return start > 0 and (fresh == 0 or self.overlapping)

    def _advance(self, request: PageRequest, start: int, received: int) -> None:
        """By what was received, at most by what was asked for (reliability.md 0, finding 6)."""
        missing = request.limit - received
        if self.paging is Paging.ONE_PAGE:
            self._end_at(received, said=missing > 0)
            return
        if self.habits.usual_page is None:
            self.habits.usual_page = received
            self._frontier = min(received, request.limit)
            if missing > 0 and received >= SMALLEST_PAGE:
                self.size = received  # the service's own limit
            return
        self._short |= received < self.habits.usual_page and start not in self._gaps
        self.habits.usual_page = max(self.habits.usual_page, received)
        if missing <= 0 or self.paging is Paging.PAGES:
            return
        if start + request.limit == self._frontier:
            self._frontier = start + received
        else:  # later pages are under way already
            gap = PageRequest(self._stream, start + received, missing, request.sort)
            self._gaps.add(start + received)
            self._again.append((gap, start + received))

    def _meet(self, start: int, page: Page) -> None:
        self.digests[start] = _digest(page)
        self._furthest = max(self._furthest, start + len(page.orders))
        self._empty_pages = 0
        if self.end is not None and start >= self.end:
            self.end, self.holed = None, self.holed or self.end_said

    def _meet_empty(self, position: int) -> None:
        if self.steps_over_holes and position < max(self.abouts, default=0):
            self.holed = True
            self._empty_pages += 1
            if self._empty_pages < MOST_EMPTY_PAGES:
                return
        self._end_at(position, said=True)

    def _end_at(self, position: int, *, said: bool) -> None:
        if position < self._furthest:
            self.holed |= said
        elif self.end is None or position <= self.end:
            self.end, self.end_said = position, said


def _digest(page: Page) -> bytes:
    keys = "\n".join(order.key for order in page.orders)
    return hashlib.blake2b(keys.encode("utf-8", "surrogatepass"), digest_size=8).digest()
