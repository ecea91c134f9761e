"""The sidebar: the saved views, how many orders each has now, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from orderviewer.ui.facets import FacetPane
from orderviewer.ui.question import ask
from orderviewer.ui.viewmodel import COUNT, TITLE, Index, ViewModel
from orderviewer.ui.viewname import ViewNameDialog
from orderviewer.ui.viewtitles import view_title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from orderviewer.views.view import View

_COUNT_TO_COME = "50 000 "  # what room is kept for before anything is counted
_NARROWEST, _WIDEST = 16, 44  # average characters; longer names are cut, and said by a tool tip
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_Flag = QItemSelectionModel.SelectionFlag


class RoomyRows(QStyledItemDelegate):
    """Rows half as high again as their text: easy to hit."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), hint.height() + option.fontMetrics.height() // 2)


class ViewList(QTreeView):
    """Chooses by click, arrow key or Enter; a right click only says which view is meant."""

    chosen = Signal(QModelIndex)
    meant = Signal(object)  # QModelIndex: the row that commands are about

    def __init__(self, model: ViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed = False
        self._views = model
        self.setModel(model)
        self.setItemDelegate(RoomyRows(self))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        header = self.header()
        header.hide()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(0)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COUNT, QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self.chosen)
        model.modelReset.connect(self._span_headings)
        model.modelReset.connect(self._fit_counts)
        model.dataChanged.connect(self._fit_counts)

    def show_chosen(self, index: QModelIndex) -> None:
        """Marks a row, or none; nothing is emitted."""
        with QSignalBlocker(self):
            if index.isValid():
                self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
            else:
                self.selectionModel().clear()
        self.viewport().update()
        self.meant.emit(self.currentIndex())

    def sizeHint(self) -> QSize:
        counts = max(self._width_of(COUNT), self.fontMetrics().horizontalAdvance(_COUNT_TO_COME))
        content = self._width_of(TITLE) + counts
        bar = self.verticalScrollBar().sizeHint().width()
        widest = self.fontMetrics().averageCharWidth() * _WIDEST
        width = min(max(content, self._narrowest()), widest)
        return QSize(width + bar, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._narrowest(), super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_counts()

    def selectionChanged(  # noqa: N802  Qt's own name
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        super().selectionChanged(selected, deselected)
        if selected.indexes() and not self._pressed and not self.signalsBlocked():
            self.chosen.emit(selected.indexes()[0])

    def currentChanged(  # noqa: N802  Qt's own name
        self, current: Index, previous: Index
    ) -> None:
        super().currentChanged(current, previous)
        self.meant.emit(current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The click that follows chooses, also the view that is chosen already."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = True
            super().mousePressEvent(event)
            self._pressed = False
            return
        index = self.indexAt(event.position().toPoint())
        if self._views.view_at(index):
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() not in _ENTER or not index.isValid():
            super().keyPressEvent(event)
        elif self.selectionModel().isRowSelected(index.row()):
            self.chosen.emit(index)
        else:
            self.selectionModel().select(index, _Flag.ClearAndSelect | _Flag.Rows)

    def _narrowest(self) -> int:
        return self.fontMetrics().averageCharWidth() * _NARROWEST

    def _width_of(self, column: int) -> int:
        """What its longest text needs, from the font; the rows are few."""
        indexes = (self._views.index(row, column) for row in range(self._views.rowCount()))
        texts = [str(index.data() or "") for index in indexes]
        metrics = self.fontMetrics()
        return (
            max(map(metrics.horizontalAdvance, texts), default=0) + 2 * metrics.averageCharWidth()
        )

    def _fit_counts(self) -> None:
        self.header().resizeSection(COUNT, self._width_of(COUNT))

    def _span_headings(self) -> None:
        for row in self._views.headings():
            self.setFirstColumnSpanned(row, QModelIndex(), True)  # noqa: FBT003  Qt's own


class Sidebar(QWidget):
    """Says what the user wants of the views; keeps none itself."""

    chosen = Signal(object)  # View
    save_wanted = Signal(str)  # a name that no view has: what is shown now is to be kept
    copied = Signal(object, str)  # View, the name of its copy
    renamed = Signal(object, str)  # View, its new name
    deleted = Signal(object)  # View
    moved = Signal(object, int)  # View, so many places down; up when negative

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[View, ...] = ()
        self.model = ViewModel(self)
        self.list = ViewList(self.model, self)
        self.save = QPushButton(self)
        self.save.setAutoDefault(False)
        self.save.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._rename = self._command(QKeySequence(Qt.Key.Key_F2), self._ask_new_name)
        self._copy = self._command(QKeySequence(), self._ask_copy_name)
        self._delete = self._command(QKeySequence.StandardKey.Delete, self._ask_delete)
        self._up = self._command(QKeySequence("Alt+Up"), lambda: self._move(-1))
        self._down = self._command(QKeySequence("Alt+Down"), lambda: self._move(1))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.save)
        self.facets = FacetPane(self)
        column.addWidget(self.facets, 1)
        self.setFocusProxy(self.list)
        self.save.setEnabled(False)  # before the views were read, none can be kept
        self.list.chosen.connect(self._choose)
        self.list.meant.connect(self._allow)
        self.save.clicked.connect(self._ask_name)
        self.retranslate()
        self._allow(QModelIndex())

    @property
    def selected(self) -> View | None:
        """The view marked as shown."""
        rows = self.list.selectionModel().selectedRows()
        return self.model.view_at(rows[0]) if rows else None

    def show_views(self, views: Sequence[View]) -> None:
        """All of them, the built-in ones first; the one marked stays marked."""
        marked = self.selected
        meant = self.model.view_at(self.list.currentIndex())
        self._views = tuple(views)
        self.model.put(views)
        self.list.updateGeometry()  # other names need other room
        self.list.show_chosen(self.model.index_of(marked))
        if not marked and (index := self.model.index_of(meant)).isValid():
            self.list.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        self.save.setEnabled(True)

    def put_above(self, widget: QWidget) -> None:
        """Something that stands over the views."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, widget)

    def show_counts(self, counts: dict[str, int | None]) -> None:
        """View.key -> orders, None for unknown; views that are not in it keep their count."""
        self.model.put_counts(counts)

    def clear_counts(self) -> None:
        """Another profile: nothing is counted yet."""
        self.model.forget_counts()

    def select(self, view: View | None) -> None:
        """Marks the view that is shown, or none; nothing is emitted."""
        self.list.show_chosen(self.model.index_of(view))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Sidebar"))
        self.list.setAccessibleName(self.tr("Views"))
        self.save.setText(self.tr("&Save this view…"))
        self.save.setToolTip(self.tr("Keep filter, list, order and columns under a name"))
        self._copy.setText(self.tr("D&uplicate…"))
        self._rename.setText(self.tr("&Rename…"))
        self._delete.setText(self.tr("&Delete…"))
        self._up.setText(self.tr("Move &up"))
        self._down.setText(self.tr("Move do&wn"))
        self.model.retranslate()

    def _command(
        self, keys: QKeySequence | QKeySequence.StandardKey, slot: Callable[[], None]
    ) -> QAction:
        action = QAction(self.list)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(slot)
        self.list.addAction(action)
        return action

    def _meant(self) -> View | None:
        """The user's own view that the commands are about."""
        view = self.model.view_at(self.list.currentIndex())
        return view if view and not view.builtin else None

    def _allow(self, index: Index) -> None:
        view = self.model.view_at(index)
        own = [one.key for one in self._views if not one.builtin]
        place = own.index(view.key) if view and view.key in own else -1
        self._copy.setEnabled(view is not None)
        self._rename.setEnabled(place >= 0)
        self._delete.setEnabled(place >= 0)
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < len(own) - 1)

    def _choose(self, index: QModelIndex) -> None:
        if view := self.model.view_at(index):
            self.chosen.emit(view)

    def _ask_name(self) -> None:
        dialog = ViewNameDialog(self._names(), self)
        dialog.named.connect(self.save_wanted)
        dialog.open()

    def _ask_new_name(self) -> None:
        if view := self._meant():
            dialog = ViewNameDialog(self._names(view), self, name=view.name)
            dialog.named.connect(lambda name: self.renamed.emit(view, name))
            dialog.open()

    def _ask_copy_name(self) -> None:
        """Built-in views can be copied too, and the copy changed."""
        if view := self.model.view_at(self.list.currentIndex()):
            dialog = ViewNameDialog(self._names(), self)
            dialog.named.connect(lambda name: self.copied.emit(view, name))
            dialog.open()

    def _ask_delete(self) -> None:
        view = self._meant()
        if view is None:
            return
        question = self.tr("Delete the view “{view}”?").format(view=view_title(view))
        ask(
            self,
            self.tr("Delete the view"),
            (question, self.tr("No order is deleted.")),
            self.tr("&Delete"),
            lambda: self.deleted.emit(view),
        )

    def _move(self, steps: int) -> None:
        if view := self._meant():
            self.moved.emit(view, steps)

    def _names(self, but: View | None = None) -> list[str]:
        """What other views are called on the screen."""
        return [view_title(view) for view in self._views if view != but]
