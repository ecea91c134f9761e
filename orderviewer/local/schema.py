"""The store's file: its tables, its version, and how it is opened, made or set aside."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orderviewer.local.biviews import fit_views
from orderviewer.local.database import PAGE_BYTES, Database
from orderviewer.local.migrations import VERSION, migrate, version_of
from orderviewer.local.tables import CELLS, ROLES, TABLES
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

APPLICATION_ID = 0x6F726476  # "ordv"; what tells our file from any other SQLite file

RESCUED = ".rescued"  # how a file is called that is about to take a damaged one's place

_JOURNAL_ATTEMPTS = 20


def open_database(path: Path, *, read_only: bool = False) -> Database:
    """Opens the store's file, making it and its folder when missing; only their owner may look.

    A file of an older version is brought up to this one (`migrations`).  One of a newer version
    can be opened for reading only, and is `foreign` then: what it tells, it tells.
    Raises StoreDamaged: NEWER when a newer program wrote the file, which is left alone; DAMAGED
    when it is no order store or cannot be read; DISK_FULL, NOT_WRITABLE, STORE_BUSY.
    """
    if not read_only:
        _make_file(path)
    database = Database(path, read_only=read_only)
    try:
        with database.snapshot():  # another program may be making the file at this moment
            ours = _is_ours(database)
        if database.foreign:
            return database
        if not ours:
            _create(database)
        if not read_only:
            _keep_a_journal(database)
        migrate(database)
        _fit_roles(database)
        fit_views(database)
    except BaseException:
        database.close()
        raise
    return database


def set_aside(path: Path, now: datetime) -> Path:
    """Renames a damaged file, with its journal, so that a new one can be made; the new name.

    Nothing is deleted.  The name says the day and time of `now`.  Raises StoreDamaged
    (NOT_WRITABLE) when it cannot be renamed, as long as another program has it open, say.
    """
    stamp = now.strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.name}.damaged-{stamp}")
    count = 1
    while target.exists():
        count += 1
        target = path.with_name(f"{path.name}.damaged-{stamp}-{count}")
    try:
        path.rename(target)
        for suffix in ("-wal", "-shm"):
            beside = path.with_name(path.name + suffix)
            if beside.exists():
                beside.rename(target.with_name(target.name + suffix))
    except OSError as error:
        raise StoreDamaged(Cause.NOT_WRITABLE, error.strerror or "not renamed") from None
    return target


def _make_file(path: Path) -> None:
    """SQLite would make the file readable for everyone (reliability.md C4).

    One that exists is not even opened: closing it would end the locks of every connection that
    this program has to it, and another program would take its journal away.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        ready = path.with_name(path.name + RESCUED)
        if ready.exists() and not path.exists():  # the program was killed just then
            ready.replace(path)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    except PermissionError:
        if path.exists():  # write-protected: what it holds can still be shown
            return
        raise StoreDamaged(Cause.NOT_WRITABLE, "permission denied") from None
    except OSError as error:
        raise StoreDamaged(Cause.NOT_WRITABLE, error.strerror or "not created") from None


def _is_ours(database: Database) -> bool:
    """False for an empty file."""
    application = database.value("PRAGMA application_id")
    version = version_of(database)
    if application == APPLICATION_ID:
        if version > VERSION and database.read_only:
            database.foreign = True
        elif version > VERSION:
            raise StoreDamaged(Cause.NEWER, f"version {version}, known up to {VERSION}")
        return True
    if database.value("SELECT EXISTS (SELECT 1 FROM sqlite_master)"):
        raise StoreDamaged(Cause.DAMAGED, "a database, but not of orders")
    return False


def _create(database: Database) -> None:
    database.run(f"PRAGMA page_size={PAGE_BYTES}")
    with database.writing():
        if _is_ours(database):  # another program was quicker
            return
        for table in TABLES:
            database.run(table)
        database.run("INSERT INTO streams (stream) VALUES (0), (1)")
        database.run("INSERT INTO meta VALUES ('roles', ?)", (ROLES,))
        database.run(f"PRAGMA application_id={APPLICATION_ID}")
        database.run(f"PRAGMA user_version={VERSION}")


def _keep_a_journal(database: Database) -> None:
    """Write-ahead, so that readers and the writer do not wait for each other.

    SQLite does not wait for another program that is opening the file at this moment, so we do.
    """
    for _ in range(_JOURNAL_ATTEMPTS):
        if database.value("PRAGMA journal_mode") == "wal":
            return
        try:
            database.run("PRAGMA journal_mode=WAL")
        except StoreDamaged as error:
            if error.cause is not Cause.STORE_BUSY:
                raise
            with database.writing():  # that does wait
                pass


def _fit_roles(database: Database) -> None:
    """Drops cells that were laid out for another list of roles; `Store.rederive` refills them."""
    if database.value("SELECT value FROM meta WHERE name = 'roles'") == ROLES:
        return
    with database.writing():
        if database.value("SELECT value FROM meta WHERE name = 'roles'") == ROLES:
            return
        database.run("DROP TABLE cells")
        database.run(CELLS)
        mark_all_stale(database)
        database.run("UPDATE meta SET value = ? WHERE name = 'roles'", (ROLES,))


def mark_all_stale(database: Database) -> None:
    """The cells of every row now stored are to be made anew, beginning with the first row."""
    last = database.value("SELECT max(number) FROM orders")
    if last is not None:
        database.run("INSERT OR REPLACE INTO meta VALUES ('stale', ?)", (f"1 {last}",))
