"""Reads the roles of one decoded order, path by path: the measure for the fast extraction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from orderviewer.fields.picking import Entry, Pairing, pairings, pick
from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.trails import Trail, objects_along, text_along, trail

Paths: TypeAlias = Mapping[Role, Sequence[str]]


class Located(NamedTuple):
    """A role's canonical text and the path it was found at; both "" when there is none."""

    text: str
    path: str


_NOWHERE = Located("", "")


def locate(document: object, paths: Paths) -> dict[Role, Located]:
    """Every role of a decoded order: the first of its paths whose value is not nothing.

    An appointment is the last one that still stands, and its state is that same one's.
    """
    found = {role: _first(document, paths.get(role, ()), role.kind) for role in Role}
    starts = _trails(paths.get(Role.APPOINTMENT, ()))
    states = _trails(paths.get(Role.APPOINTMENT_STATE, ()))
    if not starts:
        return found
    start = _NOWHERE
    state: Located | None = None
    for path, pairing in zip(
        starts, pairings(list(starts.values()), list(states.values())), strict=True
    ):
        entry = pick(_entries(document, pairing))
        if entry is None:
            continue
        begin, its_state = entry
        if pairing.states:
            own = next(path for path, steps in states.items() if belongs(steps, pairing))
            state = Located(its_state, own) if its_state else _NOWHERE
        elif state is not None:
            state = _NOWHERE  # of another appointment, that was called off
        if begin:
            start = Located(begin, path)
            break
    found[Role.APPOINTMENT] = start
    if state is not None:
        found[Role.APPOINTMENT_STATE] = state
    return found


def belongs(state: Trail, pairing: Pairing) -> bool:
    """Whether this way to a state is one of the pairing's own."""
    length = len(pairing.way)
    return state[:length] == pairing.way and state[length:] in pairing.states


def _trails(paths: Sequence[str]) -> dict[str, Trail]:
    return {path: found for path in paths if (found := trail(path)) is not None}


def _first(document: object, paths: Sequence[str], kind: Kind) -> Located:
    for path, steps in _trails(paths).items():
        text = text_along(document, steps, kind)
        if text:
            return Located(text, path)
    return _NOWHERE


def _entries(document: object, pairing: Pairing) -> list[Entry]:
    return [
        (
            text_along(entry, pairing.start, Kind.DATE),
            next(filter(None, (text_along(entry, s, Kind.STATE) for s in pairing.states)), ""),
        )
        for entry in objects_along(document, pairing.way)
    ]
