"""A bare Debian in a folder, to install into: what is there was brought by the package."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from plan import BuildFailed, run

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARED = Path("/tmp")  # seen by both sides: reports, the screen's and the keyring's sockets
PLAIN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}


class CleanRoot:
    """Made once and kept as an archive; unpacked anew for each trial."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "root"
        self._kept = folder / "base.tar"

    def unpack(self) -> None:
        """A Debian of this machine's release with nothing but what is essential, and apt."""
        if os.geteuid() != 0:
            raise BuildFailed("the trial in a bare Debian needs to be root (chroot)")
        self.remove()
        self.path.mkdir(parents=True)
        if not self._kept.exists():
            codename = _release()["VERSION_CODENAME"]
            part = self._kept.with_suffix(".part.tar")
            run("mmdebstrap", "--variant=apt", "--quiet", codename, part)
            part.rename(self._kept)
        run("tar", "--extract", "--file", self._kept, "--directory", self.path)

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)

    def command(self, words: list[str], *, network: bool = True) -> list[str]:
        """Runs `words` inside, with the shared folder; without network where that is said."""
        root = shlex.quote(str(self.path))
        inside = " && ".join(
            [
                f"mount --bind {SHARED} {root}{SHARED}",
                f"mount -t proc proc {root}/proc",
                f"mount --rbind /dev {root}/dev",
                f'exec chroot {root} "$@"',  # and whatever is put behind
            ]
        )
        apart = ["unshare", "--mount", *([] if network else ["--net"])]
        return [*apart, "sh", "-ec", inside, "sh", *words]

    def run(self, *words: str, network: bool = True, **more: str) -> str:
        """What it said; raises BuildFailed."""
        done = subprocess.run(
            self.command(list(words), network=network),
            env=self.environment(more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            said = (done.stdout + done.stderr)[-3000:]
            raise BuildFailed(f"{' '.join(words)} in the bare Debian: {done.returncode}\n{said}")
        return done.stdout

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """Nothing of this machine but its proxies."""
        proxies = {name: value for name, value in os.environ.items() if "proxy" in name.lower()}
        return {**proxies, **PLAIN, "DEBIAN_FRONTEND": "noninteractive", **more}


def _release() -> dict[str, str]:
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    return dict(line.replace('"', "").split("=", 1) for line in lines if "=" in line)
