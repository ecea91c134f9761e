"""The driver inside the frozen program: what the tests bring is looked for beside the bundle.

The program itself, Qt and Python come from the bundle; only the tests' own modules and QtTest,
which no user needs, come from the folders that the environment names.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import PySide6


def main() -> int:
    root, installed = os.environ["E2E_SOURCE"], os.environ["E2E_INSTALLED"]
    sys.path += [root]
    PySide6.__path__.append(str(Path(installed) / "PySide6"))
    from tests.e2e import driver

    return driver.main()


sys.exit(main())
