"""`orderviewer credentials` with a real Secret Service."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from orderviewer.order import Cause, CredentialsUnavailable
from orderviewer.profile import Home
from orderviewer.simulator import Simulator
from tests.commandline.conftest import Done, addresses, started, three_lines
from tests.desktop import SecretService

Run = Callable[..., Done]


def test_stored_used_and_forgotten(
    tmp_path: Path,
    home: Path,
    secret_service: SecretService,
    simulator: Callable[..., Simulator],
    orderviewer: Run,
) -> None:
    sim = simulator(orders=12)
    named = ["--profile", "Agence Épinal"]
    stored = orderviewer(
        *["credentials", "set", *named, *addresses(sim), "--key-issued", "2025-03-14"],
        typed=three_lines(sim),
    )
    assert (stored.code, stored.err) == (0, "")
    assert "Secret Service" in stored.out

    status = orderviewer("credentials", "status", *named)
    assert status.code == 0
    assert sim.base_url in status.out
    assert "2027" in status.out
    exported = orderviewer("export", *named, "--output", "x.csv")
    assert (exported.code, exported.err) == (0, "")
    assert (home / "profiles" / "agence-epinal" / "orders.sqlite").exists()

    read_end, write_end = os.pipe()
    os.close(read_end)  # a reader that has gone, as in `orderviewer ... | head -0`
    with started(
        [sys.executable, "-m", "orderviewer", "credentials", "status"],
        stdout=write_end,
        stderr=subprocess.PIPE,
    ) as unheard:
        os.close(write_end)
        assert unheard.communicate(timeout=30)[1] == b""
    assert unheard.returncode == 141

    # The only connection there is needs no name.
    assert orderviewer("credentials", "forget").code == 0
    assert orderviewer("credentials", "status").code == 3
    assert orderviewer("export", "--output", "x.csv").code == 3
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    told = "".join(done.out + done.err for done in (stored, status, exported))
    for secret in (sim.client_id, sim.client_secret, sim.api_key):
        assert secret.encode() not in everything
        assert secret not in told


def test_new_secrets_replace_the_old_ones_and_settings_stay(
    home: Path, secret_service: SecretService, orderviewer: Run
) -> None:
    named = ["credentials", "set", "--profile", "twice"]
    assert orderviewer(*named, "--key-issued", "2025-03-14", typed="a\nb\nc\n").code == 0
    basic = base64.b64encode(b"theid:thesecret").decode()
    assert orderviewer(*named, typed=f"Authorization: Basic {basic}\n  thekey \n").code == 0
    profile = Home(home).load("twice")
    assert profile
    assert profile.secrets_version == 2
    assert profile.key_issued
    from orderviewer.remote.credentials import CredentialStore

    secrets = CredentialStore().load(profile)
    assert secrets.client_id.reveal() == "theid"
    assert secrets.client_secret.reveal() == "thesecret"
    assert secrets.api_key.reveal() == "thekey"


def test_before_a_removal_those_of_every_connection_are_forgotten(
    home: Path, secret_service: SecretService, orderviewer: Run
) -> None:
    from orderviewer.remote.credentials import CredentialStore

    for name in ("North", "Épinal", "Broken"):
        for _ in range(2):
            done = orderviewer("credentials", "set", "--profile", name, typed="a\nb\nc\n")
            assert done.code == 0
    profiles = Home(home).profiles()
    assert {profile.secrets_version for profile in profiles} == {2}
    (home / "profiles" / "broken" / "profile.json").write_text("{", encoding="utf-8")

    assert orderviewer("credentials", "forget", "--all").code == 0
    left = Home(home)
    assert left.names() == ["North", "Épinal"]
    assert [profile.secrets_version for profile in left.profiles()] == [None] * 3
    for profile in profiles:
        with pytest.raises(CredentialsUnavailable) as caught:
            CredentialStore().load(profile)
        assert caught.value.cause is Cause.VANISHED
    # A second time, and where there is nothing, there is nothing to do.
    assert orderviewer("credentials", "forget", "--all").code == 0
    assert orderviewer("credentials", "forget", "--all", "--home", str(home / "none")).code == 0


def test_without_a_keyring_nothing_is_stored_anywhere(home: Path, orderviewer: Run) -> None:
    nowhere = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    done = orderviewer("credentials", "set", typed="PlantedOne\nTwo\nThree\n", **nowhere)
    assert done.code == 3
    assert done.err.count("\n") == 1
    assert not (home / "profiles").exists()
    everything = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"PlantedOne" not in everything


def test_wrong_use(secret_service: SecretService, orderviewer: Run) -> None:
    assert orderviewer("credentials", "set", typed="only one\n").code == 2
    assert orderviewer("credentials", "status").code == 3
    for name in ("North", "South"):
        done = orderviewer("credentials", "set", "--profile", name, typed="a\nb\nc\n")
        assert done.code == 0
    which = orderviewer("credentials", "status")
    assert which.code == 2
    assert "North, South" in which.err
    assert orderviewer("credentials", "status", "--profile", "West").code == 2
    for words in (["status", "--all"], ["set", "--all"], ["forget", "--all", "--profile", "North"]):
        assert orderviewer("credentials", *words).code == 2
    alike = orderviewer("credentials", "set", "--profile", "north", typed="a\nb\nc\n")
    assert alike.code == 2
    for name in ("North", "South"):
        assert orderviewer("credentials", "forget", "--profile", name).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_on_a_terminal_they_are_asked_for_and_not_shown(
    home: Path, tmp_path: Path, secret_service: SecretService
) -> None:
    import pty

    ours, theirs = pty.openpty()
    with started(
        [sys.executable, "-m", "orderviewer", "credentials", "set", "--profile", "typed"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=tmp_path,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        seen = b""
        for prompt, answer in (
            (b"Client id", b"TypedId"),
            (b"Client secret", b"TypedSecret"),
            (b"API key", b"TypedKey"),
        ):
            while prompt not in seen:
                seen += os.read(ours, 1024)
            os.write(ours, answer + b"\n")
        while b"stored" not in seen:
            seen += os.read(ours, 1024)
        assert process.wait(30) == 0
    os.close(ours)
    assert b"Typed" not in seen
    profile = Home(home).load("typed")
    assert profile
    assert profile.secrets_version == 1
