"""Windows' installer: what its script says and lists, and the signing, without building it."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest

import metadata
from plan import Build, BuildFailed
from windows import installer, signing, steps, trial, version
from wine import assemble, everything

ROOT = Path(__file__).parents[2]
WINDOWS = ROOT / "packaging" / "windows"
SCRIPT = (WINDOWS / "installer.nsi").read_text(encoding="utf-8")
WORDS = (WINDOWS / "words.nsh").read_text(encoding="utf-8")
README = (WINDOWS / "README.md").read_text(encoding="utf-8")
BUILD = Build("windows", "1.2.3rc1", 1_700_000_000)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "orderviewer"
    for name in ("orderviewer.exe", "_internal/python311.dll", "_internal/PySide6/QtCore.pyd"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"MZ " + name.encode())
    return folder


def words() -> dict[str, tuple[str, str]]:
    joined = re.sub(r"\\\n\s*", "", WORDS)
    found = re.findall(r'^!insertmacro Word (\w+) "(.*?)" "(.*?)"$', joined, re.MULTILINE)
    return {name: (english, french) for name, english, french in found}


def test_every_text_is_there_in_both_languages() -> None:
    known = words()
    assert len(known) == WORDS.count("!insertmacro Word ")
    for name, (english, french) in known.items():
        assert english, name
        assert french, name
        assert (english == french) is False, name
        for sign in (r"\$INSTDIR", r"\$Folder", r"\$UserData", r"\$\{\w+\}", r"\$0", "&"):
            if "SUMMARY" not in english:
                assert len(re.findall(sign, english)) == len(re.findall(sign, french)), name
        assert not re.search(r"(?<!\u00a0)[;!?](?:[\s$]|$)", french), f"{name}: {french}"
        assert not re.search(r"(?<!\u00a0):(?:\s|\$\\r|$)", french), f"{name}: {french}"
        assert "'" not in french + english.replace("administrator's", "").replace("Orange's", "")
    used = set(re.findall(r"\$\((\w+)\)", SCRIPT))
    assert used == set(known)


def test_it_is_told_everything_it_asks_for(bundle: Path, tmp_path: Path) -> None:
    target = tmp_path / "setup.exe"
    told = installer.definitions(BUILD, target, bundle, tmp_path / "list.txt")
    assert told["VERSION"] == "1.2.3rc1"
    assert told["NUMBERS"] == "1.2.3.0"
    assert "TARGET" not in told
    assert "SIGN" not in told
    own = set(re.findall(r"^!define (\w+)", SCRIPT, re.MULTILINE))
    asked = set(re.findall(r"\$\{(\w+)\}", SCRIPT + WORDS)) - own
    # Constants of NSIS's own headers are written in capitals too.
    names = {each for each in asked if each.isupper()} - {
        *("LANG_ENGLISH", "LANG_FRENCH", "BST_CHECKED", "SW_SHOW", "WM_SETTEXT"),
        *("CODE", "TEXT", "UN", "FIND", "LANGUAGE", "DESCRIPTION", "NAME", "ENGLISH", "FRENCH"),
    }
    assert names <= set(told) | {"SIGN", "TARGET", "PICTURE"}


def test_its_exit_codes_are_documented() -> None:
    ours = {
        "NEEDS_ADMINISTRATOR": trial.NEEDS_ADMINISTRATOR,
        "IS_RUNNING": trial.IS_RUNNING,
        "NOT_WRITABLE": trial.NOT_WRITABLE,
        "IS_OLDER": trial.IS_OLDER,
        "WRONG_WINDOWS": 6,
    }
    defined = dict(re.findall(r"^!define ([A-Z_]+) (\d)$", SCRIPT, re.MULTILINE))
    for name, code in ours.items():
        assert defined[name] == str(code)
        assert f"| {code} |" in README
    for switch in set(re.findall(r'GetOptions\} \$\d "(/\w+)', SCRIPT)):
        assert f"`{switch}" in README, switch


def test_it_never_empties_a_folder_that_was_chosen() -> None:
    recursive = re.findall(r"RMDir /r .*", SCRIPT)
    assert [line.split(";")[0].strip() for line in recursive] == ['RMDir /r "$UserData"']
    assert re.findall(r'StrCpy \$UserData "(.*)"', SCRIPT) == [r"$LOCALAPPDATA\${NAME}"] * 2


def test_the_list_names_files_and_then_their_folders_from_the_inside_out(bundle: Path) -> None:
    assert installer.installed_files(bundle) == [
        "_internal\\PySide6\\QtCore.pyd",
        "_internal\\python311.dll",
        "orderviewer.exe",
        "_internal\\PySide6\\",
        "_internal\\",
    ]
    (bundle / "é.dll").touch()
    with pytest.raises(BuildFailed, match="cannot list"):
        installer.installed_files(bundle)


def test_the_archive_is_one_folder_and_the_same_each_time(bundle: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    installer.archive(BUILD, first, bundle)
    for file in bundle.rglob("*"):
        os.utime(file, (1, 1))
    installer.archive(BUILD, second, bundle)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        assert packed.testzip() is None
        assert {name.split("/")[0] for name in packed.namelist()} == {"orderviewer-1.2.3rc1"}


def test_without_a_certificate_it_is_said_that_nothing_was_signed(
    bundle: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (signing.PFX, signing.THUMBPRINT):
        monkeypatch.delenv(name, raising=False)
    program = bundle / "orderviewer.exe"
    before = program.read_bytes()
    steps.sign(program)
    assert "NOT SIGNED: orderviewer.exe" in capsys.readouterr().out
    assert program.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="signtool's own words differ")
def test_a_certificate_that_cannot_be_used_ends_the_build(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(signing.PFX, str(tmp_path / "absent.pfx"))
    monkeypatch.setenv(signing.PASSWORD, "a planted password")
    tool = tmp_path / "osslsigncode"
    tool.write_text('#!/bin/sh\necho "bad: $@"\nexit 3\n', encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(BuildFailed, match="osslsigncode ended with 3") as caught:
        steps.sign(bundle / "orderviewer.exe")
    assert "a planted password" not in str(caught.value)


def test_the_program_says_its_version_in_both_languages() -> None:
    english, french = version.words("en"), version.words("fr")
    assert english.keys() == french.keys()
    assert english["ProductVersion"] == metadata.version()
    assert english["Comments"] != french["Comments"]


def test_only_what_windows_needs_is_installed_there() -> None:
    pinned = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    lines = assemble.for_windows(pinned).splitlines()
    names = {line.split("==")[0] for line in lines}
    assert {"pywin32-ctypes", "keyring", "pyside6-essentials"} <= names
    assert not names & {"secretstorage", "jeepney", "cryptography"}
    assert all(" --hash=sha256:" in line and ";" not in line for line in lines)


def test_what_wine_built_says_so_in_its_name() -> None:
    made = everything.packages_of(BUILD)
    assert all("wine-test-only" in file.name for file in made.values())
    assert not any(BUILD.release in file.parents for file in made.values())
    assert all((ROOT / name).exists() for name in everything.INPUTS)


@pytest.mark.skipif(not shutil.which("makensis"), reason="NSIS is not on this machine")
def test_it_compiles(bundle: Path, tmp_path: Path) -> None:
    import icons.make

    icons.make.make(BUILD)
    made = [tmp_path / each / "orderviewer-setup.exe" for each in "12"]
    for target in made:
        target.parent.mkdir()
        installer.compile_installer(BUILD, target, bundle, quick=True)
    assert made[0].read_bytes() == made[1].read_bytes()
