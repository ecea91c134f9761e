"""The system's keyring: a real one, unlocked, locked, dead, absent or unsafe, and odd fakes."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import traceback
from dataclasses import replace
from pathlib import Path

import pytest

from orderviewer.order import Cause, CredentialsUnavailable
from orderviewer.profile import Profile
from orderviewer.remote.credentials import CredentialStore, Secret, Secrets
from tests.desktop import SecretService, needs

ROOT = Path(__file__).parents[2]
PROFILE = Profile(name="Société Dupont")
CANARY = "S3cr3tCanary"
SECRETS = Secrets(Secret(f"{CANARY}-id"), Secret(f"{CANARY}-secret"), Secret(f"{CANARY}-key"))
OTHER = Secrets(Secret("other-id"), Secret("other-secret"), Secret("other-key"))


def cause_of(caught: pytest.ExceptionInfo[CredentialsUnavailable]) -> Cause:
    told = "".join(traceback.format_exception(caught.value))
    assert CANARY not in told
    return caught.value.cause


# --- a real Secret Service -------------------------------------------------------------------


@pytest.fixture
def store(secret_service: SecretService) -> CredentialStore:
    return CredentialStore()


def test_kept_and_found_again(store: CredentialStore) -> None:
    assert store.status().safe
    assert store.status().name == "Secret Service"
    version = store.save(PROFILE, SECRETS)
    kept = replace(PROFILE, secrets_version=version)
    assert store.load(kept) == SECRETS
    assert CredentialStore().load(kept) == SECRETS
    store.forget(kept)


def test_a_new_generation_leaves_the_old_one_until_the_profile_is_saved(
    store: CredentialStore,
) -> None:
    first = replace(PROFILE, secrets_version=store.save(PROFILE, SECRETS))
    second = replace(first, secrets_version=store.save(first, OTHER))
    assert second.secrets_version == 2
    assert store.load(first) == SECRETS
    assert store.load(second) == OTHER
    store.forget_old(second)
    assert store.load(second) == OTHER
    with pytest.raises(CredentialsUnavailable) as caught:
        store.load(first)
    assert cause_of(caught) is Cause.VANISHED
    store.forget(second)


def test_forgotten_is_gone(store: CredentialStore) -> None:
    kept = replace(PROFILE, secrets_version=store.save(PROFILE, SECRETS))
    store.save(kept, OTHER)  # and the profile never saved: a crash
    store.forget(kept)
    for version in (1, 2):
        with pytest.raises(CredentialsUnavailable) as caught:
            store.load(replace(PROFILE, secrets_version=version))
        assert cause_of(caught) is Cause.VANISHED
    store.forget(kept)  # twice is no error


def test_profiles_do_not_meet(store: CredentialStore) -> None:
    one = replace(PROFILE, secrets_version=store.save(PROFILE, SECRETS))
    two = Profile(name="Orange")
    two = replace(two, secrets_version=store.save(two, OTHER))
    assert (store.load(one), store.load(two)) == (SECRETS, OTHER)
    store.forget(one)
    assert store.load(two) == OTHER
    store.forget(two)


def test_never_stored(store: CredentialStore) -> None:
    with pytest.raises(CredentialsUnavailable) as caught:
        store.load(PROFILE)
    assert cause_of(caught) is Cause.NOT_CONFIGURED


def test_the_longest_secret_is_kept(store: CredentialStore) -> None:
    long = replace(SECRETS, client_secret=Secret("x" * 1000))
    kept = replace(PROFILE, secrets_version=store.save(PROFILE, long))
    assert store.load(kept) == long
    store.forget(kept)


def test_nothing_is_logged(store: CredentialStore, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    kept = replace(PROFILE, secrets_version=store.save(PROFILE, SECRETS))
    store.load(kept)
    store.forget(kept)
    assert CANARY not in caplog.text


def test_the_keyring_is_connected_to_once_for_all_there_is_to_do(
    store: CredentialStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    import secretstorage

    assert store.status().safe  # which looks for it with connections of its own
    made = []
    connect = secretstorage.dbus_init
    monkeypatch.setattr(secretstorage, "dbus_init", lambda: made.append(connect()) or made[-1])
    kept = replace(PROFILE, secrets_version=store.save(PROFILE, SECRETS))
    assert len(made) == 1
    store.load(kept)
    store.forget_old(kept)
    store.forget(kept)
    assert len(made) == 4
    assert all(one.sock.fileno() == -1 for one in made), "a connection stayed open"


# --- keyrings that cannot be used: each in a process of its own -----------------------------

SCRIPT = """
import json, sys
from dataclasses import replace
from orderviewer.order import CredentialsUnavailable
from orderviewer.profile import Profile
from orderviewer.remote.credentials import CredentialStore, Secret, Secrets
store, profile = CredentialStore(), Profile(name="P")
secrets = Secrets(Secret("the-id"), Secret("the-secret"), Secret("the-key"))
acts = {
    "status": lambda: [store.status().name, store.status().safe],
    "save": lambda: store.save(profile, secrets),
    "load": lambda: store.load(replace(profile, secrets_version=1)) == secrets,
    "forget": lambda: store.forget(replace(profile, secrets_version=1)),
}
for name in sys.argv[1:]:
    try:
        print(json.dumps([name, acts[name]()]))
    except CredentialsUnavailable as error:
        print(json.dumps([name, str(error.cause)]))
