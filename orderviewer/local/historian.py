"""What was: events, older versions, and the table of another day."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from orderviewer.local.comparing import Days, TwoDays
from orderviewer.local.deltas import older_ones
from orderviewer.local.earlier import differences_between
from orderviewer.local.events import mark_seen, read_events, read_unseen, read_unseen_orders
from orderviewer.local.expressions import STREAMS
from orderviewer.local.fates import fates
from orderviewer.local.history import Source
from orderviewer.local.jsons import intact
from orderviewer.local.moments import milliseconds, time_of
from orderviewer.local.past import Past, orders_then
from orderviewer.local.presence import lost_orders
from orderviewer.local.records import Version
from orderviewer.local.seals import require_seal

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import datetime

    from orderviewer.fields.reading import Reading
    from orderviewer.local.database import Database
    from orderviewer.local.meaning import Difference
    from orderviewer.local.past import Then
    from orderviewer.local.query import Query
    from orderviewer.local.records import Event, EventKind, Fate, Row, Unseen
    from orderviewer.order import Scope

_LIST = (
    "SELECT digest, unpacked(packed), seal, first_seen, changed, last_seen"
    " FROM orders JOIN bodies USING (number)"
    " WHERE number = ?"
)
_DETAIL = "SELECT digest, unpacked(packed), seal, since, seen FROM details WHERE number = ?"
_ENDS = "SELECT DISTINCT until FROM versions WHERE number = ? AND until <= ? ORDER BY until DESC"
_EVER = 2**62  # later than anything
_VERSIONS = """
    SELECT since, seen, until, json, seal FROM versions WHERE number = ? AND source = ?
    ORDER BY version DESC
