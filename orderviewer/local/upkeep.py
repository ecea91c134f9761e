"""What the file as a whole is due: that somebody looks through it, and that old orders leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.local.checking import is_due, note_checked
from orderviewer.local.forgetting import expired, has_expired, let_come_back, mark_expired

if TYPE_CHECKING:
    from datetime import datetime

    from orderviewer.local.database import Database


class Upkeep:
    """Knows and remembers what is due; doing it is for those who close the file meanwhile."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def check_is_due(self, now: datetime) -> bool:
        """Whether somebody should look through the whole file again (`checking`)."""
        return is_due(self._database, now)

    def expired(self, now: datetime, months: int) -> int:
        """How many closed orders ended more than so many months ago."""
        return len(expired(self._database, now, months))

    def note_expired(self, now: datetime, months: int) -> None:
        """Remembers for the next opening whether there are such orders; 0 months: there are none.

        They are removed then, because the whole file is written anew for that.
        """
        found = months > 0 and self.expired(now, months) > 0
        if found != self.has_expired():
            with self._database.writing():
                mark_expired(self._database, found=found)

    def has_expired(self) -> bool:
        return has_expired(self._database)

    def let_come_back(self) -> None:
        """Orders that were removed for their age are taken again when they are listed."""
        let_come_back(self._database)

    def note_checked(self, now: datetime) -> None:
        """Remembers that somebody did, and found it sound."""
        with self._database.writing():
            note_checked(self._database, now)
