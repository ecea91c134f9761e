"""How a command ends: the exit codes that scripts rely on."""

from __future__ import annotations

from enum import IntEnum

from orderviewer.order import (
    Cause,
    CredentialsUnavailable,
    ExportFailed,
    StoreDamaged,
    Unauthorized,
)


class Exit(IntEnum):
    """The process's exit code."""

    DONE = 0
    FAULT = 1  # a fault of the program itself; its log says more
    WRONG_USE = 2
    CREDENTIALS = 3  # refused, missing, or not to be had from the keyring
    UNREACHABLE = 4  # no answer, or none that could be used
    INCOMPLETE = 5
    NOT_WRITTEN = 6
    INTERRUPTED = 130  # Ctrl+C, as shells say it
    OUTPUT_CLOSED = 141  # the reader of our output has gone


class WrongUse(Exception):
    """The options fit together, but not with what is there; the text is already translated."""


def exit_for(error: BaseException) -> Exit:
    """The exit code that tells a script what kind of trouble `error` is."""
    if isinstance(error, (Unauthorized, CredentialsUnavailable)):
        return Exit.CREDENTIALS
    if isinstance(error, ExportFailed):
        incomplete = error.cause is Cause.EXPORT_INCOMPLETE
        return Exit.INCOMPLETE if incomplete else Exit.NOT_WRITTEN
    return Exit.NOT_WRITTEN if isinstance(error, StoreDamaged) else Exit.UNREACHABLE
