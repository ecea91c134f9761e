"""Renews requirements/*.txt from pyproject.toml: exact versions, hashes of every system's files.

    python tools/pin.py             keeps the versions that still fit
    python tools/pin.py --upgrade   takes the newest ones that fit

Needs `uv` on the path or in .venv.  The files name no host: pip asks whatever index is its own.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
OPTIONS = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
FILES = {
    "requirements/run.txt": [],
    # The tests run what the user runs: same versions.
    "requirements/dev.txt": ["--extra", "dev", "--constraint", "requirements/run.txt"],
    # So does the installer.
    "requirements/build.txt": ["--extra", "build", "--constraint", "requirements/run.txt"],
}


def main() -> int:
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if not uv:
        sys.stderr.write("tools/pin.py needs uv: install it with `pip install uv`.\n")
        return 1
    for file, extra in FILES.items():
        fixed = [*OPTIONS, "--python-version", "3.11", "--output-file", file]
        command = [uv, "pip", "compile", "pyproject.toml", *fixed, *extra, *sys.argv[1:]]
        if subprocess.call(command, cwd=HERE) != 0:
            return 1
        if "://" in (HERE / file).read_text(encoding="utf-8"):
            sys.stderr.write(f"{file} names a host; look at your pip and uv settings.\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
