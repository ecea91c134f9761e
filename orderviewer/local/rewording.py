"""Tells texts that say the same in other words from texts that say something else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

STRAY_SHARE = 0.5  # of the texts may have become something else: those are told
KNOWN_SHARE = 0.1  # of the texts may stand in other orders already


class Wording(NamedTuple):
    """One text of a field that another one replaced; `stayed`: in an order that kept its list."""

    pending: int
    before: str
    after: str
    stayed: bool


def reworded(
    wordings: Sequence[Wording], elsewhere: Collection[str], *, labels_only: bool = False
) -> set[int]:
    """Those of one field that only say the same in other words; none when the field is no such.

    `elsewhere`: texts the field had in other orders before.  Every text must have become one
    other, most often and no other text that one; with few exceptions the new texts stood
    nowhere before, and the old ones stand nowhere now.  A field whose texts repeat has labels:
    there what happened only once is no rewording.  `labels_only`: no other fields.
    """
    stayed = [one for one in wordings if one.stayed]
    counts = Counter((one.before, one.after) for one in stayed)
    has_labels = 2 * len(counts) <= len(stayed)
    if labels_only and not has_labels:
        return set()
    usual = _usual(counts, 2 if has_labels else 1)
    folded = [one for one in stayed if usual.get(one.before) == one.after]
    befores, images = {before for before, _ in counts}, set(usual.values())
    known = sum(one.after in befores or one.after in elsewhere for one in folded)
    lasting = sum(one.before in images for one in folded)
    strays = len(stayed) - len(folded)
    if strays > STRAY_SHARE * len(stayed) or max(known, lasting) > KNOWN_SHARE * len(folded):
        return set()
    # An order that changed lists has more reasons to say something else.
    moved = (
        one
        for one in wordings
        if not one.stayed
        and (usual.get(one.before) == one.after or not (has_labels or one.after in images))
    )
    return {one.pending for one in (*folded, *moved)}


def _usual(counts: Counter[tuple[str, str]], least: int) -> dict[str, str]:
    """What each text has become, as a rule: one new text for one old text, the surest first."""
    usual: dict[str, str] = {}
    taken: set[str] = set()
    for (before, after), count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        if count >= least and before not in usual and after not in taken:
            usual[before] = after
            taken.add(after)
    return usual
