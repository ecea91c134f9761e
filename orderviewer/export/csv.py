"""Comma-separated files: three dialects, cells no spreadsheet runs, whole files or none."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, Literal

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
    quoting: Literal[0, 1] = (
        csv.QUOTE_ALL
    )  # a file opened with the wrong separator stays in its cells


_FORMS = {
    Dialect.FR: _Form(";", "\r\n", "\ufeff".encode()),
    Dialect.RFC4180: _Form(",", "\r\n"),
    Dialect.TSV: _Form("\t", "\n", quoting=csv.QUOTE_MINIMAL),
}

_RUNS_AT_ONCE = "=@\t\r\n\0\uff1d\uff20"
_RUNS_UNLESS_NUMBER = "+-\uff0b\uff0d"
_SKIPPED_IN_FRONT = " \xa0\u200b\u200e\u200f\u202f\u2060\u3000\ufeff\x0b\x0c"
_LOOKED_AT = frozenset(_RUNS_AT_ONCE + _RUNS_UNLESS_NUMBER + _SKIPPED_IN_FRONT)
# Numbers and phones: digits and what groups them, nothing that could call anything.  A dash
# between digits is a subtraction for Excel, so such a phone gets its apostrophe.
_HARMLESS = re.compile(r"-|[+-] ?[\d(][\d ().,\xa0\u202f]*(?:[eE][+-]?\d+)?(?:[ \xa0\u202f]?[%€])?")
_LINE_ENDS = re.compile(r"\r\n|[\t\r\n\x0b\x0c\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


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


def _encoded(rows: Iterable[Sequence[str]], form: _Form) -> bytes:
    lines = StringIO(newline="")
    writer = csv.writer(
        lines, delimiter=form.delimiter, lineterminator=form.line_end, quoting=form.quoting
    )
    looked_at = _LOOKED_AT
    safe = (
        [cell if cell[:1] not in looked_at else safe_cell(cell) for cell in row] for row in rows
    )
    if form.delimiter == "\t":
        safe = ([cell if cell.isprintable() else _flat(cell) for cell in row] for row in safe)
    writer.writerows(safe)
    text = lines.getvalue()
    # Half a surrogate pair is what JSON may hold and no file can (reliability.md R3).
    return _UNWRITABLE.sub("\ufffd", text).encode()


def _flat(cell: str) -> str:
    return _LINE_ENDS.sub(" ", cell)
