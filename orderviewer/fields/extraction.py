"""Reads the roles of an order from its bytes at a few microseconds: only known paths are decoded.

`lookup.locate` says the same of any decoded document and is the measure for this module.
"""

from __future__ import annotations

from operator import attrgetter, itemgetter
from types import GenericAlias
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import msgspec
from msgspec.structs import astuple

from orderviewer.fields.dates import LONGEST_DATE, iso_of_text
from orderviewer.fields.document import document
from orderviewer.fields.lookup import Paths, locate
from orderviewer.fields.picking import Entry, Pairing, pairings, pick
from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.trails import Key, Trail, trail
from orderviewer.fields.values import NOTHING, canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Row: TypeAlias = tuple[Any, ...]  # the members of one object, in the order of its positions
Flat: TypeAlias = list[Any]

_DATE = Kind.DATE
_TEXT = Kind.TEXT


class _Object:
    """The members of one object that are wanted, as a type to decode into."""

    def __init__(self) -> None:
        self.positions: dict[str, int] = {}
        self.inner: dict[str, _Object] = {}
        self.type: type[msgspec.Struct] = msgspec.Struct
        self.blank: tuple[None, ...] = ()

    def member(self, name: str) -> int:
        return self.positions.setdefault(name, len(self.positions))

    def within(self, name: str) -> _Object:
        self.member(name)
        return self.inner.setdefault(name, _Object())

    def step(self, key: Key) -> _Step:
        inner = self.within(key.name)
        chooser = None if key.chosen_by is None else inner.member(key.chosen_by)
        return _Step(inner, self.member(key.name), chooser, key.wanted)

    def seal(self) -> None:
        """Makes the types, innermost first; nothing can be wanted afterwards."""
        for inner in self.inner.values():
            inner.seal()
        names = {f"f{position}": name for name, position in self.positions.items()}
        self.type = msgspec.defstruct(
            "Wanted",
            [(field, self._type_of(name), None) for field, name in names.items()],
            rename=names,
            gc=False,
        )
        self.blank = (None,) * len(names)

    def _type_of(self, name: str) -> Any:  # noqa: ANN401  a type made at run time
        """Whatever an order may surprise us with; objects only as far as they are wanted."""
        if name not in self.inner:
            return Any
        inner: Any = self.inner[name].type
        bare = inner | str | int | float | bool | None
        return bare | GenericAlias(list, (bare | list,))


class _Step(NamedTuple):
    """From an object to one inside it, or to those in a list."""

    inner: _Object
    position: int
    chooser: int | None
    wanted: str

    def objects(self, value: object) -> list[msgspec.Struct]:
        """The objects that count, of one object or a list."""
        type_, chooser = self.inner.type, self.chooser
        items = value if isinstance(value, list) else (value,)
        found = [item for item in items if item.__class__ is type_]
        if chooser is None:
            return found
        return [item for item in found if astuple(item)[chooser] == self.wanted]

    def row(self, value: object) -> Row:
        """The members of those objects as if they were one: each the first that is something."""
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, self.inner.type):
            row = astuple(value)
            counts = self.chooser is None or row[self.chooser] == self.wanted
            return row if counts else self.inner.blank
        found = self.objects(value)
        if not found:
            return self.inner.blank
        columns = enumerate(zip(*map(astuple, found), strict=True))
        inner = {self.inner.positions[name] for name in self.inner.inner}
        return tuple(_together(c) if place in inner else _first(c) for place, c in columns)


def _together(values: Iterable[Any]) -> list[Any]:
    """Everything in one list, for a later step to choose from."""
    return [item for value in values for item in (value if value.__class__ is list else (value,))]


def _first(values: Iterable[object]) -> object:
    return next((value for value in values if value is not None and canonical(value, _TEXT)), None)


class _Spread:
    """A list of all wanted values of an object and of those within it, each in a fixed place."""

    def __init__(self, root: _Object) -> None:
        self._root = root
        self._places: dict[Trail, int] = {}  # where the members of an inner object begin
        self._steps: dict[Trail, tuple[int, _Step]] = {}
        self._wanted: list[Trail] = []
        self._program: list[tuple[int, type[msgspec.Struct] | None, Row, _Step]] = []

    def want(self, steps: Trail) -> None:
        """Makes the value at the end of the trail one of the list."""
        place = self._root
        for length, key in enumerate(steps[:-1], 1):
            step = place.step(key)
            self._steps.setdefault(steps[:length], (0, step))
            place = step.inner
        place.member(steps[-1].name)

    def seal(self) -> None:
        """To be called when the objects are sealed; `index` and `values` work afterwards."""
        size = len(self._root.positions)
        self._places[()] = 0
        for way, (_, step) in sorted(self._steps.items(), key=lambda item: len(item[0])):
            source = self._places[way[:-1]] + step.position
            plain = step.inner.type if step.chooser is None else None
            self._program.append((source, plain, step.inner.blank, step))
            self._places[way] = size
            size += len(step.inner.positions)

    def index(self, steps: Trail) -> int:
        place = self._root
        for key in steps[:-1]:
            place = place.inner[key.name]
        return self._places[steps[:-1]] + place.positions[steps[-1].name]

    def field(self, steps: Trail) -> str:
        """The attributes that lead there when every step is one object."""
        place, names = self._root, []
        for key in steps:
            names.append(f"f{place.positions[key.name]}")
            place = place.inner.get(key.name, place)
        return ".".join(names)

    def values(self, found: msgspec.Struct) -> Flat:
        flat = list(astuple(found))
        extend = flat.extend
        for source, type_, blank, step in self._program:
            value = flat[source]
            if value is None:
                extend(blank)
            elif value.__class__ is type_:
                extend(astuple(value))
            else:
                extend(step.row(value))
        return flat


