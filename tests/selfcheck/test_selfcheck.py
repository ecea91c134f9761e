"""`--selfcheck` from source: a real window, a real keyring, and what it says when one is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from orderviewer.commandline.options.parsing import SelfcheckOptions, parse
from orderviewer.commandline.options.words import WRONG_USE
from orderviewer.selfcheck.findings import Report, Wrong
from tests.desktop import Screen, SecretService

ROOT = Path(__file__).parents[2]


def selfcheck(report: Path, screen: Screen, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "orderviewer", "--selfcheck", str(report)],
        env={**os.environ, **screen.environment, "PYTHONPATH": str(ROOT), **more},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def entries_of_the_keyring() -> list[str]:
    import secretstorage

    connection = secretstorage.dbus_init()
    try:
        collection = secretstorage.get_default_collection(connection)
        return sorted(item.get_label() for item in collection.get_all_items())
    finally:
        connection.close()


def test_all_is_well_and_nothing_stays(
    tmp_path: Path, home: Path, screen: Screen, secret_service: SecretService
) -> None:
    report = tmp_path / "report.json"
    before = entries_of_the_keyring()
    done = selfcheck(report, screen, TMPDIR=str(tmp_path))
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    assert (done.returncode, done.stdout + done.stderr) == (0, ""), report.read_text()
    assert found["good"] is True
    assert found["frozen"] is False
    checks = found["checks"]
    assert [name for name, one in checks.items() if one["problem"]] == []
    assert checks["keyring"]["backend"] == "Secret Service"
    assert checks["window"]["platform"] == "xcb"
    assert checks["window"]["exported"] >= checks["window"]["listed"] > 100
    assert checks["time_zones"]["in_french"] == "heure d’été d’Europe centrale"
    assert entries_of_the_keyring() == before
    assert not home.exists(), "the user's own home is none of its business"
    assert list(tmp_path.iterdir()) == [report]


def test_what_is_missing_is_said_and_the_rest_is_looked_at(tmp_path: Path, screen: Screen) -> None:
    report = tmp_path / "report.json"
    none = "keyring.backends.fail.Keyring"
    policy = tmp_path / "policy.json"
    policy.write_text("{")
    policy.chmod(0o644)
    done = selfcheck(
        report,
        screen,
        PYTHON_KEYRING_BACKEND=none,
        XDG_RUNTIME_DIR=str(tmp_path),
        ORDERVIEWER_POLICY=str(policy),
    )
    found = json.loads(report.read_text(encoding="utf-8"))
    assert done.returncode == 1
    assert found["good"] is False
    assert found["checks"]["keyring"]["problem"] == "there is no safe keyring"
    assert found["checks"]["policy"]["problem"] == f"{policy}: it is not JSON"
    assert found["checks"]["window"]["problem"] is None


def test_a_report_that_cannot_be_written_is_said(tmp_path: Path, screen: Screen) -> None:
    done = selfcheck(tmp_path / "nowhere" / "report.json", screen)
    assert done.returncode == 1
    assert done.stderr.startswith("orderviewer: the report cannot be written: ")
    assert "Traceback" not in done.stderr


def test_it_stands_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(["--selfcheck", "x.json"]) == SelfcheckOptions(Path("x.json"))
    for words in (["--demo"], ["sync"]):
        with pytest.raises(SystemExit) as ended:
            parse(["--selfcheck", "x.json", *words])
        assert ended.value.code == WRONG_USE
        assert "--selfcheck stands alone" in capsys.readouterr().err


def test_the_report_is_good_only_when_every_check_was_made_and_is_well(tmp_path: Path) -> None:
    report = Report(tmp_path / "report.json", ("first", "second"))
    with report.check("first") as facts:
        facts["answer"] = 42
    assert not report.good
    with report.check("second"):
        pass
    assert report.good
    with report.check("third"):
        raise Wrong("something is missing")
    assert not report.good
    written = json.loads((tmp_path / "report.json").read_text())
    assert written["checks"]["first"]["answer"] == 42
    assert written["checks"]["third"]["problem"] == "something is missing"


def test_what_nobody_expected_is_told_without_its_words(tmp_path: Path) -> None:
    report = Report(tmp_path / "report.json", ("one",))
    with report.check("one"):
        raise RuntimeError("order 4711 of Mme Dupont")
    text = (tmp_path / "report.json").read_text()
    assert "RuntimeError at tests.selfcheck.test_selfcheck:" in text
    assert "4711" not in text
