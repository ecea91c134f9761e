"""From the wish to export to the file on the disk: dialog, file name, progress, outcome."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from orderviewer.feed.exporting import ExportPlan
from orderviewer.order import Scope
from orderviewer.ui.titles import field_title
from orderviewer.ui.words import describe

if TYPE_CHECKING:
    from orderviewer.export.csv import Dialect
    from orderviewer.feed.feed import Feed
    from orderviewer.order import OrderviewerError
    from orderviewer.ui.exportdialog import Choice, ExportDialog
    from orderviewer.ui.page import OrdersPage


class Exports(QObject):
    """At most one export dialog is open."""

    def __init__(self, window: QWidget, feed: Feed) -> None:
        super().__init__(window)
        self._window = window
        self._feed = feed
        self._page: OrdersPage | None = None
        self._dialog: ExportDialog | None = None
        self._choice: Choice | None = None
        self._target = Path()
        export = feed.export
        export.reading.connect(self._show_reading)
        export.writing.connect(self._show_writing)
        export.finished.connect(self._finish)
        export.failed.connect(self._fail)

    def ask(self, page: OrdersPage) -> None:
        """Opens the dialog with the counts of `page` as they are now."""
        # Not at the start of the program: the formats bring decoders that nothing else there needs.
        from orderviewer.ui.exportdialog import ExportDialog, Extent

        if self._dialog:
            self._dialog.raise_()
            return
        self._page = page
        coverage = page.coverage
        extent = Extent(
            shown=page.in_scope,
            found=page.model.rowCount() if page.query.terms else None,
            selected=len(page.selection.numbers()),
            about=coverage.about if coverage else None,
            complete=bool(coverage and coverage.complete and not coverage.drifted),
        )
        dialog = ExportDialog(extent, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._choose_file)
        dialog.stop_wanted.connect(self._feed.export.stop)
        dialog.open_wanted.connect(self._open)
        dialog.folder_wanted.connect(self._show_folder)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    def _choose_file(self, choice: Choice) -> None:
        if self._page is None:
            return
        self._choice = choice
        picker = QFileDialog(self._dialog, self.tr("Export to"))
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setFileMode(QFileDialog.FileMode.AnyFile)
        ending = choice.dialect.suffix.removeprefix(".")
        picker.setDefaultSuffix(ending)
        picker.setNameFilters([self.tr("Tables (*.{ending})").format(ending=ending)])
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        picker.setDirectory(QStandardPaths.writableLocation(documents))
        picker.selectFile(self._suggested(self._page.query.scope, choice.dialect))
        # Qt's French leaves these two out, where the system has no file dialog of its own.
        picker.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Look in:"))
        picker.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Files of type:"))
        picker.fileSelected.connect(self._start)
        picker.open()

    def _suggested(self, scope: Scope, dialect: Dialect) -> str:
        from orderviewer.export.table import suggested_name

        titles = {
            Scope.CURRENT: self.tr("Current orders"),
            Scope.CLOSED: self.tr("Closed orders"),
            Scope.ALL: self.tr("All orders"),
        }
        query = self._page.query if self._page else None
        return suggested_name(
            scope, dialect, day=query.today if query else None, title=titles[scope]
        )

    def _start(self, file: str) -> None:
        page, choice = self._page, self._choice
        if page is None or choice is None:
            return
        self._target = Path(file)
        numbers = tuple(page.selection.numbers()) if choice.rows == "selected" else None
        columns = tuple((field, field_title(field)) for field in page.columns.visible)
        whole = self._feed.crawl.whole(page.query.scope)
        query = replace(page.query, terms=()) if choice.rows == "everything" else page.query
        self._feed.export.start(
            ExportPlan(
                query=query,
                numbers=numbers,
                fetch_missing=choice.rows == "everything" and not (whole or page.query.as_of),
                columns=None if choice.every_field else columns,
                dialect=choice.dialect,
                target=self._target,
            )
        )

    def _show_reading(self, done: int, about: int | None) -> None:
        if self._dialog:
            self._dialog.show_reading(done, about)

    def _show_writing(self, done: int, total: int) -> None:
        if self._dialog:
            self._dialog.show_writing(done, total)

    def _finish(self, target: Path, rows: int) -> None:
        if self._dialog:
            self._dialog.show_done(target, rows)

    def _fail(self, error: OrderviewerError) -> None:
        if self._dialog:
            self._dialog.show_failed(describe(error))

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target)))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target.parent)))

    def _closed(self) -> None:
        self._feed.export.stop()
        self._dialog = None
