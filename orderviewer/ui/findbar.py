"""A search box with next, previous and a count, for what stands below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from orderviewer.ui.plain import PlainLabel

TYPING_PAUSE = 120  # milliseconds without a key before a search begins
LONGEST = 200  # characters of a search


class FindBar(QWidget):
    """Says what to look for; the owner says what was found by `show_found`."""

    searched = Signal(str)  # after a short pause in typing
    next_wanted = Signal()
    previous_wanted = Signal()
    left = Signal()  # Esc in the empty box: back to what is searched

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[int, int] | None = None
        self._partly = False
        self.box = QLineEdit(self)
        self.box.setClearButtonEnabled(True)
        self.box.setMaxLength(LONGEST)
        self.box.installEventFilter(self)
        self.setFocusProxy(self.box)
        self._count = PlainLabel(self, elided=True)
        self.previous = self._arrow(Qt.ArrowType.UpArrow)
        self.next = self._arrow(Qt.ArrowType.DownArrow)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(self._count)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._search)
        self.box.textChanged.connect(self._typed)
        self.previous.clicked.connect(self.previous_wanted)
        self.next.clicked.connect(self.next_wanted)
        self._subject = ""
        self.show_found(None)
        self.retranslate()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return (self.box, self.previous, self.next)

    def about(self, subject: str) -> None:
        """What the box searches, as its name and its hint."""
        self._subject = subject
        self.retranslate()

    def text(self) -> str:
        return self.box.text().strip()

    def begin(self) -> None:
        """Ready for typing, with what was searched last selected."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def show_found(self, found: tuple[int, int] | None, *, partly: bool = False) -> None:
        """`found`: (which one is current, counted from 1, or 0; how many); None: no search.

        `partly`: only the beginning of a very large content was searched.
        """
        self._found = found
        self._partly = partly
        several = bool(found and found[1])
        self.previous.setEnabled(several)
        self.next.setEnabled(several)
        self._describe()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in the box: Enter and F3 go on, with Shift back, Esc clears, then leaves."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        self.box.setPlaceholderText(self._subject)
        self.box.setAccessibleName(self._subject)
        for button, text in (
            (self.previous, self.tr("Previous match")),
            (self.next, self.tr("Next match")),
        ):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self._describe()

    def _key(self, event: QKeyEvent) -> bool:
        keys = QKeySequence.StandardKey
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._finish():
                (self.previous_wanted if back else self.next_wanted).emit()
        elif event.matches(keys.FindNext):
            self.next_wanted.emit()
        elif event.matches(keys.FindPrevious):
            self.previous_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.box.text():
            self.box.clear()
            self._finish()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            return False
        return True

    def _typed(self) -> None:
        self._pause.start()

    def _finish(self) -> bool:
        """Searches at once for what was typed just now; False when that has been done."""
        pausing = self._pause.isActive()
        if pausing:
            self._pause.stop()
            self._search()
        return pausing

    def _search(self) -> None:
        self.searched.emit(self.text())

    def _describe(self) -> None:
        self._count.setVisible(self._found is not None)
        if self._found is None:
            self.box.setAccessibleDescription("")
            return
        current, many = self._found
        if not many:
            short = long = self.tr("No match")
        elif current:
            short = self.tr("{current}/{many}").format(current=current, many=many)
            long = self.tr("Match {current} of {many}").format(current=current, many=many)
        else:
            short = long = self.tr("%n match(es)", None, many)
        if self._partly:
            beginning = self.tr(
                "{matches}; only the beginning of this very large order is searched"
            )
            long = beginning.format(matches=long)
        self._count.setText(short)
        self._count.setToolTip(long)
        self.box.setAccessibleDescription(long)

    def _arrow(self, arrow: Qt.ArrowType) -> QToolButton:
        button = QToolButton(self)
        button.setArrowType(arrow)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
