"""The crawl against each known way of a list to mislead (api.md 3.4; reliability.md P1 to P4)."""

from __future__ import annotations

from random import Random

import pytest

from orderviewer.local.sync import Crawl, Paging, WhyEnded
from orderviewer.order import Cause, Order, Page, PageRequest, Rejected, Scope, Unreachable
from tests.local.service import (
    Count,
    Numbers,
    Service,
    absent,
    crawl_through,
    honest,
    of_the_page,
    too_high,
    too_low,
)


def falling(count: int) -> list[int]:
    return list(range(count, 0, -1))


def offsets(service: Service) -> list[tuple[int, int]]:
    return [(request.offset, request.limit) for request in service.requests]


# --- lists that stand still


@pytest.mark.parametrize("ahead", [1, 4])
@pytest.mark.parametrize("count", [honest, absent, of_the_page, too_high, too_low])
@pytest.mark.parametrize("size", [0, 1, 2, 9, 10, 11, 20, 57])
@pytest.mark.parametrize("past_end", ["empty", "416"])
def test_a_quiet_list_is_complete_whatever_its_counts(
    size: int, count: Count, ahead: int, past_end: str
) -> None:
    service = Service(falling(size), count=count, past_end=past_end)
    crawl, numbers = crawl_through(service, ahead=ahead, rng=Random(size))
    assert crawl.complete
    assert numbers.keys() == set(service.keys)
    assert crawl.received == size
    assert not crawl.changed_while_loading
    assert crawl.gone == ()
    assert numbers.positions == {str(key): place for place, key in enumerate(service.keys)}


@pytest.mark.parametrize("ahead", [1, 4])
@pytest.mark.parametrize("size", [1, 2, 9, 10, 11, 20, 57])
def test_a_refusal_past_the_end_is_an_end_if_the_count_is_reached(size: int, ahead: int) -> None:
    crawl, numbers = crawl_through(Service(falling(size), past_end="400"), ahead=ahead)
    assert crawl.complete
    assert len(numbers.keys()) == size


def test_a_refusal_without_a_count_proves_nothing() -> None:
    """Some services let nobody read beyond a certain offset, and answer 400 there too."""
    service = Service(falling(20), count=absent, past_end="400")
    crawl, numbers = crawl_through(service)
    assert crawl.why_ended is WhyEnded.REFUSED
    assert numbers.keys() == set(service.keys)
    assert len(service.requests) == 4


def test_an_honest_list_costs_one_request_a_page() -> None:
    service = Service(falling(57))
    crawl, _ = crawl_through(service)
    assert offsets(service) == [(0, 10), (10, 10), (20, 10), (30, 10), (40, 10), (50, 10)]
    assert crawl.about == 57


def test_a_full_last_page_is_checked_for_more() -> None:
    service = Service(falling(20))
    crawl_through(service)
    assert offsets(service) == [(0, 10), (10, 10), (20, 10)]


def test_a_list_without_counts_is_confirmed_by_a_second_sweep() -> None:
    service = Service(falling(25), count=absent)
    crawl, _ = crawl_through(service)
    sweep = [(0, 10), (10, 10), (20, 10), (25, 10)]
    assert offsets(service) == [*sweep, (1, 10), *sweep]
    assert crawl.about is None


def test_the_count_is_never_below_what_was_received() -> None:
    service = Service(falling(30), count=too_low)
    crawl, numbers = Crawl(Scope.CURRENT, 10), Numbers()
    for _ in range(2):
        request = crawl.next_request()
        assert request
        page = service.page(request)
        crawl.accept(page, numbers.put(page))
    assert (crawl.received, crawl.about) == (20, 20)


# --- pages that are not what was asked for


@pytest.mark.parametrize("ahead", [1, 4])
@pytest.mark.parametrize("count", [honest, absent, of_the_page])
def test_a_capped_limit_is_learnt_from_the_first_page(count: Count, ahead: int) -> None:
    service = Service(falling(130), cap=20, count=count)
    crawl, numbers = crawl_through(service, limit=500, ahead=ahead)
    assert crawl.complete
    assert numbers.keys() == set(service.keys)
    assert {limit for _, limit in offsets(service)[1:]} <= {20, 10}  # 10: the rest of a short page
    assert all(offset % 20 == 0 or offset in (1, 130) for offset, _ in offsets(service))


