"""What a saved view is, which ones are built in, and what each asks of the store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orderviewer.local.query import Query, SortKey
from orderviewer.order import Scope
from orderviewer.search.keywords import Language
from orderviewer.search.parsing import terms_of
from orderviewer.search.writing import write
from orderviewer.views.columns import field_of, wanted_columns, word_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from orderviewer.search.terms import Field

LONGEST_NAME = 60
# A month.  Until the store's own history says how long is unusual for a state, ten working days
# (product.md 3, idea 3) would name most orders whose works take weeks between two news.
SILENT_DAYS = 30
SOON_DAYS = 7
_UNSEEN = "unseen>0"
_SOON = f"promised:today..+{SOON_DAYS}d"
_NO_VISIT = "appointment:empty"
# Orange lists what was delivered as current for some time.
_UNFINISHED = "scope:unfinished"


@dataclass(frozen=True, slots=True)
class View:
    """A search under a name, with how its orders are shown.

    `text` is the search in English keywords, whatever the language of the window.  `sort` names
    fields in the same words, each with whether it descends; () is the service's own order, None
    leaves the order as it is.  `columns` are those wanted, from left to right (what the data does
    not have is not shown, `columns.shown_columns`); None: those of the table without a view.
    The name of a built-in view is a word of the program, to be shown in the user's language.
    """

    name: str
    text: str = ""
    scope: Scope = Scope.CURRENT
    sort: tuple[tuple[str, bool], ...] | None = None
    columns: tuple[Field, ...] | None = None
    builtin: bool = False

    @property
    def key(self) -> str:
        """Tells views apart, also a user's one that has the name of a built-in one."""
        return f"{'builtin' if self.builtin else 'own'}:{self.name}"


BUILT_IN = tuple(
    View(name, text, scope, sort, builtin=True)
    for name, text, scope, sort in (
        ("current", "", Scope.CURRENT, None),
        ("closed", "", Scope.CLOSED, None),
        ("overdue", "late>0", Scope.CURRENT, (("promised", False),)),
        ("due_soon", f"{_SOON} {_UNFINISHED}", Scope.CURRENT, (("promised", False),)),
        ("changed", _UNSEEN, Scope.ALL, (("changed", True),)),
        ("no_appointment", f"{_NO_VISIT} {_UNFINISHED}", Scope.CURRENT, (("promised", False),)),
        ("silent", f"silence>{SILENT_DAYS}", Scope.CURRENT, (("silence", True),)),
    )
)


def query_of(view: View, *, before: Query | None = None, names: Collection[str] = ()) -> Query:
    """What the view asks for; where it says nothing of the order, that of `before` stays.

    `names`: keys of the JSON that may be asked for without a dot, as for `parse`.
    """
    query = before or Query(view.scope)
    query = replace(query, scope=view.scope, terms=terms_of(view.text, names))
    if view.sort is None:
        return query
    return replace(query, sort=sort_of(view.sort) or None, descending=False)


def sort_of(words: Iterable[tuple[str, bool]]) -> tuple[SortKey, ...]:
    """Keys as a view keeps them."""
    return tuple(SortKey(field_of(word), descending) for word, descending in words)


def sort_words(keys: Iterable[SortKey]) -> tuple[tuple[str, bool], ...]:
    """Keys as words, to be kept."""
    return tuple((word_of(key.field), key.descending) for key in keys)


def view_of(
    name: str,
    query: Query,
    columns: Iterable[Field] | None = None,
    *,
    names: Collection[str] = (),
) -> View:
    """What is shown now as a view of the user's own; `names` as for `query_of`."""
    english = Language.ENGLISH
    return View(
        name=tidy_name(name),
        text=write((term for term in query.terms if term.asks), english, names),
        scope=query.scope,
        sort=sort_words(query.sort_keys),
        columns=None if columns is None else wanted_columns(columns),
    )


def finds_the_same(view: View, query: Query, *, names: Collection[str] = ()) -> bool:
    """Whether the orders of `query` are those of the view, in whatever order they stand."""
    wanted = query_of(view, names=names)
    asked = tuple(
        write((term for term in one.terms if term.asks), Language.ENGLISH, names)
        for one in (wanted, query)
    )
    return wanted.scope is query.scope and asked[0] == asked[1]


def asks_for_unseen(query: Query) -> bool:
    """Whether all that is asked of an order is that it has changes the user has not seen."""
    return query.as_of is None and query.terms == terms_of(_UNSEEN)


def tidy_name(typed: str) -> str:
    """A name without blanks around it or twice in it, at most LONGEST_NAME characters long."""
    return " ".join(typed.split())[:LONGEST_NAME].rstrip()


def is_taken(name: str, others: Iterable[str]) -> bool:
    """Whether one of the others is called so, however it is written."""
    wanted = tidy_name(name).casefold()
    return any(tidy_name(other).casefold() == wanted for other in others)
