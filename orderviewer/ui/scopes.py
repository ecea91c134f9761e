"""The status filter: Current, Closed or All, each with its count."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from orderviewer.order import Scope


class ScopeFilter(QWidget):
    """Three joined buttons; arrow keys move between them."""

    chosen = Signal(object)  # Scope

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[Scope, tuple[int, bool]] = {}
        self._buttons: dict[Scope, QToolButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for scope in (Scope.CURRENT, Scope.CLOSED, Scope.ALL):
            button = QToolButton(self)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.clicked.connect(self._report)
            button.toggled.connect(self._embolden)
            self._group.addButton(button)
            self._buttons[scope] = button
            row.addWidget(button)
        self.show_scope(Scope.CURRENT)
        self.retranslate()

    @property
    def scope(self) -> Scope:
        return next(scope for scope, button in self._buttons.items() if button.isChecked())

    def show_scope(self, scope: Scope) -> None:
        self._buttons[scope].setChecked(True)

    def show_counts(self, counts: dict[Scope, tuple[int, bool]]) -> None:
        """Per scope: how many, and whether that is Orange's hint rather than what was read."""
        self._counts = counts
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Status filter"))
        titles = {
            Scope.CURRENT: self.tr("Current"),
            Scope.CLOSED: self.tr("Closed"),
            Scope.ALL: self.tr("All"),
        }
        spoken = {
            Scope.CURRENT: self.tr("Show current orders"),
            Scope.CLOSED: self.tr("Show closed orders"),
            Scope.ALL: self.tr("Show all orders"),
        }
        for scope, button in self._buttons.items():
            button.setText(self._with_count(scope, titles[scope]))
            button.setToolTip(spoken[scope])
            button.setAccessibleName(self._with_count(scope, titles[scope]))
            button.setAccessibleDescription(spoken[scope])

    def _with_count(self, scope: Scope, title: str) -> str:
        if scope not in self._counts:
            return title
        count, about = self._counts[scope]
        number = QLocale().toString(count)
        template = self.tr("{scope} (about {count})") if about else self.tr("{scope} ({count})")
        return template.format(scope=title, count=number)

    def _embolden(self) -> None:
        """Which one is chosen shows in any theme, not by a shade alone."""
        for button in self._buttons.values():
            font = button.font()
            font.setBold(button.isChecked())
            button.setFont(font)
            if button.isChecked():
                self.setFocusProxy(button)

    def _report(self) -> None:
        self.chosen.emit(self.scope)
