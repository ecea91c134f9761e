"""Which backups of the open store there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.local.records import Backup


class BackupFeed(QObject):
    """Looks into the store's folder when asked; restoring one is the whole feed's."""

    listed = Signal(tuple)  # Backups, the newest first

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._session: Session | None = None

    def attach(self, session: Session | None) -> None:
        self._session = session

    def read(self) -> None:
        """Answered by `listed`."""
        if self._session:
            self._tasks.start(self._read(self._session))

    async def _read(self, session: Session) -> None:
        found = await session.lanes.reading.run(_backups, session.store_file)
        if session is self._session:
            self.listed.emit(found)


def _backups(store_file: Path) -> tuple[Backup, ...]:
    from orderviewer.local.backups import read_backups

    return read_backups(store_file)
