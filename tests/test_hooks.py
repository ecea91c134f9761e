"""An exception nobody caught is logged, told once, and the program lives on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

from orderviewer.hooks import ExceptionHooks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Bell(QObject):
    rung = Signal()


@pytest.fixture
def hooks(qapp: object) -> Iterator[ExceptionHooks]:
    made = ExceptionHooks()
    made.install()
    yield made
    made.uninstall()


@pytest.mark.expects_log("unexpected error")
def test_a_failing_slot_is_told_once(
    hooks: ExceptionHooks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[BaseException] = []
    hooks.reported.connect(told.append)

    def fail() -> None:
        raise LookupError("in a slot")

    bell = Bell()
    bell.rung.connect(fail)
    for _ in range(3):
        bell.rung.emit()
    assert [type(error) for error in told] == [LookupError]
    assert "LookupError: in a slot" in caplog.text


@pytest.mark.expects_log("unexpected error")
def test_a_failing_thread_is_told_on_the_gui_thread(hooks: ExceptionHooks, qtbot: QtBot) -> None:
    here = threading.current_thread()
    seen: list[Any] = []

    class Ear(QObject):
        def hear(self, error: object) -> None:
            seen.append((threading.current_thread() is here, type(error)))

    ear = Ear()
    hooks.reported.connect(ear.hear)

    def fail() -> None:
        raise KeyError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(True, KeyError)]


@pytest.mark.expects_log("unexpected error")
def test_the_loop_goes_on_after_a_failing_timer(hooks: ExceptionHooks, qtbot: QtBot) -> None:
    ticks: list[int] = []

    def fail() -> None:
        ticks.append(1)
        raise ValueError("at every tick")

    timer = QTimer()
    timer.timeout.connect(fail)
    timer.start(1)
    qtbot.waitUntil(lambda: len(ticks) >= 3)
    timer.stop()
