"""The workflows: sound by their linters, and calling what a desk calls."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools import lint_workflows

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def read(name: str) -> dict[str, Any]:
    known = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    assert isinstance(known, dict)
    return known


def test_the_linters_find_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "tools/lint_workflows.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_linters_would_find_something(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / ".github" / "workflows" / "bad.yml"
    bad.parent.mkdir(parents=True)
    bad.write_text(
        "on: push\njobs:\n  a:\n    runs-on: x\n    stepz: []\n    steps:\n"
        "      - uses: actions/checkout@v4\n"
    )
    for command in (
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(bad)],
        ["zizmor", "--offline", "--no-progress", str(bad)],
    ):
        assert lint_workflows.run(command) == 1
    told = capsys.readouterr().err
    assert "stepz" in told
    assert "unpinned-uses" in told


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_nobody_is_given_more_than_needed(file: Path) -> None:
    known = read(file.name)
    assert known["permissions"] == {}
    for name, job in known["jobs"].items():
        allowed = job["permissions"]
        if name == "draft":
            assert allowed == {
                "contents": "write", "id-token": "write", "attestations": "write",
            }  # fmt: skip
        else:
            assert allowed == {"contents": "read"}
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])


def test_one_action_has_one_version() -> None:
    texts = "".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    used: dict[str, set[str]] = {}
    for action, version in re.findall(r"uses: (\S+?)@(\S+ # \S+)", texts):
        used.setdefault(action, set()).add(version)
    assert all(len(versions) == 1 for versions in used.values())
    assert len(re.findall("uses:", texts)) == len(re.findall(r"@[0-9a-f]{40} # v\d", texts))


def test_the_same_commands_run_on_every_system() -> None:
    job = read("release.yml")["jobs"]["build"]
    systems = {one["name"] for one in job["strategy"]["matrix"]["include"]}
    assert systems == {"windows-x86_64", "macos-arm64", "macos-x86_64", "linux-x86_64"}
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands == [
        "python bootstrap.py setup build",
        'python packaging/certificates.py "$RUNNER_TEMP/certificates"',
        '$BUILD_AS "$BUILD_PYTHON" packaging/build.py',
    ]
