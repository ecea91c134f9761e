"""Where two versions of a JSON document differ in what they mean, not in how they are written."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from orderviewer.fields.dates import LONGEST_DATE, instant, iso_of_number, iso_of_text
from orderviewer.fields.document import document
from orderviewer.fields.paths import chosen_step, key_step
from orderviewer.fields.values import NOTHING
from orderviewer.local.pairing import LABELS, Match, matched

if TYPE_CHECKING:
    from collections.abc import Hashable

    from orderviewer.fields.document import Json

MOST_DIFFERENCES = 500  # of one order
_LONGEST_TEXT = 1_000  # characters of a value that are kept
_FEW_ITEMS = 50
_DEEPEST = 100  # levels that are compared one by one
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_EMPTY: frozenset[Hashable] = frozenset({"", (), frozenset()})  # what means nothing
_DEEPEST_LIKENESS = 12  # levels of an item that are looked at to find its counterpart
_ITEM = re.compile(r"\\.|\[(?:[^\[\]\\]|\\.)*\]", re.DOTALL)


class Difference(NamedTuple):
    """One field that differs; a text is "" where there is nothing.

    `path` names the items of lists by what tells them apart ("contacts[role=site].name");
    `place_before` and `place_after` are the indexed paths in either document, "" where the item
    of a list is not in it.
    """

    path: str
    before: str
    after: str
    place_before: str
    place_after: str

    @property
    def pattern(self) -> str:
        """The path whatever item of a list it is in: "contacts[].name"."""
        return pattern_of(self.path)


class Place(NamedTuple):
    """Where the comparison stands: the path that is told, and the indexed ones, None for gone."""

    path: str
    before: str | None
    after: str | None


def differences(before: bytes, after: bytes) -> tuple[Difference, ...]:
    """The fields of two versions of an order's JSON that differ, at most `MOST_DIFFERENCES`.

    These count as the same: any order of keys; any order of list items, which are matched by id,
    role, name or code, else by content; a number and its text; one moment written in two ways;
    white space at the ends and its amount between words; an item alone and a list of it; and
    null, blank, "None", an empty object or list, and nothing at all (api.md 3.4, rules 6 and 7).
    """
    return compared(document(before), document(after))


def compared(before: Json, after: Json) -> tuple[Difference, ...]:
    """`differences` of decoded documents."""
    comparison = _Comparison()
    try:
        comparison.compare(Place("", "", ""), before, after, _DEEPEST)
    except RecursionError:  # nested as nobody nests on purpose
        return (Difference("", "…", "…", "", ""),)
    return tuple(comparison.found[:MOST_DIFFERENCES])


def plain(value: Json) -> str:
    """The text of a scalar; "" for what counts as nothing."""
    if isinstance(value, str):
        text = value if value.isalnum() else " ".join(value.split())
        return "" if text in NOTHING else text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return "" if value is None else str(value)


@lru_cache(maxsize=4096)
def pattern_of(path: str) -> str:
    return _ITEM.sub(lambda step: "[]" if step[0][0] == "[" else step[0], path)


class _Comparison:
    """Walks down two documents, only where they differ."""

    def __init__(self) -> None:
        self.found: list[Difference] = []

    def compare(self, place: Place, before: Json, after: Json, deepest: int) -> None:
        if before == after or len(self.found) >= MOST_DIFFERENCES:
            return
        before, after = _unwrapped(before, after)
        if deepest <= 0 and isinstance(before, (dict, list)) and isinstance(after, (dict, list)):
            self._tell(place, "…", "…")
        elif isinstance(before, dict) and isinstance(after, dict):
            self._objects(place, before, after, deepest - 1)
        elif isinstance(before, list) and isinstance(after, list):
            self._lists(place, before, after, deepest - 1)
        elif isinstance(before, (dict, list)) or isinstance(after, (dict, list)):
            self._all(place, before, deepest, gone=True)
            self._all(place, after, deepest, gone=False)
        elif not _same(before, after):
            self._tell(place, plain(before), plain(after))

    def _objects(
        self, place: Place, before: dict[str, Json], after: dict[str, Json], deepest: int
    ) -> None:
        for key, value in before.items():
            other = after.get(key)
            if value != other:
                self.compare(_member(place, key), value, other, deepest)
        for key, value in after.items():
            if key not in before and value is not None:
                self.compare(_member(place, key), None, value, deepest)

    def _lists(self, place: Place, before: list[Json], after: list[Json], deepest: int) -> None:
        if _reordered(before, after):
            return
        for match in matched(before, after, _meaning):
            own = _item(place, match, before, after)
            old = None if match.before is None else before[match.before]
            new = None if match.after is None else after[match.after]
            self.compare(own, old, new, deepest)

    def _all(self, place: Place, value: Json, deepest: int, *, gone: bool) -> None:
        """Every scalar of what is only in one of the documents."""
        if len(self.found) >= MOST_DIFFERENCES:
            return
        if isinstance(value, dict):
            if deepest > 0:
                for key, member in value.items():
                    self._all(_member(place, key), member, deepest - 1, gone=gone)
        elif isinstance(value, list):
            for number, item in enumerate(value if deepest > 0 else []):
                match = Match(number, None) if gone else Match(None, number)
                own = _item(place, match, value, value)
                self._all(own, item, deepest - 1, gone=gone)
        elif text := plain(value):
            self._tell(place, text if gone else "", "" if gone else text)

    def _tell(self, place: Place, before: str, after: str) -> None:
        old, new = place.before or "", place.after or ""
        texts = before[:_LONGEST_TEXT], after[:_LONGEST_TEXT]
        self.found.append(Difference(place.path, *texts, old, new))


def _reordered(before: list[Json], after: list[Json]) -> bool:
    """Whether the same items stand in another order."""
    if len(before) != len(after) or len(before) > _FEW_ITEMS:
        return False
    rest = list(after)
    try:
        for item in before:
            rest.remove(item)
    except ValueError:
        return False
    return True


def _unwrapped(before: Json, after: Json) -> tuple[Json, Json]:
    """An object and a list of one object are the same field (api.md 3.4, rule 6)."""
    if isinstance(before, list) and len(before) == 1 and _alone(after):
        return before[0], after
    if isinstance(after, list) and len(after) == 1 and _alone(before):
        return before, after[0]
    return before, after


def _alone(value: Json) -> bool:
    return not isinstance(value, list) and value is not None and value not in ("", {})


def _same(before: Json, after: Json) -> bool:
    """Whether two scalars that are not equal have one meaning."""
    old, new = plain(before), plain(after)
    if old == new:
        return True
    if not old or not new or max(len(old), len(new)) > LONGEST_DATE:
        return False
    if type(before) is not type(after):
        if isinstance(before, bool) or isinstance(after, bool):
            return old.lower() == new.lower()
        if _PLAIN_NUMBER.fullmatch(old) and _PLAIN_NUMBER.fullmatch(new):
            return float(old) == float(new)
    return _moment(before, old) == _moment(after, new) is not None


def _moment(value: Json, text: str) -> str | None:
    """A date's canonical form, one for all spellings of a moment; None for what is no date."""
    canonical = iso_of_number(value) if isinstance(value, (int, float)) else iso_of_text(text)
    if canonical is None or len(canonical) < 20:  # a day, or a time on no particular clock
        return canonical
    return instant(canonical) or canonical


