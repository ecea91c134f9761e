"""macOS' part of the build: what can be said of it without a Mac."""

from __future__ import annotations

import json
import os
import plistlib
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

import certificates
import metadata
import orderviewer
from macos import signing, steps
from macos.plist import info_plist
from plan import Build, BuildFailed

FOLDER = Path(steps.__file__).parent
RECORDER = """#!{python}
import json, os, pathlib, sys
log = pathlib.Path(os.environ["FAKE_LOG"])
name = pathlib.Path(sys.argv[0]).name
with log.open("a") as known:
    known.write(json.dumps([name, *sys.argv[1:]]) + "\\n")
for path in (sys.argv[-1:] if name in ("dmgbuild", "ditto") else []):
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    if name == "ditto":
        pathlib.Path(path).mkdir()
    else:
        pathlib.Path(path).write_bytes(b"image")
sys.exit(name == os.environ.get("FAKE_FAILS"))
"""
TOOLS = ("codesign", "dmgbuild", "hdiutil", "ditto", "xcrun", "spctl", "security")
posix = pytest.mark.skipif(os.name == "nt", reason="the fakes are scripts")


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that tells which of macOS' tools were started, with what."""
    folder, log = tmp_path / "tools", tmp_path / "log"
    folder.mkdir()
    for name in TOOLS:
        (folder / name).write_text(RECORDER.format(python=sys.executable))
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("FAKE_LOG", str(log))
    for name in (signing.IDENTITY, *signing.NOTARY):
        monkeypatch.delenv(name, raising=False)
    return lambda: [json.loads(line) for line in log.read_text().splitlines()]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    monkeypatch.setattr("plan.ROOT", tmp_path)
    (tmp_path / "build").mkdir()
    monkeypatch.setattr("smoke.check", lambda *_: {})
    return Build("macos", metadata.version(), 1_700_000_000)


def test_what_macos_is_told() -> None:
    told = plistlib.loads(plistlib.dumps(info_plist()))
    assert told["CFBundleIdentifier"] == metadata.APP_ID
    assert told["CFBundleShortVersionString"] == orderviewer.__version__
    assert told["CFBundleVersion"] == orderviewer.__version__
    assert told["LSMinimumSystemVersion"] == "13.0"
    assert told["NSHighResolutionCapable"] is True, "a truth, not the word"
    assert told["NSRequiresAquaSystemAppearance"] is False
    assert told["CFBundleLocalizations"] == ["en", "fr"]
    assert told["LSApplicationCategoryType"].startswith("public.app-category.")
    assert "©" in told["NSHumanReadableCopyright"]


def test_the_hardened_runtime_has_one_exception() -> None:
    known = plistlib.loads((FOLDER / "entitlements.plist").read_bytes())
    assert known == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


@pytest.mark.parametrize("with_help", [True, False])
def test_the_image_shows_where_to_drag(with_help: bool) -> None:
    defines = {"app": "/x/orderviewer.app", "icon": "/x/orderviewer.icns"}
    if with_help:
        defines["help"] = f"/x/{steps.HELP}"
    shown = runpy.run_path(str(FOLDER / "dmg_settings.py"), {"defines": defines})
    names = {Path(file).name for file in shown["files"]} | set(shown["symlinks"])
    assert names == set(shown["icon_locations"]), "everything has its place"
    assert shown["symlinks"] == {"Applications": "/Applications"}
    (_, (width, height)) = shown["window_rect"]
    for x, y in shown["icon_locations"].values():
        assert shown["icon_size"] / 2 <= x <= width - shown["icon_size"] / 2
        assert shown["icon_size"] / 2 <= y <= height - 24
    assert with_help == (steps.HELP in names)


