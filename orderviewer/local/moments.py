"""Times as the store keeps them: milliseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from orderviewer.order import Cause, StoreDamaged


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def time_of(milliseconds: int) -> datetime:
    """Raises StoreDamaged for what is no time: in a damaged file any column may hold anything."""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        raise StoreDamaged(Cause.DAMAGED, "a time is not what was stored") from None
