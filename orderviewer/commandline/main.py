"""Runs a command and turns whatever happens into one sentence and an exit code."""

from __future__ import annotations

import logging
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from orderviewer.commandline.options.credentials import CredentialsOptions
from orderviewer.commandline.options.diff import DiffOptions
from orderviewer.commandline.options.reading import SyncOptions
from orderviewer.commandline.options.simulate import SimulateOptions
from orderviewer.commandline.outcome import Exit, WrongUse, exit_for
from orderviewer.commandline.voice import Voice
from orderviewer.logbook import set_up
from orderviewer.order import OrderviewerError
from orderviewer.profile import Home

if TYPE_CHECKING:
    from types import FrameType

    from orderviewer.commandline.options.parsing import Command
    from orderviewer.logbook import LogFile

log = logging.getLogger(__name__)


def run(options: Command) -> int:
    """The process's exit code; nothing escapes, and no traceback reaches the terminal."""
    signal.signal(signal.SIGTERM, _interrupt)
    home = Home(options.home)
    logbook = set_up(home)
    voice = Voice(home)
    try:
        return _run(options, home, logbook, voice)
    except WrongUse as wrong:
        voice.warn(str(wrong))
        return Exit.WRONG_USE
    except OrderviewerError as error:
        log.info("ended early", exc_info=error)
        voice.warn(voice.failure(error))
        return exit_for(error)
    except KeyboardInterrupt:
        with suppress(BrokenPipeError):
            voice.warn(voice.translate("CommandLine", "Stopped before the end."))
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return Exit.OUTPUT_CLOSED
    except Exception as error:
        log.exception("unexpected error")
        voice.warn(voice.failure(error))
        return Exit.FAULT
    finally:
        logbook.close()


def _run(options: Command, home: Home, logbook: LogFile, voice: Voice) -> Exit:
    """Each command is imported when it is asked for."""
    if isinstance(options, SimulateOptions):
        from orderviewer.commandline import simulate

        return simulate.run(options, voice)
    if isinstance(options, CredentialsOptions):
        from orderviewer.commandline import credentials

        return credentials.run(options, home, logbook, voice)
    if isinstance(options, DiffOptions):
        from orderviewer.commandline import diff

        return diff.run(options, home, voice)
    if isinstance(options, SyncOptions):
        from orderviewer.commandline import sync

        return sync.run(options, home, logbook, voice)
    from orderviewer.commandline import export

    return export.run(options, home, logbook, voice)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _drop_output() -> None:
    """Nobody reads any more: what is still buffered must not fail at the interpreter's end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
