"""Which columns a table shows: at first, of what the data has, and as words that can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.fields.paths import key_step, steps
from orderviewer.fields.roles import DOCUMENTED, Role
from orderviewer.search.keywords import Language, field_named, keyword
from orderviewer.search.terms import Computed, Field, Path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# What a manager looks for first stands first; the rest follows in the order of Role.
FIRST = (
    Role.ID,
    Role.REFERENCE,
    Role.STATE,
    Role.SITE,
    Role.TOWN,
    Role.PROMISED,
    Role.APPOINTMENT,
    Role.PRODUCT,
)
# There when asked for.
RARE = frozenset(
    {
        Role.STREET,
        Role.SITE_CONTACT,
        Role.CUSTOMER,
        Role.ORDER_KIND,
        Role.STEP,
        Role.PRIORITY,
        Role.REQUESTED,
        Role.CANCELLED,
    }
)
IN_ORDER = (*FIRST, *(role for role in Role if role not in FIRST))
DEFAULT: tuple[Field, ...] = tuple(role for role in IN_ORDER if role not in RARE)
MOST = 100  # columns of one view


def shown_columns(wanted: Iterable[Field], found: Collection[Role]) -> tuple[Field, ...]:
    """Those of the wanted columns that are on the screen, or in a file, from left to right.

    `found`: the roles that the data has (`Reading.columns`).  The order's number is never missing.
    """
    known = {Role.ID, *DOCUMENTED, *found}
    shown = [field for field in wanted if not isinstance(field, Role) or field in known]
    return tuple(shown if Role.ID in shown else [Role.ID, *shown])


def wanted_columns(fields: Iterable[Field]) -> tuple[Field, ...]:
    """The same without those that come twice, or are too many; never without the number."""
    unique = tuple(dict.fromkeys(fields))[:MOST]
    return unique if Role.ID in unique else (Role.ID, *unique)


def place_field(path: str) -> Path:
    """What a path of the JSON is as a column, whichever item of a list it leads to."""
    names = [step for step in steps(path) if isinstance(step, str)]
    plain = ""
    for name in names:
        plain = key_step(plain, name)
    return Path(plain if len(names) > 1 else f"$.{plain}")


def word_of(field: Field) -> str:
    """How a field is kept: in English, whatever the language of the window."""
    return keyword(field, Language.ENGLISH)


def field_of(word: str) -> Role | Computed | Path:
    """What `word_of` wrote; anything else is a place in the JSON that no order may have."""
    return field_named(word) or Path(word)
