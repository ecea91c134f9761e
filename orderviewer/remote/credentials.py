"""The three secrets in the system's keyring; the only module that imports keyring.

That takes 90 ms and a call may wait for the user to unlock it, so everything here belongs on a
worker; the import itself happens with the first use of a CredentialStore.
"""

from __future__ import annotations

import importlib
import logging
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from orderviewer.order import Cause, CredentialsUnavailable
from orderviewer.remote.conversation import one_connection
from orderviewer.remote.secret import Secret, Secrets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orderviewer.profile import Profile

__all__ = ["CredentialStore", "Keyring", "KeyringStatus", "Secret", "Secrets"]

FIELDS = ("client_id", "client_secret", "api_key")
_SECRET_SERVICE = "keyring.backends.SecretService.Keyring"  # noqa: S105  a name
# Those that encrypt with the user's login (reliability.md S2); nothing else is ever written to.
SAFE = {
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Manager",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
    _SECRET_SERVICE: "Secret Service",
    "keyring.backends.libsecret.Keyring": "Secret Service",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.kwallet.DBusKeyringKWallet4": "KWallet",
}
_CHAINER = "keyring.backends.chainer.ChainerBackend"
# Names of exceptions, of keyring and of the libraries below it, that mean "not opened".
_SHUT = {"KeyringLocked", "InitError", "LockedException", "PromptDismissedException",
         "KeychainDenied", "SecAuthFailure"}  # fmt: skip
_SHUT_CODES = ("-25293", "-25308", "-67030", "-128")  # macOS: reliability.md S6
_ABSENT = {"NoKeyringError", "SecretServiceNotAvailableException", "DBusErrorResponse",
           "ConnectionResetError", "ConnectionRefusedError", "BrokenPipeError",
           "FileNotFoundError", "EOFError"}  # fmt: skip
_SPARE_VERSIONS = 5  # how far back forgotten leftovers are looked for

_log = logging.getLogger(__name__)


class Keyring(Protocol):
    """What a keyring backend can do."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


@dataclass(frozen=True, slots=True)
class KeyringStatus:
    """Which keyring there is, for the user; `safe`: secrets may be stored in it."""

    name: str
    safe: bool


class CredentialStore:
    """One keyring entry per secret and generation: "client_secret.3" of "orderviewer/<profile>".

    A new generation is written and read back before the profile points to it, so that a crash,
    a full disk or a refusal in between leaves the old one in force.  Every method may block for
    as long as the system asks its user something.
    """

    def __init__(self, keyring: Keyring | None = None) -> None:
        self._given = keyring
        self._found: Keyring | None = None

    def status(self) -> KeyringStatus:
        """Never raises; does not open the keyring."""
        try:
            keyring = self._keyring()
        except CredentialsUnavailable as error:
            return KeyringStatus(error.detail, safe=False)
        return KeyringStatus(SAFE.get(_class_name(keyring), type(keyring).__name__), safe=True)

    def load(self, profile: Profile) -> Secrets:
        """The generation the profile points to.

        Raises CredentialsUnavailable: NOT_CONFIGURED, VANISHED, LOCKED, NO_KEYRING, and
        UNUSABLE_SECRET when somebody else changed an entry.
        """
        version = profile.secrets_version
        if version is None:
            raise CredentialsUnavailable(Cause.NOT_CONFIGURED, "no secrets were ever stored")
        values = []
        with self._opened(Cause.LOCKED) as keyring:
            for field in FIELDS:
                with _named_errors(Cause.LOCKED):
                    value = keyring.get_password(_service(profile), f"{field}.{version}")
                if not value:
                    raise CredentialsUnavailable(Cause.VANISHED, f"{field} is not in the keyring")
                values.append(Secret(value))
        secrets = Secrets(*values)
        secrets.require_usable()
        return secrets

    def save(self, profile: Profile, secrets: Secrets) -> int:
        """Writes a new generation, reads it back and returns its number.

        The caller saves a profile with that number, then calls forget_old() with it.  Raises
        CredentialsUnavailable: UNUSABLE_SECRET, NO_KEYRING, LOCKED or NOT_SAVED; the old
        generation stays as it is.
        """
        secrets.require_usable()
        version = (profile.secrets_version or 0) + 1
        with self._opened(Cause.NOT_SAVED) as keyring:
            try:
                for field in FIELDS:
                    secret = getattr(secrets, field)
                    _write(keyring, _service(profile), f"{field}.{version}", secret)
            except CredentialsUnavailable:
                self._delete(keyring, profile, version)
                raise
        return version

    def forget_old(self, profile: Profile) -> None:
        """Removes the generations before the profile's; what cannot be removed is logged."""
        newest = (profile.secrets_version or 1) - 1
        try:
            with self._opened(Cause.NOT_SAVED) as keyring:
                for version in range(newest, max(0, newest - _SPARE_VERSIONS), -1):
                    if not self._delete(keyring, profile, version):
                        return
        except CredentialsUnavailable as error:
            _log.warning("old secrets stay in the keyring: %s", error)

    def forget(self, profile: Profile) -> None:
        """Removes all of the profile's secrets; raises CredentialsUnavailable if any stays."""
        # One more: a save that was cut short. The first ones always: the number may be lost.
        newest = max((profile.secrets_version or 0) + 1, _SPARE_VERSIONS)
        with self._opened(Cause.LOCKED) as keyring:
            for version in range(newest, max(0, newest - _SPARE_VERSIONS), -1):
                self._delete(keyring, profile, version)
                for field in FIELDS:
                    with _named_errors(Cause.LOCKED):
                        left = keyring.get_password(_service(profile), f"{field}.{version}")
                    if left is not None:
                        raise CredentialsUnavailable(
                            Cause.NOT_SAVED, f"{field} could not be removed"
                        )

    @contextmanager
    def _opened(self, otherwise: Cause) -> Iterator[Keyring]:
        """The keyring for some calls in a row; what it raises is named like theirs."""
        keyring = self._keyring()
        with ExitStack() as conversation:
            if _class_name(keyring) == _SECRET_SERVICE:
                with _named_errors(otherwise):
                    keyring = conversation.enter_context(one_connection(keyring))
            yield keyring

    def _keyring(self) -> Keyring:
        """The keyring to use; raises CredentialsUnavailable(NO_KEYRING) when none is safe."""
        if self._found is None:
            self._found = self._given or _system_keyring()
        return self._found

    def _delete(self, keyring: Keyring, profile: Profile, version: int) -> bool:
        """Whether there was something to delete and it went."""
        gone = False
        for field in FIELDS:
            try:
                keyring.delete_password(_service(profile), f"{field}.{version}")
                gone = True
            except Exception as error:  # noqa: BLE001  backends raise what they like
                _log.debug("%s.%s not deleted: %s", field, version, type(error).__name__)
        return gone


