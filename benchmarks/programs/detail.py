"""From the choice of an order to its details on the screen."""

from __future__ import annotations

import asyncio
import sys
from statistics import median
from typing import Any

from PySide6.QtCore import QEvent

from benchmarks.programs.page import repaint
from benchmarks.programs.waiting import Painted, heard, until
from benchmarks.programs.window import Stage, now, play

CHOICES = 12
PAUSE = 0.4  # the detail call begins 0.15 s after a choice: let it end before the next one


async def scenario(stage: Stage) -> dict[str, Any]:
    page, crawl = stage.page, stage.desk.feed.crawl
    stage.open_profile()
    stage.fit_window()
    await until(lambda: page.model.rowCount() > CHOICES and not crawl.busy)
    stage.fit_window()
    await asyncio.sleep(1)
    painted = Painted(stage.desk.window, QEvent.Type.UpdateRequest)
    stored = [await choose(stage, painted, row) for row in range(1, CHOICES)]
    merged = [await choose(stage, painted, row) for row in range(1, CHOICES)]  # now all is there
    return {
        "stored": median(stored),
        "merged": median(merged),
        "repaint": median(repaint(page.detail)),
    }


async def choose(stage: Stage, painted: Painted, row: int) -> float:
    """Milliseconds until the first picture after the order was read."""
    page, read = stage.page, stage.desk.feed.detail.read
    number, views = page.model.number(row), list[int]()
    read.connect(lambda view: views.append(view.number))
    began = now()
    page.grid.selectRow(row)
    (shown,) = await heard(painted.done, lambda _: number in views)
    await asyncio.sleep(PAUSE)
    return float(shown - began) * 1000


if __name__ == "__main__":
    sys.exit(play(scenario))
