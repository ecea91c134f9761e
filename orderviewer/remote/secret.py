"""A text that must never be seen: how secrets are held in memory, and which can be sent."""

from __future__ import annotations

import base64
import hmac
import re
from dataclasses import dataclass
from typing import NoReturn

from orderviewer.order import Cause, CredentialsUnavailable

LONGEST = 1000  # characters; Windows keeps 1,280 at most (reliability.md S4)
_CARRIED = re.compile(r"[!-~]+")  # visible ASCII: what a header takes unchanged


class Secret:
    """One secret; shows itself as '***' everywhere, refuses to be pickled."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The text itself: for a header or the keyring, never for a log or a message."""
        return self._value

    def __repr__(self) -> str:
        return "***"

    def __str__(self) -> str:
        return "***"

    def __format__(self, spec: str) -> str:
        return "***"

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is never written out")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What Orange gave a customer: the application's two, and the key of the contract."""

    client_id: Secret
    client_secret: Secret
    api_key: Secret

    def require_usable(self) -> None:
        """Raises CredentialsUnavailable(UNUSABLE_SECRET) for what could not be sent as it is."""
        for name, problem in self.problems().items():
            raise CredentialsUnavailable(Cause.UNUSABLE_SECRET, f"{name}: {problem}")

    def problems(self) -> dict[str, str]:
        """What is wrong with which: name of the field -> "empty", "too long" or "characters"."""
        named = {
            "client_id": secret_problem(self.client_id),
            "client_secret": secret_problem(self.client_secret),
            "api_key": secret_problem(self.api_key),
        }
        if ":" in self.client_id.reveal():  # where Basic puts the border
            named["client_id"] = "characters"
        return {name: problem for name, problem in named.items() if problem}

    def basic(self) -> str:
        """The token call's Authorization header: raw, not form-encoded (api.md 2.1)."""
        pair = f"{self.client_id.reveal()}:{self.client_secret.reveal()}"
        return "Basic " + base64.b64encode(pair.encode()).decode()


def secret_problem(secret: Secret) -> str | None:
    """None when a header and every keyring take it, else "empty", "too long" or "characters"."""
    value = secret.reveal()
    if not value:
        return "empty"
    if len(value) > LONGEST:
        return "too long"
    return None if _CARRIED.fullmatch(value) else "characters"
