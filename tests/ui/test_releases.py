"""The bar that tells of a newer version, and who decides whether anybody asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices

import orderviewer
from orderviewer import releases
from orderviewer.policy.settings import Policy
from orderviewer.ui.releases import ReleaseMemory, Releases
from tests.remote.announcing import Announcer
from tests.ui.accessibility import cut_texts, unnamed_controls
from tests.ui.windows import Desk

FILE = "/etc/orderviewer/policy.json"
PAGE = "https://releases.example/1"


class Browser(QObject):
    """Stands where the system's web browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        self.opened.append(address.toString())


@pytest.fixture
def browser(qapp: Any) -> Iterator[Browser]:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")
    yield browser
    QDesktopServices.unsetUrlHandler("https")


@pytest.fixture
def announced() -> Iterator[Announcer]:
    body = json.dumps({"version": "99.1.0"}).encode()
    with Announcer(body) as server:
        yield server


def memory(desk: Desk) -> ReleaseMemory:
    return ReleaseMemory(desk.layout.settings)


def again(desk: Desk, policy: Policy) -> Releases:
    """As a window under this policy would have it."""
    desk.feed.policy = policy
    return Releases(desk.window, desk.feed, memory(desk))


def test_off_until_the_user_switches_it_on(
    program: Callable[[], Desk], announced: Announcer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releases, "ADDRESS", announced.address)
    desk = program()
    desk.show()
    ours = desk.interior.releases
    ours.begin()
    assert not ours.choice.isChecked()
    assert not desk.feed.releases.waiting
    assert not ours.bar.isVisible()
    ours.choice.trigger()
    desk.until(ours.bar.isVisible)
    assert desk.reads(
        f"Version 99.1.0 of orderviewer is available; this is {orderviewer.__version__}."
    )
    assert len(announced.heads) == 1
    assert not [one for one in desk.window.findChildren(QObject) if one.inherits("QMessageBox")]
    assert not unnamed_controls(ours.bar)
    desk.until(lambda: not cut_texts(ours.bar))
    desk.languages.switch("fr")
    desk.until(lambda: desk.reads("La version 99.1.0 d’orderviewer est disponible"))
    ours.choice.trigger()
    assert not ours.bar.isVisible()
    assert not desk.feed.releases.waiting


def test_the_next_start_tells_it_without_asking_until_it_is_dismissed(
    program: Callable[[], Desk], browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Announcer(raw=b"") as silent:
        monkeypatch.setattr(releases, "ADDRESS", silent.address)
        desk = program()
        known = memory(desk)
        known.wanted = True
        known.asked = datetime.now(UTC)
        known.found = releases.Release("99.1.0", PAGE)
        ours = again(desk, desk.feed.policy)
        ours.bar.setParent(None)
        desk.qtbot.addWidget(ours.bar)
        ours.begin()
        assert ours.choice.isChecked()
        assert ours.bar.isVisible()
        assert browser.opened == []
        desk.qtbot.mouseClick(ours.bar._more, Qt.MouseButton.LeftButton)
        assert browser.opened == [PAGE]
        desk.qtbot.mouseClick(ours.bar._later, Qt.MouseButton.LeftButton)
        assert not ours.bar.isVisible()
        assert known.found is None
        known.found = releases.Release("99.2.0")
        assert known.found == releases.Release("99.2.0"), "the next one is told again"
    assert not silent.heads


def test_a_build_without_an_address_says_that_it_cannot(program: Callable[[], Desk]) -> None:
    assert releases.ADDRESS == "", "say where releases are announced in README, then change this"
    desk = program()
    memory(desk).wanted = True
    ours = again(desk, desk.feed.policy)
    ours.begin()
    assert not ours.choice.isEnabled()
    assert "this build cannot" in ours.choice.text()
    assert not desk.feed.releases.waiting


@pytest.mark.parametrize("wanted", [True, False])
def test_the_policy_decides(
    program: Callable[[], Desk],
    announced: Announcer,
    monkeypatch: pytest.MonkeyPatch,
    wanted: bool,
) -> None:
    monkeypatch.setattr(releases, "ADDRESS", "https://releases.invalid/latest.json")
    desk = program()
    memory(desk).wanted = not wanted
    address = announced.address if wanted else ""
    ours = again(desk, Policy(FILE, update_check=wanted, update_address=address))
    assert not ours.choice.isEnabled()
    assert ours.choice.isChecked() is wanted
    assert not ours.choice.icon().isNull()
    assert f"Set by your IT department in {FILE}." in ours.choice.text()
    ours.begin()
    assert desk.feed.releases.waiting is wanted
    if wanted:
        desk.feed.releases.begin(address, None, delay=0)
        desk.until(lambda: memory(desk).found)
        assert len(announced.heads) == 1


def test_odd_memories_count_for_nothing(program: Callable[[], Desk]) -> None:
    desk = program()
    known = memory(desk)
    for name, value in (("asked", "yesterday"), ("version", "<b>9.0"), ("page", "file:///x"),
                        ("wanted", "perhaps")):  # fmt: skip
        desk.layout.settings.setValue(f"releases/{name}", value)
    assert (known.asked, known.found, known.wanted) == (None, None, False)
    desk.layout.settings.setValue("releases/asked", "2026-01-01T00:00:00")
    assert known.asked is None, "without a zone"
