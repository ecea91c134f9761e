"""The window when something is missing: five pictures, a bar over rows, and a way on from each."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar

from orderviewer.fields.roles import Role
from orderviewer.order import Scope
from orderviewer.simulator import Simulator
from orderviewer.simulator.journal import Record
from orderviewer.ui.screens import Screen
from tests.ui.windows import Desk

Program = Callable[[], Desk]
Service = Callable[..., Simulator]
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Picture:
    """What stands in the rows' place."""

    screen: Screen
    texts: tuple[str, ...]
    busy: bool


def picture(desk: Desk) -> Picture | None:
    """None while rows are on the screen."""
    placeholder = desk.page.placeholder
    if not placeholder.isVisible():
        return None
    texts = tuple(label.text() for label in placeholder.findChildren(QLabel) if label.isVisible())
    busy = any(bar.isVisible() for bar in placeholder.findChildren(QProgressBar))
    return Picture(placeholder.picture, texts, busy)


def until_picture(desk: Desk, screen: Screen) -> Picture:
    desk.until(lambda: (seen := picture(desk)) is not None and seen.screen is screen)
    found = picture(desk)
    assert found is not None
    return found


def started(program: Program, service: Simulator, **options: object) -> Desk:
    desk = program()
    desk.show()
    desk.open(service, **options)  # type: ignore[arg-type]
    return desk


def with_rows(program: Program, service: Simulator, *, page_size: int = 10) -> Desk:
    """The first page is there, more is to come."""
    desk = started(program, service, page_size=page_size)
    desk.until(lambda: desk.page.model.rowCount() > 0)
    desk.until_quiet()
    return desk


def list_calls(service: Simulator) -> list[Record]:
    return [one for one in service.requests if one.path.endswith("/orders")]


def test_five_causes_have_five_different_pictures(program: Program, simulator: Service) -> None:
    seen = []
    for orders, fault, title, screen in (
        (20, "hang", "Current", Screen.LOADING),
        (0, "", "Current", Screen.EMPTY),
        (1, "", "Closed", Screen.FILTERED_EMPTY),
        (20, "status=400", "Current", Screen.FAILED),
        (20, "html_200", "Current", Screen.OFFLINE),
    ):
        service = simulator(orders=orders, faults=[fault] if fault else [])
        desk = started(program, service, name=screen)
        desk.click(title)
        if screen is Screen.LOADING:
            desk.until(lambda service=service: list_calls(service))
        seen.append(until_picture(desk, screen))
        assert not desk.page.banner.isVisible(), "the same is told twice"
    assert len({one.texts for one in seen}) == 5
    assert len({one.texts[0] for one in seen}) == 5
    assert all(one.texts for one in seen)
    assert [one.busy for one in seen] == [True, False, False, False, False]


def test_an_empty_scope_leads_to_the_other(program: Program, simulator: Service) -> None:
    desk = started(program, simulator(orders=1))
    desk.click("Closed")
    told = until_picture(desk, Screen.FILTERED_EMPTY)
    assert told.texts == ("No closed orders.", "There is 1 current order.")
    desk.click("Show current orders")
    desk.until_rows(1)
    assert desk.page.query.scope is Scope.CURRENT
    assert desk.layout.scope is Scope.CURRENT


def test_a_stop_before_the_first_order_is_no_loading(program: Program, simulator: Service) -> None:
    service = simulator(orders=20, faults=["hang"])
    desk = started(program, service)
    desk.until(lambda: list_calls(service))
    until_picture(desk, Screen.LOADING)
    desk.click("Cancel")
    assert "stopped" in until_picture(desk, Screen.FAILED).texts[0]
    service.faults.clear()
    desk.click("Try again")
    desk.until_rows(len(service.world.ids(Scope.CURRENT)))


def test_what_failed_before_the_first_order_can_be_tried_again(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=20, faults=["status=400"])
    desk = started(program, service)
    told = until_picture(desk, Screen.FAILED)
    request_id = list_calls(service)[-1].request_id
    assert request_id
    assert any(request_id in text for text in told.texts)
    desk.click("Copy for support")
    assert request_id in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    assert not desk.page.banner.isVisible()
    service.faults.clear()
    # What helps against a refused request is the copied text; reading again is in the menu.
    QTest.keyClick(desk.window, Qt.Key.Key_F5)
    desk.until_rows(len(service.world.ids(Scope.CURRENT)))


