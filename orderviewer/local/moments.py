"""Times as the store keeps them: milliseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def time_of(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
