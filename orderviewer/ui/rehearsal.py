"""Paints a table like the one to come where nobody sees it, while its first rows are waited for."""

from __future__ import annotations

from array import array
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from orderviewer.feed.rows import ROLES, DisplayRow, Listing
from orderviewer.fields.roles import DOCUMENTED
from orderviewer.ui.grid import OrderGrid
from orderviewer.ui.states import GLYPHS
from orderviewer.ui.table import OrderTableModel

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from orderviewer.local.query import Query

ROWS = 12  # that are painted, so that it takes less than a frame
_LETTERS = f"{ascii_letters}{digits} àâçéèêëîïôûùœÀÉÈ/:.,;-–’'()&+_@#…{''.join(GLYPHS.values())}"
_LENGTH = 24  # characters of a text: some do not fit into their column
_STEP = 7  # letters from the beginning of a text to that of the next one


def rehearse(query: Query, size: QSize) -> None:
    """Afterwards a table of this size finds its letters drawn and its scroll bars painted.

    Letters, the pictures a style keeps, and what Qt and Python look up when something is first
    called are the program's, not a table's: a quarter of a first picture's time goes into them.
    """
    model = OrderTableModel()
    table = OrderGrid(model)
    model.setParent(table)
    numbers = array("q", range(1, 2 * table.rows_in(size.height()) + 1))
    rows = {number: _row(number, query) for number in numbers[:ROWS]}
    model.take(Listing(query, numbers, rows, frozenset(DOCUMENTED), {}))
    table.resize(size)
    table.grab()
    table.deleteLater()


def _row(number: int, query: Query) -> DisplayRow:
    beginnings = range(number * len(ROLES), (number + 1) * len(ROLES))
    texts = tuple(map(_text, beginnings))
    return DisplayRow(number, str(number), query.scope, texts, missing=False)


def _text(number: int) -> str:
    first = number * _STEP % len(_LETTERS)
    return (_LETTERS + _LETTERS)[first : first + _LENGTH]
