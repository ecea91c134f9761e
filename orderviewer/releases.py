"""Whether there is a newer version: where that is asked, and what an answer says."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import orderviewer

# Where releases are announced, as {"version": "1.2.0", "page": "https://…"}; set once, for the
# build that is published.  Empty: this build cannot ask, and says so.
ADDRESS = ""
PERIOD = timedelta(days=7)  # between two questions, answered or not
LARGEST = 16 * 1024  # bytes of an answer
_VERSION = re.compile(r"\d{1,5}(\.\d{1,5}){1,3}", re.ASCII)
_PAGE = re.compile(r"https://[!-~]{1,500}")


class NoAnnouncement(Exception):
    """What came from the address is not one, or not one to be shown; the text says why."""


@dataclass(frozen=True, slots=True)
class Release:
    """A version newer than this one; `page`: where to read about it, "" when nowhere."""

    version: str
    page: str = ""


def newer_release(body: bytes, address: str) -> Release | None:
    """What the answer from `address` announces; None when it is nothing newer.

    Raises NoAnnouncement for anything else: nothing of it is shown.
    """
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise NoAnnouncement("not an announcement")
    version, page = said.get("version"), said.get("page", "")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise NoAnnouncement("no version")
    if not isinstance(page, str) or (page and not _is_page_of(page, address)):
        raise NoAnnouncement("a page of somebody else")
    return Release(version, page) if is_newer(version) else None


def remembered(version: str, page: str) -> Release | None:
    """A release that was found earlier; None when it is odd, or this version by now."""
    if not _VERSION.fullmatch(version) or not is_newer(version):
        return None
    return Release(version, page if _PAGE.fullmatch(page) else "")


def is_newer(version: str) -> bool:
    return _numbers(version) > _numbers(orderviewer.__version__)


def is_due(asked: datetime | None, now: datetime) -> bool:
    """Whether to ask; a moment in the future is that of a clock that was wrong."""
    return asked is None or now - asked >= PERIOD or asked - now >= PERIOD


def _numbers(version: str) -> tuple[int, ...]:
    """1.2 and 1.2.0 are the same."""
    numbers = [int(part) for part in re.findall(r"\d+", version)[:4]]
    return (*numbers, 0, 0, 0, 0)[:4]


def _is_page_of(page: str, address: str) -> bool:
    return bool(_PAGE.fullmatch(page)) and urlsplit(page).netloc == urlsplit(address).netloc
