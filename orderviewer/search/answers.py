"""Whether one order meets one condition: what SQL calls for where SQL alone cannot tell."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from orderviewer.fields.dates import HOME_ZONE, LONGEST_DATE, iso_of_text, shown
from orderviewer.fields.document import document
from orderviewer.fields.naming import fold
from orderviewer.fields.paths import steps
from orderviewer.fields.values import NOTHING
from orderviewer.search.moments import days_meant, numbers_meant
from orderviewer.search.terms import Operator
from orderviewer.search.texts import holds, needle, plain, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orderviewer.search.moments import Days, Numbers

T = TypeVar("T")
Ordered = TypeVar("Ordered", float, str)
_CONTAINERS = frozenset({dict, list})
ROOT = "$"  # the first step of every place, for those that have only one of their own


@lru_cache(maxsize=8192)
def day_of(canonical: str) -> str | None:
    """The ISO day of a canonical date on the clock of France; None when it is no date."""
    if len(canonical) > LONGEST_DATE:
        return None
    day = (shown(canonical, "%Y-%m-%d", "", HOME_ZONE) or "").strip()
    return day if len(day) == len("2024-03-12") else None


@lru_cache(maxsize=8192)
def text_holds(text: str, wanted: str) -> bool:
    """Whether a needle is found in the text of a cell."""
    return holds(text, wanted)


@lru_cache(maxsize=8192)
def text_is(text: str, value: str) -> bool:
    """Whether a text is the value, case, accents and blanks apart."""
    return plain(text.strip()) == plain(value.strip())


@lru_cache(maxsize=8192)
def department_of(postcode: str) -> str:
    """The number of a French postcode's département, "" for any other code (product.md 3.5)."""
    code = postcode.replace(" ", "")
    if len(code) != 5 or not (code.isascii() and code.isdigit()):
        return ""
    if code.startswith("20"):
        return "2A" if code < "20200" else "2B"
    if code.startswith(("97", "98")):
        return code[:3]
    return code[:2] if "01" <= code[:2] <= "95" else ""


def path_answers(
    list_json: bytes | None,
    detail_json: bytes | None,
    path: str,
    operator: str,
    value: str,
    today: str,
) -> bool:
    """Whether a value at `path`, in the list's JSON or in the detail's, is as the term says."""
    found = list(values_at(path, list_json, detail_json))
    asked = Operator(operator)
    if asked is Operator.EMPTY:
        return not any(text.strip() not in NOTHING for text in found)
    if asked is Operator.IS:
        return any(text_is(text, value) for text in found)
    days, numbers = days_meant(value, date.fromisoformat(today)), numbers_meant(value)
    if asked is Operator.HAS:
        wanted = needle(value)
        return any(holds(text, wanted) or _is_within(_date_of(text), asked, days) for text in found)
    return any(_compares(text, asked, days, numbers) for text in found)


def values_at(path: str, *raws: bytes | None) -> Iterator[str]:
    """The values, as text, whose place in the JSON ends with the steps of `path`."""
    return values_in(path, *(document(raw) for raw in raws if raw is not None))


def values_in(path: str, *decoded: object) -> Iterator[str]:
    """As `values_at`, of documents that are decoded already."""
    wanted = path_steps(path)
    for one in decoded:
        yield from map(text_of, _scalars_at(one, wanted))


def value_in(path: str, *decoded: object) -> str:
    """The first of them that is something, "" for none."""
    texts = (text.strip() for text in values_in(path, *decoded))
    return next((text for text in texts if text not in NOTHING), "")


def number_in(path: str, *decoded: object) -> bool:
    """Whether what `value_in` finds is a number of the JSON, not a text of digits."""
    wanted = path_steps(path)
    scalars = (scalar for one in decoded for scalar in _scalars_at(one, wanted))
    first = next((one for one in scalars if text_of(one).strip() not in NOTHING), None)
    return isinstance(first, int | float) and not isinstance(first, bool)


def first_value_at(path: str, *raws: bytes | None) -> str:
    """As `value_in`; a document is decoded only if those before it have nothing there."""
    found = (value_in(path, document(raw)) for raw in raws if raw is not None)
    return next(filter(None, found), "")


def _scalars_at(decoded: Any, wanted: tuple[str, ...]) -> Iterator[Any]:  # noqa: ANN401  any JSON
    """In the order they were sent; lists are no steps."""
    count, last = len(wanted), wanted[-1] if wanted else ROOT
    stack: list[tuple[Any, tuple[str, ...]]] = [(decoded, (ROOT,)[-count:])]
    while stack:
        value, place = stack.pop()
        if isinstance(value, dict):
            # What is neither a way further nor at the place is not even looked at twice.
            stack.extend(
                [
                    (member, (*place, name)[-count:])
                    for key, member in reversed(value.items())
                    if (name := _folded(key)) == last or member.__class__ in _CONTAINERS
                ]
            )
        elif isinstance(value, list):
            stack.extend([(item, place) for item in reversed(value)])
        elif place == wanted:
            yield value


@lru_cache(maxsize=4096)
def _folded(key: str) -> str:
    return fold(key)


@lru_cache(maxsize=4096)
def path_steps(path: str) -> tuple[str, ...]:
    """The names in a path, folded, without the places in lists."""
    return tuple(fold(step) for step in steps(path) if isinstance(step, str))


def bounds(operator: Operator, first: T | None, last: T | None) -> tuple[T | None, T | None]:
    """What a value must be at least and at most, of what the term says, from `first` to `last`.

    With LESS and MORE it must not be that itself: before a week is before its first day, after
    it is after its last one.
    """
    if operator is Operator.LESS:
        return None, first
    if operator is Operator.AT_MOST:
        return None, last
    if operator is Operator.MORE:
        return last, None
    if operator is Operator.AT_LEAST:
        return first, None
    return first, last


def _compares(text: str, operator: Operator, days: Days | None, numbers: Numbers | None) -> bool:
    number = numbers_meant(text) if numbers is not None else None
    if numbers is not None and number is not None and number.first is not None:
        return is_between(number.first, operator, numbers.first, numbers.last)
    return _is_within(_date_of(text), operator, days)


def _is_within(day: date | None, operator: Operator, days: Days | None) -> bool:
    if day is None or days is None:
        return False
    first, last = (None if end is None else float(end.toordinal()) for end in days)
    return is_between(float(day.toordinal()), operator, first, last)


def is_between(
    value: Ordered, operator: Operator, first: Ordered | None, last: Ordered | None
) -> bool:
    """Whether a value is as the term says, which speaks of what lies from `first` to `last`."""
    at_least, at_most = bounds(operator, first, last)
    if at_least is None and at_most is None:
        return False
    if operator in {Operator.LESS, Operator.MORE} and value in {at_least, at_most}:
        return False
    return (at_least is None or value >= at_least) and (at_most is None or value <= at_most)


def _date_of(text: str) -> date | None:
    stripped = text.strip()
    canonical = iso_of_text(stripped) if len(stripped) <= LONGEST_DATE else None
    day = canonical and day_of(canonical)
    return date.fromisoformat(day) if day else None
