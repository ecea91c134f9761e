"""Checks the workflows and shell scripts without a network.

    python tools/lint_workflows.py

Form and keys (check-jsonschema, yamllint), security (zizmor: pinned actions, permissions), and
what the shell would make of the scripts (shellcheck).  The commands are those of .venv.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MADE = {".venv", "build", "dist"}
SHEBANGS = (b"#!/bin/sh", b"#!/bin/bash", b"#!/usr/bin/env bash")


def main() -> int:
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    commands = [
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows],
        ["yamllint", "--strict", "--config-file", ROOT / ".yamllint.yml", *workflows],
        ["zizmor", "--offline", "--no-progress", "--persona", "pedantic", *workflows],
        ["shellcheck", *scripts()],
    ]
    return max(run([str(word) for word in command]) for command in commands)


def scripts() -> list[Path]:
    """Every shell script that git knows; of a copy without its history, that is no product."""
    if (ROOT / ".git").exists():
        asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
        files = [ROOT / name for name in asked.stdout.decode().split("\0") if name]
    else:
        inside = ((file, file.relative_to(ROOT).parts) for file in ROOT.rglob("*"))
        files = [file for file, parts in inside if parts[0] not in MADE]
    return [file for file in files if file.is_file() and is_script(file)]


def is_script(file: Path) -> bool:
    with file.open("rb") as source:
        return source.read(32).startswith(SHEBANGS)


def run(command: list[str]) -> int:
    found = shutil.which(command[0], path=str(Path(sys.executable).parent))
    if not found:
        sys.stderr.write(f"{command[0]} is missing: python3 bootstrap.py setup test\n")
        return 1
    done = subprocess.run([found, *command[1:]], cwd=ROOT, capture_output=True, text=True,
                          check=False)  # fmt: skip
    if done.returncode:
        sys.stderr.write(f"{command[0]}:\n{done.stdout}{done.stderr}")
    return int(done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
