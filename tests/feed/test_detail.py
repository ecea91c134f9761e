"""The detail follows the selection: the store's content at once, Orange's when it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from orderviewer.feed.detail import DetailState, OrderView
from orderviewer.local.query import Query
from orderviewer.order import Scope
from tests.feed.conftest import profile_of, secrets_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.feed.feed import Feed
    from orderviewer.simulator import Simulator


@pytest.fixture
def listed(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> Callable[..., tuple[Simulator, list[int]]]:
    """A feed with one page read: the service and the orders' numbers."""

    def read(**options: Any) -> tuple[Simulator, list[int]]:
        service = opened(orders=80, **options)
        numbers: list[list[int]] = []
        feed.listing.listed.connect(lambda listing: numbers.append(list(listing.numbers)))
        feed.listing.show(Query(Scope.CURRENT))
        with qtbot.waitSignal(feed.crawl.rested):
            feed.crawl.read_first(Scope.CURRENT)
        qtbot.waitUntil(lambda: bool(numbers) and len(numbers[-1]) > 40)
        return service, numbers[-1]

    return read


class Heard:
    def __init__(self, feed: Feed) -> None:
        self.views: list[OrderView] = []
        self.states: list[DetailState] = []
        feed.detail.read.connect(self.views.append)
        feed.detail.state_changed.connect(
            lambda state, _error: self.states.append(DetailState(state))
        )


def detail_calls(service: Simulator) -> int:
    return sum("/orders/" in request.path for request in service.requests)


def test_the_store_answers_first_and_orange_completes_it(
    feed: Feed, listed: Callable[..., tuple[Simulator, list[int]]], qtbot: Any
) -> None:
    service, numbers = listed()
    heard = Heard(feed)
    feed.detail.open(numbers[3])
    qtbot.waitUntil(lambda: heard.states[-1:] == [DetailState.MERGED])
    assert heard.states == [DetailState.ASKING, DetailState.MERGED]
    assert heard.views[0].raw_detail is None
    assert heard.views[-1].raw_detail is not None
    assert detail_calls(service) == 1


def test_what_could_not_be_asked_is_asked_once_the_service_answers_again(
    feed: Feed, listed: Callable[..., tuple[Simulator, list[int]]], qtbot: Any
) -> None:
    service, numbers = listed()
    heard = Heard(feed)
    service.faults.set("status=500")
    feed.detail.open(numbers[0])
    qtbot.waitUntil(lambda: heard.states[-1:] == [DetailState.OFFLINE], timeout=20_000)
    service.faults.clear()
    feed.crawl.sync(anew=True)
    qtbot.waitUntil(lambda: heard.states[-1:] == [DetailState.MERGED])


def test_a_fresh_detail_is_not_asked_for_again(
    feed: Feed, listed: Callable[..., tuple[Simulator, list[int]]], qtbot: Any
) -> None:
    service, numbers = listed()
    heard = Heard(feed)
    feed.detail.open(numbers[0])
    qtbot.waitUntil(lambda: heard.states[-1:] == [DetailState.MERGED])
    feed.detail.open(numbers[1])
    qtbot.waitUntil(lambda: heard.states.count(DetailState.MERGED) == 2)
    feed.detail.open(numbers[0])
    qtbot.waitUntil(lambda: heard.states.count(DetailState.MERGED) == 3)
    assert detail_calls(service) == 2
    feed.detail.retry()
    qtbot.waitUntil(lambda: heard.states.count(DetailState.MERGED) == 4)
    assert detail_calls(service) == 3


def test_rows_passed_over_are_not_asked_for(
    feed: Feed, listed: Callable[..., tuple[Simulator, list[int]]], qtbot: Any
) -> None:
    service, numbers = listed()
    heard = Heard(feed)
    for number in numbers[:10]:
        feed.detail.open(number)
    qtbot.waitUntil(lambda: heard.states[-1:] == [DetailState.MERGED])
    assert heard.views[-1].number == numbers[9]
    assert detail_calls(service) == 1


@pytest.mark.parametrize(
    ("fault", "state"),
    [("status=404", DetailState.GONE), ("status=500", DetailState.OFFLINE)],
)
def test_what_the_store_has_stays_when_orange_does_not_answer(
    feed: Feed,
    listed: Callable[..., tuple[Simulator, list[int]]],
    qtbot: Any,
    fault: str,
    state: DetailState,
) -> None:
    service, numbers = listed()
    heard = Heard(feed)
    service.faults.set(f"detail:{fault}")
    feed.detail.open(numbers[2])
    qtbot.waitUntil(lambda: heard.states[-1:] == [state])
    assert heard.views[-1].number == numbers[2]
    assert heard.views[-1].sheet.form


def test_an_element_without_id_is_shown_and_not_asked_for(
    feed: Feed, listed: Callable[..., tuple[Simulator, list[int]]], qtbot: Any
) -> None:
    service, numbers = listed(faults=["ids_missing"])
    heard = Heard(feed)
    feed.detail.open(numbers[0])
    qtbot.waitUntil(lambda: heard.states == [DetailState.LIST_ONLY])
    assert not heard.views[0].has_id
    assert detail_calls(service) == 0


def test_an_order_chosen_before_there_are_secrets_is_asked_for_when_there_are(
    feed: Feed, listed: Callable[..., tuple[Simulator, list[int]]], qtbot: Any
) -> None:
    service, numbers = listed()
    with qtbot.waitSignal(feed.unconnected):
        feed.open(profile_of(service))  # a keyring that knows nothing
    heard = Heard(feed)
    feed.detail.open(numbers[3])
    qtbot.waitUntil(lambda: heard.states == [DetailState.OFFLINE])
    session = feed.session
    assert session
    session.secrets = secrets_of(service)
    feed.start(session.connect())
    qtbot.waitUntil(lambda: session.connected)
    feed.detail.connect_to()
    qtbot.waitUntil(lambda: heard.states[-1:] == [DetailState.MERGED])
