"""The gathered checks: which switches show what."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from orderviewer.order import Scope
from tests.simulator.asking import Asking

Check = Callable[[Asking], None]
CHECKS: list[tuple[str, Check]] = []
CURRENT = "status=Current&limit=10&sort=-id"


def shows(*specs: str) -> Callable[[Check], Check]:
    """The check holds with each of these switches on, and fails with none."""

    def keep(check: Check) -> Check:
        CHECKS.extend((spec, check) for spec in specs)
        return check

    return keep


def name_of(spec: str) -> str:
    """The fault's name in a switch."""
    return re.sub(r"^(token|list|detail|api|all):|[=@*].*", "", spec)


def known(asking: Asking) -> list[str]:
    """The ids of the current orders, newest first."""
    return asking.simulator.world.ids(Scope.CURRENT)[::-1]


def is_json(found: bytes | str) -> bool:
    try:
        json.loads(found)
    except ValueError:
        return False
    return True
