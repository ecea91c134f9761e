"""What a search needs beside the list: suggestions, where a word was found, and the index."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.local.stopping import Stop, Stopped
from orderviewer.order import OrderviewerError
from orderviewer.views.columns import place_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.feed.crawling import CrawlFeed
    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.local.query import Query
    from orderviewer.local.records import Match, Place
    from orderviewer.local.store import Store
    from orderviewer.search.completion import Suggestion
    from orderviewer.search.keywords import Language
    from orderviewer.search.terms import Field, Term

STEP = 100  # orders indexed in one hop of the writing lane
REST_SECONDS = 0.5  # in which what has just arrived comes to the screen first
PAUSE_SECONDS = 0.2  # between two steps while pages are being stored


@dataclass(frozen=True, slots=True)
class Typed:
    """A text in the search box; `query` is what its suggestions are counted in."""

    text: str
    cursor: int
    language: Language
    query: Query
    unasked: bool = False  # the user typed, and did not ask what there is


class SearchFeed(QObject):
    """Answers only the latest of several questions of one kind; trouble is the list's to tell."""

    suggested = Signal(str, tuple)  # the text typed, Suggestions
    explained = Signal(int, tuple)  # row number, Matches
    placed = Signal(tuple)  # Places of the JSON that can become a column
    indexed = Signal()  # every order can be found at once

    def __init__(self, tasks: Tasks, crawl: CrawlFeed) -> None:
        super().__init__()
        self._tasks = tasks
        self._crawl = crawl
        self._session: Session | None = None
        self._typed: Typed | None = None
        self._stop = Stop()
        self._asked: tuple[int, tuple[Term, ...]] | None = None
        self._first: int | None = None
        self._places: dict[str, str] | None = None  # that can be suggested; not looked for yet
        self._answering = False
        self._indexing = False
        crawl.rested.connect(self.index)
        crawl.rested.connect(self._forget_places)

    def attach(self, session: Session | None) -> None:
        self._session = session
        self._typed = self._asked = self._first = self._places = None
        if session:
            self.index()

    def suggest(self, typed: Typed) -> None:
        """What the word at the cursor may become; answered by `suggested`."""
        self._stop.wish()
        self._typed = typed
        self._answer()

    def explain(self, number: int, terms: Sequence[Term]) -> None:
        """In which fields an order has the words that are looked for; answered by `explained`."""
        self._asked = (number, tuple(terms))
        self._answer()

    def list_places(self, first: int = 0) -> None:
        """What there is in the JSON, the values of order `first` before others: `placed`."""
        self._first = first
        self._answer()

    def index(self) -> None:
        """Brings the index up to what is stored, in steps that let everything else pass."""
        if self._session and not self._indexing:
            self._tasks.start(self._index(self._session))

    def _answer(self) -> None:
        if self._session and not self._answering:
            self._tasks.start(self._answer_all(self._session))

    async def _answer_all(self, session: Session) -> None:
        self._answering = True
        lane = session.lanes.searching
        try:
            while session is self._session and self._has_questions():
                first, self._first = self._first, None
                typed, self._typed = self._typed, None
                asked, self._asked = self._asked, None
                if typed:
                    await self._suggest(session, typed)
                if asked and session is self._session:
                    matches = await lane.run(_matches, session, *asked)
                    if session is self._session and self._asked is None:
                        self.explained.emit(asked[0], matches)
                if first is not None and session is self._session:
                    places = await lane.run(_places, session, first)
                    if session is self._session:
                        self.placed.emit(places)
        except OrderviewerError:
            return  # the list is read from the same file and says what is wrong with it
        finally:
            self._answering = False

    async def _suggest(self, session: Session, typed: Typed) -> None:
        lane, self._stop = session.lanes.searching, Stop()
        if self._places is None:
            self._places = await lane.run(_examples, session)
        with suppress(Stopped):
            found = await lane.run(_suggestions, session, typed, self._places, self._stop)
            if session is self._session and self._typed is None:
                self.suggested.emit(typed.text, found)

    def _forget_places(self) -> None:
        """What has arrived may have others."""
        self._places = None

    def _has_questions(self) -> bool:
        return bool(self._typed or self._asked or self._first is not None)

    async def _index(self, session: Session) -> None:
        self._indexing = True
        try:
            await asyncio.sleep(REST_SECONDS)
            while session is self._session:
                if not await session.lanes.writing.run(_index, session.writer):
                    self.indexed.emit()
                    return
                await asyncio.sleep(PAUSE_SECONDS if self._crawl.busy else 0)
        except OrderviewerError:
            return  # storing pages meets the same trouble and tells it
        finally:
            self._indexing = False


def _suggestions(
    session: Session, typed: Typed, places: dict[str, str], stop: Stop
) -> tuple[Suggestion, ...]:
    from orderviewer.search.completion import complete

    finder = session.finder()

    def values(field: Field) -> list[tuple[str, int]]:
        return finder.table(typed.query).facet(typed.query, field)

    text, cursor, language = typed.text, typed.cursor, typed.language
    with finder.heeding(stop):
        return complete(text, cursor, values, language, places, unasked=typed.unasked)


def _examples(session: Session) -> dict[str, str]:
    """The places of the JSON as they are asked for, each with a value."""
    found = session.finder().places()
    return {place_field(one.path).text: next(iter(one.texts), "") for one in found}


def _matches(session: Session, number: int, terms: tuple[Term, ...]) -> tuple[Match, ...]:
    return tuple(session.finder().matched_in(number, terms))


def _places(session: Session, first: int) -> tuple[Place, ...]:
    return session.finder().places(first=first)


def _index(writer: Store) -> int:
    return writer.index_pending(STEP)
