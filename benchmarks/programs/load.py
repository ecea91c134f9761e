"""Everything is loaded: how long the window was deaf, how frames came, what memory it took."""

from __future__ import annotations

import asyncio
import sys
from array import array
from typing import TYPE_CHECKING, Any

import psutil
from PySide6.QtCore import QObject, Qt, QTimer

from benchmarks.programs.peak import MEGABYTE, peak
from benchmarks.programs.waiting import Painted, until
from benchmarks.programs.window import Stage, now, play
from orderviewer.order import Scope

if TYPE_CHECKING:
    from orderviewer.ui.grid import OrderGrid

TICK = 5  # ms
FRAME = 1 / 60  # seconds
STEP_ROWS = 3  # as a notch of a wheel
MOST_SCROLLED = 15.0  # seconds without a worker; else as long as with it


class Heartbeat(QObject):
    """A timer of the GUI thread that notes how long each of its ticks was in coming."""

    def __init__(self) -> None:
        super().__init__()
        self._gaps = array("d")
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        self._gaps = array("d")
        self._last = now()
        self._timer.start(TICK)

    def end(self) -> list[float]:
        """Milliseconds between ticks."""
        self._timer.stop()
        return [gap * 1000 for gap in self._gaps]

    def _tick(self) -> None:
        moment = now()
        self._gaps.append(moment - self._last)
        self._last = moment


class Scrolling(QObject):
    """Scrolls to and fro, sixty times a second when the machine can, and times each frame.

    A frame begins when it is due and ends when its picture is complete on the screen.
    """

    def __init__(self, grid: OrderGrid) -> None:
        super().__init__()
        self._grid = grid
        self._frames = array("d")
        self._due = 0.0
        self._down = True
        self._running = False
        self._waiting = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._scroll)
        self._painted = Painted(grid.viewport())
        self._painted.done.connect(self._complete)

    def begin(self) -> None:
        bar = self._grid.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        self._frames = array("d")
        self._running = True
        self._due = now()
        self._timer.start(0)

    def end(self) -> list[float]:
        """Milliseconds of each frame."""
        self._running = False
        self._timer.stop()
        return [frame * 1000 for frame in self._frames]

    def _scroll(self) -> None:
        bar = self._grid.verticalScrollBar()
        step = STEP_ROWS * self._grid.verticalHeader().defaultSectionSize()
        if bar.value() + 3 * bar.pageStep() > bar.maximum():
            self._down = False
        elif bar.value() < 2 * bar.pageStep():
            self._down = True
        self._waiting = True
        bar.setValue(bar.value() + (step if self._down else -step))

    def _complete(self, moment: float) -> None:
        if not (self._running and self._waiting):
            return
        self._waiting = False
        self._frames.append(moment - self._due)
        self._due = max(self._due + FRAME, moment)
        self._timer.start(max(0, int((self._due - now()) * 1000)))


async def scenario(stage: Stage) -> dict[str, Any]:
    process = psutil.Process()
    page, crawl = stage.page, stage.desk.feed.crawl
    orders, seconds = stage.given["orders"], stage.given["idle_seconds"]
    stage.open_profile()
    stage.fit_window()
    await until(lambda: page.model.rowCount() >= min(orders, stage.given["page"]))
    await until(lambda: not crawl.busy)
    stage.fit_window()
    page.grid.selectRow(0)
    await asyncio.sleep(1)
    heartbeat, scrolling = Heartbeat(), Scrolling(page.grid)
    before = process.memory_info().rss

    heartbeat.begin()
    await asyncio.sleep(seconds)
    idle = heartbeat.end()

    heartbeat.begin()
    if stage.given["scroll"]:
        scrolling.begin()
    began = now()
    page.load_all()
    await until(lambda: not crawl.busy and crawl.complete(Scope.ALL))
    await until(lambda: page.model.rowCount() == orders)
    took = now() - began
    frames, loading = scrolling.end(), heartbeat.end()

    await asyncio.sleep(1)
    after = process.memory_info().rss
    most = peak()
    heartbeat.begin()
    if stage.given["scroll"]:
        scrolling.begin()
        seconds = min(took, MOST_SCROLLED)
    await asyncio.sleep(seconds)
    return {
        "idle": idle,
        "loading": loading,
        "frames_loading": frames,
        "frames_alone": scrolling.end(),
        "loaded": heartbeat.end(),
        "seconds": took,
        "before": before / MEGABYTE,
        "after": after / MEGABYTE,
        "peak": most / MEGABYTE,
    }


if __name__ == "__main__":
    sys.exit(play(scenario))
