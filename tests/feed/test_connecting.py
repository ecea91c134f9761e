"""New credentials are tried, kept in a real keyring, used and forgotten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from orderviewer.order import Cause
from orderviewer.remote.credentials import CredentialStore
from tests.feed.conftest import profile_of, secrets_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.feed.feed import Feed
    from orderviewer.profile import Home, Profile
    from orderviewer.remote.credentials import Secret, Secrets
    from orderviewer.simulator import Simulator
    from tests.desktop import SecretService


def given(secrets: Secrets) -> tuple[Secret, Secret, Secret]:
    return secrets.client_id, secrets.client_secret, secrets.api_key


def steps_of(feed: Feed, qtbot: Any, profile: Profile, secrets: tuple[Any, ...]) -> list[Any]:
    steps: list[Any] = []
    feed.connection.step_done.connect(steps.append)
    with qtbot.waitSignal(feed.connection.checked, timeout=10_000):
        feed.connection.check(profile, secrets)
    return steps


def test_each_step_of_a_trial_is_told(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=5)
    steps = steps_of(feed, qtbot, profile_of(service), given(secrets_of(service)))
    assert [step.name for step in steps] == ["name", "tls", "token", "key", "order"]
    assert all(step.ok for step in steps)


def test_a_trial_ends_at_the_first_failure(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=5, faults=["invalid_client"])
    steps = steps_of(feed, qtbot, profile_of(service), given(secrets_of(service)))
    assert [step.ok for step in steps] == [True, True, False]
    assert steps[-1].error.cause is Cause.CLIENT_REFUSED


def test_a_hanging_trial_is_stopped_at_once(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=5, faults=["hang"])
    feed.connection.check(profile_of(service), given(secrets_of(service)))
    qtbot.waitUntil(lambda: any("/orders" in request.path for request in service.requests))
    with qtbot.waitSignal(feed.connection.checked, timeout=1000):
        feed.connection.stop()


def test_saved_secrets_open_the_next_session_and_can_be_forgotten(
    feed: Feed,
    home: Home,
    simulator: Callable[..., Simulator],
    qtbot: Any,
    secret_service: SecretService,
) -> None:
    service = simulator(orders=5)
    profile = profile_of(service)
    with qtbot.waitSignal(feed.connection.saved, timeout=10_000) as saved:
        feed.connection.save(profile, given(secrets_of(service)))
    assert saved.args is not None
    kept, _secrets, session_only = saved.args
    assert not session_only
    assert home.load("Test") == kept
    assert CredentialStore().load(kept) == secrets_of(service)

    with qtbot.waitSignal(feed.connected, timeout=10_000):
        feed.open(kept)

    with qtbot.waitSignal(feed.connection.forgotten, timeout=10_000):
        feed.connection.forget(kept)
    with qtbot.waitSignal(feed.unconnected, timeout=10_000) as refused:
        feed.open(home.load("Test") or kept)
    assert refused.args is not None
    assert refused.args[0].cause is Cause.NOT_CONFIGURED


def test_for_this_session_only_means_no_keyring_although_there_is_one(
    feed: Feed,
    home: Home,
    simulator: Callable[..., Simulator],
    qtbot: Any,
    secret_service: SecretService,
) -> None:
    service = simulator(orders=5)
    with qtbot.waitSignal(feed.connection.saved, timeout=10_000) as saved:
        feed.connection.save(profile_of(service), given(secrets_of(service)), session_only=True)
    assert saved.args is not None
    kept, secrets, session_only = saved.args
    assert session_only
    assert secrets == secrets_of(service)
    assert home.load("Test") == kept
    assert kept.secrets_version is None


def test_one_new_secret_keeps_the_others(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any, secret_service: SecretService
) -> None:
    service = simulator(orders=5)
    secrets = secrets_of(service)
    with qtbot.waitSignal(feed.connection.saved, timeout=10_000) as saved:
        feed.connection.save(profile_of(service), given(secrets))
    assert saved.args is not None
    first = saved.args[0]
    renewed = replace(secrets, api_key=type(secrets.api_key)("anotherKey"))
    with qtbot.waitSignal(feed.connection.saved, timeout=10_000) as saved:
        feed.connection.save(first, (None, None, renewed.api_key))
    assert saved.args is not None
    assert saved.args[0].secrets_version != first.secrets_version
    assert CredentialStore().load(saved.args[0]) == renewed