@pytest.mark.parametrize("ahead", [1, 3])
@pytest.mark.parametrize("cap", [1, 3, 9])
def test_a_very_low_cap_is_survived(cap: int, ahead: int) -> None:
    service = Service(falling(40), cap=cap)
    crawl, numbers = crawl_through(service, ahead=ahead)
    assert crawl.complete
    assert numbers.keys() == set(service.keys)


@pytest.mark.parametrize("ahead", [1, 4])
def test_a_surplus_row_makes_no_hole(ahead: int) -> None:
    service = Service(falling(57), surplus=1)
    crawl, numbers = crawl_through(service, ahead=ahead)
    assert crawl.complete
    assert numbers.keys() == set(service.keys)
    assert offsets(service)[1] == (10, 10)


@pytest.mark.parametrize("ahead", [1, 4])
def test_a_short_page_in_the_middle_is_no_end(ahead: int) -> None:
    class Stingy(Service):
        def page(self, request: PageRequest) -> Page:
            page = super().page(request)
            if request.offset == 20 and request.limit == 10:
                return Page(page.request, page.orders[:4], page.about)
            return page

    service = Stingy(falling(57))
    crawl, numbers = crawl_through(service, ahead=ahead)
    assert crawl.complete
    assert numbers.keys() == set(service.keys)


@pytest.mark.parametrize("count", [honest, absent, of_the_page])
@pytest.mark.parametrize("size", [11, 20, 25, 57, 301])
def test_an_offset_that_counts_pages_is_found_out(size: int, count: Count) -> None:
    service = Service(falling(size), offset_is="pages", count=count)
    crawl, numbers = crawl_through(service)
    assert crawl.complete
    assert crawl.paging is Paging.PAGES
    assert numbers.keys() == set(service.keys)
    assert numbers.positions == {str(key): place for place, key in enumerate(service.keys)}


def test_an_ignored_offset_is_answered_by_one_big_page() -> None:
    service = Service(falling(57), offset_is="ignored")
    crawl, numbers = crawl_through(service)
    assert crawl.complete
    assert crawl.paging is Paging.ONE_PAGE
    assert numbers.keys() == set(service.keys)
    assert offsets(service) == [(0, 10), (10, 10), (0, 57)]


def test_an_ignored_offset_without_counts_too() -> None:
    service = Service(falling(57), offset_is="ignored", count=absent)
    crawl, numbers = crawl_through(service)
    assert crawl.complete
    assert numbers.keys() == set(service.keys)


@pytest.mark.parametrize("count", [honest, absent])
def test_an_ignored_offset_with_a_cap_is_never_called_complete(count: Count) -> None:
    service = Service(falling(57), offset_is="ignored", cap=10, count=count)
    crawl, _ = crawl_through(service)
    assert crawl.why_ended is WhyEnded.REPEATED
    assert crawl.received == 10
    assert crawl.about == (57 if count is honest else None)


@pytest.mark.parametrize("offset_is", ["clamped", "rounded"])
def test_other_paging_habits(offset_is: str) -> None:
    service = Service(falling(57), offset_is=offset_is)
    crawl, numbers = crawl_through(service)
    assert crawl.complete
    assert numbers.keys() == set(service.keys)


def test_a_page_that_repeats_for_ever_ends_the_crawl() -> None:
    service = Service(falling(57), offset_is="clamped", count=lambda _total, _rows: 500)
    crawl, numbers = crawl_through(service)
    assert crawl.why_ended is WhyEnded.REPEATED
    assert numbers.keys() == set(service.keys)
    assert len(service.requests) < 40


def test_a_list_without_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orderviewer.local.sync.MOST_ORDERS", 300)
    service = Service(falling(100_000), count=absent)
    crawl, _ = crawl_through(service)
    assert crawl.why_ended is WhyEnded.TOO_LONG
    assert 300 < crawl.received <= 310


def test_pages_without_end_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orderviewer.local.sweep.MOST_PAGES", 25)
    service = Service(falling(100_000), absent)
    crawl, _ = crawl_through(service, ahead=3)
    assert crawl.why_ended is WhyEnded.TOO_LONG
    assert len(service.requests) == 25


