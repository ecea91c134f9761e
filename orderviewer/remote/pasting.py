"""What people paste: cleans one secret, recognises several in a whole text.  No Qt, no keyring."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from dataclasses import dataclass

from orderviewer.remote.secret import Secret

_AROUND = "\"'`´“”„«»‹›‘’‚,;"  # around a value, never part of one
_APOSTROPHES = dict.fromkeys(map(ord, "’‘´`"), "'")
_BORDER = re.compile(r"[\r\n,;&]+|\s-H\s|\s--header\s")  # lines, JSON, forms, curl commands
_BASIC = re.compile(r"\bBasic\s+([A-Za-z0-9+/_-]{4,}={0,2})", re.IGNORECASE)
_LABELS = {
    "client_id": "client id|clientid|identifiant client|id client|identifiant application"
    "|application id|app id",
    "client_secret": "client secret|clientsecret|secret client|secret|mot de passe client"
    "|cle secrete|code secret",
    "api_key": "x api key|api key|apikey|cle api|cle d api|cle de l api|cle",
}
_SEPARATOR = re.compile(r"\s*(?::|=>|=|\t|→)\s*")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was recognised; None where nothing was."""

    client_id: Secret | None = None
    client_secret: Secret | None = None
    api_key: Secret | None = None

    def __bool__(self) -> bool:
        return any((self.client_id, self.client_secret, self.api_key))


def clean_secret(text: str) -> str:
    """A secret without what pasting adds: white space, line ends, invisible characters, quotes.

    No secret of Orange holds white space, so it goes everywhere, not only at the ends.
    """
    kept = "".join(c for c in text if not c.isspace() and unicodedata.category(c)[0] != "C")
    return kept.strip(_AROUND)


def parse_pasted(text: str) -> Pasted:
    """Recognises a Basic header and labelled lines, in English and French; else Pasted()."""
    found: dict[str, Secret] = {}
    basic = _BASIC.search(text)
    pair = _decoded(basic[1]) if basic else None
    if pair:
        found["client_id"], found["client_secret"] = (Secret(part) for part in pair)
    for line in _BORDER.split(text):
        name, value = _labelled(line)
        if name and value and name not in found:
            found[name] = Secret(value)
    return Pasted(found.get("client_id"), found.get("client_secret"), found.get("api_key"))


def _decoded(encoded: str) -> tuple[str, str] | None:
    plain = encoded.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        text = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    client_id, colon, secret = text.partition(":")
    return (client_id, clean_secret(secret)) if colon and client_id and secret.strip() else None


def _labelled(line: str) -> tuple[str | None, str]:
    """The field a line names and its value."""
    parts = _SEPARATOR.split(line.strip().strip("-•*{} "), maxsplit=1)
    if len(parts) != 2:
        return None, ""
    label = _plain(parts[0])
    for name, spellings in _LABELS.items():
        if re.fullmatch(spellings, label):
            return name, clean_secret(parts[1])
    return None, ""


def _plain(label: str) -> str:
    """Lower case without accents; every run of other characters is one space."""
    straight = label.translate(_APOSTROPHES)
    bare = unicodedata.normalize("NFKD", straight).encode("ascii", "ignore").decode().lower()
    return " ".join(re.split(r"[^a-z0-9]+", bare)).strip()
