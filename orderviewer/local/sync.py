"""The crawl of one stream: the next page to ask for, and whether the list is known to be whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from orderviewer.local.census import Census
from orderviewer.local.sweep import Habits, Paging, Sweep
from orderviewer.order import Cause, OrderviewerError, Page, PageRequest, Rejected, Scope

if TYPE_CHECKING:
    from orderviewer.local.records import Put

__all__ = ["Crawl", "Paging", "WhyEnded"]

SWEEPS = 3  # reliability.md P2: one, and up to two more
MOST_ORDERS = 1_000_000
LARGEST_PAGE = 5_000  # about 10 MB, below what the transport takes for one answer


class WhyEnded(StrEnum):
    """What a crawl that is over may say about its list."""

    COMPLETE = "complete"
    CHANGED = "changed"  # the list was another one each time
    CUT_SHORT = "cut_short"  # empty pages stand where orders should
    REPEATED = "repeated"  # the service sends the same page again and again
    REFUSED = "refused"  # the service refuses pages from somewhere on, and does not count
    TOO_LONG = "too_long"  # more pages or orders than any customer has


class Doubt(StrEnum):
    """What one extra request can tell of a list that ended before its count, or without one."""

    COUNTS_PAGES = "counts_pages"  # offset 1: is that the second order or the second page?
    HAS_MORE = "has_more"  # the last place of the count: does an order stand there?


@dataclass(slots=True)
class Probe:
    """The one extra request under way."""

    doubt: Doubt
    request: PageRequest
    out: bool = False


class Crawl:
    """Reads one stream to its end, page by page, and says "complete" only when that is true.

    No I/O: the caller asks for `next_request`, stores the answer and gives it to `accept`, or
    gives the request back with `failed`, until `ended`.  Up to `ahead` requests are out at once,
    answers may come in any order.

    The rules (api.md 3.4, 1 to 3; reliability.md P1 to P4): counts are hints; the offset moves by
    what was received; an empty page, or one without a new order, ends a sweep.  The list is whole
    when a sweep met exactly as many orders as the service counted with every page, or when two
    sweeps met the same pages up to an empty one.  Else the list is swept again, three times at
    most.  One thing no client of offsets can see: a list that loses one order and gains another
    between the same two requests.
    """

    def __init__(
        self, stream: Scope, limit: int, sort: str | None = "-id", *, ahead: int = 1
    ) -> None:
        self.stream = stream
        self.ahead = ahead
        self.why_ended: WhyEnded | None = None
        self.changed_while_loading = False
        self.sort_refused = False
        self.gone: tuple[int, ...] = ()  # met at first, no longer in the list that is complete
        self._limit = limit
        self._sort = sort
        self._census = Census()
        self._sweep = Sweep(stream, limit, Paging.ITEMS, Habits())
        self._previous: Sweep | None = None
        self._sweeps = 1
        self._abouts: set[int] = set()
        self._about: int | None = None
        self._probe: Probe | None = None
        self._probed: set[Doubt] = set()
        self._ask_again: set[Doubt] = set()
        self._holes = False

    @property
    def ended(self) -> bool:
        return self.why_ended is not None

    @property
    def complete(self) -> bool:
        return self.why_ended is WhyEnded.COMPLETE

    @property
    def received(self) -> int:
        """Distinct orders met; once complete, those that are in the list."""
        return self._census.met - len(self.gone)

    @property
    def about(self) -> int | None:
        """How many orders the list seems to have; None when the service does not count."""
        if self._about is None or self.complete:
            return None if self._about is None else self.received
        return max(self._about, self._census.met)

    @property
    def paging(self) -> Paging:
        """What `offset` turned out to mean to this service."""
        return self._sweep.paging

    def next_request(self) -> PageRequest | None:
        """The next page to ask for; None when answers must be awaited first, or at the end."""
        if self.ended:
            return None
        if self._probe is None:
            return self._sweep.next_request(self.ahead, self._sort)
        if self._probe.out:
            return None
        self._probe.out = True
        return self._probe.request

    def start_of(self, page: Page) -> int:
        """The position in the stream of the first order of an awaited page, for `Store.put`."""
        offset = page.request.offset
        if self._awaited_probe(page.request) is None:
            start = self._sweep.start_of(page.request)
            return offset if start is None else start
        by_pages = self.paging is Paging.PAGES or self._counts_pages(page)
        return offset * page.request.limit if by_pages else offset

    def accept(self, page: Page, put: Put) -> None:
        """Takes a page that was asked for and stored; one that was given back is ignored."""
        if (probe := self._awaited_probe(page.request)) is not None:
            self._take_probe(probe, page, put)
        elif self._sweep.start_of(page.request) is not None:
            self._sweep.accept(page, self._census.meet(put.numbers))
        else:
            return
        if page.sort_refused:
            self.sort_refused, self._sort = True, None
        if page.about is not None:
            self._abouts.add(page.about)
            if page.orders or page.request.offset == 0:  # past the end some count nothing
                self._about = page.about
        if self._census.met > MOST_ORDERS:
            self._sweep.too_long = True
        self._settle()

    def failed(self, request: PageRequest, error: OrderviewerError | None = None) -> bool:
        """Gives a request back, to be asked again; True when the error only says "past the end".

        Some services answer 400 there (api.md 3.1), and the caller has nothing to report.
        """
        probe = self._awaited_probe(request)
        if probe is None and self._sweep.start_of(request) is None:
            return False
        past_end = (
            isinstance(error, Rejected)
            and error.cause is Cause.BAD_REQUEST
            and request.offset > 0
            and (bool(probe) or self._about is None or self._census.met >= self._about)
        )
        if probe is not None:
            probe.out = False
            self._probe = None if past_end else probe
        elif past_end:
            self._sweep.refuse(request)
        else:
            self._sweep.give_back(request)
        self._settle()
        return past_end

    def give_back_all(self) -> None:
        """No answer is awaited any more: everything that is out is asked again."""
        if self._probe is not None:
            self._probe.out = False
        self._sweep.give_back_all()
        self._settle()  # what is given back may lie past the end

    def _awaited_probe(self, request: PageRequest) -> Probe | None:
        probe = self._probe
        return probe if probe is not None and probe.out and probe.request == request else None

    def _settle(self) -> None:
        if self._probe is None and not self.ended and self._sweep.finished:
            self._judge()

    def _judge(self) -> None:
        """A sweep is over: the list is whole, or something is still to be asked, or it is not."""
        sweep = self._sweep
        self._holes |= sweep.holed  # another sweep that ends at the hole proves nothing
        if sweep.too_long:
            self.why_ended = WhyEnded.TOO_LONG
        elif self._is_counted():
            self._complete()
        elif sweep.overlapping:
            self._begin(Paging.ITEMS)  # it does not count pages after all
        elif sweep.paging is Paging.ITEMS and sweep.stuck:
            self._begin(Paging.ONE_PAGE)
        elif (probe := self._next_probe()) is not None:
            self._probe = probe
            self._probed.add(probe.doubt)
        elif self._is_confirmed():
            self._complete()
        else:
            self._sweep_again()

    def _is_counted(self) -> bool:
        """Exactly as many orders as the service counted, and its count never moved."""
        count = self._sweep.counted
        return count is not None and (
            count == self._sweep.unique or (self._abouts == {count} and count == self._census.met)
        )

    def _is_confirmed(self) -> bool:
        """Whether the last two sweeps met the same pages, up to an end that the service said."""
        sweep, previous = self._sweep, self._previous
        if previous is None or previous.digests != sweep.digests or not sweep.end_said:
            return False
        if self._count_moved() or sweep.holed or self._holes:
            return False
        if sweep.paging is Paging.ONE_PAGE:  # was it all, or all it lets anyone have?
            return self._about is None and sweep.unique > self._limit
        return True

    def _count_moved(self) -> bool:
        return self._sweep.habits.counts_list and len(self._abouts) > 1

    def _complete(self) -> None:
        sweep = self._sweep
        self.why_ended = WhyEnded.COMPLETE
        if sweep.unique == sweep.counted or self._census.met != sweep.counted:
            self.gone = self._census.left_behind()
        if self._previous is not None and self._previous.digests == sweep.digests:
            self.changed_while_loading = False

    def _next_probe(self) -> Probe | None:
        sweep, last = self._sweep, (self._about or 0) - 1
        if sweep.paging is Paging.ONE_PAGE:
            return None
        if (
            sweep.paging is Paging.ITEMS
            and len(sweep.first_keys) > 1
            and Doubt.COUNTS_PAGES not in self._probed
        ):
            request = PageRequest(self.stream, 1, sweep.size, self._sort)
            return Probe(Doubt.COUNTS_PAGES, request)
        restless = sweep.duplicates or sweep.counted is None
        if (
            last < self._census.met
            or Doubt.HAS_MORE in self._probed
            or (restless and not self._is_confirmed())
        ):
            return None
        offset = last // sweep.size if sweep.paging is Paging.PAGES else last
        return Probe(Doubt.HAS_MORE, PageRequest(self.stream, offset, sweep.size, self._sort))

    def _take_probe(self, probe: Probe, page: Page, put: Put) -> None:
        met, counts_pages = self._census.met, self._counts_pages(page)
        self._census.meet(put.numbers)
        self._probe = None
        if counts_pages:
            self._begin(Paging.PAGES)
        elif probe.doubt is Doubt.HAS_MORE:
            self._holes = self._census.met > met
        elif not page.orders:
            self._ask_again = {probe.doubt}  # the list was one page long, or just shrank

    def _counts_pages(self, page: Page) -> bool:
        """Whether offset 1 gave other orders than the first page had (api.md 3.4, rule 3).

        Were it the second order, all of the first page but one would have come again.
        """
        if self._probe is None or self._probe.doubt is not Doubt.COUNTS_PAGES:
            return False
        again = {order.key for order in page.orders}.intersection(self._sweep.first_keys)
        return bool(page.orders) and 2 * len(again) < len(self._sweep.first_keys) - 1

    def _sweep_again(self) -> None:
        sweep, previous = self._sweep, self._previous
        moved = previous is not None and previous.digests != sweep.digests
        self.changed_while_loading = moved or sweep.duplicates or self._count_moved()
        one_page = sweep.paging is Paging.ONE_PAGE
        hopeless = one_page and (not sweep.end_said or sweep.unique <= self._limit)
        if self._sweeps < SWEEPS and not hopeless and not sweep.refused:
            self._sweeps += 1
            self._begin(sweep.paging)
        elif sweep.refused:
            self.why_ended = WhyEnded.REFUSED
        elif self.changed_while_loading:
            self.why_ended = WhyEnded.CHANGED
        elif self._holes or sweep.holed:
            self.why_ended = WhyEnded.CUT_SHORT
        else:
            self.why_ended = WhyEnded.REPEATED

    def _begin(self, paging: Paging) -> None:
        """Starts from the first order again; what is learnt about the service is kept."""
        size = self._sweep.size
        if paging is Paging.ONE_PAGE:
            size = min(max(self._about or LARGEST_PAGE, self._limit), LARGEST_PAGE)
        comparable = self._sweep.paging is paging and self._sweep.steps_over_holes == self._holes
        self._previous = self._sweep if comparable else None
        self._probed -= self._ask_again
        self._census.begin_sweep()
        self._sweep = Sweep(self.stream, size, paging, self._sweep.habits, holes=self._holes)
