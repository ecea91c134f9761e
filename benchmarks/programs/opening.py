"""Milliseconds from the start of the process to stored orders on the screen.

opening make     makes the store, and measures what is done with it as a whole;
                 input: {"orders": N, "file": PATH}
opening HOME     the program, with the profile of that folder
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTableView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QAbstractItemModel

    from orderviewer.ui.window import MainWindow

STARTED = float(os.environ["ORDERVIEWER_BENCH_STARTED"])  # the parent's time.monotonic()


class FirstRows(QObject):
    """Looks at the table of the window until it has painted rows with their texts."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._table: QTableView | None = None
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        table = watched.parent() if event.type() is QEvent.Type.Paint else None
        if isinstance(table, QTableView):
            model: QAbstractItemModel | None = table.model()
            if model and model.rowCount() and model.index(0, 0).data():
                QApplication.postEvent(self, QEvent(QEvent.Type.User))  # after this picture
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.User:
            print(json.dumps({"ms": (time.monotonic() - STARTED) * 1000}), flush=True)
            os._exit(0)
        return super().event(event)


def main(words: list[str]) -> int:
    if words == ["make"]:
        print(json.dumps(make(**json.load(sys.stdin))))
        return 0
    from orderviewer import start
    from orderviewer.commandline.options.parsing import WindowOptions, parse

    options = parse(["--home", words[0]])
    assert isinstance(options, WindowOptions)

    def watch(window: MainWindow) -> None:
        FirstRows(window)  # it lives with its window

    return start.run(options, watch)


def make(orders: int, file: str) -> dict[str, Any]:
    from benchmarks.programs.store import PAGE, bodies_of
    from orderviewer.local.backups import back_up
    from orderviewer.local.checking import Check
    from orderviewer.local.forgetting import forget_orders
    from orderviewer.local.rescue import rescue
    from orderviewer.local.store import Store
    from orderviewer.order import Page, PageRequest, Scope
    from orderviewer.remote.answers import orders_of

    path = Path(file)
    with closing(Store.open(path)) as store:
        crawl = store.start_crawl(Scope.CURRENT, datetime.now(UTC))
        for place, body in enumerate(bodies_of(orders)):
            page = Page(PageRequest(Scope.CURRENT, place * PAGE, PAGE), orders_of(body), orders)
            store.put(page, crawl, datetime.now(UTC))
        store.finish_crawl(Scope.CURRENT, crawl, complete=True, now=datetime.now(UTC))
        while store.rederive() or store.index_pending():
            pass
    with closing(Store.open(path)):
        pass  # the journal is in the file
    copy = path.with_name("copy.sqlite")
    shutil.copy(path, copy)
    return {
        "bytes": path.stat().st_size,
        "check": _milliseconds(Check(copy).run),
        "backup": _milliseconds(lambda: back_up(copy, 1)),
        "forget": _milliseconds(lambda: forget_orders(copy, [7])),
        "rescue": _milliseconds(lambda: rescue(copy, datetime.now(UTC))),
    }


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
