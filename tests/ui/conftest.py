"""The languages of the window, spoken for one test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orderviewer.ui.language import Languages

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def _spoken(choice: str) -> Iterator[Languages]:
    languages = Languages()
    languages.switch(choice)
    yield languages
    languages.remove()
