"""The whole window on a real feed, for tests that use it as the program does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from orderviewer.feed.feed import Feed
from orderviewer.feed.rows import ROLES
from orderviewer.profile import Endpoint, Home, Profile
from orderviewer.remote.secret import Secret, Secrets
from orderviewer.ui.interior import Interior
from orderviewer.ui.language import Languages
from orderviewer.ui.layout import Layout
from orderviewer.ui.window import MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from orderviewer.fields.roles import Role
    from orderviewer.simulator import Simulator

SMALL = (1024, 768)  # the smallest screen that is still in use
SMALLEST = (800, 600)  # a part of a screen, beside another program
Kind = TypeVar("Kind", bound=QWidget)


class Desk:
    """One run of the program: its window, feed and layout file; `end` quits it."""

    def __init__(
        self,
        home: Home,
        languages: Languages,
        loop: Any,
        qtbot: QtBot,
        sync_minutes: int = 0,
        details: int = 0,
    ) -> None:
        self.home = home
        self.languages = languages
        self.layout = Layout(home.layout_file)
        self.layout.sync_minutes = sync_minutes
        self.layout.details_per_hour = details
        self.feed = Feed(home, languages.date_style())
        self.window = MainWindow(self.layout)
        self.interior = Interior(self.window, self.feed, self.layout, languages)
        self.page = self.interior.page
        self.qtbot = qtbot
        self._loop = loop
        self._ended = False

    def show(self, *, first_start: bool = False) -> None:
        self.interior.prepare(first_start=first_start)
        with self.qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()

    def open(
        self,
        service: Simulator,
        *,
        name: str = "Siège",
        page_size: int = 50,
        known: bool = True,
        data_language: str = "en",
    ) -> None:
        """Opens the profile of this service; not `known`: no secrets were ever stored."""
        endpoint = Endpoint(service.base_url, service.token_url, data_language=data_language)
        profile = Profile(name, endpoint, page_size=page_size)
        self.interior.show_orders(profile, demo=False)
        self.feed.open(profile, secrets_of(service) if known else None)

    def until(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=15_000)

    def until_rows(self, count: int) -> None:
        """That many orders, those on the screen with their texts."""
        self.until(lambda: self.page.model.rowCount() == count and self._texts_are_there())

    def until_quiet(self) -> None:
        """Nothing is being read, and what was read is learnt from and listed."""
        crawl, listing = self.feed.crawl, self.feed.listing
        self.until(lambda: not (crawl.busy or crawl.learning or listing.busy))

    def click(self, name: str) -> None:
        """Presses the button on the screen with this name, counts left out."""
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def button(self, name: str) -> QAbstractButton:
        shown = [one for one in self.shown(QAbstractButton) if one.text() or one.accessibleName()]
        names = {(one.text() or one.accessibleName()).partition(" (")[0]: one for one in shown}
        assert name in names, f"no “{name}” among {sorted(names)}"
        return names[name]

    def shown(self, kind: type[Kind]) -> list[Kind]:
        return [one for one in self.window.findChildren(kind) if one.isVisible()]

    def reads(self, words: str) -> bool:
        return any(words in one.text() for one in self.shown(QLabel))

    def column(self, role: Role) -> list[str]:
        """The texts of a column from top to bottom."""
        model, at = self.page.model, ROLES.index(role)
        return [str(model.index(row, at).data()) for row in range(model.rowCount())]

    def end(self) -> bool:
        """Quits as the program does; False when a job was left behind."""
        if self._ended:
            return True
        self._ended = True
        self.window.close()
        clean = bool(self._loop.run_until_complete(self.feed.stop()))
        asyncio.events._set_running_loop(self._loop)  # as the fixture does, for the next start
        self.window.deleteLater()
        return clean

    def _texts_are_there(self) -> bool:
        first, last = self.page.grid.visible_range()
        return all(self.page.model.row(at) for at in range(first, last))


def secrets_of(service: Simulator) -> Secrets:
    return Secrets(
        Secret(service.client_id), Secret(service.client_secret), Secret(service.api_key)
    )


def desks(
    home: Home, languages: Languages, loop: Any, qtbot: QtBot
) -> Iterator[Callable[..., Desk]]:
    """A function that starts the program, asking for nothing; each run ends the one before."""
    started: list[Desk] = []

    def start(sync_minutes: int = 0, details: int = 0) -> Desk:
        if started:
            assert started[-1].end(), "a lane did not end"
        started.append(Desk(home, languages, loop, qtbot, sync_minutes, details))
        return started[-1]

    yield start
    if started:
        assert started[-1].end(), "a lane did not end"


def live_on(desk: Desk, service: Simulator, days: int, *, data_language: str = "en") -> None:
    """Reads every order of a service, and once more after its world has lived for some days."""
    from orderviewer.order import Scope

    desk.open(service, data_language=data_language)
    desk.until(lambda: desk.feed.session and desk.feed.session.connected)
    desk.page.refresh()
    desk.until(lambda: desk.feed.crawl.whole(Scope.ALL))
    desk.until_quiet()
    service.world.step_to(service.world.day + days)
    desk.page.refresh()
    desk.until(lambda: desk.feed.crawl.whole(Scope.ALL))
    desk.until_quiet()
    desk.until(lambda: desk.feed.changes.marks.orders and not desk.feed.changes.busy)
