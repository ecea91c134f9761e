"""The whole window on a real service: rows, selection, sorting, clipboard, and what it keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from orderviewer.feed.detailcrawl import DetailProgress
from orderviewer.feed.rows import ROLES, Coverage
from orderviewer.fields.roles import Role
from orderviewer.local.query import SortKey
from orderviewer.order import Scope
from orderviewer.search.terms import Computed, Path
from orderviewer.simulator import Simulator
from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.toolbar import ToolBar
from tests.ui.windows import SMALL, SMALLEST, Desk

Program = Callable[[], Desk]
Service = Callable[..., Simulator]
SORT = (SortKey(Role.STATE), SortKey(Computed.LATE, descending=True))
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def opened(program: Program, service: Simulator, **options: int) -> Desk:
    """The window with the first page of this service's current orders."""
    desk = program()
    desk.show()
    desk.open(service, **options)
    desk.until(lambda: desk.page.model.rowCount() > 0)
    desk.until_quiet()
    return desk


@pytest.mark.parametrize(
    ("title", "scope"), [("Closed", Scope.CLOSED), ("All", Scope.ALL), ("Current", Scope.CURRENT)]
)
def test_each_scope_has_its_orders_and_says_how_many(
    program: Program, simulator: Service, title: str, scope: Scope
) -> None:
    service = simulator(orders=60)
    desk = opened(program, service)
    desk.click(title)
    QTest.keyClick(desk.page.grid, Qt.Key.Key_L, CTRL)
    ids = {str(one) for one in service.world.ids(scope)}
    desk.until_rows(len(ids))
    assert set(desk.column(Role.ID)) == ids
    desk.until(lambda: desk.button(title).text() == f"{title} ({len(ids)})")
    desk.until(lambda: desk.reads(f"{len(ids)} orders"))


def test_scrolling_to_the_end_reads_on_until_everything_is_there(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=60)
    desk = opened(program, service, page_size=10)
    total = len(service.world.ids(Scope.CURRENT))
    assert desk.page.model.rowCount() < total
    bar = desk.page.grid.verticalScrollBar()

    def scrolled_to_the_end() -> bool:
        bar.setValue(bar.maximum())
        return desk.page.model.rowCount() == total

    desk.until(scrolled_to_the_end)
    desk.until(lambda: desk.reads(f"{total} orders"))


def test_small_pages_are_read_until_the_screen_is_full(
    program: Program, simulator: Service
) -> None:
    desk = opened(program, simulator(orders=200), page_size=3)
    grid = desk.page.grid
    places = grid.viewport().height() // grid.verticalHeader().defaultSectionSize()
    assert places > 2 * 3
    desk.until(lambda: desk.page.model.rowCount() > places)
    desk.until_quiet()
    assert desk.page.model.rowCount() < 60, "what nobody looks at was read, too"


def test_load_all_reads_the_rest_and_then_has_nothing_to_do(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=60)
    desk = opened(program, service, page_size=10)
    desk.click("All")
    assert desk.interior.actions_of_window.load_all.isEnabled()
    QTest.keyClick(desk.page.grid, Qt.Key.Key_L, CTRL)
    desk.until_rows(60)
    desk.until_quiet()
    assert not desk.interior.actions_of_window.load_all.isEnabled()
    assert not desk.interior.actions_of_window.stop.isEnabled()


def test_the_layout_survives_a_restart(program: Program, simulator: Service) -> None:
    service = simulator(orders=60)
    desk = opened(program, service)
    header = desk.page.grid.horizontalHeader()
    desk.window.resize(760, 500)
    desk.page.splitter.setSizes([400, 360])
    header.moveSection(header.visualIndex(column(Role.TOWN)), 1)
    header.resizeSection(column(Role.SITE), 137)
    desk.page.sort_by(SORT)
    desk.page.columns.choose((*desk.page.columns.wanted, Path("request.id"), Computed.SLIP))
    hide(desk, "Product")
    desk.click("Closed")
    desk.interior.commands.language_wanted.emit("fr")
    desk.until_quiet()
    aside = desk.interior.sidebar  # whose French words need more room
    desk.until(lambda: aside.width() >= aside.minimumSizeHint().width())
    desk.until(lambda: Role.COMPLETED in desk.page.columns.visible)  # learnt after the first rows
    before = arrangement(desk)
    again = opened(program, service)
    assert again.layout.language == "fr"
    again.until(lambda: arrangement(again) == before)
    assert not again.page.columns.visible.count(Role.PRODUCT)
    assert again.page.columns.visible[1] is Role.TOWN
    assert again.page.query.scope is Scope.CLOSED
    assert again.page.query.sort_keys == SORT
    assert again.page.columns.visible[-2:] == [Path("request.id"), Computed.SLIP]


