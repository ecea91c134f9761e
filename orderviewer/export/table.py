"""What is exported: a header and rows of texts, made while they are written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from orderviewer.export.columns import FieldTree, as_json
from orderviewer.export.whole_file import ExportStopped
from orderviewer.fields.dates import HOME_ZONE, zone_named
from orderviewer.fields.document import merged
from orderviewer.fields.roles import Kind, Role
from orderviewer.order import Cause, ExportFailed
from orderviewer.search.terms import Measure, Path, measure_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from orderviewer.export.csv import Dialect
    from orderviewer.search.terms import Field

# A row of the store, the JSON of the list and, where there is one, of the detail.
RawRow: TypeAlias = tuple[object, bytes, bytes | None]

DOCUMENTED_PATHS = (
    "id",
    "request.id",
    "request.customerReference",
    "request.status",
    "request.orangeContact.name",
)
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:$|T\d\d:\d\d)")
MOST_COLUMNS = 1000  # paths beyond share the last column, as JSON
OTHERS = "…"


@dataclass(frozen=True, slots=True)
class Table:
    """One text per column in the header and in every row."""

    header: tuple[str, ...]
    rows: Iterable[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the view, with its title in the user's language."""

    field: Field
    title: str


def view_table(
    columns: Sequence[Column], chunks: Iterable[Sequence[tuple[str, ...]]], dialect: Dialect
) -> Table:
    """The columns of the view, of rows that the store streams in chunks: a text per column.

    Dates are written for a French Excel (dd/mm/yyyy [hh:mm], on the clock of Paris) or stay the
    store's ISO texts; a date that could not be read stays as it came.
    """
    return Table(tuple(column.title for column in columns), _view_rows(columns, chunks, dialect))


def _view_rows(
    columns: Sequence[Column], chunks: Iterable[Sequence[tuple[str, ...]]], dialect: Dialect
) -> Iterator[Sequence[str]]:
    """Chained, not yielded one by one, which would take longer than the writing."""
    written = [_writer(column.field) if dialect.french_values else None for column in columns]
    if not any(written):
        return chain.from_iterable(chunks)

    def rewritten(chunk: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        by_column = [
            map(write, texts) if write else texts
            for write, texts in zip(written, zip(*chunk, strict=True), strict=bool(chunk))
        ]
        return zip(*by_column, strict=True)

    return chain.from_iterable(map(rewritten, chunks))


def _writer(field: Field) -> Callable[[str], str] | None:
    """What writes the field's values for a French Excel; None: they stay as they are."""
    if isinstance(field, Path):
        return _french_value
    return _french_date if measure_of(field) is Measure.DATE else None


def _french_value(text: str) -> str:
    """Of any place in the JSON: nobody knows beforehand whether a date stands there."""
    return _french_date(text) if _ISO_DATE.match(text) else text


@lru_cache(maxsize=65536)
def _french_date(canonical: str) -> str:
    """What fields.values.show says in the French style, several times faster; else the raw text."""
    if len(canonical) == 10 and canonical[4] == canonical[7] == "-":
        moment = canonical
    elif canonical[10:11] == "T":
        try:
            read = datetime.fromisoformat(canonical)
            moment = (read.astimezone(zone_named(HOME_ZONE)) if read.tzinfo else read).isoformat()
        except (ValueError, OverflowError):
            return canonical
    else:
        return canonical
    year, month, day, clock = moment[:4], moment[5:7], moment[8:10], moment[11:16]
    return f"{day}/{month}/{year} {clock}" if clock else f"{day}/{month}/{year}"


def date_written(role: Role | None, text: str, dialect: Dialect) -> str:
    """A text as `view_table` writes those of a role."""
    is_date = role is not None and role.kind is Kind.DATE and dialect.french_values
    return _french_date(text) if is_date else text


def all_fields_table(
    passes: Callable[[], Iterable[Sequence[RawRow]]],
    dialect: Dialect,
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> Table:
    """Orange's documented fields, then every other path found, with the values as received.

    `passes` starts a stream of the same orders each time; it is called once here, to learn the
    columns, and once for the rows.  Items of lists have columns of their own.  Raises
    ExportStopped; reading the rows raises ExportFailed when an order came in between that has a
    path of its own.
    """
    fields = FieldTree(DOCUMENTED_PATHS, MOST_COLUMNS, decimal_comma=dialect.french_values)
    for chunk in passes():
        if stopped():
            raise ExportStopped
        for _row, listed, detail in chunk:
            fields.learn(merged(listed, detail))
    header = fields.number_columns()
    if fields.has_others:
        header.append(OTHERS)
    return Table(tuple(header), _raw_rows(passes, fields))


def _raw_rows(
    passes: Callable[[], Iterable[Sequence[RawRow]]], fields: FieldTree
) -> Iterator[Sequence[str]]:
    for chunk in passes():
        for _row, listed, detail in chunk:
            cells, others = fields.cells(merged(listed, detail))
            if fields.has_others:
                cells.append(as_json(others) if others else "")
            elif others:
                raise ExportFailed(Cause.EXPORT_OTHER, "new fields arrived during the export")
            yield cells


def suggested_name(title: str, dialect: Dialect, day: date | None = None) -> str:
    """A file name any system accepts, from the day and never from data.

    `title`: what it is in the user's words, "Commandes en cours", say (reliability.md X3).
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "orders"
    written = day or datetime.now(UTC).astimezone().date()
    return f"{words}-{written.isoformat()}{dialect.suffix}"
