"""Licences, the list of components, checksums and release notes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import checksums
import metadata
import papers
import publish
import sbom
from components import Component, components
from plan import Build, BuildFailed

ROOT = Path(__file__).parents[2]
BUILD = Build("linux", metadata.version(), 1_700_000_000)


def test_every_component_is_pinned_named_and_licensed() -> None:
    inside = components()
    names = {one.name.lower() for one in inside}
    assert {"python", "qt", "pyside6_essentials", "shiboken6", "requests", "keyring"} <= names
    assert not names & {"pytest", "mypy", "ruff"}
    text = papers.notices(inside)
    for one in inside:
        assert f"{one.name} {one.version}: {one.licence}" in text
    assert "GNU Lesser General Public License" in text
    assert "Permission is hereby granted" in text, "the texts themselves"
    with pytest.raises(BuildFailed, match="Odd"):
        papers.notices([Component("Odd", "1", "", "", "pkg:pypi/odd@1")])


def test_the_licences_lie_in_the_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plan.ROOT", tmp_path)
    papers.make(BUILD)
    there = {file.name: file.read_text(encoding="utf-8") for file in BUILD.papers.iterdir()}
    assert set(there) == {"LICENSE.txt", "LGPL-3.0.txt", "GPL-3.0.txt", papers.NOTICES}
    assert there["LICENSE.txt"] == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in there["LGPL-3.0.txt"]
    assert "GNU GENERAL PUBLIC LICENSE" in there["GPL-3.0.txt"]


def test_the_list_of_components_is_cyclonedx_and_always_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plan.ROOT", tmp_path)
    sbom.make(BUILD)
    first = sbom.file_of(BUILD).read_bytes()
    sbom.make(BUILD)
    assert sbom.file_of(BUILD).read_bytes() == first
    known = json.loads(first)
    assert (known["bomFormat"], known["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", known["serialNumber"])
    assert known["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    refs = [one["bom-ref"] for one in known["components"]]
    assert len(refs) == len(set(refs)) == len(components())
    assert known["dependencies"][0]["dependsOn"] == sorted(refs)
    for one in known["components"]:
        assert re.fullmatch(r"pkg:(pypi|generic)/[a-z0-9.-]+@\S+", one["purl"])
        (licence,) = one["licenses"]
        assert set(licence) <= {"license", "expression"}
    assert b"\r" not in first


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """What two systems have uploaded."""
    for system, names in {"windows": ["a-setup.exe", "a.cdx.json"], "linux": ["a.deb"]}.items():
        folder = tmp_path / "built" / system
        folder.mkdir(parents=True)
        for name in names:
            (folder / name).write_text(f"{system} {name}")
        checksums.write(folder)
    return tmp_path / "built"


def test_what_the_systems_built_is_gathered_and_announced(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "release"
    publish.gather(built, target)
    names = {"a-setup.exe", "a.cdx.json", "a.deb", "latest.json"}
    assert {file.name for file in target.iterdir()} == names | {"SHA256SUMS"}
    assert set(checksums.verify(target)) == names
    from orderviewer.releases import newer_release

    announced = (target / "latest.json").read_bytes()
    assert json.loads(announced) == {"version": metadata.version()}
    assert newer_release(announced, "https://a.example/") is None, "this one is no newer"
    done = subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=target, check=False)
    assert done.returncode == 0


def test_what_is_not_what_was_written_down_is_not_published(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "release"
    (built / "linux" / "a.deb").write_text("something else")
    with pytest.raises(BuildFailed, match=r"linux: a\.deb is not what"):
        publish.gather(built, target)
    (built / "linux" / "a.deb").write_text("linux a.deb")
    (built / "linux" / "more").write_text("unlisted")
    with pytest.raises(BuildFailed, match="linux: more is not what"):
        publish.gather(built, target)
    (built / "linux" / "more").unlink()
    (built / "linux" / "a-setup.exe").write_text("twice")
    checksums.write(built / "linux")
    with pytest.raises(BuildFailed, match="two systems"):
        publish.gather(built, tmp_path / "again")


def test_what_wine_built_is_never_published(tmp_path: Path) -> None:
    folder = tmp_path / "built" / "linux"
    folder.mkdir(parents=True)
    (folder / "a-wine-test-only-setup.exe").write_text("x")
    checksums.write(folder)
    with pytest.raises(BuildFailed, match="never published"):
        publish.gather(tmp_path / "built", tmp_path / "release")


def test_nothing_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="nothing to publish"):
        checksums.write(tmp_path)


CHANGES = """# Changelog

## [Unreleased]

### Added

- New.

## [1.1.0] - 2026-01-02

- Old.

## [1.0.0]
"""


def test_the_notes_are_the_changelogs_section() -> None:
    assert publish.notes(CHANGES, "1.1.0").startswith("- Old.\n\n---\n")
    assert "New." not in publish.notes(CHANGES, "1.1.0")
    assert "sha256sum --check" in publish.notes(CHANGES, "1.1.0")
    for version in ("1.0.0", "2.0.0", "1.1"):
        with pytest.raises(BuildFailed, match=f"nothing of version {version}"):
            publish.notes(CHANGES, version)


def test_the_changelog_knows_this_version() -> None:
    done = subprocess.run(
        [sys.executable, "packaging/publish.py", "notes"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "### Added" in done.stdout.decode("utf-8")


def test_a_tag_of_another_version_is_refused() -> None:
    publish.require_tag(f"v{metadata.version()}")
    for name in ("v99.0.0", metadata.version(), "main"):
        with pytest.raises(BuildFailed, match="is not that of version"):
            publish.require_tag(name)
