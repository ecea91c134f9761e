"""Known fields and contacts of an order as lines of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from orderviewer.fields.roles import Kind
from orderviewer.fields.values import CELL_LENGTH, DateStyle, show, visible
from orderviewer.ui.form import Group, Line
from orderviewer.ui.plain import visible_lines
from orderviewer.ui.titles import role_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.fields.contacts import Contact
    from orderviewer.fields.sheet import Fact

MOST_CONTACTS = 30  # an order with more has them all in the tree
LONGEST_SHOWN = 1_000  # characters of one value; copying gives all of it


def fact_group(facts: Sequence[Fact], style: DateStyle) -> Group:
    """The known fields that have a value, in the order of their roles."""
    return Group(
        QCoreApplication.translate("Facts", "Order"),
        tuple(fact_line(fact, style) for fact in facts if fact.text),
        section=True,
    )


def fact_line(fact: Fact, style: DateStyle) -> Line:
    title = role_title(fact.role)
    if fact.role.kind is Kind.DATE:
        shown = show(Kind.DATE, fact.text, style)
        return Line(title, shown, shown, fact.path)
    return Line(title, visible_lines(fact.text, LONGEST_SHOWN), fact.text, fact.path)


def contact_groups(contacts: Sequence[Contact]) -> tuple[Group, ...]:
    """Everybody whom the order names, with phone and mail as far as they are known."""
    if not contacts:
        return ()
    unnamed = QCoreApplication.translate("Contacts", "Contact")
    groups = [Group(QCoreApplication.translate("Contacts", "Contacts"), section=True)]
    for contact in contacts[:MOST_CONTACTS]:
        path = contact.path
        role = contact.role or (role_title(contact.of) if contact.of else "")
        lines = (
            text_line(QCoreApplication.translate("Contacts", "Role"), role, path),
            text_line(QCoreApplication.translate("Contacts", "Phone"), contact.phone, path),
            text_line(QCoreApplication.translate("Contacts", "Mail"), contact.email, path),
        )
        title = visible(contact.name, CELL_LENGTH) or unnamed
        groups.append(Group(title, tuple(line for line in lines if line.shown)))
    return tuple(groups)


def text_line(title: str, text: str, path: str = "") -> Line:
    """A line for any text of an order."""
    return Line(title, visible_lines(text, LONGEST_SHOWN), text, path)