def _service(profile: Profile) -> str:
    return f"orderviewer/{profile.slug}"


def _write(keyring: Keyring, service: str, user: str, secret: Secret) -> None:
    with _named_errors(Cause.NOT_SAVED):
        keyring.set_password(service, user, secret.reveal())
        kept = keyring.get_password(service, user)
    if kept is None or Secret(kept) != secret:
        raise CredentialsUnavailable(Cause.NOT_SAVED, f"{user} reads back differently")


def _system_keyring() -> Keyring:
    """The safe keyring of this system.

    keyring's own choice is remembered for the life of the process, falls back to plain text
    when such a plug-in is installed, and needs package metadata; so the safe ones are tried
    here by name.  What the user set by PYTHON_KEYRING_BACKEND or keyringrc.cfg is obeyed:
    either it is safe too, or there is none.
    """
    try:
        from keyring import core

        chosen = core.load_env() or core.load_config()
    except Exception as error:  # noqa: BLE001  a configured backend may fail in any way
        raise _no_keyring(f"configured keyring fails: {type(error).__name__}") from None
    keyring = chosen or _best_safe()
    if keyring is None:
        raise _no_keyring("no system keyring")
    if not _is_safe(keyring):
        raise _no_keyring(f"{type(keyring).__name__} is no safe keyring")
    if hasattr(keyring, "persist"):
        keyring.persist = "local machine"  # Windows: not to every computer of the domain (S5)
    return cast("Keyring", keyring)


def _best_safe() -> Any:  # noqa: ANN401  a class of an untyped library
    """The usable one of highest priority."""
    usable = []
    for name in SAFE:
        module, _, kind = name.rpartition(".")
        try:
            backend = getattr(importlib.import_module(module), kind)
            usable.append((backend.priority, name, backend))
        except Exception as error:  # noqa: BLE001  not for this system: raises anything
            _log.debug("%s is not usable: %s", name, type(error).__name__)
    return max(usable)[2]() if usable else None


def _is_safe(keyring: object) -> bool:
    if _class_name(keyring) == _CHAINER:
        inner = list(getattr(keyring, "backends", ()))
        return bool(inner) and all(_is_safe(one) for one in inner)
    return _class_name(keyring) in SAFE


def _class_name(keyring: object) -> str:
    return f"{type(keyring).__module__}.{type(keyring).__qualname__}"


def _no_keyring(detail: str) -> CredentialsUnavailable:
    return CredentialsUnavailable(Cause.NO_KEYRING, detail)


@contextmanager
def _named_errors(otherwise: Cause) -> Iterator[None]:
    """Whatever a backend raises becomes CredentialsUnavailable; its text is not passed on."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  pywintypes.error, OSError 1783, D-Bus, codes
        name = type(error).__name__
        code = next((c for c in _SHUT_CODES if c in str(error)), "")
        if name in _SHUT or code:
            cause = Cause.LOCKED
        elif name in _ABSENT:
            cause = Cause.NO_KEYRING
        else:
            cause = otherwise
        detail = f"{name} {code}".strip()
        raise CredentialsUnavailable(cause, detail) from None
