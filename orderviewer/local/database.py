"""The one door to SQLite: connections, transactions, and its errors by their own names."""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import closing, contextmanager, suppress
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

import msgspec

from orderviewer.local.dictionaries import read_dictionary
from orderviewer.local.functions import FUNCTIONS
from orderviewer.local.packing import unpacked
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

BUSY_SECONDS = 5.0  # reliability.md C2
# Most orders are 1.5 to 3 KB of JSON: small pages would be half empty.
PAGE_BYTES = 16_384
CACHE_KIB = 2_000  # of each connection; twice as much makes nothing quicker
FULL_JOURNAL = 48 << 20  # bytes at which what it holds is moved into the file
TOGETHER = 250  # rows of one statement; their values stay far below SQLite's limit of 32,766
LARGEST_JOURNAL = 64 << 20  # a journal that a long snapshot made larger shrinks back to this

# NORMAL, not FULL: with a write-ahead journal it cannot damage the file, a killed program loses
# nothing that was committed, and a power cut takes at most what the journal holds, which the
# service gives again.  FULL would wait for the disk once a page.  Now that is done when the
# journal is full, and the fuller the cheaper: many of its pages are older versions of others.
_SETTINGS = (
    "synchronous=NORMAL",
    "temp_store=MEMORY",  # orders are customer data: no copies in a temporary folder
    f"cache_size=-{CACHE_KIB}",
    f"journal_size_limit={LARGEST_JOURNAL}",
    f"wal_autocheckpoint={FULL_JOURNAL // PAGE_BYTES}",
)

_CAUSES = {
    sqlite3.SQLITE_FULL: Cause.DISK_FULL,
    sqlite3.SQLITE_BUSY: Cause.STORE_BUSY,
    sqlite3.SQLITE_LOCKED: Cause.STORE_BUSY,
    sqlite3.SQLITE_INTERRUPT: Cause.STORE_BUSY,
    sqlite3.SQLITE_READONLY: Cause.NOT_WRITABLE,
    sqlite3.SQLITE_PERM: Cause.NOT_WRITABLE,
    sqlite3.SQLITE_AUTH: Cause.NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: Cause.NOT_WRITABLE,
    sqlite3.SQLITE_IOERR: Cause.NOT_WRITABLE,
    sqlite3.SQLITE_IOERR_WRITE: Cause.DISK_FULL,  # a quota
    sqlite3.SQLITE_IOERR_SHMSIZE: Cause.DISK_FULL,
    sqlite3.SQLITE_IOERR_READ: Cause.DAMAGED,
    sqlite3.SQLITE_IOERR_SHORT_READ: Cause.DAMAGED,
    sqlite3.SQLITE_IOERR_CORRUPTFS: Cause.DAMAGED,
}
# A missing table, a stored text that cannot be handed to a function of ours, and what the index
# says when its own description cannot be understood.
_SIGNS_OF_DAMAGE = (
    *("no such ", "user-defined function raised", "parse error in ", "malformed ", "multiple "),
    *("unrecognized ", "error in tokenizer", "prefix length out of range", "too many prefix "),
    *("reserved fts5 ", "JSON cannot hold ", "integer overflow", "cannot join using column "),
)
_PART = 250_000  # characters of a text of numbers
_decode_numbers = msgspec.json.Decoder(list[int]).decode

Moment: TypeAlias = tuple[int, int]