def test_an_empty_page_too_early_once_is_no_loss() -> None:
    service = Service(falling(57), empty_at=frozenset({20}))

    def heal(number: int) -> None:
        if number > 3:
            service.empty_at = frozenset()

    service.before = heal
    crawl, numbers = crawl_through(service)
    assert crawl.complete
    assert numbers.keys() == set(service.keys)


@pytest.mark.parametrize("ahead", [1, 4])
def test_an_empty_page_too_early_always_is_said(ahead: int) -> None:
    service = Service(falling(57), empty_at=frozenset({20}))
    crawl, numbers = crawl_through(service, ahead=ahead)
    assert crawl.why_ended is WhyEnded.CUT_SHORT
    assert (crawl.received, crawl.about) == (47, 57)
    assert numbers.keys() == set(service.keys) - set(service.keys[20:30])


@pytest.mark.parametrize("seed", range(20))
def test_a_hole_that_answers_out_of_turn_have_shown_is_not_forgotten(seed: int) -> None:
    service = Service(falling(17), empty_at=frozenset({8}))
    crawl, numbers = crawl_through(service, limit=8, ahead=2, rng=Random(seed))
    assert crawl.why_ended is WhyEnded.CUT_SHORT
    assert crawl.received == len(numbers.keys()) < 17


def test_an_empty_first_page_is_not_believed_against_the_count() -> None:
    service = Service(falling(57), empty_at=frozenset({0}))
    crawl, numbers = crawl_through(service)
    assert crawl.why_ended is WhyEnded.CUT_SHORT
    assert numbers.keys() == set(service.keys[10:])
    assert (crawl.received, crawl.about) == (47, 57)


def test_the_same_order_twice_in_a_quiet_list_counts_once() -> None:
    service = Service([9, 8, 7, 8, 6, 5], count=honest)
    crawl, numbers = crawl_through(service, limit=3)
    assert crawl.complete
    assert numbers.keys() == {5, 6, 7, 8, 9}
    assert crawl.received == 5


def test_orders_in_another_order_each_time_are_all_met_or_it_says_so() -> None:
    for seed in range(30):
        service = Service(falling(25), shuffled=Random(seed))
        crawl, numbers = crawl_through(service)
        assert crawl.complete == (numbers.keys() == set(service.keys))
        assert crawl.complete or crawl.why_ended is WhyEnded.CHANGED
        assert crawl.changed_while_loading or crawl.complete


# --- lists that change


def changing(service: Service, **at: object) -> Service:
    """Runs the function of "r3" before the answer number 3."""

    def before(number: int) -> None:
        change = at.get(f"r{number}")
        if callable(change):
            change()

    service.before = before
    return service


@pytest.mark.parametrize("count", [honest, absent])
def test_an_order_deleted_meanwhile_hides_none(count: Count) -> None:
    service = Service(falling(40), count=count)
    changing(service, r2=lambda: service.keys.pop(0))
    crawl, numbers = crawl_through(service)
    assert crawl.complete
    assert set(service.keys) <= numbers.keys()
    assert numbers.named(crawl.gone) == {40}
    assert crawl.received == 39


def test_a_count_that_moves_and_never_fits_is_no_proof() -> None:
    service = Service(falling(40), count=too_high)
    changing(service, r2=lambda: service.keys.pop(0))
    crawl, numbers = crawl_through(service)
    assert crawl.why_ended is WhyEnded.CHANGED
    assert set(service.keys) <= numbers.keys()


def test_an_order_inserted_meanwhile_is_met() -> None:
    service = Service(falling(40))
    changing(service, r2=lambda: service.keys.insert(0, 41))
    crawl, numbers = crawl_through(service)
    assert crawl.complete
    assert numbers.keys() == set(service.keys)
    assert crawl.gone == ()


def test_a_list_that_never_rests_is_said_to_have_changed() -> None:
    service = Service(falling(40))
    service.before = lambda number: service.keys.insert(0, 100 + number)
    crawl, numbers = crawl_through(service)
    assert crawl.why_ended is WhyEnded.CHANGED
    assert crawl.changed_while_loading
    assert set(range(1, 41)) <= numbers.keys()
    assert crawl.about is not None
    assert crawl.received < crawl.about


# --- failures


