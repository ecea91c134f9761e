"""What the faults that only write orders otherwise look like."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.simulator.asking import Asking
from tests.simulator.shown import shows


def otherwise(*specs: str) -> Callable[[Callable[[Any], Any]], Callable[[Any], Any]]:
    """The same page is written differently each time, and `plain` of it is always the same."""

    def keep(plain: Callable[[Any], Any]) -> Callable[[Any], Any]:
        @shows(*specs)
        def _(asking: Asking) -> None:
            one, other = (asking.page() for _ in range(2))
            assert one.body != other.body
            assert plain(one.json()) == plain(other.json())
            details = {asking.order().body for _ in range(20)}
            assert len(details) > 1

        return keep

    return keep


def without_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_order(member) for key, member in value.items()}
    if isinstance(value, list):
        return sorted((without_order(item) for item in value), key=repr)
    return value


def without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        members = ((key, without_nothing(member)) for key, member in value.items())
        return {key: member for key, member in members if member is not None}
    if isinstance(value, list):
        return [without_nothing(item) for item in value]
    blank = isinstance(value, str) and value.strip() in ("", "None", "null")
    return None if blank else value


def stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: stripped(member) for key, member in value.items()}
    if isinstance(value, list):
        return [stripped(item) for item in value]
    return value.strip() if isinstance(value, str) else value


otherwise("shuffled_keys")(lambda rows: rows)
otherwise("shuffled_lists")(without_order)
otherwise("changing_nothing")(without_nothing)
otherwise("spaced_texts")(stripped)
