"""The milestones of an order as a path: marks joined by a line, each with its date and words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeySequence,
    QPainter,
    QPalette,
    QPen,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QWidget,
)

from orderviewer.fields.roles import Kind
from orderviewer.fields.values import DateStyle, show, visible
from orderviewer.ui.badge import paint_shape
from orderviewer.ui.copying import FocusActions, copy_text
from orderviewer.ui.form import LINE, faded
from orderviewer.ui.states import Family

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.fields.milestones import Milestone

    Index = QModelIndex | QPersistentModelIndex

MOST_STEPS = 60  # an order with more has them all in the tree
ROOT = QModelIndex()
STEP_ROLE = int(Qt.ItemDataRole.UserRole)


class Mark(Enum):
    """How far a milestone is; each has a shape of its own."""

    DONE = auto()
    CURRENT = auto()
    TO_COME = auto()
    UNKNOWN = auto()


_SHAPES = {
    Mark.DONE: Family.DELIVERED,
    Mark.CURRENT: Family.PRODUCTION,
    Mark.TO_COME: Family.RECEIVED,
    Mark.UNKNOWN: Family.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone with ready texts; `state` is Orange's own wording."""

    number: int
    count: int
    name: str
    state: str
    date: str
    mark: Mark
    path: str = ""

    @property
    def below(self) -> str:
        """The second line: date and Orange's wording, as far as there are any."""
        return " · ".join(text for text in (self.date, self.state) if text)


def steps_of(milestones: Sequence[Milestone], style: DateStyle) -> tuple[Step, ...]:
    return tuple(
        Step(
            number,
            len(milestones),
            visible(milestone.name),
            visible(milestone.state),
            show(Kind.DATE, milestone.date, style) if milestone.date else "",
            _mark(milestone),
            milestone.path,
        )
        for number, milestone in enumerate(milestones[:MOST_STEPS], 1)
    )


def _mark(milestone: Milestone) -> Mark:
    if milestone.current:
        return Mark.CURRENT
    if milestone.reached is None:
        return Mark.UNKNOWN
    return Mark.DONE if milestone.reached else Mark.TO_COME


def step_sentence(step: Step) -> str:
    """The whole step in words, for screen readers and the clipboard."""
    translate = QCoreApplication.translate
    dated = bool(step.date)
    if step.mark is Mark.DONE:
        text = (
            translate("Stepper", "Step {number} of {count}: {name}, done {date}")
            if dated
            else translate("Stepper", "Step {number} of {count}: {name}, done")
        )
    elif step.mark is Mark.CURRENT:
        text = (
            translate("Stepper", "Step {number} of {count}: {name}, current step, {date}")
            if dated
            else translate("Stepper", "Step {number} of {count}: {name}, current step")
        )
    elif step.mark is Mark.TO_COME:
        text = (
            translate("Stepper", "Step {number} of {count}: {name}, to come, {date}")
            if dated
            else translate("Stepper", "Step {number} of {count}: {name}, to come")
        )
    else:
        text = (
            translate("Stepper", "Step {number} of {count}: {name}, {date}")
            if dated
            else translate("Stepper", "Step {number} of {count}: {name}")
        )
    return text.format(number=step.number, count=step.count, name=step.name, date=step.date)