def arrangement(desk: Desk) -> dict[str, object]:
    header = desk.page.grid.horizontalHeader()
    return {
        "size": desk.window.size().toTuple(),
        "splitter": desk.page.splitter.sizes(),
        "columns": desk.page.columns.visible,
        "site": header.sectionSize(column(Role.SITE)),
        "sorted by": desk.page.model.sorted_by,
        "scope": desk.page.query.scope,
    }


def hide(desk: Desk, title: str) -> None:
    """By the menu of columns, as a user does."""
    menu = desk.interior.actions_of_window.columns
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == title).trigger()


def column(role: Role) -> int:
    return ROLES.index(role)


def click_heading(desk: Desk, role: Role) -> None:
    header = desk.page.grid.horizontalHeader()
    at = column(role)
    desk.page.grid.scrollTo(desk.page.model.index(0, at))
    place = header.sectionViewportPosition(at) + header.sectionSize(at) // 2
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, header.height() // 2)
    )


def test_a_click_on_a_date_sorts_by_day_not_by_text(program: Program, simulator: Service) -> None:
    desk = opened(program, simulator(orders=60), page_size=100)
    count = desk.page.model.rowCount()
    desk.languages.switch("fr")
    desk.page.restyle(desk.languages.date_style())
    for descending in (False, True):
        click_heading(desk, Role.PROMISED)
        desk.until(lambda down=descending: desk.page.query.sort_keys[0].descending is down)
        desk.until_rows(count)
        desk.until(lambda down=descending: in_order(desk, descending=down))
    texts = desk.column(Role.PROMISED)
    assert sorted(texts, reverse=True) != texts, "the same as by text: this shows nothing"


def in_order(desk: Desk, *, descending: bool) -> bool:
    texts = desk.column(Role.PROMISED)
    if not all(len(text) == len("31/12/2026") for text in texts):
        return False
    days = [text.split("/")[::-1] for text in texts]
    if descending:
        days.reverse()
    return all(first <= then for first, then in pairwise(days))


def test_a_sort_of_part_of_the_orders_says_so(program: Program, simulator: Service) -> None:
    desk = opened(program, simulator(orders=60), page_size=10)
    click_heading(desk, Role.SITE)
    desk.until(lambda: desk.reads("(sorted among the orders read so far)"))
    QTest.keyClick(desk.page.grid, Qt.Key.Key_L, CTRL)
    desk.until(lambda: desk.feed.crawl.complete(Scope.CURRENT))
    desk.until(lambda: not desk.reads("(sorted among the orders read so far)"))


def test_selection_and_place_stay_on_their_order_when_new_orders_come(
    program: Program, simulator: Service
) -> None:
    yesterday = simulator(orders=200)
    desk = opened(program, yesterday, page_size=100)
    grid, model = desk.page.grid, desk.page.model
    grid.scrollTo(model.index(60, 0), grid.ScrollHint.PositionAtCenter)
    desk.until_rows(100)
    chosen = model.number(62)
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(model.index(62, 0)).center()
    )
    place = grid.visualRect(model.index(62, 0)).top()
    assert desk.page.selection.numbers() == [chosen]
    yesterday.stop()
    simulator(orders=260, port=yesterday.port)  # the same orders, and newer ones above them
    QTest.keyClick(grid, Qt.Key.Key_F5)
    desk.until(lambda: (model.position(chosen) or 0) > 62)
    desk.until_quiet()
    assert desk.page.selection.numbers() == [chosen]
    assert model.number(grid.currentIndex().row()) == chosen
    desk.until(lambda: grid.visualRect(model.index(model.position(chosen) or 0, 0)).top() == place)


