"""The window over a store that is full and a service that does not answer: what it has in memory.

Input: {"home", "path": the store's file, "orders"}.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from benchmarks.programs.peak import MEGABYTE, peak
from benchmarks.programs.waiting import until
from benchmarks.programs.window import Stage, play
from orderviewer.profile import Endpoint, Profile
from orderviewer.remote.secret import Secret, Secrets

NOBODY = "http://127.0.0.1:9"  # refuses at once
SETTLED = 2.0  # seconds


async def scenario(stage: Stage) -> dict[str, Any]:
    """Everything listed, scrolled to the end, sorted by two columns, searched."""
    page, orders = stage.page, stage.given["orders"]
    profile = Profile(endpoint=Endpoint(NOBODY, NOBODY))
    secrets = Secrets(*map(Secret, ("a", "b", "c")))
    stage.desk.interior.show_orders(profile, demo=False)
    stage.desk.feed.open(profile, secrets, Path(stage.given["path"]))
    stage.fit_window()
    await until(lambda: page.model.rowCount() == orders)
    bar = page.grid.verticalScrollBar()
    for part in range(1, 21):
        bar.setValue(bar.maximum() * part // 20)
        await asyncio.sleep(SETTLED / 20)
    header = page.grid.horizontalHeader()
    for column in (0, 4):
        page.grid.sortByColumn(header.logicalIndex(column), header.sortIndicatorOrder())
        await asyncio.sleep(SETTLED * 2)
    return {"peak": peak() / MEGABYTE}


if __name__ == "__main__":
    sys.exit(play(scenario))
