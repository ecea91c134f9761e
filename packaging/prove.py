"""Runs the slow proofs of the packages where something they depend on has changed.

    python packaging/prove.py             what is not proved as it stands now
    python packaging/prove.py --record    and writes down what was proved, to be committed
    python packaging/prove.py --all       everything, whatever is written
    python packaging/prove.py linux       this one alone

packaging/proved.json holds, for each proof, a sum of all files it depends on, as they were when
it last passed.  It is committed with them, so that any clone knows what need not be done again.
The bundle itself, its self-check and the main job in its window are no slow proofs: .ci/run does
them on every change of the program.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metadata import ROOT
from plan import say

if TYPE_CHECKING:
    from pathlib import Path

RECORD = ROOT / "packaging" / "proved.json"
BUILD = ("packaging/build.py",)
# What installers depend on beside themselves: what is frozen and how, the version, the entrance,
# where data lies, how an older store is opened, which keyring entries there are.
COMMON = (
    *(":(glob)packaging/*.py", "packaging/app.spec", "packaging/icons", "packaging/licences"),
    *("requirements/build.txt", "requirements/run.txt", "LICENSE", "tests/desktop.py"),
    *("orderviewer/__init__.py", "orderviewer/__main__.py", "orderviewer/start.py"),
    *("orderviewer/profile.py", "orderviewer/selfcheck", "orderviewer/remote/credentials.py"),
    "orderviewer/local/schema.py",
)


@dataclass(frozen=True)
class Proof:
    """`commands`: arguments for this Python, in order; `inputs`: what they depend on, for git."""

    commands: tuple[tuple[str, ...], ...]
    inputs: tuple[str, ...]


PROOFS = {
    "linux": Proof(
        ((*BUILD, "icons", "papers", "bundle", "sign", "installer", "install-test"),),
        (*COMMON, "packaging/linux"),
    ),
    "windows": Proof(
        ((*BUILD, "windows-under-wine"),),
        (*COMMON, "packaging/windows", "packaging/wine"),
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("proofs", nargs="*", metavar="NAME", help=" or ".join(PROOFS))
    parser.add_argument("--all", action="store_true", help="whatever was proved before")
    parser.add_argument("--record", action="store_true", help="write down what was proved")
    asked = parser.parse_args()
    proved = read_record()
    for name in asked.proofs or PROOFS:
        proof = PROOFS[name]
        now = sum_of(proof.inputs)
        if proved.get(name) == now and not asked.all:
            say(f"{name}: proved as it is")
            continue
        say(f"{name}: to be proved")
        began = time.monotonic()
        for command in proof.commands:
            if subprocess.call([sys.executable, *command], cwd=ROOT) != 0:
                sys.stderr.write(f"prove: {name} does not hold\n")
                return 1
        say(f"{name}: proved in {time.monotonic() - began:.0f} s")
        if asked.record:
            proved[name] = now
            RECORD.write_text(json.dumps(proved, indent=1) + "\n", encoding="utf-8")
    return 0


def read_record() -> dict[str, str]:
    """What was proved when; nothing where nothing is written, or nonsense."""
    try:
        known = json.loads(RECORD.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def sum_of(inputs: tuple[str, ...]) -> str:
    """One sum over the names and contents of all files, in the order of their names."""
    total = hashlib.sha256()
    for file in files(inputs):
        total.update(f"{file.relative_to(ROOT).as_posix()}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def files(inputs: tuple[str, ...]) -> list[Path]:
    """Those that git knows, or would."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z", "--", *inputs]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    found = [ROOT / name for name in sorted(listed.split("\0")) if name]
    return [file for file in found if file.is_file()]


if __name__ == "__main__":
    sys.exit(main())
