"""From the last byte of a page's reply to its rows on the screen, and what a repaint costs."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTableView

from benchmarks.programs.waiting import Painted, heard, until
from benchmarks.programs.window import COLUMNS, ROWS, Stage, now, play
from orderviewer.order import Scope
from orderviewer.remote.api import OrderApi

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from orderviewer.order import Page, PageRequest

REPAINTS = 20


class Wire(threading.local):
    """When the last byte came in on each thread."""

    last = 0.0


def watch_pages() -> list[float]:
    """From now on the moment of every page's last byte, in order of arrival."""
    wire, arrived = Wire(), list[float]()
    read, page = socket.SocketIO.readinto, OrderApi.page

    def readinto(self: socket.SocketIO, buffer: Any) -> int | None:
        count = read(self, buffer)
        if count:
            wire.last = now()
        return count

    def watched_page(self: OrderApi, request: PageRequest) -> Page:
        answer = page(self, request)
        arrived.append(wire.last)
        return answer

    setattr(socket.SocketIO, "readinto", readinto)  # noqa: B010  its type is another's
    setattr(OrderApi, "page", watched_page)  # noqa: B010
    return arrived


def repaint(widget: QWidget) -> list[float]:
    """Milliseconds of full repaints, each finished before the next."""
    taken = []
    for _ in range(REPAINTS):
        began = now()
        widget.repaint()
        taken.append((now() - began) * 1000)
    return taken


def stock_table(stage: Stage) -> QTableView:
    """The same cells in Qt's own table and C++ model."""
    grid, model = stage.page.grid, stage.page.model
    columns = [column for column in range(model.columnCount()) if not grid.isColumnHidden(column)][
        :COLUMNS
    ]
    texts = QStandardItemModel(ROWS, len(columns))
    for row in range(ROWS):
        for place, column in enumerate(columns):
            texts.setItem(row, place, QStandardItem(str(model.index(row, column).data() or "")))
    view = QTableView()
    view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    view.setModel(texts)
    texts.setParent(view)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
    for place, column in enumerate(columns):
        view.setColumnWidth(place, grid.columnWidth(column))
    view.resize(grid.size())
    return view


async def scenario(stage: Stage) -> dict[str, Any]:
    arrived = watch_pages()
    page, crawl = stage.page, stage.desk.feed.crawl
    painted = Painted(page.grid.viewport())
    stage.open_profile()
    stage.fit_window()
    (first_shown,) = await heard(painted.done, lambda _: shown(stage, least=1))
    first = first_shown - arrived[0]
    await until(lambda: not crawl.busy)
    stage.fit_window()
    await until(lambda: page.model.rowCount() >= stage.given["page"])
    following = [await next_page(stage, painted, arrived) for _ in range(stage.given["pages"])]
    page.grid.scrollToTop()
    await until(lambda: shown(stage, least=1))
    await heard_a_while()
    own = repaint(page.grid.viewport())
    stock = stock_table(stage)
    stock.show()
    await heard(Painted(stock.viewport()).done)
    await heard_a_while()
    qt = repaint(stock.viewport())
    own += repaint(page.grid.viewport())
    qt += repaint(stock.viewport())
    stock.close()
    first_row, last_row = page.grid.visible_range()
    return {
        "first": first * 1000,
        "following": [seconds * 1000 for seconds in following],
        "repaint": own,
        "stock": qt,
        "rows": last_row - first_row,
        "columns": len(page.columns.visible),
    }


async def next_page(stage: Stage, painted: Painted, arrived: list[float]) -> float:
    """Seconds; a person reads for a while, scrolls to the end, and on as soon as they can."""
    page, crawl = stage.page, stage.desk.feed.crawl
    await until(lambda: not crawl.busy)
    await heard_a_while()
    before, known = page.model.rowCount(), len(arrived)

    def scroll_on() -> None:
        page.grid.scrollTo(page.model.index(before, 0), QTableView.ScrollHint.PositionAtTop)

    page.model.rowsInserted.connect(scroll_on, Qt.ConnectionType.QueuedConnection)
    page.grid.scrollToBottom()
    (at,) = await heard(painted.done, lambda _: shown(stage, least=before + 1))
    page.model.rowsInserted.disconnect(scroll_on)
    return float(at) - arrived[known]


def shown(stage: Stage, least: int) -> bool:
    """Whether there are so many rows, and all on the screen have their texts."""
    model = stage.page.model
    first, last = stage.page.grid.visible_range()
    if model.rowCount() < least or last <= first:
        return False
    return all(model.row(position) is not None for position in range(first, last))


async def heard_a_while() -> None:
    """Until nothing that was begun is still going on."""
    await asyncio.sleep(1.5)


if __name__ == "__main__":
    sys.exit(play(scenario, Scope.CURRENT))  # of one stream, whose pages follow each other
