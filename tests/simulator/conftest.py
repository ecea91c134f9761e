"""A small simulator that is asked directly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from orderviewer.simulator import Simulator
from tests.simulator.asking import Asking

TODAY = date(2026, 3, 11)


@pytest.fixture
def asking(simulator: Callable[..., Simulator]) -> Asking:
    """Sixty orders, as on one Wednesday in March."""
    return Asking(simulator(orders=60, today=TODAY))
