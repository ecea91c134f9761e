"""A file that appears under its name when it is complete, and not before."""

from __future__ import annotations

import errno
import os
import platform
import re
import secrets
import stat
import zlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from orderviewer.order import Cause, ExportFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PART = re.compile(r"\.orderviewer-(?P<machine>[0-9a-f]{8})-(?P<process>\d+)-[0-9a-f]+\.part")
# By name, because not every system knows every number.
_CAUSES = {
    Cause.EXPORT_DISK_FULL: {"ENOSPC", "EDQUOT", "WSAEDQUOT", "EFBIG"},
    Cause.EXPORT_TARGET_BUSY: {"EACCES", "EPERM", "EROFS", "EBUSY", "ETXTBSY"},
    Cause.EXPORT_NO_FOLDER: {"ENOENT", "ENOTDIR"},
}
_FULL_ON_WINDOWS = {39, 1295}  # disk and quota: there without a number of their own in C


class ExportStopped(Exception):
    """The user's own wish to stop was carried out; no file was left."""


@contextmanager
def whole_file(target: Path) -> Iterator[Callable[[bytes], object]]:
    """Gives a function that writes to a file beside `target`, which takes its place at the end.

    An exception inside the with statement drops that file and leaves `target` as it was.  What
    the file system refuses leaves as ExportFailed.
    """
    # A link keeps pointing where it points: what it points to is what is replaced.
    with _file_errors():
        target = target.resolve()
        _check_replaceable(target)
        remove_leftovers(target.parent)
        name = f".orderviewer-{_machine()}-{os.getpid()}-{secrets.token_hex(4)}.part"
        part = target.with_name(name)
        file = part.open("xb")

    def write(data: bytes) -> None:
        with _file_errors():
            file.write(data)

    try:
        yield write
        with _file_errors():
            file.flush()
            os.fsync(file.fileno())
            file.close()
            part.replace(target)
    except BaseException:
        with suppress(OSError):  # closing flushes: on a full disk it fails once more
            file.close()
        with suppress(OSError):
            part.unlink()
        raise
    _sync_folder(target.parent)


@contextmanager
def _file_errors() -> Iterator[None]:
    """Names what the file system said."""
    try:
        yield
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, "")
        cause = next((cause for cause, names in _CAUSES.items() if name in names), None)
        if getattr(error, "winerror", None) in _FULL_ON_WINDOWS:
            cause = Cause.EXPORT_DISK_FULL
        detail = error.strerror or type(error).__name__
        raise ExportFailed(cause or Cause.EXPORT_OTHER, detail) from None


def remove_leftovers(folder: Path) -> int:
    """Drops part files of this machine's processes that have died; returns how many."""
    removed = 0
    with suppress(OSError):
        for part in folder.glob(".orderviewer-*.part"):
            made = _PART.fullmatch(part.name)
            if not made or made["machine"] != _machine() or _lives(int(made["process"])):
                continue
            with suppress(OSError):
                part.unlink()
                removed += 1
    return removed


def check_target(target: Path) -> None:
    """Raises ExportFailed now for what would otherwise be found out after all the work."""
    with _file_errors():
        _check_replaceable(target.resolve())


def _check_replaceable(target: Path) -> None:
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "the folder does not exist")
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise ExportFailed(Cause.EXPORT_OTHER, "the target is not a file")
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise ExportFailed(Cause.EXPORT_TARGET_BUSY, "the file is read-only")
    with target.open("r+b"):  # refused on Windows while Excel has it open
        pass


def _machine() -> str:
    """Tells this machine's part files from those of another one in a shared folder."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _lives(process: int) -> bool:
    if process == os.getpid():
        return True
    if os.name == "nt":  # no harmless way to ask; an open file cannot be deleted there anyway
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    with suppress(OSError):  # the file itself is safe; some file systems know no more
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
