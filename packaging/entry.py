"""What the frozen program starts: the program itself, with streams it can write to."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from orderviewer.__main__ import main


def give_streams() -> None:
    """A program without a console has none, and even a warning would then end it."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, _terminal() or open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _terminal() -> object:
    """On Windows, the terminal the program was started from, if there is one."""
    if sys.platform == "win32":
        import ctypes

        parents = -1
        ctypes.windll.kernel32.AttachConsole(parents)
        with suppress(OSError):
            return open("CONOUT$", "w", encoding="utf-8", buffering=1)  # noqa: PTH123
    return None


give_streams()
sys.exit(main())
