"""The log: found where it should be, closed to others, without secrets, and never in the way."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from orderviewer import logbook
from orderviewer.logbook import FILE_NAME, set_up
from orderviewer.profile import Home


def lines(home: Path) -> str:
    return (home / "logs" / FILE_NAME).read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _level() -> object:
    program = logging.getLogger("orderviewer")
    before = program.level
    yield
    program.setLevel(before)


@pytest.mark.expects_log("careful", r"\*\*\*")
def test_lines_and_tracebacks_are_written_without_secrets(home: Path) -> None:
    handler = set_up(Home(home), "debug")
    handler.redactor.add_value("TheSecretValue")
    logging.getLogger("orderviewer.any").debug("small %s", "thing")
    logging.getLogger("requests.any").debug("not asked for")
    logging.getLogger("requests.any").warning("careful")
    try:
        int("with TheSecretValue in it")
    except ValueError:
        logging.getLogger("orderviewer.any").exception("TheSecretValue")
    handler.close()
    logging.getLogger("orderviewer.any").debug("after the end")
    text = lines(home)
    assert "orderviewer 0." in text
    assert "small thing" in text
    assert "careful" in text
    assert "Traceback" in text
    assert "not asked for" not in text
    assert "after the end" not in text
    assert "TheSecretValue" not in text


def test_the_level_comes_from_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for value, level in (("DEBUG", logging.DEBUG), ("nonsense", logging.INFO)):
        monkeypatch.setenv(logbook.LEVEL_VARIABLE, value)
        set_up(Home(home)).close()
        assert logging.getLogger("orderviewer").level == level


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_only_the_owner_may_read(home: Path) -> None:
    set_up(Home(home)).close()
    assert (home / "logs").stat().st_mode & 0o777 == 0o700
    assert (home / "logs" / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_it_does_not_grow_without_end(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "LARGEST", 2000)
    handler = set_up(Home(home))
    for number in range(200):
        logging.getLogger("orderviewer.any").info("line %s of many", number)
    handler.close()
    written = sorted((home / "logs").iterdir())
    assert len(written) == 1 + logbook.KEPT
    assert all(path.stat().st_size <= 2000 for path in written)


def test_where_nothing_can_be_written_the_program_goes_on(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.mkdir()
    (home / "logs").write_text("a file in the folder's place")
    handler = set_up(Home(home))
    logging.getLogger("orderviewer.any").info("lost")
    handler.close()
    assert capsys.readouterr().err == ""
