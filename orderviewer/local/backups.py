"""Copies of the store's file as it was before a newer program changed its tables."""

from __future__ import annotations

import os
import re
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from orderviewer.local.database import Database
from orderviewer.local.records import Backup
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 2  # the newest ones
KEPT_FOR = timedelta(days=90)  # orders are customer data: no copy stays for ever

_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"\.version(?P<version>\d+)-(?P<stamp>\d{8}-\d{6})$")
_PART = ".backup.part"


def back_up(path: Path, version: int) -> Path:
    """Copies a file of that version whole, for its owner alone; the copy's path.

    Others may read and write meanwhile.  It stands under its name when it is on the disk, or not
    at all.  Raises StoreDamaged: DISK_FULL, NOT_WRITABLE, or what the file itself is.
    """
    now = datetime.now(UTC)
    while (target := path.with_name(f"{path.name}.version{version}-{now:{_STAMP}}")).exists():
        now += timedelta(seconds=1)  # no backup takes the place of another
    part = path.with_name(path.name + _PART)
    try:
        part.unlink(missing_ok=True)  # of a program that was killed
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise StoreDamaged(Cause.NOT_WRITABLE, error.strerror or "not created") from None
    try:
        with closing(Database(path, read_only=True)) as database:
            database.copy_to(part)
        part.replace(target)
    except BaseException as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise StoreDamaged(Cause.NOT_WRITABLE, error.strerror or "not renamed") from None
        raise
    tidy(path, now)
    return target


def read_backups(path: Path) -> tuple[Backup, ...]:
    """What is known of each, the newest first."""
    found = []
    for file in backups_of(path):
        match = _NAME.search(file.name)
        with suppress(OSError, ValueError):  # it has just gone, or is none of ours
            if match:
                made = datetime.strptime(match["stamp"], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(file, made, int(match["version"]), file.stat().st_size))
    return tuple(found)


def backups_of(path: Path) -> list[Path]:
    """The newest first."""
    dated = [(_made(file), file) for file in path.parent.glob(f"{path.name}.version*")]
    return [file for made, file in sorted(dated, reverse=True) if made]


def tidy(path: Path, now: datetime) -> None:
    """Deletes the backups of a store that are too many or too old."""
    oldest = f"{now - KEPT_FOR:{_STAMP}}"
    for place, file in enumerate(backups_of(path)):
        if place >= KEPT or _made(file) < oldest:
            with suppress(OSError):  # another program looks at it: next time
                file.unlink()


def _made(file: Path) -> str:
    """When, as its name says; names sort as moments do."""
    found = _NAME.search(file.name)
    return found["stamp"] if found else ""
