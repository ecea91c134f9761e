"""Where a word is found: in which texts of a value, at which places of a text.

A value is found under its folded text and, when it is a date, as the user reads it and in ISO
form.  A word is found where a part of the text begins: a letter or digit after something that is
neither, a digit after a letter, and inside of a number as long as three of its digits are left.
So "ord-12" finds ORD-123456, "3456" too, and "picard" finds camille.picard@example.com.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from orderviewer.fields.dates import HOME_ZONE, LONGEST_DATE, iso_of_text, shown
from orderviewer.fields.document import document
from orderviewer.fields.naming import fold
from orderviewer.fields.values import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from orderviewer.fields.flatten import Scalar

VERSION = 1  # an index made by another one is made anew; grows with any change of this module

LONGEST_VALUE = 2_000  # characters of a value that are searched
LONGEST_TOKEN = 40  # characters of a token that the index keeps

_BREAKS = re.compile(r"[\x00-\x20\x7f\s]+")
_BEGINNING = r"(?:(?<![^\W_])(?=[^\W_])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=\d\d\d))"
_START = re.compile(_BEGINNING)
_TOKEN = re.compile(rf"{_BEGINNING}(?=([^ ]{{1,{LONGEST_TOKEN}}}))")
_BEFORE_WORD = re.compile(r"[\W_]+")
# Sorts out at once nearly all that is no date.
_LIKE_A_DATE = re.compile(
    r"\d{4}[-/.]?\d\d?[-/.]?\d|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{9,13}$"
    r"|(?:[^\W\d]+\.?,?\s+)?\d{1,2}(?:er)?[ -][^\W\d]+\.?[ -]\d{4}"
)
_OF_A_DATE = re.compile(r"[\d/: -]+")
_VAGUE = re.compile(r"[\d/:., +\-einfa]*")  # what numbers ("1e5", "inf") and dates consist of
_SEVERAL, _OTHER = b"\x00", b"\x01"  # becomes several characters, or one that is not ASCII
_FOLDED_BYTES = b"".join(
    (folded.encode() if folded.isascii() else _OTHER) if len(folded) == 1 else _SEVERAL
    for folded in map(fold, map(chr, range(256)))
)
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[tT]\d\d:\d\d.*")


def plain(text: str) -> str:
    """Folded, with one space for whatever is blank."""
    folded = fold(text[:LONGEST_VALUE])
    if folded.isascii() and folded.isprintable() and "  " not in folded:
        return folded.strip(" ")
    return _BREAKS.sub(" ", folded).strip(" ")


def needle(text: str) -> str:
    """What is looked for when `text` was typed; "" for what is found everywhere.

    A whole ISO moment is looked for by day, hour and minute, as on the user's clock.
    """
    storable = text.encode("utf-8", "replace").decode().strip()
    if _ISO_MOMENT.fullmatch(storable):
        storable = _on_the_clock(storable) or storable
    found = plain(storable)
    before = _BEFORE_WORD.match(found)
    return found[before.end() :] if before else found


def finds(text: str, wanted: str) -> bool:
    """Whether a needle is found in a `plain` text."""
    at = text.find(wanted)
    while at >= 0:
        if _START.match(text, at):
            return True
        at = text.find(wanted, at + 1)
    return not wanted


@lru_cache(maxsize=8192)
def alternatives(text: str) -> tuple[str, ...]:
    """The `plain` texts under which a value is found; none for what says nothing.

    A date has one as the French write it and one in ISO form, its own only when that is neither.
    """
    return _texts(text)


def _texts(text: str) -> tuple[str, ...]:
    stripped = text.strip()
    if stripped in NOTHING:
        return ()
    if _LIKE_A_DATE.match(stripped) and len(stripped) <= LONGEST_DATE:
        iso = _on_the_clock(stripped)
        if iso:
            french = f"{iso[8:10]}/{iso[5:7]}/{iso[:4]}{iso[10:]}"
            own = () if stripped[4:5] == "-" else (plain(stripped),)
            return tuple(dict.fromkeys((*own, french, iso)))
    return (plain(stripped),)


def _on_the_clock(text: str) -> str | None:
    """A date as ISO day and, where it has a time, the hour and minute in France."""
    canonical = iso_of_text(text)
    return canonical and shown(canonical, "%Y-%m-%d", "%H:%M", HOME_ZONE)


def holds(value: str, wanted: str) -> bool:
    """Whether a needle is found in a value."""
    return any(finds(text, wanted) for text in alternatives(value))


@lru_cache(maxsize=8192)
def _tokens(value: str) -> frozenset[str]:
    return frozenset(token for text in _texts(value) for token in _TOKEN.findall(text))


def text_of(scalar: Scalar) -> str:
    """A JSON value as text; "" for null."""
    if isinstance(scalar, str):
        return scalar
    if isinstance(scalar, bool):
        return "true" if scalar else "false"
    return "" if scalar is None else str(scalar)


def values_of(*raws: bytes | None) -> set[str]:
    """Every value, as text, of an order's JSON documents: of its list and of its detail."""
    found: set[str] = set()
    for raw in raws:
        if raw is not None:
            found.update(_values(document(raw)))
    return found


