"""Syncs and details as the status bar tells of them: progress, stop, resume, age."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from orderviewer.feed import detailcrawl
from orderviewer.order import Scope
from orderviewer.simulator import Simulator
from tests.ui.windows import Desk

Program = Callable[..., Desk]
Service = Callable[..., Simulator]
QUARTER = 15  # minutes


@pytest.fixture(autouse=True)
def english(english: object) -> None:
    """The sentences below are English."""


def pages(service: Simulator, since: int = 0) -> list[tuple[str, str]]:
    """The list and the offset of each page that was asked for."""
    calls = [one.query for one in service.requests[since:] if one.path.endswith("/orders")]
    return [(query["status"], query.get("offset", "0")) for query in calls]


def opened(program: Program, service: Simulator, **options: int) -> Desk:
    desk = program(**options)
    desk.show()
    desk.open(service, page_size=10)
    return desk


def test_a_sync_is_shown_stopped_and_resumed_where_it_was(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=200, latency_ms=15)
    desk = opened(program, service, sync_minutes=QUARTER, details=100)
    desk.until(lambda: desk.reads("Reading the closed orders: "))
    desk.until(lambda: desk.reads("Updated just now"))
    assert len(pages(service)) < 30
    desk.click("Stop")
    assert not desk.feed.crawl.busy
    assert not desk.reads("Reading the closed orders: ")
    seen = pages(service)
    desk.click("Resume")
    desk.until(lambda: desk.feed.crawl.whole(Scope.ALL) and not desk.feed.crawl.busy)
    again = pages(service)[len(seen) :]
    assert len(set(again) & set(seen)) <= 1, "only the page under way at the stop comes twice"
    assert {name for name, _ in again} == {"Closed"}
    desk.until(lambda: desk.reads("Details: "))
    desk.click("Stop")
    desk.until(lambda: desk.reads("Updated just now"))
    assert "Resume" not in [one.text() for one in desk.shown(type(desk.button("Refresh")))]


def test_a_failed_sync_goes_on_at_the_page_that_failed(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=200, faults=["list:status=400@9"])
    desk = opened(program, service, sync_minutes=QUARTER)
    desk.until(lambda: desk.feed.crawl.troubled)
    desk.until(lambda: desk.reads("Updated just now"))
    failed = pages(service)[-1]
    service.faults.clear()
    calls = len(service.requests)
    desk.click("Resume")
    desk.until(lambda: desk.feed.crawl.whole(Scope.ALL) and not desk.feed.crawl.busy)
    assert pages(service, calls)[0] == failed


def test_f5_reads_all_lists_again(program: Program, simulator: Service) -> None:
    service = simulator(orders=40)
    desk = opened(program, service, sync_minutes=QUARTER)
    desk.until(lambda: desk.feed.crawl.whole(Scope.ALL) and not desk.feed.crawl.busy)
    calls = len(service.requests)
    QTest.keyClick(desk.page.grid, Qt.Key.Key_F5)
    desk.until(lambda: len(service.requests) > calls)
    desk.until(lambda: desk.feed.crawl.whole(Scope.ALL) and not desk.feed.crawl.busy)
    assert {name for name, _ in pages(service, calls)} == {"Current", "Closed"}
    assert desk.reads("Updated just now")


def test_details_are_counted_and_stopped(
    program: Program, simulator: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detailcrawl, "PAUSE_SECONDS", 0.05)
    service = simulator(orders=60)
    desk = opened(program, service, sync_minutes=QUARTER, details=100)
    desk.until(lambda: desk.reads("Details: "))
    assert desk.interior.actions_of_window.stop.isEnabled()
    desk.click("Stop")
    assert not desk.feed.details.busy
    assert not desk.reads("Details: ")
    assert not desk.interior.actions_of_window.stop.isEnabled()
    menu = desk.interior.updates.asking
    assert [action.text() for action in menu.actions() if action.isChecked()] == [
        "Up to 100 orders an hour"
    ]
    next(action for action in menu.actions() if action.text() == "Never").trigger()
    calls = len(service.requests)
    QTest.keyClick(desk.page.grid, Qt.Key.Key_F5)
    desk.until(lambda: len(service.requests) > calls)
    desk.until(lambda: desk.feed.crawl.whole(Scope.ALL) and not desk.feed.crawl.busy)
    assert not desk.feed.details.busy
    assert desk.layout.details_per_hour == 0
