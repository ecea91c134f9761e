"""The guards themselves: each leak is found and named."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = """
pytest_plugins = ["tests.guards"]

def pytest_configure():
    import tests.guards

    tests.guards.PATIENCE = 0.1
"""

CULPRITS = """
import logging, socket, threading
import pytest

keep = []

def test_thread():
    gate = threading.Event()
    keep.append(gate)
    threading.Thread(target=gate.wait, name="forgotten-thread", daemon=True).start()

def test_window(qapp):
    from PySide6.QtWidgets import QLabel
    keep.append(QLabel("x", objectName="forgotten-window"))

def test_timer(qapp):
    from PySide6.QtCore import QTimer
    keep.append(QTimer(objectName="forgotten-timer"))
    keep[-1].start(10_000)

def test_qt_thread(qapp):
    from PySide6.QtCore import QThread
    keep.append(QThread(objectName="forgotten-qt-thread"))
    keep[-1].start()

def test_connection():
    with socket.socket() as one, pytest.raises(OSError):
        one.connect(("192.0.2.1", 80))

def test_look_up():
    with pytest.raises(socket.gaierror):
        socket.create_connection(("orange.fr", 80))

def test_log():
    logging.getLogger("orderviewer.some").warning("forgotten-warning")

def test_handler():
    logging.getLogger("orderviewer").addHandler(logging.NullHandler())

@pytest.fixture(scope="session", autouse=True)
def tidy():
    yield
    for thing in keep:
        if hasattr(thing, "quit"):
            thing.quit()
            thing.wait()
"""

GOOD = """
import gc, logging, socket, threading
import pytest

def test_thread():
    threading.Thread(target=int).start()

def test_garbage_is_no_leak(qapp):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget
    gc.disable()
    window = QWidget()
    window.timer = QTimer(window)
    window.timer.timeout.connect(lambda: window.close())
    window.timer.start(10_000)
    window.show()
    window.deleteLater()
    gc.enable()

def test_what_is_copied_stays_on_the_clipboard(qapp):
    from PySide6.QtCore import QMimeData
    data = QMimeData()
    data.setText("copied")
    qapp.clipboard().setMimeData(data)

def test_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1])).close()

def test_names_that_exist_nowhere():
    with pytest.raises(socket.gaierror):
        socket.create_connection(("nobody.invalid", 80))

@pytest.mark.expects_log("asked for")
def test_log():
    logging.getLogger("orderviewer.some").warning("asked for")
"""


@pytest.fixture(autouse=True)
def _guarded(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    pytester.makeconftest(CONFTEST)
    pytester.makeini("[pytest]\nqt_api = pyside6\n")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))


def test_every_leak_is_named(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(CULPRITS)
    result = pytester.runpytest_subprocess("-p", "no:randomly")
    result.assert_outcomes(passed=8, errors=8)
    for culprit in (
        "*threads still running: forgotten-thread*",
        "*QLabel 'forgotten-window'*",
        "*QTimer 'forgotten-timer'*",
        "*QThread 'forgotten-qt-thread'*",
        "*connection to 192.0.2.1:80*",
        "*look-up of orange.fr*",
        "*forgotten-warning*",
        "*left the log set up*",
    ):
        result.stdout.fnmatch_lines([culprit])


def test_what_is_put_away_passes(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(GOOD)
    result = pytester.runpytest_subprocess("-p", "no:randomly")
    result.assert_outcomes(passed=6)
    assert result.ret == pytest.ExitCode.OK, "the process crashed after its summary"
