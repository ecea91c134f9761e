"""Sets up everything orderviewer needs on a bare machine, then runs the program or its tests.

    python3 bootstrap.py run [arguments of orderviewer]     without arguments: the demonstration
    python3 bootstrap.py test [arguments of pytest]         the whole test suite, without a screen
    python3 bootstrap.py setup [run|test|build]             only the setting up

On Windows say `py` instead of `python3`.  Needs Python 3.11, 3.12 or 3.13 and nothing else.  The
environment stands in .venv beside this file; deleting that folder undoes everything but the
system packages.  Nothing is done twice: a second start takes no time.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
STAMP = ENVIRONMENT / "set-up.json"
OLDEST, NEWEST = (3, 11), (3, 13)
REQUIREMENTS = {
    "run": "requirements/run.txt",
    "test": "requirements/dev.txt",
    "build": "requirements/build.txt",
}

# What Qt's own libraries expect of the system: offscreen, then on X11, then on Wayland; one font
# so that texts are not boxes; and the certificates that HTTPS is checked against.
LIBRARIES = [
    *["libegl1", "libgl1", "libdbus-1-3", "libfontconfig1", "libglib2.0-0", "libxkbcommon0"],
    *["libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0"],
    *["libwayland-client0", "libwayland-cursor0", "libwayland-egl1"],
    *["fonts-dejavu-core", "ca-certificates"],
]
# A screen without a monitor, a keyring that the tests start for themselves alone, and what tells
# them which files belong to the source.
FOR_TESTS = ["xvfb", "xauth", "dbus", "gnome-keyring", "git"]
# What takes programs apart and strips them, what checks the menu entry and the description, what
# makes a bare Debian to install into, and the screen and keyring of the frozen program's test.
FOR_BUILDS = [
    *["binutils", "desktop-file-utils", "appstream", "mmdebstrap", "arch-test"],
    *FOR_TESTS,
]
SYSTEM_PACKAGES = {"run": [], "test": FOR_TESTS, "build": FOR_BUILDS}


class SetupFailed(Exception):
    """Setting up cannot go on; the text is the sentence the user reads."""


def main() -> int:
    words = sys.argv[1:]
    command, rest = (words[0], words[1:]) if words else ("", [])
    if command not in {"run", "test", "setup"} or (command == "setup" and rest[1:]):
        return refuse(__doc__ or "", 0 if command in {"-h", "--help", "help"} else 2)
    purpose = (rest or ["run"])[0] if command == "setup" else command
    if purpose not in REQUIREMENTS:
        return refuse(f"'setup' takes 'run', 'test' or 'build', not '{purpose}'.", 2)
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return go_on_with_another_python()
    try:
        set_up(purpose)
    except SetupFailed as failed:
        return refuse(f"bootstrap: {failed}", 1)
    if command == "setup":
        return 0
    return start_tests(rest) if command == "test" else start_program(rest)


def refuse(text: str, code: int) -> int:
    (sys.stderr if code else sys.stdout).write(text.rstrip() + "\n")
    return code


def go_on_with_another_python() -> int:
    """Starts again with a Python that fits, if the machine has one; else says what is needed."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        for python in ([f"python3.{minor}"], ["py", f"-3.{minor}"]):
            found = shutil.which(python[0])
            if found and succeeds([found, *python[1:], "-c", ""]):
                return subprocess.call([found, *python[1:], str(HERE / __file__), *sys.argv[1:]])
    return refuse(
        f"orderviewer needs Python 3.11, 3.12 or 3.13; this is Python {platform.python_version()}"
        " and no other was found. Install one of them and start this command again.",
        1,
    )


def succeeds(command: list[str]) -> bool:
    nowhere = subprocess.DEVNULL
    return subprocess.call(command, stdout=nowhere, stderr=nowhere) == 0


def set_up(purpose: str) -> None:
    """Brings system packages and the environment to what `purpose` needs; skips what is done."""
    done = read_stamp() if environment_python().exists() else {}
    if done.get("python") != sys.version:
        done = {}
    # What the others need includes what the program needs.
    includes = ["run"] if purpose == "run" else ["run", purpose]
    wanted = {"python": sys.version}
    for each in includes:
        pinned = (HERE / REQUIREMENTS[each]).read_bytes()
        wanted[each] = hashlib.sha256(pinned).hexdigest()
        wanted["system " + each] = " ".join(wanted_packages(each))
    if done.get("system " + purpose) != wanted["system " + purpose] and (
        not install_system_packages(wanted_packages(purpose))
    ):
        for each in includes:  # asked for again at the next start
            wanted["system " + each] = ""
    if not done:
        make_environment()
    if done.get(purpose) != wanted[purpose]:
        install_requirements(HERE / REQUIREMENTS[purpose])
    if {**done, **wanted} != done:
        STAMP.write_text(json.dumps({**done, **wanted}, indent=1), encoding="utf-8")


