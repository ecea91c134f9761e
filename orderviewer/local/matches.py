"""In which field of an order a search found what it looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.fields.document import document
from orderviewer.fields.flatten import flatten
from orderviewer.local.records import Match
from orderviewer.search.answers import ROOT, path_steps
from orderviewer.search.terms import Operator, Path
from orderviewer.search.texts import holds, needle, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orderviewer.fields.reading import Reading
    from orderviewer.fields.roles import Role
    from orderviewer.local.records import Stored
    from orderviewer.search.terms import Term


def matches(stored: Stored, terms: Sequence[Term], reading: Reading) -> list[Match]:
    """For each word that is looked for, where it is found first, best in what a column shows.

    Terms that exclude, and those that ask one role or a computed field, have no entry: it is
    known where they look.
    """
    leaves = list(_leaves(stored, reading))
    found = []
    for term in terms:
        match = _first(term, leaves)
        if match is not None:
            found.append(match)
    return found


def _first(term: Term, leaves: Sequence[tuple[str, Role | None, str]]) -> Match | None:
    if term.negated or not term.asks or term.operator is not Operator.HAS:
        return None
    wanted = needle(term.value)
    if not wanted or not (term.field is None or isinstance(term.field, Path)):
        return None
    steps = path_steps(term.field.text) if isinstance(term.field, Path) else ()
    for path, role, text in leaves:
        if steps and (ROOT, *path_steps(path))[-len(steps) :] != steps:
            continue
        if holds(text, wanted):
            return Match(term, path, role, text)
    return None


def _leaves(stored: Stored, reading: Reading) -> Iterator[tuple[str, Role | None, str]]:
    """Path, role and text of every value; those that a column shows come first."""
    found: list[tuple[str, Role | None, str]] = []
    for raw in (stored.detail_json, stored.list_json):
        if raw is None:
            continue
        decoded = document(raw)
        shown = {located.path: role for role, located in reading.locate(decoded).items()}
        shown.pop("", None)
        roles = {path_steps(path): role for path, role in shown.items()}
        for path, value in flatten(decoded):
            text = text_of(value)
            if text:
                found.append((path, roles.get(path_steps(path)), text))
    yield from (leaf for leaf in found if leaf[1] is not None)
    yield from (leaf for leaf in found if leaf[1] is None)
