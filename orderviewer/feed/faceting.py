"""Counts the values of a few fields among the orders that are shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from orderviewer.feed.counting import QueryCounter, answers
from orderviewer.views.columns import field_of, word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session
    from orderviewer.local.query import Query
    from orderviewer.search.terms import Field


class FacetFeed(QueryCounter):
    """As a counter of queries: `counted` has the word of a field with (value, orders) of each.

    A field's own conditions do not count for it: what else could be chosen is what is asked.
    """

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._fields: tuple[Field, ...] = ()
        self._shown: Query | None = None

    def attach(self, session: Session | None) -> None:
        self._shown = None
        super().attach(session)

    def want(self, fields: tuple[Field, ...]) -> None:
        """These are on the screen; nobody sees the others."""
        self._fields = fields
        self._ask()

    def show(self, query: Query) -> None:
        """The rows of this query are on the screen, perhaps others than before."""
        asked = replace(query, sort=None, descending=False)
        if asked == self._shown:
            self.update()
        else:
            self._shown = asked
            self._ask()

    def _ask(self) -> None:
        if self._shown:
            self.count({word_of(field): _without(self._shown, field) for field in self._fields})

    async def _answers(
        self, session: Session, asked: Sequence[tuple[str, Query]]
    ) -> dict[str, object]:
        return await session.lanes.searching.run(
            answers, asked, lambda name, query: _values(session, query, field_of(name))
        )


def _without(query: Query, field: Field) -> Query:
    return replace(query, terms=tuple(term for term in query.terms if term.field != field))


def _values(session: Session, query: Query, field: Field) -> list[tuple[str, int]]:
    return session.finder().table(query).facet(query, field)
