"""What the user cannot change because the IT department has set it, and how that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtGui import QAction

from orderviewer.order import Cause, Rejected
from orderviewer.ui.icons import line_icon
from orderviewer.ui.shapes import MarkedLine, Shape
from orderviewer.ui.words import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPalette
    from PySide6.QtWidgets import QMenu, QWidget

    from orderviewer.policy.settings import Policy


def set_by(policy: Policy) -> str:
    """Who has set it, and where: stands beside every padlock."""
    text = QCoreApplication.translate("Policy", "Set by your IT department in {file}.")
    return text.format(file=policy.file)


def lock_action(action: QAction, policy: Policy, palette: QPalette) -> None:
    """Shows `action` as one that cannot be chosen, with a padlock and the reason."""
    action.setEnabled(False)
    action.setIcon(line_icon("lock", palette))
    action.setToolTip(set_by(policy))


def lock_rest(
    menu: QMenu, choices: list[QAction], allowed: Callable[[int], int], policy: Policy
) -> QAction:
    """Locks the choices that are not allowed; the reason, whose text is to be set, stands below."""
    for choice in choices:
        if choice.data() != allowed(choice.data()):
            lock_action(choice, policy, menu.palette())
    menu.addSeparator()
    reason = menu.addAction("")
    reason.setMenuRole(QAction.MenuRole.NoRole)
    lock_action(reason, policy, menu.palette())
    return reason


class PolicyLine(MarkedLine):
    """Says what of the network the IT department has set, or that its file cannot be followed."""

    def __init__(self, policy: Policy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._policy = policy
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        policy = self._policy
        if policy.broken:
            words = describe(Rejected(Cause.POLICY_BROKEN, policy.route.broken))
            self.show_line(Shape.FAILURE, f"{words.sentence} {words.reason}")
            return
        lines = [line for line in self._lines() if line]
        self.show_line(Shape.LOCK, "\n".join([set_by(policy), *lines]) if lines else "")

    def _lines(self) -> list[str]:
        route = self._policy.route
        return [
            self.tr("Proxy: {address}").format(address=route.proxy) if route.proxy else "",
            self.tr("Proxy: none, even if this computer has one") if route.proxy == "" else "",
            self.tr("Also trusted: the certificates in {file}").format(file=route.ca_file)
            if route.ca_file
            else "",
            self.tr("Pages read at once: {number} at most").format(
                number=QLocale().toString(self._policy.most_at_once)
            )
            if self._policy.most_at_once
            else "",
        ]
