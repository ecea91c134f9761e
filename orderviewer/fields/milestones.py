"""The milestones of an order, wherever a list of them stands, and how far they are reached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from orderviewer.fields.members import (
    DATED,
    LABELLED,
    Member,
    Place,
    date_of,
    first,
    is_under,
    members,
    places,
    text_of,
)
from orderviewer.fields.naming import has_word, is_among, words
from orderviewer.fields.paths import steps
from orderviewer.fields.roles import Kind
from orderviewer.fields.rules import MILESTONE_WORDS
from orderviewer.fields.shapes import Shape, shape_of
from orderviewer.fields.values import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

# Beginnings of words; whole words are in the sets below.
_TO_COME = (
    "upcoming", "pending", "plan", "prevu", "attente", "waiting", "schedul", "futur", "violat",
    "retard", "overdue", "depass", "delay", "cancel", "annul", "abandon", "bloqu", "block",
)  # fmt: skip
_TO_COME_WORDS = frozenset(
    {
        "yet",
        "not",
        "non",
        "pas",
        "venir",
        "come",
        "todo",
        "faire",
        "open",
        "late",
        "false",
        "n",
        "no",
    }
)
_UNDER_WAY = ("progress", "inprogress", "start", "ongoing", "current", "courant", "commence")
_UNDER_WAY_WORDS = frozenset({"cours", "actif", "active", "entame", "entamee"})
_REACHED = (
    "complet", "reach", "achiev", "finish", "termine", "realis", "atteint", "valid", "livre",
    "deliver", "clos", "clotur", "passe", "acheve", "effectue", "accept", "success", "franchi",
)  # fmt: skip
_REACHED_WORDS = frozenset({"done", "fait", "faite", "ok", "true", "oui", "yes", "y", "o"})
_ANY_DATES = "date|datetime|at|le|jour"
_DONE_DATES = "actual|reel*|effective|effectif|completed|completion|done|realis*|reached|achieved"
_OTHER_DATES = "expected|planned|target|prevue|prevu|previs*|due|scheduled|echeance"
_PLANNED = frozenset(
    {"expected", "planned", "target", "prevue", "prevu", "due", "scheduled", "echeance"}
)
_ASIDE = frozenset({"created", "creation", "update", "updated", "modified", "modification", "last"})
_MOST = 200  # milestones; no order has more
_LONGEST_STATE = 100  # characters that are looked at


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step on the way of an order.

    `date` is canonical, "" when there is none; `reached` None when nothing tells; at most one
    is `current`: under way, or next after the last that is reached.
    """

    name: str
    state: str
    date: str
    reached: bool | None
    current: bool = False
    path: str = ""


def milestones(document: object) -> tuple[Milestone, ...]:
    """The milestones of the first place that has some, in the order sent or their own numbers."""
    for place in places(document):
        if is_under(place, MILESTONE_WORDS):
            found = _of_place(place)
            if found:
                return _with_current(found)
    return ()


def milestone_date(path: str, text: str) -> str:
    """The canonical date that a milestone has at this place; "" where that is anything else."""
    may_be, is_named = _dated(path)
    if not may_be:
        return ""
    shape = shape_of(text)
    if shape is Shape.DATE or (shape is Shape.EPOCH and is_named):
        return canonical(text, Kind.DATE)
    return ""


@lru_cache(maxsize=4096)
def _dated(path: str) -> tuple[bool, bool]:
    """Whether a milestone may have a date there, and whether the name says so."""
    *above, last = (words(step) if isinstance(step, str) else () for step in steps(path))
    own = any(is_among(word, MILESTONE_WORDS) for name in above for word in name)
    names = "|".join((_ANY_DATES, _DONE_DATES, _OTHER_DATES)).split("|")
    may_be = own and not any(is_among(word, _ASIDE) for word in last)
    return may_be, any(has_word(name, last) for name in names)


def _of_place(place: Place) -> list[Milestone]:
    if isinstance(place.value, list):
        items = [
            (f"{place.path}[{number}]", item, "")
            for number, item in enumerate(place.value[:_MOST])
            if isinstance(item, dict)
        ]
    elif all(isinstance(item, dict) for item in place.value.values()):  # keyed by name
        inner = list(place.value.items())[:_MOST]
        items = [
            (f"{place.path}.{key}", item, key) for key, item in inner if isinstance(item, dict)
        ]
    else:
        return []
    numbered = [(_rank(item), path, item, name) for path, item, name in items]
    if len({rank for rank, *_ in numbered}) == len(numbered):
        numbered.sort(key=lambda entry: entry[0])
    found = (_milestone(item, path, name) for _, path, item, name in numbered)
    return [milestone for milestone in found if milestone is not None]


def _rank(item: dict[str, object]) -> float:
    for name in ("sequence", "order", "ordre", "rang", "rank", "position", "seq", "index"):
        value = item.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and value == value:  # noqa: PLR0124  NaN
            return value
    return 0.0


def _milestone(item: dict[str, object], path: str, key: str) -> Milestone | None:
    own = members(item, path, levels=2)
    name = first(
        own,
        "name|nom|libelle|label|title|titre|designation|intitule|milestone|jalon|step|etape|task"
        "|description|code|type",
        shapes=LABELLED,
        avoid=frozenset({"date", "state", "status", "etat", "statut", "id"}),
    )
    state = first(own, "status|state|etat|statut", "result|resultat", shapes=LABELLED)
    flag = first(own, "done|reached|completed|atteint|realise|fait|termine", shapes={Shape.FLAG})
    done = first(own, _DONE_DATES, shapes=DATED, avoid=_PLANNED)
    date = done or _date(own)
    title = text_of(name) or key
    if not title or not (state or flag or date):
        return None
    reached = _reached(text_of(state))
    if reached is None and flag is not None:
        reached = _reached(flag.text)
    if reached is None and done is not None:
        reached = True
    return Milestone(title, text_of(state), date_of(date), reached, path=path)


def _date(own: list[Member]) -> Member | None:
    return (
        first(own, _ANY_DATES, shapes=DATED, avoid=_ASIDE | _PLANNED)
        or first(own, _OTHER_DATES, shapes=DATED, avoid=_ASIDE)
        or next((m for m in own if m.shape is Shape.DATE and not _ASIDE & set(m.words)), None)
    )


def _reached(state: str) -> bool | None:
    """What the words of a state say; None for words that are not known."""
    said = words(state[:_LONGEST_STATE])
    if _says(said, _TO_COME, _TO_COME_WORDS) or _is_under_way(state):
        return False
    return True if _says(said, _REACHED, _REACHED_WORDS) else None


def _is_under_way(state: str) -> bool:
    return _says(words(state[:_LONGEST_STATE]), _UNDER_WAY, _UNDER_WAY_WORDS)


def _says(said: Sequence[str], beginnings: tuple[str, ...], whole: frozenset[str]) -> bool:
    return any(word in whole or word.startswith(beginnings) for word in said)


def _with_current(found: list[Milestone]) -> tuple[Milestone, ...]:
    """Marks the one under way, or else the first after the last that is reached."""
    under_way = [
        number
        for number, milestone in enumerate(found)
        if milestone.reached is False and _is_under_way(milestone.state)
    ]
    last = max((number for number, one in enumerate(found) if one.reached), default=-1)
    known = any(milestone.reached is not None for milestone in found)
    current = under_way[0] if under_way else last + 1
    if known and current < len(found):
        found[current] = replace(found[current], current=True)
    return tuple(found)
