"""The steps of a connection test, each with its sign, its word, its time and what was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from orderviewer.fields.values import visible
from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.shapes import Mark, Shape
from orderviewer.ui.words import describe

if TYPE_CHECKING:
    from orderviewer.order import OrderviewerError

LONGEST_DETAIL = 200
STEPS = ("name", "tls", "token", "key", "order")


class Step(Protocol):
    """What a finished step tells; `name` is one of STEPS."""

    @property
    def name(self) -> str: ...
    @property
    def ok(self) -> bool: ...
    @property
    def milliseconds(self) -> int: ...
    @property
    def detail(self) -> str: ...
    @property
    def error(self) -> OrderviewerError | None: ...
    @property
    def number(self) -> int | None: ...
    @property
    def order_id(self) -> str: ...


class CheckList(QWidget):
    """Five lines; `begin` starts the first, `show_step` ends one and starts the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = {name: _Line(self) for name in STEPS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(4, 1)
        for row, line in enumerate(self._lines.values()):
            line.place(grid, row)
        self.reset()

    @property
    def shapes(self) -> dict[str, Shape]:
        """The sign of each step."""
        return {name: line.shape for name, line in self._lines.items()}

    def reset(self) -> None:
        for line in self._lines.values():
            line.clear()
        self.retranslate()

    def begin(self) -> None:
        self.reset()
        self._lines[STEPS[0]].shape = Shape.RUNNING
        self.retranslate()

    def show_step(self, step: Step) -> None:
        """Ends this step; a failed one is the last that runs."""
        line = self._lines.get(step.name)
        if line is None:
            return
        line.shape = Shape.DONE if step.ok else Shape.FAILED
        line.milliseconds = step.milliseconds
        line.step = step
        waiting = [other for other in self._lines.values() if other.shape is Shape.WAITING]
        if step.ok and waiting:
            waiting[0].shape = Shape.RUNNING
        self.retranslate()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def finish(self) -> None:
        """What did not run will not run."""
        for line in self._lines.values():
            if line.shape in (Shape.WAITING, Shape.RUNNING):
                line.shape = Shape.SKIPPED
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        titles = {
            "name": self.tr("Name of the service"),
            "tls": self.tr("Secure connection (TLS)"),
            "token": self.tr("Access token"),
            "key": self.tr("API key"),
            "order": self.tr("First order"),
        }
        words = {
            Shape.WAITING: self.tr("to do"),
            Shape.RUNNING: self.tr("under way…"),
            Shape.DONE: self.tr("passed"),
            Shape.FAILED: self.tr("failed"),
            Shape.SKIPPED: self.tr("not done"),
        }
        for name, line in self._lines.items():
            time = QLocale().toString(line.milliseconds)
            seen = self._seen(line.step) if line.step else ""
            line.show(
                titles[name], words[line.shape], self.tr("{number} ms").format(number=time), seen
            )
        spoken = self.tr("{step}: {result}")
        results = [
            spoken.format(step=titles[name], result=words[line.shape])
            for name, line in self._lines.items()
            if line.shape is not Shape.WAITING
        ]
        self.setAccessibleName(self.tr("Steps of the connection test"))
        self.setAccessibleDescription("; ".join(results))

    def _seen(self, step: Step) -> str:
        """What the step has to tell, in the user's words where it is more than a name."""
        if step.error:
            return describe(step.error).sentence  # its own words are for support
        if step.name in ("name", "tls"):
            alone = step.name == "tls" and step.detail == "http"
            there = self.tr("not needed: the service is on this computer")
            return there if alone else step.detail
        if step.name == "token" and step.number is not None:
            return self.tr("valid for %Ln minute(s)", "", max(1, step.number // 60))
        if step.name == "key":
            counted = self.tr("accepted; about %Ln current order(s)", "", step.number or 0)
            return self.tr("accepted") if step.number is None else counted
        if step.order_id:
            return self.tr("order {id} read").format(id=step.order_id)
        return self.tr("there is none yet")


class _Line:
    """The widgets of one step, and how it went."""

    def __init__(self, parent: QWidget) -> None:
        self.shape = Shape.WAITING
        self.milliseconds = 0
        self.step: Step | None = None
        self._mark = Mark(Shape.WAITING, parent)
        self._title = PlainLabel(parent)
        self._word = PlainLabel(parent)
        self._time = PlainLabel(parent)
        self._detail = PlainLabel(parent, wraps=True)

    def place(self, grid: QGridLayout, row: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._mark, row, 0, top)
        grid.addWidget(self._title, row, 1, top)
        grid.addWidget(self._word, row, 2, top)
        grid.addWidget(self._time, row, 3, top | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._detail, row, 4, top)

    def clear(self) -> None:
        self.shape = Shape.WAITING
        self.milliseconds = 0
        self.step = None

    def show(self, title: str, word: str, time: str, seen: str) -> None:
        ended = self.shape in (Shape.DONE, Shape.FAILED)
        self._mark.show_shape(self.shape)
        self._title.setText(title)
        self._word.setText(word)
        self._time.setText(time if ended else "")
        self._detail.setText(visible(seen, LONGEST_DETAIL))
        bold = self._title.font()
        bold.setBold(self.shape is Shape.FAILED)
        self._title.setFont(bold)
