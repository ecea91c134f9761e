"""The columns of the table: chosen by menu, dragged, sorted by, and told to those who keep them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from orderviewer.feed.rows import ROLES
from orderviewer.fields.roles import Role
from orderviewer.local.query import SortKey
from orderviewer.search.terms import Computed, Path
from orderviewer.ui.columns import Columns
from orderviewer.ui.grid import OrderGrid
from orderviewer.ui.table import OrderTableModel
from orderviewer.views.columns import DEFAULT, FIRST

PLACE = Path("access.floor")


@pytest.fixture
def model(qapp: object) -> OrderTableModel:
    return OrderTableModel()


@pytest.fixture
def grid(model: OrderTableModel, qtbot: QtBot) -> OrderGrid:
    made = OrderGrid(model)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def columns(grid: OrderGrid, model: OrderTableModel) -> Columns:
    made = Columns(grid, model)
    made.sort_wanted.connect(model.show_sorted)
    return made


def trigger(menu: QMenu, data: object) -> None:
    next(action for action in menu.actions() if action.data() == str(data)).trigger()


def test_an_entry_of_the_menu_hides_and_shows_its_column(
    columns: Columns, grid: OrderGrid, qtbot: QtBot
) -> None:
    columns.show_found(frozenset({Role.SITE}))
    menu = QMenu(grid)
    at = ROLES.index(Role.SITE)
    assert not grid.isColumnHidden(at)
    columns.fill(menu)
    with qtbot.waitSignal(columns.changed) as hidden:
        trigger(menu, Role.SITE)
    assert grid.isColumnHidden(at)
    assert hidden.args == [tuple(field for field in DEFAULT if field is not Role.SITE)]
    columns.fill(menu)
    with qtbot.waitSignal(columns.changed):
        trigger(menu, Role.SITE)
    assert not grid.isColumnHidden(at)
    assert columns.visible[-1] is Role.SITE


def test_the_menu_of_sorting_adds_turns_and_removes_keys(
    columns: Columns, grid: OrderGrid, model: OrderTableModel
) -> None:
    columns.show_found(frozenset(ROLES))
    menu = QMenu(grid)
    wishes = []
    for role in (Role.TOWN, Role.SITE, Role.SITE, Role.TOWN, Role.TOWN):
        columns.fill_sorting(menu)
        trigger(menu, role)
        wishes.append(model.sorted_by)
    town, site = SortKey(Role.TOWN), SortKey(Role.SITE)
    town_down, site_down = (SortKey(role, descending=True) for role in (Role.TOWN, Role.SITE))
    assert wishes == [
        (town,),
        (town, site),
        (town, site_down),
        (town_down, site_down),
        (site_down,),
    ]
    columns.fill_sorting(menu)
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["Site, sorted descending"]
    menu.actions()[-1].trigger()
    assert model.sorted_by == ()


def test_a_key_whose_column_is_hidden_can_be_taken_away(
    columns: Columns, grid: OrderGrid, model: OrderTableModel
) -> None:
    model.show_sorted((SortKey(Computed.SILENCE, descending=True),))
    menu = QMenu(grid)
    columns.fill_sorting(menu)
    trigger(menu, Computed.SILENCE)
    assert model.sorted_by == ()


def test_the_menu_of_a_header_sorts_and_hides(
    columns: Columns, grid: OrderGrid, model: OrderTableModel
) -> None:
    columns.show_found(frozenset(ROLES))

    def enabled(role: Role) -> dict[str, object]:
        actions = columns.header_menu(role).actions()
        return {one.text().replace("&", ""): one for one in actions if one.isEnabled()}

    assert "Sort by this column too" not in enabled(Role.TOWN)
    enabled(Role.TOWN)["Sort descending"].trigger()  # type: ignore[attr-defined]
    assert model.sorted_by == (SortKey(Role.TOWN, descending=True),)
    enabled(Role.SITE)["Sort by this column too"].trigger()  # type: ignore[attr-defined]
    assert model.sorted_by == (SortKey(Role.TOWN, descending=True), SortKey(Role.SITE))
    enabled(Role.TOWN)["Remove from the sort keys"].trigger()  # type: ignore[attr-defined]
    assert model.sorted_by == (SortKey(Role.SITE),)
    enabled(Role.TOWN)["Hide this column"].trigger()  # type: ignore[attr-defined]
    assert Role.TOWN not in columns.visible
    assert "Hide this column" not in enabled(Role.ID)


def test_what_a_manager_looks_for_stands_first(columns: Columns) -> None:
    columns.show_found(frozenset(ROLES))
    assert columns.visible[: len(FIRST)] == list(FIRST)


def test_a_dragged_column_stays_where_it_was_put(columns: Columns, grid: OrderGrid) -> None:
    columns.show_found(frozenset({Role.SITE, Role.TOWN}))
    told: list[tuple[object, ...]] = []
    columns.changed.connect(told.append)
    header = grid.horizontalHeader()
    header.moveSection(header.visualIndex(ROLES.index(Role.TOWN)), 0)
    assert told == [columns.wanted]
    assert columns.visible[:2] == [Role.TOWN, Role.ID]
    assert set(columns.wanted) == set(DEFAULT), "a column the data lacks was forgotten"
    columns.show_found(frozenset(ROLES))
    assert columns.visible[:3] == [Role.TOWN, Role.PROMISED, Role.APPOINTMENT]


def test_any_place_can_be_a_column_and_the_rows_are_told(
    columns: Columns, grid: OrderGrid, model: OrderTableModel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(columns.extras_changed) as extras:
        columns.choose((Role.ID, PLACE, Computed.LATE, Role.STATE))
    assert extras.args == [(PLACE, Computed.LATE)]
    assert columns.visible == [Role.ID, PLACE, Computed.LATE, Role.STATE]
    header = grid.horizontalHeader()
    shown = [header.logicalIndex(at) for at in range(4)]
    assert [model.fields[at] for at in shown] == columns.visible
    header.resizeSection(model.fields.index(PLACE), 123)
    columns.remove(PLACE)
    assert model.extras == (Computed.LATE,)
    columns.add(PLACE)
    assert grid.columnWidth(model.fields.index(PLACE)) == 123
    assert columns.widths == {PLACE: 123}
    columns.reset()
    assert columns.wanted == DEFAULT
    assert model.extras == ()
    assert columns.widths == {}
