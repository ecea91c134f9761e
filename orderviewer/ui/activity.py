"""What is being read in the background, how far it is, and the buttons that stop it or go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from orderviewer.order import Scope
from orderviewer.ui.plain import PlainLabel

if TYPE_CHECKING:
    from orderviewer.feed.detailcrawl import DetailProgress
    from orderviewer.feed.rows import Coverage


class Activity(QWidget):
    """A part of the status bar: words where the list on the screen does not tell, bar, buttons."""

    stop_wanted = Signal()
    resume_wanted = Signal()
    load_all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._coverage: Coverage | None = None
        self._busy = False
        self._everything = False
        self._interrupted = False
        self._can_read = True
        self._elsewhere: Coverage | None = None
        self._details: DetailProgress | None = None
        self._doing = PlainLabel(self, elided=True)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        character = self.fontMetrics().averageCharWidth()
        self._bar.setMinimumWidth(character * 4)
        self._bar.setMaximumWidth(character * 16)
        self._bar.setMaximumHeight(self.fontMetrics().height())
        self._stop = QToolButton(self)
        self._stop.clicked.connect(self.stop_wanted)
        self._resume = QToolButton(self)
        self._resume.clicked.connect(self.resume_wanted)
        self._all = QToolButton(self)
        self._all.clicked.connect(self.load_all_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._doing, self._bar, self._stop, self._resume, self._all):
            row.addWidget(widget)
        for button in (self._stop, self._resume, self._all):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    def show_coverage(self, coverage: Coverage | None, *, busy: bool, everything: bool) -> None:
        """Of the list on the screen."""
        self._coverage = coverage
        self._busy = busy
        self._everything = everything
        self._write()

    def show_elsewhere(self, coverage: Coverage | None) -> None:
        """Of the list that is being read when that is another one."""
        self._elsewhere = coverage
        self._write()

    def allow(self, *, reading: bool) -> None:
        """Whether anything can be read into the open store."""
        self._can_read = reading
        self._write()

    def show_interrupted(self, *, interrupted: bool) -> None:
        """Whether a reading was stopped before its end, and can go on from there."""
        self._interrupted = interrupted
        self._write()

    def show_details(self, progress: DetailProgress | None) -> None:
        self._details = progress
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self._stop.setText(self.tr("Stop"))
        self._stop.setToolTip(self.tr("Stop reading; what was read is kept"))
        self._resume.setText(self.tr("Resume"))
        self._resume.setToolTip(self.tr("Go on reading from where it was stopped"))
        self._all.setText(self.tr("Load all"))
        self._all.setToolTip(self.tr("Read every order of this list"))
        self._bar.setAccessibleName(self.tr("Progress of reading"))
        self._doing.setAccessibleName(self.tr("What is being read"))
        self._write()

    def _write(self) -> None:
        coverage = self._coverage
        partly = coverage is not None and not coverage.complete
        here = self._busy and partly and self._everything
        working = here or self._elsewhere is not None or self._details is not None
        self._doing.setText(self._words())
        self._doing.setVisible(bool(self._doing.text()))
        self._bar.setVisible(working)
        self._stop.setVisible(working)
        self._resume.setVisible(self._interrupted and not working)
        self._all.setVisible(
            partly and self._can_read and not self._everything and not self._interrupted
        )
        done, whole = self._extent()
        self._bar.setRange(0, max(whole, done))
        self._bar.setValue(done)

    def _extent(self) -> tuple[int, int]:
        """How much of how much; of nothing known 0, which shows as work without an end."""
        if self._details:
            return self._details.asked, self._details.planned
        read = self._elsewhere or self._coverage
        return (read.received, read.about or 0) if read else (0, 0)

    def _words(self) -> str:
        number = QLocale().toString
        if self._details:
            return self.tr("Details: {asked} of {planned}").format(
                asked=number(self._details.asked), planned=number(self._details.planned)
            )
        read = self._elsewhere
        if read is None:
            return ""
        facts = {"read": number(read.received), "total": number(read.about or 0)}
        if read.scope is Scope.CLOSED:
            if read.about is None:
                return self.tr("Reading the closed orders: {read}").format(**facts)
            return self.tr("Reading the closed orders: {read} of about {total}").format(**facts)
        if read.about is None:
            return self.tr("Reading the current orders: {read}").format(**facts)
        return self.tr("Reading the current orders: {read} of about {total}").format(**facts)
