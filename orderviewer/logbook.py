"""The log file: rotating, readable by its owner alone, and with every secret masked."""

from __future__ import annotations

import logging
import os
import platform
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from typing import IO, TYPE_CHECKING

import orderviewer
from orderviewer.remote.redaction import Redactor

if TYPE_CHECKING:
    from pathlib import Path

    from orderviewer.profile import Home

FILE_NAME = "orderviewer.log"
LARGEST, KEPT = 1_000_000, 3  # bytes of a file, older files beside it
LEVEL_VARIABLE = "ORDERVIEWER_LOG"
_FORM = "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"

log = logging.getLogger(__name__)


class LogFile(RotatingFileHandler):
    """Never troubles the program: where it cannot write, the lines are lost.

    `redactor` learns the secrets in use; whoever connects gives it to the connection.
    """

    def __init__(self, file: Path) -> None:
        self.redactor = Redactor()
        super().__init__(
            file,
            maxBytes=LARGEST,
            backupCount=KEPT,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )
        self.setFormatter(logging.Formatter(_FORM))
        self.addFilter(self.redactor)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  the standard library's
        """Says nothing: the usual traceback would go to the user's terminal, unmasked."""

    def close(self) -> None:
        """Ends logging; `set_up` may be called again."""
        logging.getLogger().removeHandler(self)
        super().close()

    def _open(self) -> IO[str]:  # type: ignore[override]
        def for_the_owner(name: str, flags: int) -> int:
            return os.open(name, flags, 0o600)

        return open(
            self.baseFilename,
            self.mode,
            encoding=self.encoding,
            errors=self.errors,
            opener=for_the_owner,
        )


def set_up(home: Home, level: str | None = None) -> LogFile:
    """Logs into the home's log folder until the answer is closed.

    `level`: a name such as "DEBUG", else that of $ORDERVIEWER_LOG, else INFO.  Other libraries
    are heard from WARNING on: some would write headers at DEBUG (reliability.md S9).
    """
    with suppress(OSError):
        home.log_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    wanted = (level or os.environ.get(LEVEL_VARIABLE, "")).upper()
    known = logging.getLevelNamesMapping()
    logging.getLogger(orderviewer.__name__).setLevel(known.get(wanted, logging.INFO))
    handler = LogFile(home.log_folder / FILE_NAME)
    logging.getLogger().addHandler(handler)
    log.info(
        "orderviewer %s, Python %s, %s",
        orderviewer.__version__,
        platform.python_version(),
        f"{platform.system()} {platform.release()}",
    )
    return handler
