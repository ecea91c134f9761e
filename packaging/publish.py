"""Brings what the systems have built together for one release.

python packaging/publish.py notes             the release notes, out of CHANGELOG.md
python packaging/publish.py gather FROM TO    every folder in FROM, checked, into TO
python packaging/publish.py tag NAME          fails unless NAME is the tag of this version
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import checksums
import metadata
from plan import BuildFailed, say

ANNOUNCEMENT = "latest.json"  # what orderviewer/releases.py understands
_HEADING = re.compile(r"^## \[([^\]]+)\].*$", re.MULTILINE)


def main() -> int:
    words = sys.argv[1:]
    try:
        match words:
            case ["notes"]:
                changes = (metadata.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
                sys.stdout.buffer.write(notes(changes, metadata.version()).encode())
            case ["gather", source, target]:
                gather(Path(source), Path(target))
            case ["tag", name]:
                require_tag(name)
            case _:
                sys.stderr.write(__doc__ or "")
                return 2
    except BuildFailed as failed:
        sys.stderr.write(f"publish: {failed}\n")
        return 1
    return 0


def notes(changes: str, version: str) -> str:
    """The section of `version`; raises BuildFailed when it is missing or empty."""
    headings = list(_HEADING.finditer(changes))
    for at, heading in enumerate(headings):
        if heading[1] == version:
            end = headings[at + 1].start() if headings[at + 1 :] else len(changes)
            text = changes[heading.end() : end].strip()
            if not text:
                break
            return f"{text}\n\n{_VERIFY}"
    raise BuildFailed(f"CHANGELOG.md says nothing of version {version}")


def gather(source: Path, target: Path) -> None:
    """Raises BuildFailed where a file is not what its system had written down, or comes twice."""
    target.mkdir(parents=True, exist_ok=True)
    folders = sorted(folder for folder in source.iterdir() if folder.is_dir())
    for folder in folders:
        for name in checksums.verify(folder):
            if (target / name).exists():
                raise BuildFailed(f"{name} comes from two systems")
            if "wine" in name:
                raise BuildFailed(f"{name} is a test alone, never published")
            shutil.copyfile(folder / name, target / name)
    announcement = json.dumps({"version": metadata.version()})
    (target / ANNOUNCEMENT).write_text(announcement + "\n", encoding="utf-8", newline="\n")
    say(f"{len(checksums.write(target))} files of {len(folders)} systems")


def require_tag(name: str) -> None:
    if name != f"v{metadata.version()}":
        raise BuildFailed(f"the tag {name} is not that of version {metadata.version()}")


_VERIFY = """---

**Check what you downloaded**: `sha256sum --check --ignore-missing SHA256SUMS` (Windows:
`Get-FileHash FILE`), or, with GitHub's own program, `gh attestation verify FILE --repo OWNER/NAME`.
"""

if __name__ == "__main__":
    sys.exit(main())
