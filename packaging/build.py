"""Builds what users install: the same steps on a desk and in CI, on Linux, Windows and macOS.

    python packaging/build.py                      every step, in order
    python packaging/build.py icons bundle smoke   these alone, in this order
    python packaging/build.py windows-under-wine   on Linux: Windows' bundle and installer, to be
                                                   tried out and never published

Run it with the Python of .venv after `python3 bootstrap.py setup build`.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from typing import TYPE_CHECKING

import bundling
import checksums
import icons.make
import journey
import papers
import sbom
import smoke
from plan import Build, BuildFailed, say, this_build

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

# What linux/steps.py, windows/steps.py and macos/steps.py each offer:
#   sign_bundle(build)    signs what the bundle step made; says so when the secrets are not there
#   make_packages(build)  puts installers and archives into build.release, signed likewise
#   test_packages(build)  installs, starts, upgrades and removes them; raises BuildFailed
SYSTEM_STEPS = {
    "sign": "sign_bundle",
    "installer": "make_packages",
    "install-test": "test_packages",
}


def steps(build: Build) -> dict[str, Callable[[Build], None]]:
    """Every step by its name, in order."""
    system: ModuleType = importlib.import_module(f"{build.system}.steps")
    own = {name: getattr(system, function) for name, function in SYSTEM_STEPS.items()}
    return {
        "icons": icons.make.make,
        "papers": papers.make,
        "bundle": bundling.make,
        "smoke": smoke.test,
        "journey": journey.test,
        **own,
        "sbom": sbom.make,
        "checksums": checksums.make,
    }


def main() -> int:
    if sys.argv[1:2] == ["windows-under-wine"]:
        from wine import everything

        return everything.main(sys.argv[2:])
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("steps", nargs="*", metavar="STEP")
    parser.add_argument("--system", choices=["linux", "windows", "macos"])
    asked = parser.parse_args()
    try:
        build = this_build(asked.system)
        known = steps(build)
        wanted = asked.steps or list(known)
        if unknown := [name for name in wanted if name not in known]:
            parser.error(f"no step {unknown[0]}; there are: {' '.join(known)}")
        say(f"{build.system} {build.machine}, version {build.version}")
        for name in wanted:
            say(f"-- {name}")
            began = time.monotonic()
            known[name](build)
            say(f"   {name}: {time.monotonic() - began:.1f} s")
    except BuildFailed as failed:
        sys.stderr.write(f"build: {failed}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
