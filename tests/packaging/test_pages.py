"""The pages for people: every link leads somewhere, both languages say the same, and it is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import build as build_script
import metadata
from orderviewer.policy.reading import _SETTINGS
from plan import Build

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.fr.md", ROOT / "packaging" / "README.md",
         *sorted((ROOT / "docs").glob("*.md"))]  # fmt: skip


def anchors(page: Path) -> set[str]:
    """The headings, as GitHub names them in links."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        there = (page.parent / file).resolve() if file else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize("name", ["install", "policy"])
def test_both_languages_say_the_same(name: str) -> None:
    english, french = (
        (ROOT / "docs" / f"{name}{ending}.md").read_text(encoding="utf-8") for ending in ("", ".fr")
    )
    for what in (r"^#+ ", r"^\|", r"^- ", r"^```"):
        assert len(re.findall(what, english, re.M)) == len(re.findall(what, french, re.M)), what
    english_codes, french_codes = (
        {code for code in re.findall(r"`([^`\n]+)`", page) if "/" in code or "_" in code}
        for page in (english, french)
    )
    words = {"host": "hôte", "folder": "dossier", "FILE": "FICHIER"}
    any_word = re.compile(rf"\b({'|'.join(words)})\b")
    translated = {any_word.sub(lambda found: words[found[1]], code) for code in english_codes}
    assert translated == french_codes


@pytest.mark.parametrize("ending", ["", ".fr"])
def test_the_policy_page_knows_every_setting(ending: str) -> None:
    page = (ROOT / "docs" / f"policy{ending}.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` ", page, re.MULTILINE)) == set(_SETTINGS)


def test_the_release_page_knows_every_step() -> None:
    page = (ROOT / "packaging" / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)
    assert told == list(build_script.steps(Build("macos", metadata.version(), 0)))


@pytest.mark.parametrize("ending", ["", ".fr"])
def test_the_install_page_knows_the_installers_switches_and_exit_codes(ending: str) -> None:
    page = (ROOT / "docs" / f"install{ending}.md").read_text(encoding="utf-8")
    script = (ROOT / "packaging" / "windows" / "installer.nsi").read_text(encoding="utf-8")
    switches = set(re.findall(r'GetOptions\} \$\d "(/[A-Z]+)=?"', script))
    assert {"/ALLUSERS", "/DELETEDATA"} <= switches
    assert switches <= set(re.findall(r"/[A-Z]+\b", page))
    codes = re.findall(r"^!define [A-Z_]+ (\d)$", script, re.MULTILINE)
    assert len(codes) == 5
    for code in codes:
        assert f"\n| {code} | " in page