@posix
def test_without_secrets_it_is_built_and_said_to_be_unsigned(
    build: Build, calls: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert signing.identity() is None
    assert signing.entitlements() is None
    steps.sign_bundle(build)
    steps.make_packages(build)
    steps.test_packages(build)
    said = capsys.readouterr().out
    assert "NOT SIGNED: orderviewer.app (ORDERVIEWER_SIGN_IDENTITY is not set)" in said
    assert "NOT NOTARISED" in said
    image = str(steps.image_file(build))
    assert image.endswith(f"-{metadata.version()}-macos-{build.machine}.dmg")
    dmgbuild, attach, ditto, detach = calls()
    assert dmgbuild[:3] == ["dmgbuild", "-s", str(FOLDER / "dmg_settings.py")]
    assert dmgbuild[-2:] == [metadata.NAME, image]
    (help_file,) = [word[5:] for word in dmgbuild if word.startswith("help=")]
    text = Path(help_file).read_text(encoding="utf-8")
    assert "Ouvrir quand même" in text
    assert "Open Anyway" in text
    assert attach[:2] == ["hdiutil", "attach"]
    assert attach[-1] == image
    assert ditto[1] == f"{attach[-2]}/orderviewer.app", "out of the image, not out of the build"
    assert detach == ["hdiutil", "detach", "-force", attach[-2]]


@posix
def test_with_secrets_it_is_signed_notarised_and_judged(
    build: Build, calls: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(signing.IDENTITY, "Developer ID Application: X (TEAM)")
    for name, value in zip(signing.NOTARY, ("/k.p8", "KEYID", "ISSUER"), strict=True):
        monkeypatch.setenv(name, value)
    assert signing.entitlements() == str(FOLDER / "entitlements.plist")
    steps.sign_bundle(build)
    steps.make_packages(build)
    steps.test_packages(build)
    image = str(steps.image_file(build))
    started = calls()
    assert [words[0] for words in started] == [
        "codesign", "dmgbuild", "codesign", "xcrun", "xcrun", "spctl",
        "hdiutil", "ditto", "hdiutil", "spctl",
    ]  # fmt: skip
    assert started[0] == [
        "codesign", "--verify", "--deep", "--strict", "--verbose=2", str(build.bundle),
    ]  # fmt: skip
    assert not [word for word in started[1] if word.startswith("help=")]
    assert started[2] == [
        "codesign", "--sign", "Developer ID Application: X (TEAM)", "--timestamp", image,
    ]  # fmt: skip
    assert started[3] == [
        "xcrun", "notarytool", "submit", image, "--key", "/k.p8", "--key-id", "KEYID",
        "--issuer", "ISSUER", "--wait", "--timeout", steps.NOTARY_WAIT,
    ]  # fmt: skip
    assert started[4] == ["xcrun", "stapler", "staple", image]
    assert started[5][-1] == image
    assert started[9][-1].endswith("orderviewer.app")


@posix
@pytest.mark.parametrize("tool", ["codesign", "dmgbuild", "xcrun", "spctl", "ditto"])
def test_a_tool_that_fails_ends_the_build(
    build: Build, calls: Any, monkeypatch: pytest.MonkeyPatch, tool: str
) -> None:
    monkeypatch.setenv("FAKE_FAILS", tool)
    monkeypatch.setenv(signing.IDENTITY, "X")
    for name in signing.NOTARY:
        monkeypatch.setenv(name, "x")
    with pytest.raises(BuildFailed, match=tool):
        every_step(build)
    attached = [words for words in calls() if words[:2] == ["hdiutil", "attach"]]
    detached = [words for words in calls() if words[:2] == ["hdiutil", "detach"]]
    assert len(attached) == len(detached), "no image stays mounted"


def every_step(build: Build) -> None:
    for step in (steps.sign_bundle, steps.make_packages, steps.test_packages):
        step(build)


@posix
def test_the_certificate_of_the_workflow_reaches_the_signing_steps(
    tmp_path: Path, calls: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    later = tmp_path / "later"
    monkeypatch.setenv("GITHUB_ENV", str(later))
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(sys, "argv", ["certificates.py", str(tmp_path / "kept")])
    monkeypatch.delenv("MACOS_CERTIFICATE", raising=False)
    assert certificates.main() == 0
    assert later.read_text() == ""
    assert "not be signed" in capfd.readouterr().out
    for name, value in {
        "MACOS_CERTIFICATE": "Y2VydA==", "MACOS_CERTIFICATE_PASSWORD": "S3cr3tCanary",
        "MACOS_IDENTITY": "Developer ID", "MACOS_NOTARY_KEY": "a2V5",
        "MACOS_NOTARY_KEY_ID": "K", "MACOS_NOTARY_ISSUER": "I",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    assert certificates.main() == 0
    set_for_later = dict(line.split("=", 1) for line in later.read_text().splitlines())
    assert set(set_for_later) == {signing.IDENTITY, *signing.NOTARY}
    assert Path(set_for_later[signing.NOTARY[0]]).read_bytes() == b"key"
    assert {words[0] for words in calls()} == {"security"}
    assert "S3cr3tCanary" not in "".join(capfd.readouterr()) + later.read_text()
    monkeypatch.setenv("FAKE_FAILS", "security")
    with pytest.raises(SystemExit, match="security create-keychain failed"):
        certificates.main()


def test_the_windows_certificate_is_named_as_its_signing_step_wants(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert certificates.windows(tmp_path) == {}
    monkeypatch.setenv("WINDOWS_CERTIFICATE", "Y2VydA==")
    monkeypatch.setenv("WINDOWS_CERTIFICATE_PASSWORD", "x")
    found = certificates.windows(tmp_path)
    assert Path(found["ORDERVIEWER_SIGN_PFX"]).read_bytes() == b"cert"
    assert found["ORDERVIEWER_SIGN_PASSWORD"] == "x"
