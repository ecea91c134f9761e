"""The way back to an older copy of the store: which there are, and what happens to today's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QVBoxLayout, QWidget

from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.storewords import restored_words
from orderviewer.ui.words import Level, moment_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.feed.feed import Feed
    from orderviewer.local.records import Backup
    from orderviewer.ui.actions import Actions
    from orderviewer.ui.page import OrdersPage

_WIDTH = 64  # average characters


class RestoreDialog(QDialog):
    """The backups, the newest first and chosen; or why there are none."""

    wanted = Signal(object)  # Backup

    def __init__(self, backups: Sequence[Backup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._backups = tuple(backups)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Backups"))
        self.list.addItems([self._text(one) for one in backups])
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(backups))
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Cancel if backups else standard.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(PlainLabel(self, self._meaning(), wraps=True))
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        if backups:
            go = buttons.addButton(self.tr("&Restore"), QDialogButtonBox.ButtonRole.AcceptRole)
            buttons.button(standard.Cancel).setDefault(True)
            go.clicked.connect(self._choose)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH)
        self.setWindowTitle(self.tr("Restore a backup"))

    def _meaning(self) -> str:
        if not self._backups:
            return self.tr(
                "There is no backup. One is made before a new version of orderviewer changes the "
                "form of the file with the orders, and kept for 90 days at most."
            )
        return self.tr(
            "The orders and their history will be those of the backup you choose. The file as it "
            "is now is kept beside it, as another backup. What has changed since then is read "
            "from Orange again."
        )

    def _text(self, backup: Backup) -> str:
        template = self.tr("{moment} · version {number} of the file · {size}")
        return template.format(
            moment=moment_text(backup.made),
            number=backup.version,
            size=QLocale().formattedDataSize(
                backup.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat
            ),
        )

    def _choose(self) -> None:
        self.wanted.emit(self._backups[self.list.currentRow()])
        self.accept()


class Restoring(QObject):
    """From the command to the message that it was done."""

    def __init__(self, window: QWidget, actions: Actions, feed: Feed, page: OrdersPage) -> None:
        super().__init__(window)
        self._window = window
        self._feed = feed
        self._page = page
        actions.restore.triggered.connect(feed.backups.read)
        feed.backups.answered.connect(self._ask)
        feed.restored.connect(self._tell)

    def _ask(self, backups: tuple[Backup, ...]) -> None:
        dialog = RestoreDialog(backups, self._window)
        dialog.wanted.connect(self._feed.restore)
        dialog.open()

    def _tell(self, backup: Backup) -> None:
        self._page.selection.clear()
        self._page.banner.show_message(Level.NOTICE, lambda: restored_words(backup))
