"""Every role and list has a title of its own."""

from __future__ import annotations

from orderviewer.fields.roles import Role
from orderviewer.order import Scope
from orderviewer.ui.titles import role_title, scope_title


def test_every_role_has_its_own_title() -> None:
    titles = [role_title(role) for role in Role]
    assert all(titles)
    assert len(set(titles)) == len(Role)


def test_every_scope_has_its_own_title() -> None:
    assert len({scope_title(scope) for scope in Scope}) == len(Scope)
