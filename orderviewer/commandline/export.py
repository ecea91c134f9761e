"""`orderviewer export`: everything of a scope from Orange, through the store, into a file."""

from __future__ import annotations

import gc
import logging
import sys
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from orderviewer.commandline.outcome import Exit, exit_for
from orderviewer.commandline.profiles import fresh_profile, overridden, store_file, stored_profile
from orderviewer.commandline.reading import Extent, Reader
from orderviewer.commandline.secrets import ask_secrets
from orderviewer.commandline.voice import Progress, Voice
from orderviewer.export.csv import Dialect, write_csv
from orderviewer.export.table import Column, all_fields_table, view_table
from orderviewer.export.whole_file import check_target
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Cause, CredentialsUnavailable, OrderviewerError

if TYPE_CHECKING:
    from pathlib import Path

    from orderviewer.commandline.options import ExportOptions
    from orderviewer.export.table import Table
    from orderviewer.logbook import LogFile
    from orderviewer.profile import Home, Profile
    from orderviewer.remote.secret import Secrets

# Seconds.  SQLite hands the interpreter's lock over at every row it writes, and would get it back
# from a thread that decodes a page only after Python's own 5 ms: a fifth of the time.
SWITCH = 0.0002

log = logging.getLogger(__name__)


def run(options: ExportOptions, home: Home, logbook: LogFile, voice: Voice) -> Exit:
    """The whole command; raises OrderviewerError and WrongUse before anything was read."""
    check_target(options.output)
    stored = stored_profile(home, options, voice)
    profile = stored or fresh_profile(options)
    secrets = _secrets(options, stored, voice)
    endpoint = overridden(profile.endpoint, options)
    progress = Progress()
    voice.begin()  # waits before a retry are told from the threads that wait
    # Imported late: with a wrong option or no secrets nothing of it is needed.
    from orderviewer.remote.api import Connection

    gc.disable()  # nothing here makes cycles, and looking for them costs a fifth of the time
    sys.setswitchinterval(SWITCH)
    connection = Connection(endpoint, secrets, redactor=logbook.redactor)
    store = Store.open(store_file(home, profile, endpoint))
    with closing(store), closing(connection):
        reader = Reader(
            connection,
            store,
            page_size=options.page_size or profile.page_size,
            parallel=options.parallel or profile.parallel_requests,
            tell=lambda extent: progress.show(_how_far(extent, voice)),
            tell_wait=lambda error, seconds: progress.show(_waiting(error, seconds, voice)),
        )
        try:
            with reader:
                extent = reader.read(options.scope)
        finally:
            progress.clear()
        return Exporter(options, store, voice, progress).finish(extent, profile)


class Exporter:
    """Turns what was read into the file, or into one that says that it is incomplete."""

    def __init__(
        self, options: ExportOptions, store: Store, voice: Voice, progress: Progress
    ) -> None:
        self._options = options
        self._store = store
        self._voice = voice
        self._progress = progress
        self._query = Query(options.scope, missing=False)
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
        """Of what Orange still lists: orders that a complete reading did not meet are left out."""
        if self._options.every_field:
            return all_fields_table(partial(self._store.stream_raw, self._query), self._dialect)
        roles = self._store.reading().columns()
        columns = [Column(role, self._voice.title(role)) for role in roles]
        texts = self._store.stream_texts(self._query, roles)
        return view_table(columns, texts, self._dialect)

    def _show_writing(self, rows: int, total: int) -> None:
        text = self._voice.translate(
            "CommandLine", "Writing: {rows} of {total}", rows=rows, total=total
        )
        self._progress.show(text)


def incomplete_name(output: Path) -> Path:
    """Where an incomplete list goes: "orders.incomplete.csv" beside "orders.csv"."""
    return output.with_name(f"{output.stem}.incomplete{output.suffix}")


def _secrets(options: ExportOptions, stored: Profile | None, voice: Voice) -> Secrets:
    if options.credentials_from_stdin:
        return ask_secrets(voice)
    if stored is None:
        raise CredentialsUnavailable(Cause.NOT_CONFIGURED, "no connection is stored")
    from orderviewer.remote.credentials import CredentialStore

    return CredentialStore().load(stored)


def _how_far(extent: Extent, voice: Voice) -> str:
    if extent.about is None:
        return voice.translate("CommandLine", "Reading: {received}", received=extent.received)
    return voice.translate(
        "CommandLine",
        "Reading: {received} of about {about}",
        received=extent.received,
        about=max(extent.about, extent.received),
    )


def _waiting(error: OrderviewerError, seconds: float, voice: Voice) -> str:
    return voice.translate(
        "CommandLine",
        "{failure} Next try in {seconds} s",
        failure=voice.failure(error),
        seconds=round(seconds) or 1,
    )
