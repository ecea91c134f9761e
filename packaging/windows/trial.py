"""Tries the installer out as users and administrators will, from the first start to removal.

On Windows as it is; on Linux wine/everything.py gives it a Windows under Wine.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
import time
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import metadata
import smoke
from plan import BuildFailed, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from windows.hosts import Host

EXE, UNINSTALLER, LISTED = f"{metadata.NAME}.exe", "uninstall.exe", "installed-files.txt"
LINK = f"{metadata.NAME}.lnk"
UNINSTALL = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{metadata.NAME}"
APP_PATHS = rf"Software\Microsoft\Windows\CurrentVersion\App Paths\{EXE}"
STALE = "_internal/of-the-version-before.dll"
ODD_FOLDER = "Données & réglages (1)"
NEEDS_ADMINISTRATOR, IS_RUNNING, NOT_WRITABLE, IS_OLDER = 4, 5, 7, 8
PROFILE = "Trial"
TROUBLE = re.compile(r"\S+ \S+ (?:WARNING|ERROR|CRITICAL) ")  # a line of the program's log
WITHIN = 60.0  # seconds until something has happened that was started


@dataclass
class Trial:
    """What is tried, on which Windows, and what was found."""

    host: Host
    setup: Path
    portable: Path
    earlier: Path | None  # the installer of the version before
    scratch: Path
    version: str
    seen: Callable[[str], None] = lambda _name: None  # takes a picture
    # Fills the store as an older program did: given the home, the profile and what is typed.
    fill_as_before: Callable[[Path, str, str], None] | None = None
    failures: list[str] = field(default_factory=list)

    @property
    def home(self) -> Path:
        """Where the program keeps the user's orders."""
        return self.host.local_data / metadata.NAME

    @property
    def folder(self) -> Path:
        """Where the installer puts the program for one user."""
        return self.host.local_data / "Programs" / metadata.NAME

    def check(self, what: str, good: object, found: object = "") -> None:
        say(f"   {'ok  ' if good else 'FAIL'} {what}{'' if good else f'  ({found})'}")
        if not good:
            self.failures.append(what)

    def ends_with(self, what: str, code: int, *words: str | Path) -> None:
        done = self.host.run(*words)
        self.check(f"{what}: exit code {code}", done.code == code, f"{done.code} {done.text}")

    def uninstall(self, what: str, folder: Path, *switches: str) -> None:
        """The uninstaller goes on as a copy of itself, so its end is what it leaves."""
        self.ends_with(what, 0, folder / UNINSTALLER, "/S", *switches)
        until(lambda: not (folder / UNINSTALLER).exists())

    def selfcheck(self, what: str, program: Path) -> dict[str, Any]:
        self.scratch.mkdir(parents=True, exist_ok=True)
        try:
            found = smoke.check(
                [*self.host.command, str(program)],
                self.host.environment,
                place=self.scratch,
                as_seen=self.host.called,
                harmless=self.host.is_own,
            )
        except BuildFailed as failed:
            self.check(what, good=False, found=failed)
            return {}
        self.check(what, found["good"])
        return found

    def troubles(self) -> list[str]:
        """What the program noted as wrong, since its first start here."""
        logs = (file.read_text(encoding="utf-8") for file in self.home.glob("logs/*.log"))
        return [line for log in logs for line in log.splitlines() if TROUBLE.match(line)]

    def entry(self, root: str, key: str = UNINSTALL) -> dict[str, str]:
        """The values of a registry key; none: no such key."""
        done = self.host.run("reg", "query", rf"{root}\{key}", "/reg:64")
        values = re.findall(r"^ +(.+?) {4}REG_\w+(?: {4}(.*?))?\s*$", done.text, re.MULTILINE)
        return dict(values)


def until(happened: Callable[[], bool], within: float = WITHIN) -> bool:
    """Whether it has happened in that time."""
    end = time.monotonic() + within
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def run(trial: Trial) -> None:
    """Every check; raises BuildFailed with those that found something wrong."""
    with stored_orders(trial) as orders:
        for part in PARTS:
            part(trial, orders)
    if trial.failures:
        raise BuildFailed("the installer does not do: " + "; ".join(trial.failures))


# ---- the user's orders, from a service on this machine


