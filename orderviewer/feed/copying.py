"""Makes a table for the clipboard out of rows that may not be on the screen."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderviewer.feed.rows import Showing, read_rows
from orderviewer.fields.roles import Role

if TYPE_CHECKING:
    from orderviewer.feed.rows import Reader
    from orderviewer.search.terms import Field

CHUNK = 200
MOST_HTML = 5_000  # beyond, spreadsheets read the plain text faster


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """Tab-separated text, and HTML unless it would be huge."""

    text: str
    html: str
    rows: int


def copy_rows(
    store: Reader,
    numbers: list[int],
    fields: list[Field],
    titles: list[str] | None,
    showing: Showing,
) -> CopiedTable:
    """The rows as displayed, one line each, in the order of `numbers`; `titles` become a header."""
    showing = showing._replace(extras=tuple(one for one in fields if not isinstance(one, Role)))
    columns = [showing.fields.index(field) for field in fields]
    lines: list[list[str]] = [titles] if titles else []
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        known = read_rows(store, chunk, showing)
        lines += [
            [known[number].texts[column] for column in columns]
            for number in chunk
            if number in known
        ]
    text = "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)
    return CopiedTable(
        text, _html(lines) if len(lines) <= MOST_HTML else "", len(lines) - bool(titles)
    )


def _html(lines: list[list[str]]) -> str:
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in line) + "</tr>"
        for line in lines
    )
    return f'<meta charset="utf-8"><table>{body}</table>'
