"""The status bar tells the truth: whose orders, how many of how many, how old, what is running."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QEvent, QLocale, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

from orderviewer.feed.syncing import SyncState
from orderviewer.profile import key_expiry
from orderviewer.ui.activity import Activity
from orderviewer.ui.alert import alert_colour
from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.words import local_today

if TYPE_CHECKING:
    from orderviewer.feed.rows import Coverage

AGE_MILLISECONDS = 20_000
TOLD_MILLISECONDS = 4_000
WARN_DAYS = 90  # before an API key ends


class StatusLine(QStatusBar):
    """Profile, coverage with progress and stop, age of the data, selection."""

    stop_wanted = Signal()
    resume_wanted = Signal()
    load_all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(True)
        self._coverage: Coverage | None = None
        self._sorted = False
        self._selected = 0
        self._found: int | None = None
        self._more = False
        self._stale = timedelta(days=1)
        self._sync = SyncState.OFF
        self._whose = ""
        # In a narrow window the extent keeps its room; whose orders these are, the title says too.
        self._profile = PlainLabel(self, elided=True)
        self._extent = PlainLabel(self, elided=True, least=32)  # else a long one widens the window
        self._age = PlainLabel(self)
        self._selection = PlainLabel(self)
        self._key = PlainLabel(self)
        self._key_issued: date | None = None
        self.activity = Activity(self)
        self.activity.stop_wanted.connect(self.stop_wanted)
        self.activity.resume_wanted.connect(self.resume_wanted)
        self.activity.load_all_wanted.connect(self.load_all_wanted)
        left = QWidget(self)
        row = QHBoxLayout(left)
        row.setContentsMargins(4, 0, 4, 0)
        for widget in (self._extent, self.activity):
            row.addWidget(widget)
        row.addStretch()
        self.addWidget(left, 1)
        self.addPermanentWidget(self._selection)
        self.addPermanentWidget(self._key)
        self.addPermanentWidget(self._age)
        self.addPermanentWidget(self._profile)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._write_age)
        self._timer.start(AGE_MILLISECONDS)
        self.retranslate()

    def tell(self, sentence: str) -> None:
        """What a key has just done, for a moment in the place of the extent."""
        self.showMessage(sentence, TOLD_MILLISECONDS)

    def show_profile(self, name: str) -> None:
        self._whose = name
        self.retranslate()

    def show_key(self, issued: date | None) -> None:
        """Keys live two years and no reply tells when; None: the user did not say."""
        self._key_issued = issued
        self._write_key()

    def show_coverage(self, coverage: Coverage | None, *, busy: bool, everything: bool) -> None:
        self._coverage = coverage
        self.activity.show_coverage(coverage, busy=busy, everything=everything)
        self._write_extent()
        self._write_age()

    def set_stale_hours(self, hours: int) -> None:
        """From this age on the data is called old."""
        self._stale = timedelta(hours=hours)
        self._write_age()

    def show_sync(self, state: SyncState) -> None:
        self._sync = state
        self._write_age()

    def show_sorted(self, *, by_user: bool) -> None:
        self._sorted = by_user
        self._write_extent()

    def show_found(self, count: int | None, more: bool) -> None:
        """How many orders a search found, perhaps not all; None while nothing is searched for."""
        self._found, self._more = count, more
        self._write_extent()

    def show_selected(self, count: int) -> None:
        self._selected = count
        _write(self._selection, self.tr("%Ln selected", "", count) if count > 1 else "")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self._write_age()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self._extent.setAccessibleName(self.tr("How much of the list is here"))
        self._age.setAccessibleName(self.tr("Age of the data"))
        _write(self._profile, self._whose)
        self.show_selected(self._selected)
        self._key.setAccessibleName(self.tr("API key"))
        self._write_key()
        self._write_extent()
        self._write_age()

    def _write_extent(self) -> None:
        coverage = self._coverage
        if coverage is None:
            self._extent.setText("")
            return
        text = self._extent_text(coverage)
        if self._found is not None:
            if self._more:
                found = self.tr("at least %Ln found", "", self._found)
            else:
                found = self.tr("%Ln found", "", self._found)
            text = self.tr("{found} among {extent}").format(found=found, extent=text)
        if self._sorted and not coverage.complete and coverage.stored:
            text = self.tr("{extent} (sorted among the orders read so far)").format(extent=text)
        self._extent.setText(text)

    def _extent_text(self, coverage: Coverage) -> str:
        if coverage.complete:
            return self._ended_text(coverage)
        number = QLocale().toString
        if coverage.about is None and not coverage.stored and coverage.as_of is None:
            return self.tr("Nothing read yet")
        if coverage.about is None:
            return self.tr("{stored} stored, none read again yet").format(
                stored=number(coverage.stored)
            )
        if coverage.stored > coverage.received:
            return self.tr("{stored} stored; {read} of about {total} read again").format(
                stored=number(coverage.stored),
                read=number(coverage.received),
                total=number(coverage.about),
            )
        return self.tr("{read} of about {total}").format(
            read=number(coverage.received), total=number(coverage.about)
        )

    def _ended_text(self, coverage: Coverage) -> str:
        """A list that is not known to be whole is never given as if it were."""
        number = QLocale().toString
        if not coverage.drifted:
            return self.tr("%Ln order(s)", "", coverage.stored)
        if coverage.about and coverage.about > coverage.received:
            return self.tr("{read} of {total}, the list changed while loading").format(
                read=number(coverage.received), total=number(coverage.about)
            )
        return self.tr("{read} read; the list may be incomplete").format(
            read=number(coverage.received)
        )

    def _write_key(self) -> None:
        left = (key_expiry(self._key_issued) - local_today()).days if self._key_issued else None
        if left is None or left > WARN_DAYS:
            text = ""
        elif left <= 0:
            text = self.tr("⚠ API key expired")
        else:
            text = self.tr("⚠ API key expires in %Ln day(s)", "", left)
        _write(self._key, text)
        self._key.setToolTip(self.tr("Ask Orange for a new key in time") if text else "")

    def _write_age(self) -> None:
        if self._coverage is None or self._coverage.as_of is None:
            _write(self._age, "")
            return
        seen = self._coverage.as_of
        age = datetime.now(UTC) - seen
        minutes = int(age.total_seconds() // 60)
        if minutes < 1:
            text = self.tr("Updated just now")
        elif minutes < 60:
            text = self.tr("Updated %n minute(s) ago", "", minutes)
        elif minutes < 24 * 60:
            text = self.tr("Updated %n hour(s) ago", "", minutes // 60)
        else:
            text = self.tr("Updated %n day(s) ago", "", minutes // (24 * 60))
        old = age >= self._stale
        _write(self._age, f"⚠ {text}" if old else text)
        colours = self.palette()
        if old:
            colours.setColor(QPalette.ColorRole.WindowText, alert_colour(colours))
        self._age.setPalette(colours)
        self._age.setToolTip(self._age_explained(seen))

    def _age_explained(self, seen: datetime) -> str:
        local = QDateTime.fromSecsSinceEpoch(int(seen.timestamp()))
        moment = QLocale().toString(local, QLocale.FormatType.ShortFormat)
        if self._sync is SyncState.HALTED:
            return self.tr(
                "As of {moment}. Orange refused several times: press F5 to try again."
            ).format(moment=moment)
        if self._sync is SyncState.OFF:
            return self.tr("As of {moment}. Updated only by F5.").format(moment=moment)
        return self.tr("As of {moment}. Updated by itself.").format(moment=moment)


def _write(label: PlainLabel, text: str) -> None:
    """An empty one is not there: some styles draw a line beside each."""
    label.setText(text)
    label.setVisible(bool(text))
