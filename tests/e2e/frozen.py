"""The second entrance of the frozen program, which no user has: for tests and measurements.

The program itself, Qt and Python come from the bundle; only the module that drives it, and QtTest
which no user needs, come from the folders that the environment names.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import PySide6


def main() -> int:
    sys.path.append(os.environ["DRIVEN_SOURCE"])
    PySide6.__path__.append(str(Path(os.environ["DRIVEN_INSTALLED"]) / "PySide6"))
    module = importlib.import_module(os.environ["DRIVEN_BY"])
    code: int | None = module.main()
    return code or 0


sys.exit(main())