"""


def run(environment: dict[str, str], *acts: str, before: str = "") -> list[object]:
    """What the acts gave, or the cause of their failure; `before`: shell lines on a new bus."""
    command = [sys.executable, "-c", SCRIPT, *acts]
    if before:
        needs("dbus-run-session", "gnome-keyring-daemon")
        command = ["dbus-run-session", "--", "bash", "-c", f'{before}\nexec "$@"', "x", *command]
    unwanted = {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND"}
    plain = {name: value for name, value in os.environ.items() if name not in unwanted}
    done = subprocess.run(
        command,
        env={**plain, **environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "the-secret" not in done.stdout + done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [name for name, _ in told] == list(acts)
    return [result for _, result in told]


@pytest.fixture
def own_home(tmp_path: Path) -> dict[str, str]:
    folders = {
        "HOME": tmp_path / "user",
        "XDG_DATA_HOME": tmp_path / "data",
        "XDG_CONFIG_HOME": tmp_path / "config",
        "XDG_RUNTIME_DIR": tmp_path / "run",
    }
    for folder in folders.values():
        folder.mkdir(mode=0o700)
    return {name: str(folder) for name, folder in folders.items()}


UNLOCKED = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1"

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="about the Secret Service")


@linux_only
def test_a_locked_keyring(own_home: dict[str, str]) -> None:
    assert run(own_home, "save", "load", before=UNLOCKED) == [1, True]
    told = run(own_home, "status", "load", "save", "forget", before=LOCKED)
    assert told == [["Secret Service", True], "locked", "locked", "locked"]
    assert run(own_home, "load", before=UNLOCKED) == [True], "nothing was spoilt"


@linux_only
def test_a_damaged_keyring_file(own_home: dict[str, str]) -> None:
    assert run(own_home, "save", before=UNLOCKED) == [1]
    for file in Path(own_home["XDG_DATA_HOME"]).rglob("*.keyring"):
        file.write_bytes(file.read_bytes()[:40])
    (told,) = run(own_home, "load", before=UNLOCKED)
    assert told in ("vanished", "locked")


@linux_only
def test_no_keyring_at_all(own_home: dict[str, str]) -> None:
    told = run(own_home, "status", "load", "save")
    assert told == [["no system keyring", False], "no_keyring", "no_keyring"]


@pytest.mark.parametrize(
    "backend",
    ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "nowhere.Keyring",
     "nonsense", ""],
)  # fmt: skip
def test_a_configured_keyring_that_is_not_safe(own_home: dict[str, str], backend: str) -> None:
    told = run({**own_home, "PYTHON_KEYRING_BACKEND": backend}, "status", "load", "save")
    assert isinstance(told[0], list)
    assert told[0][1] is False
    assert told[1:] == ["no_keyring", "no_keyring"]


@linux_only
def test_a_plug_in_that_writes_plain_text_is_never_chosen(
    own_home: dict[str, str], tmp_path: Path
) -> None:
    plug_in = tmp_path / "plug"
    (plug_in / "plain-1.dist-info").mkdir(parents=True)
    (plug_in / "plain-1.dist-info" / "METADATA").write_text("Name: plain\nVersion: 1\n")
    (plug_in / "plain-1.dist-info" / "entry_points.txt").write_text(
        "[keyring.backends]\nplain = plain_keyring\n"
    )
    (plug_in / "plain_keyring.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Plain(KeyringBackend):\n"
        "    priority = 99\n"
        "    def get_password(self, s, u): return 'x'\n"
        "    def set_password(self, s, u, p): open('leak', 'w').write(p)\n"
        "    def delete_password(self, s, u): pass\n"
    )

    def told(script: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", script, "status", "save"],
            env={**own_home, "PYTHONPATH": f"{ROOT}{os.pathsep}{plug_in}"},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert "Plain" in told("import keyring; print(keyring.get_keyring())"), "it is there to take"
    assert "no_keyring" in told(SCRIPT)
    assert not (tmp_path / "leak").exists()


# --- keyrings of other systems, as they misbehave -------------------------------------------


class FakeKeyring:
    """Keeps passwords in a dictionary, or fails as it is told."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None
        self.fails_at = ""
        self.reads_back: str | None = None
        self.forgets = False

    def _fail(self, act: str, user: str) -> None:
        if self.error and self.fails_at in f"{act} {user}":
            raise self.error

    def get_password(self, service: str, username: str) -> str | None:
        self._fail("get", username)
        if self.forgets:
            return None
        return self.reads_back or self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail("set", username)
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail("delete", username)
        del self.kept[service, username]