def test_a_failed_page_is_asked_again_and_nothing_else() -> None:
    service = Service(falling(57))

    def fail(number: int) -> None:
        if number == 3 and not failed:
            failed.append(number)
            raise Unreachable(Cause.SERVICE)

    failed: list[int] = []
    service.before = fail
    crawl, numbers = crawl_through(service)
    assert crawl.complete
    assert numbers.keys() == set(service.keys)
    assert len(service.requests) == 6


@pytest.mark.parametrize("count", [honest, absent, too_high])
@pytest.mark.parametrize("size", [0, 12, 20, 57])
@pytest.mark.parametrize("first", [0, -1])  # of the requests under way, the one answered first
def test_a_crawl_may_be_given_up_after_any_answer_and_resumed(
    first: int, size: int, count: Count
) -> None:
    for place in range(12):
        crawl, numbers = Crawl(Scope.CURRENT, 10, ahead=3), Numbers()
        service = Service(falling(size), count)
        out: list[PageRequest] = []
        for number in range(100):
            while request := crawl.next_request():
                out.append(request)
            if crawl.ended:
                break
            page = service.page(out.pop(first))
            crawl.accept(page, numbers.put(page, crawl.start_of(page)))
            if number == place:
                crawl.give_back_all()
                out.clear()
        assert crawl.complete, f"given up after answer {place}"
        assert numbers.keys() == set(service.keys)


def test_a_refusal_in_the_middle_is_a_failure_and_past_the_end_it_is_none() -> None:
    crawl, service, numbers = Crawl(Scope.CURRENT, 10), Service(falling(20)), Numbers()
    refusal = Rejected(Cause.BAD_REQUEST)
    requests = []
    for _ in range(2):
        request = crawl.next_request()
        assert request
        assert not crawl.failed(request, refusal)
        request = crawl.next_request()
        assert request
        requests.append(request)
        page = service.page(request)
        crawl.accept(page, numbers.put(page))
    last = crawl.next_request()
    assert last == PageRequest(Scope.CURRENT, 20, 10)
    assert not crawl.failed(last, Unreachable(Cause.SERVICE))
    assert crawl.next_request() == last
    assert crawl.failed(last, refusal)
    assert crawl.complete


def test_answers_nobody_awaits_are_ignored() -> None:
    crawl, service, numbers = Crawl(Scope.CURRENT, 10), Service(falling(30)), Numbers()
    request = crawl.next_request()
    assert request
    page = service.page(request)
    crawl.give_back_all()
    crawl.accept(page, numbers.put(page))
    assert crawl.received == 0
    assert not crawl.failed(request)
    assert crawl.next_request() == request
    crawl.accept(page, numbers.put(page))
    crawl.accept(page, numbers.put(page))
    assert crawl.received == 10
    again = crawl.next_request()
    assert again == PageRequest(Scope.CURRENT, 10, 10)


def test_only_one_request_is_out_until_the_page_size_is_known() -> None:
    crawl = Crawl(Scope.CURRENT, 10, ahead=4)
    assert crawl.next_request()
    assert crawl.next_request() is None


def test_requests_ahead_stop_at_the_count() -> None:
    crawl, service, numbers = Crawl(Scope.CURRENT, 10, ahead=8), Service(falling(25)), Numbers()
    request = crawl.next_request()
    assert request
    page = service.page(request)
    crawl.accept(page, numbers.put(page))
    ahead = [crawl.next_request(), crawl.next_request(), crawl.next_request()]
    assert [one and one.offset for one in ahead] == [10, 20, None]


def test_a_refused_sort_is_not_asked_for_again() -> None:
    crawl, service, numbers = Crawl(Scope.CURRENT, 10), Service(falling(25)), Numbers()
    request = crawl.next_request()
    assert request
    assert request.sort == "-id"
    page = service.page(request)
    crawl.accept(Page(request, page.orders, page.about, sort_refused=True), numbers.put(page))
    request = crawl.next_request()
    assert request
    assert request.sort is None
    assert crawl.sort_refused


def test_an_order_without_an_id_is_an_order() -> None:
    crawl, numbers = Crawl(Scope.CURRENT, 10), Numbers()
    request = crawl.next_request()
    assert request
    page = Page(request, (Order("?ab", b"[]", has_id=False),), 1)
    crawl.accept(page, Numbers.put(numbers, page))
    assert crawl.received == 1
