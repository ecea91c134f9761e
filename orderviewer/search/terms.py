"""What is asked of an order, as data: each term one condition, all of them together a search."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from orderviewer.fields.roles import Kind, Role


class Computed(StrEnum):
    """A field that no order has, made from what it has and from the day it is asked on."""

    LATE = "late"  # days since the promised date, of orders not done yet; negative before it
    SLIP = "slip"  # working days by which the promised date has moved since it was first seen
    GAP = "gap"  # days from the date wished for to the date promised
    SILENCE = "silence"  # days since the order last changed, of orders not done yet
    DEPARTMENT = "department"  # of the postcode: "75", "2A", "974"
    CHANGED = "changed"  # the day the order last changed
    RECEIVED = "received"  # the day the order was first seen
    SCOPE = "scope"  # a `Standing`
    UNSEEN = "unseen"  # changes of the order that the user has not seen

    @property
    def measure(self) -> Measure:
        return _MEASURES[self]


class Standing(StrEnum):
    """Which orders the field SCOPE can be asked for."""

    CURRENT = "current"
    CLOSED = "closed"
    ALL = "all"
    UNFINISHED = "unfinished"  # current, and neither done nor cancelled by today


class Measure(StrEnum):
    """How the values of a field are compared."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    SCOPE = "scope"


_MEASURES = {
    Computed.LATE: Measure.NUMBER,
    Computed.SLIP: Measure.NUMBER,
    Computed.GAP: Measure.NUMBER,
    Computed.SILENCE: Measure.NUMBER,
    Computed.DEPARTMENT: Measure.TEXT,
    Computed.CHANGED: Measure.DATE,
    Computed.RECEIVED: Measure.DATE,
    Computed.SCOPE: Measure.SCOPE,
    Computed.UNSEEN: Measure.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Path:
    """A place in the JSON as the user writes it: "site.address.city", also its last steps alone.

    "$." before it says that nothing is left out: "$.status" is not "request.status".
    """

    text: str


Field: TypeAlias = Role | Computed | Path


class Operator(StrEnum):
    """How a term compares a field with its value."""

    HAS = ":"  # a word is found in it; a date or number lies within what the value says
    IS = "="  # it is the value, case and accents apart
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    EMPTY = "empty"  # it has no value

    @property
    def orders(self) -> bool:
        """Whether values have to come before or after each other."""
        return self in _ORDERING


_ORDERING = frozenset({Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST})


class Trouble(StrEnum):
    """What was not understood of a term."""

    UNKNOWN_FIELD = "unknown_field"  # so the whole is searched as text
    UNFINISHED = "unfinished"  # nothing after the operator: asks nothing
    NOT_A_DATE = "not_a_date"  # asks nothing
    NOT_A_NUMBER = "not_a_number"  # asks nothing
    NOT_A_SCOPE = "not_a_scope"  # asks nothing
    NOT_ORDERED = "not_ordered"  # < or > of a field that is neither date nor number: asks nothing

    @property
    def asks_nothing(self) -> bool:
        return self is not Trouble.UNKNOWN_FIELD


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; without a `field` the value is looked for in all of them.

    `value` is as typed, without quotes.  `others`: what may be true instead, of the same field
    and neither negated nor with others of their own: "state:a|b".  Dates and numbers in it are
    understood anew whenever the term is asked, so that "+7d" moves with the day.
    """

    value: str
    field: Field | None = None
    operator: Operator = Operator.HAS
    negated: bool = False
    trouble: Trouble | None = None
    others: tuple[Term, ...] = ()

    @property
    def alternatives(self) -> tuple[Term, ...]:
        """Of which one has to be true, or none when the term is negated; each by itself."""
        return (replace(self, negated=False, others=()), *self.others)

    @property
    def asks(self) -> bool:
        """Whether it leaves anything out at all."""
        troubles = [self.trouble, *(one.trouble for one in self.others)]
        return any(trouble is None or not trouble.asks_nothing for trouble in troubles)


@dataclass(frozen=True, slots=True)
class Found:
    """A term with the half-open range of characters it was read from."""

    term: Term
    first: int
    last: int


def measure_of(field: Field | None) -> Measure:
    """How values of this field, or of any, are compared."""
    if isinstance(field, Computed):
        return field.measure
    if isinstance(field, Role) and field.kind is Kind.DATE:
        return Measure.DATE
    return Measure.TEXT