def test_rows_are_copied_as_a_table_for_every_program(program: Program, simulator: Service) -> None:
    desk = opened(program, simulator(orders=60))
    desk.until_rows(36)
    QTest.keyClick(desk.page.grid, Qt.Key.Key_Home, CTRL)
    QTest.keyClick(desk.page.grid, Qt.Key.Key_Down, SHIFT)
    ids = desk.column(Role.ID)[:2]
    for keys, titles in ((CTRL, []), (CTRL | SHIFT, ["Order"])):
        QGuiApplication.clipboard().clear()
        QTest.keyClick(desk.page.grid, Qt.Key.Key_C, keys)
        desk.until(lambda: QGuiApplication.clipboard().text())
        copied = QGuiApplication.clipboard().mimeData()
        lines = [line.split("\t") for line in copied.text().split("\n")]
        assert [line[0] for line in lines] == titles + ids
        assert {len(line) for line in lines} == {len(desk.page.columns.visible)}
        assert copied.html().count("<tr>") == len(lines)
        assert all(f"<td>{one}</td>" in copied.html() for one in ids)
    QGuiApplication.clipboard().clear()


def test_the_detail_pane_follows_the_selection_and_asks_once(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=60)
    desk = opened(program, service)
    desk.until_rows(36)
    QTest.keyClick(desk.page.grid, Qt.Key.Key_Home, CTRL)
    QTest.keyClick(desk.page.grid, Qt.Key.Key_Down)
    key = desk.column(Role.ID)[1]
    desk.until(lambda: [one.path for one in service.requests if one.path.endswith(f"/{key}")])
    desk.until(lambda: desk.reads("details of"))
    QTest.keyClick(desk.page.grid, Qt.Key.Key_Up)
    QTest.keyClick(desk.page.grid, Qt.Key.Key_Down)
    desk.until(lambda: desk.reads(key) and desk.reads("details of"))
    asked = [one.path for one in service.requests if one.path.endswith(f"/{key}")]
    assert len(asked) == 1


def test_f6_goes_round_the_panes_and_each_takes_keys(program: Program, simulator: Service) -> None:
    desk = opened(program, simulator(orders=60))
    desk.until_rows(36)
    assert desk.page.grid.hasFocus()
    panes = (desk.page.detail, desk.interior.scopes, desk.page.search_bar, desk.page.grid)
    for place in panes:
        press(Qt.Key.Key_F6)
        assert focused() is place or place.isAncestorOf(focused())
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert desk.page.query.scope is Scope.CLOSED


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_on_a_small_screen_every_tool_is_there(
    program: Program, simulator: Service, language: str
) -> None:
    desk = opened(program, simulator(orders=60))
    desk.languages.switch(language)
    desk.window.resize(*SMALL)
    desk.until(lambda: desk.window.width() == SMALL[0])
    more = desk.window.findChild(QToolButton, "qt_toolbar_ext_button")
    assert more is None or not more.isVisible()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_in_a_narrow_window_pictures_stand_for_words_and_no_count_is_cut(
    program: Program, simulator: Service, language: str
) -> None:
    desk = opened(program, simulator(orders=60))
    desk.until_quiet()
    interior, status = desk.interior, desk.interior.status
    interior.commands.language_wanted.emit(language)
    interior.scopes.show_counts(dict.fromkeys(Scope, (50_000, False)))
    status.show_coverage(
        Coverage(Scope.CURRENT, 50_000, 50_000, 50_000, complete=True, as_of=datetime.now(UTC)),
        busy=True,
        everything=True,
    )
    status.activity.show_details(DetailProgress(7, 499))
    status.show_found(158, more=False)
    desk.window.resize(*SMALLEST)
    bar = desk.window.findChild(ToolBar)
    assert bar is not None
    buttons = {one.text(): one for one in bar.findChildren(QToolButton) if one.isVisible()}

    def wordless() -> set[str]:
        only = Qt.ToolButtonStyle.ToolButtonIconOnly
        return {text for text, one in buttons.items() if one.toolButtonStyle() is only}

    desk.until(lambda: bar.width() <= SMALLEST[0] and bar.sizeHint().width() <= bar.width())
    desk.until(lambda: 0 < len(wordless()) < len(bar.actions()))
    assert all(buttons[text].toolTip() for text in wordless())
    extent = next(one for one in desk.shown(PlainLabel) if one.text().startswith("158 "))
    desk.until(lambda: QLabel.text(extent) == extent.text())  # what is shown is all of it
    desk.window.resize(1400, 600)
    desk.until(lambda: not wordless())


def test_the_first_window_leaves_room_for_its_title_bar(program: Program) -> None:
    desk = program()
    large = desk.window.font()
    large.setPixelSize(20)  # which makes the screen a small one
    desk.window.setFont(large)
    desk.window.size_first()
    room = desk.window.screen().availableGeometry()
    line = desk.window.fontMetrics().height()
    assert room.height() - 4 * line < desk.window.height() <= room.height() - 3 * line
    assert desk.window.pos() == room.topLeft()
