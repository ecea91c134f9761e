"""The days to which one can go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.feed.asking import AskedFeed
from orderviewer.fields.dates import HOME_ZONE, zone_named

if TYPE_CHECKING:
    from datetime import date, datetime

    from orderviewer.feed.session import Session


class PastFeed(AskedFeed):
    """Answers with the last moment of each day on which all orders were read, the latest first."""

    @staticmethod
    def _look(session: Session) -> tuple[datetime, ...]:
        last = {home_day_of(moment): moment for moment in session.reader.history.synced()}
        return tuple(reversed(last.values()))


def home_day_of(moment: datetime) -> date:
    """The day of a moment on the clock of France."""
    return moment.astimezone(zone_named(HOME_ZONE)).date()
