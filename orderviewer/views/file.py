"""The file with the user's own views: read whatever it holds, written whole or not at all."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from orderviewer.order import Scope
from orderviewer.profile import write_whole
from orderviewer.search.parsing import LONGEST_QUERY
from orderviewer.views.columns import field_of, wanted_columns, word_of
from orderviewer.views.view import View, is_taken, tidy_name

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

VERSION = 1
MOST_SEARCHES = 20
LARGEST = 1 << 20  # bytes; thousands of views
LONGEST_TEXT = 4 * LONGEST_QUERY  # keywords may be longer in the language they are kept in


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The user's own views in their order.

    `searches`: the last ones, in English keywords, the latest first.
    """

    views: tuple[View, ...] = ()
    searches: tuple[str, ...] = ()

    def with_search(self, text: str) -> SavedViews:
        """This one was searched for just now."""
        others = (one for one in self.searches if one != text)
        return replace(self, searches=(text, *others)[:MOST_SEARCHES])


def read_views(file: Path, now: datetime) -> tuple[SavedViews, Path | None]:
    """What the file holds, nothing when there is none; never fails.

    A file that is not understood, or not all of it, is renamed (the new name is the second part
    of the answer) and what was understood is written anew.
    """
    try:
        content = _content(file)
    except FileNotFoundError:
        return SavedViews(), None
    except (OSError, ValueError, RecursionError):
        return SavedViews(), _set_aside(file, now)
    saved, whole = _understood(content)
    if whole:
        return saved, None
    aside = _set_aside(file, now)
    if aside and saved != SavedViews():
        with suppress(OSError):  # it is still known for this session
            write_views(file, saved)
    return saved, aside


def write_views(file: Path, saved: SavedViews) -> None:
    """Raises OSError, and then the file is as it was."""
    write_whole(
        file,
        {
            "version": VERSION,
            "searches": list(saved.searches),
            "views": [_as_json(view) for view in saved.views],
        },
    )


def _content(file: Path) -> object:
    with file.open("rb") as opened:
        raw = opened.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise ValueError("too large")
    return json.loads(raw)


def _set_aside(file: Path, now: datetime) -> Path | None:
    """Renamed, nothing deleted; None when even that is refused."""
    stamp = now.strftime("%Y%m%d-%H%M%S")
    target = file.with_name(f"{file.name}.damaged-{stamp}")
    count = 1
    while target.exists():
        count += 1
        target = file.with_name(f"{file.name}.damaged-{stamp}-{count}")
    try:
        return file.rename(target)
    except OSError:
        return None


def _understood(content: object) -> tuple[SavedViews, bool]:
    """What makes sense of it, and whether that is all."""
    if not isinstance(content, dict) or not isinstance(content.get("views"), list):
        return SavedViews(), False
    whole = content.get("version") == VERSION
    found: list[View] = []
    for entry in content["views"]:
        view = _view(entry)
        if view is None or is_taken(view.name, (one.name for one in found)):
            whole = False
        else:
            found.append(view)
    return SavedViews(tuple(found), _searches(content.get("searches"))), whole


def _searches(value: object) -> tuple[str, ...]:
    """Of little worth: what is odd about them is passed over."""
    found = value if isinstance(value, list) else []
    texts = (one for one in found if isinstance(one, str) and 0 < len(one) <= LONGEST_TEXT)
    return tuple(dict.fromkeys(texts))[:MOST_SEARCHES]


def _view(entry: object) -> View | None:
    """None when a part is missing or of another kind; columns that are no words are passed over."""
    if not isinstance(entry, dict):
        return None
    name, text, scope = (str(entry.get(part, "")) for part in ("name", "text", "scope"))
    sort, columns = entry.get("sort"), entry.get("columns")
    is_sound = (
        all(isinstance(entry.get(part), str) for part in ("name", "text", "scope"))
        and len(text) <= LONGEST_TEXT
        and scope in set(Scope)
        and isinstance(sort, list | None)
        and isinstance(columns, list | None)
        and all(_is_sort_key(key) for key in sort or ())
    )
    if not is_sound or not tidy_name(name):
        return None
    return View(
        tidy_name(name),
        text,
        Scope(scope),
        None if sort is None else tuple((word, descending) for word, descending in sort),
        None
        if columns is None
        else wanted_columns(field_of(word) for word in columns if _is_word(word)),
    )


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_sort_key(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    return _is_word(value[0]) and isinstance(value[1], bool)


def _as_json(view: View) -> dict[str, Any]:
    return {
        "name": view.name,
        "text": view.text,
        "scope": str(view.scope),
        "sort": None if view.sort is None else [list(key) for key in view.sort],
        "columns": None if view.columns is None else [word_of(one) for one in view.columns],
    }
