"""How a file that an older version of the program made becomes one of this version.

To change a table: change it where `tables` makes it, and add a function to `STEPS` that does the
same to a file of the version before.  `VERSION` follows.  A step runs inside a transaction, after
the file was backed up; it must be right also for a file that has part of it.
Files of every version ever landed are kept in `tests/local/stores`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.local.backups import back_up
from orderviewer.local.dictionaries import OF_DETAILS, OF_LISTS, Packer
from orderviewer.local.historytables import SEALED
from orderviewer.local.tables import statements_of
from orderviewer.order import Cause, StoreDamaged

STEP = 500  # orders that are packed at a time

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.local.database import Database


def add_table(database: Database, table: str) -> None:
    """Makes a table and its indexes as a new file has them, unless there is one."""
    if not database.value("SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = ?)", (table,)):
        for statement in statements_of(table):
            database.run(statement)


def add_column(database: Database, table: str, column: str, declaration: str) -> bool:
    """Adds a column at the end, unless there is one; whether it did.

    A column that is NOT NULL needs a default here, which a new file's need not have.
    """
    known = database.query("SELECT name FROM pragma_table_info(?)", (table,))
    if (column,) in known:
        return False
    database.run(f"ALTER TABLE {table} ADD COLUMN {column} {declaration}")
    return True


def rename_column(database: Database, table: str, old: str, new: str) -> None:
    """Unless that was done."""
    if (old,) in database.query("SELECT name FROM pragma_table_info(?)", (table,)):
        database.run(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")


def _index_and_history(database: Database) -> None:
    """From 1.  Files of that version may have none, some or all of it: it was not counted on."""
    for table in ("versions", "moves", "absences", "events", "pending", "words", "outdated"):
        add_table(database, table)
    add_column(database, "crawls", "compared", "INTEGER NOT NULL DEFAULT 0")
    if add_column(database, "details", "since", "INTEGER NOT NULL DEFAULT 0"):
        database.run("UPDATE details SET since = seen")


def _seals_and_forgotten(database: Database) -> None:
    """From 2: damage cannot make the history say something else; orders can be removed."""
    add_table(database, "forgotten")
    _seal(database, "events", "pending", "versions", "moves")


def _packed(database: Database) -> None:
    """From 3: orders take a third of the room."""
    add_table(database, "dictionaries")
    for table, number in (("bodies", OF_LISTS), ("details", OF_DETAILS)):
        rename_column(database, table, "json", "packed")
        _pack_column(database, table, "packed", number)
    _seal(database, "orders", "details")
    rename_column(database, "outdated", "json", "packed")
    _pack_column(database, "outdated", "packed", OF_LISTS)
    _pack_column(database, "outdated", "detail", OF_DETAILS)


def _seal(database: Database, *tables: str) -> None:
    for table in tables:
        if add_column(database, table, "seal", "INTEGER NOT NULL DEFAULT 0"):
            database.run(f"UPDATE {table} SET seal = row_seal({SEALED[table]})")  # noqa: S608


def _pack_column(database: Database, table: str, column: str, number: int) -> None:
    """A column of orders as they came becomes one of packed ones."""
    packer, last = Packer(database, number), -1
    while found := database.query(
        f"SELECT number, {column} FROM {table} WHERE number > ? AND {column} IS NOT NULL"  # noqa: S608
        " ORDER BY number LIMIT ?",
        (last, STEP),
    ):
        packer.learn([raw for _, raw in found])
        database.run_many(
            f"UPDATE {table} SET {column} = ? WHERE number = ?",  # noqa: S608
            [(packer.pack(raw), number) for number, raw in found],
        )
        last = found[-1][0]


STEPS: tuple[Callable[[Database], None], ...] = (  # the first one from 1 to 2
    _index_and_history,
    _seals_and_forgotten,
    _packed,
)
VERSION = 1 + len(STEPS)


def migrate(database: Database) -> None:
    """Brings the file up to `VERSION`, in one transaction; the file as it was is kept beside it.

    Killed at any moment it is as it was, or whole.  Raises StoreDamaged, also when there is no
    room for the backup: then nothing was changed.
    """
    if version_of(database) >= VERSION:
        return
    with database.writing():
        version = version_of(database)
        if version >= VERSION:  # another program was quicker
            return
        if version < 1:
            raise StoreDamaged(Cause.DAMAGED, "no version")
        back_up(database.path, version)
        for step in STEPS[version - 1 :]:
            step(database)
        database.run(f"PRAGMA user_version={VERSION}")


def version_of(database: Database) -> int:
    return int(database.value("PRAGMA user_version"))
