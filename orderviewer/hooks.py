"""Every exception nobody caught ends here: logged, told once, and the program lives on."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from types import TracebackType

log = logging.getLogger(__name__)

Told = tuple[type[BaseException], str, int]


class ExceptionHooks(QObject):
    """Serves slots (sys), threads (threading) and tasks (the loop's handler calls `report`).

    `reported` crosses to the GUI thread by itself, whichever thread failed.  The same fault, by
    type and line, is told once, because a failing paint would otherwise tell it for each cell.
    """

    reported = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._told: set[Told] = set()

    def install(self) -> None:
        sys.excepthook = self._from_slot
        threading.excepthook = self._from_thread

    def uninstall(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def report(self, error: BaseException) -> None:
        """Logs the error with its traceback and tells the window, once."""
        place = _place(error)
        if place in self._told:
            return
        self._told.add(place)
        log.error("unexpected error", exc_info=error)
        self.reported.emit(error)

    def _from_slot(
        self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.report(error.with_traceback(trace))

    def _from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)


def _place(error: BaseException) -> Told:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return type(error), "", 0
    return type(error), trace.tb_frame.f_code.co_filename, trace.tb_lineno
