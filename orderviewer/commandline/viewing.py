"""The view that `export --view` names: what it finds, and the columns it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.commandline.outcome import WrongUse
from orderviewer.commandline.profiles import fresh_profile, stored_profile
from orderviewer.views.file import read_views
from orderviewer.views.names import all_names, view_called
from orderviewer.views.view import query_of

if TYPE_CHECKING:
    from orderviewer.commandline.options import ExportOptions
    from orderviewer.commandline.voice import Voice
    from orderviewer.local.query import Query
    from orderviewer.profile import Home
    from orderviewer.views.view import View


class Viewed(NamedTuple):
    """A view and what it asks for now, as the window would."""

    view: View
    query: Query


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
    return Viewed(view, query_of(view, saved.last_visit))


def options_of(options: ExportOptions, viewed: Viewed) -> ExportOptions:
    """The lists that the view shows are those to be read."""
    return replace(options, scope=viewed.query.scope)
