"""Demonstration: the embedded simulator on loopback and a store that ends with it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from orderviewer.feed.lanes import Lane
from orderviewer.profile import Endpoint, Profile

if TYPE_CHECKING:
    from concurrent.futures import Future

    from orderviewer.remote.credentials import Secrets
    from orderviewer.simulator import Simulator

NAME = "demo"


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
        simulator = self._simulator = Simulator(orders=self._orders)
        simulator.start()
        endpoint = Endpoint(simulator.base_url, simulator.token_url, data_language=self._language)
        secrets = Secrets(
            Secret(simulator.client_id),
            Secret(simulator.client_secret),
            Secret(simulator.api_key),
        )
        return Profile(NAME, endpoint), secrets, self._folder / "orders.sqlite"

    def _stop(self) -> None:
        if self._simulator:
            self._simulator.stop()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
