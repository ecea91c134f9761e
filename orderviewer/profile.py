"""One connection's settings and the folders they live in; never a secret."""

from __future__ import annotations

import json
import os
import re
import tempfile
import unicodedata
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs

BASE_URL = "https://api.orange.com/order-tracking/b2b/v1"
TOKEN_URL = "https://api.orange.com/oauth/v3/token"  # noqa: S105  an address
LOOPBACK = ("127.0.0.1", "localhost", "::1")
DEFAULT_NAME = "Orange"
KEY_LIFE_YEARS = 2  # api.md 1.2


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where and how the API is asked; what `remote` needs to know of a profile."""

    base_url: str = BASE_URL
    token_url: str = TOKEN_URL
    token_scope: str = ""  # sent with the token request only when not empty (api.md 5, Q10)
    data_language: str = "fr"  # Accept-Language; fixed per profile, so that data stays comparable


@dataclass(frozen=True, slots=True)
class Profile:
    """A named connection.

    `secrets_version` says under which generation the three secrets stand in the keyring;
    None: none were ever stored.  `key_issued` is what the user typed: keys live two years.
    `parallel_requests` is how many pages a long crawl may have under way at once.
    """

    name: str = DEFAULT_NAME
    endpoint: Endpoint = Endpoint()
    key_issued: date | None = None
    secrets_version: int | None = None
    page_size: int = 100
    parallel_requests: int = 1

    @property
    def slug(self) -> str:
        """A folder name and keyring suffix that any system accepts."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or "profile"


def key_expiry(issued: date) -> date:
    """The day an API key issued on `issued` ends; no reply of the service ever tells it."""
    year = min(issued.year + KEY_LIFE_YEARS, date.max.year)
    try:
        return issued.replace(year=year)
    except ValueError:  # 29 February
        return issued.replace(year=year, day=28)


def address_problem(url: str) -> str | None:
    """None when secrets may be sent to `url`, else one of "empty", "scheme", "host", "extra".

    https anywhere, http on loopback only; no user name, query or fragment (reliability.md N3).
    """
    if not url.strip():
        return "empty"
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "host"
    if not host:
        return "host"
    if parts.username or parts.password or parts.query or parts.fragment:
        return "extra"
    if parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK):
        return None
    return "scheme"


class Home:
    """The folder that holds profiles, their stores, the layout file and the logs."""

    def __init__(self, path: Path | None = None) -> None:
        """`path`, else $ORDERVIEWER_HOME, else the system's per-user, non-roaming data folder."""
        chosen = path or os.environ.get("ORDERVIEWER_HOME")
        self.path = Path(chosen or platformdirs.user_data_path("orderviewer", appauthor=False))

    @property
    def log_folder(self) -> Path:
        return self.path / "logs"

    @property
    def layout_file(self) -> Path:
        return self.path / "layout.ini"

    def folder(self, profile: Profile) -> Path:
        return self.path / "profiles" / profile.slug

    def store_file(self, profile: Profile) -> Path:
        return self.folder(profile) / "orders.sqlite"

    def views_file(self, profile: Profile) -> Path:
        return self.folder(profile) / "views.json"

    def profiles(self) -> list[Profile]:
        """Every stored one; of one that cannot be read, no more than its folder tells."""
        folders = sorted(self.path.glob("profiles/*/"))
        return [read_profile(each / "profile.json") or Profile(each.name) for each in folders]

    def names(self) -> list[str]:
        """The stored profiles' names, sorted; unreadable ones are left out."""
        found = [read_profile(file) for file in self.path.glob("profiles/*/profile.json")]
        return sorted(profile.name for profile in found if profile)

    def chosen(self, asked: str | None, last: str | None) -> Profile | None:
        """The one asked for, else the last one, else any; None at the first start."""
        wanted = asked or last
        if profile := self.load(wanted) if wanted else None:
            return profile
        names = [] if asked else self.names()
        return self.load(names[0]) if names else None

    def load(self, name: str) -> Profile | None:
        return read_profile(self.folder(Profile(name=name)) / "profile.json")

    def save(self, profile: Profile) -> None:
        """Writes beside and replaces, readable by the user alone; raises OSError."""
        folder = self.folder(profile)
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(folder / "profile.json", _as_json(profile))


def write_whole(file: Path, known: dict[str, Any]) -> None:
    """JSON that stands under its name whole or not at all, its owner's alone; raises OSError."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.stem}-", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as part:
            json.dump(known, part, ensure_ascii=False, indent=2)
            part.flush()
            os.fsync(part.fileno())
        beside.replace(file)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def read_profile(file: Path) -> Profile | None:
    """The profile in `file`, or None when it is absent or unreadable; odd values fall back."""
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(known, dict) or not isinstance(known.get("name"), str):
        return None
    defaults = Profile()
    return replace(
        defaults,
        name=known["name"],
        endpoint=_endpoint(known.get("endpoint")),
        key_issued=_date(known.get("key_issued")),
        secrets_version=_positive(known.get("secrets_version"), None),
        page_size=_positive(known.get("page_size"), defaults.page_size) or defaults.page_size,
        parallel_requests=_positive(known.get("parallel_requests"), 1) or 1,
    )


def _as_json(profile: Profile) -> dict[str, Any]:
    known = asdict(profile)
    known["key_issued"] = profile.key_issued.isoformat() if profile.key_issued else None
    return known


def _endpoint(value: object) -> Endpoint:
    if not isinstance(value, dict):
        return Endpoint()
    texts = {f.name: value[f.name] for f in fields(Endpoint) if isinstance(value.get(f.name), str)}
    return Endpoint(**texts)


def _date(value: object) -> date | None:
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError:
        return None


def _positive(value: object, otherwise: int | None) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and isinstance(value, int) and value > 0 else otherwise
