"""The real window, as the program opens it, and a scenario played in it; input: one JSON object."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orderviewer.app as program
from benchmarks.service import LANGUAGE
from orderviewer import start
from orderviewer.commandline.options.parsing import WindowOptions, parse
from orderviewer.order import Scope
from orderviewer.profile import Endpoint, Home, Profile
from orderviewer.ui.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from orderviewer.ui.page import OrdersPage

ROWS, COLUMNS = 40, 10  # visible cells, as in the floors
PATIENCE = 120.0  # seconds for anything awaited


@dataclass(slots=True)
class Stage:
    """The running program, and what the scenario was given."""

    desk: program.Application
    given: dict[str, Any]

    @property
    def page(self) -> OrdersPage:
        return self.desk.interior.page

    def open_profile(self) -> None:
        """As after a successful connection dialog."""
        from orderviewer.remote.secret import Secret, Secrets

        access = self.given["access"]
        endpoint = Endpoint(access["base_url"], access["token_url"], data_language=LANGUAGE)
        profile = Profile(
            endpoint=endpoint,
            page_size=self.given["page"],
            parallel_requests=self.given.get("parallel", 1),
        )
        names = ("client_id", "client_secret", "api_key")
        self.desk.open_profile(profile, Secrets(*(Secret(access[name]) for name in names)))

    def fit_window(self) -> None:
        """ROWS by COLUMNS cells on the screen, the detail pane beside them."""
        window, page, grid = self.desk.window, self.page, self.page.grid
        wide = sum(grid.columnWidth(column) for column in self._first_columns())
        high = ROWS * grid.verticalHeader().defaultSectionSize()
        beside = max(400, page.detail.minimumSizeHint().width())
        window.resize(
            window.width() + wide + beside - page.splitter.width() + page.splitter.handleWidth(),
            window.height() + high - grid.viewport().height(),
        )
        page.splitter.setSizes([wide, beside])

    def _first_columns(self) -> list[int]:
        header = self.page.grid.horizontalHeader()
        logical = (header.logicalIndex(visual) for visual in range(header.count()))
        return [column for column in logical if header.sectionSize(column)][:COLUMNS]


def play(
    scenario: Callable[[Stage], Coroutine[Any, Any, dict[str, Any]]], scope: Scope = Scope.ALL
) -> int:
    """Starts the program as a user does, plays, prints the scenario's answer, quits."""
    given = json.load(sys.stdin)
    home = Home(Path(given["home"]))
    layout = Layout(home.layout_file)
    layout.scope = scope
    layout.language = LANGUAGE
    layout.sync_minutes = 0  # a scenario says itself what is read when
    del layout

    class Played(program.Application):
        """Begins to play when the window is on the screen."""

        def begin(self) -> None:
            super().begin()
            self.feed.start(self._answer())

        async def _answer(self) -> None:
            try:
                answer = await scenario(Stage(self, given))
            except BaseException:  # noqa: BLE001  whatever it is, the parent must hear of it
                traceback.print_exc()
                sys.stderr.flush()
                os._exit(1)
            print(json.dumps(answer), flush=True)
            self.window.close()

    vars(program)["Application"] = Played  # what the program will make
    options = parse(["--home", str(home.path)])
    assert isinstance(options, WindowOptions)
    return start.run(options)


def now() -> float:
    return time.perf_counter()