def tokens_of(*raws: bytes | None) -> str:
    """What the index keeps of an order: from wherever a word may begin to the next blank.

    A needle without a blank is found in the order if, and only if, one of these tokens begins
    with it.  They come in any order, each once, with blanks between them.
    """
    return " ".join(frozenset().union(*map(_tokens, values_of(*raws))))


def all_found(wanted: Sequence[str], *raws: bytes | None) -> bool:
    """Whether each needle is found in some value of an order."""
    if not _may_be_found(wanted, raws):
        return False
    values = values_of(*raws)
    folded = {value: value.lower() if value.isascii() else _folded(value) for value in values}
    together = "\n".join(folded.values())
    return all(_is_among(one, folded, together) for one in wanted)


def _is_among(wanted: str, folded: dict[str, str], together: str) -> bool:
    """`together`: all values folded, which rules nearly all orders out at once."""
    first, *others = wanted.split(" ")
    if first in together and all(word in together for word in others):
        likely = (value for value, text in folded.items() if first in text)
        if any(holds(value, wanted) for value in likely):
            return True
    if _OF_A_DATE.fullmatch(wanted) is None:
        return False
    return any(holds(value, wanted) for value in folded if _LIKE_A_DATE.match(value.strip()))


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return fold(text)


def _may_be_found(wanted: Sequence[str], raws: Iterable[bytes | None]) -> bool:
    """False for nearly all orders that do not have the needles; ten times faster than looking."""
    telling = list(filter(None, map(_telling, wanted)))
    if not telling:
        return True
    folded = [_roughly_folded(raw) for raw in raws if raw is not None]
    if None in folded:
        return True
    together = b" ".join(filter(None, folded))
    return all(word in together for word in telling)


@lru_cache(maxsize=1024)
def _telling(wanted: str) -> bytes:
    """A word of a needle that stands in the JSON of whoever has it; b"" for none.

    Numbers and dates are found in other forms than they are sent in.
    """
    words = [word for word in wanted.split(" ") if word.isascii() and not _VAGUE.fullmatch(word)]
    return max(words, key=len, default="").encode()


def _roughly_folded(raw: bytes) -> bytes | None:
    """An order's JSON without case and accents; None where that is more than a look at each byte.

    Words of ASCII are found in it if, and only if, they are found in the JSON that is folded.
    """
    if b"\\" in raw:
        return None
    try:
        text = raw.decode().replace("’", "'").replace("œ", "oe").replace("Œ", "oe")
        folded = text.encode("latin-1").translate(_FOLDED_BYTES)
    except UnicodeError:
        return None
    return None if _SEVERAL in folded else folded


def match_expression(wanted: str) -> str:
    """What an index of `tokens` is asked for a needle that is not empty.

    Finds every order that has the needle; see `is_sure` for whether it finds others too.
    """
    *whole, last = _words(wanted)
    asked = [f'"{_quoted(word)}"' for word in whole]
    asked.append(f'"{_quoted(last)}"*')
    return " AND ".join(asked)


def is_sure(wanted: str) -> bool:
    """Whether the index alone decides; else what it finds must be looked at."""
    return len(wanted) <= LONGEST_TOKEN and " " not in wanted


def _words(wanted: str) -> list[str]:
    """The words of a needle from their first letter or digit on; a last one without any is not."""
    parts = (_BEFORE_WORD.sub("", word, count=1) if _BEFORE_WORD.match(word) else word
             for word in wanted.split(" "))  # fmt: skip
    return [word[:LONGEST_TOKEN] for word in parts if word]


def _quoted(word: str) -> str:
    return word.replace('"', '""')


def _values(decoded: Any) -> Iterator[str]:  # noqa: ANN401  any JSON
    stack = [decoded]
    while stack:
        value = stack.pop()
        kind = value.__class__
        if kind is str:
            yield value
        elif kind is dict:
            stack.extend(value.values())
        elif kind is list:
            stack.extend(value)
        elif value is not None:
            yield text_of(value)
