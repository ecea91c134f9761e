"""The one event loop that serves Qt and the coroutines alike."""

from __future__ import annotations

import os
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

os.environ["QT_API"] = "pyside6"  # qasync would otherwise take any binding it finds

import qasync

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

ExceptionReport = Callable[[BaseException], None]


def run(
    app: QCoreApplication, main: Callable[[], Coroutine[Any, Any, int]], report: ExceptionReport
) -> int:
    """Runs `main` to its end on Qt's loop; what escapes from any task goes to `report`."""
    loop = qasync.QEventLoop(app)

    def tell(_loop: object, context: dict[str, Any]) -> None:
        error = context.get("exception")
        report(error if error is not None else RuntimeError(context.get("message", "")))

    loop.set_exception_handler(tell)
    try:
        return int(loop.run_until_complete(main()))
    finally:
        loop.close()
