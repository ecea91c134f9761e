"""What the program stands on: libraries, plug-ins, translations, keyring, trust, time zones."""

from __future__ import annotations

import os
import platform
import secrets
import sqlite3
import ssl
import sys
import zoneinfo
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
import truststore
from PySide6.QtCore import QDateTime, QLibraryInfo, QLocale, QTimeZone, QTranslator, qVersion

from orderviewer.policy.reading import read_policy
from orderviewer.profile import Profile
from orderviewer.remote.credentials import CredentialStore
from orderviewer.remote.secret import Secret, Secrets
from orderviewer.selfcheck.findings import Wrong
from orderviewer.ui.language import TRANSLATIONS

if TYPE_CHECKING:
    from orderviewer.selfcheck.findings import Fact

KEYRING_SECONDS = 30  # a keyring that asks its user something has no answer by then
PLATFORM_PLUGINS = {"win32": "qwindows", "darwin": "qcocoa"}
ON_LINUX = "qxcb"
FEWEST_ZONES = 300
WELL_KNOWN_ZONE = "Europe/Paris"
SUMMER = datetime(2026, 7, 1, 12, 0)  # noqa: DTZ001  the zone is what is asked for
# A word of Qt's own buttons, and one of ours.
FRENCH = {"qtbase_fr": ("QPlatformTheme", "Cancel", "Annuler")}


def versions(facts: dict[str, Fact]) -> None:
    facts["python"] = platform.python_version()
    facts["pyside"] = PySide6.__version__
    facts["qt"] = qVersion()
    facts["sqlite"] = sqlite3.sqlite_version
    facts["system"] = f"{platform.system()} {platform.release()} {platform.machine()}"
    if PySide6.__version__ != qVersion():
        raise Wrong("PySide6 and Qt are of different versions")


def plugins(facts: dict[str, Fact]) -> None:
    """Which of Qt's plug-ins are here; the one that opens windows must be."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    ending = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")
    found = {file.stem.removeprefix("lib") for file in folder.glob(f"*/*{ending}")}
    facts["found"] = sorted(found)
    needed = PLATFORM_PLUGINS.get(sys.platform, ON_LINUX)
    if needed not in found:
        raise Wrong(f"the plug-in {needed} is missing")


def translations(facts: dict[str, Fact]) -> None:
    """Ours and Qt's French are here and say something."""
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    loaded = []
    for file in (TRANSLATIONS / "orderviewer_fr.qm", TRANSLATIONS / "orderviewer_en.qm"):
        if not QTranslator().load(str(file)):
            raise Wrong(f"{file.name} is missing")
        loaded.append(file.stem)
    for name, (context, source, wanted) in FRENCH.items():
        translator = QTranslator()
        if not translator.load(str(qt / f"{name}.qm")):
            raise Wrong(f"Qt's {name}.qm is missing")
        if translator.translate(context, source) != wanted:
            raise Wrong(f"Qt's {name}.qm does not know '{source}'")
        loaded.append(name)
    facts["loaded"] = loaded


def keyring(facts: dict[str, Fact]) -> None:
    """Stores, reads and forgets three invented secrets, under a name no connection has."""
    store = CredentialStore()
    lane = ThreadPoolExecutor(1, "keyring")
    try:
        status = lane.submit(store.status).result(KEYRING_SECONDS)
        facts["backend"], facts["safe"] = status.name, status.safe
        if not status.safe:
            raise Wrong("there is no safe keyring")
        lane.submit(_round_trip, store).result(KEYRING_SECONDS)
    except TimeoutError:
        raise Wrong("the keyring does not answer") from None
    finally:
        lane.shutdown(wait=False, cancel_futures=True)
    facts["round_trip"] = True


def _round_trip(store: CredentialStore) -> None:
    profile = Profile(name=f"selfcheck {secrets.token_hex(8)}")
    invented = Secrets(*(Secret(secrets.token_hex(16)) for _ in range(3)))
    kept = Profile(name=profile.name, secrets_version=store.save(profile, invented))
    try:
        if store.load(kept) != invented:
            raise Wrong("the keyring gives back something else")
    finally:
        store.forget(kept)


def trust(facts: dict[str, Fact]) -> None:
    """TLS is here, and the system's certificate authorities are found."""
    facts["openssl"] = ssl.OPENSSL_VERSION
    facts["tls_1_3"] = ssl.HAS_TLSv1_3
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # Half a connection to nowhere, for which the authorities are looked up.
    context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="localhost")
    facts["minimum"] = context.minimum_version.name
    if not sys.platform.startswith("linux"):
        facts["authorities"] = "the system's own"
        return
    hashed = ssl.get_default_verify_paths().capath
    files = len(os.listdir(hashed)) if hashed and Path(hashed).is_dir() else 0  # noqa: PTH208
    facts["authorities"] = max(context._ctx.cert_store_stats()["x509_ca"], files)
    if not facts["authorities"]:
        raise Wrong("no certificate authorities are found on this system")


def time_zones(facts: dict[str, Fact]) -> None:
    zones = zoneinfo.available_timezones()
    facts["zones"] = len(zones)
    if len(zones) < FEWEST_ZONES:
        raise Wrong("the time zones are missing")
    paris = SUMMER.replace(tzinfo=zoneinfo.ZoneInfo(WELL_KNOWN_ZONE)).utcoffset()
    if paris is None or paris.total_seconds() != 2 * 3600:
        raise Wrong(f"{WELL_KNOWN_ZONE} has no summer time")
    zone = QTimeZone(WELL_KNOWN_ZONE.encode())
    facts["qt_knows"] = zone.isValid()
    facts["in_french"] = zone.displayName(
        QDateTime(2026, 7, 1, 12, 0, 0), QTimeZone.NameType.LongName, QLocale("fr_FR")
    )
    if not zone.isValid():
        raise Wrong(f"Qt does not know {WELL_KNOWN_ZONE}")


def policy(facts: dict[str, Fact]) -> None:
    """What IT has set on this computer; a file that cannot be followed lets nothing out."""
    found = read_policy()
    facts["file"] = found.file or None
    facts["proxy"] = found.route.proxy
    facts["ca_file"] = found.route.ca_file or None
    if found.broken:
        raise Wrong(found.route.broken)


CHECKS = {
    "versions": versions,
    "plugins": plugins,
    "translations": translations,
    "keyring": keyring,
    "trust": trust,
    "time_zones": time_zones,
    "policy": policy,
}
