"""Looks through the whole file for damage, in the time of somebody who is not waiting."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from orderviewer.local.database import Database
from orderviewer.local.moments import milliseconds
from orderviewer.local.stopping import Stop, Stopped

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

# A page of the disk takes 10 us, so 64 MB a twentieth of a second: worth no thought.
SMALL = 64 << 20  # bytes
EVERY = timedelta(days=7)  # for larger files that were closed in order

_CHECKED = "checked"


def was_left_open(path: Path) -> bool:
    """Whether a program that had the file open was killed, or another one has it open now.

    The last one that closes it in order takes its journal away.
    """
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def is_due(database: Database, now: datetime) -> bool:
    """Whether the file is to be checked though it was closed in order."""
    pages, page_bytes = (database.value(f"PRAGMA {name}") for name in ("page_count", "page_size"))
    if pages * page_bytes <= SMALL:
        return True
    checked = database.value("SELECT value FROM meta WHERE name = ?", (_CHECKED,))
    since = int(checked) if checked and checked.isdigit() else 0
    return not 0 <= milliseconds(now) - since < EVERY / timedelta(milliseconds=1)


def note_checked(database: Database, now: datetime) -> None:
    database.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_CHECKED, str(milliseconds(now))))


class Check:
    """One check; `stop` may be called from any thread, and ends it at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stop = Stop()

    def run(self) -> bool:
        """Whether it came to its end; raises StoreDamaged when the file is damaged."""
        with closing(Database(self._path, read_only=True)) as database, suppress(Stopped):
            with self._stop.heeded(database):
                database.check()
            return True
        return False

    def stop(self) -> None:
        self._stop.wish()