class _Appointments:
    """The way to appointments and the places of their start and state."""

    def __init__(self, pairing: Pairing, root: _Object) -> None:
        self._steps: tuple[_Step, ...] = ()
        place = root
        for key in pairing.way:
            self._steps += (place.step(key),)
            place = self._steps[-1].inner
        self._pairing = pairing
        self._spread = _Spread(place)
        for steps in (pairing.start, *pairing.states):
            self._spread.want(steps)
        self._look: Callable[[msgspec.Struct], Any] = str
        self._places: tuple[int, ...] = ()

    @property
    def has_states(self) -> bool:
        return bool(self._pairing.states)

    def seal(self) -> None:
        self._spread.seal()
        trails = (self._pairing.start, *self._pairing.states)
        self._places = tuple(map(self._spread.index, trails))
        self._look = attrgetter(*(self._spread.field(steps) for steps in trails), "__class__")

    def pick(self, order: msgspec.Struct) -> Entry | None:
        found = [order]
        for step in self._steps:
            members = [astuple(outer)[step.position] for outer in found]
            found = [item for value in members if value is not None for item in step.objects(value)]
        return pick([self._entry(item) for item in found]) if found else None

    def _entry(self, found: msgspec.Struct) -> Entry:
        try:
            start, *states, _ = self._look(found)
        except AttributeError:  # something on the way is no single object
            flat = self._spread.values(found)
            start, *states = (flat[place] for place in self._places)
        for state in states:
            text = canonical(state, _TEXT)
            if text:
                return canonical(start, _DATE), text
        return canonical(start, _DATE), ""


class Extraction:
    """The compiled form of a reading's paths."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        trails = {
            role: [steps for path in paths.get(role, ()) if (steps := trail(path))] for role in Role
        }
        root = _Object()
        self._spread = _Spread(root)
        pairs = pairings(trails[Role.APPOINTMENT], trails[Role.APPOINTMENT_STATE])
        self._appointments = [_Appointments(pairing, root) for pairing in pairs]
        self._states = _Spread(root)
        state_trails = trails[Role.APPOINTMENT_STATE] if pairs else []
        if pairs:  # looked at after the other roles
            trails[Role.APPOINTMENT] = trails[Role.APPOINTMENT_STATE] = []
        for steps in state_trails:
            self._states.want(steps)
        for steps in (steps for several in trails.values() for steps in several):
            self._spread.want(steps)
        root.seal()
        self._spread.seal()
        self._states.seal()
        self._state_places = tuple(map(self._states.index, state_trails))
        for appointments in self._appointments:
            appointments.seal()
        places = {role: tuple(map(self._spread.index, trails[role])) for role in Role}
        self._first = itemgetter(*(places[role][0] if places[role] else -1 for role in Role))
        self._later = tuple(places[role][1:] for role in Role)
        self._decode = msgspec.json.Decoder(root.type).decode

    def values(self, raw: bytes) -> tuple[str, ...]:
        """The canonical text of each role, in the order of `Role`; see `Reading.values`."""
        try:
            order = self._decode(raw)
        except (ValueError, RecursionError):  # no object, or no JSON for the strict decoder
            return self.values_of(document(raw))
        flat = self._spread.values(order)
        flat.append(None)  # for roles without a path
        texts = []
        for value, is_date, later in zip(self._first(flat), _DATES, self._later, strict=True):
            if value.__class__ is str:  # `canonical`, without a call, for nearly all there is
                text = value.strip()
                if len(text) > 4 or text not in NOTHING:
                    if is_date and len(text) <= LONGEST_DATE:
                        text = iso_of_text(text) or text
                    texts.append(text)
                    continue
            text = "" if value is None else canonical(value, _DATE if is_date else _TEXT)
            for place in later:
                if text:
                    break
                text = canonical(flat[place], _DATE if is_date else _TEXT)
            texts.append(text)
        if self._appointments:
            self._pick(order, texts)
        return tuple(texts)

    def values_of(self, decoded: object) -> tuple[str, ...]:
        """The same of a decoded document."""
        found = locate(decoded, self._paths)
        return tuple(found[role].text for role in Role)

    def _pick(self, order: msgspec.Struct, texts: list[str]) -> None:
        """Puts the appointment that stands, and its state, in their places."""
        state: str | None = None
        for appointments in self._appointments:
            entry = appointments.pick(order)
            if entry is None:
                continue
            if appointments.has_states:
                state = entry[1]
            elif state is not None:
                state = ""
            if entry[0]:
                texts[_APPOINTMENT] = entry[0]
                break
        if state is None:
            flat = self._states.values(order)
            states = (canonical(flat[place], _TEXT) for place in self._state_places)
            state = next(filter(None, states), "")
        texts[_APPOINTMENT_STATE] = state


_DATES = tuple(role.kind is _DATE for role in Role)
_APPOINTMENT = list(Role).index(Role.APPOINTMENT)
_APPOINTMENT_STATE = list(Role).index(Role.APPOINTMENT_STATE)