"""


class History:
    """A store's door to what was, for the store's own thread; times are aware.

    Every method raises StoreDamaged with the cause that fits.
    """

    def __init__(self, database: Database, reading: Callable[[], Reading]) -> None:
        self._database = database
        self._reading = reading
        self._past: Past | None = None
        self._two_days: TwoDays | None = None

    def close(self) -> None:
        if self._two_days is not None:
            self._two_days.close()
            self._two_days = None
        if self._past is not None:
            self._past.close()
            self._past = None

    # --- events

    def events(
        self,
        since: datetime | None = None,
        *,
        number: int | None = None,
        unseen: bool = False,
        kinds: Collection[EventKind] | None = None,
        limit: int = 500,
        before: int | None = None,
        after: int | None = None,
        text: str = "",
    ) -> list[Event]:
        """The newest first: noticed after `since`, of one order, unseen, of these kinds.

        `before`, `after`: an `Event.event`; those older than it, for the next page, or newer.
        `text`: part of the order's key or of the customer's reference.
        """
        return read_events(
            self._database,
            since=None if since is None else milliseconds(since),
            number=number,
            unseen=unseen,
            kinds=kinds,
            limit=limit,
            between=(after, before),
            text=text,
        )

    def mark_seen(
        self,
        events: Iterable[int] | None = None,
        *,
        numbers: Iterable[int] = (),
        until: int | None = None,
    ) -> None:
        """These events and all of these orders; everything when neither is given.

        `until`: what came after this event stays unseen, for nobody can have seen it yet.
        """
        if self._database.read_only:
            return  # it was made by a newer program, which keeps that
        chosen = list(numbers)
        with self._database.writing():
            everything = events is None and not chosen
            mark_seen(self._database, None if everything else events or (), chosen, until)

    def unseen_counts(self) -> Unseen:
        return read_unseen(self._database)

    def unseen_orders(self, among: Sequence[int] | None = None) -> frozenset[int]:
        """The row numbers, of these or of all, that have changes the user has not seen."""
        return read_unseen_orders(self._database, among)

    def lost(self, stream: Scope) -> list[int]:
        """Orders last listed in `stream` and in neither list now, before they are told vanished.

        Ask the service for them by id (`Store.lost`).
        """
        return lost_orders(self._database, STREAMS.index(stream))

    # --- one order

    def versions(self, number: int) -> list[Version]:
        """Every version kept, the present ones too: the list's, then the detail's, newest first."""
        with self._database.snapshot():
            return [
                version
                for source, present in ((Source.LIST, _LIST), (Source.DETAIL, _DETAIL))
                for row in self._database.query(present, (number,))
                for version in self._versions(number, source, *row)
            ]

    def _versions(
        self, number: int, source: Source, digest: bytes, json: bytes, seal: int, *times: int
    ) -> list[Version]:
        """Of one call, of which there is a present version; the last of the times is its latest."""
        *sealed, met = times
        require_seal(seal, number, *sealed)
        body, _ = intact(digest, json, None, None)
        rows = self._database.query(_VERSIONS, (number, source))
        for *moments, _, sealed_by in rows:
            require_seal(sealed_by, number, int(source), *moments)
        first = rows[-1][0] if source is Source.DETAIL and rows else sealed[0]
        begins = [*(until for _, _, until, *_ in rows), first]
        ends = [None, *(time_of(until) for _, _, until, *_ in rows)]
        last_met = [met, *(last for _, last, *_ in rows)]
        bodies = [body, *older_ones(body, [packed for *_, packed, _ in rows])]
        return [
            Version(source is Source.DETAIL, time_of(since), time_of(last), until, was)
            for since, last, until, was in zip(begins, last_met, ends, bodies, strict=True)
        ]

    def ends(self, number: int, when: datetime | None = None) -> list[datetime]:
        """When each earlier version was replaced, the latest first; up to `when`, or now."""
        latest = _EVER if when is None else milliseconds(when)
        return [time_of(until) for (until,) in self._database.query(_ENDS, (number, latest))]

    def differences_since(
        self, number: int, end: datetime, when: datetime | None = None
    ) -> tuple[Difference, ...]:
        """What became of the version that was replaced at `end`, until `when` or until now."""
        moments = milliseconds(end) - 1, _EVER if when is None else milliseconds(when)
        with self._database.snapshot():
            found = [next(orders_then(self._database, [number], at), None) for at in moments]
        before, after = found
        return differences_between(before, after) if before and after else ()

    def as_of(self, number: int, when: datetime) -> Then | None:
        """An order as the store knew it at `when`, None when it did not."""
        return self._at(when).order(number)

    # --- many orders

    def synced(self, stream: Scope | None = None) -> list[datetime]:
        """When complete crawls ended, of one list or of any: the days one can go back to."""
        chosen = "" if stream is None else f" AND stream = {STREAMS.index(stream)}"
        rows = self._database.query(
            f"SELECT as_of FROM crawls WHERE complete{chosen} ORDER BY as_of"  # noqa: S608
        )
        return [time_of(moment) for (moment,) in rows]

    def table(self, when: datetime) -> Past:
        """The table of that moment, until another one is asked for."""
        return self._at(when)

    def numbers_as_of(self, when: datetime, query: Query) -> array[int]:
        """As `Store.numbers`, of the table as it was."""
        return self._at(when).numbers(query)

    def rows_as_of(self, when: datetime, numbers: Sequence[int]) -> list[Row]:
        """As `Store.rows`, of the table as it was."""
        return self._at(when).rows(numbers)

    def compare(self, earlier: datetime, later: datetime) -> dict[Fate, array[int]]:
        """The row numbers of every order listed at either moment, by what became of it."""
        reading, path = self._reading(), self._database.path
        with (
            closing(Past(path, milliseconds(earlier), reading)) as before,
            closing(Past(path, milliseconds(later), reading)) as after,
        ):
            return fates(before, after)

    def two_days(self, earlier: datetime, later: datetime) -> TwoDays:
        """The tables of two moments side by side, until others are asked for."""
        days, both = Days(milliseconds(earlier), milliseconds(later)), self._two_days
        if both is None or both.days != days:
            if both:
                both.close()
            both = self._two_days = TwoDays(self._database.path, days, self._reading())
        return both

    def _at(self, when: datetime) -> Past:
        """The table of that moment; it is kept, for windows of it are read one by one."""
        moment, reading = milliseconds(when), self._reading()
        past = self._past
        if past is None or past.when != moment or past.reading is not reading:
            if past:
                past.close()
            past = self._past = Past(self._database.path, moment, reading)
        return past
