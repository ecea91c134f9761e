"""What every test stands on: pinned surroundings, guards, and the real services around us."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

# Before Qt and the program look at them.
os.environ["TZ"] = "Europe/Paris"
os.environ["LC_ALL"] = os.environ["LANG"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if windows := os.environ.get("WINDIR"):  # there the offscreen platform finds no font by itself
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(windows) / "Fonts"))
for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
    os.environ.pop(name, None)
    os.environ.pop(name.lower(), None)
if hasattr(time, "tzset"):
    time.tzset()

if TYPE_CHECKING:
    from orderviewer.simulator import Simulator
    from tests.desktop import Screen, SecretService

pytest_plugins = ["tests.guards"]

# How fast a busy machine is says nothing about the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def simulator() -> Iterator[Callable[..., Simulator]]:
    """A function that starts simulators: `simulator(orders=120, faults=["html_200"])`."""
    from orderviewer.simulator import Simulator

    started: list[Simulator] = []

    def start(**options: Any) -> Simulator:
        started.append(Simulator(**options))
        started[-1].start()
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture(scope="session")
def own_secret_service() -> Iterator[SecretService]:
    from tests.desktop import SecretService

    with SecretService() as service:
        yield service


@pytest.fixture
def secret_service(
    own_secret_service: SecretService, monkeypatch: pytest.MonkeyPatch
) -> SecretService:
    """A real, unlocked keyring of the tests alone; this process and its children find it."""
    for name, value in own_secret_service.environment.items():
        monkeypatch.setenv(name, value)
    return own_secret_service


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """A real X11 display without a monitor, for programs started with `screen.environment`."""
    from tests.desktop import Screen

    with Screen() as display:
        yield display


def has_qt() -> bool:
    try:
        return find_spec("PySide6") is not None
    except ModuleNotFoundError:  # hidden on purpose
        return False


if has_qt():

    @pytest.fixture
    def qloop(qapp: Any) -> Iterator[Any]:
        """An asyncio loop on Qt's, marked as running so that slots may start tasks."""
        import asyncio

        import qasync

        loop = qasync.QEventLoop(qapp)
        asyncio.set_event_loop(loop)
        asyncio.events._set_running_loop(loop)
        yield loop
        left = [task for task in asyncio.all_tasks(loop) if not task.done()]
        for task in left:
            task.cancel()
        asyncio.events._set_running_loop(None)
        if left:
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.close()
        asyncio.set_event_loop(None)
        assert not left, f"tasks left running: {left}"
