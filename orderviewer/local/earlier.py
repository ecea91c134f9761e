"""One order at two moments: which fields of what is shown of it differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.fields.document import merged
from orderviewer.local.meaning import Difference, compared, differences

if TYPE_CHECKING:
    from orderviewer.local.past import Then


def differences_between(before: Then, after: Then) -> tuple[Difference, ...]:
    """By meaning, in list and detail laid over each other.

    Fields that only a detail tells are not new because the first detail came in between.
    """
    found = compared(
        merged(before.list_json, before.detail_json), merged(after.list_json, after.detail_json)
    )
    if before.detail_json is None and after.detail_json is not None:
        listed = {one.path for one in differences(before.list_json, after.list_json)}
        found = tuple(one for one in found if one.before or one.path in listed)
    return found
