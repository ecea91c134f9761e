"""Keeps Python's garbage collector on the GUI thread and in short steps."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

MILLISECONDS = 500
OLD_AFTER = (700, 10, 10)  # Python's own thresholds: young objects, then rounds of each generation


class Collector(QObject):
    """Automatic collection off, the same by a timer of the GUI thread.

    A collection that happens to run on a worker would destroy Qt objects there, which crashes;
    and one over all modules, run at any moment, stalls the window (performance.md 7).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        """Everything alive now counts as permanent and is never looked at again."""
        gc.disable()
        gc.collect()
        gc.freeze()
        self._timer.start(MILLISECONDS)

    def stop(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()

    def _collect(self) -> None:
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > OLD_AFTER[generation]:
                gc.collect(generation)
                return
