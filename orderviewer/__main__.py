"""The program's entrance: no command opens the window, everything else runs without one.

Nothing heavy is imported here: each way in imports what it needs.
"""

from __future__ import annotations

import os
import sys

PREPARING = "--prepare-pages"  # how the program starts the process that takes pages apart


def main() -> int:
    if sys.argv[1:] == [PREPARING]:
        from orderviewer.preparing.worker import run as prepare_pages

        return prepare_pages()
    from orderviewer.commandline.options.parsing import SelfcheckOptions, WindowOptions, parse
    from orderviewer.commandline.options.words import WRONG_USE

    options = parse(sys.argv[1:])
    if not isinstance(options, WindowOptions | SelfcheckOptions):
        from orderviewer.commandline.main import run as run_command

        return run_command(options)
    if _no_display():
        sys.stderr.write(
            "orderviewer: there is no display to open a window on; the commands sync, "
            "export, credentials and simulate need none (see orderviewer --help)\n"
        )
        return WRONG_USE
    if isinstance(options, SelfcheckOptions):
        from orderviewer.selfcheck.check import run as check

        return check(options)
    from orderviewer.start import run as run_window

    return run_window(options)


def _no_display() -> bool:
    """Qt would end the process with an abort and a page of text."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names)


if __name__ == "__main__":
    sys.exit(main())
