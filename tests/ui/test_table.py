"""The item model and the view of the order table, without a store."""

from __future__ import annotations

from array import array
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QWidget

from orderviewer.feed.rows import ROLES, DisplayRow, Listing
from orderviewer.fields.roles import Role
from orderviewer.fields.values import Figure
from orderviewer.local.query import Query, SortKey
from orderviewer.order import Scope
from orderviewer.search.terms import Computed, Path
from orderviewer.ui import table
from orderviewer.ui.columns import Columns
from orderviewer.ui.grid import OrderGrid
from orderviewer.ui.table import NUMBER_ROLE, PENDING, OrderTableModel

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot


SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def row(number: int, **texts: str) -> DisplayRow:
    values = tuple(texts.get(role, f"{role} {number}") for role in ROLES)
    return DisplayRow(number, str(number), Scope.CURRENT, values, missing=False)


def listing(numbers: list[int], *, with_rows: bool = True) -> Listing:
    rows = {number: row(number) for number in numbers} if with_rows else {}
    counts = {Scope.CURRENT: len(numbers)}
    return Listing(Query(Scope.CURRENT), array("q", numbers), rows, frozenset(ROLES), counts)


@pytest.fixture
def model(qtmodeltester: ModelTester, qapp: object) -> OrderTableModel:
    made = OrderTableModel()
    qtmodeltester.check(made)  # attached before the first row comes
    return made


