"""How far the reading of each stream is: in this session, and before it began in earlier ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orderviewer.feed.rows import Coverage
from orderviewer.local.records import StreamProgress
from orderviewer.order import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from orderviewer.local.sync import Crawl


@dataclass(slots=True)
class StreamReading:
    """One stream's crawl and its number in the store."""

    crawl: Crawl
    number: int
    as_of: datetime | None = None  # of its latest page
    finished: bool = False


class Readings:
    """The readings of a session, at most one for each stream, and what they amount to."""

    def __init__(self) -> None:
        self._begun: dict[Scope, StreamReading] = {}
        self.earlier: dict[Scope, StreamProgress] = {}  # of readings before these
        self.stored: dict[Scope, int] = {}  # orders of each scope in the store

    def clear(self) -> None:
        """Another session: nothing is begun or known."""
        self._begun.clear()
        self.earlier, self.stored = {}, {}

    def of(self, stream: Scope) -> StreamReading | None:
        return self._begun.get(stream)

    def begin(self, stream: Scope, reading: StreamReading) -> StreamReading:
        """The reading of this stream: this one, unless there is one by now."""
        return self._begun.setdefault(stream, reading)

    def drop(self, streams: Iterable[Scope]) -> None:
        """They are to be read from their first page; how old their orders are stays known."""
        for stream in streams:
            left = self._begun.pop(stream, None)
            if left and left.as_of:
                known = self.earlier.get(stream, StreamProgress())
                self.earlier[stream] = replace(known, as_of=left.as_of)

    def has_ended(self, stream: Scope) -> bool:
        """Whether nothing is left to be asked of it."""
        reading = self._begun.get(stream)
        return reading is not None and reading.crawl.ended

    def has_arrived(self, stream: Scope) -> bool:
        """Whether its first page is here, or known not to come."""
        reading = self._begun.get(stream)
        return reading is not None and (reading.as_of is not None or reading.crawl.ended)

    def is_whole(self, stream: Scope) -> bool:
        """Whether every order of it is known to be in the store."""
        reading = self._begun.get(stream)
        return reading is not None and reading.crawl.complete

    def counts(self) -> dict[Scope, tuple[int, bool]]:
        """How many orders each scope has, and whether that is only the service's hint."""
        told = {scope: self.coverage(scope) for scope in Scope}
        return {
            scope: (max(coverage.stored, coverage.about or 0), not coverage.complete)
            for scope, coverage in told.items()
            if coverage.stored or coverage.about is not None
        }

    def coverage(self, scope: Scope) -> Coverage:
        """Of the crawl that has begun, or before its first page, of what an earlier one left."""
        told = [self._stream_coverage(stream) for stream in scope.streams]
        times = [part.as_of for part in told]
        abouts = [part.about for part in told]
        return Coverage(
            scope=scope,
            stored=self.stored.get(scope, 0),
            received=sum(part.received for part in told),
            about=None if None in abouts else sum(about or 0 for about in abouts),
            complete=all(part.complete for part in told),
            drifted=any(part.drifted for part in told),
            as_of=None if None in times else min(time for time in times if time),
        )

    def _stream_coverage(self, stream: Scope) -> Coverage:
        reading = self._begun.get(stream)
        if reading is None or reading.as_of is None:
            known = self.earlier.get(stream)
            return Coverage(stream, as_of=known.as_of if known else None)
        crawl = reading.crawl
        return Coverage(
            stream,
            received=crawl.received,
            about=crawl.about,
            complete=crawl.ended,
            drifted=crawl.ended and not crawl.complete,
            as_of=reading.as_of,
        )
