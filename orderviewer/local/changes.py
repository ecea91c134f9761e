"""Two versions of an order made typed changes: what happened, in words a reader has."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.contacts import CONTACT_WORDS
from orderviewer.fields.document import document
from orderviewer.fields.hints import CONTENTS, LABELS
from orderviewer.fields.milestones import milestone_date
from orderviewer.fields.naming import is_among, words
from orderviewer.fields.paths import Each, steps
from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.rules import APPOINTMENT_WORDS
from orderviewer.fields.values import canonical
from orderviewer.fields.workdays import day_of, moved_by
from orderviewer.local.meaning import Difference, compared, pattern_of
from orderviewer.local.records import Change, EventKind
from orderviewer.local.visits import appointment_change, changed_visits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from orderviewer.fields.document import Json
    from orderviewer.fields.reading import Reading

_PLACES = {role: place for place, role in enumerate(Role)}
_ADDRESS = (Role.SITE, Role.STREET, Role.POSTCODE, Role.TOWN)
_MOVING = (Role.PROMISED, Role.REQUESTED, Role.ORDERED)
_ENDS = {Role.COMPLETED: EventKind.COMPLETED, Role.CANCELLED: EventKind.CANCELLED}
_SCOPES = frozenset({"current", "closed"})
_NAMES = frozenset({"name", "nom", "fullname"})


class Compared(NamedTuple):
    """Two versions of an order that differ in meaning: every field, and what that tells."""

    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]


class Comparer:
    """Compares versions of orders by meaning; a reading says which field is what."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._patterns = {
            role: frozenset(map(pattern_of, paths)) for role, paths in reading.paths.items()
        }

    def compare(
        self, before: bytes, after: bytes, *, today: date, moved: bool = False
    ) -> Compared | None:
        """What is different, None when both versions mean the same (`meaning.differences`).

        `today` tells appointments that are over from such as are called off when they are no
        longer listed.  `moved`: the order changed lists, which is told elsewhere.
        """
        old, new = document(before), document(after)
        found = compared(old, new)
        if not found:
            return None
        values = self._reading.values_of_each((before, after))
        sorting = _Sorting(found, self._reading, self._patterns, *values)
        sorting.take_state()
        sorting.take_dates()
        sorting.take_address()
        sorting.take_visits(old, new, today)
        sorting.take_appointment(today)
        sorting.take_contacts()
        sorting.take_milestones()
        sorting.take_rest(moved=moved)
        return Compared(found, tuple(sorting.changes))


