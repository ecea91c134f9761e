"""Changes since the last visit in the table: marks, keys that go through them, what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from orderviewer.order import Scope
from orderviewer.search.terms import Computed
from orderviewer.views.view import BUILT_IN
from tests.ui.windows import Desk, live_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.simulator import Simulator

SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
TIP = int(Qt.ItemDataRole.ToolTipRole)


@pytest.fixture
def desk(program: Callable[[], Desk], simulator: Callable[..., Simulator]) -> Desk:
    """A window on orders of which some have changed since they were first read."""
    made = program()
    service = simulator(orders=60)
    made.show()
    live_on(made, service, days=20)
    return made


def marked(desk: Desk) -> list[int]:
    """The positions in the table that carry a mark."""
    return [at for at in range(desk.page.model.rowCount()) if desk.page.model.is_unseen(at)]


def ink(picture: QImage, line: int, height: int, width: int) -> int:
    """How many pixels of a row are not its background."""
    ground = picture.pixel(QPoint(0, line * height + 1))
    top = line * height
    return sum(
        picture.pixel(QPoint(x, y)) != ground
        for x in range(width)
        for y in range(top, top + height)
    )


def test_changed_orders_are_bold_and_have_a_dot_with_words(desk: Desk) -> None:
    unseen = desk.feed.changes.marks.orders
    model, grid = desk.page.model, desk.page.grid
    assert unseen
    assert {model.number(at) for at in marked(desk)} <= unseen
    first, last = grid.visible_range()
    seen_row = next(at for at in range(first, last) if not model.is_unseen(at))
    row = next(at for at in range(first, last) if model.is_unseen(at))
    assert str(model.index(row, 0).data(SPOKEN)).endswith(", changed")
    assert not str(model.index(seen_row, 0).data(SPOKEN)).endswith(", changed")
    assert "not seen" in str(model.headerData(row, Qt.Orientation.Vertical, TIP))
    assert model.headerData(seen_row, Qt.Orientation.Vertical, TIP) is None
    column = grid.verticalHeader()
    picture, height = column.viewport().grab().toImage(), column.defaultSectionSize()
    offset = first * height
    assert offset == 0
    assert ink(picture, row, height, column.width()) > 8
    assert ink(picture, seen_row, height, column.width()) == 0


def test_m_marks_what_is_selected_and_the_menu_everything(desk: Desk) -> None:
    grid, marks = desk.page.grid, desk.feed.changes.marks
    rows = marked(desk)
    grid.choose(rows[0])
    number = desk.page.model.number(rows[0])
    QTest.keyClick(grid, Qt.Key.Key_M)
    desk.until(lambda: number not in desk.feed.changes.marks.orders)
    assert desk.feed.changes.marks.orders == marks.orders - {number}
    assert rows[0] not in marked(desk)
    assert "1 order marked as seen" in desk.interior.status.currentMessage()
    desk.interior.what_was.menu.mark_all_seen.trigger()
    desk.until(lambda: not desk.feed.changes.marks.changes)
    assert marked(desk) == []
    QTest.keyClick(grid, Qt.Key.Key_M)
    assert "no unseen" in desk.interior.status.currentMessage()


def test_n_and_p_go_through_the_changed_orders_and_round_the_end(desk: Desk) -> None:
    grid, rows = desk.page.grid, marked(desk)
    assert len(rows) > 2
    grid.setFocus()
    walked = []
    for _ in range(len(rows) + 1):
        QTest.keyClick(grid, Qt.Key.Key_N)
        walked.append(grid.currentIndex().row())
    assert walked == [*rows, rows[0]]
    QTest.keyClick(grid, Qt.Key.Key_P)
    assert grid.currentIndex().row() == rows[-1]
    QTest.keyClick(grid, Qt.Key.Key_X)  # any other letter is a search
    assert desk.page.search_bar.box.text() == "x"


def test_a_history_that_was_read_is_seen(desk: Desk) -> None:
    row = marked(desk)[0]
    number = desk.page.model.number(row)
    desk.page.grid.choose(row)
    desk.until(desk.page.detail.header.title.text)
    assert number in desk.feed.changes.marks.orders
    desk.page.detail.tabs.setCurrentWidget(desk.page.detail.timeline)
    desk.until(lambda: number not in desk.feed.changes.marks.orders)


def test_what_came_after_the_marks_were_told_stays_unseen(
    program: Callable[[], Desk], simulator: Callable[..., Simulator]
) -> None:
    desk, service = program(), simulator(orders=60)
    desk.show()
    live_on(desk, service, days=10)
    before = desk.feed.changes.marks
    service.world.step_to(30)
    desk.page.refresh()
    desk.until_quiet()
    desk.feed.changes.mark_seen()
    desk.until(lambda: desk.feed.changes.marks.latest > before.latest)
    desk.until(lambda: not desk.feed.changes.busy)
    assert desk.feed.crawl.complete(Scope.ALL)
    assert desk.feed.changes.marks.orders


def test_the_view_of_what_has_changed_counts_as_the_inbox_and_loses_what_was_marked(
    desk: Desk,
) -> None:
    sidebar, grid, model = desk.interior.sidebar, desk.page.grid, desk.page.model
    changed = next(view for view in BUILT_IN if view.name == "changed")
    counted: dict[str, int] = {}
    desk.feed.views.counted.connect(counted.update)
    desk.feed.views.update()

    def agree() -> bool:
        unseen = len(desk.feed.changes.marks.orders)
        return counted.get(changed.key) == unseen == model.rowCount()

    sidebar.chosen.emit(changed)
    desk.page.columns.add(Computed.UNSEEN)
    desk.until(agree)
    rows = model.rowCount()
    assert marked(desk) == list(range(rows))
    grid.choose(1)
    after = model.number(2)
    QTest.keyClick(grid, Qt.Key.Key_M)
    desk.until(lambda: model.rowCount() == rows - 1)
    assert model.number(grid.currentIndex().row()) == after  # the next one
    column = model.fields.index(Computed.UNSEEN)
    desk.until(lambda: str(model.index(1, column).data()).isdigit())
    desk.page.detail.tabs.setCurrentWidget(desk.page.detail.timeline)
    desk.until(lambda: after not in desk.feed.changes.marks.orders)  # it was read
    desk.until(lambda: model.index(1, column).data() == "0")
    assert model.number(grid.currentIndex().row()) == after  # and stays where it is
    desk.until(lambda: counted[changed.key] == rows - 2)
    desk.interior.what_was.menu.mark_all_seen.trigger()
    desk.until(agree)
    assert not model.rowCount()
    desk.until(lambda: desk.reads("You have seen every change."))
    desk.click("Show all orders")
    desk.until(model.rowCount)
