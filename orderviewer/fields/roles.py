"""The roles a field of an order can play, and how each kind of value is sorted."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """How a role's values are written, aligned and sorted."""

    TEXT = "text"
    IDENTIFIER = "identifier"  # natural order: 9 before 10
    DATE = "date"
    STATE = "state"


class Role(StrEnum):
    """A meaning the program needs; where it sits in the JSON is learnt (product.md 0.1).

    The order of the members is the default order of the table's columns and of the values
    tuple that a reading makes of an order.  The first five are documented by Orange.
    """

    ID = "id"
    REQUEST_ID = "request_id"
    REFERENCE = "reference"
    STATE = "state"
    ORANGE_CONTACT = "orange_contact"
    SITE = "site"
    TOWN = "town"
    POSTCODE = "postcode"
    PRODUCT = "product"
    PROMISED = "promised"
    APPOINTMENT = "appointment"
    APPOINTMENT_STATE = "appointment_state"
    ORDERED = "ordered"
    REQUESTED = "requested"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    DELAY_REASON = "delay_reason"
    STREET = "street"
    SITE_CONTACT = "site_contact"
    CUSTOMER = "customer"
    ORDER_KIND = "order_kind"
    STEP = "step"
    PRIORITY = "priority"

    @property
    def kind(self) -> Kind:
        return _KINDS.get(self, Kind.TEXT)

    @property
    def documented(self) -> bool:
        """Whether Orange's own page names the field (api.md 1.5)."""
        return self in DOCUMENTED


DOCUMENTED = (Role.ID, Role.REQUEST_ID, Role.REFERENCE, Role.STATE, Role.ORANGE_CONTACT)

_KINDS = {
    Role.ID: Kind.IDENTIFIER,
    Role.REQUEST_ID: Kind.IDENTIFIER,
    Role.REFERENCE: Kind.IDENTIFIER,
    Role.POSTCODE: Kind.IDENTIFIER,
    Role.STATE: Kind.STATE,
    Role.APPOINTMENT_STATE: Kind.STATE,
    Role.PROMISED: Kind.DATE,
    Role.APPOINTMENT: Kind.DATE,
    Role.ORDERED: Kind.DATE,
    Role.REQUESTED: Kind.DATE,
    Role.COMPLETED: Kind.DATE,
    Role.CANCELLED: Kind.DATE,
}