class Orders:
    """A simulator of today's program, and a store that an earlier one has filled from it."""

    def __init__(self, trial: Trial, simulator: Any) -> None:  # noqa: ANN401  not importable here
        self.trial = trial
        self.simulator = simulator
        self.secrets = f"{simulator.client_id}\n{simulator.client_secret}\n{simulator.api_key}\n"
        self.addresses = ["--api-url", simulator.base_url, "--token-url", simulator.token_url]

    def ask(self, program: Path, *words: str, typed: str = "") -> Any:  # noqa: ANN401
        return self.trial.host.run(program, *words, "--profile", PROFILE, typed=typed)

    def set_up(self, program: Path) -> None:
        done = self.ask(program, "credentials", "set", *self.addresses, typed=self.secrets)
        self.trial.check("credentials go to the Credential Manager", done.code == 0, done)

    def sync(self, program: Path) -> None:
        done = self.ask(program, "sync")
        self.trial.check("orders are fetched and stored", done.code == 0, done)

    def are_kept(self, program: Path) -> bool:
        return bool(self.ask(program, "credentials", "status").code == 0)

    def stored(self) -> set[str]:
        """The ids in the store, read by nobody but SQLite."""
        files = list(self.trial.home.glob("profiles/*/orders.sqlite"))
        if not files:
            return set()
        copy = self.trial.scratch / "copy.sqlite"
        self.trial.scratch.mkdir(parents=True, exist_ok=True)
        for ending in ("", "-wal", "-shm"):
            file = files[0].with_name(files[0].name + ending)
            copy.with_name(copy.name + ending).unlink(missing_ok=True)
            if file.exists():
                shutil.copy(file, copy.with_name(copy.name + ending))
        with sqlite3.connect(copy) as database:
            return {str(row[0]) for row in database.execute("SELECT key FROM orders")}


class stored_orders:  # noqa: N801  reads as a function
    """The simulator runs as long as the with statement."""

    def __init__(self, trial: Trial) -> None:
        self._trial = trial

    def __enter__(self) -> Orders:
        sys.path.append(str(metadata.ROOT))
        from orderviewer.simulator import Simulator

        self._simulator = Simulator(orders=300)
        self._simulator.start()
        return Orders(self._trial, self._simulator)

    def __exit__(self, *_: object) -> None:
        self._simulator.stop()


# ---- the parts, in the order of a program's life


def install_for_one_user(trial: Trial, orders: Orders) -> None:
    host, folder = trial.host, trial.folder
    first = trial.earlier or trial.setup
    trial.ends_with("silent installation of the version before", 0, first, "/S")
    for file in (EXE, UNINSTALLER, LISTED, *([STALE] if trial.earlier else [])):
        trial.check(f"installed: {file}", (folder / file).is_file())
    trial.check("Start menu entry", (host.start_menu / LINK).is_file())
    trial.check("no entry for all users", not trial.entry("HKLM"))
    orders.set_up(folder / EXE)
    if trial.fill_as_before:
        trial.fill_as_before(trial.home, PROFILE, orders.secrets)
    else:
        orders.sync(folder / EXE)
    trial.check("the store holds the orders", len(orders.stored()) == 300)


def upgrade(trial: Trial, orders: Orders) -> None:
    folder = trial.folder
    before = orders.stored()
    strangers = folder / "my notes.txt"
    strangers.write_text("not the installer's", encoding="utf-8")
    trial.ends_with("silent upgrade", 0, trial.setup, "/S")
    trial.check("upgrade removes what the new version has not", not (folder / STALE).exists())
    trial.check("upgrade leaves a file of somebody else", strangers.is_file())
    strangers.unlink(missing_ok=True)
    listed = (folder / LISTED).read_text(encoding="ascii").splitlines()
    missing = [line for line in listed if not (folder / line.replace("\\", "/")).exists()]
    trial.check("every listed file is there", listed and not missing, missing[:3])
    entry = trial.entry("HKCU")
    trial.check("entry: version", entry.get("DisplayVersion") == trial.version, entry)
    trial.check("entry: publisher", entry.get("Publisher") == metadata.PUBLISHER, entry)
    trial.check("entry: icon", entry.get("DisplayIcon", "").endswith(f"{EXE},0"), entry)
    trial.check("entry: size", int(entry.get("EstimatedSize", "0"), 16) > 40_000, entry)
    trial.check("entry: silent removal", entry.get("QuietUninstallString", "").endswith("/S"))
    trial.check("Win+R finds it", trial.entry("HKCU", APP_PATHS))
    trial.check("orders are kept", before and orders.stored() == before)
    trial.check("credentials are kept", orders.are_kept(folder / EXE))
    orders.sync(folder / EXE)
    trial.check("orders are read and renewed", orders.stored() >= before)


def selfcheck(trial: Trial, _orders: Orders) -> None:
    found = trial.selfcheck("the installed program's check of itself", trial.folder / EXE)
    for part in found.get("checks", {}):
        say(f"        {part}")


