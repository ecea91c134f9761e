"""What the program is, which version, and where it keeps its log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

import orderviewer
from orderviewer.ui.appicon import program_icon

if TYPE_CHECKING:
    from pathlib import Path


ICON_SIZE = 64


def show_about(window: QWidget) -> None:
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIconPixmap(program_icon().pixmap(ICON_SIZE))
    box.setWindowTitle(QCoreApplication.translate("About", "About orderviewer"))
    box.setText(f"orderviewer {orderviewer.__version__}")
    box.setInformativeText(
        QCoreApplication.translate(
            "About",
            "Shows the orders your company has with Orange Business, through Orange's Order "
            "tracking API.\n\nNo telemetry: this program talks to the addresses of your "
            "connection, and to nobody else unless you have it ask for new versions. Credentials "
            "stay in the system keyring.\n\n"
            "An independent program, not a product of Orange.",
        )
    )
    box.open()


def open_folder(folder: Path) -> None:
    """In the system's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
