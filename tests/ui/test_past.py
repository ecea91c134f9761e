"""The whole table as on another day, in the window."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from orderviewer.export.csv import Dialect
from orderviewer.feed.demo import live_through
from orderviewer.feed.detail import DetailState
from orderviewer.feed.exporting import ExportPlan
from orderviewer.fields.roles import Role
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Scope
from orderviewer.simulator.world import World
from tests.ui.accessibility import cut_texts, unnamed_controls
from tests.ui.windows import Desk, live_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from orderviewer.simulator import Simulator

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_as_of_now_is_the_live_table(tmp_path: Path) -> None:
    world = World(200, today=date(2026, 1, 5), day=90)
    live_through(tmp_path / "orders.db", world, "fr")
    store = Store.open(tmp_path / "orders.db")
    try:
        now = datetime.now(UTC) + timedelta(days=3650)
        for scope in Scope:
            live, then = Query(scope), Query(scope, as_of=now)
            numbers = store.numbers(live)
            assert store.table(then).numbers(then) == numbers
            assert store.table(then).rows(numbers) == store.rows(numbers)
            assert store.table(then).count(then) == store.count(live)
            assert store.table(then).facet(then, Role.STATE) == store.facet(live, Role.STATE)
            assert list(store.stream_raw(then)) == list(store.stream_raw(live))
            roles = list(Role)
            assert list(store.stream_texts(then, roles)) == list(store.stream_texts(live, roles))
        assert store.table(Query(Scope.ALL, as_of=now)).counts() == store.counts()
    finally:
        store.close()


@pytest.fixture
def desk(program: Callable[[], Desk], simulator: Callable[..., Simulator]) -> Desk:
    """A window on orders that were read twice today; `desk.then` is the first moment."""
    made = program()
    service = simulator(orders=60)
    made.before = {str(one) for one in service.world.ids(Scope.CURRENT)}  # type: ignore[attr-defined]
    made.show()
    live_on(made, service, days=40)
    made.after = {str(one) for one in service.world.ids(Scope.CURRENT)}  # type: ignore[attr-defined]
    return made


def first_sync(desk: Desk) -> datetime:
    """When all orders had been read for the first time."""
    store = Store.open(desk.feed.session.store_file, read_only=True)  # type: ignore[union-attr]
    try:
        return store.history.synced()[1]
    finally:
        store.close()


def test_the_ribbon_says_which_day_and_leads_back(desk: Desk) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_D, KEYS)
    what_was, actions = desk.interior.what_was, desk.interior.actions_of_window
    desk.until(lambda: what_was.ribbon and what_was.ribbon.isVisible())
    ribbon = what_was.ribbon
    assert ribbon is not None
    assert ribbon.days.hasFocus()
    assert unnamed_controls(ribbon) == []
    desk.until(lambda: cut_texts(ribbon) == [])
    assert what_was.menu.past.isChecked()
    assert not actions.refresh.isEnabled()
    assert "another day" in actions.refresh.toolTip()
    desk.until_rows(len(desk.after))  # type: ignore[attr-defined]
    assert set(desk.column(Role.ID)) == desk.after  # type: ignore[attr-defined]
    assert not any(desk.page.model.is_unseen(at) for at in range(desk.page.model.rowCount()))
    ribbon.back.click()
    desk.until(lambda: not ribbon.isVisible())
    assert actions.refresh.isEnabled()
    assert desk.page.query == Query(Scope.CURRENT)
    desk.until_rows(len(desk.after))  # type: ignore[attr-defined]
    assert desk.page.grid.hasFocus()


def test_list_search_and_detail_are_of_that_day(desk: Desk) -> None:
    when = first_sync(desk)
    desk.interior.what_was.go_to(when)
    before = desk.before  # type: ignore[attr-defined]
    desk.until_rows(len(before))
    assert set(desk.column(Role.ID)) == before
    desk.until(lambda: desk.button("Current").text() == f"Current ({len(before)})")
    gone = sorted(before - desk.after)[0]  # type: ignore[attr-defined]
    desk.page.search_bar.box.setText(f"order:{gone}")
    desk.until_rows(1)
    desk.page.grid.choose(0)
    desk.until(lambda: desk.page.detail.note.state is DetailState.PAST)
    assert desk.page.detail.header.title.text() == gone
    assert "Current" in desk.page.detail.header.age.text()
    desk.interior.what_was.go_to(None)
    desk.until_rows(0)


def test_the_file_is_of_that_day(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    query = Query(Scope.CURRENT, as_of=first_sync(desk))
    target = tmp_path / "orders.csv"
    columns = ((Role.ID, "Order"),)
    plan = ExportPlan(
        query=query,
        numbers=None,
        fetch_missing=False,
        columns=columns,
        dialect=Dialect.RFC4180,
        target=target,
    )
    with qtbot.waitSignal(desk.feed.export.finished):
        desk.feed.export.start(plan)
    lines = target.read_text(encoding="utf-8").split()[1:]
    assert {line.strip('"') for line in lines} == desk.before  # type: ignore[attr-defined]
