"""The view that `export --view` names: what it finds, and the columns it shows."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.commandline.outcome import WrongUse
from orderviewer.commandline.profiles import fresh_profile, stored_profile
from orderviewer.local.query import Query
from orderviewer.views.columns import DEFAULT, field_of, wanted_columns
from orderviewer.views.file import read_views
from orderviewer.views.names import all_names, view_called
from orderviewer.views.view import query_of, sort_of

if TYPE_CHECKING:
    from orderviewer.commandline.options.export import ExportOptions
    from orderviewer.commandline.voice import Voice
    from orderviewer.profile import Home
    from orderviewer.search.terms import Field


class Viewed(NamedTuple):
    """What a view asks for now, and the columns wanted, as the window would show it."""

    query: Query
    columns: tuple[Field, ...]


def view_meant(options: ExportOptions, name: str, home: Home, voice: Voice) -> Viewed:
    """Raises WrongUse, with the names there are."""
    profile = stored_profile(home, options, voice) or fresh_profile(options)
    saved, aside = read_views(home.views_file(profile), datetime.now(UTC))
    if aside:
        voice.warn(
            voice.translate(
                "CommandLine",
                "The file with your views was damaged; it is now {file}.",
                file=str(aside),
            )
        )
    view = view_called(name, saved.views)
    if view is None:
        raise WrongUse(
            voice.translate(
                "CommandLine",
                "There is no view “{name}”; there are: {names}.",
                name=name,
                names=", ".join(all_names(saved.views)),
            )
        )
    columns, sort = _arranged(voice)
    before = Query(view.scope, sort_of(sort) or None)
    wanted = columns if view.columns is None else view.columns
    return Viewed(query_of(view, before=before), wanted)


def _arranged(voice: Voice) -> tuple[tuple[Field, ...], list[tuple[str, bool]]]:
    """The columns and the order of the window's table, for views that say nothing of them."""
    try:
        kept = json.loads(voice.remembered("table/arrangement"))
        sort = [(str(word), bool(descending)) for word, descending in kept["sort"]]
        return wanted_columns(field_of(str(word)) for word in kept["columns"] if word), sort
    except (ValueError, TypeError, KeyError):  # never arranged
        return DEFAULT, []