def read_stamp() -> dict[str, str]:
    try:
        known = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def say(text: str) -> None:
    sys.stderr.write(f"bootstrap: {text}\n")
    sys.stderr.flush()


def wanted_packages(purpose: str) -> list[str]:
    """Debian packages for `purpose`; none on other systems' own ground (Windows, macOS)."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = [*LIBRARIES, *SYSTEM_PACKAGES[purpose]]
    if purpose == "build" and sys.base_prefix == "/usr":
        # Debian keeps the library that a frozen program starts with apart from its Python.
        wanted.append(f"libpython3.{sys.version_info.minor}")
    return wanted


def can_make_environments() -> bool:
    """Debian leaves a part of `venv` out of its bare Python."""
    return succeeds([sys.executable, "-c", "import ensurepip, venv"])


def install_system_packages(wanted: list[str]) -> bool:
    """Installs what is missing of `wanted`; False when that is left to an administrator."""
    if not sys.platform.startswith("linux"):
        return True
    if not can_make_environments():
        wanted = [f"python3.{sys.version_info.minor}-venv", *wanted]
    apt = shutil.which("apt-get")
    if not apt or not shutil.which("dpkg-query"):
        say(
            "this Linux has no apt-get, so system libraries are left to you. If the window does"
            " not open, install what your system calls these: " + " ".join(wanted)
        )
        return True
    missing = [name for name in wanted if not is_installed(name)]
    if not missing:
        return True
    say("installing system packages: " + " ".join(missing))
    as_root = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() != 0:
        sudo = shutil.which("sudo")
        if not sudo:
            say(
                "that needs an administrator, and there is no sudo here. Going on without; if the"
                " next steps fail, ask for: apt-get install -y --no-install-recommends "
                + " ".join(missing)
            )
            return False
        say("that needs administrator rights: sudo may ask for your password.")
        as_root.insert(0, sudo)
    if subprocess.call([*as_root, apt, "update", "-q"], stdout=sys.stderr) != 0:
        say("the package lists could not be renewed; going on with the ones at hand.")
    install = [apt, "install", "-y", "-q", "--no-install-recommends", *missing]
    if subprocess.call([*as_root, *install], stdout=sys.stderr) != 0:
        raise SetupFailed("apt-get could not install the packages named above.")
    return True


def is_installed(package: str) -> bool:
    """Whether dpkg has `package`; renamed ones (libglib2.0-0t64) count through a second look."""
    shown = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status}\n", package, package + "t64"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return "installed" in shown.split()


def environment_python() -> Path:
    if os.name == "nt":
        return ENVIRONMENT / "Scripts" / "python.exe"
    return ENVIRONMENT / "bin" / "python"


def make_environment() -> None:
    """A fresh .venv of this Python; one that is there already and fits is used as it is."""
    python = environment_python()
    if python.exists() and succeeds(
        [str(python), "-c", f"import pip, sys; sys.exit(sys.version != {sys.version!r})"]
    ):
        return
    if not can_make_environments():
        raise SetupFailed(
            "this Python lacks the 'venv' module. Install your system's package for it"
            f" (Debian, Ubuntu: python3.{sys.version_info.minor}-venv) and start again."
        )
    say(f"making an environment in {ENVIRONMENT}")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]) != 0:
        raise SetupFailed(f"the environment could not be made in {ENVIRONMENT}.")


def install_requirements(pinned: Path) -> None:
    say(f"installing what {pinned.relative_to(HERE).as_posix()} lists (about a minute)")
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    exactly = ["--require-hashes", "--only-binary", ":all:", "-r", str(pinned)]
    if subprocess.call([str(environment_python()), *install, *exactly]) != 0:
        raise SetupFailed(
            "the Python packages could not be installed; pip's own words are above."
            " Without a network, or behind a proxy pip does not know, this step cannot work."
        )


def start_program(arguments: list[str]) -> int:
    command = [str(environment_python()), "-P", "-m", "orderviewer", *(arguments or ["--demo"])]
    return replace_by(command, {**os.environ, "PYTHONPATH": str(HERE)})


def start_tests(arguments: list[str]) -> int:
    """The whole suite uses every core; what was asked for by name runs in one process."""
    os.chdir(HERE)
    command = [str(environment_python()), "-m", "pytest", *(arguments or ["-q", "-n", "auto"])]
    return replace_by(command, {**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def replace_by(command: list[str], environment: dict[str, str]) -> int:
    """Hands this process over to `command`; Windows cannot, so there it is waited for."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(command[0], command, environment)
    return subprocess.call(command, env=environment)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
