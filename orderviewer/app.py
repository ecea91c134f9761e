"""The composition root: builds what fills the window, runs the loop, quits in order."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from orderviewer.allocation import share_heaps
from orderviewer.collecting import Collector
from orderviewer.feed import loop
from orderviewer.feed.demo import Demo
from orderviewer.feed.feed import Feed
from orderviewer.hooks import ExceptionHooks
from orderviewer.instance import Instance
from orderviewer.logbook import set_up
from orderviewer.policy.reading import read_policy
from orderviewer.ui.appicon import program_icon
from orderviewer.ui.elsewhere import come_to_front, elsewhere_words
from orderviewer.ui.interior import Interior
from orderviewer.ui.language import Languages
from orderviewer.ui.words import Level

if TYPE_CHECKING:
    from types import FrameType

    from PySide6.QtWidgets import QApplication

    from orderviewer.commandline.options.parsing import WindowOptions
    from orderviewer.profile import Home, Profile
    from orderviewer.remote.credentials import Secrets
    from orderviewer.remote.redaction import Redactor
    from orderviewer.ui.layout import Layout
    from orderviewer.ui.window import MainWindow

log = logging.getLogger(__name__)

SWITCH_SECONDS = 0.001  # how long a worker may keep the interpreter from the window


def run(
    app: QApplication,
    window: MainWindow,
    home: Home,
    layout: Layout,
    options: WindowOptions,
    instance: Instance | None = None,
) -> int:
    """Fills the window, which is on the screen; returns the exit code when it was closed.

    `instance`: the right to be the window of the profile that is opened first.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    app.setWindowIcon(program_icon())
    handler = set_up(home)
    hooks = ExceptionHooks()
    hooks.install()
    try:
        desk = Application(app, window, home, layout, options, hooks, handler.redactor)
        desk.own(instance)
        clean = desk.run()
    finally:
        hooks.uninstall()
    handler.close()
    if not clean:
        # A job that never ends (a keyring prompt nobody answers) must not keep the program.
        os._exit(0)
    return 0


class Application(QObject):
    """Wires the window to the feed and owns what is open."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        home: Home,
        layout: Layout,
        options: WindowOptions,
        hooks: ExceptionHooks,
        redactor: Redactor,
    ) -> None:
        super().__init__()
        self._app = app
        self._home = home
        self._options = options
        self._hooks = hooks
        self._instance: Instance | None = None
        self._demo: Demo | None = None
        self._clean = True
        self._collector = Collector(self)
        self._over = asyncio.Event()
        self.window = window
        self.layout = layout
        self.languages = Languages(app)
        self.languages.switch(self.layout.language)
        self.policy = read_policy()
        self.feed = Feed(home, self.languages.date_style(), redactor, self.policy)
        self.interior = Interior(window, self.feed, layout, self.languages)
        hooks.reported.connect(self.interior.show_mishap, Qt.ConnectionType.QueuedConnection)
        window.closed.connect(self._over.set)
        self.interior.commands.demo_wanted.connect(self.open_demo)
        self.interior.commands.profile_wanted.connect(self.open_named)
        self.interior.connections.established.connect(self.open_profile)

    def run(self) -> bool:
        """Until the window is closed; False when a job was left behind."""
        first_start = not self._options.demo and self._first_profile() is None
        self.interior.prepare(first_start=first_start)
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, self._close_soon)
        QTimer.singleShot(0, self.begin)
        loop.run(self._app, self._live, self._hooks.report)
        return self._clean

    def begin(self) -> None:
        """Everything is in its place on the screen: now the slow things may start."""
        self._collector.start()
        share_heaps()
        self.interior.releases.begin()
        profile = self._first_profile()
        if self._options.demo:
            self.open_demo()
        elif profile:
            self.open_profile(profile)

    def open_profile(self, profile: Profile, secrets: Secrets | None = None) -> None:
        """Shows what is stored of `profile`, then connects; not if another window has it."""
        if not self._take(profile):
            return
        self._end_demo()
        self.layout.profile = profile.name
        self.interior.show_orders(profile, demo=False)
        self.feed.open(self._overridden(profile), secrets)

    def open_named(self, name: str) -> None:
        profile = self._home.load(name)
        if profile:
            self.open_profile(profile)

    def own(self, instance: Instance | None) -> None:
        """This window is the one of a profile; the one it was of before may have another."""
        if self._instance:
            self._instance.release()
        self._instance = instance
        if instance:
            instance.wanted.connect(lambda: come_to_front(self.window))
            instance.watch()

    def open_demo(self) -> None:
        self._end_demo()
        self.own(None)
        self._demo = Demo(self._options.demo_orders, self.languages.spoken.value)
        self.feed.start(self._start_demo(self._demo))

    async def _start_demo(self, demo: Demo) -> None:
        profile, secrets, store_file = await demo.start()
        if demo is self._demo:
            self.interior.show_orders(profile, demo=True)
            self.feed.open(profile, secrets, store_file)

    def _take(self, profile: Profile) -> bool:
        folder = self._home.folder(profile)
        if self._instance and self._instance.profile_folder == folder:
            return True
        instance = Instance(folder)
        if instance.take():
            self.own(instance)
            return True
        instance.ask()
        self.interior.page.banner.show_message(Level.NOTICE, lambda: elsewhere_words(profile.name))
        return False

    def _end_demo(self) -> None:
        if self._demo:
            self.feed.close()
            self.feed.leave(self._demo.close())
            self._demo = None

    def _close_soon(self, _signal: int, _frame: FrameType | None) -> None:
        """Asked to end from outside: as if the window was closed."""
        QTimer.singleShot(0, self.window.close)

    def _first_profile(self) -> Profile | None:
        return self._home.chosen(self._options.profile, self.layout.profile)

    def _overridden(self, profile: Profile) -> Profile:
        """The command line's addresses count for this run and are not kept; the policy's win."""
        endpoint = profile.endpoint
        if self._options.api_url:
            endpoint = replace(endpoint, base_url=self._options.api_url)
        if self._options.token_url:
            endpoint = replace(endpoint, token_url=self._options.token_url)
        return self.policy.applied(replace(profile, endpoint=endpoint))

    async def _live(self) -> int:
        await self._over.wait()
        self._end_demo()
        self._clean = await self.feed.stop()
        self.own(None)
        self._collector.stop()
        self.window.deleteLater()
        return 0
