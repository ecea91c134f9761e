"""Compares two days: groups of orders, their rows, and the file of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from orderviewer.fields.roles import Role
from orderviewer.order import OrderviewerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from orderviewer.export.csv import Dialect
    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.local.records import Compared, Fate
    from orderviewer.local.store import Store

PAGE = 200  # orders read at a time
_PLACES = {role: place for place, role in enumerate(Role)}


class TwoMoments(NamedTuple):
    """The days that are compared."""

    earlier: datetime
    later: datetime


@dataclass(frozen=True, slots=True)
class Groups:
    """How many orders met each fate."""

    moments: TwoMoments
    counts: Mapping[Fate, int]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Orders of one group from position `first` on; `last`: there are no more."""

    moments: TwoMoments
    fate: Fate
    first: int
    rows: tuple[Compared, ...]
    last: bool


@dataclass(frozen=True, slots=True)
class ComparisonPlan:
    """What of a comparison goes into a file, in the user's words."""

    moments: TwoMoments
    fates: tuple[Fate, ...]
    header: tuple[str, ...]  # what became of it, order, reference, site, field, before, after
    fate_titles: Mapping[Fate, str]
    role_titles: Mapping[Role, str]
    dialect: Dialect
    target: Path


class CompareFeed(QObject):
    """Answers only the latest of several questions."""

    compared = Signal(object)  # Groups
    read = Signal(object)  # GroupPage
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._session: Session | None = None
        self._moments: TwoMoments | None = None
        self._fate: Fate | None = None

    def attach(self, session: Session | None) -> None:
        self._session = session
        self._moments = self._fate = None

    def compare(self, moments: TwoMoments) -> None:
        """Answered by `compared`."""
        self._moments, self._fate = moments, None
        if self._session:
            self._tasks.start(self._compare(self._session, moments))

    def read_group(self, fate: Fate, first: int = 0) -> None:
        """Orders of a group of the days compared last; answered by `read`."""
        self._fate = fate
        if self._session and self._moments:
            self._tasks.start(self._read(self._session, self._moments, fate, first))

    async def _compare(self, session: Session, moments: TwoMoments) -> None:
        try:
            groups = await session.lanes.reading.run(_groups, session.reader, moments)
        except OrderviewerError as error:
            self.failed.emit(error)
            return
        if moments is self._moments:
            self.compared.emit(groups)

    async def _read(self, session: Session, moments: TwoMoments, fate: Fate, first: int) -> None:
        try:
            page = await session.lanes.reading.run(_page, session.reader, moments, fate, first)
        except OrderviewerError as error:
            self.failed.emit(error)
            return
        if moments is self._moments and fate is self._fate:
            self.read.emit(page)


def _groups(reader: Store, moments: TwoMoments) -> Groups:
    found = reader.history.two_days(*moments).groups
    return Groups(moments, {fate: len(numbers) for fate, numbers in found.items()})


def _page(reader: Store, moments: TwoMoments, fate: Fate, first: int) -> GroupPage:
    both = reader.history.two_days(*moments)
    numbers = both.groups[fate]
    rows = both.rows(fate, numbers[first : first + PAGE])
    return GroupPage(moments, fate, first, tuple(rows), first + PAGE >= len(numbers))


def write_comparison(
    store_file: Path,
    plan: ComparisonPlan,
    tell: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> int:
    """A line for each field of each order that is otherwise; returns how many lines.

    On a lane, with a reader of its own.  `tell` hears the orders written, of how many.
    """
    from orderviewer.export.csv import write_csv
    from orderviewer.local.store import Store

    store = Store.open(store_file, read_only=True)
    try:
        both = store.history.two_days(*plan.moments)
        numbers = {fate: both.groups[fate] for fate in plan.fates}
        total, done = sum(map(len, numbers.values())), 0

        def lines() -> Iterator[tuple[str, ...]]:
            nonlocal done
            for fate, among in numbers.items():
                for first in range(0, len(among), PAGE):
                    page = both.rows(fate, among[first : first + PAGE])
                    yield from _lines(page, plan)
                    done += len(page)
                    tell(done, total)

        return write_csv(plan.target, plan.header, lines(), plan.dialect, stopped=stopped)
    finally:
        store.close()


def _lines(orders: Iterable[Compared], plan: ComparisonPlan) -> Iterator[tuple[str, ...]]:
    from orderviewer.export.table import date_written

    for one in orders:
        known = [one.values[_PLACES[role]] for role in (Role.REFERENCE, Role.SITE)]
        order = (plan.fate_titles[one.fate], one.key, *known)
        for shift in one.shifts:
            field = plan.role_titles[shift.role] if shift.role else shift.path
            texts = (
                date_written(shift.role, text, plan.dialect) for text in (shift.before, shift.after)
            )
            yield (*order, field, *texts)
        if not one.shifts:
            yield (*order, "", "", "")