def test_a_failure_keeps_the_rows_and_tells_orange_s_reference(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=100)
    desk = with_rows(program, service)
    before = desk.column(Role.ID)
    service.faults.set("status=400")
    QTest.keyClick(desk.page.grid, Qt.Key.Key_L, CTRL)
    desk.until(lambda: desk.page.banner.isVisible() and not desk.page.banner.waiting)
    desk.until_quiet()
    request_id = list_calls(service)[-1].request_id
    assert desk.reads(f"Orange reference: {request_id}")
    assert desk.column(Role.ID)[: len(before)] == before
    desk.click("Copy for support")
    assert f"X-OAPI-Request-Id: {request_id}" in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    calls = list_calls(service)
    with desk.qtbot.waitSignal(desk.page.grid.end_reached):
        desk.page.grid.scrollToBottom()
        desk.page.grid.viewport().update()
    assert not desk.feed.crawl.busy
    assert list_calls(service) == calls, "scrolling tries again by itself"
    service.faults.clear()
    QTest.keyClick(desk.page.grid, Qt.Key.Key_L, CTRL)
    desk.until_rows(len(service.world.ids(Scope.CURRENT)))
    assert not desk.page.banner.isVisible()


def test_the_bar_s_button_goes_on_where_it_failed(program: Program, simulator: Service) -> None:
    service = simulator(orders=100)
    desk = with_rows(program, service)
    service.faults.set("html_200")
    QTest.keyClick(desk.page.grid, Qt.Key.Key_L, CTRL)
    desk.until(lambda: desk.reads("A login page answered instead of the service."))
    desk.until(lambda: desk.reads("The orders on screen are as of "))
    service.faults.clear()
    desk.click("Try again")
    desk.until_rows(len(service.world.ids(Scope.CURRENT)))
    desk.until(lambda: not desk.page.banner.isVisible())


def test_a_wait_is_told_and_goes_with_a_stop(program: Program, simulator: Service) -> None:
    service = simulator(orders=100)
    desk = with_rows(program, service)
    rows = desk.page.model.rowCount()
    service.faults.set("busy=60")
    QTest.keyClick(desk.page.grid, Qt.Key.Key_L, CTRL)
    desk.until(lambda: desk.reads("Next attempt in "))
    assert desk.reads("The orders already loaded stay on screen.")
    desk.click("Stop")
    desk.until(lambda: not desk.page.banner.isVisible())
    desk.until_quiet()
    assert desk.page.model.rowCount() >= rows


def test_a_wait_before_the_first_order_speaks_of_no_orders(
    program: Program, simulator: Service
) -> None:
    desk = started(program, simulator(orders=20, faults=["busy=60"]))
    desk.until(lambda: desk.reads("Next attempt in "))
    assert not desk.reads("The orders already loaded stay on screen.")
    assert until_picture(desk, Screen.LOADING)


def test_stored_orders_are_shown_whatever_is_missing(program: Program, simulator: Service) -> None:
    service = simulator(orders=20)
    desk = started(program, service)
    count = len(service.world.ids(Scope.CURRENT))
    desk.until_rows(count)
    again = program()
    gate = threading.Event()
    again.feed.opened.connect(lambda: again.feed.session.lanes.reading.submit(gate.wait))
    again.show()
    again.open(service, known=False)
    without_connection = "No connection to Orange is set up yet."
    assert without_connection in until_picture(again, Screen.FAILED).texts
    gate.set()  # only now the store answers
    again.until_rows(count)
    assert again.reads(without_connection)
    assert again.page.banner.isVisible()


def test_what_nobody_expected_is_told_in_the_bar_and_the_rows_stay(
    program: Program, simulator: Service
) -> None:
    desk = with_rows(program, simulator(orders=100))
    rows = desk.page.model.rowCount()
    desk.interior.show_mishap(LookupError("a secret detail"))
    assert desk.reads("Something went wrong in orderviewer.")
    assert not desk.reads("a secret detail")
    assert desk.page.model.rowCount() >= rows
    desk.click("✕")
    assert not desk.page.banner.isVisible()


@pytest.mark.parametrize("fault", ["hang", "stall", "drip_headers=1"])
def test_quitting_does_not_wait_for_the_service(
    program: Program, simulator: Service, fault: str
) -> None:
    service = simulator(orders=60)
    desk = with_rows(program, service)
    service.faults.set(fault)
    calls = list_calls(service)
    QTest.keyClick(desk.page.grid, Qt.Key.Key_L, CTRL)
    QTest.keyClick(desk.page.grid, Qt.Key.Key_Down)
    desk.until(lambda: len(list_calls(service)) > len(calls))
    desk.until(lambda: [one for one in service.requests if "/orders/" in one.path])
    assert desk.end(), "a job was left behind"
