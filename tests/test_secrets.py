"""Three secrets are planted, everything is used at DEBUG, and then they are looked for."""

from __future__ import annotations

import base64
import gzip
import logging
import sqlite3
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from orderviewer.export.csv import Dialect
from orderviewer.feed.detail import DetailState
from orderviewer.feed.exporting import ExportPlan
from orderviewer.feed.feed import Feed
from orderviewer.feed.rows import Listing
from orderviewer.fields.roles import Role
from orderviewer.fields.values import DateStyle
from orderviewer.hooks import ExceptionHooks
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.logbook import LogFile, set_up
from orderviewer.order import Scope
from orderviewer.profile import Endpoint, Home, Profile
from orderviewer.remote.redaction import MASK
from orderviewer.remote.secret import Secret
from orderviewer.simulator import Simulator
from orderviewer.ui.words import describe, support_text, technical_detail
from tests.commandline.conftest import addresses, environment, three_lines
from tests.desktop import SecretService
from tests.local.factories import fill, order
from tests.secrecy import contents_of, forms, leaks

# With what changes in an address, in JSON and in base64; nothing like them turns up by chance.
SECRETS = {
    "client id": "Canary+Id/7f3e9a==",
    "client secret": "S3cret&Canary%K7/q+z",
    "API key": 'K3y"Canary\\plus+77ab',
}
ORDERS = 40
REFUSALS = [
    *["invalid_client", "unknown_client", "token_html", "token_with_newline", "token:redirect"],
    *["html_200", "redirect", "code=41", "code=42", "code=50", "code=26", "garbage"],
]


@pytest.fixture
def service(simulator: Callable[..., Simulator]) -> Simulator:
    made = simulator(orders=ORDERS)
    # Its own are letters and digits, which hide from nothing.
    gateway = made._gateway
    gateway.client_id, gateway.client_secret, gateway.api_key = SECRETS.values()
    return made


class Witness(logging.Handler):
    """Keeps what would have been written had nobody masked it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += f"{self.format(record)}\n"


@pytest.fixture
def witness() -> Iterator[Witness]:
    """Hears everything at DEBUG, other libraries too, before it is masked."""
    root, heard = logging.getLogger(), Witness()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(heard)
    yield heard
    root.removeHandler(heard)
    root.setLevel(level)


@pytest.fixture
def logbook(home: Path, witness: Witness) -> Iterator[LogFile]:
    program = logging.getLogger("orderviewer")
    level = program.level
    handler = set_up(Home(home), "DEBUG")
    yield handler
    handler.close()
    program.setLevel(level)


class Told:
    """Every text that the window would show or put on the clipboard."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def step(self, step: Any) -> None:
        self.texts += [repr(step), step.detail]
        if step.error:
            self.error(step.error)

    def error(self, error: BaseException) -> None:
        words = describe(error)
        self.texts += [repr(words), technical_detail(error), support_text(error, words)]

    def everything(self) -> tuple[str, bytes]:
        return "what was told", "\n".join(self.texts).encode()


@dataclass(frozen=True)
class Use:
    """Everything the program does with secrets, done with the planted ones."""

    feed: Feed
    service: Simulator
    told: Told
    qtbot: Any


@pytest.fixture
def use(home: Path, logbook: LogFile, service: Simulator, qloop: Any, qtbot: Any) -> Iterator[Use]:
    feed, told, hooks = Feed(Home(home), DateStyle(), logbook.redactor), Told(), ExceptionHooks()
    feed.connection.step_done.connect(told.step)
    for failing in (feed.connection.save_failed, feed.unconnected, feed.crawl.failed, feed.failed):
        failing.connect(told.error)
    feed.detail.state_changed.connect(lambda _state, error: error and told.error(error))
    hooks.reported.connect(told.error)
    hooks.install()
    qloop.set_exception_handler(lambda _loop, context: hooks.report(context["exception"]))
    yield Use(feed, service, told, qtbot)
    hooks.uninstall()
    assert qloop.run_until_complete(feed.stop())


