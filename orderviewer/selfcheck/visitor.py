"""Somebody who uses the window: reads, searches, opens an order, exports, quits."""

from __future__ import annotations

import csv
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QPlainTextEdit

from orderviewer.order import Scope
from orderviewer.selfcheck.findings import Wrong
from orderviewer.ui.actions import Actions
from orderviewer.ui.exportdialog import ExportDialog
from orderviewer.ui.page import OrdersPage

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from orderviewer.selfcheck.findings import Fact
    from orderviewer.ui.window import MainWindow

GLANCE_MS = 10  # between two looks
PATIENCE = 30.0  # seconds for one thing to appear
ONLY_IN_DETAILS = '"notes"'  # of an invented order


class Waiting(NamedTuple):
    """What the visitor waits for; `look` answers with it, or with something empty."""

    what: str
    look: Callable[[], Any]


class Visitor(QObject):
    """Does one thing after the other as soon as the window lets it; closes it in any case."""

    def __init__(self, window: MainWindow, target: Path, facts: dict[str, Fact]) -> None:
        super().__init__(window)
        self.problem: str | None = "the window was closed before everything was seen"
        self._window = window
        self._facts = facts
        self._began = self._since = time.monotonic()
        self._steps = self._visit(target)
        self._waiting = next(self._steps)
        self._timer = QTimer(self, interval=GLANCE_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        try:
            found = self._waiting.look()
            if found:
                self._note(self._waiting.what)
                self._waiting = self._steps.send(found)
                self._since = time.monotonic()
            elif time.monotonic() - self._since > PATIENCE:
                raise Wrong(f"waited in vain for {self._waiting.what}")  # noqa: TRY301
        except StopIteration:
            self._end(None)
        except Wrong as wrong:
            self._end(str(wrong))

    def _note(self, what: str) -> None:
        """When it was there, in milliseconds since the window was."""
        self._facts[f"{what}, ms"] = round((time.monotonic() - self._began) * 1000)

    def _end(self, problem: str | None) -> None:
        self.problem = problem
        self._timer.stop()
        for dialog in self._window.findChildren(ExportDialog):
            dialog.reject()
        self._window.close()

    def _visit(self, target: Path) -> Generator[Waiting, Any, None]:
        page: OrdersPage = yield self._child(OrdersPage, "page")
        yield Waiting("first order", lambda: _first_key(page))
        self._facts["platform"] = QApplication.platformName()
        page.scope_wanted.emit(Scope.ALL)  # of which none goes while the newest are being read
        key: str = yield Waiting("whole list", lambda: _is_whole(page) and _first_key(page))
        listed = page.model.rowCount()
        yield from self._search(page, key, listed)
        yield from self._read(page)
        yield from self._export(target)
        with target.open(encoding="utf-8-sig", newline="") as written:
            lines = sum(1 for _ in csv.reader(written)) - 1
        self._facts["listed"], self._facts["exported"] = listed, lines
        if lines < listed:
            raise Wrong("the exported file has fewer orders than the list")

    def _search(self, page: OrdersPage, key: str, listed: int) -> Generator[Waiting, Any, None]:
        box = page.search_bar.box
        box.setText(key)
        yield Waiting("search", lambda: 0 < page.model.rowCount() < listed and _first_key(page))
        if _first_key(page) != key:
            raise Wrong("the search found something else")
        box.clear()
        yield Waiting("all again", lambda: page.model.rowCount() >= listed and _first_key(page))

    def _read(self, page: OrdersPage) -> Generator[Waiting, Any, None]:
        """The answer about one order, which only the service can give."""
        page.grid.selectRow(0)
        title, key = page.detail.header.title, _first_key(page)
        yield Waiting("order", lambda: key in title.text() and page.detail.tabs.isVisible())
        page.detail.tabs.setCurrentWidget(page.detail.raw)
        text = page.detail.raw.findChild(QPlainTextEdit)
        yield Waiting("details", lambda: text and ONLY_IN_DETAILS in text.toPlainText())

    def _export(self, target: Path) -> Generator[Waiting, Any, None]:
        actions: Actions = yield self._child(Actions, "actions")
        actions.export.trigger()
        dialog: ExportDialog = yield self._child(ExportDialog, "export dialog")
        go = next(
            button
            for box in dialog.findChildren(QDialogButtonBox)
            for button in box.buttons()
            if box.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole
        )
        go.click()
        picker: QFileDialog = yield self._child(QFileDialog, "file dialog")
        picker.fileSelected.emit(str(target))
        picker.done(QFileDialog.DialogCode.Rejected)
        yield Waiting("exported file", target.exists)

    def _child(self, kind: type[QObject], what: str) -> Waiting:
        return Waiting(what, lambda: self._window.findChild(kind))


def _is_whole(page: OrdersPage) -> bool:
    """Whether the table shows every order there is."""
    coverage = page.coverage
    complete = coverage is not None and coverage.scope is Scope.ALL and coverage.complete
    return complete and 0 < page.model.rowCount() == page.in_scope


def _first_key(page: OrdersPage) -> str:
    """The number of the first order in the table, once its row has been read."""
    row = page.model.row(0) if page.model.rowCount() else None
    return row.key if row else ""
