"""Every scalar of a JSON document with its path, however deep the document is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from orderviewer.fields.paths import key_step

if TYPE_CHECKING:
    from collections.abc import Iterator

Scalar: TypeAlias = str | int | float | bool | None
Leaf: TypeAlias = tuple[str, Scalar]

DEEPEST = 500  # levels; nobody nests that far on purpose
TOO_DEEP = "…"


def flatten(value: object, *, indexed: bool = False, deepest: int = DEEPEST) -> Iterator[Leaf]:
    """The scalars of a decoded document in the order they were sent, each with its path.

    The items of a list share the path "items[].name"; with `indexed` each has its own,
    "items[0].name".  Empty objects and lists have no scalars.  What lies deeper than `deepest`
    levels is given as one `TOO_DEEP`.  For how paths are written see `paths`.
    """
    levels: list[Iterator[tuple[str, object]]] = [iter((("", value),))]
    while levels:
        for path, found in levels[-1]:
            if isinstance(found, (dict, list)):
                if len(levels) > deepest:
                    yield path, TOO_DEEP
                    continue
                levels.append(_members(path, found, indexed=indexed))
                break
            if found is None or isinstance(found, (str, int, float)):
                yield path, found
        else:
            levels.pop()


def _members(
    path: str, container: dict[str, object] | list[object], *, indexed: bool
) -> Iterator[tuple[str, object]]:
    if isinstance(container, dict):
        return ((key_step(path, key), member) for key, member in container.items())
    if indexed:
        return ((f"{path}[{number}]", item) for number, item in enumerate(container))
    return ((f"{path}[]", item) for item in container)
