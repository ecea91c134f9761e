"""The fields of one order as a tree that is built as far as it is looked at; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from orderviewer.fields.naming import fold
from orderviewer.fields.paths import key_step
from orderviewer.ui.fieldmarks import FieldMarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orderviewer.ui.fieldmarks import FieldMark

MOST_TOGETHER = 500  # entries of one list or object shown side by side; more are parted in spans
MOST_SEARCHED = 50_000  # nodes
LONGEST_SEARCHED = 2_000  # characters of one value
TOP = 0


@dataclass(slots=True)
class Node:
    """One field: `step` leads to it from its parent; a span stands for some of its entries.

    `gone`: the path it had in an earlier version, for a field that is no longer there.
    """

    parent: int
    row: int
    step: str | int | None
    value: object
    span: tuple[int, int] | None = None
    children: list[int] | None = None
    gone: str = ""

    @property
    def scalar(self) -> bool:
        return not isinstance(self.value, (dict, list))


@dataclass(frozen=True, slots=True)
class Matches:
    """What a search found: who stays visible below each node, and who matched, in order."""

    below: dict[int, list[int]]
    rows: dict[int, int]
    found: tuple[int, ...]
    matching: frozenset[int]
    partly: bool


class FieldTree:
    """Nodes by number; TOP is the order itself, and a child always comes after its parent."""

    def __init__(self, value: object, marks: FieldMarks | None = None) -> None:
        """`marks`: how it differs from an earlier version, whose lost fields are shown too."""
        self.marks = marks or FieldMarks()
        self.nodes = [Node(parent=-1, row=0, step=None, value=value)]
        if not isinstance(value, (dict, list)):
            # An order that is a bare value is its own only field.
            self.nodes.append(Node(TOP, 0, None, value))
            self.nodes[TOP].children = [1]
        self._texts: list[str] = []

    def children(self, number: int) -> list[int]:
        node = self.nodes[number]
        if node.children is None:
            node.children = []
            for step, value, span in _entries(node):
                self.nodes.append(Node(number, len(node.children), step, value, span))
                node.children.append(len(self.nodes) - 1)
            if self.marks.gone and node.span is None:
                for name, text, path in self.marks.gone.get(tuple(self.steps(number)), ()):
                    self.nodes.append(Node(number, len(node.children), name, text, gone=path))
                    node.children.append(len(self.nodes) - 1)
        return node.children

    def has_children(self, number: int) -> bool:
        """Whether anything stands below a node, without building it."""
        value = self.nodes[number].value
        return bool(isinstance(value, (dict, list)) and value) or (
            tuple(self.steps(number)) in self.marks.gone
        )

    def mark(self, number: int) -> FieldMark | None:
        """How a node differs from the earlier version; None when it does not."""
        node = self.nodes[number]
        if node.gone:
            return self.marks.lost(str(node.value))
        return self.marks.found.get(self.path(number)) if self.marks.found else None

    def steps(self, number: int) -> list[str | int]:
        """The way from the top to a node."""
        way: list[str | int] = []
        while number > TOP:
            node = self.nodes[number]
            if node.span is None and node.step is not None:
                way.append(node.step)
            number = node.parent
        return way[::-1]

    def path(self, number: int) -> str:
        """The way as text, written as `fields.paths` says: `appointments[0].status`."""
        if self.nodes[number].gone:
            return self.nodes[number].gone
        text = ""
        for step in self.steps(number):
            text = f"{text}[{step}]" if isinstance(step, int) else key_step(text, step)
        return text

    def at(self, steps: Sequence[str | int]) -> int | None:
        """The node at the end of a way, if the order has it."""
        number = TOP
        for step in steps:
            found = self._child(number, step)
            if found is None:
                return None
            number = found
        return number

    def search(self, text: str) -> Matches:
        """Nodes in whose name and value every word of `text` occurs, case and accents aside.

        What lies below a match stays visible too.
        """
        wanted = fold(text).split()
        self._build_for_search()
        nodes = self.nodes
        matching = bytearray(len(nodes))
        inside = bytearray(len(nodes))  # matches, or lies below a match
        kept = bytearray(len(nodes))
        for number in range(1, len(nodes)):
            node = nodes[number]
            if node.span is None:
                hay = self._texts[number]
                matching[number] = all(word in hay for word in wanted)
            if matching[number] or inside[node.parent]:
                inside[number] = kept[number] = 1
        for number in range(len(nodes) - 1, 0, -1):
            if kept[number]:
                kept[nodes[number].parent] = 1
        below: dict[int, list[int]] = {}
        rows: dict[int, int] = {}
        for number in range(1, len(nodes)):
            if kept[number]:
                together = below.setdefault(nodes[number].parent, [])
                rows[number] = len(together)
                together.append(number)
        found = tuple(number for number in _downwards(below) if matching[number])
        return Matches(below, rows, found, frozenset(found), partly=self._unbuilt())

    def _child(self, number: int, step: str | int) -> int | None:
        for child in self.children(number):
            node = self.nodes[child]
            if node.span is None:
                if node.step == step and type(node.step) is type(step):
                    return child
            elif (found := self._child_in_span(child, step)) is not None:
                return found
        return None

    def _child_in_span(self, number: int, step: str | int) -> int | None:
        node = self.nodes[number]
        if isinstance(node.value, list) and isinstance(step, int):
            first, end = node.span or (0, 0)
            return self.children(number)[step - first] if first <= step < end else None
        return next((c for c in self.children(number) if self.nodes[c].step == step), None)

    def _build_for_search(self) -> None:
        number = 0
        while number < len(self.nodes) and len(self.nodes) < MOST_SEARCHED:
            self.children(number)
            number += 1
        for number in range(len(self._texts), len(self.nodes)):
            node = self.nodes[number]
            value = value_text(node.value)[:LONGEST_SEARCHED] if node.scalar else ""
            name = "" if node.step is None else node.step
            self._texts.append(fold(f"{name} {value}"))

    def _unbuilt(self) -> bool:
        return len(self.nodes) >= MOST_SEARCHED and any(
            node.children is None and not node.scalar for node in self.nodes
        )


def _downwards(below: dict[int, list[int]]) -> Iterator[int]:
    """Every node under TOP as it is read from top to bottom."""
    ahead = below.get(TOP, [])[::-1]
    while ahead:
        number = ahead.pop()
        yield number
        ahead.extend(reversed(below.get(number, [])))


def _entries(node: Node) -> Iterator[tuple[str | int | None, object, tuple[int, int] | None]]:
    """Step, value and span of what stands below a node."""
    value = node.value
    if not isinstance(value, (dict, list)):
        return
    first, end = node.span or (0, len(value))
    if end - first > MOST_TOGETHER:
        for start in range(first, end, MOST_TOGETHER):
            stop = min(start + MOST_TOGETHER, end)
            yield None, value, (start, stop)
    elif isinstance(value, dict):
        for step, inner in islice(value.items(), first, end):
            yield str(step), inner, None
    else:
        for place in range(first, end):
            yield place, value[place], None


def value_text(value: object) -> str:
    """A value as Orange wrote it: texts as they are, objects and lists as indented JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, (dict, list)):
        import msgspec  # not at the start of the program

        try:
            return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
        except RecursionError:  # nested deeper than can be written
            return preview(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def preview(value: object) -> str:
    """The first few bare values inside an object or list, to recognise it by."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    texts: list[str] = []
    for place, entry in enumerate(inside):
        if place >= 8 or len(texts) == 3:
            break
        if isinstance(entry, (str, int, float)) and not isinstance(entry, bool) and entry != "":
            texts.append(str(entry)[:60])
    return " · ".join(texts)
