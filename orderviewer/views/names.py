"""What the built-in views are called where they are typed: by key, in English and in French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.views.view import BUILT_IN, SOON_DAYS, tidy_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orderviewer.views.view import View

# As the sidebar shows them in either language; the tests compare the two.
TITLES = {
    "current": ("Current", "En cours"),
    "closed": ("Closed", "Closes"),
    "overdue": ("Overdue", "En retard"),
    "due_soon": (f"Due within {SOON_DAYS} days", f"Échéance sous {SOON_DAYS} jours"),
    "changed": ("Changed since last visit", "Modifiées depuis la dernière visite"),
    "no_appointment": ("Without appointment", "Sans rendez-vous"),
    "silent": ("Silent", "Sans nouvelles"),
}


def view_called(name: str, own: Iterable[View]) -> View | None:
    """A view by its key ("builtin:closed"), by the user's own name for it, or by a built-in one.

    Upper and lower case, and blanks around it, do not matter.
    """
    wanted = tidy_name(name).casefold()
    mine = {view.name.casefold(): view for view in own}
    builtin = {
        called.casefold(): view for view in BUILT_IN for called in (view.name, *TITLES[view.name])
    }
    by_key = {view.key.casefold(): view for view in (*BUILT_IN, *mine.values())}
    return {**builtin, **mine, **by_key}.get(wanted)


def all_names(own: Iterable[View]) -> list[str]:
    """The built-in ones by key, then the user's own."""
    return [view.name for view in (*BUILT_IN, *own)]
