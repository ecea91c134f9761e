"""The file of the user's views: what was written is read, and damage loses nothing."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from orderviewer.fields.roles import Role
from orderviewer.order import Scope
from orderviewer.search.terms import Computed
from orderviewer.search.terms import Path as Place
from orderviewer.views.file import LARGEST, MOST_SEARCHES, SavedViews, read_views, write_views
from orderviewer.views.view import View, query_of

NOW = datetime(2026, 3, 2, 12, 30, 15, tzinfo=UTC)
VIEWS = (
    View("Épinal", "ville:Épinal late>0", Scope.CURRENT, (("promised", True),), (Role.ID,)),
    View("Tout", "", Scope.ALL, None, None),
    View(
        "Colonnes",
        "“a”",
        Scope.CLOSED,
        (),
        (Role.STREET, Computed.SLIP, Place("$.status"), Role.ID),
    ),
)
SAVED = SavedViews(VIEWS, ("late>0 lyon", "épinal"))
GOOD = {"name": "Good", "text": "lyon", "scope": "All", "sort": None, "columns": None}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "views.json"


def written(file: Path, views: list[Any], **rest: Any) -> None:
    file.write_text(json.dumps({"version": 1, "views": views, **rest}))


@pytest.mark.parametrize("saved", [SAVED, SavedViews()])
def test_what_was_written_is_read(file: Path, saved: SavedViews) -> None:
    write_views(file, saved)
    assert read_views(file, NOW) == (saved, None)
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_only_its_owner_may_read_it(file: Path) -> None:
    write_views(file, SAVED)
    assert os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o600


def test_no_file_is_no_views(file: Path) -> None:
    assert read_views(file, NOW) == (SavedViews(), None)
    assert read_views(file / "nowhere" / "views.json", NOW) == (SavedViews(), None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b'{"version": 1, "views": [',
        b"[]",
        b"null",
        b'{"version": 1}',
        b'{"version": 1, "views": {}}',
        b"[" * 100_000,
        b'{"version": 1, "views": [], "n": ' + b"9" * 5_000 + b"}",
        b" " * (LARGEST + 1),
    ],
    ids=["empty", "bytes", "cut", "list", "null", "no views", "odd", "deep", "number", "large"],
)
def test_a_damaged_file_is_set_aside_whole(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    saved, aside = read_views(file, NOW)
    assert saved == SavedViews()
    assert aside == file.with_name("views.json.damaged-20260302-123015")
    assert aside.read_bytes() == content
    assert not file.exists()


def test_a_second_damaged_file_does_not_replace_the_first(file: Path) -> None:
    asides = []
    for content in (b"one", b"two"):
        file.write_bytes(content)
        asides.append(read_views(file, NOW)[1])
    assert [aside.read_bytes() for aside in asides if aside] == [b"one", b"two"]


@pytest.mark.parametrize(
    "odd",
    [
        "text",
        None,
        {},
        {**GOOD, "name": 7},
        {**GOOD, "name": "  "},
        {**GOOD, "text": None},
        {**GOOD, "text": "x" * 100_000},
        {**GOOD, "scope": "Some"},
        {**GOOD, "scope": []},
        {**GOOD, "sort": "town"},
        {**GOOD, "sort": [["town"]]},
        {**GOOD, "sort": [["town", 1]]},
        {**GOOD, "sort": [["", True]]},
        {**GOOD, "sort": [[["town"], True]]},
        {**GOOD, "columns": "street"},
        {**GOOD, "name": "good "},
    ],
)
def test_an_odd_view_does_not_take_the_others_along(file: Path, odd: object) -> None:
    written(file, [GOOD, odd, {**GOOD, "name": "Other"}])
    before = file.read_bytes()
    saved, aside = read_views(file, NOW)
    assert [view.name for view in saved.views] == ["Good", "Other"]
    assert aside
    assert aside.read_bytes() == before
    assert read_views(file, NOW) == (saved, None)


def test_a_newer_file_is_kept_beside_what_is_understood_of_it(file: Path) -> None:
    written(file, [{**GOOD, "grouped": "town"}], version=2)
    saved, aside = read_views(file, NOW)
    assert [view.name for view in saved.views] == ["Good"]
    assert aside
    assert "grouped" in aside.read_text()


@pytest.mark.parametrize("day", [None, "2026-03-01", "yesterday"])
def test_the_day_of_the_last_visit_that_was_once_kept_is_passed_over(
    file: Path, day: object
) -> None:
    since = {**GOOD, "text": "changed>=2026-03-01"}  # a copy of the view that went by it
    written(file, [since], last_visit=day)
    saved, aside = read_views(file, NOW)
    assert [view.text for view in saved.views] == ["changed>=2026-03-01"]
    assert aside is None
    assert all(term.asks and not term.trouble for term in query_of(saved.views[0]).terms)


def test_columns_that_are_no_words_are_passed_over(file: Path) -> None:
    written(file, [{**GOOD, "columns": ["street", "site.weather", 7, ["a"], "", "street"]}])
    saved, aside = read_views(file, NOW)
    assert saved.views[0].columns == (Role.ID, Role.STREET, Place("site.weather"))
    assert aside is None


def test_text_that_no_file_can_hold_is_written_all_the_same(file: Path) -> None:
    write_views(file, SavedViews((View("lone \ud800"),)))
    saved, aside = read_views(file, NOW)
    assert [view.name for view in saved.views] == ["lone ?"]
    assert aside is None


def test_what_cannot_be_written_leaves_the_file_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_views(file, SAVED)

    def refuse(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        write_views(file, SavedViews())
    assert read_views(file, NOW) == (SAVED, None)
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_a_folder_in_its_place_harms_nothing(file: Path) -> None:
    file.mkdir()
    saved, aside = read_views(file, NOW)
    assert saved == SavedViews()
    assert aside
    assert aside.is_dir()


def test_the_last_searches_are_few_and_each_is_there_once() -> None:
    saved = SavedViews()
    for text in (*(f"word{number}" for number in range(30)), "word20"):
        saved = saved.with_search(text)
    assert len(saved.searches) == MOST_SEARCHES
    assert saved.searches[:3] == ("word20", "word29", "word28")


@pytest.mark.parametrize("odd", [None, "text", [1, None, "", "x" * 100_000, "good", "good"]])
def test_odd_searches_are_passed_over(file: Path, odd: object) -> None:
    written(file, [GOOD], searches=odd)
    saved, aside = read_views(file, NOW)
    assert saved.searches == (("good",) if isinstance(odd, list) else ())
    assert aside is None
