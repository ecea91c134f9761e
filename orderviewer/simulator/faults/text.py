"""Walking through an order's texts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def rewrite_texts(
    value: Any,  # noqa: ANN401  any JSON value
    change: Callable[[tuple[str, ...], str], Any],
    path: tuple[str, ...] = (),
) -> Any:  # noqa: ANN401
    """A copy of `value` in which `change(path, text)` has replaced every text."""
    if isinstance(value, str):
        return change(path, value)
    if isinstance(value, dict):
        return {
            name: rewrite_texts(member, change, (*path, name)) for name, member in value.items()
        }
    if isinstance(value, list):
        return [rewrite_texts(member, change, path) for member in value]
    return value


def parse_time(text: str) -> datetime:
    """A moment from the formats the dialects use; without a zone it counts as UTC."""
    if "/" in text:
        shape = "%d/%m/%Y %H:%M" if ":" in text else "%d/%m/%Y"
        return datetime.strptime(text, shape).replace(tzinfo=UTC)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
