"""Which roles a field's name hints at (product.md 0.1)."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.naming import forms, words
from orderviewer.fields.paths import Each, Step, steps
from orderviewer.fields.rules import RULES, Rule

if TYPE_CHECKING:
    from orderviewer.fields.roles import Role

# Names that say nothing alone: the name of the object around them counts as well.
_GENERIC = frozenset(
    {
        "name", "nom", "label", "libelle", "value", "valeur", "title", "titre", "intitule",
        "designation", "date", "datetime", "time", "at", "id", "number", "numero", "full", "last",
        "family", "display", "long", "raison",
    }
)  # fmt: skip
LABELS = ("name", "key", "code", "nom", "cle", "libelle")  # of what stands beside them as value
CONTENTS = frozenset({"value", "valeur"})
_BEGINNING = 3  # letters that any "contract*" has before its star
_SHALLOW = 2  # keys at most to a field of the order itself, or of its request


class Hint(NamedTuple):
    """A role that a name suggests; tier 0 is the surest."""

    role: Role
    tier: int


class _Name(NamedTuple):
    """A path, read: the words that name the field, and those of the whole path.

    `near` and `all` have the singulars of their words too.
    """

    leaf: tuple[str, ...]
    near: frozenset[str]
    all: frozenset[str]
    keys: int
    lists: int


@lru_cache(maxsize=4096)
def hints(path: str) -> tuple[Hint, ...]:
    """The roles that the field at this path may play, by its names alone, one tier each."""
    name = _name(steps(path))
    if name is None:
        return ()
    found: dict[Role, int] = {}
    for place in _within_reach(name):
        rule = RULES[place]
        if rule.role not in found and _holds(rule, name):
            found[rule.role] = rule.tier
    return tuple(Hint(role, tier) for role, tier in found.items())


def _name(path: tuple[Step, ...]) -> _Name | None:
    """None for what has no name or tells nothing: metadata ("@type"), lists of lists, and the
    member that items are chosen by, which is always the same.
    """
    if len(path) > 1 and isinstance(path[-2], Each) and path[-2].key == path[-1]:
        return None
    labelled = len(path) > 1 and isinstance(path[-2], Each) and path[-2].key in LABELS
    named: list[tuple[str, ...]] = []
    keys = lists = 0
    for before, step in zip((None, *path), path, strict=False):
        if isinstance(step, str):
            if step.startswith("@"):
                return None
            named.append(words(step))
            keys += 1
        elif isinstance(before, str) and isinstance(step, Each):
            lists += 1
            if labelled and step is path[-2]:  # what a value is, its label says before the list
                named.append(words(step.value))
            else:
                named[-1] += words(step.value)
        else:
            return None
    if not named or not named[-1]:
        return None
    leaf = named[-1]
    near = frozenset(leaf)
    level = len(named) - 1
    while level and near <= _GENERIC:
        level -= 1
        near |= frozenset(named[level])
    return _Name(leaf, forms(near), forms(chain.from_iterable(named)), keys, lists)


def _within_reach(name: _Name) -> list[int]:
    """The places of the rules that may hold, in their order: most have no word of the name."""
    found: set[int] = set()
    for word in name.near:
        found.update(_BY_WORD.get(word, ()), _BY_BEGINNING.get(word[:_BEGINNING], ()))
    return sorted(found)


def _by_word() -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """The places of the rules by a word that each alternative needs, or by how one begins."""
    words_, beginnings = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
    for place, rule in enumerate(RULES):
        for names in rule.names:
            whole = [word for word in names if not word.endswith("*")]
            if whole:
                words_[whole[0]].add(place)
            else:
                beginnings[names[0][:_BEGINNING]].add(place)
            if len(names) > 1:
                for joined in _joined(names):
                    words_[joined].add(place)
    return words_, beginnings


def _holds(rule: Rule, name: _Name) -> bool:
    if not any(_matches(names, name, exact=rule.exact) for names in rule.names):
        return False
    if rule.own and (name.lists or name.keys > _SHALLOW):
        return False
    if not (rule.avoid.isdisjoint(name.near) and rule.outside.isdisjoint(name.all)):
        return False
    return not rule.within or not rule.within.isdisjoint(name.all)


def _matches(names: tuple[str, ...], name: _Name, *, exact: bool) -> bool:
    leaf = name.leaf
    if len(leaf) == 1 and len(names) > 1 and leaf[0] in _joined(names):
        return True
    if exact:
        own = frozenset(leaf)
        return len(own) == len(names) and _all_in(names, forms(own))
    return _all_in(names, name.near)


def _all_in(names: tuple[str, ...], among: frozenset[str]) -> bool:
    """Whether every name is there; "contract*" stands for a beginning."""
    for wanted in names:
        if wanted in among:
            continue
        if not wanted.endswith("*"):
            return False
        if not any(word.startswith(wanted[:-1]) for word in among):
            return False
    return True


@lru_cache(maxsize=1024)
def _joined(names: tuple[str, ...]) -> frozenset[str]:
    """The words written as one, in either order: "codepostal"."""
    return frozenset({"".join(names), "".join(reversed(names))})


_BY_WORD, _BY_BEGINNING = _by_word()
