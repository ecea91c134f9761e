"""Coroutines that wait for signals, conditions and finished pictures, on the program's own loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from benchmarks.programs.window import PATIENCE, now

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class Painted(QObject):
    """Says when each picture of one widget is complete and on the screen."""

    done = Signal(float)  # perf_counter

    def __init__(self, widget: QWidget, sign: QEvent.Type = QEvent.Type.Paint) -> None:
        """`sign`: UpdateRequest for a whole window, whatever part of it is painted."""
        super().__init__(widget)
        self._sign = sign
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is self._sign:
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.User:
            self.done.emit(now())
            return True
        return super().event(event)


async def heard(signal: Any, when: Callable[..., bool] = lambda *_: True) -> tuple[Any, ...]:
    """The arguments of the next emission for which `when` holds; asked at each emission."""
    future: asyncio.Future[tuple[Any, ...]] = asyncio.get_running_loop().create_future()

    def hear(*arguments: Any) -> None:
        if not future.done() and when(*arguments):
            future.set_result(arguments)

    signal.connect(hear)
    try:
        return await asyncio.wait_for(future, PATIENCE)
    finally:
        signal.disconnect(hear)


async def until(condition: Callable[[], bool], every: float = 0.02) -> None:
    """Where there is no one signal to wait for, and nothing is being measured."""
    ends = now() + PATIENCE
    while not condition():
        if now() > ends:
            raise TimeoutError("a condition never came true")
        await asyncio.sleep(every)
