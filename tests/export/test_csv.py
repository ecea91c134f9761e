"""Bytes on the disk: dialects, cells no spreadsheet runs, the wish to stop."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderviewer.export.csv import STEP, Dialect, safe_cell, write_csv
from orderviewer.export.whole_file import ExportStopped

HEADER = ["Numéro", "Ville"]


def written(path: Path, rows: list[list[str]], dialect: Dialect) -> bytes:
    assert write_csv(path, HEADER, rows, dialect) == len(rows)
    return path.read_bytes()


def test_french_excel(tmp_path: Path) -> None:
    data = written(tmp_path / "x.csv", [["001", "Épinal; centre"], ['a"b', ""]], Dialect.FR)
    assert data == (
        b"\xef\xbb\xbf" + '"Numéro";"Ville"\r\n"001";"Épinal; centre"\r\n"a""b";""\r\n'.encode()
    )


def test_rfc_4180(tmp_path: Path) -> None:
    data = written(tmp_path / "x.csv", [["001", "Nancy, nord"], ["a\nb", "œ"]], Dialect.RFC4180)
    assert data == '"Numéro","Ville"\r\n"001","Nancy, nord"\r\n"a\nb","œ"\r\n'.encode()


def test_one_line_an_order_with_tabs(tmp_path: Path) -> None:
    rows = [["a\tb", "c\r\nd"], ['say "no"', "e\u2028f\x0bg"]]
    data = written(tmp_path / "x.tsv", rows, Dialect.TSV)
    assert data == b'Num\xc3\xa9ro\tVille\na b\tc d\n"say ""no"""\te f g\n'


@pytest.mark.parametrize("dialect", Dialect)
def test_never_a_sep_line(tmp_path: Path, dialect: Dialect) -> None:
    assert b"sep=" not in written(tmp_path / "x.csv", [["a", "b"]], dialect)


@pytest.mark.parametrize(
    "cell",
    [
        *["=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1", "\0=1+1", " =1+1"],
        *["\xa0=1", "\u200b=1", "\ufeff@x", '=HYPERLINK("http://x/"&A1)', "=cmd|'/c calc'!A1"],
        *["\uff1d1+1", "\uff0b1+a", "\uff0dx", "\uff20x", "+33-1-23-45", "-A1", "+A1", "--1"],
        *["-2+3+cmd|' /C calc'!A0", "+1e5e5", "-1;2", "+(33)x", "\u2060+x"],
    ],
)
def test_what_a_spreadsheet_would_run_is_inert(cell: str) -> None:
    assert safe_cell(cell) == "'" + cell


@pytest.mark.parametrize(
    "cell",
    [
        *["", "-", "Paris", "3-0000000", "001234", "1E5", "2024-01-02", 'a"b', '"=1+1', "a=b"],
        *["-12", "-12.50", "-12,50", "+5", "-1 234,50", "-1\u202f234,50 €", "-12,5 %", "-1E5"],
        *["+33123456789", "+33 1 23 45 67 89", "+33 (0)1 23 45 67 89", "+33.1.23.45.67.89"],
        *[" Paris", "\xa0Nancy", "- 5", " ", "\u200b"],
    ],
)
def test_what_is_harmless_stays_as_it_is(cell: str) -> None:
    assert safe_cell(cell) == cell


def test_headers_are_made_inert_too(tmp_path: Path) -> None:
    write_csv(tmp_path / "x.csv", ["=A1", "ok"], [], Dialect.RFC4180)
    assert (tmp_path / "x.csv").read_bytes() == b'"\'=A1","ok"\r\n'


def test_half_characters_are_replaced(tmp_path: Path) -> None:
    data = written(tmp_path / "x.csv", [["a\ud800b", "\0"]], Dialect.RFC4180)
    assert data.splitlines()[1].decode() == '"a\ufffdb","\'\ufffd"'


SEPARATORS = {Dialect.FR: ";", Dialect.RFC4180: ",", Dialect.TSV: "\t"}
ROWS = st.lists(st.tuples(st.text(), st.text()), min_size=1)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("csv") / "x.csv"


@given(rows=ROWS)
def test_read_back_every_cell_is_there_and_inert(file: Path, rows: list[tuple[str, str]]) -> None:
    for dialect in (Dialect.FR, Dialect.RFC4180):
        write_csv(file, HEADER, rows, dialect)
        text = file.read_bytes().decode("utf-8-sig")
        back = list(csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATORS[dialect]))
        assert back[0] == HEADER
        assert [[cell.removeprefix("'") for cell in row] for row in back[1:]] == [
            [cell.replace("\0", "\ufffd").removeprefix("'") for cell in row] for row in rows
        ]
        assert not [cell for row in back for cell in row if cell[:1] in "=@\t\r" and cell]


@given(rows=ROWS)
def test_with_tabs_lines_are_orders(file: Path, rows: list[tuple[str, str]]) -> None:
    write_csv(file, HEADER, rows, Dialect.TSV)
    lines = file.read_bytes().decode().split("\n")
    assert len(lines) == len(rows) + 2
    assert all(line.count("\t") == 1 for line in lines[:-1])


def endless() -> Iterator[list[str]]:
    while True:
        yield ["a", "b"]


def test_a_wish_to_stop_is_seen_within_a_step_and_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("before")
    told: list[int] = []
    with pytest.raises(ExportStopped):
        write_csv(
            target,
            HEADER,
            endless(),
            Dialect.FR,
            progress=told.append,
            stopped=lambda: len(told) == 3,
        )
    assert told == [STEP, 2 * STEP, 3 * STEP]
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_stop_after_the_last_row_still_counts(tmp_path: Path) -> None:
    told: list[int] = []
    with pytest.raises(ExportStopped):
        write_csv(
            tmp_path / "x.csv",
            HEADER,
            [["a", "b"]],
            Dialect.FR,
            progress=told.append,
            stopped=lambda: bool(told),
        )
    assert not list(tmp_path.iterdir())


def test_an_error_while_reading_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[list[str]]:
        yield ["a", "b"]
        raise LookupError

    with pytest.raises(LookupError):
        write_csv(tmp_path / "x.csv", HEADER, broken(), Dialect.FR)
    assert not list(tmp_path.iterdir())
