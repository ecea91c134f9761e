"""The first thing every bundle does: checks itself, and must say nothing it was not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan import Build


def test(build: Build) -> None:
    """Runs the frozen program's own check; raises BuildFailed with what it found."""
