"""A view exported by the window and by the command line is one file, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from orderviewer.order import Scope
from orderviewer.profile import Endpoint, Profile
from orderviewer.simulator import Simulator
from orderviewer.ui.exportdialog import ExportDialog
from orderviewer.ui.language import Languages
from orderviewer.ui.viewtitles import view_title
from orderviewer.views.names import TITLES, view_called
from orderviewer.views.view import BUILT_IN, View
from tests.commandline.conftest import addresses, environment, three_lines
from tests.ui.windows import Desk

Program = Callable[..., Desk]
Service = Callable[..., Simulator]
NAME = "Siège"
LYON = View("Tout Lyon", "-state:delivered", Scope.ALL, (("town", True), ("promised", False)))


def by_window(desk: Desk, view: View, target: Path) -> bytes:
    desk.interior.sidebar.chosen.emit(view)
    desk.until(lambda: desk.page.query.scope is view.scope and not desk.feed.listing.busy)
    desk.until_quiet()
    desk.interior.actions_of_window.export.trigger()
    (dialog,) = desk.shown(ExportDialog)
    press(dialog, "Choose the file…")
    desk.until(lambda: dialog.findChildren(QFileDialog))
    (picker,) = dialog.findChildren(QFileDialog)
    picker.fileSelected.emit(str(target))
    picker.close()
    desk.until(target.exists)
    desk.until(lambda: any(one.text() == "Close" for one in dialog.findChildren(QPushButton)))
    dialog.close()
    desk.until(lambda: not desk.shown(ExportDialog))
    return target.read_bytes()


def press(dialog: ExportDialog, text: str) -> None:
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def by_command(desk: Desk, service: Simulator, name: str, target: Path) -> bytes:
    command = [sys.executable, "-m", "orderviewer", "export", "--view", name]
    command += ["--home", str(desk.home.path), "--profile", NAME, "--output", str(target)]
    command += [*addresses(service), "--credentials-from-stdin"]
    done = subprocess.run(
        command,
        input=three_lines(service),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(),
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return target.read_bytes()


@pytest.fixture
def service(simulator: Service) -> Simulator:
    return simulator(orders=120)


def test_they_are_the_same(
    program: Program, service: Simulator, english: Languages, tmp_path: Path
) -> None:
    desk = program(sync_minutes=15)
    endpoint = Endpoint(service.base_url, service.token_url, data_language="en")
    desk.home.save(Profile(NAME, endpoint, page_size=50))
    desk.show()
    desk.open(service, name=NAME)
    desk.until(lambda: desk.feed.crawl.whole(Scope.ALL) and not desk.feed.crawl.busy)
    desk.until(lambda: not desk.feed.views.busy)
    desk.feed.views.keep(LYON)
    desk.until(lambda: desk.home.views_file(Profile(NAME)).exists())
    lines = set()
    for place, view in enumerate((*BUILT_IN, LYON)):
        window = by_window(desk, view, tmp_path / f"window-{place}.csv")
        command = by_command(desk, service, view.name, tmp_path / f"command-{place}.csv")
        assert command == window, view.name
        lines.add(window.count(b"\n"))
    assert len(lines) > 3, "the views show different orders"


def test_built_in_views_are_called_as_the_window_calls_them(spoken: Languages) -> None:
    for place, language in enumerate(("en", "fr")):
        spoken.switch(language)
        for view in BUILT_IN:
            assert view_title(view) == TITLES[view.name][place]
            assert view_called(view_title(view).upper(), ()) == view
    own = View("Closed")
    assert view_called("closed", [own]) == own
    assert view_called("builtin:closed", [own]) == BUILT_IN[1]
    assert view_called("nobody", [own]) is None
