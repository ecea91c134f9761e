"""Guards around every test: nothing may be left behind, logged unasked, or sent to the network."""

from __future__ import annotations

import gc
import ipaddress
import logging
import re
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 2.0  # seconds a thread or Qt object of a test may take to end after it
PROGRAM = "orderviewer"  # the logger whose handlers a test must put back
# Names that exist nowhere by definition: asking for them is how a test says "not resolved".
NOWHERE = (".invalid", ".test", ".example", "example.com", "example.org")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "expects_log(*patterns): the test may log warnings and errors that match one of these",
    )


def pytest_collection_finish() -> None:
    # What the imports made lives for ever: set aside, it costs the leak search nothing.
    # A collection that runs by chance on a worker thread would destroy Qt objects there.
    gc.disable()
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Empties the clipboard, which without a screen Qt keeps for longer than Python lives."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = qt_application()
    if widgets and isinstance(app, widgets.QApplication):
        app.clipboard().clear()


@pytest.fixture(autouse=True)
def collect_on_this_thread() -> Iterator[None]:
    """What the test leaves in cycles ends here, on the thread of the test."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this test alone."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ORDERVIEWER_HOME", str(folder))
    return folder


# --- the network ---------------------------------------------------------------------------


def is_loopback(host: object) -> bool:
    if host in {"localhost", "", None}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def outside_contacts() -> Iterator[list[str]]:
    """Every attempt to leave this machine; each is refused as if there were no network."""
    attempts: list[str] = []
    connect, connect_ex, look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def allowed(address: Any) -> bool:
        if not isinstance(address, tuple) or is_loopback(address[0]):
            return True
        attempts.append(f"connection to {address[0]}:{address[1]}")
        return False

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if not allowed(address):
            raise OSError(101, "no network in tests")
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        return connect_ex(self, address) if allowed(address) else 101

    def guarded_look_up(host: Any, *args: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is None or is_loopback(name) or re.fullmatch(r"[\d.]+|[\da-f:]+", str(name)):
            return look_up(host, *args, **options)
        if not str(name).rstrip(".").endswith(NOWHERE):
            attempts.append(f"look-up of {name}")
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield attempts


@pytest.fixture(autouse=True)
def nothing_leaves_this_machine(outside_contacts: list[str]) -> Iterator[None]:
    del outside_contacts[:]
    yield
    if outside_contacts:
        pytest.fail("the test tried to reach the network: " + "; ".join(outside_contacts))


# --- the log -------------------------------------------------------------------------------


def own_handlers() -> list[logging.Handler]:
    """The handlers in force, without those that pytest changes between the phases of a test."""
    both = [*logging.getLogger().handlers, *logging.getLogger(PROGRAM).handlers]
    return [handler for handler in both if not type(handler).__module__.startswith("_pytest")]


class Warnings(logging.Handler):
    """Keeps what was logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def nothing_unexpected_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    expected = [p for mark in request.node.iter_markers("expects_log") for p in mark.args]
    program = logging.getLogger(PROGRAM)
    handlers, level = own_handlers(), program.level
    seen = Warnings()
    logging.getLogger().addHandler(seen)
    yield
    logging.getLogger().removeHandler(seen)
    lines = [f"{r.levelname} {r.name}: {r.getMessage()}" for r in seen.records]
    surprises = [line for line in lines if not any(re.search(p, line) for p in expected)]
    if surprises:
        pytest.fail("unexpected log lines:\n" + "\n".join(surprises))
    left = [handler for handler in own_handlers() if handler not in handlers]
    if left or program.level != level:
        program.setLevel(level)
        for handler in left:
            program.removeHandler(handler)
            logging.getLogger().removeHandler(handler)
            handler.close()
        pytest.fail(f"the test left the log set up: {left}")


# --- threads, timers, windows --------------------------------------------------------------


@pytest.fixture(scope="session")
def blamed() -> set[int]:
    """Addresses of what an earlier test already failed for."""
    return set()


@pytest.fixture(autouse=True)
def nothing_left_running(_qt_is_up_first: None, blamed: set[int]) -> Iterator[None]:
    threads = set(threading.enumerate())
    known = blamed | set(top_level_windows())
    yield
    alive = left_threads(threads)
    if alive:
        pytest.fail("threads still running: " + ", ".join(alive))
    if not left_qt_objects(known):
        return
    # Only now, with a suspicion, is it worth to collect and to give Qt its turn.
    left = wait_until_empty(lambda: left_qt_objects(known))
    if left:
        blamed.update(left)
        pytest.fail("left alive by the test: " + ", ".join(sorted(left.values())))


@pytest.fixture
def _qt_is_up_first(request: pytest.FixtureRequest) -> None:
    """So that the application, which lives on, does not count as made by its first test."""
    if "qapp" in request.fixturenames:
        request.getfixturevalue("qapp")


def left_threads(before: set[threading.Thread]) -> list[str]:
    end = time.monotonic() + PATIENCE
    left = []
    for thread in threading.enumerate():
        # Threads that Qt made show up as dummies which never end for Python.
        if thread in before or isinstance(thread, threading._DummyThread):
            continue
        thread.join(max(0.0, end - time.monotonic()))
        if thread.is_alive():
            left.append(f"{thread.name} ({getattr(thread, '_target', None) or type(thread)})")
    return left


def qt_application() -> Any:
    core = sys.modules.get("PySide6.QtCore")
    return core.QCoreApplication.instance() if core else None


def top_level_windows() -> dict[int, str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = qt_application()
    if not widgets or not isinstance(app, widgets.QApplication):
        return {}
    import shiboken6

    return {
        shiboken6.getCppPointer(w)[0]: describe(w)
        for w in app.topLevelWidgets()
        if w.metaObject().className() != "QTipLabel"  # Qt's own, goes by itself
    }


def left_qt_objects(known: set[int]) -> dict[int, str]:
    """Windows made since, timers that tick and threads that run, described by address."""
    if not qt_application():
        return {}
    import shiboken6
    from PySide6.QtCore import QThread, QTimer

    left = {k: v for k, v in top_level_windows().items() if k not in known}
    for thing in gc.get_objects():
        kind = type(thing)
        if not issubclass(kind, (QTimer, QThread)) or id(thing) in known:
            continue
        if shiboken6.isValid(thing) and (
            thing.isActive() if issubclass(kind, QTimer) else foreign_and_running(thing)
        ):
            left[id(thing)] = describe(thing)
    return left


def foreign_and_running(thread: Any) -> bool:
    return bool(thread.isRunning()) and thread is not qt_application().thread()


def describe(thing: Any) -> str:
    parent = thing.parent()
    name = f" '{thing.objectName()}'" if thing.objectName() else ""
    return f"{type(thing).__name__}{name}" + (f" of {describe(parent)}" if parent else "")


def wait_until_empty(find: Callable[[], dict[int, str]]) -> dict[int, str]:
    from PySide6.QtCore import QCoreApplication, QEvent, QThread

    end = time.monotonic() + PATIENCE
    while True:
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        found = find()
        if not found or time.monotonic() > end:
            return found
        QThread.msleep(10)
