"""What became of orders from one day to another, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from orderviewer.local.records import Fate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Counted = Callable[[int], str]

_LATER_ONES = (Fate.NEW, Fate.REAPPEARED)  # not there on the earlier day

_TITLES: dict[Fate, Callable[[], str]] = {
    Fate.NEW: lambda: QCoreApplication.translate("Fate", "New"),
    Fate.REAPPEARED: lambda: QCoreApplication.translate("Fate", "Reappeared"),
    Fate.VANISHED: lambda: QCoreApplication.translate("Fate", "Vanished"),
    Fate.CLOSED: lambda: QCoreApplication.translate("Fate", "Closed"),
    Fate.LATER: lambda: QCoreApplication.translate("Fate", "Promised later"),
    Fate.EARLIER: lambda: QCoreApplication.translate("Fate", "Promised earlier"),
    Fate.STATE_CHANGED: lambda: QCoreApplication.translate("Fate", "State changed"),
    Fate.CHANGED: lambda: QCoreApplication.translate("Fate", "Otherwise changed"),
    Fate.UNCHANGED: lambda: QCoreApplication.translate("Fate", "Unchanged"),
}
_COUNTED: dict[Fate, Counted] = {
    Fate.NEW: lambda n: QCoreApplication.translate("Fate", "%Ln new", "", n),
    Fate.REAPPEARED: lambda n: QCoreApplication.translate("Fate", "%Ln reappeared", "", n),
    Fate.VANISHED: lambda n: QCoreApplication.translate("Fate", "%Ln vanished", "", n),
    Fate.CLOSED: lambda n: QCoreApplication.translate("Fate", "%Ln closed", "", n),
    Fate.LATER: lambda n: QCoreApplication.translate("Fate", "%Ln postponed", "", n),
    Fate.EARLIER: lambda n: QCoreApplication.translate("Fate", "%Ln brought forward", "", n),
    Fate.STATE_CHANGED: lambda n: QCoreApplication.translate("Fate", "%Ln in another state", "", n),
    Fate.CHANGED: lambda n: QCoreApplication.translate("Fate", "%Ln otherwise changed", "", n),
    Fate.UNCHANGED: lambda n: QCoreApplication.translate("Fate", "%Ln unchanged", "", n),
}


def fate_title(fate: Fate) -> str:
    """The name of a group."""
    return _TITLES[fate]()


def group_text(fate: Fate, count: int) -> str:
    """A group with how many orders it has."""
    return f"{fate_title(fate)} ({QLocale().toString(count)})"


def flow_sentence(counts: Mapping[Fate, int], day: str) -> str:
    """Where the orders of the earlier day went, and which came; every order counts once."""
    there = sum(count for fate, count in counts.items() if fate not in _LATER_ONES)
    became = [
        _COUNTED[fate](counts[fate])
        for fate in Fate
        if counts.get(fate) and fate not in _LATER_ONES
    ]
    came = [_COUNTED[fate](counts[fate]) for fate in _LATER_ONES if counts.get(fate)]
    start = QCoreApplication.translate("Fate", "%Ln order(s) on {day}", "", there).format(day=day)
    sentence = f"{start} → {', '.join(became)}" if became else start
    template = QCoreApplication.translate("Fate", "{flow}; {came}.")
    return template.format(flow=sentence, came=", ".join(came)) if came else f"{sentence}."
