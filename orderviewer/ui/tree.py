"""Every field of an order as a tree: the item model over the nodes, and the view on it."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from orderviewer.fields.values import CELL_LENGTH, visible
from orderviewer.ui.copying import CopyActions, copy_text
from orderviewer.ui.fieldmarks import FieldMark, FieldMarks, Sign
from orderviewer.ui.nodes import TOP, FieldTree, Matches, Node, preview, value_text
from orderviewer.ui.plain import tooltip

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()
NAME, VALUE, FORMER = range(3)
FORMER_SHARE = 0.27  # of the width, while another version is compared with
_SIGNS = {Sign.NEW: "+", Sign.CHANGED: "≠", Sign.GONE: "−"}
NAME_SHARE = 0.45  # of the width, until the user says otherwise
NODE_ROLE = int(Qt.ItemDataRole.UserRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_FONT = int(Qt.ItemDataRole.FontRole)


class FieldModel(QAbstractItemModel):
    """Name and value of each field; a search leaves only what matches and the ways to it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tree = FieldTree({})
        self._matches: Matches | None = None
        self._bold = QFont()
        self._bold.setBold(True)
        self._struck = QFont(self._bold)
        self._struck.setStrikeOut(True)

    @property
    def tree(self) -> FieldTree:
        return self._tree

    @property
    def matches(self) -> Matches | None:
        return self._matches

    @property
    def found(self) -> tuple[int, ...]:
        """What the search found, from top to bottom."""
        return self._matches.found if self._matches else ()

    def put(self, value: object, search: str = "", marks: FieldMarks | None = None) -> None:
        """Shows another order, or another state of it; `marks`: against an earlier version."""
        self.beginResetModel()
        self._tree = FieldTree(value, marks)
        self._matches = self._tree.search(search) if search else None
        self.endResetModel()

    def search(self, text: str) -> None:
        self.beginResetModel()
        self._matches = self._tree.search(text) if text else None
        self.endResetModel()

    def below(self, number: int) -> list[int]:
        """The numbers of the nodes that are shown below a node."""
        if self._matches is not None:
            return self._matches.below.get(number, [])
        return self._tree.children(number)

    def number(self, index: Index) -> int:
        return int(index.internalId()) if index.isValid() else TOP

    def node(self, index: Index) -> Node:
        return self._tree.nodes[self.number(index)]

    def place(self, number: int, column: int = NAME) -> QModelIndex:
        """The index of a node; invalid for the top and for what the search hides."""
        if number == TOP:
            return QModelIndex()
        if self._matches is None:
            return self.createIndex(self._tree.nodes[number].row, column, number)
        row = self._matches.rows.get(number)
        return QModelIndex() if row is None else self.createIndex(row, column, number)

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        if not 0 <= column < self.columnCount() or (parent.isValid() and parent.column() != NAME):
            return QModelIndex()
        children = self.below(self.number(parent))
        if not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        return self.place(self.node(index).parent) if index.isValid() else QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:
        if parent.isValid() and parent.column() != NAME:
            return 0
        return len(self.below(self.number(parent)))

    def hasChildren(self, parent: Index = ROOT) -> bool:
        if parent.isValid() and parent.column() != NAME:
            return False
        if self._matches is not None:
            return bool(self._matches.below.get(self.number(parent)))
        return not parent.isValid() or self._tree.has_children(self.number(parent))

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: ARG002  the same everywhere
        return FORMER + 1 if self._tree.marks else VALUE + 1

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if not index.isValid():
            return None
        node, column = self.node(index), index.column()
        if role == _DISPLAY:
            return self._text(index, node, column)
        if role == _SPOKEN and column == NAME:
            return self._spoken(node, self._tree.mark(self.number(index)))
        if role == _FONT and column == NAME:
            return self._font(index)
        if role == _TOOLTIP and column == FORMER:
            return tooltip(self._text(index, node, column)) or None
        return node if role == NODE_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != _DISPLAY:
            return None
        return {
            NAME: self.tr("Field"),
            VALUE: self.tr("Value"),
            FORMER: self.tr("Before"),
        }.get(section)

    def name(self, number: int) -> str:
        """What a field is called, without signs."""
        return self._name(self._tree.nodes[number])

    def _text(self, index: Index, node: Node, column: int) -> str:
        mark = self._tree.mark(self.number(index)) if self._tree.marks else None
        if column == NAME:
            return f"{_SIGNS[mark.sign]} {self._name(node)}" if mark else self._name(node)
        if column == FORMER:
            return visible(mark.before, CELL_LENGTH) if mark else ""
        return "" if node.gone else self._value(node)

    def _spoken(self, node: Node, mark: FieldMark | None) -> str:
        name, value = self._name(node), self._value(node)
        if mark is None:
            said = self.tr("{name}: {value}")
        elif mark.sign is Sign.NEW:
            said = self.tr("{name}: {value}, new")
        elif mark.sign is Sign.GONE:
            said = self.tr("{name}: gone, was {before}")
        else:
            said = self.tr("{name}: {value}, changed, was {before}")
        before = visible(mark.before, CELL_LENGTH) if mark else ""
        return said.format(name=name, value=value, before=before)

    def _font(self, index: Index) -> QFont | None:
        mark = self._tree.mark(self.number(index)) if self._tree.marks else None
        if mark and mark.sign is Sign.GONE:
            return self._struck
        matching = self._matches and self.number(index) in self._matches.matching
        return self._bold if mark or matching else None

    def _name(self, node: Node) -> str:
        if node.span is not None:
            first, end = node.span
            return self.tr("{first} to {last}").format(first=first + 1, last=end)
        if isinstance(node.step, str):
            return visible(node.step, CELL_LENGTH)
        return "" if node.step is None else f"[{node.step}]"

    def _value(self, node: Node) -> str:
        value = node.value
        if node.span is not None:
            return ""
        if isinstance(value, dict):
            return visible(preview(value), CELL_LENGTH) or self.tr("%n field(s)", None, len(value))
        if isinstance(value, list):
            return self.tr("%n entry(ies)", None, len(value))
        return visible(value_text(value), CELL_LENGTH)


