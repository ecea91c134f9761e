"""Writes terms as the text they can be read from again, in the keywords of either language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.search.keywords import empty_word, keyword, scope_meant, scope_word
from orderviewer.search.moments import in_words_of
from orderviewer.search.parsing import parse
from orderviewer.search.terms import Computed, Measure, Operator, measure_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from orderviewer.search.keywords import Language
    from orderviewer.search.terms import Term


def write(terms: Iterable[Term], language: Language, names: Collection[str] = ()) -> str:
    """The text of several terms; `names` as for `parse`."""
    return " ".join(write_term(term, language, names) for term in terms)


def write_term(term: Term, language: Language, names: Collection[str] = ()) -> str:
    """One term as text.

    Reading it gives the same term, though words that the languages write differently may have
    changed ("+7j", "+7d"), and a name that was no field may have become a plain text.
    """
    minus = "-" if term.negated else ""
    if term.field is None:
        return minus + _as_read(minus, term.value, term, names)
    signs = (one.operator for one in term.alternatives if one.operator is not Operator.EMPTY)
    sign = next(signs, Operator.HAS).value
    start = f"{minus}{keyword(term.field, language)}{sign}"
    return start + "|".join(_written(start, one, language, names) for one in term.alternatives)


def _written(start: str, term: Term, language: Language, names: Collection[str]) -> str:
    """The value alone, after the field and its operator."""
    if term.operator is Operator.EMPTY:
        return empty_word(language)
    value = _value(term, language)
    if not value:
        return '""' if term.asks else ""
    return _as_read(start, value, term, names)


def _as_read(start: str, value: str, term: Term, names: Collection[str]) -> str:
    """The value in the quotes it needs to be read as it is."""
    ways = (value, f'"{value}"', f"«{value}»", f"“{value}”")
    for way in ways:
        found = parse(start + way, names)
        if len(found) == 1:
            read = found[0].term
            same = read.value == value and read.operator is term.operator and not read.others
            if same and read.field == term.field:
                return way
    return f'"{value}"'


def _value(term: Term, language: Language) -> str:
    if term.field is None or not term.asks:
        return term.value
    if term.field is Computed.SCOPE:
        scope = scope_meant(term.value)
        return scope_word(scope, language) if scope else term.value
    if measure_of(term.field) is Measure.TEXT:
        return term.value
    return in_words_of(language, term.value)