class _Sorting:
    """Takes differences out of a heap, kind by kind; what nobody took is some other field."""

    def __init__(
        self,
        found: Iterable[Difference],
        reading: Reading,
        patterns: dict[Role, frozenset[str]],
        old: tuple[str, ...],
        new: tuple[str, ...],
    ) -> None:
        self._rest = _without_labels(found)
        self._reading = reading
        self._patterns = patterns
        self._old = old
        self._new = new
        self.changes: list[Change] = []

    def take_state(self) -> None:
        """The step is a second word for the state, told alone only when that stayed."""
        if self._take_role(Role.STATE, EventKind.STATE_CHANGED):
            self._take(lambda one: one.pattern in self._patterns.get(Role.STEP, ()))
        elif not self._texts(Role.STATE)[1]:
            self._take_role(Role.STEP, EventKind.STATE_CHANGED)

    def take_dates(self) -> None:
        for role in _MOVING:
            self._take_role(role, EventKind.DATE_MOVED)
        for role, kind in _ENDS.items():
            before = self._texts(role)[0]
            self._take_role(role, EventKind.DATE_MOVED if before else kind)

    def take_address(self) -> None:
        taken = [one for role in _ADDRESS for one in self._take_of(role)]
        if taken:
            parents = {parent for one in taken if (parent := _parent(one.path))}
            self._take(lambda one: _parent(one.path) in parents)
            before, after = _address(self._old), _address(self._new)
            self._add(EventKind.ADDRESS_CHANGED, taken[0].path, before, after)

    def take_visits(self, old: Json, new: Json, today: date) -> None:
        if taken := self._take(lambda one: is_of_visit(one.pattern)):
            changes, left = changed_visits(taken, old, new, today)
            self.changes.extend(changes)
            self._rest.extend(left)

    def take_appointment(self, today: date) -> None:
        """One that no object is, but a value beside its name."""
        before, after = self._texts(Role.APPOINTMENT)
        if not after and (day := day_of(before)) is not None and day < today:
            return
        for one in self._exact(Role.APPOINTMENT)[:1]:
            self._take(one.__eq__)
            self.changes.append(appointment_change(one.path, before, after))

    def take_contacts(self) -> None:
        people: dict[str, list[Difference]] = {}
        for one in self._rest:
            if (person := person_of(one.path)) and not is_of_visit(one.pattern):
                people.setdefault(person, []).append(one)
        for person, own in people.items():
            self._take(own.__contains__)
            named = next((one for one in own if _NAMES & set(_last_words(one.pattern))), own[0])
            self._add(EventKind.CONTACT_CHANGED, person, named.before, named.after)

    def take_milestones(self) -> None:
        """Their dates, however they are written; one may be set, or taken back."""
        for one in self._rest:
            before, after = (milestone_date(one.path, text) for text in (one.before, one.after))
            if (before or not one.before) and (after or not one.after):
                self._take(one.__eq__)
                days = moved_by(before, after)
                self._add(EventKind.DATE_MOVED, one.path, before, after, days=days)

    def take_rest(self, *, moved: bool) -> None:
        for one in self._rest:
            scopes = {one.before.lower(), one.after.lower()}
            if not (moved and scopes == _SCOPES):
                self._add(
                    EventKind.FIELD_CHANGED, one.path, one.before, one.after, self._role_of(one)
                )

    def _take_role(self, role: Role, kind: EventKind) -> bool:
        """Tells the change of a role's text, if that is among the differences."""
        taken = self._take_of(role)
        if not taken:
            return False
        before, after = self._texts(role)
        days = moved_by(before, after) if kind is EventKind.DATE_MOVED else None
        self._add(kind, taken[0].path, before, after, role, days)
        return True

    def _take_of(self, role: Role) -> list[Difference]:
        """The differences that the role's new text stems from."""
        before, after = self._texts(role)
        if before == after:
            return []
        taken = (
            self._exact(role)
            or [one for one in self._rest if self._plays(role, one)][:1]
            or self._half(role)[:1]
        )
        return self._take(taken.__contains__)

    def _exact(self, role: Role) -> list[Difference]:
        """Those between the very texts that the role had and has."""
        texts, patterns = self._texts(role), self._patterns.get(role, ())
        if texts[0] == texts[1]:
            return []
        return [
            one
            for one in self._rest
            if one.pattern in patterns and _canonical(one, role.kind) == texts
        ]

    def _half(self, role: Role) -> list[Difference]:
        """Those that took the text it had, or brought the one it has."""
        (before, after), patterns = self._texts(role), self._patterns.get(role, ())
        pairs = [(one, _canonical(one, role.kind)) for one in self._rest if one.pattern in patterns]
        return [one for one, (was, now) in pairs if was == before != "" or now == after != ""]

    def _plays(self, role: Role, one: Difference) -> bool:
        """Whether its path is the role's; that of a choice among items stands for one of them."""
        paths = self._reading.paths.get(role, ())
        return one.path in paths or one.pattern in paths

    def _take(self, wanted: Callable[[Difference], bool]) -> list[Difference]:
        taken = [one for one in self._rest if wanted(one)]
        self._rest = [one for one in self._rest if one not in taken] if taken else self._rest
        return taken

    def _texts(self, role: Role) -> tuple[str, str]:
        place = _PLACES[role]
        return self._old[place], self._new[place]

    def _role_of(self, one: Difference) -> Role | None:
        return next((role for role in self._patterns if self._plays(role, one)), None)

    def _add(
        self,
        kind: EventKind,
        path: str,
        before: str,
        after: str,
        role: Role | None = None,
        days: int | None = None,
    ) -> None:
        self.changes.append(Change(kind, path, before, after, role, days))


def _without_labels(found: Iterable[Difference]) -> list[Difference]:
    """Without the names that came or went with the values beside them."""
    every = list(found)
    valued = {_parent(one.path) for one in every if steps(one.path)[-1] in CONTENTS}
    return [one for one in every if not (_is_label(one.path) and _parent(one.path) in valued)]


def _is_label(path: str) -> bool:
    """Whether its item is chosen by it, as a value by its name."""
    *_, item, last = (None, *steps(path))
    return isinstance(item, Each) and item.key == last and item.key in LABELS


@lru_cache(maxsize=4096)
def is_of_visit(pattern: str) -> bool:
    """Whether a field belongs to an appointment, as far as its path tells."""
    return any(
        is_among(word, APPOINTMENT_WORDS)
        for step in steps(pattern)
        if isinstance(step, str)
        for word in words(step)
    )


@lru_cache(maxsize=4096)
def person_of(path: str) -> str:
    """The part of a path that leads to the person it is about, "" when it is about nobody."""
    found, walked = "", ""
    own = False  # whether the step before says that a person, or people, follow
    for token in _tokens(path):
        walked += token
        if token.startswith("["):
            found = walked if own else found
            continue
        own = any(is_among(word, CONTACT_WORDS) for word in words(token.lstrip(".")))
        found = walked if own else found
    return found


def _tokens(path: str) -> list[str]:
    """The steps as they are written, with their dots and brackets."""
    tokens: list[str] = []
    start, depth, skipped = 0, 0, False
    for place, character in enumerate(path):
        if skipped or character == "\\":
            skipped = not skipped
        elif character == "]":
            depth -= 1
        elif character == "[" or (character == "." and not depth):
            tokens.append(path[start:place])
            start = place
            depth += character == "["
    return [token for token in (*tokens, path[start:]) if token]


def _last_words(pattern: str) -> tuple[str, ...]:
    keys = [step for step in steps(pattern) if isinstance(step, str)]
    return words(keys[-1]) if keys else ()


def _parent(path: str) -> str:
    return "".join(_tokens(path)[:-1])


def _canonical(one: Difference, kind: Kind) -> tuple[str, str]:
    return canonical(one.before, kind), canonical(one.after, kind)


def _address(values: tuple[str, ...]) -> str:
    site, street, postcode, town = (values[_PLACES[role]] for role in _ADDRESS)
    return ", ".join(filter(None, (site, street, f"{postcode} {town}".strip())))
