"""The tree of fields: built as far as it is looked at, searched as a whole."""

from __future__ import annotations

from typing import Any

import pytest

from orderviewer.ui.nodes import MOST_SEARCHED, MOST_TOGETHER, TOP, FieldTree, preview, value_text

ORDER = {
    "id": "123456",
    "request": {"id": "3-0000000", "orangeContact": {"name": "Élodie Cœur"}},
    "appointments": [{"status": "confirmed"}, {"status": "done", "a.b": 1}],
    "": None,
}


def paths(tree: FieldTree, numbers: Any) -> list[str]:
    return [tree.path(number) for number in numbers]


def nested(levels: int) -> object:
    value: object = "bottom"
    for level in range(levels):
        value = {"deeper": value} if level % 2 else [value]
    return value


def test_children_are_made_when_asked_for() -> None:
    tree = FieldTree(ORDER)
    assert len(tree.nodes) == 1
    assert paths(tree, tree.children(TOP)) == ["id", "request", "appointments", "\\e"]
    assert len(tree.nodes) == 5


@pytest.mark.parametrize(
    ("way", "path"),
    [
        (("request", "orangeContact", "name"), "request.orangeContact.name"),
        (("appointments", 1, "a.b"), "appointments[1].a\\.b"),
        (("",), "\\e"),
    ],
)
def test_a_way_leads_to_a_node_and_back(way: tuple[str | int, ...], path: str) -> None:
    tree = FieldTree(ORDER)
    number = tree.at(way)
    assert number is not None
    assert tuple(tree.steps(number)) == way
    assert tree.path(number) == path


@pytest.mark.parametrize("way", [("nothing",), ("appointments", 2), ("id", "x"), ("request", 0)])
def test_a_way_that_the_order_does_not_have_leads_nowhere(way: tuple[str | int, ...]) -> None:
    assert FieldTree(ORDER).at(way) is None


@pytest.mark.parametrize("value", ["text", 7, None, True])
def test_a_bare_value_is_its_own_only_field(value: object) -> None:
    tree = FieldTree(value)
    (only,) = tree.children(TOP)
    assert tree.nodes[only].value is value
    assert tree.children(only) == []
    assert tree.path(only) == ""


def test_many_entries_are_parted_in_spans() -> None:
    tree = FieldTree({"list": list(range(1_234)), "object": {f"k{n}": n for n in range(1_234)}})
    for name, step in (("list", 1_233), ("object", "k1233")):
        (field,) = (n for n in tree.children(TOP) if tree.nodes[n].step == name)
        spans = [tree.nodes[n].span for n in tree.children(field)]
        assert spans == [(0, MOST_TOGETHER), (MOST_TOGETHER, 1_000), (1_000, 1_234)]
        last = tree.at((name, step))
        assert last is not None
        assert tree.nodes[last].value == 1_233
        assert tree.steps(last) == [name, step]
        assert tree.at((name, 5_000)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("elodie coeur", ["request.orangeContact.name"]),
        ("ID", ["id", "request.id"]),
        ("id 3-0", ["request.id"]),
        ("null", ["\\e"]),
        ("confirmed done", []),
    ],
)
def test_a_search_finds_names_and_values(text: str, found: list[str]) -> None:
    tree = FieldTree(ORDER)
    assert paths(tree, tree.search(text).found) == found


def test_a_match_keeps_the_way_to_it_and_what_lies_below() -> None:
    tree = FieldTree(ORDER)
    matches = tree.search("appointments")
    assert paths(tree, matches.below[TOP]) == ["appointments"]
    (field,) = matches.below[TOP]
    entries = matches.below[field]
    assert paths(tree, entries) == ["appointments[0]", "appointments[1]"]
    assert [matches.rows[entry] for entry in entries] == [0, 1]
    assert paths(tree, matches.below[entries[0]]) == ["appointments[0].status"]


def test_matches_come_in_reading_order() -> None:
    tree = FieldTree({"a": {"b": {"x": 1}}, "x": 2, "c": [{"x": 3}]})
    assert paths(tree, tree.search("x").found) == ["a.b.x", "x", "c[0].x"]


def test_300_levels_are_searched_and_written() -> None:
    tree = FieldTree(nested(300))
    matches = tree.search("bottom")
    (deepest,) = matches.found
    assert len(tree.steps(deepest)) == 300
    assert tree.at(tree.steps(deepest)) == deepest
    assert value_text(nested(300)).count("deeper") == 150


def test_a_search_of_a_giant_stops_and_says_so() -> None:
    tree = FieldTree([[n] for n in range(MOST_SEARCHED)])
    assert tree.search("no such text").partly
    assert len(tree.nodes) <= MOST_SEARCHED + MOST_TOGETHER
    assert not FieldTree(ORDER).search("x").partly


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "null"), (True, "true"), (False, "false"), (0, "0"), (1.5, "1.5"), ("", ""),
     ("None", "None"), (10**30, "1" + "0" * 30), ({"a": [1]}, '{\n  "a": [\n    1\n  ]\n}')],
)  # fmt: skip
def test_values_are_written_as_orange_wrote_them(value: object, text: str) -> None:
    assert value_text(value) == text


def test_a_preview_names_the_first_bare_values() -> None:
    assert preview({"id": 1, "x": {"y": 2}, "name": "Site", "ok": True, "e": ""}) == "1 · Site"
    assert preview([]) == preview("text") == ""
