"""Very many texts at once are sorted as each by its own key, whatever they are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from orderviewer.fields import coding, manykeys, sorting
from orderviewer.fields.coding import Coded
from orderviewer.fields.manykeys import date_keys, text_keys
from orderviewer.fields.roles import Kind
from orderviewer.fields.sorting import (
    ANYTHING,
    NUMBERS,
    Keys,
    Ranking,
    keys_of,
    sort_by_coded,
)
from orderviewer.fields.values import EMPTY_KEY, canonical, sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence

texts = st.one_of(
    st.text(max_size=12),
    st.text("aAéÉœß²½019-/ \x1f\U0010ffff", max_size=12),
    st.from_regex(r"[A-Z]{0,3}-?0{0,3}[0-9]{1,12}(-[0-9]{1,3})?", fullmatch=True),
    st.from_regex(r"[aA]?0{0,2}[12](-[0-9]{1,3})?", fullmatch=True),
    st.integers(195, 203).map(lambda length: "7" * length),
    st.sampled_from(["", "PO-2024-9", "po-2024-00010", "PO-2024-000", "37", "0037", "3-0028602"]),
)
moments = st.datetimes().map(lambda one: f"{one:%Y-%m-%dT%H:%M:%S}Z")
dates = st.one_of(
    moments,
    moments.map(lambda text: text[:10]),
    moments.map(lambda text: f"{text[:19]}+02:00"),
    st.sampled_from(
        [
            *("2024-02-30T10:00:00Z", "2024-02-29T24:00:00Z", "2024-02-29T10:00:00z"),
            *("2024-02-29 10:00:00Z", "2024-W10-1T10:00:00Z", "2024-02-29T100000.5Z"),
            *("2024-02-30T25:61:00Z", "2024-00-00T00:00:00Z", "٢٠٢٤-02-29T10:00:00Z"),
            *(f"2024-02-29T10:00:00Z{between}2024-02-29T10:00:00Z" for between in ("", "\x1f")),
            *("2024-02-29T10:00+0200", "0001-01-01", "9999-12-31T23:59:59Z", "bientôt", ""),
        ]
    ),
    texts,
).map(lambda text: canonical(text, Kind.DATE)) | st.just("2024-02-29T0000+0200")
OF_KIND = {Kind.DATE: dates, Kind.TEXT: texts, Kind.IDENTIFIER: texts}
quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def ranks(keys: list[str]) -> list[int]:
    """By which two lists of keys can be compared: equal ones have the same."""
    ordered = sorted(set(keys))
    return [ordered.index(key) for key in keys]


@pytest.mark.parametrize("shapes", [10_000, 2])
@quick
@given(parts=st.lists(st.lists(texts, max_size=6), max_size=4))
@example(parts=[["7-9", "007-10"], ["07-8", "7-008", "a7-1"]])
def test_keys_of_many_texts_compare_as_those_of_each(
    monkeypatch: pytest.MonkeyPatch, shapes: int, parts: list[list[str]]
) -> None:
    monkeypatch.setattr(manykeys, "_MOST_SHAPES", shapes)
    keys = text_keys(parts)
    assert ranks(keys) == ranks([sort_key(Kind.TEXT, text) for part in parts for text in part])
    assert [key == EMPTY_KEY for key in keys] == [not text for part in parts for text in part]


@quick
@given(parts=st.lists(st.lists(dates, max_size=6), max_size=4))
def test_keys_of_many_dates_are_those_of_each(parts: list[list[str]]) -> None:
    assert date_keys(parts) == [sort_key(Kind.DATE, text) for part in parts for text in part]


def sorted_plainly(
    places: list[int], column: list[str], keys: Keys, *, descending: bool
) -> list[int]:
    """An oracle: stable, nothing last."""
    filled = [place for place in places if column[place]]
    filled.sort(key=lambda place: keys.one(column[place]), reverse=descending)
    return filled + [place for place in places if not column[place]]


@quick
@given(data=st.data(), kind=st.sampled_from(list(OF_KIND)), descending=st.booleans())
def test_places_are_sorted_stably_by_texts_that_come_again_and_again(
    monkeypatch: pytest.MonkeyPatch, data: st.DataObject, kind: Kind, descending: bool
) -> None:
    monkeypatch.setattr(coding, "STEP", data.draw(st.integers(1, 9)))
    few = data.draw(st.lists(OF_KIND[kind], min_size=1, max_size=5))
    column = data.draw(st.lists(st.sampled_from(few), max_size=40))
    keys = keys_of(kind)
    coded = Coded()
    assert all(coded.add(column[first : first + 7]) for first in range(0, len(column), 7))
    for places in (data.draw(st.permutations(range(len(column)))), range(len(column))):
        expected = sorted_plainly(list(places), column, keys, descending=descending)
        assert list(sort_by_coded(places, coded, keys, descending=descending)) == expected


@quick
@given(data=st.data())
def test_columns_decide_among_equal_places_in_steps_of_any_size(
    monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    monkeypatch.setattr(coding, "STEP", data.draw(st.integers(1, 9)))
    monkeypatch.setattr(sorting, "_STEP", data.draw(st.integers(1, 9)))
    monkeypatch.setattr(sorting, "_SAMPLES", data.draw(st.integers(1, 3)))
    monkeypatch.setattr(sorting, "_MANY", data.draw(st.sampled_from([0, 2, 100])))
    count = data.draw(st.integers(0, 40))
    ranking, expected, ways = Ranking(count), list(range(count)), []
    for left in reversed(range(data.draw(st.integers(1, 3)))):
        kind = data.draw(st.sampled_from(list(OF_KIND)))
        few = data.draw(st.lists(OF_KIND[kind], min_size=1, max_size=6))
        column = data.draw(st.lists(st.sampled_from(few), min_size=count, max_size=count))
        keys, descending = keys_of(kind), data.draw(st.booleans())
        ranking.decide(partial(parts_of, column), keys, descending=descending, last=not left)
        ways.append((column, keys, descending))
    for column, keys, descending in reversed(ways):
        expected = sorted_plainly(expected, column, keys, descending=descending)
    assert list(ranking.places) == expected


def parts_of(column: list[str], places: Sequence[int]) -> list[list[str]]:
    assert list(places) == sorted(set(places))
    texts = [column[place] for place in places]
    return [texts[first : first + 7] for first in range(0, len(texts), 7)]


def test_only_places_that_are_equal_are_asked_for_their_next_texts() -> None:
    asked = []

    def texts_of(places: Sequence[int]) -> list[list[str]]:
        asked.append(list(places))
        return [[columns[len(asked) - 1][place] for place in places]]

    columns = ["gadbefhcia", "xbxxxxxxxa", "##########"]
    ranking = Ranking(10)
    for _ in columns:
        ranking.decide(texts_of, keys_of(Kind.TEXT), descending=False)
    assert asked == [list(range(10)), [1, 9]]
    assert list(ranking.places) == [9, 1, 3, 7, 2, 4, 5, 0, 6, 8]


@pytest.mark.parametrize("descending", [False, True])
def test_numbers_and_what_nobody_knows_the_kind_of(descending: bool) -> None:
    for keys, column in (
        (NUMBERS, ["12", "", "-3", "7", "", "12"]),
        (ANYTHING, ["12", "", "1,5", "2024-03-01", "abc", "-7"]),
    ):
        places = range(len(column))
        expected = sorted_plainly(list(places), column, keys, descending=descending)
        ranking = Ranking(len(column))
        ranking.decide(partial(parts_of, column), keys, descending=descending)
        assert list(ranking.places) == expected


def test_a_column_in_which_most_texts_differ_is_not_coded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "_FEW", 10)
    often, seldom = Coded(), Coded()
    assert all(often.add([str(place % 20) for place in range(100)]) for _ in range(5))
    assert not seldom.add([str(place) for place in range(100)])


@quick
@given(data=st.data())
def test_what_holds_of_a_text_is_asked_once_for_each_different_one(
    monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    monkeypatch.setattr(coding, "STEP", data.draw(st.integers(1, 9)))
    column = data.draw(st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=40))
    coded, asked = Coded(), []
    for first in range(0, len(column), 7):
        assert coded.add(column[first : first + 7])

    def holds(text: str) -> bool:
        asked.append(text)
        return text in {"", "b"}

    assert list(coded.where(holds)) == [text in {"", "b"} for text in column]
    assert sorted(asked) == sorted(set(column))
