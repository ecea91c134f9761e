"""The .deb as its user has it: installed into a bare Debian, started, upgraded, removed."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import metadata
import smoke
from linux import packages, texts
from linux.cleanroot import SHARED, CleanRoot
from plan import BuildFailed, run, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan import Build

NAME = metadata.NAME
BEFORE = "0.0.1"  # the version that is upgraded from: the same program under an older number
ORDERS = 150
PATIENCE = 30.0  # seconds for a window
MOST_SECONDS_TO_FIRST_ORDER = 10.0
ASKED = "status=Current"  # in the log, once the window has its orders and asks for newer ones
PLACES = ("usr/lib", "usr/bin", "usr/share/doc")


def test(build: Build) -> None:
    """Raises BuildFailed with what went wrong."""
    package = packages.deb(build)
    if not package.exists():
        raise BuildFailed(f"there is no {package.name}; the step before this one makes it")
    root = CleanRoot(build.work / "cleanroot")
    root.unpack()
    home = Path(mkdtemp(prefix="home-", dir=SHARED))
    try:
        with smoke.desktop() as environment:
            _Trial(build, root, home, package, environment).go()
    finally:
        root.remove()
        shutil.rmtree(home)


class _Trial:
    """The steps, on one machine that each leaves to the next."""

    def __init__(
        self, build: Build, root: CleanRoot, home: Path, package: Path, environment: dict[str, str]
    ) -> None:
        self._build = build
        self._root = root
        self._home = home  # of the user; survives everything
        self._package = package
        self._environment = {**environment, "ORDERVIEWER_HOME": str(home)}

    def go(self) -> None:
        older = packages.make_other_deb(self._build, BEFORE, self._home)
        self._root.run("apt-get", "update", "-q")
        self._install(older)
        self._is_complete(BEFORE)
        with self._service() as facts:
            self._read_orders(facts)
            self._shows_orders("before")
            self._leave_a_stale_file()
            self._upgrade()
            self._is_complete(self._build.version)
            self._shows_orders("after")
        self._checks_itself()
        self._remove()

    def _install(self, package: Path) -> None:
        """With what it depends on, and not what it recommends."""
        self._copy_in(package)
        self._apt("install", f"/{package.name}")
        say("   installed, with " + str(len(self._installed())) + " packages in all")

    def _upgrade(self) -> None:
        """Over the older one, with no network at all: everything is in the package."""
        self._copy_in(self._package)
        self._root.run("dpkg", "--install", f"/{self._package.name}", network=False)
        if (self._root.path / "usr" / "lib" / NAME / "stale").exists():
            raise BuildFailed("the upgrade left a file of the older version")
        self._has_orders()
        say("   upgraded without a network, orders kept")

    def _is_complete(self, version: str) -> None:
        said = self._root.run(NAME, "--version").strip()
        if said != f"{NAME} {self._build.version}":
            raise BuildFailed(f"the installed program says it is {said}")
        shown = self._root.run("dpkg-query", "-W", "-f", "${Version}", NAME)
        if shown != texts.debian_version(version):
            raise BuildFailed(f"dpkg knows version {shown}, not {version}")
        share = self._root.path / "usr" / "share"
        for file in (
            share / "applications" / f"{NAME}.desktop",
            share / "icons" / "hicolor" / "256x256" / "apps" / f"{NAME}.png",
            share / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg",
            share / "metainfo" / f"{metadata.APP_ID}.metainfo.xml",
            share / "doc" / NAME / "copyright",
        ):
            if not file.is_file():
                raise BuildFailed(f"{file.relative_to(self._root.path)} was not installed")

    @contextmanager
    def _service(self) -> Iterator[dict[str, Any]]:
        """The installed program's own stand-in for Orange."""
        process = subprocess.Popen(
            self._root.command([NAME, "simulate", "--orders", str(ORDERS)]),
            env=self._root.environment(self._environment),
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()
            process.wait(PATIENCE)

    def _read_orders(self, facts: dict[str, Any]) -> None:
        """As the user does: credentials into the keyring, then everything into the store."""
        secrets = "".join(f"{facts[name]}\n" for name in ("client_id", "client_secret", "api_key"))
        addresses = ["--api-url", facts["base_url"], "--token-url", facts["token_url"]]
        for words, given in ((["credentials", "set", *addresses], secrets), (["sync"], "")):
            done = subprocess.run(
                self._root.command([NAME, *words]),
                env=self._root.environment(self._environment),
                input=given,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode or done.stderr:
                raise BuildFailed(f"{words[0]}: {done.returncode} {done.stdout}{done.stderr}")
        self._has_orders()

    def _has_orders(self) -> None:
        (file,) = self._home.glob("profiles/*/orders.sqlite")
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as store:
            (count,) = store.execute("select count(*) from bi_orders").fetchone()
        if count != ORDERS:
            raise BuildFailed(f"{count} of {ORDERS} orders are in the store")

    def _shows_orders(self, when: str) -> None:
        """The window with the user's orders: a picture, and a log without trouble."""
        log = self._home / "logs" / "orderviewer.log"
        log.unlink(missing_ok=True)
        process = subprocess.Popen(
            self._root.command([NAME]),
            env=self._root.environment({**self._environment, "ORDERVIEWER_LOG": "DEBUG"}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        picture = self._build.work / "screens" / f"deb-{when}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        end = time.monotonic() + PATIENCE
        while not (log.exists() and ASKED in log.read_text(encoding="utf-8")):
            if process.poll() is not None or time.monotonic() > end:
                process.kill()
                raise BuildFailed(f"no window: {process.communicate()[0]}")
            time.sleep(0.1)
        time.sleep(2)  # for the picture; nothing is decided by it
        self._take_picture(picture)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE)
        text = log.read_text(encoding="utf-8")
        if process.returncode or said or " ERROR " in text or " WARNING " in text:
            raise BuildFailed(f"the window ended with {process.returncode}: {said}\n{text}")

    def _take_picture(self, picture: Path) -> None:
        """Where ImageMagick is; a picture is for people to look at."""
        if shutil.which("import"):
            display = self._environment["DISPLAY"]
            run("import", "-display", display, "-window", "root", picture)
            say(f"   picture: {picture}")

    def _checks_itself(self) -> None:
        """The installed program's own check, in the bare system."""
        environment = self._root.environment(self._environment)
        began = time.monotonic()
        found = smoke.check(self._root.command([NAME]), environment, place=SHARED, whole=True)
        whole = time.monotonic() - began
        checks = found["checks"]
        say(f"   self-check well; {checks['trust']['authorities']} certificate authorities")
        first = checks["window"]["first order, ms"] / 1000
        say(f"   first order {first:.2f} s after the window; all of the check {whole:.1f} s")
        if first > MOST_SECONDS_TO_FIRST_ORDER:
            raise BuildFailed("the first order came too late")

    def _leave_a_stale_file(self) -> None:
        """As if the older version had had a file that the newer has not."""
        library = self._root.path / "usr" / "lib" / NAME
        (library / "stale").write_text("of an older version", encoding="utf-8")
        listed = self._root.path / "var" / "lib" / "dpkg" / "info" / f"{NAME}.list"
        with listed.open("a", encoding="utf-8") as files:
            files.write(f"/usr/lib/{NAME}/stale\n")

    def _remove(self) -> None:
        """All of the program goes, nothing of the user."""
        before = sorted(self._home.rglob("*"))
        self._apt("remove", NAME)
        left = [
            str(path.relative_to(self._root.path))
            for place in (*PLACES, "usr/share/applications", "usr/share/metainfo")
            for path in (self._root.path / place).glob(f"*{NAME}*")
        ]
        left += [str(path) for path in (self._root.path / "usr/share/icons").rglob(f"{NAME}.*")]
        if left:
            raise BuildFailed(f"left behind: {left}")
        if sorted(self._home.rglob("*")) != before:
            raise BuildFailed("the removal touched the user's own files")
        self._has_orders()
        say("   removed; the user's orders are still there")

    def _apt(self, *words: str) -> None:
        self._root.run("apt-get", "-y", "-q", "--no-install-recommends", *words)

    def _copy_in(self, package: Path) -> None:
        shutil.copy(package, self._root.path / package.name)

    def _installed(self) -> list[str]:
        return self._root.run("dpkg-query", "-W", "-f", "${Package}\n").split()
