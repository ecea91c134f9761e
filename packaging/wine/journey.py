"""The main job in the real window of the frozen Windows program, as tests/e2e do it on Linux."""

from __future__ import annotations

import base64
import csv
import json
import re
import shutil
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import metadata
from metadata import ROOT
from plan import BuildFailed, say

if TYPE_CHECKING:
    from pathlib import Path

    from wine.surroundings import Wine

DAYS = ("first_day", "next_day_offline")
LANGUAGE, HANDS, NAME = "fr", "mouse", "Siège"
ORDERS = 600
AT_MOST = 120  # seconds for one day
DRIVER = f"{metadata.NAME}-driven.exe"


def walk(wine: Wine, source: Path, program: Path, place: Path) -> None:
    """First start, connection, search, export, and the next day without a service.

    `program`: beside it goes the second entrance that the build in `source` has made; `place`: a
    folder for the orders and the exported file.  Raises BuildFailed.
    """
    sys.path.append(str(ROOT))
    from orderviewer.simulator import Simulator

    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    driver = program.with_name(DRIVER)
    shutil.copy(source / "build" / "pyinstaller" / "app" / DRIVER, driver)
    wine = replace(wine, extra=surroundings(wine, source, place))
    service = Simulator(orders=ORDERS)
    service.start()
    names = ("client_id", "client_secret", "api_key")
    secrets: dict[str, str] = {name: getattr(service, name) for name in names}
    pair = f"{service.client_id}:{service.client_secret}"
    errand = {
        "language": LANGUAGE,
        "hands": HANDS,
        "name": NAME,
        "orders": ORDERS,
        "base_url": service.base_url,
        "token_url": service.token_url,
        "api_key": service.api_key,
        "basic": base64.b64encode(pair.encode()).decode(),
        "csv": wine.called(exported(place)),
    }
    try:
        first, second = (go(wine, driver, {**errand, "journey": day}, service) for day in DAYS)
    finally:
        service.stop()
        driver.unlink()
        wine.run(program, "credentials", "forget", "--all")
    judge(first, second, place, secrets)
    say(f"   the main job in the window, all of it with the {HANDS}")


def surroundings(wine: Wine, source: Path, place: Path) -> dict[str, str]:
    """What tests/e2e/frozen.py and driver.py are told."""
    return {
        "DRIVEN_SOURCE": wine.called(source),
        "DRIVEN_INSTALLED": wine.called(wine.python.parent / "Lib" / "site-packages"),
        "DRIVEN_BY": "tests.e2e.driver",
        "ORDERVIEWER_HOME": wine.called(place / "home"),
        "ORDERVIEWER_LOG": "DEBUG",
        "STUCK_PICTURE": wine.called(place / "stuck.png"),
    }


def exported(place: Path) -> Path:
    return place / "commandes.csv"


def go(wine: Wine, driver: Path, errand: dict[str, Any], service: Any) -> dict[str, Any]:  # noqa: ANN401
    """What the user saw in one day; on the next one the service is gone."""
    if errand["journey"] != DAYS[0]:
        service.stop()
    began = time.monotonic()
    done = wine.run(driver, typed=json.dumps(errand), timeout=AT_MOST)
    told = [line for line in done.text.splitlines() if not wine.is_own(line)]
    said = "\n".join(told)
    if done.code != 0 or len(told) != 1:
        raise BuildFailed(f"{errand['journey']}: exit code {done.code}\n{said}")
    say(f"   {errand['journey']}: {time.monotonic() - began:.0f} s")
    seen: dict[str, Any] = json.loads(said)
    return seen


def judge(
    first: dict[str, Any], second: dict[str, Any], place: Path, secrets: dict[str, str]
) -> None:
    """Raises BuildFailed unless what was seen and written is right, and no secret lies about."""
    from tests.secrecy import contents_of, leaks

    with exported(place).open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file, delimiter=";")
    log = (place / "home" / "logs" / f"{metadata.NAME}.log").read_text(encoding="utf-8")
    wrong = {
        "not every order is in the file": len({row[0] for row in rows}) != ORDERS,
        "open and closed orders are the same": set(first["current"]) & set(first["closed"]),
        "the next day shows another order": first["last"] != second["last"],
        "the next day shows another note": first["note"] != second["note"],
        "the next day shows no orders": not second["rows"],
        "the log tells of trouble": re.search(r"^.* (?:WARNING|ERROR) ", log, re.MULTILINE),
        "a secret is on the disk": leaks(secrets, contents_of(place)),
    }
    if found := [what for what, true in wrong.items() if true]:
        raise BuildFailed("the main job under Wine: " + "; ".join(found))
