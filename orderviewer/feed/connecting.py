"""Tries, keeps and forgets the credentials that the connection dialog was given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.feed.lanes import Lane, Tasks
from orderviewer.order import Cause, CredentialsUnavailable, OrderviewerError
from orderviewer.policy.settings import NO_POLICY, Policy

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from concurrent.futures import Future

    from orderviewer.profile import Home, Profile
    from orderviewer.remote.api import Connection
    from orderviewer.remote.checking import CheckStep
    from orderviewer.remote.credentials import Secret, Secrets
    from orderviewer.remote.redaction import Redactor


class ConnectionFeed(QObject):
    """Has a lane of its own, so that trying new secrets never waits for the open session."""

    keyring_known = Signal(str, bool)  # its name, and whether secrets are safe in it
    step_done = Signal(object)  # CheckStep
    checked = Signal()
    saved = Signal(object, object, bool)  # Profile, Secrets, for this session only
    save_failed = Signal(object)
    forgotten = Signal(object)  # Profile
    failed = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        home: Home,
        redactor: Redactor | None = None,
        policy: Policy = NO_POLICY,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._home = home
        self._redactor = redactor
        self._policy = policy
        self._lane = Lane("connecting")
        self._trial: Connection | None = None
        self._check: asyncio.Task[None] | None = None

    def ask_keyring(self) -> None:
        """Answered by `keyring_known`."""
        self._tasks.start(self._ask_keyring())

    def check(self, profile: Profile, given: tuple[Secret | None, ...]) -> None:
        """Tries the connection step by step; None in `given` stands for the stored secret."""
        self.stop()
        self._check = self._tasks.start(self._try(profile, given))

    def stop(self) -> None:
        """Hangs up on a trial under way."""
        if self._check:
            self._check.cancel()
            self._check = None
        if self._trial:
            self._trial.abort()

    def save(
        self, profile: Profile, given: tuple[Secret | None, ...], *, session_only: bool = False
    ) -> None:
        """Keeps the profile, and the secrets in the keyring when it is safe and wished for."""
        self._tasks.start(self._save(profile, given, session_only=session_only))

    def forget(self, profile: Profile) -> None:
        """Removes the secrets from the keyring; settings and orders stay."""
        self._tasks.start(self._forget(profile))

    def close(self) -> list[Future[object]]:
        return [self._lane.finish(lambda: None)]

    async def _ask_keyring(self) -> None:
        name, safe = await self._lane.run(_keyring_status)
        self.keyring_known.emit(name, safe)

    async def _try(self, profile: Profile, given: tuple[Secret | None, ...]) -> None:
        try:
            trying = (profile, given, self._redactor, self._policy)
            self._trial = await self._lane.run(_connection, *trying)
            steps = await self._lane.run(_steps, self._trial)
            while step := await self._lane.run(next, steps, None):
                self.step_done.emit(step)
        except OrderviewerError as error:
            self.save_failed.emit(error)
        finally:
            if self._trial:
                self._lane.submit(self._trial.close)
                self._trial = None
            self.checked.emit()

    async def _save(
        self, profile: Profile, given: tuple[Secret | None, ...], *, session_only: bool
    ) -> None:
        try:
            secrets = await self._lane.run(_whole, profile, given)
            kept, safe = await self._lane.run(
                _keep, self._home, profile, secrets, in_keyring=not session_only
            )
        except OrderviewerError as error:
            self.save_failed.emit(error)
        else:
            self.saved.emit(kept, secrets, not safe)

    async def _forget(self, profile: Profile) -> None:
        try:
            self.forgotten.emit(await self._lane.run(_forget, self._home, profile))
        except OrderviewerError as error:
            self.failed.emit(error)


def _keyring_status() -> tuple[str, bool]:
    from orderviewer.remote.credentials import CredentialStore

    status = CredentialStore().status()
    return status.name, status.safe


def _whole(profile: Profile, given: tuple[Secret | None, ...]) -> Secrets:
    """The given secrets, completed by the stored ones."""
    from orderviewer.remote.credentials import CredentialStore, Secrets

    client_id, client_secret, api_key = given
    if client_id and client_secret and api_key:
        return Secrets(client_id, client_secret, api_key)
    stored = CredentialStore().load(profile)
    return Secrets(
        client_id or stored.client_id,
        client_secret or stored.client_secret,
        api_key or stored.api_key,
    )


def _connection(
    profile: Profile,
    given: tuple[Secret | None, ...],
    redactor: Redactor | None,
    policy: Policy,
) -> Connection:
    from orderviewer.remote.api import Connection

    endpoint = policy.applied(profile).endpoint
    secrets = _whole(profile, given)
    return Connection(endpoint, secrets, redactor=redactor, route=policy.route)


def _steps(connection: Connection) -> Iterator[CheckStep]:
    from orderviewer.remote.checking import check

    return iter(check(connection))


def _keep(
    home: Home, profile: Profile, secrets: Secrets, *, in_keyring: bool
) -> tuple[Profile, bool]:
    """The new pointer is saved only after the new secrets read back (reliability.md S7).

    False: the secrets are in no keyring.
    """
    from orderviewer.remote.credentials import CredentialStore

    store = CredentialStore()
    safe = in_keyring and store.status().safe
    if safe:
        profile = replace(profile, secrets_version=store.save(profile, secrets))
    _save_profile(home, profile)
    if safe:
        store.forget_old(profile)
    return profile, safe


def _forget(home: Home, profile: Profile) -> Profile:
    from orderviewer.remote.credentials import CredentialStore

    CredentialStore().forget(profile)
    profile = replace(profile, secrets_version=None)
    _save_profile(home, profile)
    return profile


def _save_profile(home: Home, profile: Profile) -> None:
    try:
        home.save(profile)
    except OSError as error:
        raise CredentialsUnavailable(
            Cause.NOT_SAVED, f"the profile's folder: {error.strerror}"
        ) from error
