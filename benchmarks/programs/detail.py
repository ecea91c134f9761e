"""From the choice of an order to its details on the screen."""

from __future__ import annotations

import asyncio
import sys
from statistics import median
from typing import Any

from benchmarks.programs.page import repaint
from benchmarks.programs.waiting import Painted, heard, until
from benchmarks.programs.window import Stage, now, play

CHOICES = 12
PAUSE = 0.4  # the detail call begins 0.15 s after a choice: let it end before the next one


async def scenario(stage: Stage) -> dict[str, Any]:
    page, crawl, detail = stage.page, stage.desk.feed.crawl, stage.desk.feed.detail
    stage.open_profile()
    stage.fit_window()
    await until(lambda: page.model.rowCount() > CHOICES and not crawl.busy)
    stage.fit_window()
    await asyncio.sleep(1)
    painted = Painted(page.detail)
    stored, merged = [], []
    for row in range(CHOICES):
        began = now()
        page.grid.selectRow(row)
        await heard(detail.read, lambda view, row=row: view.number == page.model.number(row))
        (shown,) = await heard(painted.done)
        stored.append((shown - began) * 1000)
        await asyncio.sleep(PAUSE)
    for row in range(CHOICES):  # now the details are there and fresh
        began = now()
        page.grid.selectRow(row)
        await heard(detail.read, lambda view, row=row: view.number == page.model.number(row))
        (shown,) = await heard(painted.done)
        merged.append((shown - began) * 1000)
        await asyncio.sleep(PAUSE)
    return {
        "stored": median(stored[1:]),
        "merged": median(merged[1:]),
        "repaint": median(repaint(page.detail)),
    }


if __name__ == "__main__":
    sys.exit(play(scenario))
