"""Runs the real program and a user who does one journey in it, in a process of their own.

Standard input: the errand as JSON.  Standard output: what the user saw, as JSON.  The exit code
is the program's own, or STUCK when the user did not get through.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from orderviewer import start
from orderviewer.commandline.options.parsing import WindowOptions, parse
from tests.e2e.hands import Keyboard, Mouse, Steps, Stuck, bring_to_front
from tests.e2e.journeys import JOURNEYS, Errand
from tests.e2e.sight import all_texts
from tests.e2e.words import SCREENS

GLANCE = 5  # milliseconds between two looks at the screen
PATIENCE = 20.0  # seconds for one thing to appear
AT_MOST = 45.0  # seconds for the whole journey
STUCK = 99


class User(QObject):
    """Looks at the screen again and again; goes on when what the journey waits for is there."""

    def __init__(self, steps: Steps[dict[str, Any]]) -> None:
        super().__init__()
        self.seen: dict[str, Any] = {}
        self._steps = steps
        self._waiting = next(steps)
        self._since = self._began = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(GLANCE)

    def _look(self) -> None:
        try:
            bring_to_front()
            self._go_on()
        except StopIteration as end:
            self._timer.stop()
            self.seen = end.value
        except Exception as error:  # noqa: BLE001  whatever is in the way is told
            self._give_up(error)

    def _go_on(self) -> None:
        """Does what comes next if what was waited for is there; raises Stuck and StopIteration."""
        now = time.monotonic()
        found = self._waiting.look()
        if now - self._began > AT_MOST:
            raise Stuck(f"no end; the last step was {self._waiting.what}")
        if found:
            self._waiting = self._steps.send(found)
            self._since = time.monotonic()
        elif now - self._since > PATIENCE:
            raise Stuck(f"waited in vain for {self._waiting.what}")

    def _give_up(self, error: Exception) -> None:
        trace = "".join(traceback.format_exception(error))
        texts = "\n".join(all_texts())
        sys.stderr.write(f"{trace}\nOn the screen:\n{texts}\n")
        sys.stderr.flush()
        QApplication.primaryScreen().grabWindow(0).save(os.environ["STUCK_PICTURE"])
        os._exit(STUCK)


def main() -> int:
    facts = json.load(sys.stdin)
    hands = Keyboard() if facts["hands"] == "keyboard" else Mouse()
    errand = Errand(facts, SCREENS[facts["language"]], hands)
    users: list[User] = []

    class Application(QApplication):
        """The program's own application, with somebody in front of it."""

        def __init__(self, words: list[str]) -> None:
            super().__init__(words)
            users.append(User(JOURNEYS[facts["journey"]](errand)))

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    start.QApplication = Application  # type: ignore[misc]
    options = parse([])
    assert isinstance(options, WindowOptions)
    code = start.run(options)
    json.dump(users[0].seen, sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main())
