"""What a value looks like, whatever its field is called (product.md 0.1)."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from orderviewer.fields.dates import LONGEST_DATE, iso_of_number, iso_of_text
from orderviewer.fields.values import NOTHING


class Shape(IntEnum):
    """The look of one value; the number is its place in a learner's counts."""

    DATE = 0  # a day or time as text
    EPOCH = 1  # digits that may be one
    POSTCODE = 2  # five digits, 01 to 98
    PHONE = 3
    EMAIL = 4
    ADDRESS = 5  # of the web
    NUMBER = 6
    FLAG = 7
    SCOPE = 8  # the two words of the API's status filter, which are no state
    NAME = 9  # letters without digits
    TEXT = 10  # letters and digits
    OTHER = 11


_LONGEST = 200  # characters that are looked at
_WORDS = {
    **dict.fromkeys(("true", "false", "y", "n", "yes", "no", "o", "oui", "non"), Shape.FLAG),
    **dict.fromkeys(("current", "closed"), Shape.SCOPE),
}
_ADDRESS = re.compile(r"(?:https?://|www\.|/).*", re.DOTALL)
_POSTCODE = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-8]) ?\d{3}")
_PHONE = re.compile(r"(?:\+|00)\d(?:[ .()-]*\d){6,14}|0[1-9](?:[ .-]?\d\d){4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = re.compile(r"[+-]?[\d .,]+(?:e[+-]?\d+)?")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")
_FORMS = (
    (Shape.ADDRESS, _ADDRESS),
    (Shape.POSTCODE, _POSTCODE),
    (Shape.PHONE, _PHONE),
    (Shape.EMAIL, _EMAIL),
    (Shape.NUMBER, _NUMBER),
)
_FORMS_OF_LETTERS = ((Shape.ADDRESS, _ADDRESS), (Shape.EMAIL, _EMAIL), (Shape.NUMBER, _NUMBER))


def shape_of(value: object) -> Shape | None:
    """The shape of a JSON scalar, None for nothing at all."""
    if isinstance(value, str):
        text = value.strip()
        return None if text in NOTHING else _shape_of_text(text[:_LONGEST])
    if isinstance(value, bool):
        return Shape.FLAG
    if isinstance(value, (int, float)):
        if isinstance(value, int) and 1000 <= value <= 98999:
            return Shape.POSTCODE if value > 9999 else Shape.NUMBER
        return Shape.EPOCH if iso_of_number(value) else Shape.NUMBER
    return None


@lru_cache(maxsize=8192)
def _shape_of_text(text: str) -> Shape:
    if text.isascii() and text.isdigit():
        return _shape_of_digits(text)
    if len(text) <= LONGEST_DATE and _may_be_date(text) and iso_of_text(text):
        return Shape.DATE
    lower = text.lower()
    if lower in _WORDS:
        return _WORDS[lower]
    has_digit = _DIGIT.search(text) is not None
    for shape, form in _FORMS if has_digit else _FORMS_OF_LETTERS:
        if form.fullmatch(lower):
            return shape
    if not _LETTER.search(text):
        return Shape.OTHER
    return Shape.TEXT if has_digit else Shape.NAME


def _may_be_date(text: str) -> bool:
    """Every form of a date has a year; of other alphabets' digits the forms themselves know."""
    return not text.isascii() or _YEAR.search(text) is not None


def _shape_of_digits(text: str) -> Shape:
    if _POSTCODE.fullmatch(text):
        return Shape.POSTCODE
    if len(text) == 10 and text[0] == "0":
        return Shape.PHONE
    return Shape.EPOCH if iso_of_text(text) else Shape.NUMBER
