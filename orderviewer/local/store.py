"""The local store: every order as received, what the table shows of it, and how far crawls came."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from orderviewer.local.ahead import read_ahead
from orderviewer.local.deriving import Deriver
from orderviewer.local.detailplan import Details
from orderviewer.local.dictionaries import OF_DETAILS, OF_LISTS, Packer
from orderviewer.local.expressions import STREAMS
from orderviewer.local.extras import read_extras
from orderviewer.local.facets import count_values
from orderviewer.local.historian import History
from orderviewer.local.history import DETAILS, HistoryWriter
from orderviewer.local.index import Indexer, outdate
from orderviewer.local.jsons import read_order
from orderviewer.local.listed import Listed
from orderviewer.local.matches import matches
from orderviewer.local.moments import milliseconds, time_of
from orderviewer.local.pages import PageWriter, storable
from orderviewer.local.paststreams import past_raw, past_texts
from orderviewer.local.places import places
from orderviewer.local.prepared import Recipe, digest_of
from orderviewer.local.presence import lost_to_ask, note_missing, note_vanished
from orderviewer.local.records import Match, Place, Put, Row, Stored, StreamProgress
from orderviewer.local.rows import count_found, read_rows
from orderviewer.local.schema import open_database, set_aside
from orderviewer.local.seals import row_seal
from orderviewer.local.settling import settle, settle_abandoned, settle_details
from orderviewer.local.snapshot import snapshot_raw, snapshot_texts
from orderviewer.local.upkeep import Upkeep
from orderviewer.order import Order, Page, Scope

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime
    from pathlib import Path

    from orderviewer.fields.reading import Reading
    from orderviewer.local.database import Database
    from orderviewer.local.past import Past
    from orderviewer.local.prepared import Prepared
    from orderviewer.local.query import Query
    from orderviewer.local.stopping import Stop
    from orderviewer.search.terms import Field, Term

__all__ = ["Put", "Row", "Store", "Stored", "StreamProgress", "set_aside"]


class Store:
    """One thread's door to the store's file; others, also of other programs, may have theirs.

    Every method raises StoreDamaged with the cause that fits.  Row numbers name orders inside
    the program and never change their meaning.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._deriver = Deriver(database)
        self._packer = Packer(database, OF_LISTS)
        self._detail_packer = Packer(database, OF_DETAILS)
        self.history = History(database, self.reading)
        self.details = Details(database)
        self.upkeep = Upkeep(database)
        self._indexer = Indexer(database)
        self._listed = Listed(database)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Opens the file, making it when missing; what `schema.open_database` raises."""
        database = open_database(path, read_only=read_only)
        try:
            return cls(database)
        except BaseException:
            database.close()
            raise

    def close(self) -> None:
        self.history.close()
        self._database.close()

    def check(self) -> None:
        """Reads the whole file, seconds for a large one; raises StoreDamaged if it is damaged."""
        self._database.check()

    # --- crawls

    def start_crawl(self, stream: Scope, now: datetime) -> int:
        """The number of a new crawl of `stream`, which is never ALL."""
        began = milliseconds(now)
        with self._database.writing():
            settle_abandoned(self._database, STREAMS.index(stream), began)
            self._database.run(
                "INSERT INTO crawls (stream, started, as_of) VALUES (?, ?, ?)",
                (STREAMS.index(stream), began, began),
            )
            return int(self._database.value("SELECT last_insert_rowid()"))

    def put(
        self,
        page: Page,
        crawl: int,
        now: datetime,
        *,
        start: int | None = None,
        prepared: Prepared | None = None,
        in_haste: bool = False,
    ) -> Put:
        """Stores a page, whole or not at all; what is committed survives any end of the program.

        Of two orders with one key the later counts.  `start`: the position of the page's first
        order in the stream (`Crawl.start_of`), the request's offset when not given.  `prepared`:
        of the page's orders, what another process found out.  `in_haste`: somebody waits for it,
        so of the first orders ever seen some are learnt from later, by `learn_rest`.
        """
        first = page.request.offset if start is None else start
        with self._learning():
            writer = PageWriter(
                self._database,
                self._deriver,
                self._packer,
                page,
                crawl,
                milliseconds(now),
                first,
                prepared,
            )
            return writer.write(in_haste=in_haste)

    def finish_crawl(
        self,
        stream: Scope,
        crawl: int,
        complete: bool,
        now: datetime,
        gone: Sequence[int] = (),
        *,
        ask_first: bool = False,
    ) -> None:
        """Ends a crawl; orders of `stream` that a complete one did not meet are missing from now.

        What it brought becomes visible in the history; orders in neither list any more are told
        to have vanished, unless the caller wants to `ask_first` for the `lost` ones by id.
        `gone` (`Crawl.gone`): orders it met at first and found missing later.
        """
        index, ended = STREAMS.index(stream), milliseconds(now)
        with self._learning():
            self._deriver.save()
            settle(self._database, crawl, ended)
            self._database.run(
                "UPDATE crawls SET as_of = ?, complete = ? WHERE crawl = ?",
                (ended, complete, crawl),
            )
            former = self._database.value(
                "SELECT completed FROM streams WHERE stream = ?", (index,)
            )
            if complete:
                self._database.run(
                    "UPDATE streams SET crawl = max(crawl, ?1), completed = max(completed, ?1)"
                    " WHERE stream = ?2",
                    (crawl, index),
                )
                self._database.run(
                    "UPDATE orders SET crawl = crawl - 1 WHERE crawl = ? AND stream = ?"
                    " AND number IN (SELECT value FROM json_each(?))",
                    (crawl, index, json.dumps(list(gone))),
                )
                note_missing(self._database, index, crawl, former, ended)
                if not ask_first:
                    note_vanished(self._database, ended)

    def lost(self, limit: int) -> list[tuple[int, str]]:
        """Orders in neither list any more, number and id: to be asked for, a day between each.

        Those that the service does not know by id either are given to `tell_vanished`.
        """
        return lost_to_ask(self._database, limit)

    def tell_vanished(self, numbers: Sequence[int], now: datetime) -> None:
        """These of the `lost` orders are known to nobody any more."""
        with self._database.writing():
            note_vanished(self._database, milliseconds(now), numbers)

    def progress(self, stream: Scope) -> StreamProgress:
        rows = self._database.query(
            "SELECT received, about, complete, as_of FROM streams JOIN crawls USING (crawl)"
            " WHERE streams.stream = ?",
            (STREAMS.index(stream),),
        )
        if not rows:
            return StreamProgress()
        received, about, complete, as_of = rows[0]
        return StreamProgress(received, about, bool(complete), time_of(as_of))

    # --- one order

    def put_detail(self, order: Order, now: datetime) -> bool:
        """Stores what the detail call said of a known order; True when that is new."""
        key, seen, digest = storable(order.key), milliseconds(now), digest_of(order.raw)
        with self._learning():
            found = self._database.query(
                "SELECT number, unpacked(bodies.packed), details.digest, details.seen,"
                " details.since, unpacked(details.packed) FROM orders"
                " JOIN bodies USING (number) LEFT JOIN details USING (number) WHERE key = ?",
                (key,),
            )
            if not found:
                return False
            number, list_json, before, *former = found[0]
            if digest == before:
                self._database.run("UPDATE details SET seen = ? WHERE number = ?", (seen, number))
                return False
            self._deriver.learn([order.raw])
            since = seen
            if before is not None:
                history = HistoryWriter(self._database, self._deriver.reading, DETAILS, seen)
                if not history.note_detail(number, order.raw, *former):
                    since = former[1]
            outdate(self._database, [number])
            self._detail_packer.learn([order.raw])
            self._database.run(
                "INSERT OR REPLACE INTO details VALUES (?, ?, ?, ?, ?, ?)",
                (
                    *(number, seen, digest, self._detail_packer.pack(order.raw), since),
                    row_seal(number, since),
                ),
            )
            self._deriver.write([(number, order.raw, list_json)])
        return True

    def order(self, number: int) -> Stored | None:
        """All that is kept of one order; None when there is none of that number."""
        return read_order(self._database, number)

    def settle_details(self, now: datetime) -> None:
        """Makes visible what details told since this was last called: after a round of them."""
        with self._database.writing():
            settle_details(self._database, milliseconds(now))

    # --- many orders

    def table(self, query: Query) -> Store | Past:
        """Whose rows the query means: this store's, or what they were at the query's moment."""
        return self.history.table(query.as_of) if query.as_of else self

    def steady(self) -> AbstractContextManager[None]:
        """What is read inside is of one moment, although somebody else goes on writing."""
        return self._database.steady()

    def heeding(self, stop: Stop) -> AbstractContextManager[None]:
        """What is done inside ends with Stopped as soon as that is wished."""
        return stop.heeded(self._database)

    def numbers(self, query: Query) -> array[int]:
        """The row numbers of what the user wants to see, in order."""
        return self._listed.numbers(query)

    def first_numbers(self, query: Query, room: int, held: int | None = None) -> array[int] | None:
        """What `numbers` begins with, where that is much sooner found; see `Listed.first`."""
        return self._listed.first(query, room, held)

    def count(self, query: Query) -> int:
        """How many orders a query finds."""
        if not query.terms and query.missing:  # never counted by looking at them
            return self.counts().get(query.scope, 0)
        return count_found(self._database, query)

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """The rows of a window, in the order given; unknown numbers are left out."""
        return read_rows(self._database, numbers)

    def extras(
        self, numbers: Sequence[int], fields: Sequence[Field], today: date
    ) -> dict[int, tuple[str, ...]]:
        """Of each order, by number, a canonical text for each of `fields`, none of them a role."""
        return read_extras(self._database, numbers, fields, today)

    def counts(self) -> dict[Scope, int]:
        """How many orders each scope shows, ALL too."""
        counts = {
            STREAMS[stream]: count
            for stream, count in self._database.query("SELECT stream, orders FROM streams")
        }
        return {**counts, Scope.ALL: sum(counts.values())}

    def facet(self, query: Query, field: Field) -> list[tuple[str, int]]:
        """The values of a field among the orders of a query, counted; see `count_values`."""
        return count_values(self._database, query, field)

    def places(self, sample: int = 200, first: int = 0) -> tuple[Place, ...]:
        """The paths in the JSON that can be asked for, or shown, the commonest first."""
        return places(self._database, sample, first)

    def matched_in(self, number: int, terms: Sequence[Term]) -> list[Match]:
        """For each word looked for, the field of this order it was found in; see `matches`."""
        stored = self.order(number)
        return matches(stored, terms, self.reading()) if stored else []

    def stream_texts(
        self,
        query: Query,
        fields: Sequence[Field],
        numbers: Sequence[int] | None = None,
        chunk: int = 500,
    ) -> Iterator[list[tuple[str, ...]]]:
        """One canonical text for each of `fields`, at least one, of a query's rows or `numbers`.

        They are as they are at the first `next`: whatever is written meanwhile is not seen and
        not kept waiting.  Close it when it is left early: it has a connection of its own.
        """
        if query.as_of:
            return past_texts(self.history.table(query.as_of), query, fields, numbers, chunk)
        return read_ahead(snapshot_texts(self._database.path, query, fields, numbers, chunk))

    def stream_raw(
        self, query: Query, numbers: Sequence[int] | None = None, chunk: int = 500
    ) -> Iterator[list[tuple[Row, bytes, bytes | None]]]:
        """Like `stream_texts`: rows, the list's JSON and, where there is one, the detail's."""
        if query.as_of:
            return past_raw(self.history.table(query.as_of), query, numbers, chunk)
        return read_ahead(snapshot_raw(self._database.path, query, numbers, chunk))

    # --- the reading

    def reading(self) -> Reading:
        """Where roles are found, also as another connection has just learnt it."""
        self._deriver.refresh()
        return self._deriver.reading

    def recipe(self) -> Recipe:
        """How another process may prepare pages of new orders for `put`."""
        return Recipe(self.reading().to_json(), self._packer.dictionary)

    def learn_rest(self) -> bool:
        """Looks at orders that were put in haste; whether `rederive` has something to do now."""
        if self.is_stale():
            with self._learning():
                self._deriver.learn(())
                self._deriver.save()
        return self.is_stale()

    def is_stale(self) -> bool:
        """Whether `rederive` would find anything to do."""
        return not self._database.read_only and self._deriver.has_stale()

    def rederive(self, limit: int = 200) -> int:
        """Makes the cells of up to `limit` rows anew that an older reading made.

        How many rows are still to be looked at; 0 when all cells are of the present reading.
        """
        if not self.is_stale():
            return 0
        with self._learning():
            return self._deriver.write_stale(limit)

    # --- the search index

    def index_pending(self, limit: int = 100) -> int:
        """Indexes up to `limit` orders that are new or changed; how many are left, 0 for none.

        Until then they are searched all the same, one by one.
        """
        if self._database.read_only or not self._indexer.pending():
            return 0
        with self._database.writing():
            return self._indexer.step(limit)

    @contextmanager
    def _learning(self) -> Iterator[None]:
        """A transaction at the end of which what was learnt inside is saved, or forgotten."""
        try:
            with self._database.writing():
                self._deriver.refresh()
                yield
        except BaseException:
            for one in (self._deriver, self._packer, self._detail_packer):
                one.forget()
            raise
