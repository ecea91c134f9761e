"""Reads what was typed into the search box; whatever it is, it means something.

lyon fibre              both words, anywhere
"rue de lyon"           these words together
-lyon                   not this word
état:livrée  ville=lyon the field has the word, the field is that text
promise<+7j retard>0    days and numbers compared; also "promise:2024-03", "silence:10..20"
rdv:vide                the field has no value
état:livrée|"en production" one of them
site.address.city:lyon  any place in the JSON
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from orderviewer.fields.naming import fold
from orderviewer.fields.roles import Role
from orderviewer.search.keywords import field_named, says_empty, scope_meant
from orderviewer.search.moments import days_meant, numbers_meant
from orderviewer.search.terms import Found, Measure, Operator, Path, Term, Trouble, measure_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from orderviewer.search.terms import Field

LONGEST_QUERY = 2_000  # characters that are read
MOST_TERMS = 50

# A name, an operator and a value, a piece in quotes, or a run without blanks; each with its minus.
_PIECE = re.compile(
    r"(?P<minus>[-−](?=\S))?"
    r"(?:(?P<name>[^\s:=<>≤≥\"“«„][^\s:=<>≤≥\"“«„]*)(?P<operator><=|>=|=<|=>|[:=<>≤≥]))?"
    r"(?:\"(?P<straight>[^\"]*)(?:\"|$)|[“„](?P<curly>[^”“]*)(?:[”“]|$)|«(?P<french>[^»]*)(?:»|$)"
    r"|(?P<bare>\S*))"
)
_VALUE = re.compile(
    r"\"(?P<straight>[^\"]*)(?:\"|$)|[“„](?P<curly>[^”“]*)(?:[”“]|$)|«(?P<french>[^»]*)(?:»|$)"
    r"|(?P<bare>[^\s|]*)"
)
_OPERATORS = {"≤": Operator.AT_MOST, "≥": Operator.AT_LEAST, "=<": Operator.AT_MOST,
              "=>": Operator.AT_LEAST}  # fmt: skip
_ANY_DAY = date(2024, 2, 29)  # whether a text is a date does not depend on the day it is read


def parse(text: str, names: Collection[str] = ()) -> tuple[Found, ...]:
    """The terms of a text with their places in it, in order; never fails.

    `names`: keys of the JSON that may be asked for without a dot; others are searched as text.
    """
    known = {fold(name) for name in names}
    found: list[Found] = []
    at, end = 0, min(len(text), LONGEST_QUERY)
    while at < end and len(found) < MOST_TERMS:
        if text[at].isspace():
            at += 1
            continue
        piece = _PIECE.match(text, at, end)
        if piece is None or piece.end() == at:  # cannot be: a run without blanks takes anything
            break
        term = _term(piece, known)
        at, first = piece.end(), at
        if term.field is not None:
            term, at = _with_others(term, text, piece.end("operator"), end)
        found.append(Found(term, first, at))
    return tuple(found)


def terms_of(text: str, names: Collection[str] = ()) -> tuple[Term, ...]:
    """The terms of a text alone."""
    return tuple(found.term for found in parse(text, names))


def _term(piece: re.Match[str], known: Collection[str]) -> Term:
    quoted = _quoted(piece)
    value = (piece["bare"] if quoted is None else quoted).strip()
    negated = piece["minus"] is not None
    name = piece["name"]
    if name is None:
        return Term(value, negated=negated)
    operator = _OPERATORS.get(piece["operator"]) or Operator(piece["operator"])
    field = _field(name, operator, value, known)
    if field is None:
        whole = f"{name}{piece['operator']}{value}"
        is_name = name[0].isalpha() and not value.startswith("//")  # no time, no address
        return Term(whole, negated=negated, trouble=Trouble.UNKNOWN_FIELD if is_name else None)
    return Term("", field, operator, negated)  # its values are read by themselves


def _with_others(term: Term, text: str, at: int, end: int) -> tuple[Term, int]:
    """The values of a field from where its operator ends, and where they end."""
    found: list[Term] = []
    plain = replace(term, negated=False, trouble=None)
    while True:
        piece = _VALUE.match(text, at, end)
        if piece is None:  # cannot be: nothing at all is a value too
            break
        quoted = _quoted(piece)
        value = (piece["bare"] if quoted is None else quoted).strip()
        if value or quoted is not None or not found:
            found.append(_checked(replace(plain, value=value), quoted=quoted is not None))
        at = piece.end()
        if text[at : at + 1] != "|" or at >= end:
            break
        at += 1
    if len(found) > 1 and found[0].trouble is Trouble.UNFINISHED:  # "state:|a"
        del found[0]
    first, *others = found
    return replace(first, negated=term.negated, others=tuple(others)), at


def _quoted(piece: re.Match[str]) -> str | None:
    return next((piece[n] for n in ("straight", "curly", "french") if piece[n] is not None), None)


def _field(name: str, operator: Operator, value: str, known: Collection[str]) -> Field | None:
    field = field_named(name)
    if field is Role.ID and operator.orders:
        return Role.ORDERED  # "commande>=2024-01-01" speaks of its day
    if field is not None:
        return field
    if value.startswith("//"):  # an address of the web
        return None
    return Path(name) if fold(name) in known or _looks_like_a_path(name) else None


def _looks_like_a_path(name: str) -> bool:
    keys = name.split(".")
    return len(keys) > 1 and all(keys) and any(one.isalpha() for one in name)


def _checked(term: Term, *, quoted: bool) -> Term:
    """The same, with what is wrong about it; the word for nothing becomes an operator."""
    if term.field is None:
        return term
    if term.operator in {Operator.HAS, Operator.IS} and not quoted and says_empty(term.value):
        return replace(term, operator=Operator.EMPTY, value="")
    trouble = _trouble(term, measure_of(term.field), quoted=quoted)
    return term if trouble is None else replace(term, trouble=trouble)


def _trouble(term: Term, measure: Measure, *, quoted: bool) -> Trouble | None:
    if not term.value:
        means_empty = quoted and term.operator is Operator.IS and measure is not Measure.NUMBER
        return None if means_empty else Trouble.UNFINISHED
    if measure is Measure.SCOPE:
        return None if scope_meant(term.value) else Trouble.NOT_A_SCOPE
    is_number = numbers_meant(term.value) is not None
    if measure is Measure.NUMBER:
        return None if is_number else Trouble.NOT_A_NUMBER
    if term.operator.orders:
        return _disorder(term, measure, is_number=is_number)
    has_texts = measure is not Measure.DATE or isinstance(term.field, Role)
    return None if has_texts or _is_date(term) else Trouble.NOT_A_DATE


def _disorder(term: Term, measure: Measure, *, is_number: bool) -> Trouble | None:
    """What is wrong with a value that others should come before or after."""
    is_path = isinstance(term.field, Path)
    if measure is not Measure.DATE and not is_path:
        return Trouble.NOT_ORDERED
    return None if _is_date(term) or (is_path and is_number) else Trouble.NOT_A_DATE


def _is_date(term: Term) -> bool:
    return days_meant(term.value, _ANY_DAY) is not None
