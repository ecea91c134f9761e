"""Removes orders for good: from the tables, from free pages and journals, and from every copy.

What is left of an order is a salted hash of its key, so that it does not come back, as a new one,
with the next sync.  `erase` leaves nothing.
"""

from __future__ import annotations

import json
import os
import secrets
from contextlib import closing, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING

from orderviewer.local.database import Database
from orderviewer.local.index import take_out
from orderviewer.local.moments import milliseconds
from orderviewer.local.schema import open_database
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

_PART = ".forgetting.part"
_EXPIRED_MARK = "expired"
_SALT = "forgetting"  # the name in `meta`
_TABLES = (
    *("bodies", "details", "cells", "outdated"),
    *("versions", "moves", "absences", "events", "pending", "orders"),
)
_AMONG = "number IN (SELECT value FROM json_each(?))"
# An order ended on the day that is given for it; without one, when it last changed.
_EXPIRED = """
    SELECT number FROM orders LEFT JOIN cells USING (number) WHERE stream = 1
    AND CASE WHEN ifnull(completed || cancelled, '') = '' THEN changed < ?2
        ELSE max(ifnull(day_of(completed), ''), ifnull(day_of(cancelled), '')) < ?1 END
"""


def forget_orders(path: Path, numbers: Sequence[int], *, by_age: bool = False) -> int:
    """Removes orders, given by row number, and all copies of the file; how many there were.

    Nobody may have the file open.  Killed at any moment, the file is as it was, or without them.
    Raises StoreDamaged: STORE_BUSY while another program has it open, DISK_FULL, NOT_WRITABLE;
    then nothing was changed.
    """
    part = path.with_name(path.name + _PART)
    _remove(part)
    try:
        with closing(open_database(path)) as database:
            database.leave_journal()  # only possible alone
            _make(part)
            database.vacuum_into(part)  # without what earlier deletions left in it
        with closing(Database(part)) as copy:
            copy.run("PRAGMA journal_mode=MEMORY")
            copy.run("PRAGMA secure_delete=ON")
            with copy.writing():
                count = _delete(copy, numbers, by_age=by_age)
        remove_copies(path, besides=part)
        _replace(part, path)
    except BaseException:
        _remove(part)
        raise
    return count


def expired(database: Database, now: datetime, months: int) -> list[int]:
    """The row numbers of closed orders that ended more than so many months ago."""
    month = now.year * 12 + now.month - 1 - months
    last = now.replace(year=month // 12, month=month % 12 + 1, day=min(now.day, 28))
    rows = database.query(_EXPIRED, (last.date().isoformat(), milliseconds(last)))
    return [number for (number,) in rows]


def has_expired(database: Database) -> bool:
    """Whether some were found when last looked for."""
    return bool(
        database.value("SELECT EXISTS (SELECT 1 FROM meta WHERE name = ?)", (_EXPIRED_MARK,))
    )


def mark_expired(database: Database, *, found: bool) -> None:
    if found:
        database.run("INSERT OR REPLACE INTO meta VALUES (?, '')", (_EXPIRED_MARK,))
    else:
        database.run("DELETE FROM meta WHERE name = ?", (_EXPIRED_MARK,))


def let_come_back(database: Database) -> None:
    """Orders removed for their age are welcome again: the user wants to keep them longer."""
    with database.writing():
        database.run("DELETE FROM forgotten WHERE by_age")


def forgotten_among(database: Database, keys: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Of orders that came, those the user had removed: number and the last crawl that met them."""
    if not database.value("SELECT EXISTS (SELECT 1 FROM forgotten)"):
        return {}
    salt = _salt(database)
    by_hash = {hash_of(key, salt): key for key in keys}
    wanted = json.dumps(list(by_hash))
    rows = database.query(
        "SELECT wanted.value, number, crawl FROM json_each(?) AS wanted"
        " CROSS JOIN forgotten ON digest = wanted.value",
        (wanted,),
    )
    return {by_hash[digest]: (number, crawl) for digest, number, crawl in rows}


def note_met(database: Database, numbers: Sequence[int], crawl: int) -> None:
    database.run(f"UPDATE forgotten SET crawl = ? WHERE {_AMONG}", (crawl, json.dumps(numbers)))  # noqa: S608


def erase(path: Path) -> None:
    """Deletes the file with its journal and all copies; raises StoreDamaged (NOT_WRITABLE)."""
    remove_copies(path)
    try:
        for suffix in ("-journal", "-wal", "-shm", ""):  # a journal may not survive its file
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise StoreDamaged(Cause.NOT_WRITABLE, error.strerror or "not deleted") from None


def remove_copies(path: Path, besides: Path | None = None) -> None:
    """Deletes backups, and damaged files that were set aside; raises StoreDamaged."""
    for copy in path.parent.glob(f"{path.name}.*"):
        if copy != besides:
            try:
                copy.unlink(missing_ok=True)
            except OSError as error:
                raise StoreDamaged(Cause.NOT_WRITABLE, error.strerror or "not deleted") from None


def hash_of(key: str, salt: bytes) -> str:
    return blake2b(key.encode(errors="surrogatepass"), digest_size=16, key=salt).hexdigest()


def _delete(database: Database, numbers: Sequence[int], *, by_age: bool) -> int:
    chosen = json.dumps(list(numbers))
    salt = _salt(database)
    known = database.query(
        f"SELECT number, key, stream, crawl FROM orders WHERE {_AMONG}",  # noqa: S608
        (chosen,),
    )
    database.run_many(
        "INSERT OR REPLACE INTO forgotten VALUES (?, ?, ?, ?)",
        [(number, hash_of(key, salt), by_age, crawl) for number, key, _, crawl in known],
    )
    for stream in {stream for _, _, stream, _ in known}:
        gone = sum(one == stream for _, _, one, _ in known)
        database.run("UPDATE streams SET orders = orders - ? WHERE stream = ?", (gone, stream))
    take_out(database, [number for number, *_ in known])
    for table in _TABLES:
        database.run(f"DELETE FROM {table} WHERE {_AMONG}", (chosen,))  # noqa: S608
    return len(known)


def _salt(database: Database) -> bytes:
    """Made for the first order that is forgotten."""
    stored = database.value("SELECT value FROM meta WHERE name = ?", (_SALT,))
    if stored is None:
        stored = secrets.token_hex(16)
        database.run("INSERT INTO meta VALUES (?, ?)", (_SALT, stored))
    return bytes.fromhex(stored)


def _make(part: Path) -> None:
    try:
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise StoreDamaged(Cause.NOT_WRITABLE, error.strerror or "not created") from None


def _replace(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except OSError as error:
        raise StoreDamaged(Cause.NOT_WRITABLE, error.strerror or "not renamed") from None


def _remove(part: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            part.with_name(part.name + suffix).unlink(missing_ok=True)


def forget_expired(path: Path, now: datetime, months: int) -> int:
    """`forget_orders` for what `expired` finds; nothing is touched when that is nothing."""
    with closing(open_database(path)) as database:
        numbers = expired(database, now, months)
        mark_expired(database, found=False)
    return forget_orders(path, numbers, by_age=True) if numbers else 0