class StepModel(QAbstractListModel):
    """The steps as rows that a screen reader can walk through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.steps: tuple[Step, ...] = ()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not 0 <= index.row() < len(self.steps):
            return None
        step = self.steps[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return step.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return step_sentence(step)
        return step if role == STEP_ROLE else None

    def put(self, steps: tuple[Step, ...]) -> None:
        self.beginResetModel()
        self.steps = steps
        self.endResetModel()


class _StepDelegate(QStyledItemDelegate):
    """Paints one step: its mark, its piece of the line, name, date and Orange's wording."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._places: dict[tuple[Step, int], tuple[QRect, QRect]] = {}

    def forget(self) -> None:
        """Other steps or another font: what was measured no longer holds."""
        self._places.clear()

    def height(self, step: Step, width: int) -> int:
        name, below = self._texts(step, width)
        return max(name.bottom(), below.bottom()) + 1 + self._view.fontMetrics().height() // 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        width = self._view.viewport().width()
        return QSize(width, self.height(index.data(STEP_ROLE), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        step: Step = index.data(STEP_ROLE)
        area = option.rect
        name, below = self._texts(step, area.width())
        palette = option.palette
        painter.save()
        self._paint_path(painter, step, area, option)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.setFont(self._name_font(step, option.font))
        painter.drawText(QRectF(name.translated(area.topLeft())), step.name, _wrapping())
        painter.setFont(option.font)
        painter.setPen(faded(palette))
        painter.drawText(QRectF(below.translated(area.topLeft())), step.below, _wrapping())
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus = QStyleOptionFocusRect()
            focus.initFrom(option.widget)
            focus.rect = area
            option.widget.style().drawPrimitive(
                QStyle.PrimitiveElement.PE_FrameFocusRect, focus, painter, option.widget
            )

    def _paint_path(
        self, painter: QPainter, step: Step, area: QRect, option: QStyleOptionViewItem
    ) -> None:
        line = option.fontMetrics.height()
        side = line * 0.8
        centre = area.left() + line * 0.75
        top = area.top() + line / 4 + (line - side) / 2
        mark = QRectF(centre - side / 2, top, side, side)
        painter.setPen(QPen(faded(option.palette, LINE), max(1.0, line / 10)))
        if step.number > 1:
            painter.drawLine(round(centre), area.top(), round(centre), round(mark.top()))
        if step.number < step.count:
            painter.drawLine(round(centre), round(mark.bottom()), round(centre), area.bottom() + 1)
        colour = (
            option.palette.color(QPalette.ColorRole.Text)
            if step.mark in (Mark.DONE, Mark.CURRENT)
            else faded(option.palette)
        )
        painter.setPen(colour)
        paint_shape(painter, _SHAPES[step.mark], mark)

    def _texts(self, step: Step, width: int) -> tuple[QRect, QRect]:
        """Where the name and the line below it go, from the step's top left corner."""
        known = self._places.get((step, width))
        if known is None:
            known = self._places[step, width] = self._measured(step, width)
        return known

    def _measured(self, step: Step, width: int) -> tuple[QRect, QRect]:
        font = self._view.font()
        line = self._view.fontMetrics().height()
        left = round(line * 1.6)
        room = max(1, width - left - line // 4)
        tall = max(_height(step.name, self._name_font(step, font), room), line)
        name = QRect(left, line // 4, room, tall)
        rest = _height(step.below, font, room) if step.below else 0
        return name, QRect(left, name.bottom() + 1, room, rest)

    @staticmethod
    def _name_font(step: Step, font: QFont) -> QFont:
        named = QFont(font)
        named.setBold(step.mark is Mark.CURRENT)
        return named


def _wrapping() -> QTextOption:
    """Between words; inside of one only where it is wider than the line."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _height(text: str, font: QFont, width: int) -> int:
    """What the text takes in lines of this width."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    bottom = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        bottom += line.height()
    layout.endLayout()
    return ceil(bottom)


class Stepper(QListView):
    """A list in looks and speech of a path; as tall as its steps, scrolled by what holds it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = StepModel(self)
        self._delegate = _StepDelegate(self)
        self.setModel(self._steps)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._menu = FocusActions(self)
        copy = QKeySequence(QKeySequence.StandardKey.Copy)
        self._copy_step = self._menu.add(copy)
        self._copy_steps = self._menu.add(QKeySequence("Ctrl+Shift+C"))
        self._copy_path = self._menu.add(QKeySequence("Ctrl+Alt+C"))
        self._copy_step.triggered.connect(self.copy_value)
        self._copy_steps.triggered.connect(self._copy_all)
        self._copy_path.triggered.connect(self._copy_place)
        self.retranslate()

    def show_milestones(self, milestones: tuple[Milestone, ...], style: DateStyle) -> None:
        """Shows these; the same ones again change nothing."""
        steps = steps_of(milestones, style)
        if steps == self._steps.steps:
            return
        self._delegate.forget()
        self._steps.put(steps)
        self.updateGeometry()

    def copy_value(self) -> bool:
        """Copies the current step in words."""
        step = self.currentIndex().data(STEP_ROLE)
        if step:
            copy_text(step_sentence(step))
        return bool(step)

    def sentences(self) -> list[str]:
        """Every step in words."""
        return [step_sentence(step) for step in self._steps.steps]

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Milestones"))
        self._copy_step.setText(self.tr("&Copy this step"))
        self._copy_steps.setText(self.tr("Copy &all steps"))
        self._copy_path.setText(self.tr("Copy &path"))

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's own name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's own name
        return sum(self._delegate.height(step, width) for step in self._steps.steps) + 1

    def sizeHint(self) -> QSize:
        width = max(self.fontMetrics().averageCharWidth() * 40, self.width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 16, self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._delegate.forget()
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            current = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(current.bottomLeft())
        self._menu.show_menu(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page around scrolls

    def _copy_place(self) -> None:
        step = self.currentIndex().data(STEP_ROLE)
        if step and step.path:
            copy_text(step.path)

    def _copy_all(self) -> None:
        copy_text("\n".join(self.sentences()))
