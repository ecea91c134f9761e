"""The store's file: its tables, its version, and how it is opened, made or set aside."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orderviewer.fields.roles import Role
from orderviewer.local.biviews import fit_views
from orderviewer.local.database import PAGE_BYTES, Database
from orderviewer.local.historytables import HISTORY_TABLES
from orderviewer.local.index import INDEX_TABLES
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

APPLICATION_ID = 0x6F726476  # "ordv"; what tells our file from any other SQLite file
VERSION = 1

_JOURNAL_ATTEMPTS = 20

# Cells are laid out by this list; a file with another one has them made anew.
_ROLES = " ".join(("seal", *Role))

# Three tables by how often and how widely they are read: what every crawl touches (orders), what
# sorting and painting scan (cells: a text for each role, maybe empty; made from the JSON, so
# disposable), and the JSON itself.  Sort keys are not kept: SQLite calls for them when it sorts,
# which costs a sort of 100,000 orders a tenth of a second and spares every put 14 us an order.
# Times are milliseconds since 1970, UTC.  A stream is its place in Scope.ALL.streams.
_TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE streams (
        stream INTEGER PRIMARY KEY,
        orders INTEGER NOT NULL DEFAULT 0,    -- how many rows, so that no one must count
        crawl INTEGER NOT NULL DEFAULT 0,     -- the latest that stored anything
        completed INTEGER NOT NULL DEFAULT 0  -- the latest that was complete
    ) STRICT""",
    """CREATE TABLE crawls (
        crawl INTEGER PRIMARY KEY AUTOINCREMENT,
        stream INTEGER NOT NULL,
        started INTEGER NOT NULL,
        as_of INTEGER NOT NULL,
        received INTEGER NOT NULL DEFAULT 0,
        about INTEGER,
        complete INTEGER NOT NULL DEFAULT 0,
        compared INTEGER NOT NULL DEFAULT 0  -- orders met that were stored before it began
    ) STRICT""",
    """CREATE TABLE orders (
        number INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        has_id INTEGER NOT NULL,
        stream INTEGER NOT NULL,    -- where it was last seen
        position INTEGER NOT NULL,  -- in that stream, as the service sorted it
        crawl INTEGER NOT NULL,     -- the latest that saw it
        digest BLOB NOT NULL,       -- of the list's JSON
        first_seen INTEGER NOT NULL,
        last_seen INTEGER NOT NULL,
        changed INTEGER NOT NULL    -- when the list's JSON last became what it is
    ) STRICT""",
    "CREATE TABLE bodies (number INTEGER PRIMARY KEY, json BLOB NOT NULL) STRICT",
    """CREATE TABLE details (
        number INTEGER PRIMARY KEY,
        seen INTEGER NOT NULL,
        digest BLOB NOT NULL,
        json BLOB NOT NULL,
        since INTEGER NOT NULL  -- when it first was what it is
    ) STRICT""",
    *HISTORY_TABLES,
)
_CELLS = f"""CREATE TABLE cells (
    number INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL,  -- the version that made them
    seal INTEGER NOT NULL,     -- of the texts
    {", ".join(f"{role} TEXT NOT NULL" for role in Role)}
) STRICT"""


def open_database(path: Path, *, read_only: bool = False) -> Database:
    """Opens the store's file, making it and its folder when missing; only their owner may look.

    Raises StoreDamaged: NEWER when a newer program wrote the file, which is left alone; DAMAGED
    when it is no order store or cannot be read; DISK_FULL, NOT_WRITABLE, STORE_BUSY.
    """
    if not read_only:
        _make_file(path)
    database = Database(path, read_only=read_only)
    try:
        with database.snapshot():  # another program may be making the file at this moment
            ours = _is_ours(database)
        if not ours:
            _create(database)
        if not read_only:
            _keep_a_journal(database)
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
    """SQLite would make the file readable for everyone (reliability.md C4)."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except PermissionError:
        if path.exists():  # write-protected: what it holds can still be shown
            return
        raise StoreDamaged(Cause.NOT_WRITABLE, "permission denied") from None
    except OSError as error:
        raise StoreDamaged(Cause.NOT_WRITABLE, error.strerror or "not created") from None


def _is_ours(database: Database) -> bool:
    """False for an empty file."""
    application = database.value("PRAGMA application_id")
    version = database.value("PRAGMA user_version")
    if application == APPLICATION_ID:
        if version > VERSION:
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
        for table in (*_TABLES, _CELLS, *INDEX_TABLES):
            database.run(table)
        database.run("INSERT INTO streams (stream) VALUES (0), (1)")
        database.run("INSERT INTO meta VALUES ('roles', ?)", (_ROLES,))
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
    if database.value("SELECT value FROM meta WHERE name = 'roles'") == _ROLES:
        return
    with database.writing():
        if database.value("SELECT value FROM meta WHERE name = 'roles'") == _ROLES:
            return
        database.run("DROP TABLE cells")
        database.run(_CELLS)
        mark_all_stale(database)
        database.run("UPDATE meta SET value = ? WHERE name = 'roles'", (_ROLES,))


def mark_all_stale(database: Database) -> None:
    """The cells of every row now stored are to be made anew, beginning with the first row."""
    last = database.value("SELECT max(number) FROM orders") or 0
    database.run("INSERT OR REPLACE INTO meta VALUES ('stale', ?)", (f"1 {last}",))
