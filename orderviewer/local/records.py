"""What the store answers: plain data about orders, pages and crawls."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from orderviewer.fields.roles import Role
    from orderviewer.order import Scope
    from orderviewer.search.terms import Term


class Row(NamedTuple):
    """One order as a line of a table; `values` has one canonical text per Role, in Role order.

    `missing`: a crawl read the order's list to its end without meeting it.
    """

    number: int
    key: str
    stream: Scope
    values: tuple[str, ...]
    missing: bool


@dataclass(frozen=True, slots=True)
class Stored:
    """All that is kept of one order; the JSON is as received, times are aware (UTC)."""

    number: int
    key: str
    has_id: bool
    stream: Scope
    missing: bool
    list_json: bytes
    detail_json: bytes | None
    first_seen: datetime
    last_seen: datetime
    detail_seen: datetime | None


@dataclass(frozen=True, slots=True)
class Put:
    """What a page brought; orders are named by their row numbers, each at most once.

    `numbers`: every order of the page.  `new`: never stored before.  `changed`: stored before
    and now different in content, in stream, or no longer missing.  `known`: how many were stored
    before.  `reading_changed`: the page taught where another role is found, so columns may appear
    and `Store.rederive` has work.
    """

    numbers: tuple[int, ...]
    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    known: int = 0
    reading_changed: bool = False


@dataclass(frozen=True, slots=True)
class StreamProgress:
    """How far the latest crawl that stored anything came.

    `received`: distinct orders it met.  `about`: the service's own count, a hint.  `complete`:
    it read the list to its end, and that was true.  `as_of`: its last sign of life, None when
    the stream was never read.
    """

    received: int = 0
    about: int | None = None
    complete: bool = False
    as_of: datetime | None = None


class Backup(NamedTuple):
    """A copy of the whole store: when it was made, aware, of which version, and its bytes."""

    file: Path
    made: datetime
    version: int
    size: int


class Saved(NamedTuple):
    """What was carried over from a damaged file: how much, and whether that is every order."""

    orders: int = 0
    events: int = 0
    versions: int = 0
    whole: bool = False


class Rescued(NamedTuple):
    """A damaged file's name now, and what the new one in its place has of it."""

    file: str
    saved: Saved


class Match(NamedTuple):
    """A value that a term found: its path in the JSON, its role if it plays one, and its text."""

    term: Term
    path: str
    role: Role | None
    text: str


class Place(NamedTuple):
    """A path in the orders' JSON, and a few of the different values that stand there, as text."""

    path: str
    texts: tuple[str, ...]


class WantedDetail(NamedTuple):
    """An order to be asked for by id; `stream`: the list it stands in."""

    number: int
    key: str
    stream: Scope


class Gain(NamedTuple):
    """Of so many details, how many said something that the list does not say."""

    tried: int
    gained: int


@dataclass(frozen=True, slots=True)
class DetailPlan:
    """The orders to ask for by id, in that order, and what details of each list were good for."""

    wanted: tuple[WantedDetail, ...]
    gains: Mapping[Scope, Gain]


class EventKind(StrEnum):
    """What can happen to an order, as far as two looks at it tell (product.md 3, idea 1)."""

    NEW = "new"
    STATE_CHANGED = "state_changed"
    DATE_MOVED = "date_moved"  # also one that is set or taken back
    APPOINTMENT_SET = "appointment_set"
    APPOINTMENT_MOVED = "appointment_moved"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    ADDRESS_CHANGED = "address_changed"
    CONTACT_CHANGED = "contact_changed"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    LEFT_CURRENT = "left_current"  # and is now in Closed
    REAPPEARED = "reappeared"  # after it had vanished, or in Current after Closed
    VANISHED = "vanished"  # in neither list any more
    FIELD_CHANGED = "field_changed"  # any other
    SCHEMA_CHANGED = "schema_changed"  # the same new, lost or reworded fields in most orders


class Change(NamedTuple):
    """What happened, without when and to which order.

    Texts are canonical, "" for nothing; a stream for the kinds that are about lists.  `path` is
    the field's, as `local.meaning` writes it; `role`: what the field is for, if that is known.
    `days`: by how many working days a date or appointment moved, earlier is negative.  A schema
    change names fields, one a line: lost ones in `before`, new ones in `after`, reworded or
    restless ones in `path`.
    """

    kind: EventKind
    path: str = ""
    before: str = ""
    after: str = ""
    role: Role | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A change, when it was noticed, and whether the user has seen it; times are aware (UTC).

    It happened after `not_before`, when the service still said otherwise, and not after
    `not_after`, when it was noticed: nobody can know more.  `number` and `key` are None and ""
    for what concerns many `orders`.
    """

    event: int
    number: int | None
    key: str
    change: Change
    not_before: datetime
    not_after: datetime
    seen: bool
    orders: int = 1


@dataclass(frozen=True, slots=True)
class Unseen:
    """How many orders have changes the user has not seen, and how many such of each kind.

    `latest`: the newest event there is, seen or not; 0 for none.
    """

    orders: int
    kinds: Mapping[EventKind, int]
    latest: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """An order's JSON from `since` until `until`, None for the present one; last met at `seen`."""

    detail: bool
    since: datetime
    seen: datetime
    until: datetime | None
    json: bytes


class Fate(StrEnum):
    """What became of an order from one day to another; of several the first one counts."""

    NEW = "new"
    REAPPEARED = "reappeared"
    VANISHED = "vanished"
    CLOSED = "closed"
    LATER = "later"  # the promised date
    EARLIER = "earlier"
    STATE_CHANGED = "state_changed"
    CHANGED = "changed"  # in any other way
    UNCHANGED = "unchanged"


class Shift(NamedTuple):
    """A field that is otherwise on a later day; `role`, or `path` for a field without one."""

    role: Role | None
    path: str
    before: str
    after: str


class Compared(NamedTuple):
    """An order on two days; `values` as `Row.values`, the later ones unless it vanished."""

    number: int
    key: str
    fate: Fate
    values: tuple[str, ...]
    shifts: tuple[Shift, ...]
