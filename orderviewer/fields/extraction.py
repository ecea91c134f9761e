"""Reads the roles of orders from their bytes at a few microseconds each.

Only known paths are decoded, and many orders are read together, column by column.
`lookup.locate` says the same of any decoded document and is the measure for this module.
"""

from __future__ import annotations

from itertools import chain, compress, repeat
from operator import attrgetter
from types import GenericAlias
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import msgspec
from msgspec.structs import astuple

from orderviewer.fields.dates import iso_of_texts
from orderviewer.fields.document import document
from orderviewer.fields.lookup import Paths, locate
from orderviewer.fields.picking import Entry, Pairing, pairings, pick_each
from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.trails import Key, Trail, trail
from orderviewer.fields.values import NOTHING, canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row: TypeAlias = tuple[Any, ...]  # the members of one object, in the order of its positions
Column: TypeAlias = tuple[Any, ...]  # the same member of many objects

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
        names = {_field(position): name for name, position in self.positions.items()}
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


def _field(position: int) -> str:
    """What a wanted member is called as an attribute: its own name may be no identifier."""
    return f"f{position}"


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

    def spread(
        self, found: Sequence[msgspec.Struct], owners: Sequence[int]
    ) -> tuple[list[msgspec.Struct], list[int]]:
        """`objects` of all that was found, each with the owner of what it lies in."""
        values = map(attrgetter(_field(self.position)), found)
        several = [
            value if value.__class__ is list else () if value is None else (value,)
            for value in values
        ]
        inner = list(chain.from_iterable(several))
        owners = list(chain.from_iterable(map(repeat, owners, map(len, several))))
        if self.chooser is None and {self.inner.type}.issuperset(map(type, inner)):
            return inner, owners
        counts = [value.__class__ is not list and bool(self.objects(value)) for value in inner]
        return list(compress(inner, counts)), list(compress(owners, counts))

    def rows(self, values: Column) -> list[Row]:
        """`row` of each, without a call for nearly all there is."""
        type_, blank, chooser = self.inner.type, self.inner.blank, self.chooser
        rows = [
            astuple(value)
            if value.__class__ is type_
            else blank
            if value is None
            else astuple(value[0])
            if value.__class__ is list and len(value) == 1 and value[0].__class__ is type_
            else self.row(value)
            for value in values
        ]
        if chooser is None:
            return rows
        return [row if row[chooser] == self.wanted else blank for row in rows]

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
    """Columns of all wanted values of objects and of those within them, each in a fixed place."""

    def __init__(self, root: _Object) -> None:
        self._root = root
        self._places: dict[Trail, int] = {}  # where the members of an inner object begin
        self._steps: dict[Trail, tuple[int, _Step]] = {}
        self._wanted: list[Trail] = []
        self._program: list[tuple[int, _Step]] = []

    def want(self, steps: Trail) -> None:
        """Makes the value at the end of the trail one of the columns."""
        place = self._root
        for length, key in enumerate(steps[:-1], 1):
            step = place.step(key)
            self._steps.setdefault(steps[:length], (0, step))
            place = step.inner
        place.member(steps[-1].name)

    def seal(self) -> None:
        """To be called when the objects are sealed; `index` and `columns` work afterwards."""
        size = len(self._root.positions)
        self._places[()] = 0
        for way, (_, step) in sorted(self._steps.items(), key=lambda item: len(item[0])):
            self._program.append((self._places[way[:-1]] + step.position, step))
            self._places[way] = size
            size += len(step.inner.positions)

    def index(self, steps: Trail) -> int:
        place = self._root
        for key in steps[:-1]:
            place = place.inner[key.name]
        return self._places[steps[:-1]] + place.positions[steps[-1].name]

    def columns(self, found: Sequence[msgspec.Struct]) -> list[Column]:
        columns = list(zip(*map(astuple, found), strict=True))
        for source, step in self._program if found else ():
            columns += zip(*step.rows(columns[source]), strict=True)
        return columns


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
        self._start: tuple[int, ...] = ()
        self._states: tuple[int, ...] = ()

    @property
    def has_states(self) -> bool:
        return bool(self._pairing.states)

    def seal(self) -> None:
        self._spread.seal()
        self._start = (self._spread.index(self._pairing.start),)
        self._states = tuple(map(self._spread.index, self._pairing.states))

    def picked(self, orders: Sequence[msgspec.Struct]) -> dict[int, Entry]:
        """The appointment that counts, by the place of each order that has any."""
        found, owners = list(orders), list(range(len(orders)))
        for step in self._steps:
            found, owners = step.spread(found, owners)
        columns = self._spread.columns(found)
        size = len(found)
        starts = _first_texts(columns, self._start, size, _DATE)
        states = _first_texts(columns, self._states, size, _TEXT)
        return pick_each(owners, starts, states)


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
        self._places = {role: tuple(map(self._spread.index, trails[role])) for role in Role}
        self._decode = msgspec.json.Decoder(root.type).decode
        self._nothing = root.type()

    def values(self, raws: Sequence[bytes]) -> list[tuple[str, ...]]:
        """The canonical texts of the roles of each order; see `Reading.values`."""
        orders, odd = self._decoded(raws)
        columns, size = self._spread.columns(orders), len(orders)
        texts = {
            role: _first_texts(columns, places, size, role.kind)
            for role, places in self._places.items()
        }
        if self._appointments:
            self._pick(orders, texts)
        found = list(zip(*texts.values(), strict=True))
        for place in odd:
            found[place] = self.values_of(document(raws[place]))
        return found

    def values_of(self, decoded: object) -> tuple[str, ...]:
        """The same of a decoded document."""
        found = locate(decoded, self._paths)
        return tuple(found[role].text for role in Role)

    def _decoded(self, raws: Sequence[bytes]) -> tuple[list[msgspec.Struct], list[int]]:
        """The orders, and the places of those that are no object or no JSON for this decoder."""
        orders: list[msgspec.Struct] = []
        odd = []
        for place, raw in enumerate(raws):
            try:
                orders.append(self._decode(raw))
            except (ValueError, RecursionError):
                orders.append(self._nothing)
                odd.append(place)
        return orders, odd

    def _pick(self, orders: Sequence[msgspec.Struct], texts: dict[Role, list[str]]) -> None:
        """Gives the appointments that stand, and their states."""
        starts = [""] * len(orders)
        states: list[str | None] = [None] * len(orders)
        for appointments in self._appointments:
            for place, (start, state) in appointments.picked(orders).items():
                if starts[place]:
                    continue
                starts[place] = start
                if appointments.has_states:
                    states[place] = state
                elif states[place] is not None:
                    states[place] = ""
        without = [order for order, state in zip(orders, states, strict=True) if state is None]
        columns = self._states.columns(without)
        others = iter(_first_texts(columns, self._state_places, len(without), _TEXT))
        texts[Role.APPOINTMENT] = starts
        texts[Role.APPOINTMENT_STATE] = [next(others) if s is None else s for s in states]


def _first_texts(
    columns: Sequence[Column], places: Sequence[int], size: int, kind: Kind
) -> list[str]:
    """Of each of `size` objects the first value that is not nothing, as its canonical text."""
    if not places or not size:
        return [""] * size
    texts = _texts(columns[places[0]], kind)
    for place in places[1:]:
        if "" in texts:
            pairs = zip(texts, columns[place], strict=True)
            texts = [text or canonical(value, kind) for text, value in pairs]
    return texts


def _texts(values: Column, kind: Kind) -> list[str]:
    """`canonical` of each, without a call for nearly all there is."""
    try:
        texts = list(map(str.strip, ["" if value is None else value for value in values]))
    except TypeError:  # something else than a text among them
        return [canonical(value, kind) for value in values]
    if not NOTHING.isdisjoint(texts):
        texts = ["" if text in NOTHING else text for text in texts]
    return iso_of_texts(texts) if kind is _DATE else texts
