"""The simulator as a command: one line of JSON when it is ready, then service until stopped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from orderviewer.simulator.server import Simulator

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterable


def serve(  # noqa: PLR0913, PLR0917  as many as the command has options
    port: int,
    orders: int,
    faults: Iterable[str],
    latency_ms: float,
    seed: int,
    stdout: TextIO,
    stopped: threading.Event,
    dialect: str = "orange",
    day: int = 0,
) -> None:
    """Serves until `stopped` is set; port 0 takes a free one.

    Raises ValueError for unknown faults or dialects, OSError when the port cannot be had.
    """
    with Simulator(
        orders=orders,
        seed=seed,
        dialect=dialect,
        faults=faults,
        latency_ms=latency_ms,
        port=port,
    ) as simulator:
        simulator.world.step_to(day)
        ready = {
            "base_url": simulator.base_url,
            "token_url": simulator.token_url,
            "control_url": simulator.control_url,
            "client_id": simulator.client_id,
            "client_secret": simulator.client_secret,
            "api_key": simulator.api_key,
            "orders": simulator.world.count(),
            "day": simulator.world.day,
        }
        stdout.write(json.dumps(ready) + "\n")
        stdout.flush()
        stopped.wait()
