"""Which of several appointments an order's row shows: the last one that still stands."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from orderviewer.fields.dates import LONGEST_DATE, instant
from orderviewer.fields.naming import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from orderviewer.fields.trails import Trail

_CALLED_OFF = ("annul", "cancel", "abandon")
_LONGEST_STATE = 100  # characters that are looked at


# One appointment's start and state as canonical texts.  Plain tuples: two are made for an order.
Entry: TypeAlias = tuple[str, str]


class Pairing(NamedTuple):
    """Where appointments lie: the way to each, and from there to its start and its state."""

    way: Trail
    start: Trail
    states: tuple[Trail, ...]


def pairings(starts: Sequence[Trail], states: Sequence[Trail]) -> tuple[Pairing, ...]:
    """For each way to a start, the states that belong to the same appointment."""
    return tuple(_pairing(start, states) for start in starts)


def _pairing(start: Trail, states: Sequence[Trail]) -> Pairing:
    shared = [_shared(start[:-1], state[:-1]) for state in states]
    nearest = max(shared, default=0)
    if nearest == 0 and (len(start) > 1 or not states):
        return Pairing(start[:-1], start[-1:], ())
    own = tuple(
        state[nearest:]
        for state, length in zip(states, shared, strict=True)
        if length == nearest and (nearest or len(state) == 1)
    )
    return Pairing(start[:nearest], start[nearest:], own)


def _shared(one: Trail, other: Trail) -> int:
    length = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        length += 1
    return length


def pick(entries: Iterable[Entry]) -> Entry | None:
    """The standing appointment with the latest start; None when there is none at all.

    When every one was called off, the last of them without its start: nobody will come.
    """
    starts, states = tuple(zip(*entries, strict=True)) or ((), ())
    return pick_each([0] * len(starts), starts, states).get(0)


def pick_each(
    owners: Sequence[int], starts: Sequence[str], states: Sequence[str]
) -> dict[int, Entry]:
    """The appointment that `pick` gives for each owner that has one."""
    called_off = {state for state in set(states) if is_called_off(state)}
    picked: dict[int, Entry] = {}
    in_vain: dict[int, Entry] = {}
    for owner, start, state in zip(owners, starts, states, strict=True):
        if not start:
            continue
        if state in called_off:
            in_vain[owner] = "", state
            continue
        before = picked.get(owner)
        if before is None or _not_before(start, before[0]):
            picked[owner] = start, state
    return in_vain | picked


def _not_before(start: str, other: str) -> bool:
    if (
        len(start) == len(other)
        and start[19:] == other[19:]
        and start[10:11] == other[10:11] == "T"
    ):
        return start >= other  # on the same clock
    return _moment(start) >= _moment(other)


def _moment(start: str) -> str:
    return (instant(start) if len(start) <= LONGEST_DATE else None) or ""


def is_called_off(state: str) -> bool:
    """Whether the state of an appointment says that it will not take place."""
    return bool(state) and _is_called_off(state[:_LONGEST_STATE])


@lru_cache(maxsize=512)
def _is_called_off(state: str) -> bool:
    return any(word.startswith(_CALLED_OFF) for word in words(state))
