"""The export dialog: what goes into the file, its progress, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from orderviewer.export.csv import Dialect
from orderviewer.ui.plain import PlainLabel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from orderviewer.ui.words import Words


_BELOW = 3  # the format, what is left over, the buttons


class ExportDialog(QDialog):
    """Three pages: the choice, the progress, the end; what is chosen from is said by its kinds."""

    file_wanted = Signal()
    stop_wanted = Signal()
    open_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running = False
        self._choice = self._build_choice()
        self._progress = self._build_progress()
        self._ending = self._build_end()
        whole = QVBoxLayout(self)
        for page in self._pages:
            page.setVisible(page is self._choice)
            whole.addWidget(page)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 66)
        self.setWindowTitle(title)

    @property
    def _pages(self) -> tuple[QWidget, ...]:
        return self._choice, self._progress, self._ending

    @property
    def dialect(self) -> Dialect:
        return Dialect(self._dialect.currentData())  # Qt keeps only its text

    def add_choice(self, box: QGroupBox) -> None:
        """Below those that are there, above the format."""
        self._choices.insertWidget(self._choices.count() - _BELOW, box)

    def allow(self, *, possible: bool) -> None:
        """Whether what is chosen can be written."""
        self._go.setEnabled(possible)

    def written(self, count: int) -> str:
        """So many lines are in the file now."""
        # By the name of this class: `tr` looks for a number's forms under that of a kind alone.
        return QCoreApplication.translate("ExportDialog", "%Ln line(s) written.", "", count)

    def show_reading(self, done: int, about: int | None) -> None:
        """Missing pages are being fetched."""
        self._show_progress(done, about)
        number = QLocale().toString
        if about:
            text = self.tr("Reading the missing orders: {done} of about {total}").format(
                done=number(done), total=number(about)
            )
        else:
            text = self.tr("Reading the missing orders: {done}").format(done=number(done))
        self._step.setText(text)

    def show_writing(self, done: int, total: int) -> None:
        self._show_progress(done, total)
        number = QLocale().toString
        self._step.setText(
            self.tr("Writing: {done} of {total}").format(done=number(done), total=number(total))
        )

    def show_done(self, target: Path, rows: int) -> None:
        self._end(self.written(rows), str(target), done=True)

    def show_failed(self, words: Words) -> None:
        told = " ".join(part for part in (words.reason, words.kept, words.advice) if part)
        self._end(words.sentence, told, done=False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._go.setFocus()  # else Enter, on some desktops, unfolds the formats

    def reject(self) -> None:
        """Escape and Cancel stop what is running; a second one closes."""
        if self._running:
            self.stop_wanted.emit()
        super().reject()

    def _build_choice(self) -> QWidget:
        page = QWidget(self)
        column = self._choices = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._format_group())
        column.addStretch()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, page)
        accept = QDialogButtonBox.ButtonRole.AcceptRole
        self._go = buttons.addButton(self.tr("Choose the file…"), accept)
        self._go.setDefault(True)
        self._go.clicked.connect(self.file_wanted)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        return page

    def _format_group(self) -> QGroupBox:
        box = QGroupBox(self.tr("Format"), self)
        column = QVBoxLayout(box)
        self._dialect = QComboBox(box)
        self._dialect.setAccessibleName(self.tr("Format of the file"))
        name = QLabel(self.tr("Format of the &file:"), box)
        name.setBuddy(self._dialect)  # screen readers take a box's chosen entry for its name
        column.addWidget(name)
        for dialect, text in (
            (Dialect.FR, self.tr("CSV for Excel in French (semicolons)")),
            (Dialect.RFC4180, self.tr("CSV by the standard (commas)")),
            (Dialect.TSV, self.tr("Text with tabs (TSV)")),
        ):
            self._dialect.addItem(text, dialect)
        french = QLocale().language() is QLocale.Language.French
        self._dialect.setCurrentIndex(0 if french else 1)
        column.addWidget(self._dialect)
        hint = QLabel(box)
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        hint.setText(
            self.tr(
                "The file keeps leading zeros; Excel drops them when it opens a CSV directly. "
                "Import it as text to keep them."
            )
        )
        column.addWidget(hint)
        return box

    def _build_progress(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self._step = PlainLabel(page)
        self._bar = QProgressBar(page)
        self._bar.setAccessibleName(self.tr("Progress of the export"))
        column.addStretch()
        column.addWidget(self._step)
        column.addWidget(self._bar)
        column.addStretch()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, page)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        return page

    def _build_end(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self._outcome = PlainLabel(page)
        self._outcome.setWordWrap(True)
        self._where = PlainLabel(page)
        self._where.setWordWrap(True)
        column.addStretch()
        column.addWidget(self._outcome)
        column.addWidget(self._where)
        column.addStretch()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, page)
        self._open = QPushButton(self.tr("Open the file"), page)
        self._folder = QPushButton(self.tr("Show in folder"), page)
        self._again = QPushButton(self.tr("Choose another file…"), page)
        for button in (self._open, self._folder, self._again):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self._open.clicked.connect(self.open_wanted)
        self._folder.clicked.connect(self.folder_wanted)
        self._again.clicked.connect(self.file_wanted)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        return page

    def _show_progress(self, done: int, total: int | None) -> None:
        self._running = True
        self._turn_to(self._progress)
        self._bar.setRange(0, max(total or 0, done))
        self._bar.setValue(done)

    def _end(self, outcome: str, where: str, *, done: bool) -> None:
        self._running = False
        self._outcome.setText(outcome)
        self._where.setText(where)
        for button in (self._open, self._folder):
            button.setVisible(done)
        self._again.setVisible(not done)
        self._turn_to(self._ending)

    def _turn_to(self, page: QWidget) -> None:
        """The window takes the size of this page: the first one is longer."""
        if not page.isHidden():
            return
        for each in self._pages:
            each.setVisible(each is page)
        self.adjustSize()