class Database:
    """One connection to one file, for the thread that made it.

    Every method raises StoreDamaged with the cause that fits; anything else is a mistake in the
    program and keeps SQLite's own error.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._dictionaries: dict[int, bytes] = {}
        self._interrupted = False
        self.foreign = False  # a newer program made the file: what cannot be read is not damaged
        with _naming():
            self._connection = sqlite3.connect(
                _address(path, "ro" if read_only else "rw"),
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
            )
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise
        self._version: object = None

    def _prepare(self) -> None:
        for setting in _SETTINGS:
            self.run(f"PRAGMA {setting}")
        for name, (arguments, function) in FUNCTIONS.items():
            self._connection.create_function(name, arguments, function, deterministic=True)
        self._connection.create_function("unpacked", 1, self.unpacked, deterministic=True)

    def close(self) -> None:
        with self._naming():
            self._connection.close()

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows, as tuples."""
        with self._naming():
            return self._execute(sql, parameters).fetchall()

    def value(self, sql: str, parameters: Sequence[object] = ()) -> Any:  # noqa: ANN401  SQL's types
        """The first column of the first row, None when there is no row."""
        with self._naming():
            row = self._execute(sql, parameters).fetchone()
        return row[0] if row else None

    def numbers(self, sql: str, parameters: Sequence[object] = ()) -> array[int]:
        """What a selection of one column called `number` gives, in its order.

        SQLite hands it over as one text.  Row by row it takes four times as long, for it gives
        the interpreter's lock away and back at each of them.
        """
        return array("q", chain.from_iterable(parts_of(self._together(sql, parameters))))

    def ascending(self, sql: str, parameters: Sequence[object] = ()) -> array[int]:
        """As `numbers`, from the lowest."""
        return ascending(self._together(sql, parameters))

    def run(self, sql: str, parameters: Sequence[object] = ()) -> None:
        with self._naming():
            self._execute(sql, parameters)

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with self._naming():
            self._connection.executemany(sql, rows)

    def insert(self, into: str, rows: Sequence[Sequence[object]]) -> None:
        """`into`: "INSERT INTO table"; the rows have all of its columns.

        Many rows go in one statement, on which SQLite works without the interpreter's lock; with
        a statement a row it gives the lock away and has to wait for it at each of them.
        """
        for first in range(0, len(rows), TOGETHER):
            step = rows[first : first + TOGETHER]
            if len(step) == TOGETHER:  # others would each be a statement to be prepared
                sql = f"{into} VALUES {_places(TOGETHER, len(step[0]))}"
                self.run(sql, list(chain.from_iterable(step)))
            else:
                self.run_many(f"{into} VALUES {_places(1, len(step[0]))}", step)

    def unpacked(self, packed: object) -> bytes | None:
        """The JSON of an order as it is kept in this file; None for none."""
        return None if packed is None else unpacked(packed, self._dictionary)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that has the write lock from its first statement; all or nothing."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one moment; writers are not kept waiting."""
        self.run("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    @contextmanager
    def steady(self) -> Iterator[None]:
        """A `snapshot`, unless everything is of one moment already."""
        if self._connection.in_transaction:
            yield
        else:
            with self.snapshot():
                yield

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Like `snapshot`, but the temporary tables that are made inside stay."""
        self.run("BEGIN")
        try:
            self.value("SELECT 1 FROM meta")  # the moment everything is of
            yield
            self.run("COMMIT")
        finally:
            self._roll_back()

    def copy_to(self, path: Path) -> None:
        """All pages into the file at `path`, which exists and is empty; it is then on the disk."""
        with self._naming(), closing(sqlite3.connect(_address(path, "rw"), uri=True)) as copy:
            self._connection.backup(copy)

    def check(self) -> None:
        """Reads the whole file, seconds for a large one; raises StoreDamaged if it is damaged."""
        if self.value("PRAGMA integrity_check(1)") != "ok":
            raise StoreDamaged(Cause.DAMAGED, "a check of the whole file failed")

    def interrupt(self) -> None:
        """Ends what is under way with an error, and whatever else is asked before `go_on`.

        The one thing another thread may call.
        """
        self._interrupted = True
        with suppress(sqlite3.ProgrammingError):  # it was just closed
            self._connection.interrupt()

    def go_on(self) -> None:
        """After an interruption."""
        self._interrupted = False

    def empty_journal(self) -> None:
        """Moves all that the journal holds into the file."""
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def leave_journal(self) -> None:
        """No write-ahead journal any more; raises StoreDamaged (STORE_BUSY) unless alone."""
        if self.value("PRAGMA journal_mode=DELETE") != "delete":
            raise StoreDamaged(Cause.STORE_BUSY, "others have the file open")

    def vacuum_into(self, path: Path) -> None:
        """What is stored, and nothing else, into the file at `path`, which exists and is empty."""
        self.run("VACUUM INTO ?", (str(path),))

    def moment(self) -> Moment:
        """Equal to an earlier one when nobody has written since, neither here nor elsewhere."""
        return self.value("PRAGMA data_version"), self._connection.total_changes

    def changed_elsewhere(self) -> bool:
        """Whether another connection has written since this was last asked."""
        before, self._version = self._version, self.value("PRAGMA data_version")
        return before != self._version

    def _dictionary(self, number: int) -> bytes:
        """Of those with which orders are packed; they never change."""
        known = self._dictionaries.get(number)
        if known is None:
            text = read_dictionary(self, number)
            if text is None:
                raise StoreDamaged(Cause.DAMAGED, "a dictionary is missing")
            known = self._dictionaries[number] = text.encode()
        return known

    def _execute(self, sql: str, parameters: Sequence[object]) -> sqlite3.Cursor:
        if self._interrupted:
            raise StoreDamaged(Cause.STORE_BUSY, "interrupted")
        return self._connection.execute(sql, parameters)

    def _together(self, sql: str, parameters: Sequence[object]) -> str:
        together = f"SELECT json_group_array(number) FROM ({sql})"  # noqa: S608  our own statement
        return str(self.value(together, parameters))

    @contextmanager
    def _naming(self) -> Iterator[None]:
        try:
            with _naming():
                yield
        except StoreDamaged as error:
            if self.foreign and error.cause is Cause.DAMAGED:
                raise StoreDamaged(Cause.NEWER, error.detail) from None
            raise

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with self._naming():
                self._connection.execute("ROLLBACK")


def parts_of(together: str) -> Iterator[list[int]]:
    """A JSON array of whole numbers, in parts so short that other threads have their turn."""
    at, end = 1, len(together) - 1
    while at < end:
        stop = together.find(",", at + _PART)
        stop = end if stop < 0 else stop
        try:
            yield _decode_numbers(f"[{together[at:stop]}]")
        except msgspec.MsgspecError:  # in a damaged file any column may hold anything
            raise StoreDamaged(Cause.DAMAGED, "the number of an order is none") from None
        at = stop + 1


def ascending(together: str) -> array[int]:
    """As `parts_of`, all of them from the lowest, as they nearly always come."""
    numbers = array("q")
    in_turn = True
    for part in parts_of(together):
        part.sort()
        in_turn &= not numbers or numbers[-1] < part[0]
        numbers.extend(part)
    return numbers if in_turn else array("q", sorted(numbers))


@cache
def _places(rows: int, columns: int) -> str:
    """The question marks of so many rows."""
    row = f"({', '.join('?' * columns)})"
    return ", ".join([row] * rows)


def _address(path: Path, mode: str) -> str:
    """The path as SQLite wants it: "file:///home/...", "file:///C:/...", "file:////server/..."."""
    place = path.absolute().as_posix()
    return f"file://{'' if place.startswith('/') else '/'}{quote(place, safe='/:')}?mode={mode}"


@contextmanager
def _naming() -> Iterator[None]:
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except UnicodeDecodeError:  # SQLite's text quotes a damaged schema
        raise StoreDamaged(Cause.DAMAGED, "unreadable text") from None
    except sqlite3.Error as error:
        cause = _cause(error)
        if cause is None:
            raise
        # SQLite's text may quote what is stored, so its name alone goes on
        raise StoreDamaged(cause, getattr(error, "sqlite_errorname", "unreadable text")) from None


def _cause(error: sqlite3.Error) -> Cause | None:
    """The name of SQLite's error; None when the statement itself was wrong."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # the module's own: a stored text that is not UTF-8
        return Cause.DAMAGED
    if code == sqlite3.SQLITE_ERROR and not str(error).startswith(_SIGNS_OF_DAMAGE):
        return None
    return _CAUSES.get(code) or _CAUSES.get(code & 0xFF) or Cause.DAMAGED
