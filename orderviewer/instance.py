"""One window for each profile and data folder: a second start brings the first one to the front.

The lock is the operating system's, on a file that is kept open: it ends with the program, however
that ends, so there is no stale lock and no number of a process that another one may have by now.
The wish to be seen is a file too, in a folder that the first window watches: that needs neither
a port nor Qt's network module, and works alike on every system.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

_ANY_PROCESS = -1  # Windows' ASFW_ANY


class Instance(QObject):
    """The right to be the window of one profile; `take` it before showing anything.

    Then `watch`, once the window is on the screen: whoever asked meanwhile is heard too.
    """

    wanted = Signal()  # somebody started the program again

    def __init__(self, folder: Path) -> None:
        """`folder`: the profile's own."""
        super().__init__()
        self.profile_folder = folder
        self._folder = folder / "window"
        self._wish = self._folder / "wanted"
        self._handle: int | None = None
        self._watcher: QFileSystemWatcher | None = None

    def take(self) -> bool:
        """False when another window has it; where nothing can be locked, everybody has it."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:  # a write-protected folder
            return True
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):  # POSIX, Windows
            os.close(handle)
            return False
        except OSError:  # a file system without locks
            os.close(handle)
            return True
        self._handle = handle
        self._forget_wish()
        return True

    def watch(self) -> None:
        """From now on tells by `wanted` when the program was started again."""
        if self._handle is not None and self._watcher is None:
            self._watcher = QFileSystemWatcher([str(self._folder)], self)
            self._watcher.directoryChanged.connect(self._look)
            self._look()

    def ask(self) -> None:
        """Asks the window that has it to come to the front."""
        _let_others_come_to_the_front()
        with suppress(OSError):
            os.close(os.open(self._wish, os.O_RDWR | os.O_CREAT, 0o600))

    @property
    def heard(self) -> bool:
        """Whether the other window has taken notice of what was asked."""
        return not self._wish.exists()

    def release(self) -> None:
        """Another window may have it now."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _look(self) -> None:
        if self._wish.exists():
            self._forget_wish()
            self.wanted.emit()

    def _forget_wish(self) -> None:
        with suppress(OSError):
            self._wish.unlink(missing_ok=True)


if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _let_others_come_to_the_front() -> None:
        """Only the program the user has just started may do that, unless it says so."""
        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_others_come_to_the_front() -> None:
        """Nobody forbids it."""
