"""The one table of all causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.ui.failures.local import CREDENTIALS_UNAVAILABLE, EXPORT_FAILED, STORE_DAMAGED
from orderviewer.ui.failures.refused import REJECTED, UNAUTHORIZED
from orderviewer.ui.failures.unreachable import UNREACHABLE

if TYPE_CHECKING:
    from orderviewer.order import Cause
    from orderviewer.ui.failures.row import Row

FAILURES: dict[Cause, Row] = {
    **UNREACHABLE,
    **UNAUTHORIZED,
    **REJECTED,
    **CREDENTIALS_UNAVAILABLE,
    **STORE_DAMAGED,
    **EXPORT_FAILED,
}
