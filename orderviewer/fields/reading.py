"""Where each role sits in the orders of this company, learnt from the orders themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from orderviewer.fields.document import document
from orderviewer.fields.extraction import Extraction
from orderviewer.fields.hints import hints
from orderviewer.fields.leaves import Leaves
from orderviewer.fields.lookup import Located, locate
from orderviewer.fields.roles import DOCUMENTED, Role
from orderviewer.fields.rules import fitting
from orderviewer.fields.shapes import Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DOCUMENTED_PATHS: Mapping[Role, tuple[str, ...]] = MappingProxyType(  # api.md 1.5
    {
        Role.ID: ("id",),
        Role.REQUEST_ID: ("request.id",),
        Role.REFERENCE: ("request.customerReference",),
        Role.STATE: ("request.status",),
        Role.ORANGE_CONTACT: ("request.orangeContact.name",),
    }
)

_MOST_CANDIDATES = 6  # paths of one role
_MOST_PATHS = 600  # whose values are counted
_FIRST_ORDERS = 200  # all of them are observed,
_STRIDE = 61  # then one in so many; a prime keeps clear of page sizes
_MANY_ORDERS = 10_000  # show all but what is rare:
_LATE_STRIDE = 997  # of more, one in so many


@dataclass(frozen=True)
class Reading:
    """The paths of each role, surest first; the first whose value is not nothing counts.

    Paths are written as `paths` says.  A documented role has at least its documented path; any
    other role that has a path was seen with a value.  `version` grows when the paths change, so
    that values made by an older reading can be told.
    """

    paths: Mapping[Role, tuple[str, ...]] = field(default_factory=lambda: DOCUMENTED_PATHS)
    version: int = 0

    def columns(self) -> tuple[Role, ...]:
        """The roles worth a column: the documented ones, then those that were found."""
        return tuple(role for role in Role if role in DOCUMENTED or self.paths.get(role))

    def values(self, raw: bytes) -> tuple[str, ...]:
        """One canonical text for each `Role`, in its order, "" for nothing; never raises.

        `raw` is one order's JSON in UTF-8; what is no object has no values.  Of several
        appointments the last that still stands counts, and its own state.
        """
        return self.values_of_each((raw,))[0]

    def values_of_each(self, raws: Sequence[bytes]) -> list[tuple[str, ...]]:
        """The values of several orders, at half the cost."""
        return self._extraction.values(raws)

    def values_of(self, decoded: object) -> tuple[str, ...]:
        """The same of an order that is decoded already, a merged one for instance."""
        return self._extraction.values_of(decoded)

    def locate(self, decoded: object) -> dict[Role, Located]:
        """Each role's text and the path it was found at."""
        return locate(decoded, self.paths)

    def to_json(self) -> str:
        return msgspec.json.encode(_of_reading(self)).decode()

    @classmethod
    def from_json(cls, text: str) -> Reading:
        """What `to_json` wrote; ValueError for anything else.  Unknown roles are left out."""
        return _to_reading(msgspec.json.decode(text, type=_StoredReading))

    @cached_property
    def _extraction(self) -> Extraction:
        return Extraction(self.paths)


class _StoredReading(msgspec.Struct):
    version: int
    paths: dict[str, list[str]]


class _StoredLearner(msgspec.Struct):
    reading: _StoredReading
    considered: int
    counts: dict[str, list[int]]


class Learner:
    """Looks at orders and finds out which paths play which role; the same orders, the same answer.

    Names suggest roles and the shapes of the values decide (product.md 0.1).
    """

    def __init__(self) -> None:
        self._reading = Reading()
        self._considered = 0
        self._leaves = Leaves()
        self._counts: dict[str, list[int]] = {}
        self._stale = False

    @property
    def looks_at_each(self) -> bool:
        """Whether the next order is observed whatever its number."""
        return self._considered < _FIRST_ORDERS

    def consider(self, raws: Sequence[bytes]) -> bool:
        """Observes a fair sample of these orders; whether the reading is another one now.

        At first every order is observed, later one in `_STRIDE`, after many one in
        `_LATE_STRIDE`, however they are paged.
        """
        before = self._reading.version
        for number, raw in enumerate(raws, self._considered):
            stride = _STRIDE if number < _MANY_ORDERS else _LATE_STRIDE
            if number < _FIRST_ORDERS or number % stride == 0:
                self.observe(raw)
        self._considered += len(raws)
        return self.reading().version != before

    def observe(self, raw: bytes) -> None:
        """Takes one order into account."""
        self.observe_decoded(document(raw))

    def observe_decoded(self, order: object) -> None:
        """Takes one decoded order into account; anything but an object teaches nothing."""
        if not isinstance(order, dict):
            return
        for path, value in self._leaves.of(order):
            shape = shape_of(value)
            if shape is None:
                continue
            counts = self._counts.get(path)
            if counts is None:
                if len(self._counts) >= _MOST_PATHS:
                    continue
                counts = self._counts[path] = [0] * len(Shape)
            counts[shape] += 1
            self._stale = True

    def reading(self) -> Reading:
        """What is known now; the same object while nothing new was found."""
        if self._stale:
            self._stale = False
            paths = self._paths()
            if paths != self._reading.paths:
                self._reading = Reading(MappingProxyType(paths), self._reading.version + 1)
        return self._reading

    def to_json(self) -> str:
        """The reading with all that is needed to learn on."""
        stored = _StoredLearner(_of_reading(self.reading()), self._considered, self._counts)
        return msgspec.json.encode(stored).decode()

    @classmethod
    def from_json(cls, text: str) -> Learner:
        """What `to_json` wrote; ValueError for anything else."""
        stored = msgspec.json.decode(text, type=_StoredLearner)
        learner = cls()
        learner._reading = _to_reading(stored.reading)
        learner._considered = stored.considered
        learner._counts = {
            path: counts for path, counts in stored.counts.items() if len(counts) == len(Shape)
        }
        learner._stale = True  # the rules may be newer than what was stored
        return learner

    def _paths(self) -> dict[Role, tuple[str, ...]]:
        ranked: dict[Role, list[tuple[int, int, int, str]]] = {}
        for path, counts in self._counts.items():
            total = sum(counts)
            for role, tier in hints(path):
                fit = sum(counts[shape] for shape in fitting(role))
                if fit and 2 * fit >= total:
                    rank = (tier, path.count("["), path.count("."), path)
                    ranked.setdefault(role, []).append(rank)
        paths = dict(DOCUMENTED_PATHS)
        for role in Role:
            documented = DOCUMENTED_PATHS.get(role, ())
            found = tuple(rank[-1] for rank in sorted(ranked.get(role, ())))
            others = tuple(path for path in found if path not in documented)
            if documented or others:
                paths[role] = (documented + others)[:_MOST_CANDIDATES]
        return paths


def _of_reading(reading: Reading) -> _StoredReading:
    paths = {role.value: list(paths) for role, paths in reading.paths.items()}
    return _StoredReading(reading.version, paths)


def _to_reading(stored: _StoredReading) -> Reading:
    known = set(Role)
    paths = dict(DOCUMENTED_PATHS)
    paths.update(
        (Role(name), tuple(found)) for name, found in stored.paths.items() if name in known
    )
    return Reading(MappingProxyType(paths), stored.version)
