"""The chooser of columns: found by name or value, ticked, moved, put back; the table follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from orderviewer.fields.roles import Role
from orderviewer.search.terms import Computed, Path
from orderviewer.ui.columnchooser import ColumnChooser
from orderviewer.ui.columnmodel import EXAMPLES, TITLE, ColumnModel, Entry
from orderviewer.views.columns import DEFAULT
from tests.ui.accessibility import cut_texts, unnamed_controls

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester

    from orderviewer.simulator import Simulator
    from tests.ui.windows import Desk

FLOOR = Path("access.floor")
CHECK = int(Qt.ItemDataRole.CheckStateRole)
ON, OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def model(qtmodeltester: ModelTester, english: object) -> ColumnModel:
    made = ColumnModel()
    qtmodeltester.check(made)
    made.put(
        [
            Entry(Role.ID, ("118204",), shown=True),
            Entry(Role.TOWN, ("Épinal", "Lyon"), shown=True),
            Entry(Computed.LATE),
            Entry(FLOOR, ("3e étage", "RDC")),
        ]
    )
    return made


def titles(model: ColumnModel) -> list[str]:
    return [str(model.index(row, TITLE).data()) for row in range(model.rowCount())]


def test_fields_are_found_by_title_keyword_path_and_value(model: ColumnModel) -> None:
    for wanted, found in (
        ("town", ["Town"]),
        ("ville", ["Town"]),
        ("EPINAL", ["Town"]),
        ("retard", ["Days late"]),
        ("floor", ["access.floor"]),
        ("access rdc", ["access.floor"]),
        ("nothing", []),
        ("", ["Order", "Town", "Days late", "access.floor"]),
    ):
        model.search(wanted)
        assert titles(model) == found, wanted
    model.search("rdc")
    assert model.index(0, EXAMPLES).data() == "RDC · 3e étage"


def test_a_tick_makes_a_column_and_its_row_stays(model: ColumnModel) -> None:
    told: list[tuple[object, ...]] = []
    model.chosen.connect(told.append)
    assert model.setData(model.index(3, TITLE), ON, CHECK)
    assert model.setData(model.index(1, TITLE), OFF, CHECK)
    assert told == [(Role.ID, Role.TOWN, FLOOR), (Role.ID, FLOOR)]
    assert titles(model) == ["Order", "Town", "Days late", "access.floor"]
    assert not model.setData(model.index(0, TITLE), OFF, CHECK), "the number cannot go"
    assert len(told) == 2


def test_rows_are_moved_and_the_columns_follow(model: ColumnModel) -> None:
    told: list[tuple[object, ...]] = []
    model.chosen.connect(told.append)
    assert model.move(1, 0)
    assert told == [(Role.TOWN, Role.ID)]
    assert not model.move(0, 0)
    assert not model.move(0, 1)
    assert not model.move(9, 1)
    data = model.mimeData([model.index(0, TITLE)])
    nowhere = QModelIndex()
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 4, 0, nowhere)
    assert titles(model) == ["Order", "Days late", "access.floor", "Town"]
    model.search("o")
    assert not model.move(0, 2), "what the search hides has a place too"
    assert not model.flags(model.index(0, TITLE)) & Qt.ItemFlag.ItemIsDragEnabled


def test_places_come_later_and_bring_values(model: ColumnModel) -> None:
    model.add([Entry(Path("a.b"), ("1",)), Entry(FLOOR, ("x",)), Entry(Computed.LATE, ("5",))])
    assert titles(model)[-1] == "a.b"
    assert model.index(2, EXAMPLES).data() == "5"
    assert model.index(3, EXAMPLES).data() == "3e étage · RDC"
    spoken = model.index(2, TITLE).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "Days late, for example 5"


@pytest.fixture
def desk(program: Callable[..., Desk], simulator: Callable[..., Simulator]) -> Desk:
    made = program()
    made.show()
    made.open(simulator(orders=60))
    made.until(lambda: made.page.model.rowCount() > 0)
    made.until_quiet()
    return made


def opened(desk: Desk) -> ColumnChooser:
    desk.interior.actions_of_window.choose_columns.trigger()
    desk.until(lambda: desk.page.findChildren(ColumnChooser))
    chooser = desk.page.findChildren(ColumnChooser)[-1]
    desk.until(lambda: any("." in title for title in titles(chooser.model)))
    return chooser


def close(desk: Desk, chooser: ColumnChooser) -> None:
    QTest.keyClick(chooser, Qt.Key.Key_Escape)
    desk.until(lambda: not desk.page.findChildren(ColumnChooser))


def tick(chooser: ColumnChooser, wanted: str, title: str) -> None:
    """By keyboard alone."""
    chooser.box.clear()
    QTest.keyClicks(chooser.box, wanted)
    row = titles(chooser.model).index(title)
    chooser.list.setFocus()
    chooser.list.setCurrentIndex(chooser.model.index(row, TITLE))
    QTest.keyClick(chooser.list, Qt.Key.Key_Space)


def test_any_place_of_the_json_becomes_a_column(desk: Desk) -> None:
    assert desk.interior.actions_of_window.choose_columns.shortcut() == "Ctrl+Shift+K"
    chooser = opened(desk)
    before = len(desk.page.columns.visible)
    place = Path("request.orangeContact.name")
    tick(chooser, "contact name", place.text)
    tick(chooser, "silence", "Days of silence")
    assert desk.page.columns.visible[before:] == [Computed.SILENCE, place]  # as in the list
    close(desk, chooser)
    model = desk.page.model
    desk.until(lambda: "…" not in texts(desk, place) + texts(desk, Computed.SILENCE))
    contacts = [model.index(row, list(Role).index(Role.ORANGE_CONTACT)) for row in range(5)]
    assert texts(desk, place)[:5] == [index.data() for index in contacts]
    assert set(texts(desk, Computed.SILENCE)) == {"0"}
    desk.page.sort_by(())
    again = opened(desk)
    tick(again, "silence", "Days of silence")
    assert desk.page.columns.visible[-1] == place
    close(desk, again)


def texts(desk: Desk, field: object) -> list[str]:
    model = desk.page.model
    at = list(model.fields).index(field)
    first, last = desk.page.grid.visible_range()
    return [str(model.index(row, at).data()) for row in range(first, last)]


def test_columns_are_moved_by_keyboard_and_put_back(desk: Desk) -> None:
    chooser = opened(desk)
    chooser.list.setFocus()
    chooser.list.setCurrentIndex(chooser.model.index_of(Role.STATE))
    QTest.keyClick(chooser.list, Qt.Key.Key_Up, ALT)
    assert desk.page.columns.visible[:2] == [Role.ID, Role.STATE]
    QTest.mouseClick(chooser.up, Qt.MouseButton.LeftButton)
    assert desk.page.columns.visible[:2] == [Role.STATE, Role.ID]
    assert not chooser.up.isEnabled()
    QTest.mouseClick(chooser.default, Qt.MouseButton.LeftButton)
    assert desk.page.columns.wanted == DEFAULT
    close(desk, chooser)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_control_has_a_name_and_no_text_is_cut(desk: Desk, language: str) -> None:
    desk.languages.switch(language)
    chooser = opened(desk)
    assert unnamed_controls(chooser) == []
    desk.until(lambda: cut_texts(chooser) == [])
    close(desk, chooser)


def test_a_field_of_the_tree_becomes_a_column(desk: Desk) -> None:
    desk.page.grid.choose(0)
    desk.page.detail.tabs.setCurrentWidget(desk.page.detail.fields)
    view = desk.page.detail.fields.view
    tree = desk.page.detail.fields.model
    desk.until(lambda: tree.tree.at(["request", "status"]))
    number = tree.tree.at(["request", "status"])
    assert number
    view.setCurrentIndex(tree.place(number))
    entry = next(one for one in view.actions() if one.text() == "&Make a column of this")
    entry.trigger()
    place = Path("request.status")
    assert desk.page.columns.visible[-1] == place
    desk.until(lambda: "…" not in texts(desk, place))
    state = list(Role).index(Role.STATE)
    shown = [desk.page.model.index(row, state).data() for row in range(5)]
    assert texts(desk, place)[:5] == shown
    desk.page.grid.setCurrentIndex(desk.page.model.index(0, len(desk.page.model.fields) - 1))
    desk.interior.actions_of_window.only_this.trigger()
    assert desk.page.search_bar.box.text().startswith("request.status=")
    desk.until(lambda: not desk.feed.listing.busy and set(texts(desk, place)) == {shown[0]})