def _meaning(value: Json, deepest: int = _DEEPEST_LIKENESS) -> Hashable:
    """Something that is equal for items of one meaning; far down, of one notation."""
    if isinstance(value, (dict, list)) and deepest <= 0:
        return msgspec.json.encode(value, order="sorted")
    if isinstance(value, dict):
        members = ((key, _meaning(member, deepest - 1)) for key, member in value.items())
        return frozenset(member for member in members if member[1] not in _EMPTY)
    if isinstance(value, list):
        items = Counter(_meaning(item, deepest - 1) for item in value)
        for nothing in _EMPTY:
            del items[nothing]
        return tuple(sorted(items.items(), key=hash))
    text = plain(value)
    return _moment(value, text) or text if 0 < len(text) <= LONGEST_DATE else text


def _member(place: Place, key: str) -> Place:
    path, before, after = place
    if path == before == after:
        own = key_step(path, key)
        return Place(own, own, own)
    return Place(
        key_step(path, key),
        None if before is None else key_step(before, key),
        None if after is None else key_step(after, key),
    )


def _item(place: Place, match: Match, before: list[Json], after: list[Json]) -> Place:
    path, old, new = place
    number = match.before if match.after is None else match.after
    item = before[match.before or 0] if match.after is None else after[match.after]
    return Place(
        _labelled(path, item, match.label, number or 0),
        None if old is None or match.before is None else f"{old}[{match.before}]",
        None if new is None or match.after is None else f"{new}[{match.after}]",
    )


def _labelled(path: str, item: Json, label: str | None, number: int) -> str:
    if isinstance(item, dict):
        for name in (label,) if label else LABELS:
            value = item.get(name)
            if isinstance(value, (str, int)) and (text := plain(value)):
                return chosen_step(path, name, text)
    return f"{path}[{number}]"
