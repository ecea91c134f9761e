"""Reads the policy; one that cannot be followed to the letter lets nothing out of this computer."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from orderviewer.policy.place import is_guarded, policy_file
from orderviewer.policy.settings import Policy, Route
from orderviewer.profile import address_problem

if TYPE_CHECKING:
    from collections.abc import Callable

VARIABLE = "ORDERVIEWER_POLICY"
LARGEST = 64 * 1024  # bytes
LONGEST_WAIT = 7 * 24 * 60  # minutes
MOST_AT_ONCE = 16
MOST_MONTHS = 1200
DIRECT = "direct"


class _Unusable(Exception):
    """Why, in English, for whoever wrote the file."""


def read_policy() -> Policy:
    """What holds on this computer; never raises.

    The file that $ORDERVIEWER_POLICY names counts only where the machine has none: who can set a
    variable can set a proxy by one as well, but cannot get rid of what IT has set.
    """
    try:
        machine = policy_file()
        policy = read(machine)
    except OSError as error:
        return _broken("policy", f"the place of the policy file is not known: {error.strerror}")
    named = os.environ.get(VARIABLE)
    return policy or (read(Path(named), or_own=True) if named else None) or Policy()


def read(file: Path, *, or_own: bool = False) -> Policy | None:
    """The policy in `file`, None without a file; `or_own`: the user may own it."""
    try:
        with file.open("rb") as source:
            data = source.read(LARGEST + 1)
        _require_guard(file, or_own=or_own)
        return _policy(str(file), _settings(data))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return _broken(str(file), f"it cannot be read: {error.strerror}")
    except _Unusable as problem:
        return _broken(str(file), str(problem))


def _require_guard(file: Path, *, or_own: bool) -> None:
    if not is_guarded(file, or_own=or_own):
        raise _Unusable("others than administrators can change it")


def _broken(file: str, why: str) -> Policy:
    return Policy(file, Route(broken=f"{file}: {why}"), update_check=False)


def _settings(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise _Unusable("it is too large")
    try:
        known = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise _Unusable("it is not JSON") from None
    if not isinstance(known, dict):
        raise _Unusable("it is no JSON object")
    strange = sorted(set(known) - set(_SETTINGS))
    if strange:
        raise _Unusable(f"unknown setting {strange[0]!r}")
    return known


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two values for one name nobody knows which is meant."""
    known = dict(pairs)
    if len(known) < len(pairs):
        raise _Unusable("a setting stands there twice")
    return known


def _policy(file: str, known: dict[str, Any]) -> Policy:
    for name, value in known.items():
        what = _SETTINGS[name](value)
        if what:
            raise _Unusable(f"{name!r} must be {what}")
    proxy = known.get("proxy")
    policy = Policy(
        file,
        Route("" if proxy == DIRECT else proxy, known.get("ca_file", "")),
        base_url=known.get("base_url", ""),
        token_url=known.get("token_url", ""),
        update_check=known.get("update_check"),
        update_address=known.get("update_address", ""),
        least_minutes=known.get("sync_minutes_at_least", 0),
        most_at_once=known.get("requests_at_once_at_most", 0),
        most_months=known.get("keep_closed_months_at_most", 0),
    )
    if policy.update_address and policy.update_check is not True:
        raise _Unusable("'update_address' needs 'update_check': true")
    return policy


def _no_address(value: object) -> str:
    wrong = not isinstance(value, str) or value != value.strip() or address_problem(value)
    return "an https address without user name, query or fragment" if wrong else ""


def _no_proxy(value: object) -> str:
    """A password would stand in a file that everybody can read, so none is taken."""
    if value == DIRECT:
        return ""
    what = f"an address such as 'http://proxy.example:8080', without a login, or {DIRECT!r}"
    try:
        parts = urlsplit(value if isinstance(value, str) else "")
        host, port = parts.hostname, parts.port
    except ValueError:
        return what
    rest = parts.username or parts.password or parts.query or parts.fragment
    strange = parts.scheme not in {"http", "https"} or parts.path not in {"", "/"}
    return what if strange or not host or not port or rest else ""


def _no_absolute_path(value: object) -> str:
    fits = isinstance(value, str) and "\0" not in value and Path(value).is_absolute()
    return "" if fits else "the whole path of a file of certificates (PEM)"


def _no_truth(value: object) -> str:
    return "" if isinstance(value, bool) else "true or false"


def _no_number(most: int) -> Callable[[object], str]:
    def problem(value: object) -> str:
        whole = isinstance(value, int) and not isinstance(value, bool)
        fits = whole and isinstance(value, int) and 1 <= value <= most
        return "" if fits else f"a whole number from 1 to {most}"

    return problem


# What each setting must be; "" when it is.
_SETTINGS: dict[str, Callable[[object], str]] = {
    "proxy": _no_proxy,
    "ca_file": _no_absolute_path,
    "base_url": _no_address,
    "token_url": _no_address,
    "update_check": _no_truth,
    "update_address": _no_address,
    "sync_minutes_at_least": _no_number(LONGEST_WAIT),
    "requests_at_once_at_most": _no_number(MOST_AT_ONCE),
    "keep_closed_months_at_most": _no_number(MOST_MONTHS),
}
