"""The columns menu: what is ticked is shown, what is not is hidden and told."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from orderviewer.feed.rows import ROLES
from orderviewer.fields.roles import Role
from orderviewer.ui.columns import FIRST, RARE, Columns
from orderviewer.ui.grid import OrderGrid
from orderviewer.ui.table import OrderTableModel


@pytest.fixture
def grid(qtbot: QtBot) -> OrderGrid:
    made = OrderGrid(OrderTableModel())
    qtbot.addWidget(made)
    return made


def test_an_entry_of_the_menu_hides_and_shows_its_column(grid: OrderGrid, qtbot: QtBot) -> None:
    columns = Columns(grid, None)
    columns.show_found(frozenset({Role.SITE}))
    menu = QMenu(grid)
    columns.fill(menu)
    entry = next(action for action in menu.actions() if action.data() == str(Role.SITE))
    at = ROLES.index(Role.SITE)
    assert not grid.isColumnHidden(at)

    with qtbot.waitSignal(columns.hidden_changed) as hidden:
        entry.trigger()
    assert grid.isColumnHidden(at)
    assert hidden.args == [RARE | {Role.SITE}]

    with qtbot.waitSignal(columns.hidden_changed) as shown:
        entry.trigger()
    assert not grid.isColumnHidden(at)
    assert shown.args == [RARE]


def test_sorting_by_menu_turns_round_the_second_time(qtbot: QtBot) -> None:
    model = OrderTableModel()
    grid = OrderGrid(model)
    qtbot.addWidget(grid)
    columns = Columns(grid, None)
    columns.show_found(frozenset(ROLES))
    menu = QMenu(grid)
    wishes: list[tuple[object, bool]] = []
    model.sort_wanted.connect(lambda role, down: wishes.append((role, down)))
    for _ in range(2):
        columns.fill_sorting(menu)
        next(a for a in menu.actions() if a.data() == str(Role.TOWN)).trigger()
    assert wishes == [(Role.TOWN, False), (Role.TOWN, True)]
    columns.fill_sorting(menu)
    assert [a.data() for a in menu.actions() if a.isChecked()] == [str(Role.TOWN)]


def test_what_a_manager_looks_for_stands_first(qtbot: QtBot) -> None:
    grid = OrderGrid(OrderTableModel())
    qtbot.addWidget(grid)
    columns = Columns(grid, None)
    columns.size_first()
    columns.show_found(frozenset(ROLES))
    assert columns.visible[: len(FIRST)] == list(FIRST)
