"""Demonstration: the embedded simulator on loopback and a store that ends with it.

The invented company has been followed for three months: its store has a history.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from orderviewer.feed.lanes import Lane
from orderviewer.order import Order, Page, PageRequest, Scope
from orderviewer.profile import Endpoint, Profile

if TYPE_CHECKING:
    from concurrent.futures import Future

    from orderviewer.local.store import Store
    from orderviewer.remote.credentials import Secrets
    from orderviewer.simulator import Simulator
    from orderviewer.simulator.world import World

NAME = "demo"
DAYS = 90  # since the company was first looked at
LOOKS = (0, 60, 87)  # the days on which it was looked at before today
MOST_ORDERS = 6000  # more would keep the user waiting: such a demonstration has no past
_RENEWAL = 215 / 125  # how many orders there are after `DAYS` for each that there was at first
_PAGE = 500
_MORNING = time(7, 30, tzinfo=UTC)


class Demo:
    """Started and stopped on a lane of its own; nothing of it stays on the disk."""

    def __init__(self, orders: int, language: str) -> None:
        """`language`: the data's, "fr" or "en"."""
        self._orders = orders
        self._language = language
        self._lane = Lane("demo")
        self._folder: Path | None = None
        self._simulator: Simulator | None = None

    async def start(self) -> tuple[Profile, Secrets, Path]:
        """The profile, secrets and store file of the demonstration."""
        return await self._lane.run(self._start)

    def close(self) -> list[Future[object]]:
        return [self._lane.finish(self._stop)]

    def _start(self) -> tuple[Profile, Secrets, Path]:
        from orderviewer.remote.credentials import Secret, Secrets
        from orderviewer.simulator import Simulator

        self._folder = Path(tempfile.mkdtemp(prefix="orderviewer-demo-"))
        store_file = self._folder / "orders.sqlite"
        simulator = self._simulator = Simulator(
            orders=round(self._orders / _RENEWAL), today=_first_day()
        )
        simulator.world.step_to(DAYS)
        if self._orders <= MOST_ORDERS:
            live_through(store_file, simulator.world, self._language)
        simulator.start()
        endpoint = Endpoint(simulator.base_url, simulator.token_url, data_language=self._language)
        secrets = Secrets(
            Secret(simulator.client_id),
            Secret(simulator.client_secret),
            Secret(simulator.api_key),
        )
        return Profile(NAME, endpoint), secrets, store_file

    def _stop(self) -> None:
        if self._simulator:
            self._simulator.stop()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)


def live_through(store_file: Path, world: World, language: str) -> None:
    """Fills a store as if it had followed the world on each of `LOOKS`, up to its present day.

    The user has seen what happened: only what the next look brings is news.
    """
    from orderviewer.local.store import Store

    today, store = world.day, Store.open(store_file)
    try:
        for day in LOOKS:
            world.step_to(day)
            _look(store, world, language)
        store.history.mark_seen()
    finally:
        store.close()
        world.step_to(today)


def _look(store: Store, world: World, language: str) -> None:
    now = datetime.combine(world.today, _MORNING)
    for stream in Scope.ALL.streams:
        crawl = store.start_crawl(stream, now)
        for offset in range(0, world.count(stream), _PAGE):
            now += timedelta(seconds=1)
            indexes = world.indexes(stream, offset, _PAGE, descending=True)
            rows = zip(indexes, world.rows(indexes, language), strict=True)
            orders = tuple(Order(world.id_of(index), raw) for index, raw in rows)
            store.put(Page(PageRequest(stream, offset, _PAGE), orders), crawl, now)
        now += timedelta(seconds=1)
        store.finish_crawl(stream, crawl, complete=True, now=now)


def _first_day() -> date:
    return date.today() - timedelta(DAYS)  # noqa: DTZ011  the user's day, as a calendar shows it
