"""Faults that change how orders are written, every time anew, and nothing of what they say."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from orderviewer.simulator.faults.registry import DETAIL, LIST, Registry, Situation, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

NOISE = Registry()

_NOTHINGS = (None, "", "None", "null", "   ")
_SPACES = ("{}", " {}", "{}  ", "\n{}\t")


def _noise(name: str, summary: str, change: Callable[[Any, Random], Any]) -> None:
    """Registers a fault that changes every object, list and scalar from the inside out."""

    def rewritten(value: Any, rng: Random) -> Any:  # noqa: ANN401  any JSON value
        if isinstance(value, dict):
            inner: Any = {key: rewritten(member, rng) for key, member in value.items()}
        elif isinstance(value, list):
            inner = [rewritten(item, rng) for item in value]
        else:
            inner = value
        return change(inner, rng)

    def act(situation: Situation, rows: list[Any]) -> list[Any]:
        rng = Random(f"{name} {situation.use}")  # noqa: S311  guards nothing
        return [rewritten(row, rng) if isinstance(row, dict) else row for row in rows]

    NOISE.fault(name, summary, Stage.ROWS, LIST | DETAIL)(act)


def _shuffled_members(value: Any, rng: Random) -> Any:  # noqa: ANN401
    if not isinstance(value, dict):
        return value
    return dict(rng.sample(list(value.items()), len(value)))


def _shuffled_items(value: Any, rng: Random) -> Any:  # noqa: ANN401
    return rng.sample(value, len(value)) if isinstance(value, list) else value


def _another_nothing(value: Any, rng: Random) -> Any:  # noqa: ANN401
    return rng.choice(_NOTHINGS) if value is None or value == "" else value


def _spaced(value: Any, rng: Random) -> Any:  # noqa: ANN401
    if not isinstance(value, str) or not value or value.isdigit():
        return value
    return rng.choice(_SPACES).format(value)


_noise("shuffled_keys", "the members of objects stand in another order each time",
       _shuffled_members)  # fmt: skip
_noise("shuffled_lists", "the items of lists stand in another order each time", _shuffled_items)
_noise("changing_nothing", 'what is empty is null, "", "None", "null" or blanks, by chance',
       _another_nothing)  # fmt: skip
_noise("spaced_texts", "texts have other blanks around them each time", _spaced)
