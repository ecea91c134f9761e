"""Columns and order in the real window: rows follow, views keep theirs, files have the same."""

from __future__ import annotations

import csv
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from orderviewer.export.csv import Dialect
from orderviewer.feed.exporting import ExportPlan
from orderviewer.feed.rows import ROLES
from orderviewer.fields.roles import Role
from orderviewer.fields.values import sort_key
from orderviewer.local.query import Query, SortKey
from orderviewer.local.store import Store
from orderviewer.search.terms import Computed, Path
from orderviewer.ui.titles import field_title
from orderviewer.views.columns import DEFAULT
from orderviewer.views.view import BUILT_IN, View

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path as File

    from orderviewer.search.terms import Field
    from orderviewer.simulator import Simulator
    from tests.ui.windows import Desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLACE = Path("request.status")
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def service(simulator: Callable[..., Simulator]) -> Simulator:
    return simulator(orders=120)


@pytest.fixture
def desk(program: Callable[..., Desk], service: Simulator) -> Desk:
    made = program()
    made.show()
    return loaded(made, service)


def loaded(made: Desk, service: Simulator) -> Desk:
    made.open(service, page_size=100)
    made.until(lambda: made.page.model.rowCount() > 0)
    made.page.load_all()
    made.until(lambda: made.feed.crawl.complete(made.page.query.scope))
    made.until_quiet()
    made.until(lambda: not made.feed.views.busy)
    return made


def click_heading(desk: Desk, role: Role, keys: Qt.KeyboardModifier) -> None:
    header, at = desk.page.grid.horizontalHeader(), ROLES.index(role)
    desk.page.grid.scrollTo(desk.page.model.index(0, at))
    place = header.sectionViewportPosition(at) + header.sectionSize(at) // 2
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, keys, QPoint(place, header.height() // 2)
    )


def texts(desk: Desk, *fields: Field) -> list[tuple[str, ...]]:
    """Of every row, all read at one moment: the list may change by what arrives."""
    model, found = desk.page.model, []
    columns = [model.fields.index(field) for field in fields]

    def are_there() -> bool:
        rows = range(model.rowCount())
        model.want(0, len(rows))
        found[:] = [tuple(str(model.index(row, at).data()) for at in columns) for row in rows]
        return not desk.feed.listing.busy and not any("…" in line for line in found)

    desk.until(are_there)
    return found


def test_rows_follow_every_key_of_the_header(desk: Desk) -> None:
    click_heading(desk, Role.STATE, PLAIN)
    click_heading(desk, Role.TOWN, SHIFT)
    click_heading(desk, Role.TOWN, CTRL)
    assert desk.page.query.sort_keys == (SortKey(Role.STATE), SortKey(Role.TOWN, descending=True))
    pairs = texts(desk, Role.STATE, Role.TOWN)
    assert len({state for state, _ in pairs}) > 2
    for (state, town), (next_state, next_town) in pairwise(pairs):
        first, then = (sort_key(Role.STATE.kind, one) for one in (state, next_state))
        assert first <= then
        if first == then and next_town:
            assert sort_key(Role.TOWN.kind, town) >= sort_key(Role.TOWN.kind, next_town)
    click_heading(desk, Role.STATE, CTRL)
    click_heading(desk, Role.STATE, SHIFT)
    assert desk.page.query.sort_keys == (SortKey(Role.TOWN, descending=True),)
    desk.interior.actions_of_window.default_order.trigger()
    assert desk.page.query.sort_keys == ()


def choose(desk: Desk, view: View) -> None:
    desk.interior.sidebar.chosen.emit(view)
    desk.until_quiet()


def kept(desk: Desk, name: str) -> View:
    return next(view for view in desk.feed.views.own if view.name == name)


def test_views_keep_their_columns_and_order_by_themselves(
    desk: Desk, program: Callable[..., Desk], service: Simulator
) -> None:
    columns, sidebar = desk.page.columns, desk.interior.sidebar
    sidebar.save_wanted.emit("Mine")
    columns.choose((Role.ID, PLACE, Computed.LATE))
    desk.page.sort_by((SortKey(Computed.LATE, descending=True), SortKey(PLACE)))
    assert kept(desk, "Mine").columns == (Role.ID, PLACE, Computed.LATE)
    assert kept(desk, "Mine").sort == (("late", True), ("request.status", False))
    overdue = next(view for view in BUILT_IN if view.name == "overdue")
    choose(desk, overdue)
    assert columns.wanted == DEFAULT
    assert desk.page.query.sort_keys == (SortKey(Role.PROMISED),)
    columns.choose((*DEFAULT, Computed.SLIP))
    choose(desk, BUILT_IN[0])
    assert desk.page.query.sort_keys == (), "the order of a view is not the table's own"
    assert columns.wanted == (*DEFAULT, Computed.SLIP)
    choose(desk, kept(desk, "Mine"))
    assert columns.wanted == (Role.ID, PLACE, Computed.LATE)
    assert all(place == state for place, state in texts(desk, PLACE, Role.STATE))
    again = program()
    again.show()
    assert again.page.columns.wanted == (*DEFAULT, Computed.SLIP)
    loaded(again, service)
    choose(again, kept(again, "Mine"))
    assert again.page.columns.wanted == (Role.ID, PLACE, Computed.LATE)
    assert again.page.model.sorted_by[0] == SortKey(Computed.LATE, descending=True)


def test_a_file_has_the_columns_and_the_order_of_the_table(desk: Desk, tmp_path: File) -> None:
    desk.page.columns.choose((PLACE, Role.ID, Computed.LATE, Computed.SILENCE))
    desk.page.sort_by((SortKey(Computed.LATE, descending=True), SortKey(Role.ID)))
    desk.until_quiet()
    shown = texts(desk, *desk.page.columns.visible)
    titled = tuple((field, field_title(field)) for field in desk.page.columns.visible)
    plan = ExportPlan(
        query=desk.page.query,
        numbers=None,
        fetch_missing=False,
        columns=titled,
        dialect=Dialect.RFC4180,
        target=tmp_path / "orders.csv",
    )
    with desk.qtbot.waitSignal(desk.feed.export.finished):
        desk.feed.export.start(plan)
    header, *lines = csv.reader(plan.target.read_text("utf-8-sig").splitlines())
    assert header == [title for _, title in titled]
    assert [tuple(line) for line in lines] == shown
    desk.page.grid.selectAll()
    with desk.qtbot.waitSignal(desk.feed.listing.copied) as copied:
        desk.page.selection.copy(titles=False)
    assert copied.args
    assert [tuple(line.split("\t")) for line in copied.args[0].text.split("\n")] == shown


@pytest.mark.parametrize("view", BUILT_IN, ids=lambda view: view.name)
def test_each_built_in_view_shows_its_orders(desk: Desk, view: View) -> None:
    choose(desk, view)
    assert desk.interior.sidebar.selected == view
    assert desk.page.query.scope is view.scope
    box = desk.page.search_bar.box.text()
    assert bool(box) is bool(view.text)
    expected = desk.feed.views.query_of(view)
    desk.until(lambda: desk.feed.listing.query.terms == expected.terms)
    desk.until_quiet()
    count = desk.page.model.rowCount()
    asked = Query(expected.scope, terms=expected.terms)
    session = desk.feed.session
    assert session
    store = Store.open(session.store_file, read_only=True)
    assert count == len(store.numbers(asked))
    store.close()
    if view.name == "overdue":
        desk.page.columns.add(Computed.LATE)
        assert count > 0
        assert all(int(days) > 0 for (days,) in texts(desk, Computed.LATE))
