"""What is done about a damaged file: it is set aside, and a new one has what was sound of it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from orderviewer.local.records import Rescued, Saved
from orderviewer.local.salvage import salvage
from orderviewer.local.schema import RESCUED, set_aside
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_PART = ".rescue.part"


def rescue(path: Path, now: datetime) -> Rescued:
    """Puts a new store in the place of a damaged one, which is renamed and not deleted.

    Nobody may have it open.  Killed at any moment, either file stands there, whole.  Raises
    StoreDamaged (DISK_FULL, NOT_WRITABLE) when that cannot be done; then nothing was changed.
    """
    part, ready = (path.with_name(path.name + suffix) for suffix in (_PART, RESCUED))
    for file in (part, ready):
        _remove(file)
    try:
        saved = salvage(path, part)
        _replace(part, ready)
    except StoreDamaged as error:
        _remove(part)
        if error.cause is not Cause.DAMAGED:
            raise
        saved = Saved()
    aside = set_aside(path, now)
    if saved.orders:
        _replace(ready, path)
    else:
        _remove(ready)
    return Rescued(str(aside), saved)


def _replace(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        raise StoreDamaged(Cause.NOT_WRITABLE, error.strerror or "not renamed") from None


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
