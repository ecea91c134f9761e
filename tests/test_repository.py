"""What no file of this repository may contain."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# The brackets keep this file from containing what it looks for.
ANYWHERE = {
    "a package registry's host": r"py[p]i\.|files\.python[h]osted|npm[j]s\.|deb\.deb[i]an\.",
    "an index address": r"--(extra-)?index[-]url|--find[-]links|--trusted[-]host",
    "a path of one machine": r"/wor[k]/|/roo[t]/|/hom[e]/\w|[A-Z]:\\\\?User[s]",
    "a merge left unfinished": r"^(<<<<<<[<]|>>>>>>[>])",
}
IN_THE_PACKAGE = {
    "a nested event loop": r"processEvents|\.exec\(|\.exec_\(|QEventLoop\(\)",
    "a static dialog, which is a nested loop": (
        r"QMessageBox\.(question|information|warning|critical)\(|QFileDialog\.get|QInputDialog\.get"
    ),
    "TLS without verification": r"verify\s*=\s*False|CERT_NONE|_create_unverified",
    "a redirect that is followed": r"allow_redirects\s*=\s*True",
    "a sleep": r"\btime\.sleep\(|QThread\.m?sleep|from time import .*\bsleep",
    "something left to do": r"\b(TODO|FIXME|XXX)\b",
    "a print": r"^\s*print\(",
    "rows or columns sized by their content": r"ResizeToContents|resizeRowsToContents",
    "HTTP printed to the terminal": r"debuglevel",
}
# Line by line, with the reason.
EXCEPTIONS = {
    # Asks a server whose certificate was just refused who issued it; nothing is sent to it.
    "orderviewer/remote/connections.py": {"looking.verify_mode = ssl.CERT_NONE"},
    # The outermost loop, ended before the other one begins: nothing is nested in anything.
    "orderviewer/start.py": {"app.exec()"},
}
MADE = {
    ".venv",
    ".git",
    ".hypothesis",
    "dist",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    "build",
}
TEXT = {".py", ".md", ".toml", ".txt", ".yml", ".ts", ".svg", ".cfg", ".sh", ".qss", ".html", ""}


def tracked(under: str = "") -> list[Path]:
    """Files that git knows, or would: what is ignored is no part of the repository."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z", "--", under or "."]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        files = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):  # no git, or a copy without its history
        files = [file for file in (ROOT / under).rglob("*") if not MADE & set(file.parts)]
    return [file for file in files if file.is_file() and file.suffix in TEXT]


def found(pattern: str, files: list[Path]) -> list[str]:
    compiled = re.compile(pattern)
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for file in files
        for number, line in enumerate(
            file.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if compiled.search(line)
        and line.strip() not in EXCEPTIONS.get(file.relative_to(ROOT).as_posix(), ())
    ]


@pytest.mark.parametrize("what", ANYWHERE)
def test_no_file_contains(what: str) -> None:
    files = tracked()
    assert len(files) > 20
    assert not found(ANYWHERE[what], files)


def test_every_picture_is_shown_somewhere() -> None:
    pictures = sorted((ROOT / "docs" / "images").glob("*.png"))
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    shown = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert len(pictures) >= 4
    assert [one.name for one in pictures if one.name not in shown] == []


@pytest.mark.parametrize("what", IN_THE_PACKAGE)
def test_the_package_does_not_contain(what: str) -> None:
    files = [file for file in tracked("orderviewer") if file.suffix == ".py"]
    assert len(files) > 10
    assert not found(IN_THE_PACKAGE[what], files)


def test_requirements_are_pinned_with_hashes_for_every_system() -> None:
    for name in ("run", "dev", "build"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        blocks = re.split(r"\n(?=[a-z])", text.strip())
        assert len(blocks) > 20
        assert all(re.match(r"[a-z0-9.-]+==\S+ ", block) for block in blocks)
        assert all("--hash=sha256:" in block for block in blocks)
        for package, system in (
            ("pywin32-ctypes", "win32"),
            ("secretstorage", "linux"),
        ):
            assert re.search(rf"^{package}==.*sys_platform == '{system}'", text, re.M), package
        assert re.search(r"^tzdata==\S+ \\$", text, re.M), "everywhere: Debian's minimum has none"