class FieldView(QTreeView):
    """The tree itself; copying shares its actions with the context menu."""

    column_wanted = Signal(str)  # the path of a field

    def __init__(self, model: FieldModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = model
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionsMovable(False)
        self.header().setMinimumSectionSize(self.fontMetrics().averageCharWidth() * 6)
        self.header().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._name_share = NAME_SHARE
        self.header().sectionResized.connect(self._keep_share)
        self.setIndentation(self.fontMetrics().averageCharWidth() * 2)
        self.copying = CopyActions(self)
        self.copying.value_wanted.connect(self.copy_value)
        self.copying.pair_wanted.connect(self._copy_pair)
        self.copying.path_wanted.connect(self._copy_path)
        self._column = self.copying.add(QKeySequence())
        self._column.triggered.connect(self._wish_column)
        self.retranslate()

    def retranslate(self) -> None:
        self.copying.retranslate()
        self._column.setText(self.tr("&Make a column of this"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Names, values and, where there are any, former values beside each other."""
        width, former = self.viewport().width(), 0
        if self._fields.columnCount() > FORMER:
            former = round(FORMER_SHARE * width)
            self.header().resizeSection(FORMER, former)
        self.header().setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        self.header().resizeSection(NAME, round(self._name_share * (width - former)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self._column.setEnabled(self._fields.node(self.currentIndex()).scalar)
        self.copying.show_menu(place)

    def copy_value(self) -> bool:
        """Copies the whole value of the current field, as Orange wrote it."""
        number = self._current()
        if number != TOP:
            copy_text(value_text(self._fields.tree.nodes[number].value))
        return number != TOP

    def _wish_column(self) -> None:
        if self._fields.node(self.currentIndex()).scalar:
            self.column_wanted.emit(self._fields.tree.path(self._current()))

    def _keep_share(self, section: int, _before: int, width: int) -> None:
        """The user gave the names another part of the width."""
        if section == NAME and self.viewport().width():
            former = self.header().sectionSize(FORMER) if self.header().count() > FORMER else 0
            self._name_share = min(0.8, width / max(1, self.viewport().width() - former))

    def _current(self) -> int:
        return self._fields.number(self.currentIndex())

    def _copy_pair(self) -> None:
        number = self._current()
        if number != TOP:
            name = self._fields.name(number)
            copy_text(f"{name}\t{value_text(self._fields.tree.nodes[number].value)}")

    def _copy_path(self) -> None:
        if self._current() != TOP:
            copy_text(self._fields.tree.path(self._current()))
