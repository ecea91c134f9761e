"""Which backups of the open store there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.feed.asking import AskedFeed

if TYPE_CHECKING:
    from orderviewer.feed.session import Session
    from orderviewer.local.records import Backup


class BackupFeed(AskedFeed):
    """Answers with the Backups, the newest first; restoring one is the whole feed's."""

    @staticmethod
    def _look(session: Session) -> tuple[Backup, ...]:
        from orderviewer.local.backups import read_backups

        return read_backups(session.store_file)
