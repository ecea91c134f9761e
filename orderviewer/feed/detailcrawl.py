"""Asks for the details of many orders after a sync, one at a time, inside an hourly budget."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.fields.dates import HOME_ZONE, zone_named
from orderviewer.local.records import DetailPlan, Gain, Put
from orderviewer.order import (
    Cause,
    Order,
    OrderviewerError,
    Rejected,
    Scope,
    StoreDamaged,
    Unreachable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from orderviewer.feed.crawling import CrawlFeed
    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.local.records import WantedDetail
    from orderviewer.local.store import Store
    from orderviewer.remote.retry import Patience

PAUSE_SECONDS = 0.5  # between two calls: nobody waits for them
SOON = timedelta(days=7)  # appointments within these are asked about early
TOGETHER = 20  # orders that are told of at once
REFUSALS = 3  # rounds that ended so, after which only the user's next sync begins another
TRIALS = 10  # details without any field that the list lacks: the rest will have none either
REDERIVE_STEP = 200

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DetailProgress:
    """How many of the orders chosen after this sync were asked for."""

    asked: int
    planned: int


class DetailCrawlFeed(QObject):
    """One round after each sync; the list is never kept waiting, for a round ends when it begins.

    Whether details are worth the calls is learnt from those that are stored, for each list: when
    the last TRIALS had no field that their row lacked, no more are asked for.  What has come in
    the last hour, also for the user's clicks, counts against the budget.
    """

    stored = Signal(object)  # Put
    progressed = Signal(object)  # DetailProgress, None when nothing is under way
    failed = Signal(object)  # the store's trouble

    def __init__(
        self, tasks: Tasks, crawl: CrawlFeed, preferred: Callable[[], Sequence[int]]
    ) -> None:
        """`preferred`: the orders to begin with, the selected one, say."""
        super().__init__()
        self._tasks = tasks
        self._crawl = crawl
        self._preferred = preferred
        self._session: Session | None = None
        self._per_hour = 0
        self._held = False
        self._refusals = 0
        self._untold: list[int] = []
        self._task: asyncio.Task[None] | None = None
        crawl.rested.connect(self._follow)

    @property
    def busy(self) -> bool:
        return self._task is not None

    def attach(self, session: Session | None) -> None:
        self._end()
        self._untold.clear()
        self._session = session
        self._held = False
        self._refusals = 0

    def set_budget(self, per_hour: int) -> None:
        """How many calls an hour may have; 0: none."""
        changed, self._per_hour = per_hour != self._per_hour, per_hour
        if changed and self.busy:
            self._end()
        if changed:
            self._follow()

    def stop(self) -> None:
        """The user wants quiet until the next sync."""
        self._held = True
        self._end()

    def release(self, *, by_user: bool) -> None:
        """A sync begins: what it leaves to ask for may be asked for again."""
        self._held = False
        if by_user:
            self._refusals = 0

    def _follow(self) -> None:
        """Nothing is being read any more: if that was a whole sync, a round begins."""
        session, crawl = self._session, self._crawl
        if session is None or not session.connected or self.busy or self._held:
            return
        if crawl.busy or crawl.troubled or not crawl.complete(Scope.ALL):
            return
        if self._per_hour and self._refusals < REFUSALS:
            session.asking_details = True
            self._task = self._tasks.start(self._ask_all(session))

    def _end(self) -> None:
        """Stops at once, also when the network hangs; what arrived is kept and told."""
        if self._task and self._session:
            self._task.cancel()
            self._session.stop_crawling()
            self._conclude(self._session)

    def _conclude(self, session: Session) -> None:
        self._task = None
        session.asking_details = False
        session.lanes.writing.submit(lambda: _settle(session.writer))
        self._tell_untold()
        self.progressed.emit(None)

    async def _ask_all(self, session: Session) -> None:
        round_ = asyncio.current_task()
        try:
            plan = await session.lanes.writing.run(
                _plan, session.writer, self._per_hour, tuple(self._preferred())
            )
            await self._ask_each(session, plan)
            await session.lanes.writing.run(_settle, session.writer)
            self._refusals = 0
        except StoreDamaged as error:
            self.failed.emit(error)
        except OrderviewerError as error:
            # The list is what matters: if the trouble lasts, the next sync tells the user.
            log.info("details: given up until the next sync", exc_info=error)
            self._refusals += not _passes(error)
        finally:
            if self._task is round_:
                self._conclude(session)

    async def _ask_each(self, session: Session, plan: DetailPlan) -> None:
        from orderviewer.remote.retry import Patience, RetryBudget

        gains, patience = dict(plan.gains), Patience(RetryBudget())
        wanted = [one for one in plan.wanted if _worthwhile(gains[one.stream])]
        for asked, one in enumerate(wanted):
            if self._crawl.busy:
                break
            if not _worthwhile(gains[one.stream]):
                continue
            self.progressed.emit(DetailProgress(asked, len(wanted)))
            order = await self._ask(session, one, patience)
            fresh, gained = False, False
            if order:
                fresh, gained = await session.lanes.writing.run(
                    _keep, session.writer, one.number, order
                )
            tried, so_far = gains[one.stream]
            gains[one.stream] = Gain(tried + 1, so_far + gained)
            if fresh:
                self._untold.append(one.number)
            if len(self._untold) >= TOGETHER:
                await self._tell(session)
            await asyncio.sleep(max(PAUSE_SECONDS, session.pace.pause))
        await self._tell(session)

    async def _tell(self, session: Session) -> None:
        """Of several orders at once: each time the table is listed anew."""
        grew = False
        while await session.lanes.writing.run(_rederive, session.writer):
            grew = True
        self._tell_untold(reading_changed=grew)

    def _tell_untold(self, *, reading_changed: bool = False) -> None:
        numbers, self._untold = tuple(self._untold), []
        if numbers:
            self.stored.emit(Put(numbers, changed=numbers, reading_changed=reading_changed))

    async def _ask(self, session: Session, one: WantedDetail, patience: Patience) -> Order | None:
        """None when the service knows no order of that id, though it lists it."""
        while True:
            try:
                order = await session.background_detail(one.key)
            except Rejected as error:
                if error.cause is Cause.ORDER_GONE:
                    return None
                raise
            except OrderviewerError as error:
                session.pace.failed(error)
                seconds = patience.wait_before_retry(error)
                if seconds is None:
                    raise
                await asyncio.sleep(seconds)
            else:
                patience.succeeded()
                session.pace.succeeded()
                return order


def _worthwhile(gain: Gain) -> bool:
    return gain.tried < TRIALS or gain.gained > 0


def _passes(error: OrderviewerError) -> bool:
    """Whether waiting may help; else it is a refusal."""
    return isinstance(error, Unreachable) and error.cause is not Cause.BUSY


def _plan(writer: Store, per_hour: int, preferred: Sequence[int]) -> DetailPlan:
    now = datetime.now(UTC)
    today = now.astimezone(zone_named(HOME_ZONE)).date()
    left = max(0, per_hour - writer.details.asked_since(now - timedelta(hours=1)))
    return writer.details.plan(left, preferred, (today, today + SOON))


def _keep(writer: Store, number: int, order: Order) -> tuple[bool, bool]:
    """Whether the detail is another one than before, and whether it says more than the list."""
    return writer.put_detail(order, datetime.now(UTC)), writer.details.gained(number)


def _rederive(writer: Store) -> int:
    return writer.rederive(REDERIVE_STEP)


def _settle(writer: Store) -> None:
    try:
        writer.settle_details(datetime.now(UTC))
    except StoreDamaged as error:  # the next round's end tells what this one brought
        log.warning("news of details are told later", exc_info=error)
