"""The file of the orders seen from the window: orders forgotten or erased, damaged, newer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from orderviewer.fields.roles import Role
from orderviewer.local.backups import back_up, read_backups
from orderviewer.local.database import PAGE_BYTES
from orderviewer.local.migrations import VERSION
from orderviewer.order import Cause, Scope, StoreDamaged
from orderviewer.simulator import Simulator
from orderviewer.ui.restoring import RestoreDialog
from tests.ui.accessibility import cut_texts, unnamed_controls
from tests.ui.windows import Desk

Program = Callable[[], Desk]
Service = Callable[..., Simulator]


def whole(program: Program, service: Simulator) -> Desk:
    """The window with every order of the service, all of them on the list."""
    desk = program()
    desk.show()
    desk.open(service)
    desk.until(lambda: desk.feed.session and desk.feed.session.connected)
    desk.page.refresh()
    desk.until(lambda: desk.feed.crawl.whole(Scope.ALL))
    desk.click("All")
    desk.until_rows(len(service.world.ids(Scope.ALL)))
    desk.until_quiet()
    return desk


def answer(desk: Desk, button: str) -> str:
    """Presses a button of the question on the screen; what was asked."""
    desk.until(lambda: desk.window.findChildren(QMessageBox))
    box = desk.window.findChildren(QMessageBox)[-1]
    asked = f"{box.text()} {box.informativeText()}"
    named = {one.text().replace("&", ""): one for one in box.findChildren(QAbstractButton)}
    QTest.mouseClick(named[button], Qt.MouseButton.LeftButton)
    desk.until(lambda: not desk.window.findChildren(QMessageBox))
    return asked


def months_action(desk: Desk, months: int) -> QAction:
    actions = desk.interior.forgetting.menu.actions()
    return next(one for one in actions if one.data() == months)


def store_file(desk: Desk) -> Path:
    assert desk.feed.session
    return desk.feed.session.store_file


def test_a_forgotten_order_leaves_the_table_and_does_not_come_back(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=30)
    desk = whole(program, service)
    forget = desk.interior.actions_of_window.forget_orders
    desk.page.selection.clear()  # a table that is entered before its rows come chooses the first
    assert not forget.isEnabled()
    desk.page.grid.choose(4)
    key = desk.column(Role.ID)[4]
    assert [forget] in desk.interior.actions_of_window.row_menu()
    forget.trigger()
    reference = desk.column(Role.REFERENCE)[4]
    asked = answer(desk, "Cancel")
    assert f"Forget order {key}" in asked
    assert reference in asked
    desk.page.grid.selectAll()
    forget.trigger()
    asked = answer(desk, "Cancel")
    assert "Forget 30 orders?" in asked
    assert all(one in asked for one in desk.column(Role.ID)[:5])
    assert "and 25 more" in asked
    desk.page.grid.choose(4)
    assert desk.page.model.rowCount() == 30
    forget.trigger()
    answer(desk, "Forget")
    desk.until_rows(29)
    desk.until(lambda: desk.reads("1 order was removed from this computer."))
    assert key not in desk.column(Role.ID)
    desk.until(lambda: desk.feed.session and desk.feed.session.connected)
    desk.page.refresh()
    desk.until(lambda: desk.feed.crawl.whole(Scope.ALL))
    desk.until_quiet()
    assert desk.page.model.rowCount() == 29
    assert not forget.isEnabled()


def test_old_closed_orders_are_removed_once_the_user_knows_how_many(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=60)
    desk = whole(program, service)
    months_action(desk, 6).trigger()
    asked = answer(desk, "Cancel")
    assert "Keep closed orders for 6 months only?" in asked
    assert months_action(desk, 0).isChecked()
    assert desk.layout.keep_months == 0
    months_action(desk, 6).trigger()
    count = int(answer(desk, "Remove").split("? ")[1].split(" ")[0])
    assert 0 < count < 60
    desk.until_rows(60 - count)
    desk.until(lambda: desk.reads("Closed orders are kept for 6 months."))
    assert months_action(desk, 6).isChecked()
    desk.until(lambda: desk.feed.session and desk.feed.session.connected)
    months_action(desk, 0).trigger()  # keeping them longer needs no question
    desk.until(lambda: desk.layout.keep_months == 0)
    desk.page.refresh()
    desk.until_rows(60)


def test_orders_that_got_too_old_are_removed_at_the_next_start(
    program: Program, simulator: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orderviewer.feed.keeping.IDLE_SECONDS", 0.01)
    service = simulator(orders=60)
    desk = whole(program, service)
    desk.layout.keep_months = 6
    desk = program()
    desk.show()
    desk.open(service)
    desk.until(lambda: desk.feed.session and desk.feed.session.connected)
    with closing(sqlite3.connect(store_file(desk))) as raw:
        marked = "SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'expired')"
        desk.until(lambda: raw.execute(marked).fetchone() == (1,))
    desk.until_quiet()
    desk = program()
    desk.show()
    desk.open(service)
    desk.until(lambda: desk.reads("Closed orders are kept for 6 months."))


def test_erased_orders_are_gone_until_the_user_wants_them_again(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=30)
    desk = whole(program, service)
    desk.interior.actions_of_window.erase.trigger()
    asked = answer(desk, "Erase")
    assert "Forget the stored credentials" in asked
    desk.until(lambda: desk.page.model.rowCount() == 0)
    desk.until(lambda: desk.reads("The orders of this connection were erased"))
    assert not desk.page.banner.isVisible(), "it is said once, in the place of the rows"
    file = store_file(desk)
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT count(*) FROM orders").fetchone() == (0,)
    service.requests.clear()
    desk.page.refresh()
    assert not list(service.requests), "nothing is read again unasked"


def test_a_store_that_breaks_while_it_is_open_is_mended_before_the_users_eyes(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=30)
    desk = whole(program, service)
    with closing(sqlite3.connect(store_file(desk))) as raw, raw:
        raw.execute("UPDATE cells SET state = 'Perdue' WHERE number = 7")
    desk.page.model.forget_all()
    desk.page.grid.viewport().update()
    desk.until(lambda: desk.reads("The local copy of the orders was damaged."))
    assert desk.reads("Saved from it: 30 orders, ")
    assert desk.reads("The damaged file is now called")
    desk.until_rows(30)
    assert "Perdue" not in desk.column(Role.STATE)


def test_a_newer_store_is_shown_as_it_is(program: Program, simulator: Service) -> None:
    service = simulator(orders=30)
    desk = whole(program, service)
    file = store_file(desk)
    desk.end()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA user_version=999")
    content = file.read_bytes()
    assert len(content) > PAGE_BYTES
    desk = program()
    desk.show()
    desk.open(service)
    desk.until(lambda: desk.reads("These orders were stored by a newer version of orderviewer."))
    desk.click("All")
    desk.until_rows(30)
    desk.page.grid.choose(3)
    desk.until(lambda: desk.page.detail.header.title.text() == desk.column(Role.ID)[3])
    desk.until(lambda: not desk.page.detail.note.isVisible())  # there is nothing to try again
    commands = desk.interior.actions_of_window
    assert not commands.refresh.isEnabled()
    assert not commands.load_all.isEnabled()
    assert not any(
        one.text() == "Load all" for one in desk.shown(QAbstractButton) if one.isEnabled()
    )
    desk.interior.actions_of_window.forget_orders.trigger()
    answer(desk, "Forget")
    assert desk.page.model.rowCount() == 30
    desk.end()
    assert file.read_bytes() == content


def test_a_backup_is_restored_and_the_file_of_today_kept_beside(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=30)
    desk = whole(program, service)
    desk.interior.actions_of_window.restore.trigger()
    desk.until(lambda: desk.shown(RestoreDialog))
    (dialog,) = desk.shown(RestoreDialog)
    assert desk.reads("There is no backup.")
    dialog.reject()
    desk.until(lambda: not desk.shown(RestoreDialog))
    back_up(store_file(desk), VERSION)
    desk.interior.actions_of_window.restore.trigger()
    desk.until(lambda: desk.shown(RestoreDialog))
    (dialog,) = desk.shown(RestoreDialog)
    assert unnamed_controls(dialog) == []
    desk.until(lambda: cut_texts(dialog) == [])
    assert dialog.list.count() == 1
    assert f"version {VERSION} of the file" in dialog.list.item(0).text()
    desk.click("&Restore")
    desk.until(lambda: desk.reads("The backup of "))
    desk.until_rows(30)
    assert not desk.page.selection.numbers(), "no row is marked whose order is not shown"
    desk.until(lambda: desk.feed.session and desk.feed.session.connected)
    assert len(read_backups(store_file(desk))) == 2
    read_backups(store_file(desk))[0].file.write_bytes(b"nothing of the kind")
    desk.interior.actions_of_window.restore.trigger()
    desk.until(lambda: desk.shown(RestoreDialog))
    desk.click("&Restore")
    desk.until(lambda: desk.reads("This backup cannot be restored."))
    desk.until(lambda: desk.feed.session and desk.feed.session.connected)
    desk.until_quiet()
    assert desk.reads("This backup cannot be restored."), "it stays until somebody has read it"
    desk.until_rows(30)


def test_why_the_backups_cannot_be_looked_for_is_said(
    program: Program, simulator: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: Path) -> None:
        raise StoreDamaged(Cause.NOT_WRITABLE, "Permission denied")

    desk = whole(program, simulator(orders=30))
    monkeypatch.setattr("orderviewer.local.backups.read_backups", refuse)
    desk.interior.actions_of_window.restore.trigger()
    desk.until(lambda: desk.reads("The local copy of the orders cannot be written."))
    desk.until_rows(30)
    assert not desk.shown(RestoreDialog)
