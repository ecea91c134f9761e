"""The languages of the window, and the whole window, for one test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from orderviewer.profile import Home
from orderviewer.ui.language import Languages
from tests.ui.windows import Desk, desks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def english(qapp: object) -> Iterator[Languages]:
    yield from _spoken("en")


@pytest.fixture
def spoken(qapp: object) -> Iterator[Languages]:
    """For tests that switch by themselves."""
    yield from _spoken("en")


@pytest.fixture
def french(qapp: object) -> Iterator[Languages]:
    yield from _spoken("fr")


@pytest.fixture
def program(
    home: Path, spoken: Languages, qloop: Any, qtbot: QtBot
) -> Iterator[Callable[[], Desk]]:
    """A function that starts the program's window, in English; each start ends the run before."""
    yield from desks(Home(home), spoken, qloop, qtbot)


def _spoken(choice: str) -> Iterator[Languages]:
    languages = Languages()
    languages.switch(choice)
    yield languages
    languages.remove()
