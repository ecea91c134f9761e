"""Words in names and texts: split field names into words, fold case and accents away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LONGEST_NAME = 100  # characters; a longer key is data, and tells no role

_COMBINING = dict.fromkeys(
    code
    for first, last in (
        (0x0300, 0x036F),
        (0x1AB0, 0x1AFF),
        (0x1DC0, 0x1DFF),
        (0x20D0, 0x20FF),
        (0xFE20, 0xFE2F),
    )
    for code in range(first, last + 1)
)
_LIGATURES = str.maketrans(
    {
        "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "’": "'", "ʼ": "'", "‘": "'",
    }
)  # fmt: skip
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_SYNONYMS = {
    "rdv": "rendezvous", "rdvs": "rendezvous", "dt": "date", "cde": "commande", "cmd": "commande",
    "liv": "livraison", "lib": "libelle",
}  # fmt: skip


def unaccented(text: str) -> str:
    """The same letters without accents or ligatures: "Cœur d'Épinal" gives "Coeur d'Epinal"."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKD", text).translate(_COMBINING).translate(_LIGATURES)


def fold(text: str) -> str:
    """What is left of a text when neither case nor accents count; "ß" becomes "ss"."""
    if text.isascii():
        return text.lower()
    return unaccented(text).casefold()


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """The words of a field's name: "dateMiseEnService" gives date, mise, en, service."""
    found = [_SYNONYMS.get(word, word) for word in map(str.lower, _WORD.findall(unaccented(name)))]
    for index in range(len(found) - 1, 0, -1):
        if found[index - 1] == "rendez" and found[index] == "vous":
            found[index - 1 : index + 1] = ["rendezvous"]
    return tuple(found)


def is_among(word: str, names: frozenset[str]) -> bool:
    """Whether the word, or its singular, is one of the names."""
    return word in names or (word[-1:] in {"s", "x"} and word[:-1] in names)


def has_word(wanted: str, among: Collection[str]) -> bool:
    """Whether the wanted word, or its plural, is there; "contract*" stands for a beginning."""
    if wanted.endswith("*"):
        return any(word.startswith(wanted[:-1]) for word in among)
    return any(word == wanted or word in {f"{wanted}s", f"{wanted}x"} for word in among)


def forms(found: Iterable[str]) -> frozenset[str]:
    """The words, and their singulars where they may be plurals: `is_among` for many at once."""
    plain = frozenset(found)
    return plain.union(word[:-1] for word in plain if word[-1:] in {"s", "x"})
