"""Tells of a newer version in a quiet bar, when the user or the IT department wants to know."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

import orderviewer
from orderviewer import releases
from orderviewer.ui.locks import lock_action, set_by
from orderviewer.ui.plain import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from orderviewer.feed.feed import Feed
    from orderviewer.releases import Release


class ReleaseBar(QWidget):
    """Which version there is; nothing happens until a button is pressed."""

    dismissed = Signal(object)  # Release

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._release: Release | None = None
        self._text = PlainLabel(self, wraps=True)
        self._more = QPushButton(self)
        self._more.clicked.connect(self._open)
        self._later = QPushButton(self)
        self._later.clicked.connect(self._dismiss)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self._text.setForegroundRole(QPalette.ColorRole.ToolTipText)
        row = QHBoxLayout(self)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self._later)
        self.hide()

    def show_release(self, release: Release | None) -> None:
        """None: there is nothing newer to tell of."""
        self._release = release
        self.retranslate()
        self._more.setVisible(bool(release and release.page))
        self.setVisible(release is not None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        release = self._release
        text = self.tr("Version {version} of orderviewer is available; this is {present}.")
        filled = text.format(
            version=release.version if release else "", present=orderviewer.__version__
        )
        self._text.setText(filled if release else "")
        self._more.setText(self.tr("Read about it…"))
        self._later.setText(self.tr("Not now"))

    def _open(self) -> None:
        if self._release:
            QDesktopServices.openUrl(QUrl(self._release.page))

    def _dismiss(self) -> None:
        release = self._release
        self.show_release(None)
        self.dismissed.emit(release)


class ReleaseMemory:
    """What is remembered of it in the layout file; anything odd counts as not remembered."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def wanted(self) -> bool:
        """Off until the user switches it on."""
        return self._text("wanted") == "true"

    @wanted.setter
    def wanted(self, wanted: bool) -> None:
        self._settings.setValue("releases/wanted", "true" if wanted else "false")

    @property
    def asked(self) -> datetime | None:
        try:
            moment = datetime.fromisoformat(self._text("asked"))
        except ValueError:
            return None
        return moment if moment.tzinfo else None

    @asked.setter
    def asked(self, moment: datetime) -> None:
        self._settings.setValue("releases/asked", moment.isoformat(timespec="seconds"))

    @property
    def found(self) -> Release | None:
        """None also when the user has seen it and said "not now"."""
        if self._text("version") == self._text("dismissed"):
            return None
        return releases.remembered(self._text("version"), self._text("page"))

    @found.setter
    def found(self, release: Release | None) -> None:
        self._settings.setValue("releases/version", release.version if release else "")
        self._settings.setValue("releases/page", release.page if release else "")

    def dismiss(self, release: Release) -> None:
        self._settings.setValue("releases/dismissed", release.version)

    def _text(self, name: str) -> str:
        return str(self._settings.value(f"releases/{name}", ""))


class Releases(QObject):
    """The menu's choice, the bar, and the feed that asks."""

    def __init__(self, window: QWidget, feed: Feed, memory: ReleaseMemory) -> None:
        super().__init__(window)
        self._feed = feed.releases
        self._policy = feed.policy
        self._memory = memory
        self.bar = ReleaseBar(window)
        self.choice = QAction(window)
        self.choice.setMenuRole(QAction.MenuRole.NoRole)
        self.choice.setCheckable(True)
        self.choice.setChecked(bool(self._address))
        self.choice.setEnabled(bool(releases.ADDRESS))
        if self._policy.update_check is not None:
            lock_action(self.choice, self._policy, window.palette())
        self.choice.toggled.connect(self._choose)
        self.bar.dismissed.connect(memory.dismiss)
        self._feed.asked.connect(self._keep_asked)
        self._feed.found.connect(self._keep_found)
        window.installEventFilter(self)
        self.retranslate()

    def begin(self) -> None:
        """The window is up: what is known is shown, and what is due is asked."""
        if self._address:
            self.bar.show_release(self._memory.found)
        self._feed.begin(self._address, self._memory.asked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        text = self.tr("Ask for new &versions once a week")
        if self._policy.update_check is not None:
            text = f"{text} – {set_by(self._policy)}"
        elif not releases.ADDRESS:
            text = self.tr("Ask for new &versions (this build cannot)")
        self.choice.setText(text)

    @property
    def _address(self) -> str:
        """Where to ask; "" when nobody wants to."""
        wanted = self._policy.update_check
        if wanted is None:
            wanted = self._memory.wanted
        return (self._policy.update_address or releases.ADDRESS) if wanted else ""

    def _choose(self, wanted: bool) -> None:
        self._memory.wanted = wanted
        if not wanted:
            self.bar.show_release(None)
        self._feed.begin(self._address, self._memory.asked, delay=0)

    def _keep_asked(self, moment: datetime) -> None:
        self._memory.asked = moment

    def _keep_found(self, release: Release | None) -> None:
        self._memory.found = release
        self.bar.show_release(self._memory.found)
