"""The inbox of all changes: lines, filters, what is seen, what arrives meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from orderviewer.feed.changes import Entry, InboxPage, Sieve
from orderviewer.fields.values import DateStyle
from orderviewer.local.records import Change, Event, EventKind
from orderviewer.ui.inbox import Inbox
from orderviewer.ui.inboxmodel import AFTER, BEFORE, CHANGE, ORDER, WHAT, InboxModel
from tests.ui.accessibility import cut_texts, unnamed_controls
from tests.ui.windows import Desk, live_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester

    from orderviewer.simulator import Simulator

MORNING = datetime(2026, 3, 12, 7, 30, tzinfo=UTC)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
CTRL = Qt.KeyboardModifier.ControlModifier


def entry(number: int, change: Change, *, seen: bool = False, order: int | None = 7) -> Entry:
    key = "" if order is None else f"1182{order}"
    orders = 1 if order else 1200
    after = MORNING + timedelta(hours=1)
    return Entry(Event(number, order, key, change, MORNING, after, seen, orders), "PO-1")


def page(*entries: Entry, before: int | None = None, last: bool = True) -> InboxPage:
    return InboxPage(Sieve(), before, entries, last)


STATE = Change(EventKind.STATE_CHANGED, "", "Study", "Production")
SCHEMA = Change(EventKind.SCHEMA_CHANGED, after="site.floor")


@pytest.fixture
def model(english: object, qtmodeltester: ModelTester) -> InboxModel:
    made = InboxModel(DateStyle())
    qtmodeltester.check(made)
    return made


def test_a_line_says_which_order_what_and_between_which_looks(model: InboxModel) -> None:
    model.put(page(entry(9, STATE), entry(8, SCHEMA, order=None, seen=True)))
    shown = [[str(model.index(row, column).data()) for column in range(5)] for row in range(2)]
    assert shown[0][AFTER] == "● 12/03/2026 09:30"
    assert shown[0][BEFORE] == "12/03/2026 08:30"
    assert shown[0][ORDER] == "11827"
    assert shown[0][WHAT] == "State changed"
    assert shown[0][CHANGE] == "Study → Production"
    assert shown[1][ORDER] == "1,200 orders"
    assert shown[1][AFTER] == "12/03/2026 09:30"
    assert model.index(0, WHAT).data(SPOKEN) == "State changed, What happened, not seen"
    assert model.index(1, ORDER).data(SPOKEN) == "1,200 orders, Order"
    assert model.index(0, 0).data(Qt.ItemDataRole.FontRole).bold()


def test_older_lines_come_when_they_are_scrolled_to(model: InboxModel) -> None:
    wanted: list[int] = []
    model.more_wanted.connect(wanted.append)
    model.put(page(entry(9, STATE), entry(8, STATE), last=False))
    root = QModelIndex()
    model.fetchMore(root)
    model.fetchMore(root)
    assert wanted == [8]  # asked once, also by the tester
    model.put(page(entry(3, STATE), before=5))  # the answer to another list
    assert model.rowCount() == 2
    model.put(page(entry(7, STATE), before=8))
    assert [model.entry(row).event.event for row in range(3)] == [9, 8, 7]
    assert not model.canFetchMore(root)


def test_what_is_marked_stays_in_its_place(model: InboxModel) -> None:
    model.put(page(entry(9, STATE), entry(8, STATE, order=6), entry(7, STATE, order=6)))
    model.note_seen([9], None, 9)
    assert [model.entry(row).event.seen for row in range(3)] == [True, False, False]
    model.note_seen(None, [6], 7)  # one came after what was told
    assert [model.entry(row).event.seen for row in range(3)] == [True, False, True]
    model.note_seen(None, None, 9)
    assert all(model.entry(row).event.seen for row in range(3))
    assert replace(model.entry(0).event, seen=False) == entry(9, STATE).event


@pytest.fixture
def desk(program: Callable[[], Desk], simulator: Callable[..., Simulator]) -> Desk:
    """A window whose orders have lived for some days; its service is `desk.service`."""
    made = program()
    made.service = simulator(orders=60)  # type: ignore[attr-defined]
    made.show()
    live_on(made, made.service, days=20)  # type: ignore[attr-defined]
    return made


def opened(desk: Desk) -> Inbox:
    QTest.keyClick(desk.window, Qt.Key.Key_F7)
    inbox = desk.interior.what_was.inbox
    assert inbox is not None
    desk.until(inbox.model.rowCount)
    return inbox


def test_the_sidebar_counts_and_leads_there_and_back(desk: Desk) -> None:
    button, changes = desk.interior.what_was.button, desk.feed.changes.marks.changes
    assert button.text() == f"&Changes ({changes})"
    inbox = opened(desk)
    assert button.isChecked()
    assert not desk.page.grid.isVisible()
    assert not desk.page.search_bar.isVisible()
    assert inbox.list.hasFocus()
    assert unnamed_controls(inbox) == []
    desk.until(lambda: cut_texts(inbox) == [])
    QTest.keyClick(inbox.list, Qt.Key.Key_Escape)
    assert desk.page.grid.isVisible()
    assert desk.page.grid.hasFocus()
    assert not button.isChecked()
    button.click()
    assert inbox.isVisible()
    desk.click("Closed")  # another list of orders
    assert desk.page.grid.isVisible()


def test_a_line_shows_its_order_and_m_marks_it(desk: Desk) -> None:
    inbox = opened(desk)
    inbox.list.selectRow(0)
    event = inbox.model.entry(0).event
    assert event.number is not None
    desk.until(lambda: desk.page.detail.header.title.text() == event.key)
    before = desk.feed.changes.marks.changes
    QTest.keyClick(inbox.list, Qt.Key.Key_M)
    desk.until(lambda: desk.feed.changes.marks.changes == before - 1)
    assert inbox.model.entry(0).event.seen
    QTest.keyClick(inbox.list, Qt.Key.Key_C, CTRL)
    assert event.key in QGuiApplication.clipboard().text()
    inbox.table.trigger()
    desk.until_rows(1)
    assert desk.page.grid.isVisible()


def test_what_the_table_loses_behind_it_takes_no_order_away(desk: Desk) -> None:
    desk.page.search_bar.box.setText("unseen>0")
    desk.until(lambda: not desk.feed.listing.busy and desk.page.model.rowCount())
    desk.page.grid.choose(0)
    inbox = opened(desk)
    shown = desk.page.selection.current
    row = next(at for at, one in enumerate(events(inbox)) if one.number not in {None, shown})
    inbox.list.selectRow(row)
    key = inbox.model.entry(row).event.key
    desk.until(lambda: desk.page.detail.header.title.text() == key)
    inbox.everything.click()
    desk.until(lambda: not desk.page.model.rowCount())
    assert desk.page.detail.header.title.text() == key
    assert desk.page.selection.current is not None
    QTest.keyClick(inbox.list, Qt.Key.Key_Escape)
    desk.until(lambda: desk.page.selection.current is None)


def test_filters_leave_what_they_say(desk: Desk) -> None:
    inbox = opened(desk)
    kind = inbox.model.entry(0).event.change.kind
    inbox.kinds.setCurrentIndex(inbox.kinds.findData(str(kind)))
    inbox.kinds.activated.emit(inbox.kinds.currentIndex())
    desk.until(lambda: all(one.change.kind is kind for one in events(inbox)))
    inbox.kinds.setCurrentIndex(0)
    inbox.kinds.activated.emit(0)
    desk.until(lambda: len({one.change.kind for one in events(inbox)}) > 1)
    key = inbox.model.entry(3).event.key
    inbox.order.setText(key)
    desk.until(lambda: {one.key for one in events(inbox)} == {key})
    inbox.everything.click()
    desk.until(lambda: not desk.feed.changes.marks.changes)
    assert all(one.seen for one in events(inbox))  # they stay until the filter is used again
    inbox.order.clear()
    inbox.unseen.click()
    desk.until(lambda: not inbox.model.rowCount())
    assert inbox.nothing.text() == "You have seen every change."
    assert not inbox.everything.isEnabled()


def test_new_changes_wait_until_they_are_wanted(desk: Desk) -> None:
    inbox = opened(desk)
    inbox.list.selectRow(2)
    event = inbox.model.entry(2).event
    desk.service.world.step_to(40)  # type: ignore[attr-defined]
    desk.page.refresh()
    desk.until(inbox.arrived.isVisible)
    assert "new change" in inbox.arrived.text()
    assert inbox.model.entry(2).event == event
    inbox.arrived.click()
    desk.until(lambda: inbox.model.entry(0).event.event > event.event)
    assert not inbox.arrived.isVisible()


def test_it_speaks_french_at_once(desk: Desk) -> None:
    inbox = opened(desk)
    desk.interior.commands.language_wanted.emit("fr")
    desk.until(lambda: inbox.unseen.text() == "&Non vus seulement")
    assert inbox.model.headerData(WHAT) == "Ce qui est arrivé"
    assert inbox.kinds.itemText(0) == "Toute nature de changement"
    desk.until(lambda: cut_texts(inbox) == [])


def events(inbox: Inbox) -> list[Event]:
    return [inbox.model.entry(row).event for row in range(inbox.model.rowCount())]
