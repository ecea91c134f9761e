"""One value of an order: its canonical text, its place in a sort, its look on the screen."""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from orderviewer.fields.dates import (
    LONGEST_DATE,
    DateStyle,
    instant,
    iso_of_number,
    iso_of_text,
    shown,
)
from orderviewer.fields.naming import fold
from orderviewer.fields.roles import Kind, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "CELL_LENGTH",
    "EMPTY_KEY",
    "NOTHING",
    "SORTED_LENGTH",
    "DateStyle",
    "canonical",
    "folded",
    "folded_key",
    "show",
    "show_each",
    "sort_key",
    "visible",
]

CELL_LENGTH = 500  # characters a cell shows at most (reliability.md U2)
SORTED_LENGTH = 200  # characters that decide a sort
EMPTY_KEY = "\U0010ffff"  # the sort key of an empty value: after everything else
NOTHING = frozenset({"", "None", "none", "NONE", "null", "Null", "NULL"})  # api.md 3.4, rule 6

_DATE = Kind.DATE
_DATE_PLACES = tuple(place for place, role in enumerate(Role) if role.kind is Kind.DATE)
_NO_DATE = "~"  # comes after every digit, so texts come after all dates
_DIGITS = re.compile(r"0*([0-9]+)")
_NUMBER = re.compile(r"[+\-−]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_NUMBERS, _DATES, _TEXTS = "012"  # what keys begin with, of what nobody knows the kind of
_SIGN, _ALL_BITS = 1 << 63, (1 << 64) - 1
_LINE_END = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_SYMBOLS = {0x09: "⇥", 0x7F: "␡", **{code: chr(0x2400 + code) for code in range(32) if code != 9}}
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")  # fillers: printable by name only


def canonical(value: object, kind: Kind) -> str:
    """The one text that stands for a JSON value; "" for nothing at all.

    Nothing is null, a blank text, or the words None and null (api.md 3.4, rule 6).  Dates become
    ISO texts as `dates.iso_of_text` says; a date that cannot be read stays as it came.  A list
    counts as its first value that is not nothing; objects and lists of lists are nothing here.
    """
    if isinstance(value, str):
        text = value.strip()
        if text in NOTHING:
            return ""
        if kind is _DATE and len(text) <= LONGEST_DATE:
            text = iso_of_text(text) or text
        return text if text.isascii() else _storable(text)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return (iso_of_number(value) if kind is _DATE else None) or str(value)
    if isinstance(value, list):
        scalars = (canonical(item, kind) for item in value if not isinstance(item, list))
        return next(filter(None, scalars), "")
    return ""


def _storable(text: str) -> str:
    """Without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def sort_key(kind: Kind, canonical: str) -> str:
    """A text that SQLite's BINARY collation, or `<`, puts in the order people expect.

    Dates come by instant and before texts that are none; everything else in natural order (9
    before 10), case and accents apart.  The empty value comes last: its key is `EMPTY_KEY`.
    """
    return date_key(canonical) if kind is _DATE else text_key(canonical)


@lru_cache(maxsize=8192)
def date_key(canonical: str) -> str:
    """`sort_key` of a date; what is remembered is found without entering the interpreter."""
    if not canonical:
        return EMPTY_KEY
    moment = instant(canonical) if len(canonical) <= LONGEST_DATE else None
    return moment or _NO_DATE + _text_key(canonical[:SORTED_LENGTH])


@lru_cache(maxsize=8192)
def text_key(canonical: str) -> str:
    """`sort_key` of anything else."""
    return _text_key(canonical[:SORTED_LENGTH]) if canonical else EMPTY_KEY


@lru_cache(maxsize=8192)
def any_key(text: str) -> str:
    """`sort_key` of no known kind: numbers by size come before dates by instant and texts."""
    stripped = text.strip()
    if not stripped:
        return EMPTY_KEY
    number = _NUMBER.fullmatch(stripped)
    if number:
        return _NUMBERS + _size_key(float(number[0].replace(",", ".").replace("−", "-")))
    canonical = iso_of_text(stripped) if len(stripped) <= LONGEST_DATE else None
    moment = canonical and instant(canonical)
    return f"{_DATES}{moment}" if moment else _TEXTS + _text_key(stripped[:SORTED_LENGTH])


def _text_key(text: str) -> str:
    return folded_key(folded(text))


def folded_key(text: str) -> str:
    """The sort key of what `folded` gave."""
    parts = _DIGITS.split(text)
    for run in range(1, len(parts), 2):
        parts[run] = _number_key(parts[run])
    return "".join(parts)


def folded(text: str) -> str:
    """What is left of a text that is sorted, its numbers as they are."""
    if text.isascii():
        return text.lower()
    return fold(text).replace(EMPTY_KEY, "\ufffd")


def _number_key(digits: str) -> str:
    """Whole numbers, led by how long they are, compare as texts: 9 is "19", 10 is "210"."""
    length = len(digits)
    return f"{length}{digits}" if length < 9 else f"9{length:04d}{digits}"


def _size_key(number: float) -> str:
    """Sixteen digits that compare as the numbers do."""
    (bits,) = struct.unpack(">Q", struct.pack(">d", number + 0.0))  # -0 is 0
    return f"{bits ^ (_ALL_BITS if bits & _SIGN else _SIGN):016x}"


class Figure(str):
    """A text that is a number where it comes from, and stands in a column as numbers do."""

    __slots__ = ()


def show(kind: Kind, canonical: str, style: DateStyle) -> str:
    """The text of a cell: dates in the user's style, the rest made safe to show and not too long.

    A date with an offset appears on the clock of `style.zone`; one without is never shifted.
    """
    if kind is _DATE and canonical and len(canonical) <= LONGEST_DATE:
        date = shown(canonical, style.date, style.time, style.zone)
        if date is not None:
            return date
    plain = len(canonical) <= CELL_LENGTH and canonical.isprintable()
    if plain and (canonical.isascii() or _BLANK_LETTERS.isdisjoint(canonical)):
        return canonical
    return visible(canonical, CELL_LENGTH)


def show_each(values: Sequence[str], style: DateStyle) -> tuple[str, ...]:
    """The cells of one order, whose canonical texts are in the order of `Role`.

    Nearly always one look at all of them together shows that only dates need another form.
    """
    together = "".join(values)
    plain = together.isprintable() and len(together) <= CELL_LENGTH
    if not plain or not (together.isascii() or _BLANK_LETTERS.isdisjoint(together)):
        return tuple(
            show(role.kind, value, style) for role, value in zip(Role, values, strict=True)
        )
    texts = list(values)
    for place in _DATE_PLACES:
        if texts[place]:
            texts[place] = show(_DATE, texts[place], style)
    return tuple(texts)


def visible(text: str, longest: int | None = None) -> str:
    """The text with every character that hides or misleads made a visible symbol.

    Control characters, bidirectional overrides and zero-width characters become symbols
    (reliability.md U2); beyond `longest` characters the text ends in an ellipsis.
    """
    if longest is not None:
        text = text[: 2 * longest + 2]  # of which more than `longest` are left: two make a line end
    if not text.isprintable() or not _BLANK_LETTERS.isdisjoint(text):
        text = "".join(map(_visible_character, _LINE_END.sub("⏎", text)))
    if longest is not None and len(text) > longest:
        return f"{text[: longest - 1]}…"
    return text


def _visible_character(character: str) -> str:
    hidden = unicodedata.category(character) in _HIDDEN or character in _BLANK_LETTERS
    if not hidden:
        return character
    return _SYMBOLS.get(ord(character)) or f"⟨U+{ord(character):04X}⟩"
