"""From the wish to export to the file on the disk: dialog, file name, progress, outcome."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from orderviewer.feed.comparing import ComparisonPlan
from orderviewer.feed.exporting import ExportPlan
from orderviewer.feed.past import home_day_of
from orderviewer.fields.roles import Role
from orderviewer.local.records import Fate
from orderviewer.order import Scope
from orderviewer.ui.fatewords import fate_title
from orderviewer.ui.titles import field_title, role_title
from orderviewer.ui.words import describe

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from orderviewer.feed.comparing import Groups
    from orderviewer.feed.feed import Feed
    from orderviewer.order import OrderviewerError
    from orderviewer.ui.exportcomparison import ComparisonDialog
    from orderviewer.ui.exportdialog import ExportDialog
    from orderviewer.ui.exportorders import OrdersDialog
    from orderviewer.ui.page import OrdersPage

Plan: TypeAlias = ExportPlan | ComparisonPlan


class _Wish(NamedTuple):
    """A dialog, what a name for the file is made of, and what to write as the dialog says then."""

    dialog: ExportDialog
    title: str
    day: date | None
    plan: Callable[[Path], Plan]


class Exports(QObject):
    """At most one export dialog is open.

    The dialogs are imported when they are wanted: the formats bring decoders that nothing else
    at the start of the program needs.
    """

    def __init__(self, window: QWidget, feed: Feed) -> None:
        super().__init__(window)
        self._window = window
        self._feed = feed
        self._dialog: ExportDialog | None = None
        self._target = Path()
        export = feed.export
        export.reading.connect(self._show_reading)
        export.writing.connect(self._show_writing)
        export.finished.connect(self._finish)
        export.failed.connect(self._fail)

    def ask(self, page: OrdersPage) -> None:
        """Opens the dialog with the counts of `page` as they are now."""
        from orderviewer.ui.exportorders import Extent, OrdersDialog

        coverage = page.coverage
        extent = Extent(
            shown=page.in_scope,
            found=page.model.rowCount() if page.query.terms else None,
            selected=len(page.selection.numbers()),
            about=coverage.about if coverage else None,
            complete=bool(coverage and coverage.complete and not coverage.drifted),
        )
        if self._is_free():
            dialog = OrdersDialog(extent, self._window)
            titles = {
                Scope.CURRENT: self.tr("Current orders"),
                Scope.CLOSED: self.tr("Closed orders"),
                Scope.ALL: self.tr("All orders"),
            }
            title, day = titles[page.query.scope], page.query.today
            self._begin(_Wish(dialog, title, day, partial(self._orders_plan, page, dialog)))

    def ask_comparison(self, groups: Groups) -> None:
        """Opens the dialog for the two days that are compared."""
        from orderviewer.ui.exportcomparison import ComparisonDialog

        if self._is_free():
            dialog = ComparisonDialog(groups, self._window)
            day = home_day_of(groups.moments.later)
            plan = partial(_comparison_plan, groups, dialog)
            self._begin(_Wish(dialog, self.tr("comparison"), day, plan))

    def _is_free(self) -> bool:
        if self._dialog:
            self._dialog.raise_()
        return self._dialog is None

    def _begin(self, wish: _Wish) -> None:
        dialog = self._dialog = wish.dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.file_wanted.connect(lambda: self._choose_file(wish))
        dialog.stop_wanted.connect(self._feed.export.stop)
        dialog.open_wanted.connect(self._open)
        dialog.folder_wanted.connect(self._show_folder)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _choose_file(self, wish: _Wish) -> None:
        from orderviewer.export.table import suggested_name

        dialect = wish.dialog.dialect
        picker = QFileDialog(wish.dialog, self.tr("Export to"))
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setFileMode(QFileDialog.FileMode.AnyFile)
        ending = dialect.suffix.removeprefix(".")
        picker.setDefaultSuffix(ending)
        picker.setNameFilters([self.tr("Tables (*.{ending})").format(ending=ending)])
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        picker.setDirectory(QStandardPaths.writableLocation(documents))
        picker.selectFile(suggested_name(wish.title, dialect, wish.day))
        # Qt's French leaves these two out, where the system has no file dialog of its own.
        picker.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Look in:"))
        picker.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Files of type:"))
        picker.fileSelected.connect(lambda file: self._start(wish.plan(Path(file))))
        picker.open()

    def _start(self, plan: Plan) -> None:
        self._target = plan.target
        self._feed.export.start(plan)

    def _orders_plan(self, page: OrdersPage, dialog: OrdersDialog, target: Path) -> ExportPlan:
        everything = dialog.rows == "everything"
        whole = self._feed.crawl.whole(page.query.scope)
        columns = tuple((field, field_title(field)) for field in page.columns.visible)
        return ExportPlan(
            query=replace(page.query, terms=()) if everything else page.query,
            numbers=tuple(page.selection.numbers()) if dialog.rows == "selected" else None,
            fetch_missing=everything and not (whole or page.query.as_of),
            columns=None if dialog.every_field else columns,
            dialect=dialog.dialect,
            target=target,
        )

    def _show_reading(self, done: int, about: int | None) -> None:
        if self._dialog:
            self._dialog.show_reading(done, about)

    def _show_writing(self, done: int, total: int) -> None:
        if self._dialog:
            self._dialog.show_writing(done, total)

    def _finish(self, target: Path, count: int) -> None:
        if self._dialog:
            self._dialog.show_done(target, count)

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


def _comparison_plan(groups: Groups, dialog: ComparisonDialog, target: Path) -> ComparisonPlan:
    from orderviewer.ui.comparisonmodel import comparison_titles

    return ComparisonPlan(
        moments=groups.moments,
        fates=dialog.fates,
        header=comparison_titles(),
        fate_titles={fate: fate_title(fate) for fate in Fate},
        role_titles={role: role_title(role) for role in Role},
        dialect=dialog.dialect,
        target=target,
    )
