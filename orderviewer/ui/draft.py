"""What the connection dialog holds, and the first thing that is wrong with it: no widgets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from orderviewer.profile import Endpoint, Profile, address_problem
from orderviewer.remote.pasting import clean_secret
from orderviewer.remote.secret import Secret, secret_problem
from orderviewer.ui.words import Phrase, local_today

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class Field(StrEnum):
    """The entries of the dialog that can be wrong."""

    NAME = "name"
    CLIENT_ID = "client_id"
    CLIENT_SECRET = "client_secret"  # noqa: S105  a field's name
    API_KEY = "api_key"
    KEY_ISSUED = "key_issued"
    TOKEN_SCOPE = "token_scope"  # noqa: S105  a field's name
    BASE_URL = "base_url"
    TOKEN_URL = "token_url"  # noqa: S105  a field's name


@dataclass(frozen=True, slots=True)
class Draft:
    """A connection as the user wants it; a secret that is None stays as the keyring has it."""

    profile: Profile
    client_id: Secret | None = None
    client_secret: Secret | None = None
    api_key: Secret | None = None
    session_only: bool = False  # not into the keyring, although there is one

    @property
    def secrets(self) -> tuple[Secret | None, Secret | None, Secret | None]:
        """Client id, client secret and API key."""
        return (self.client_id, self.client_secret, self.api_key)


@dataclass(frozen=True, slots=True)
class Entries:
    """The texts as they stand in the dialog."""

    name: str
    client_id: str = field(repr=False)
    client_secret: str = field(repr=False)
    api_key: str = field(repr=False)
    key_issued: date | None
    data_language: str
    token_scope: str
    base_url: str
    token_url: str
    page_size: int
    parallel_requests: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the entries cannot be used yet."""

    field: Field
    sentence: Phrase


_SECRET = {
    Field.CLIENT_ID: {
        "empty": Phrase("ConnectDialog", "Enter the client id."),
        "too long": Phrase("ConnectDialog", "The client id is too long: copy it again."),
        "characters": Phrase(
            "ConnectDialog", "The client id holds characters that cannot be sent: copy it again."
        ),
    },
    Field.CLIENT_SECRET: {
        "empty": Phrase("ConnectDialog", "Enter the client secret."),
        "too long": Phrase("ConnectDialog", "The client secret is too long: copy it again."),
        "characters": Phrase(
            "ConnectDialog",
            "The client secret holds characters that cannot be sent: copy it again.",
        ),
    },
    Field.API_KEY: {
        "empty": Phrase("ConnectDialog", "Enter the API key."),
        "too long": Phrase("ConnectDialog", "The API key is too long: copy it again."),
        "characters": Phrase(
            "ConnectDialog", "The API key holds characters that cannot be sent: copy it again."
        ),
    },
}
_BASE_URL = {
    "empty": Phrase("ConnectDialog", "Enter the base URL."),
    "scheme": Phrase("ConnectDialog", "The base URL must begin with https://."),
    "host": Phrase("ConnectDialog", "The base URL names no server."),
    "extra": Phrase("ConnectDialog", "The base URL must hold no user name, “?” or “#”."),
}
_TOKEN_URL = {
    "empty": Phrase("ConnectDialog", "Enter the token URL."),
    "scheme": Phrase("ConnectDialog", "The token URL must begin with https://."),
    "host": Phrase("ConnectDialog", "The token URL names no server."),
    "extra": Phrase("ConnectDialog", "The token URL must hold no user name, “?” or “#”."),
}


def first_problem(
    entries: Entries, *, stored: bool, taken: frozenset[str], today: date | None = None
) -> Problem | None:
    """None when the entries can be used; `stored`: empty secrets mean those of the keyring.

    `taken` are the slugs of the other connections.
    """
    return next(_problems(entries, stored, taken, today or local_today()), None)


def _problems(
    entries: Entries, stored: bool, taken: frozenset[str], today: date
) -> Iterator[Problem]:
    name = entries.name.strip()
    if not name:
        yield Problem(Field.NAME, Phrase("ConnectDialog", "Give this connection a name."))
    elif Profile(name=name).slug in taken:
        yield Problem(Field.NAME, Phrase("ConnectDialog", "Another connection has this name."))
    for secret, sentences in _SECRET.items():
        text = clean_secret(getattr(entries, secret))
        fault = secret_problem(Secret(text))
        if secret is Field.CLIENT_ID and ":" in text:
            fault = "characters"  # where the login splits id and secret
        if fault and not (stored and fault == "empty"):
            yield Problem(secret, sentences[fault])
    if entries.key_issued and entries.key_issued > today:
        future = Phrase("ConnectDialog", "The day the API key was issued lies in the future.")
        yield Problem(Field.KEY_ISSUED, future)
    if fault := address_problem(entries.base_url):
        yield Problem(Field.BASE_URL, _BASE_URL[fault])
    if fault := address_problem(entries.token_url):
        yield Problem(Field.TOKEN_URL, _TOKEN_URL[fault])


def draft_of(entries: Entries, profile: Profile) -> Draft:
    """The entries over what `profile` had; they must have no problem."""
    endpoint = Endpoint(
        base_url=entries.base_url.strip(),
        token_url=entries.token_url.strip(),
        token_scope=" ".join(entries.token_scope.split()),
        data_language=entries.data_language,
    )
    client_id, client_secret, api_key = (
        clean_secret(getattr(entries, secret)) for secret in _SECRET
    )
    return Draft(
        replace(
            profile,
            name=entries.name.strip(),
            endpoint=endpoint,
            key_issued=entries.key_issued,
            page_size=entries.page_size,
            parallel_requests=entries.parallel_requests,
        ),
        Secret(client_id) if client_id else None,
        Secret(client_secret) if client_secret else None,
        Secret(api_key) if api_key else None,
    )
