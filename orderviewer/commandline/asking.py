"""The texts of --filter and --sort as a query, or a sentence about what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.commandline.outcome import WrongUse
from orderviewer.local.query import Query, SortKey
from orderviewer.search.keywords import field_named
from orderviewer.search.parsing import LONGEST_QUERY, MOST_TERMS, parse
from orderviewer.search.terms import Path, Trouble

if TYPE_CHECKING:
    from orderviewer.commandline.voice import Voice
    from orderviewer.order import Scope
    from orderviewer.search.terms import Field, Term


def query_meant(scope: Scope, search: str, sort: str, voice: Voice) -> Query:
    """What Orange still lists of a scope, as far as `search` finds it; raises WrongUse."""
    return Query(scope, _sort_keys(sort, voice) or None, missing=False, terms=_terms(search, voice))


def _terms(search: str, voice: Voice) -> tuple[Term, ...]:
    """A file that holds more than was meant is worse than none: everything is understood, or not.

    The search box would leave out what it does not understand.
    """
    found = parse(search)
    read = found[-1].last if found else 0
    if len(search) > LONGEST_QUERY or (len(found) == MOST_TERMS and search[read:].strip()):
        raise WrongUse(voice.translate("CommandLine", "The filter is too long."))
    for one in found:
        trouble = next((term.trouble for term in one.term.alternatives if term.trouble), None)
        if trouble is not None:
            raise WrongUse(_not_understood(trouble, search[one.first : one.last], voice))
    return tuple(one.term for one in found)


def _not_understood(trouble: Trouble, words: str, voice: Voice) -> str:
    if trouble is Trouble.UNFINISHED:
        return voice.translate("CommandLine", "“{words}” in the filter lacks a value.", words=words)
    if trouble is Trouble.NOT_A_DATE:
        return voice.translate(
            "CommandLine",
            "“{words}” in the filter needs a date, such as 2024-03-12, today or +7d.",
            words=words,
        )
    if trouble is Trouble.NOT_A_NUMBER:
        return voice.translate(
            "CommandLine", "“{words}” in the filter needs a number.", words=words
        )
    if trouble is Trouble.NOT_A_SCOPE:
        return voice.translate(
            "CommandLine", "“{words}” in the filter names no list of orders.", words=words
        )
    if trouble is Trouble.NOT_ORDERED:
        return voice.translate(
            "CommandLine",
            "“{words}” in the filter compares what is neither a date nor a number.",
            words=words,
        )
    return voice.translate(
        "CommandLine", "“{words}” in the filter names a field that is not known.", words=words
    )


def _sort_keys(sort: str, voice: Voice) -> tuple[SortKey, ...]:
    """Raises WrongUse for a name that no field has."""
    keys: list[SortKey] = []
    for typed in sort.split(",") if sort.strip() else ():
        name = typed.strip()
        descending = name.startswith(("-", "−"))
        field = _field(name[1:].strip() if descending else name)
        if field is None:
            raise WrongUse(
                voice.translate("CommandLine", "There is no field “{name}” to sort by.", name=name)
            )
        keys.append(SortKey(field, descending))
    return tuple(keys)


def _field(name: str) -> Field | None:
    """A keyword of either language, or a place in the JSON such as "site.address.city"."""
    known = field_named(name)
    if known is not None:
        return known
    is_path = "." in name and all(name.split(".")) and not any(map(str.isspace, name))
    return Path(name) if is_path else None