def refuse_while_running(trial: Trial, _orders: Orders) -> None:
    host = trial.host
    program = trial.folder / EXE
    began = host.open(host.start_menu / LINK)
    running = until(lambda: host.runs(program))
    trial.check("started through the Start menu", running)
    time.sleep(8)  # a picture of a window needs a window
    trial.seen("installed")
    trial.ends_with("installation over the running program", IS_RUNNING, trial.setup, "/S")
    trial.ends_with(
        "removal of the running program", IS_RUNNING,
        *removal_in_one_piece(trial, trial.folder),
    )  # fmt: skip
    trial.check("nothing was removed", (trial.folder / EXE).exists())
    host.run("taskkill", "/IM", EXE, "/F")
    until(lambda: not host.runs(program))
    trial.check("the log tells of no trouble", not (found := trial.troubles()), found)
    if began.poll() is None:
        began.kill()
    began.communicate()


def refuse_what_cannot_be_right(trial: Trial, _orders: Orders) -> None:
    if trial.earlier:
        trial.ends_with("an older version", IS_OLDER, trial.earlier, "/S")
        version = trial.entry("HKCU").get("DisplayVersion")
        trial.check("the newer one stays", version == trial.version, version)


def remove(trial: Trial, orders: Orders) -> None:
    folder, before = trial.folder, orders.stored()
    spare = unpack(trial)
    trial.uninstall("silent removal", folder)
    trial.check("the folder is gone", until(lambda: not folder.exists()))
    trial.check("the Start menu entry is gone", not (trial.host.start_menu / LINK).exists())
    trial.check("the registry entries are gone", not trial.entry("HKCU"))
    trial.check("Win+R has forgotten it", not trial.entry("HKCU", APP_PATHS))
    trial.check("orders stay", before and orders.stored() == before)
    trial.check("credentials stay", orders.are_kept(spare))


def remove_everything(trial: Trial, orders: Orders) -> None:
    folder, spare = trial.folder, unpack(trial)
    keep = trial.scratch / "profile-folder"
    shutil.rmtree(keep, ignore_errors=True)
    trial.ends_with("installed once more", 0, trial.setup, "/S")
    shutil.copytree(trial.home, keep)
    trial.uninstall("removal with everything", folder, "/DELETEDATA", "/DELETECREDENTIALS")
    trial.check("the user's data are gone", until(lambda: not trial.home.exists()))
    shutil.copytree(keep, trial.home)
    trial.check("the credentials are gone", not orders.are_kept(spare))
    shutil.rmtree(trial.home)


def install_elsewhere(trial: Trial, _orders: Orders) -> None:
    folder = trial.host.local_data / ODD_FOLDER
    there = unquoted("/D=", trial.host.called(folder))
    trial.ends_with("into a folder of odd letters", 0, trial.setup, "/S", *there)
    trial.selfcheck("the program's check of itself there", folder / EXE)
    trial.uninstall("removed from there", folder)
    trial.check("that folder is gone", until(lambda: not folder.exists()))


def install_for_all(trial: Trial, _orders: Orders) -> None:
    host = trial.host
    folder = host.program_files / metadata.NAME
    trial.ends_with("silent installation for all users", 0, trial.setup, "/S", "/ALLUSERS")
    trial.check("in Program Files", (folder / EXE).is_file())
    trial.check("in everybody's Start menu", (host.common_start_menu / LINK).is_file())
    trial.check("entry for all users", trial.entry("HKLM").get("DisplayVersion") == trial.version)
    trial.check("no entry for one user", not trial.entry("HKCU"))
    trial.selfcheck("the check of the program for all", folder / EXE)
    trial.uninstall("silent removal for all users", folder)
    trial.check("that folder is gone", until(lambda: not folder.exists()))
    trial.check("that entry is gone", not trial.entry("HKLM"))
    trial.check("that Start menu entry is gone", not (host.common_start_menu / LINK).exists())


def start_from_the_archive(trial: Trial, _orders: Orders) -> None:
    trial.selfcheck("the portable program's check of itself", unpack(trial))


PARTS = (
    install_for_one_user,
    upgrade,
    selfcheck,
    refuse_while_running,
    refuse_what_cannot_be_right,
    remove,
    remove_everything,
    install_elsewhere,
    install_for_all,
    start_from_the_archive,
)


# ---- what they share


def unpack(trial: Trial) -> Path:
    """The program of the portable archive, which needs no installation."""
    folder = trial.scratch / "portable"
    if not folder.exists():
        with zipfile.ZipFile(trial.portable) as packed:
            packed.extractall(folder)
    (program,) = folder.glob(f"*/{EXE}")
    return program


def removal_in_one_piece(trial: Trial, folder: Path) -> Iterable[str | Path]:
    """Without the copy of itself that ends only after the one that was started."""
    copy = trial.scratch / UNINSTALLER
    shutil.copy(folder / UNINSTALLER, copy)
    return copy, "/S", *unquoted("_?=", trial.host.called(folder))


def unquoted(switch: str, path: str) -> list[str]:
    """NSIS's own rule for these: they come last and have no quotes, whatever is in the path."""
    return f"{switch}{path}".split(" ")
