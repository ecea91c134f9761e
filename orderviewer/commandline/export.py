"""`orderviewer export`: everything of a scope from Orange, through the store, into a file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from orderviewer.commandline.asking import query_meant
from orderviewer.commandline.fetching import Fetcher
from orderviewer.commandline.outcome import Exit, exit_for
from orderviewer.commandline.voice import Progress, Voice
from orderviewer.export.csv import Dialect, write_csv
from orderviewer.export.table import Column, all_fields_table, view_table
from orderviewer.export.whole_file import check_target
from orderviewer.views.columns import shown_columns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from orderviewer.commandline.options.export import ExportOptions
    from orderviewer.commandline.reading import Extent
    from orderviewer.export.table import Table
    from orderviewer.local.query import Query
    from orderviewer.local.store import Store
    from orderviewer.logbook import LogFile
    from orderviewer.profile import Home, Profile
    from orderviewer.search.terms import Field


def run(options: ExportOptions, home: Home, logbook: LogFile, voice: Voice) -> Exit:
    """The whole command; raises OrderviewerError, and WrongUse before anything was read."""
    wanted: Sequence[Field] | None = None
    if options.view is None:
        query = query_meant(options.scope, options.search, options.sort, voice)
    else:
        from orderviewer.commandline.viewing import view_meant

        query, wanted = view_meant(options, options.view, home, voice)
        options = replace(options, scope=query.scope)
    check_target(options.output)
    progress = Progress()
    fetcher = Fetcher(options, home, logbook, voice, progress)

    def work(store: Store) -> Exit:
        extent = fetcher.fetch(store).extent
        if query.terms:
            fetcher.index(store)
        exporter = Exporter(options, query, wanted, store, voice, progress)
        return exporter.finish(extent, fetcher.profile)

    return fetcher.with_store(work)


class Exporter:
    """Turns what was read into the file, or into one that says that it is incomplete."""

    def __init__(
        self,
        options: ExportOptions,
        query: Query,
        wanted: Sequence[Field] | None,
        store: Store,
        voice: Voice,
        progress: Progress,
    ) -> None:
        self._options = options
        self._store = store
        self._voice = voice
        self._progress = progress
        self._query = query
        self._wanted = wanted
        by_language = Dialect.FR if voice.french else Dialect.RFC4180
        self._dialect = Dialect(options.dialect) if options.dialect else by_language

    def finish(self, extent: Extent, profile: Profile) -> Exit:
        if extent.complete:
            rows = self._write(self._options.output)
            self._voice.say(
                self._voice.translate(
                    "CommandLine",
                    "Orders written: {rows}, to {file}",
                    rows=rows,
                    file=str(self._options.output),
                )
            )
            return Exit.DONE
        reason = self._voice.failure(extent.error, profile.key_issued) if extent.error else ""
        if extent.error and (not extent.received or exit_for(extent.error) is Exit.CREDENTIALS):
            self._voice.warn(reason)
            return exit_for(extent.error)
        beside = incomplete_name(self._options.output)
        rows = self._write(beside)
        self._voice.warn(f"{self._said_incomplete(extent, rows, beside)} {reason}".rstrip())
        return Exit.INCOMPLETE

    def _said_incomplete(self, extent: Extent, rows: int, beside: Path) -> str:
        facts = {"file": str(self._options.output), "beside": str(beside)}
        if extent.about is None or extent.about <= extent.received:
            return self._voice.translate(
                "CommandLine",
                "The list is incomplete: orders read: {received}. {file} was not written; "
                "{beside} holds the orders known so far ({rows}).",
                received=extent.received,
                rows=rows,
                **facts,
            )
        return self._voice.translate(
            "CommandLine",
            "The list is incomplete: orders read: {received} of about {about}. {file} was not "
            "written; {beside} holds the orders known so far ({rows}).",
            received=extent.received,
            about=extent.about,
            rows=rows,
            **facts,
        )

    def _write(self, target: Path) -> int:
        table = self._table()
        if self._query.terms:
            total = len(self._store.numbers(self._query))
        else:
            total = self._store.counts()[self._options.scope]
        try:
            return write_csv(
                target,
                table.header,
                table.rows,
                self._dialect,
                progress=lambda rows: self._show_writing(rows, total),
            )
        finally:
            self._progress.clear()

    def _table(self) -> Table:
        """Without a view, orders that a complete reading did not meet are left out."""
        if self._options.every_field:
            return all_fields_table(partial(self._store.stream_raw, self._query), self._dialect)
        found = self._store.reading().columns()
        fields = found if self._wanted is None else shown_columns(self._wanted, found)
        columns = [Column(field, self._voice.title(field)) for field in fields]
        texts = self._store.stream_texts(self._query, fields)
        return view_table(columns, texts, self._dialect)

    def _show_writing(self, rows: int, total: int) -> None:
        text = self._voice.translate(
            "CommandLine", "Writing: {rows} of {total}", rows=rows, total=total
        )
        self._progress.show(text)


def incomplete_name(output: Path) -> Path:
    """Where an incomplete list goes: "orders.incomplete.csv" beside "orders.csv"."""
    return output.with_name(f"{output.stem}.incomplete{output.suffix}")
