"""`orderviewer export --filter --sort`: which orders stand in the file, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from orderviewer.commandline.asking import query_meant
from orderviewer.commandline.options.export import ExportOptions
from orderviewer.commandline.options.parsing import parse
from orderviewer.commandline.outcome import WrongUse
from orderviewer.commandline.voice import Voice
from orderviewer.simulator import Simulator
from tests.commandline.conftest import Done
from tests.commandline.test_export import rows


class English(Voice):
    """Untranslated, without Qt."""

    def __init__(self) -> None:
        pass

    def translate(self, context: str, text: str, **values: str | int) -> str:
        return text.format(**values)


Simulators = Callable[..., Simulator]
Export = Callable[..., Done]


@pytest.fixture
def exported(
    tmp_path: Path, simulator: Simulators, export: Export
) -> Callable[..., list[dict[str, str]]]:
    """The rows of a file, by the titles of their columns."""
    sim = simulator(orders=120)

    def run(*words: str) -> list[dict[str, str]]:
        done = export(sim, *words)
        assert (done.code, done.err) == (0, "")
        header, *lines = rows(tmp_path / "orders.csv")
        assert f"Orders written: {len(lines)}," in done.out
        return [dict(zip(header, line, strict=True)) for line in lines]

    return run


def test_only_what_the_filter_finds(exported: Callable[..., list[dict[str, str]]]) -> None:
    everything = exported()
    town = everything[0]["Town"]
    there = [row for row in everything if row["Town"] == town]
    assert 0 < len(there) < 120
    assert exported("--filter", f'town="{town.upper()}"') == there
    elsewhere = exported("--filter", f'-ville="{town}"')
    assert elsewhere == [row for row in everything if row["Town"] != town]
    one = everything[17]["Order"]
    assert [row["Order"] for row in exported("--filter", one)] == [one]
    assert exported("--filter", one, "--fields", "all")[0]["id"] == one


def test_sorted_by_several_fields(exported: Callable[..., list[dict[str, str]]]) -> None:
    found = exported("--sort", "-promised, ville")
    dates = [row["Promised date"] for row in found if row["Promised date"]]
    assert dates == sorted(dates, reverse=True)
    assert len(set(dates)) > 10
    assert [row["Promised date"] for row in found][: len(dates)] == dates, "nothing comes last"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--filter", "nonsense:3"], "“nonsense:3” in the filter names a field"),
        (["--filter", "lyon promised<soon"], "“promised<soon” in the filter needs a date"),
        (["--filter", "retard>x"], "“retard>x” in the filter needs a number"),
        (["--filter", "état:"], "“état:” in the filter lacks a value"),
        (["--filter", "portée:zzz"], "“portée:zzz” in the filter names no list"),
        (["--filter", "-ville<b"], "“-ville<b” in the filter compares what is neither"),
        (["--filter", "x " * 51], "The filter is too long"),
        (["--filter", "x" * 2001], "The filter is too long"),
        (["--sort", "promised,nonsense"], "There is no field “nonsense” to sort by"),
        (["--sort", "promised,,town"], "There is no field “” to sort by"),
        (["--sort", "-"], "There is no field “-” to sort by"),
    ],
)
def test_what_is_not_understood_is_said(words: list[str], said: str) -> None:
    found = parse(["export", "--output", "x.csv", *words])
    assert isinstance(found, ExportOptions)
    with pytest.raises(WrongUse) as raised:
        query_meant(found.scope, found.search, found.sort, English())
    assert said in str(raised.value)


def test_it_is_said_before_anything_is_asked(
    tmp_path: Path, simulator: Simulators, export: Export
) -> None:
    sim = simulator(orders=1)
    done = export(sim, "--filter", "nonsense:3")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "nonsense:3" in done.err
    assert not list(sim.requests)
    assert not (tmp_path / "orders.csv").exists()


@pytest.mark.parametrize(
    ("line", "search", "sort"),
    [
        (["--filter", "-lyon"], "-lyon", ""),
        (["--sort", "-promised,town"], "", "-promised,town"),
        (["--filter=-lyon", "--sort=-town"], "-lyon", "-town"),
    ],
)
def test_what_begins_with_a_minus_is_no_option(line: list[str], search: str, sort: str) -> None:
    found = parse(["export", "--output", "x.csv", *line])
    assert isinstance(found, ExportOptions)
    assert (found.search, found.sort) == (search, sort)
