"""What is written down as proved, and what makes it so no longer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import prove
from prove import Proof


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of two folders, and proofs that only note that they ran."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "file").write_text("one")
    (tmp_path / "note.py").write_text(
        "import pathlib, sys\n"
        "name = sys.argv[1]\n"
        "pathlib.Path('ran').open('a').write(name)\n"
        "sys.exit(pathlib.Path(name, 'broken').exists())\n"
    )
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    proofs = {name: Proof((("note.py", name),), (name,)) for name in ("a", "b")}
    monkeypatch.setattr(prove, "ROOT", tmp_path)
    monkeypatch.setattr(prove, "RECORD", tmp_path / "proved.json")
    monkeypatch.setattr(prove, "PROOFS", proofs)
    return tmp_path


def ran(clone: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["prove.py", *words])
    (clone / "ran").unlink(missing_ok=True)
    code = prove.main()
    noted = clone / "ran"
    return code, noted.read_text() if noted.exists() else ""


def test_what_was_proved_is_not_proved_again(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ran(clone, monkeypatch) == (0, "ab"), "nothing is written yet"
    assert ran(clone, monkeypatch) == (0, "ab"), "and nothing was written without being asked"
    assert ran(clone, monkeypatch, "--record") == (0, "ab")
    assert ran(clone, monkeypatch) == (0, "")
    (clone / "b" / "file").write_text("two")
    assert ran(clone, monkeypatch) == (0, "b")
    assert ran(clone, monkeypatch, "--all") == (0, "ab")


def test_a_proof_that_fails_is_not_written_down(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (clone / "a" / "broken").touch()
    assert ran(clone, monkeypatch, "--record") == (1, "a")
    assert not (clone / "proved.json").exists()
    (clone / "proved.json").write_text("{")
    (clone / "a" / "broken").unlink()
    assert ran(clone, monkeypatch, "--record") == (0, "ab")


def test_every_input_of_the_real_ones_is_there() -> None:
    if not (prove.ROOT / ".git").exists():
        pytest.skip("a copy without its history: only git says what belongs to the source")
    for name, proof in prove.PROOFS.items():
        for one in proof.inputs:
            if one in {"packaging/windows", "packaging/wine"} and name == "windows":
                continue
            assert prove.files((one,)), one