@pytest.fixture
def grid(model: OrderTableModel, qtbot: QtBot) -> OrderGrid:
    made = OrderGrid(model)
    qtbot.addWidget(made)
    made.resize(900, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def texts(model: OrderTableModel, column: Role = Role.ID) -> list[object]:
    at = ROLES.index(column)
    return [model.data(model.index(position, at)) for position in range(model.rowCount())]


def test_a_longer_listing_grows_the_tail(model: OrderTableModel, qtbot: QtBot) -> None:
    model.take(listing([3, 1]))
    with qtbot.waitSignal(model.rowsInserted) as inserted:
        model.take(listing([3, 1, 2, 9]))
    assert inserted.args is not None
    assert inserted.args[1:] == [2, 3]
    assert texts(model) == ["id 3", "id 1", "id 2", "id 9"]


def test_the_same_listing_changes_no_row(model: OrderTableModel, qtbot: QtBot) -> None:
    model.take(listing([3, 1]))
    with qtbot.assertNotEmitted(model.rowsInserted), qtbot.assertNotEmitted(model.layoutChanged):
        model.take(listing([3, 1]))


def test_rows_without_texts_are_pending_and_wanted(model: OrderTableModel, qtbot: QtBot) -> None:
    model.take(listing([3, 1], with_rows=False))
    assert texts(model) == [PENDING, PENDING]
    with qtbot.waitSignal(model.rows_wanted) as wanted:
        model.want(0, 2)
    assert wanted.args == [[3, 1]]
    model.put_rows({3: row(3)})
    with qtbot.waitSignal(model.rows_wanted) as wanted:
        model.want(0, 2)
    assert wanted.args == [[1]]


def test_a_changed_row_is_wanted_again(model: OrderTableModel, qtbot: QtBot) -> None:
    model.take(listing([3, 1]))
    with qtbot.assertNotEmitted(model.rows_wanted):
        model.want(0, 2)
    model.forget((1,))
    with qtbot.waitSignal(model.rows_wanted) as wanted:
        model.want(0, 2)
    assert wanted.args == [[1]]


def test_persistent_places_follow_their_orders(model: OrderTableModel) -> None:
    model.take(listing([1, 2, 3, 4]))
    kept = QPersistentModelIndex(model.index(1, 0))
    gone = QPersistentModelIndex(model.index(3, 0))
    model.take(listing([3, 2, 1]))
    assert kept.row() == 1
    assert kept.data(NUMBER_ROLE) == 2
    assert not gone.isValid()
    model.take(listing([2, 3, 1, 5]))
    assert kept.row() == 0


@pytest.mark.parametrize("together", [3, 1 << 15])
@pytest.mark.parametrize("kept", [2, 40])
def test_orders_are_found_wherever_they_stand(
    monkeypatch: pytest.MonkeyPatch, qapp: object, together: int, kept: int
) -> None:
    monkeypatch.setattr(table, "_TOGETHER", together)
    dice = Random(kept)
    wide = [1 << 8 * byte for byte in range(7)]  # their bytes stand in others across two of them
    before = dice.sample([*wide, *(one * 257 for one in wide), *range(3, 200)], 120)
    after = [*dice.sample(before, 100), 5_000]
    model = OrderTableModel()
    model.take(listing(before, with_rows=False))
    indexes = [QPersistentModelIndex(model.index(place, 0)) for place in range(kept)]
    model.take(listing(after, with_rows=False))
    for place, index in enumerate(indexes):
        number = before[place]
        expected = after.index(number) if number in after else None
        assert model.position(number) == expected
        assert index.row() == (-1 if expected is None else expected)


def test_a_whole_table_is_selected_without_asking_each_row(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    model = OrderTableModel()
    grid = OrderGrid(model)
    qtbot.addWidget(grid)
    model.take(listing(list(range(5_000)), with_rows=False))
    asked: set[int] = set()

    def flags(_self: OrderTableModel, index: QModelIndex) -> Qt.ItemFlag:
        asked.add(index.row())
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    monkeypatch.setattr(OrderTableModel, "flags", flags)
    with qtbot.waitExposed(grid):
        grid.show()
    grid.selectAll()
    grid.grab()
    assert asked
    assert len(asked) < 500


def test_the_cache_is_bounded(qapp: object) -> None:
    model = OrderTableModel()  # the tester would look at every cell after every step
    numbers = list(range(30_000))
    model.take(listing(numbers, with_rows=False))
    for start in range(0, len(numbers), 100):
        model.put_rows({n: row(n) for n in numbers[start : start + 100]})
    kept = sum(text != PENDING for text in texts(model))
    assert 100 <= kept <= 4_200


def test_a_cell_speaks_its_value_and_its_column(model: OrderTableModel) -> None:
    model.take(listing([7]))
    spoken = model.data(
        model.index(0, ROLES.index(Role.TOWN)), int(Qt.ItemDataRole.AccessibleTextRole)
    )
    assert spoken == "town 7, Town"


def click_header(
    grid: OrderGrid, qtbot: QtBot, role: Role, *keys: Qt.KeyboardModifier
) -> tuple[SortKey, ...]:
    """What is wished for; the model then is sorted so, as the page does."""
    header = grid.horizontalHeader()
    x = header.sectionViewportPosition(ROLES.index(role)) + 20
    modifiers = Qt.KeyboardModifier.NoModifier
    for key in keys:
        modifiers |= key
    with qtbot.waitSignal(grid.sort_wanted) as wished:
        qtbot.mouseClick(
            header.viewport(),
            Qt.MouseButton.LeftButton,
            modifiers,
            QPoint(x, header.height() // 2),
        )
    assert wished.args
    model = grid.model()
    assert isinstance(model, OrderTableModel)
    model.show_sorted(wished.args[0])
    return wished.args[0]


def test_a_click_on_the_header_wishes_for_an_order(grid: OrderGrid, qtbot: QtBot) -> None:
    wishes = [click_header(grid, qtbot, Role.ID) for _ in range(3)]
    assert wishes == [(SortKey(Role.ID, down),) for down in (False, True, False)]
    assert click_header(grid, qtbot, Role.REFERENCE) == (SortKey(Role.REFERENCE),)
    assert not grid.selectionModel().hasSelection()


@pytest.mark.parametrize("key", [SHIFT, CTRL])
def test_with_shift_or_ctrl_a_click_adds_turns_and_removes_a_key(
    grid: OrderGrid, qtbot: QtBot, key: Qt.KeyboardModifier
) -> None:
    click_header(grid, qtbot, Role.ID)
    wishes = [click_header(grid, qtbot, Role.REFERENCE, key) for _ in range(3)]
    first, second = SortKey(Role.ID), SortKey(Role.REFERENCE)
    assert wishes[0] == (first, second)
    assert wishes[1] == (first, replace(second, descending=True))
    assert wishes[2] == (first,)


def test_the_header_says_which_key_a_column_is(
    grid: OrderGrid, model: OrderTableModel, qtbot: QtBot
) -> None:
    def said(role: Role, of: Qt.ItemDataRole) -> str:
        return str(model.headerData(ROLES.index(role), Qt.Orientation.Horizontal, int(of)))

    spoken, tip = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
    before = grid.horizontalHeader().grab().toImage()
    model.show_sorted((SortKey(Role.STATE),))
    assert said(Role.STATE, spoken) == "State, sorted ascending"
    one = grid.horizontalHeader().grab().toImage()
    model.show_sorted((SortKey(Role.ID), SortKey(Role.STATE, descending=True)))
    assert said(Role.STATE, spoken) == "State, sorted descending, key 2 of 2"
    assert said(Role.TOWN, spoken) == "Town"
    assert "Shift+click" in said(Role.TOWN, tip)
    two = grid.horizontalHeader().grab().toImage()
    assert before != one != two != before


def test_extras_come_and_go_as_columns(model: OrderTableModel, qtbot: QtBot) -> None:
    model.take(listing([1, 2, 3]))
    model.want(0, 2)
    model.show_extras([Computed.LATE, Path("a.b")])
    assert model.columnCount() == len(ROLES) + 2
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in (-2, -1)] == [None, None]
    last = model.columnCount() - 1
    assert model.headerData(last, Qt.Orientation.Horizontal) == "a.b"
    assert model.data(model.index(0, last)) == PENDING
    assert model.data(model.index(0, 0)) == "id 1"
    with qtbot.waitSignal(model.rows_wanted) as wanted:  # it was not on the screen
        model.want(0, 3)
    assert wanted.args == [[3]]
    extended = row(1)._replace(texts=(*row(1).texts, "5", "value"))
    model.put_rows({1: extended})
    assert model.samples(Path("a.b")) == ("value",)
    model.show_extras([Path("a.b")])
    assert model.columnCount() == len(ROLES) + 1
    assert model.data(model.index(0, len(ROLES))) == "value"
    model.show_extras([])
    assert model.data(model.index(0, 0)) == "id 1"
    assert model.fields == ROLES


def test_a_place_of_numbers_alone_is_a_column_of_numbers(
    model: OrderTableModel, grid: OrderGrid
) -> None:
    model.take(listing([1, 2, 3]))
    model.show_extras([Path("lines.count"), Path("site.floor")])
    last = model.columnCount() - 1

    def at_right() -> list[bool]:
        role, across = int(Qt.ItemDataRole.TextAlignmentRole), Qt.Orientation.Horizontal
        found = []
        for column in (last - 1, last):
            cell, head = model.index(0, column).data(role), model.headerData(column, across, role)
            assert cell == head
            found.append(bool(cell & int(Qt.AlignmentFlag.AlignRight)))
        return found

    def put(number: int, *texts: str) -> None:
        model.put_rows({number: row(number)._replace(texts=(*row(number).texts, *texts))})

    assert at_right() == [False, False]
    put(1, Figure("12"), Figure("3"))
    put(2, "", "")
    assert at_right() == [True, True]
    grid.resize(4_000, 300)
    before = grid.grab().toImage()
    put(3, Figure("1.5"), "003")  # a text of digits: no number
    assert at_right() == [True, False]
    assert grid.grab().toImage() != before
    put(3, Figure("1.5"), Figure("3"))
    assert at_right() == [True, False]  # does not flicker while one scrolls
    model.clear()
    model.take(listing([1], with_rows=False))
    assert at_right() == [False, False]


def test_the_grid_tells_what_it_looks_at_and_where_it_ends(grid: OrderGrid, qtbot: QtBot) -> None:
    model = grid.model()
    assert isinstance(model, OrderTableModel)
    with qtbot.waitSignal(grid.looked):
        model.take(listing(list(range(1000)), with_rows=False))
    with qtbot.waitSignal(grid.end_reached):
        grid.scrollToBottom()
    assert grid.visible_range()[1] == 1000


def test_a_shorter_table_keeps_the_current_row_in_sight(grid: OrderGrid) -> None:
    def in_sight(position: int) -> bool:
        first, last = grid.visible_range()
        line = grid.visualRect(grid.model().index(position, 0))
        return first <= position < last and line.bottom() < grid.viewport().height()

    model = grid.model()
    assert isinstance(model, OrderTableModel)
    model.take(listing(list(range(200))))
    last = 199
    grid.choose(last)
    grid.scrollToBottom()
    assert in_sight(last)
    grid.resize(grid.width(), grid.height() - 90)
    assert in_sight(last)
    grid.choose(0)
    grid.scrollToBottom()
    assert not in_sight(0)
    place = grid.verticalScrollBar().value()
    grid.resize(grid.width(), grid.height() - 30)
    assert grid.verticalScrollBar().value() == place  # what the user does not look at moves nothing


def test_selected_rows_are_painted_in_the_palette_of_the_system(grid: OrderGrid) -> None:
    model = grid.model()
    assert isinstance(model, OrderTableModel)
    model.take(listing([1, 2, 3, 4]))
    grid.choose(1)
    picture = grid.viewport().grab().toImage()
    height = grid.verticalHeader().defaultSectionSize()
    colours = {
        QColor(picture.pixel(QPoint(2, height + 2))).name(),
        QColor(picture.pixel(QPoint(2, 3 * height + 2))).name(),  # as dark as that one was
    }
    assert len(colours) == 2
    assert picture.format() != QImage.Format.Format_Invalid


@pytest.mark.parametrize("dimmed", [QPalette.ColorRole.AlternateBase, QPalette.ColorRole.Base])
def test_a_selected_row_stands_out_in_styles_that_dim_it(
    grid: OrderGrid, dimmed: QPalette.ColorRole, qtbot: QtBot
) -> None:
    model = grid.model()
    assert isinstance(model, OrderTableModel)
    model.take(listing([1, 2, 3, 4, 5]))
    palette, group = grid.palette(), QPalette.ColorGroup.Inactive
    palette.setColor(group, QPalette.ColorRole.Highlight, palette.color(group, dimmed))
    grid.setPalette(palette)
    grid.choose(1 if dimmed is QPalette.ColorRole.AlternateBase else 2)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not grid.isActiveWindow())
    picture = grid.viewport().grab().toImage()
    height = grid.verticalHeader().defaultSectionSize()
    rows = [QColor(picture.pixel(QPoint(2, row * height + 2))).name() for row in range(5)]
    chosen = rows.pop(grid.currentIndex().row())
    assert chosen not in rows


def test_a_column_no_order_has_is_hidden_and_the_id_never_is(grid: OrderGrid) -> None:
    model = grid.model()
    assert isinstance(model, OrderTableModel)
    columns = Columns(grid, model)
    columns.show_found(frozenset({Role.ID, Role.TOWN, Role.STREET}))
    assert Role.TOWN in columns.visible
    assert Role.PROMISED not in columns.visible
    assert Role.STREET not in columns.visible  # rare: there when asked for
    columns.show_found(frozenset(ROLES))
    columns.show(())
    assert columns.visible == [Role.ID]
    assert not grid.isColumnHidden(ROLES.index(Role.ID))


def test_nothing_has_children(model: OrderTableModel) -> None:
    model.take(listing([1]))
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 1


@pytest.mark.parametrize(("key", "expected"), [(Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 2)])
def test_the_first_and_the_last_order_are_a_key_away(
    grid: OrderGrid, qtbot: QtBot, key: Qt.Key, expected: int
) -> None:
    model = grid.model()
    assert isinstance(model, OrderTableModel)
    model.take(listing([1, 2, 3]))
    grid.selectRow(1)
    qtbot.keyClick(grid, key, Qt.KeyboardModifier.ControlModifier)
    assert [index.row() for index in grid.selectionModel().selectedRows()] == [expected]
