"""The words for what fields mean: titles of roles and scopes, shared by table, pane and export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from orderviewer.fields.roles import Role
from orderviewer.fields.values import CELL_LENGTH, visible
from orderviewer.order import Scope
from orderviewer.search.terms import Computed, Measure, Path, measure_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.search.terms import Field

# Looked up at each call, because the language can change while the program runs.
_ROLES: dict[Role, Callable[[], str]] = {
    Role.ID: lambda: QCoreApplication.translate("Role", "Order"),
    Role.REQUEST_ID: lambda: QCoreApplication.translate("Role", "Request"),
    Role.REFERENCE: lambda: QCoreApplication.translate("Role", "Customer reference"),
    Role.STATE: lambda: QCoreApplication.translate("Role", "State"),
    Role.ORANGE_CONTACT: lambda: QCoreApplication.translate("Role", "Orange contact"),
    Role.SITE: lambda: QCoreApplication.translate("Role", "Site"),
    Role.TOWN: lambda: QCoreApplication.translate("Role", "Town"),
    Role.POSTCODE: lambda: QCoreApplication.translate("Role", "Postcode"),
    Role.PRODUCT: lambda: QCoreApplication.translate("Role", "Product"),
    Role.PROMISED: lambda: QCoreApplication.translate("Role", "Promised date"),
    Role.APPOINTMENT: lambda: QCoreApplication.translate("Role", "Appointment"),
    Role.APPOINTMENT_STATE: lambda: QCoreApplication.translate("Role", "Appointment state"),
    Role.ORDERED: lambda: QCoreApplication.translate("Role", "Ordered"),
    Role.REQUESTED: lambda: QCoreApplication.translate("Role", "Requested date"),
    Role.COMPLETED: lambda: QCoreApplication.translate("Role", "Completed"),
    Role.CANCELLED: lambda: QCoreApplication.translate("Role", "Cancelled"),
    Role.DELAY_REASON: lambda: QCoreApplication.translate("Role", "Delay reason"),
    Role.STREET: lambda: QCoreApplication.translate("Role", "Street"),
    Role.SITE_CONTACT: lambda: QCoreApplication.translate("Role", "Site contact"),
    Role.CUSTOMER: lambda: QCoreApplication.translate("Role", "Customer"),
    Role.ORDER_KIND: lambda: QCoreApplication.translate("Role", "Order type"),
    Role.STEP: lambda: QCoreApplication.translate("Role", "Step"),
    Role.PRIORITY: lambda: QCoreApplication.translate("Role", "Priority"),
}

_SCOPES: dict[Scope, Callable[[], str]] = {
    Scope.CURRENT: lambda: QCoreApplication.translate("Scope", "Current"),
    Scope.CLOSED: lambda: QCoreApplication.translate("Scope", "Closed"),
    Scope.ALL: lambda: QCoreApplication.translate("Scope", "All"),
}


_STREAMS: dict[Scope, Callable[[], str]] = {
    Scope.CURRENT: lambda: QCoreApplication.translate("Stream", "Current"),
    Scope.CLOSED: lambda: QCoreApplication.translate("Stream", "Closed"),
}

_COMPUTED: dict[Computed, Callable[[], str]] = {
    Computed.LATE: lambda: QCoreApplication.translate("Computed", "Days late"),
    Computed.SLIP: lambda: QCoreApplication.translate("Computed", "Slip in working days"),
    Computed.GAP: lambda: QCoreApplication.translate("Computed", "Days from wish to promise"),
    Computed.SILENCE: lambda: QCoreApplication.translate("Computed", "Days of silence"),
    Computed.DEPARTMENT: lambda: QCoreApplication.translate("Computed", "Department"),
    Computed.CHANGED: lambda: QCoreApplication.translate("Computed", "Last change"),
    Computed.RECEIVED: lambda: QCoreApplication.translate("Computed", "First seen"),
    Computed.SCOPE: lambda: QCoreApplication.translate("Computed", "List"),
    Computed.UNSEEN: lambda: QCoreApplication.translate("Computed", "Unseen changes"),
}


_AT_THE_RIGHT = frozenset(
    field for field in (*Role, *Computed) if measure_of(field) in {Measure.DATE, Measure.NUMBER}
)


def field_title(field: Field) -> str:
    """The title of anything that can be asked for in a search."""
    if isinstance(field, Path):
        return visible(field.text.removeprefix("$."), CELL_LENGTH)
    return _COMPUTED[field]() if isinstance(field, Computed) else _ROLES[field]()


def role_title(role: Role) -> str:
    """The title of a role in the language of the window (product.md 5)."""
    return _ROLES[role]()


def is_right(field: Field) -> bool:
    """Whether values stand at the right side of their column: dates and numbers do.

    Of a place in the JSON only its values tell.
    """
    return field in _AT_THE_RIGHT


def stream_title(stream: Scope) -> str:
    """The same of one order, which stands in one of two lists."""
    return _STREAMS[stream]()


def scope_title(scope: Scope) -> str:
    """The word for one of the API's lists (product.md 5, "Portée")."""
    return _SCOPES[scope]()