@pytest.fixture
def fake() -> FakeKeyring:
    return FakeKeyring()


def users(fake: FakeKeyring) -> list[str]:
    assert all(service == "orderviewer/societe-dupont" for service, _ in fake.kept)
    return sorted(user for _, user in fake.kept)


def test_one_entry_for_each_secret_and_generation(fake: FakeKeyring) -> None:
    store = CredentialStore(fake)
    store.save(PROFILE, SECRETS)
    assert users(fake) == ["api_key.1", "client_id.1", "client_secret.1"]
    store.save(replace(PROFILE, secrets_version=1), OTHER)
    assert len(users(fake)) == 6
    store.forget_old(replace(PROFILE, secrets_version=2))
    assert users(fake) == ["api_key.2", "client_id.2", "client_secret.2"]
    store.forget(replace(PROFILE, secrets_version=2))
    assert users(fake) == []


class StrangeError(Exception):
    """As pywintypes.error: no KeyringError, and its text may hold anything."""


class KeychainDenied(Exception):
    """As the macOS backend's."""


class NoKeyringError(Exception):
    """As keyring's."""


@pytest.mark.parametrize(
    ("error", "at_save", "at_load"),
    [
        (OSError(1783, f"The stub received bad data: {CANARY}"), Cause.NOT_SAVED, Cause.LOCKED),
        (StrangeError(8, "CredWrite", CANARY), Cause.NOT_SAVED, Cause.LOCKED),
        (StrangeError(-25293, f"Can't get password {CANARY}"), Cause.LOCKED, Cause.LOCKED),
        (StrangeError("-67030"), Cause.LOCKED, Cause.LOCKED),
        (KeychainDenied(CANARY), Cause.LOCKED, Cause.LOCKED),
        (NoKeyringError(CANARY), Cause.NO_KEYRING, Cause.NO_KEYRING),
        (ConnectionResetError(CANARY), Cause.NO_KEYRING, Cause.NO_KEYRING),
        (UnicodeDecodeError("utf-8", CANARY.encode(), 0, 1, CANARY), Cause.NOT_SAVED, Cause.LOCKED),
    ],
)
def test_whatever_a_keyring_raises(
    fake: FakeKeyring, error: Exception, at_save: Cause, at_load: Cause
) -> None:
    store = CredentialStore(fake)
    kept = replace(PROFILE, secrets_version=store.save(PROFILE, SECRETS))
    fake.error, fake.fails_at = error, "set"
    with pytest.raises(CredentialsUnavailable) as caught:
        store.save(kept, OTHER)
    assert cause_of(caught) is at_save
    fake.fails_at = "get"
    with pytest.raises(CredentialsUnavailable) as caught:
        store.load(kept)
    assert cause_of(caught) is at_load
    fake.error = None
    assert store.load(kept) == SECRETS


@pytest.mark.parametrize("nth", ["set client_id", "set client_secret", "set api_key",
                                 "get client_id", "get client_secret", "get api_key"])  # fmt: skip
