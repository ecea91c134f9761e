"""A backup in the place of the store's file, which becomes a backup itself: that can be undone."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from orderviewer.local.backups import back_up
from orderviewer.local.database import Database
from orderviewer.local.migrations import VERSION
from orderviewer.local.schema import open_database
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from pathlib import Path

_PART = ".restoring.part"
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def restore(path: Path, backup: Path) -> None:
    """Puts a copy of the backup there; the file that was there is kept beside, as another backup.

    Nobody may have the file open.  Killed at any moment, one of the two stands there, whole; a
    backup of an older version is brought up to this one when it is opened.  Raises StoreDamaged:
    BACKUP_DAMAGED, STORE_BUSY while another program has the file open, DISK_FULL, NOT_WRITABLE;
    then nothing was changed.
    """
    part = path.with_name(path.name + _PART)
    try:
        _copy(backup, part)
        _check(part)
        with closing(open_database(path)) as database:
            database.leave_journal()  # only possible alone
        back_up(path, VERSION)
        part.replace(path)
    except OSError as error:
        cause = Cause.DISK_FULL if error.errno in _FULL else Cause.NOT_WRITABLE
        raise StoreDamaged(cause, error.strerror or "not written") from None
    finally:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                part.with_name(part.name + suffix).unlink(missing_ok=True)


def _copy(backup: Path, part: Path) -> None:
    """Onto the disk, for its owner alone; by bytes, for SQLite would leave a journal beside it."""
    if not backup.is_file():
        raise StoreDamaged(Cause.BACKUP_DAMAGED, "it is no longer there")
    part.unlink(missing_ok=True)  # of a program that was killed
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with backup.open("rb") as source, part.open("r+b") as target:
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())


def _check(part: Path) -> None:
    try:
        with closing(Database(part)) as database:
            database.check()
            database.leave_journal()
    except StoreDamaged as error:
        if error.cause is not Cause.DAMAGED:
            raise
        raise StoreDamaged(Cause.BACKUP_DAMAGED, error.detail) from None
