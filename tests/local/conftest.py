"""A store in a folder of its own, closed at the end of each test."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from orderviewer.local.store import Store


@pytest.fixture(autouse=True)
def patience() -> None:
    """Tests that were asked to take minutes do not hang; telling where they are may crash them."""
    if os.environ.get("ORDERVIEWER_LONG"):
        faulthandler.cancel_dump_traceback_later()


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "orders.db"


@pytest.fixture
def open_store(store_file: Path) -> Iterator[Callable[..., Store]]:
    """Opens the test's file once more, as another thread or program would."""
    opened: list[Store] = []

    def open_one(**options: bool) -> Store:
        opened.append(Store.open(store_file, **options))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Store:
    return open_store()
