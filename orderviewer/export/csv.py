"""Comma-separated files: three dialects, cells no spreadsheet runs, whole files or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from orderviewer.export.whole_file import ExportStopped, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

STEP = 500  # rows between two looks at the wish to stop


class Dialect(StrEnum):
    """How cells become lines; the value is what settings and the command line say.

    FR opens right in a French Excel by double click; RFC4180 is what programs read; TSV has one
    order a line whatever the cells hold: tabs and line ends inside a cell become spaces.
    """

    FR = "fr"
    RFC4180 = "rfc4180"
    TSV = "tsv"

    @property
    def suffix(self) -> str:
        return ".tsv" if self is Dialect.TSV else ".csv"

    @property
    def french_values(self) -> bool:
        """Whether dates are written dd/mm/yyyy and numbers with a comma, else as ISO and JSON."""
        return self is Dialect.FR


@dataclass(frozen=True, slots=True)
class _Form:
    """The bytes around the cells.  Never a `sep=` line: Excel then ignores the BOM."""

    delimiter: str
    line_end: str
    start: bytes = b""
    all_quoted: bool = True  # a file opened with the wrong separator stays in its cells


_FORMS = {
    Dialect.FR: _Form(";", "\r\n", "\ufeff".encode()),
    Dialect.RFC4180: _Form(",", "\r\n"),
    Dialect.TSV: _Form("\t", "\n", all_quoted=False),
}

_RUNS_AT_ONCE = "=@\t\r\n\0\uff1d\uff20"
_RUNS_UNLESS_NUMBER = "+-\uff0b\uff0d"
_SKIPPED_IN_FRONT = " \xa0\u200b\u200e\u200f\u202f\u2060\u3000\ufeff\x0b\x0c"
_LOOKED_AT = frozenset(_RUNS_AT_ONCE + _RUNS_UNLESS_NUMBER + _SKIPPED_IN_FRONT)
_BETWEEN = "\xb6"  # printable, and rare in the texts of orders
_ANY_LOOKED_AT = re.compile(f"{_BETWEEN}[{re.escape(''.join(sorted(_LOOKED_AT)))}]")
# Numbers and phones: digits and what groups them, nothing that could call anything.  A dash
# between digits is a subtraction for Excel, so such a phone gets its apostrophe.
_HARMLESS = re.compile(r"-|[+-] ?[\d(][\d ().,\xa0\u202f]*(?:[eE][+-]?\d+)?(?:[ \xa0\u202f]?[%€])?")
_LINE_ENDS = re.compile(r"\r\n|[\t\r\n\x0b\x0c\x85\u2028\u2029]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def safe_cell(text: str) -> str:
    """`text`, with an apostrophe in front when a spreadsheet would run it as a formula.

    reliability.md X1, product.md complaint 10: `= @ TAB CR LF NUL` and their full-width forms
    always, + and - unless the cell is a number or a phone; also behind blanks.
    """
    if text[:1] not in _LOOKED_AT:
        return text
    core = text.lstrip(_SKIPPED_IN_FRONT)
    first = core[:1]
    if first and first in _RUNS_AT_ONCE:
        return "'" + text
    if first and first in _RUNS_UNLESS_NUMBER and not _HARMLESS.fullmatch(core):
        return "'" + text
    return text


def write_csv(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    dialect: Dialect,
    *,
    progress: Callable[[int], None] = lambda _written: None,
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Writes everything or nothing at `path`; returns the number of rows, the header not counted.

    `progress` hears the rows written so far, `stopped` is asked, every STEP rows.  Raises
    ExportStopped, ExportFailed, and whatever `rows` raises; a file that stood at `path` is then
    unchanged.
    """
    form = _FORMS[dialect]
    written = 0
    with whole_file(path) as write:
        write(form.start + _encoded([header], form))
        remaining = iter(rows)
        while chunk := list(islice(remaining, STEP)):
            if stopped():
                raise ExportStopped
            write(_encoded(chunk, form))
            written += len(chunk)
            progress(written)
        if stopped():
            raise ExportStopped
    return written


def _encoded(rows: Sequence[Sequence[str]], form: _Form) -> bytes:
    """Column by column: a look at all cells of one at once tells whether any needs care."""
    columns = [_written(column, form) for column in zip(*rows, strict=True)]
    quote = '"' if form.all_quoted else ""
    lines: Iterable[str] = map(f"{quote}{form.delimiter}{quote}".join, zip(*columns, strict=True))
    if len(columns) == 1 and not form.all_quoted:
        lines = (line or '""' for line in lines)  # a row of one empty cell is no empty line
    between = f"{quote}{form.line_end}{quote}"
    text = f"{quote}{between.join(lines)}{quote}{form.line_end}".replace("\0", "\ufffd")
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which JSON may hold (reliability.md R3)
        return _HALF_CHARACTER.sub("\ufffd", text).encode()


def _written(cells: Sequence[str], form: _Form) -> Sequence[str]:
    """A column's cells as they stand between delimiters, or between quotes."""
    together = _BETWEEN + _BETWEEN.join(cells)
    if _ANY_LOOKED_AT.search(together):
        cells = [safe_cell(cell) for cell in cells]
    if not form.all_quoted and not together.isprintable():
        cells = [cell if cell.isprintable() else _LINE_ENDS.sub(" ", cell) for cell in cells]
    if '"' not in together:
        return cells
    doubled = [cell.replace('"', '""') for cell in cells]
    if form.all_quoted:
        return doubled
    return [f'"{cell}"' if '"' in cell else cell for cell in doubled]
