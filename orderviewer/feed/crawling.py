"""Brings pages from Orange into the store, as many as are wished for, and says how far it is."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from orderviewer.feed.lost import ask_for_lost
from orderviewer.feed.readings import Readings, StreamReading
from orderviewer.local.records import Put
from orderviewer.order import Cause, OrderviewerError, Page, PageRequest, Scope

if TYPE_CHECKING:
    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.listing import ListFeed
    from orderviewer.feed.rows import Glance, Listing
    from orderviewer.feed.session import Session
    from orderviewer.local.records import StreamProgress
    from orderviewer.local.store import Store
    from orderviewer.local.sync import Crawl

REDERIVE_STEP = 200
PAINTING = 0.01  # seconds in which rows are painted before anything else is told of them
PICTURE_FIRST = 0.05  # seconds in which a page somebody waited for comes on the screen


class CrawlFeed(QObject):
    """Reads the streams of the wished scope page by page; one drive at a time.

    A wish is one more page, or everything; the latest one wins.  A failure ends the drive and
    keeps the crawl, so that `resume` goes on at the page that failed.
    """

    stored = Signal(object)  # Put
    unlisted = Signal()  # what was stored is not in the list yet
    progressed = Signal(object)  # Coverage of the scope looked at
    elsewhere = Signal(object)  # Coverage of the stream being read if it is another, else None
    failed = Signal(object)  # OrderviewerError
    waited = Signal(object, float)  # the error, and the seconds until the next attempt
    recovered = Signal()
    rested = Signal()  # nothing is under way any more

    def __init__(self, tasks: Tasks, listing: ListFeed) -> None:
        super().__init__()
        self._tasks = tasks
        self._listing = listing
        self._session: Session | None = None
        self._readings = Readings()
        self._scope = Scope.CURRENT  # on the screen: read before the rest of the wish
        self._wish = Scope.CURRENT
        self._everything = False
        self._drive: asyncio.Task[None] | None = None
        self._learning: set[asyncio.Task[None]] = set()
        self._under_way: Scope | None = None  # the stream being read
        self._troubled = False
        self._picture_first = QTimer(self, interval=int(PAINTING * 1000), singleShot=True)
        self._picture_first.timeout.connect(self._tell)

    @property
    def busy(self) -> bool:
        return self._drive is not None

    @property
    def learning(self) -> bool:
        """Whether rows on the screen may still get other texts, and columns, from what came."""
        return bool(self._learning)

    @property
    def everything_wished(self) -> bool:
        return self.busy and self._everything

    @property
    def interrupted(self) -> bool:
        """Whether `resume` has pages to ask for that were wished for: after a stop or a failure."""
        return self._everything and not self.busy and not self.complete(self._wish)

    @property
    def troubled(self) -> bool:
        """Whether the last drive ended in a failure that was not yet tried again."""
        return self._troubled

    def attach(self, session: Session | None) -> None:
        self.pause()
        self._picture_first.stop()
        self._session = session
        self._readings.clear()
        self._troubled = self._everything = False
        if session:
            self._tasks.start(self._recall(session, session.reader))
            self._learn(session)

    def look_at(self, scope: Scope) -> None:
        """The scope whose coverage is told; reading it is another wish."""
        self._scope = scope
        self._tell()

    def read_first(self, scope: Scope) -> None:
        """The first page of each stream, those of `scope` first; nothing where that was done."""
        self._scope = scope
        if self._includes(scope) or (self.busy and not self._everything and self._wish is scope):
            return
        if not all(map(self._readings.has_arrived, Scope.ALL.streams)):
            self._start(everything=False)

    def read_more(self, scope: Scope) -> None:
        """One more page, unless something is being read or needs a retry first."""
        self._scope = scope
        if not self.busy and not self._troubled and not self.complete(scope):
            self._start(everything=False)

    def read_everything(self, scope: Scope) -> None:
        """To the end; a stream that ended without being whole is begun anew."""
        self._scope = scope
        if self._includes(scope):
            return
        if not self.busy:
            read = [stream for stream in scope.streams if self._readings.has_ended(stream)]
            self._readings.drop(one for one in read if not self._readings.is_whole(one))
        self._start(everything=True, wish=scope)

    def sync(self, *, anew: bool = False, patient: bool = True) -> None:
        """All there is, the scope on the screen first; streams that ended are read again.

        What failed or was stopped goes on where that happened, unless all begins `anew`.  Not
        `patient`: the first failure ends it.
        """
        if anew:
            self.pause()
        elif self._includes(Scope.ALL):
            return
        self._readings.drop(
            stream for stream in Scope.ALL.streams if anew or self._readings.has_ended(stream)
        )
        self._start(everything=True, wish=Scope.ALL, patient=patient)

    def refresh(self, scope: Scope) -> None:
        """Begins the streams of `scope` anew, from their first page."""
        self.pause()
        self._readings.drop(scope.streams)
        self.read_first(scope)

    def resume(self) -> None:
        """Tries again what failed, from the page that failed."""
        self._start(everything=self._everything, wish=self._wish)

    def pause(self) -> None:
        """Stops at once, also when the network hangs; what arrived is kept."""
        if self._drive and self._session:
            self._drive.cancel()
            self._drive = None
            self._session.stop_crawling()
            self._tell()
            self.rested.emit()

    def complete(self, scope: Scope) -> bool:
        """Whether nothing is left to be asked of `scope` in this session."""
        return all(map(self._readings.has_ended, scope.streams))

    def learn_stored(self, counts: dict[Scope, int]) -> None:
        """How many orders of each scope the store has now, which is told after they are painted."""
        self._readings.stored = counts
        if self._session:
            self._picture_first.start()

    def whole(self, scope: Scope) -> bool:
        """Whether every order of `scope` is known to be in the store."""
        return all(map(self._readings.is_whole, scope.streams))

    def counts(self) -> dict[Scope, tuple[int, bool]]:
        """How many orders each scope has, and whether that is only the service's hint."""
        return self._readings.counts()

    def _includes(self, scope: Scope) -> bool:
        """Whether all of `scope` is being read already."""
        return self.everything_wished and set(scope.streams) <= set(self._wish.streams)

    def _start(self, *, everything: bool, wish: Scope | None = None, patient: bool = True) -> None:
        session = self._session
        if session is None or not session.connected:
            return
        if self._drive:
            self._drive.cancel()
            session.stop_crawling()  # else what is wished now waits for a page nobody wants
        self._everything, self._under_way = everything, None
        self._wish = wish or self._scope
        self._troubled = False
        session.renew_patience(patient=patient)
        self._drive = self._tasks.start(self._read(session, self._wish, everything=everything))
        self._tell()

    async def _recall(self, session: Session, reader: Store) -> None:
        """What earlier sessions read, to say how old the shown orders are."""
        earlier = await session.lanes.reading.run(_progress, reader)
        if session is self._session:
            self._readings.earlier = earlier
            self._tell()

    async def _read(self, session: Session, scope: Scope, *, everything: bool) -> None:
        drive = asyncio.current_task()
        try:
            if everything:
                await self._read_all(session, list(scope.streams))
            else:
                await self._read_a_page(session, scope)
        except OrderviewerError as error:
            if error.cause is not Cause.STOPPED:
                self._troubled = True
                self.failed.emit(error)
        finally:
            if self._drive is drive:
                self._drive = None
                self._tell()
                self.rested.emit()

    async def _read_all(self, session: Session, streams: list[Scope]) -> None:
        while stream := self._next_of(streams):
            await self._read_stream(session, stream, pages=None, among=streams)
            if self._next_of(streams) is stream:
                streams.remove(stream)  # it has no more to ask for, though it did not end
        if self.whole(Scope.ALL):
            await ask_for_lost(session)

    def _next_of(self, streams: list[Scope]) -> Scope | None:
        """The stream to be read now: one on the screen if there is any left."""
        for stream in (*self._scope.streams, *streams):
            if stream in streams and not self._readings.has_ended(stream):
                return stream
        return None

    async def _read_a_page(self, session: Session, scope: Scope) -> None:
        """The next page of `scope`, then the first of any stream of which nothing is known."""
        for stream in scope.streams:
            if not self._readings.has_ended(stream):
                await self._read_stream(session, stream, pages=1)
                break
        for stream in Scope.ALL.streams:
            if not self._readings.has_arrived(stream):
                await self._read_stream(session, stream, pages=1)

    async def _read_stream(
        self, session: Session, stream: Scope, pages: int | None, among: list[Scope] | None = None
    ) -> None:
        """Up to so many pages, or to the end; or until another one `among` these comes first."""
        self._under_way = stream
        reading = await self._reading(session, stream)
        crawl = reading.crawl
        crawl.give_back_all()
        crawl.ahead = session.lanes.crawling.threads if pages is None else 1
        under_way: set[asyncio.Task[Page | None]] = set()
        try:
            while not crawl.ended and pages != 0:
                if among and self._next_of(among) is not stream:
                    break
                while request := crawl.next_request():
                    under_way.add(asyncio.create_task(self._page(session, crawl, request)))
                if not under_way:
                    break
                done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                for page in [task.result() for task in done]:
                    if page:
                        await self._keep(session, reading, page)
                    if pages and page and page.orders:
                        pages -= 1  # past an empty page nobody can scroll to ask for the next
        finally:
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)
        if crawl.ended:
            await session.lanes.writing.run(_finish, session.writer, reading)

    async def _reading(self, session: Session, stream: Scope) -> StreamReading:
        if reading := self._readings.of(stream):
            return reading
        begun = await session.lanes.writing.run(
            _begin, session.writer, stream, session.profile.page_size
        )
        return self._readings.begin(stream, begun)

    async def _page(self, session: Session, crawl: Crawl, request: PageRequest) -> Page | None:
        """One page, tried as patiently as the fault deserves; None when it lies past the end."""
        patience = session.patience()
        waited = False
        while True:
            if self._everything and session.pace.pause:
                await asyncio.sleep(session.pace.pause)
            try:
                page = await session.page(request)
            except OrderviewerError as error:
                session.pace.failed(error)
                seconds = patience.wait_before_retry(error)
                if seconds is None:
                    if crawl.failed(request, error):
                        return None
                    raise
                waited = True
                self.waited.emit(error, seconds)
                await asyncio.sleep(seconds)
            else:
                session.pace.succeeded()
                if waited:
                    self.recovered.emit()
                return page

    async def _keep(self, session: Session, reading: StreamReading, page: Page) -> None:
        crawl = reading.crawl
        glance = None if self._everything else self._listing.glance()
        put, listing = await session.lanes.writing.run(
            _put, session.writer, page, reading.number, crawl.start_of(page), glance
        )
        crawl.accept(page, put)
        reading.as_of = datetime.now(UTC)
        self.stored.emit(put)
        if glance or put.reading_changed:
            self._learn(session, PICTURE_FIRST if glance else 0.0)
        if glance and listing:
            self._listing.take(glance, listing)
            await asyncio.sleep(PAINTING)
        else:
            self.unlisted.emit()
        self._tell()

    def _learn(self, session: Session, pause: float = 0.0) -> None:
        task = self._tasks.start(self._rederive(session, pause))
        self._learning.add(task)
        task.add_done_callback(self._learning.discard)

    async def _rederive(self, session: Session, pause: float = 0.0) -> None:
        """A role was found at a new place: older rows get their values anew, in small steps.

        Also what a page in haste, an earlier session or another version of the program left.
        """
        await asyncio.sleep(pause)
        if session is not self._session:
            return
        try:
            if not await session.lanes.writing.run(_learn_rest, session.writer):
                return
            while await session.lanes.writing.run(_rederive, session.writer):
                if session is not self._session:
                    return
        except OrderviewerError as error:
            if error.cause is not Cause.STOPPED:
                self.failed.emit(error)
            return
        self.stored.emit(Put((), reading_changed=True))
        self.unlisted.emit()

    def _tell(self) -> None:
        self._picture_first.stop()
        if self._session:
            self.progressed.emit(self._readings.coverage(self._scope))
            stream = self._under_way if self.everything_wished else None
            apart = stream is not None and stream not in self._scope.streams
            self.elsewhere.emit(self._readings.coverage(stream) if stream and apart else None)


def _begin(writer: Store, stream: Scope, page_size: int) -> StreamReading:
    from orderviewer.local.sync import Crawl

    return StreamReading(Crawl(stream, page_size), writer.start_crawl(stream, datetime.now(UTC)))


def _put(
    writer: Store, page: Page, crawl: int, start: int, glance: Glance | None
) -> tuple[Put, Listing | None]:
    now = datetime.now(UTC)
    put = writer.put(page, crawl, now, start=start, in_haste=glance is not None)
    return put, glance.read(writer, put) if glance else None


def _finish(writer: Store, reading: StreamReading) -> None:
    if not reading.finished:
        reading.finished = True
        crawl = reading.crawl
        now = datetime.now(UTC)
        writer.finish_crawl(
            crawl.stream, reading.number, crawl.complete, now, crawl.gone, ask_first=True
        )


def _learn_rest(writer: Store) -> bool:
    return writer.learn_rest()


def _rederive(writer: Store) -> int:
    return writer.rederive(REDERIVE_STEP)


def _progress(reader: Store) -> dict[Scope, StreamProgress]:
    return {stream: reader.progress(stream) for stream in Scope.ALL.streams}