def test_a_save_that_fails_half_way_leaves_the_old_secrets_alone(
    fake: FakeKeyring, nth: str
) -> None:
    store = CredentialStore(fake)
    kept = replace(PROFILE, secrets_version=store.save(PROFILE, SECRETS))
    fake.error, fake.fails_at = StrangeError(), f"{nth}.2"
    with pytest.raises(CredentialsUnavailable) as caught:
        store.save(kept, OTHER)
    assert cause_of(caught) is Cause.NOT_SAVED
    assert users(fake) == ["api_key.1", "client_id.1", "client_secret.1"]
    assert store.load(kept) == SECRETS


@pytest.mark.parametrize("read", ["something else", f"{CANARY}-id\n"])
def test_what_reads_back_differently_is_not_saved(fake: FakeKeyring, read: str) -> None:
    fake.reads_back = read
    with pytest.raises(CredentialsUnavailable) as caught:
        CredentialStore(fake).save(PROFILE, SECRETS)
    assert cause_of(caught) is Cause.NOT_SAVED
    assert users(fake) == []


def test_a_keyring_that_swallows_everything_is_found_out(fake: FakeKeyring) -> None:
    fake.forgets = True
    with pytest.raises(CredentialsUnavailable) as caught:
        CredentialStore(fake).save(PROFILE, SECRETS)
    assert cause_of(caught) is Cause.NOT_SAVED


@pytest.mark.parametrize("value", ["x" * 1001, "", "a b", "a\n", "é"])
def test_what_cannot_be_sent_is_not_stored(fake: FakeKeyring, value: str) -> None:
    with pytest.raises(CredentialsUnavailable) as caught:
        CredentialStore(fake).save(PROFILE, replace(SECRETS, api_key=Secret(value)))
    assert cause_of(caught) is Cause.UNUSABLE_SECRET
    assert fake.kept == {}


def test_an_entry_somebody_changed_is_not_sent(fake: FakeKeyring) -> None:
    store = CredentialStore(fake)
    kept = replace(PROFILE, secrets_version=store.save(PROFILE, SECRETS))
    fake.kept["orderviewer/societe-dupont", "api_key.1"] = f"{CANARY}\r\nX: y"
    with pytest.raises(CredentialsUnavailable) as caught:
        store.load(kept)
    assert cause_of(caught) is Cause.UNUSABLE_SECRET


def test_one_of_three_is_missing(fake: FakeKeyring) -> None:
    store = CredentialStore(fake)
    kept = replace(PROFILE, secrets_version=store.save(PROFILE, SECRETS))
    del fake.kept["orderviewer/societe-dupont", "client_secret.1"]
    with pytest.raises(CredentialsUnavailable) as caught:
        store.load(kept)
    assert cause_of(caught) is Cause.VANISHED
    assert "client_secret" in caught.value.detail


def test_what_cannot_be_removed_is_said_by_forget_alone(fake: FakeKeyring) -> None:
    store = CredentialStore(fake)
    first = replace(PROFILE, secrets_version=store.save(PROFILE, SECRETS))
    second = replace(first, secrets_version=store.save(first, OTHER))
    fake.error, fake.fails_at = StrangeError(), "delete"
    store.forget_old(second)
    with pytest.raises(CredentialsUnavailable) as caught:
        store.forget(second)
    assert cause_of(caught) is Cause.NOT_SAVED


def test_windows_keeps_secrets_on_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its backend cannot be made here, so a stand-in carries its name."""

    class WinVaultKeyring(FakeKeyring):
        persist = "enterprise"

    WinVaultKeyring.__module__ = "keyring.backends.Windows"
    WinVaultKeyring.__qualname__ = "WinVaultKeyring"
    chosen = WinVaultKeyring()
    monkeypatch.setattr("keyring.core.load_env", lambda: chosen)
    store = CredentialStore()
    assert store.status() == type(store.status())("Windows Credential Manager", safe=True)
    assert chosen.persist == "local machine"


def test_a_chain_is_as_safe_as_its_links(monkeypatch: pytest.MonkeyPatch) -> None:
    class Safe(FakeKeyring):
        pass

    class Chain(FakeKeyring):
        backends: tuple[FakeKeyring, ...] = ()

    Safe.__module__, Safe.__qualname__ = "keyring.backends.kwallet", "DBusKeyring"
    Chain.__module__, Chain.__qualname__ = "keyring.backends.chainer", "ChainerBackend"
    chain = Chain()
    monkeypatch.setattr("keyring.core.load_env", lambda: chain)
    for links, safe in (((), False), ((Safe(),), True), ((Safe(), FakeKeyring()), False)):
        chain.backends = links
        assert CredentialStore().status().safe is safe