@pytest.mark.expects_log(".")
def test_nothing_that_is_written_shown_or_kept_holds_a_secret(
    use: Use,
    secret_service: SecretService,
    witness: Witness,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    kept = save(use)
    for fault in REFUSALS:
        try_in_vain(use, kept, fault)
    read_everything(use, kept)
    read_details(use)
    export_in_every_way(use, tmp_path)
    fail_unexpectedly(use)
    places = [*contents_of(tmp_path, secret_service.folder), use.told.everything()]
    output = capfd.readouterr()
    places += [("standard output", output.out.encode()), ("standard error", output.err.encode())]
    assert leaks({**SECRETS, **tokens(use.service)}, places) == []

    # All of that would have been a leak, had it not been masked; and it was really written.
    unmasked = leaks(SECRETS, [("", witness.text.encode())])
    assert {line.partition(" as ")[0] for line in unmasked} == set(SECRETS)
    names = {Path(place).name for place, _ in places}
    assert {"orderviewer.log", "profile.json", "orders.sqlite", "fr-all.csv"} <= names
    log = (home / "logs" / "orderviewer.log").read_text(encoding="utf-8")
    assert log.count(MASK) >= len(SECRETS)
    assert " DEBUG " in log
    assert len(use.told.texts) > len(REFUSALS)

    with use.qtbot.waitSignal(use.feed.connection.forgotten):
        use.feed.connection.forget(kept)
    assert leaks(SECRETS, contents_of(tmp_path)) == []


def save(use: Use) -> Profile:
    profile = Profile("Canary", Endpoint(use.service.base_url, use.service.token_url), page_size=10)
    with use.qtbot.waitSignal(use.feed.connection.saved, timeout=10_000) as saved:
        use.feed.connection.save(profile, tuple(map(Secret, SECRETS.values())))
    kept, _secrets, session_only = saved.args
    assert isinstance(kept, Profile)
    assert not session_only
    return kept


def try_in_vain(use: Use, kept: Profile, fault: str) -> None:
    use.service.faults.set(fault)
    with use.qtbot.waitSignal(use.feed.connection.checked, timeout=20_000):
        use.feed.connection.check(kept, (None, None, None))
    use.service.faults.clear()


def read_everything(use: Use, kept: Profile) -> None:
    """With secrets from the keyring: first refused, then past a token that expires meanwhile."""
    feed, service, qtbot = use.feed, use.service, use.qtbot
    service.faults.set("unknown_client")
    with qtbot.waitSignal(feed.crawl.failed):
        with qtbot.waitSignal(feed.connected):
            feed.open(kept)
        feed.crawl.read_everything(Scope.ALL)
    service.faults.clear()
    with qtbot.waitSignal(feed.connected):
        feed.open(kept)
    with qtbot.waitSignal(feed.crawl.stored):
        feed.crawl.read_everything(Scope.ALL)
    service.expire_tokens()
    qtbot.waitUntil(lambda: feed.crawl.complete(Scope.ALL) and not feed.crawl.busy)


def read_details(use: Use) -> None:
    feed, service, qtbot = use.feed, use.service, use.qtbot
    listings: list[Listing] = []
    feed.listing.listed.connect(listings.append)
    feed.listing.show(Query(Scope.ALL))
    qtbot.waitUntil(lambda: bool(listings) and len(listings[-1].numbers) == ORDERS)
    for position, fault in enumerate(["redirect", "code=41", ""]):
        service.faults.set(*filter(None, [fault]))
        ends = DetailState.OFFLINE if fault else DetailState.MERGED
        with qtbot.waitSignal(
            feed.detail.state_changed, check_params_cb=lambda state, _, ends=ends: state == ends
        ):
            feed.detail.open(listings[-1].numbers[position])
        service.faults.clear()


def export_in_every_way(use: Use, folder: Path) -> None:
    for dialect in Dialect:
        for kind, columns in (("view", ((Role.ID, "Order"),)), ("all", None)):
            target = folder / f"{dialect.value}-{kind}.csv"
            plan = ExportPlan(
                Query(Scope.ALL),
                numbers=None,
                fetch_missing=True,
                columns=columns,
                dialect=dialect,
                target=target,
            )
            with use.qtbot.waitSignal(use.feed.export.finished):
                use.feed.export.start(plan)
            assert target.stat().st_size > ORDERS


class Bell(QObject):
    rung = Signal()


def fail_unexpectedly(use: Use) -> None:
    """In a slot, a thread and a task, with the secrets in texts, causes and variables."""
    header = LookupError(f"Basic {basic()}")

    def in_a_slot() -> None:
        key = SECRETS["API key"]
        raise ValueError(f"Invalid header value: {key!r}")

    def in_a_thread() -> None:
        raise RuntimeError(f"cannot use {SECRETS['client secret']}") from header

    async def in_a_task() -> None:
        raise OSError(f"{use.service.token_url}?client_id={SECRETS['client id']}")

    bell = Bell()
    bell.rung.connect(in_a_slot)
    bell.rung.emit()
    thread = threading.Thread(target=in_a_thread)
    thread.start()
    thread.join()
    use.feed.start(in_a_task())
    log = use.feed.home.log_folder / "orderviewer.log"
    for name in ("ValueError", "RuntimeError", "OSError"):
        use.qtbot.waitUntil(lambda name=name: f"{name}: " in log.read_text(encoding="utf-8"))


def basic() -> str:
    return base64.b64encode(f"{SECRETS['client id']}:{SECRETS['client secret']}".encode()).decode()


def tokens(service: Simulator) -> dict[str, str]:
    """Every access token that was in use; they are never on the disk either."""
    headers = {record.headers.get("authorization", "") for record in service.requests}
    given = sorted(one.removeprefix("Bearer ") for one in headers if one.startswith("Bearer "))
    assert given
    return {f"token {number}": token for number, token in enumerate(given)}


def test_the_command_line_leaves_no_secret_behind(
    service: Simulator, secret_service: SecretService, home: Path, tmp_path: Path
) -> None:
    def run(*words: str, typed: str = "", code: int = 0) -> bytes:
        done = subprocess.run(
            [sys.executable, "-m", "orderviewer", *words],
            input=typed.encode(),
            capture_output=True,
            cwd=tmp_path,
            env=environment(ORDERVIEWER_LOG="DEBUG"),
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    named = ["--profile", "Canary"]
    shown = run("credentials", "set", *named, *addresses(service), typed=three_lines(service))
    shown += run("export", *named, "--fields", "all", "--output", "all.csv")
    service.faults.set("unknown_client")
    shown += run("export", *named, "--output", "none.csv", code=3)
    service.faults.clear()
    pasted = f"Authorization: Basic {basic()}\n{SECRETS['API key']}\n"
    fixed = ["--credentials-from-stdin", *addresses(service), "--output", "again.csv"]
    shown += run("export", *fixed, typed=pasted)
    shown += run("credentials", "forget", *named)
    assert (
        leaks(
            {**SECRETS, **tokens(service)},
            [*contents_of(tmp_path, secret_service.folder), ("what was shown", shown)],
        )
        == []
    )
    assert (tmp_path / "all.csv").read_bytes().count(b"\n") > ORDERS
    assert b" DEBUG " in (home / "logs" / "orderviewer.log").read_bytes()


# --- the search itself ---------------------------------------------------------------------


@pytest.mark.parametrize("name", SECRETS)
def test_each_form_is_found(name: str) -> None:
    for form, text in forms(SECRETS[name]).items():
        found = leaks({name: SECRETS[name]}, [("somewhere", b"before " + text + b" after")])
        assert any(line.startswith(f"{name} as {form} in somewhere") for line in found), form


@pytest.mark.parametrize("before", ["", "x", "xy", "xyz", "Authorization: "])
@pytest.mark.parametrize("after", ["", "z", ":secret"])
def test_base64_is_found_wherever_it_begins_and_ends(before: str, after: str) -> None:
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        for name, value in SECRETS.items():
            text = encode(f"{before}{value}{after}".encode())
            assert leaks({name: value}, [("here", text)])


def test_files_are_looked_into(tmp_path: Path) -> None:
    value = SECRETS["API key"]
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "log.gz").write_bytes(gzip.compress(value.encode() * 2))
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("settings.ini", f"key={value}")
    database = sqlite3.connect(tmp_path / "store.sqlite")
    with database:
        database.execute("CREATE TABLE t (v TEXT)")
        database.execute("INSERT INTO t VALUES (?)", [value])
    database.close()
    with closing(Store.open(tmp_path / "orders.sqlite")) as store:
        fill(store, [order(1, note=f"{value[:9]} {value}")])
    found = " ".join(leaks({"key": value}, contents_of(tmp_path)))
    for place in (
        "log.gz, unpacked",
        "bundle.zip, settings.ini",
        "store.sqlite",
        "orders.sqlite, an order",
    ):
        assert place in found


def test_what_is_masked_or_alike_is_no_leak() -> None:
    text = f"{MASK} {basic()[:10]} Canary S3cret K3y".encode()
    assert leaks(SECRETS, [("clean", text)]) == []
