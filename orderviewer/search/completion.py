"""What could come next in the search box: keywords at first, then values of the field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from orderviewer.fields.naming import fold
from orderviewer.fields.roles import Role
from orderviewer.search.keywords import Language, empty_word, field_named, keyword, scope_word
from orderviewer.search.parsing import parse
from orderviewer.search.terms import Computed, Measure, Operator, Path, Standing, Term, measure_of
from orderviewer.search.texts import holds, needle
from orderviewer.search.writing import write_term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from orderviewer.search.terms import Field

# The values of a field with how many orders have each, the likeliest first; "" for none.
Values: TypeAlias = "Callable[[Field], Sequence[tuple[str, int]]]"

MOST = 12  # suggestions
NO_PLACES: Mapping[str, str] = MappingProxyType({})

_DAYS = {
    Language.FRENCH: ("aujourd'hui", "demain", "semaine", "+7j", "-30j", "mois"),
    Language.ENGLISH: ("today", "tomorrow", "week", "+7d", "-30d", "month"),
}
_NUMBERS = (">0", ">5", ">10", ">30")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to put in place of the half-open range of characters that it completes.

    `field`: of a keyword or a path, what it stands for; `count`: of a value, how many orders have
    it; `example`: of a path, a value that some order has there.
    """

    text: str
    first: int
    last: int
    field: Field | None = None
    count: int | None = None
    example: str = ""


def complete(
    text: str,
    cursor: int,
    values: Values,
    language: Language,
    places: Mapping[str, str] = NO_PLACES,
    *,
    unasked: bool = False,
) -> tuple[Suggestion, ...]:
    """What the word at the cursor may become, at most MOST; without one every field; never fails.

    `places`: paths of the JSON that may be asked for, each with a value as an example.
    `unasked`: nothing is suggested before a word has begun.
    """
    before = text[: max(0, cursor)]
    found = parse(before, places)
    if not found or found[-1].last < len(before):
        return () if unasked else tuple(_keywords("", "", len(before), language))
    last = found[-1]
    typed = before[last.first : last.last]
    minus = typed[0] if typed[0] in "-−" and len(typed) > 1 else ""
    rest = last.first + len(minus)
    term = last.term
    if term.field is None:
        word = before[rest:]
        words = _keywords(word, minus, last.first, language)
        paths = _paths(word, minus, last.first, places) if word else ()
        return tuple(islice(chain(words, paths), MOST))
    others = term.alternatives if typed.endswith("|") else term.alternatives[:-1]
    present = replace(term.alternatives[-1], negated=term.negated)
    found_values = _values(replace(present, value="") if typed.endswith("|") else present,
                           values, language)  # fmt: skip
    return tuple(
        Suggestion(
            write_term(_one_more(others, one), language, places), last.first, last.last, count=count
        )
        for one, count in list(found_values)[:MOST]
    )


def _keywords(typed: str, minus: str, first: int, language: Language) -> Iterator[Suggestion]:
    """The keywords that begin so, those of the language first, each field once."""
    beginning = fold(typed)
    met: set[Field] = set()
    last = first + len(minus) + len(typed)
    other = Language.ENGLISH if language is Language.FRENCH else Language.FRENCH
    fields: tuple[Role | Computed, ...] = (*Role, *Computed)
    for spoken in (language, other):
        for field in fields:
            word = keyword(field, spoken)
            if fold(word).startswith(beginning) and field not in met:
                met.add(field)
                yield Suggestion(f"{minus}{word}:", first, last, field)
    named = field_named(typed)
    if named is not None and named not in met:
        yield Suggestion(f"{minus}{keyword(named, language)}:", first, last, named)


def _paths(typed: str, minus: str, first: int, places: Mapping[str, str]) -> Iterator[Suggestion]:
    """Places in the JSON that begin so, then those of which a later key does."""
    beginning, last = fold(typed), first + len(minus) + len(typed)
    folded = {name: fold(name) for name in places}
    whole = [name for name in places if folded[name].startswith(beginning)]
    inside = [name for name in places if f".{beginning}" in folded[name] and name not in whole]
    for name in (*whole, *inside):
        read = parse(f"{name}:x", places)
        if [one.term.field for one in read] == [Path(name)]:  # no blank in a key, say
            yield Suggestion(f"{minus}{name}:", first, last, Path(name), example=places[name])


def _one_more(others: Sequence[Term], term: Term) -> Term:
    """The value that is being typed, after those that stand before it."""
    if not others:
        return term
    last = replace(term, negated=False)
    return replace(others[0], negated=term.negated, others=(*others[1:], last))


def _values(term: Term, values: Values, language: Language) -> Iterator[tuple[Term, int | None]]:
    """Terms of the same field with whole values that the one typed may become."""
    field, typed = term.field, fold(term.value)
    if field is None:
        return
    measure = measure_of(field)
    if measure is Measure.SCOPE or measure is Measure.DATE:
        words: tuple[str, ...] = _DAYS[language]
        if measure is Measure.SCOPE:
            words = tuple(scope_word(scope, language) for scope in Standing)
        for word in words:
            if fold(word).startswith(typed):
                yield replace(term, value=word, trouble=None), None
    if measure is Measure.NUMBER and not typed and not term.operator.orders:
        for number in _NUMBERS:
            yield Term(number[1:], field, Operator(number[0]), term.negated), None
    if measure in {Measure.TEXT, Measure.DATE} and not term.operator.orders:
        yield from _stored(term, field, values, language)


def _stored(
    term: Term, field: Field, values: Values, language: Language
) -> Iterator[tuple[Term, int | None]]:
    """Values that orders have, and the word for having none."""
    wanted = needle(term.value)
    for value, count in values(field):
        if value and (not wanted or holds(value, wanted)):
            yield Term(value, field, Operator.IS, term.negated), count
    if empty_word(language).startswith(fold(term.value)):
        yield Term("", field, Operator.EMPTY, term.negated), None
