"""`orderviewer simulate`: the stand-in for the API as a process, for tests and trials."""

from __future__ import annotations

import signal
import sys
import threading
from typing import TYPE_CHECKING

from orderviewer.commandline.outcome import Exit, WrongUse
from orderviewer.simulator.serve import serve

if TYPE_CHECKING:
    from orderviewer.commandline.options.simulate import SimulateOptions
    from orderviewer.commandline.voice import Voice

LISTENING = 0.5  # seconds


class Ended(threading.Event):
    """Set by Ctrl+C or a request to end; waits in steps, so that Windows hears Ctrl+C too."""

    def wait(self, timeout: float | None = None) -> bool:
        if timeout is not None:
            return super().wait(timeout)
        while not super().wait(LISTENING):
            continue
        return True


def run(options: SimulateOptions, voice: Voice) -> Exit:
    """Serves until it is stopped; raises WrongUse for an unknown fault or a port in use."""
    ended = Ended()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    try:
        serve(
            options.port,
            options.orders,
            options.faults,
            options.latency_ms,
            options.seed,
            sys.stdout,
            ended,
            options.dialect,
            options.day,
        )
    except ValueError as error:  # in English: names of switches, for whoever writes tests
        raise WrongUse(str(error)) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WrongUse(
            voice.translate(
                "CommandLine",
                "The port {port} cannot be had ({reason}).",
                port=str(options.port),
                reason=error.strerror or type(error).__name__,
            )
        ) from None
    return Exit.DONE
