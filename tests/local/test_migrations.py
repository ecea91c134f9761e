"""Files of every older version open, with all they held; killed on the way they still do."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orderviewer.fields.roles import Role
from orderviewer.local import migrations
from orderviewer.local.backups import KEPT, KEPT_FOR, backups_of, tidy
from orderviewer.local.database import Database
from orderviewer.local.migrations import VERSION
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Cause, Scope, StoreDamaged
from orderviewer.search.parsing import terms_of
from tests.local.factories import minutes, page
from tests.local.stored import closed, current, stores, unpack, version_of

EVERYTHING = Query(Scope.ALL)
# In two minutes 200: ORDERVIEWER_KILLS says how many times a program is killed.
KILLS = int(os.environ.get("ORDERVIEWER_KILLS", "6"))
FIRST = stores()[0]
EVERY_OLDER = [file for file in stores() if version_of(file) < VERSION]


def jsons(store: Store) -> dict[str, tuple[bytes, bytes | None]]:
    return {
        row.key: (body, detail)
        for chunk in store.stream_raw(EVERYTHING)
        for row, body, detail in chunk
    }


def raw_jsons(path: Path) -> dict[str, tuple[bytes, bytes | None]]:
    """As they stand in the file of any version."""
    with closing(Database(path, read_only=True)) as database:
        packed = ("packed",) in database.query("SELECT name FROM pragma_table_info('bodies')")
        cell = "unpacked({}.packed)" if packed else "{}.json"
        found = database.query(
            f"SELECT key, {cell.format('bodies')}, {cell.format('details')} FROM orders"
            " JOIN bodies USING (number) LEFT JOIN details USING (number)"
        )
        return {key: (body, detail) for key, body, detail in found}


def facts(path: Path) -> list[tuple[object, ...]]:
    """What the file says of when its orders were seen, and where."""
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(
            "SELECT key, has_id, stream, position, first_seen, last_seen, changed FROM orders"
            " ORDER BY number"
        ).fetchall()


def layout(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Every table with its columns' names and types, every index and view."""
    with closing(sqlite3.connect(path)) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master")]
        return {
            name: set(raw.execute("SELECT name, type, pk FROM pragma_table_info(?)", (name,)))
            for name in names
        }


def test_there_is_a_store_of_each_version() -> None:
    assert {version_of(file) for file in stores()} >= set(range(1, VERSION))


@pytest.mark.parametrize("packed", EVERY_OLDER, ids=lambda file: file.name)
def test_an_older_store_opens_with_all_it_held(packed: Path, tmp_path: Path) -> None:
    path = unpack(packed, tmp_path / "orders.db")
    before, held = facts(path), raw_jsons(path)
    with closing(Store.open(path)) as store:
        assert jsons(store) == held
        while store.rederive():
            continue
        rows = store.rows(store.numbers(Query(Scope.ALL, Role.ID)))
        assert [row.values[0] for row in rows] == sorted(held)
        assert store.counts()[Scope.ALL] == len(held)
        while store.index_pending():
            continue
        found = store.numbers(Query(Scope.ALL, terms=terms_of("epinal livree")))
        assert len(found) == len(closed(2))
        assert store.progress(Scope.CURRENT).complete
        store.check()
    assert facts(path) == before
    with closing(Store.open(tmp_path / "new.db")):
        assert layout(tmp_path / "new.db") == layout(path)


@pytest.mark.parametrize("packed", EVERY_OLDER, ids=lambda file: file.name)
def test_history_goes_on_in_an_older_store(packed: Path, tmp_path: Path) -> None:
    path = unpack(packed, tmp_path / "orders.db")
    with closing(Store.open(path)) as store:
        told = len(store.history.events())
        versions = len(store.history.versions(7))
        now = minutes(0)
        for scope, content in ((Scope.CURRENT, current(2)), (Scope.CLOSED, closed(2))):
            crawl = store.start_crawl(scope, now)
            store.put(page(content, stream=scope, about=len(content), ended=True), crawl, now)
            store.finish_crawl(scope, crawl, complete=True, now=now)
        assert len(store.history.events()) == told, "the same orders again are no news"
        assert len(store.history.versions(7)) == versions


def test_a_store_is_backed_up_before_its_tables_change(tmp_path: Path) -> None:
    path = unpack(FIRST, tmp_path / "orders.db")
    before = raw_jsons(path), layout(path)
    with closing(Store.open(path)):
        pass
    (backup,) = backups_of(path)
    assert backup.name.startswith("orders.db.version1-")
    if os.name == "posix":
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert (raw_jsons(backup), layout(backup)) == before
    with closing(Store.open(path)):
        pass
    assert backups_of(path) == [backup], "nothing to migrate, nothing to back up"


def test_backups_are_few_and_do_not_stay_for_ever(tmp_path: Path) -> None:
    path, now = tmp_path / "orders.db", datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
    ages = [timedelta(days=days) for days in (1, 40, 50, 200)]
    for age in ages:
        path.with_name(f"orders.db.version1-{now - age:%Y%m%d-%H%M%S}").touch()
    others = path.with_name("orders.db.damaged-20250101-000000")
    others.touch()
    tidy(path, now)
    assert len(backups_of(path)) == KEPT == 2
    tidy(path, now + KEPT_FOR - timedelta(days=30))
    assert len(backups_of(path)) == 1
    tidy(path, now + KEPT_FOR)
    assert backups_of(path) == []
    assert others.exists()


def test_without_room_for_the_backup_nothing_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = unpack(FIRST, tmp_path / "orders.db")

    def full(*_: object) -> None:
        raise StoreDamaged(Cause.DISK_FULL)

    before = layout(path)
    with monkeypatch.context() as patch:
        patch.setattr("orderviewer.local.database.Database.copy_to", full)
        with pytest.raises(StoreDamaged) as raised:
            Store.open(path)
    assert raised.value.cause is Cause.DISK_FULL
    assert layout(path) == before
    assert {file.name for file in tmp_path.iterdir()} == {"orders.db"}
    with closing(Store.open(path)) as store:
        assert store.counts()[Scope.ALL] == len(raw_jsons(path))


def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = unpack(FIRST, tmp_path / "orders.db")
    before = layout(path)

    def fail(_database: object) -> None:
        raise StoreDamaged(Cause.DISK_FULL)

    first, *rest = migrations.STEPS
    monkeypatch.setattr(migrations, "STEPS", (lambda d: (first(d), fail(d)), *rest))
    with pytest.raises(StoreDamaged):
        Store.open(path)
    assert layout(path) == before


def test_programs_that_open_an_older_store_at_once_migrate_it_once(tmp_path: Path) -> None:
    outcomes: list[object] = []

    def open_one(path: Path, start: threading.Barrier) -> None:
        try:
            start.wait()
            with closing(Store.open(path)) as store:
                outcomes.append(store.counts()[Scope.ALL])
        except BaseException as error:  # noqa: BLE001  told to the test's thread
            outcomes.append(error)

    for number in range(6):
        path = unpack(FIRST, tmp_path / str(number) / "orders.db")
        start = threading.Barrier(3, timeout=10)
        threads = [threading.Thread(target=open_one, args=(path, start)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(backups_of(path)) == 1
    assert outcomes == [32] * 18


# --- a newer one


def test_a_newer_store_can_be_read(tmp_path: Path) -> None:
    path = unpack(stores()[-1], tmp_path / "orders.db")
    with closing(Store.open(path)) as store:
        rows = store.rows(store.numbers(EVERYTHING))
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("ALTER TABLE events ADD COLUMN colour TEXT")
        raw.execute(f"PRAGMA user_version={VERSION + 7}")
    before = path.read_bytes()
    with pytest.raises(StoreDamaged) as raised:
        Store.open(path)
    assert raised.value.cause is Cause.NEWER
    with closing(Store.open(path, read_only=True)) as store:
        assert store.rows(store.numbers(EVERYTHING)) == rows
        assert (store.rederive(), store.index_pending()) == (0, 0)
    assert path.read_bytes() == before


def test_what_cannot_be_read_of_a_newer_store_is_not_damaged(tmp_path: Path) -> None:
    path = unpack(stores()[-1], tmp_path / "orders.db")
    with closing(Store.open(path)):
        pass
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("ALTER TABLE cells RENAME TO texts")
        raw.execute(f"PRAGMA user_version={VERSION + 7}")
    with closing(Store.open(path, read_only=True)) as store:
        with pytest.raises(StoreDamaged) as raised:
            store.rows([1])
        assert raised.value.cause is Cause.NEWER


# --- killed

OPENER = """
import sys
from pathlib import Path
from orderviewer.local.store import Store
print("ready", flush=True)
sys.stdin.readline()
store = Store.open(Path(sys.argv[1]))
print("migrated", flush=True)
sys.stdin.readline()
"""


def enlarged(path: Path, times: int) -> None:
    """Many orders in a file of the first version, so that a migration takes a while."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO orders SELECT number + i * 1000, key || '/' || i, has_id, stream,"
            " position, crawl, digest, first_seen, last_seen, changed FROM orders, n",
            (times,),
        )
        raw.execute(
            "INSERT INTO bodies SELECT o.number, json FROM orders AS o"
            " JOIN bodies AS b ON b.number = o.number % 1000 WHERE o.number > 1000"
        )
        raw.execute(
            "INSERT INTO details SELECT o.number, last_seen, digest, json FROM orders AS o"
            " JOIN bodies USING (number) WHERE o.number > 1000"
        )
        raw.execute("UPDATE streams SET orders = (SELECT count(*) FROM orders) WHERE stream = 0")
        raw.execute("UPDATE streams SET orders = 0 WHERE stream = 1")


def run_and_kill(path: Path, after: float) -> float | None:
    """Migrates the file in another program, killed so many seconds later; how long it took."""
    with subprocess.Popen(
        [sys.executable, "-c", OPENER, str(path)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
        began = time.monotonic()
        killer = threading.Timer(after, program.send_signal, [signal.SIGKILL])
        program.stdin.write("go\n")
        program.stdin.flush()
        killer.start()
        ended = program.stdout.readline() == "migrated\n"
        took = time.monotonic() - began
        program.send_signal(signal.SIGKILL)
        killer.cancel()
        killer.join()
    return took if ended else None


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_kill_at_any_moment_of_a_migration_loses_nothing(tmp_path: Path) -> None:
    large, path = unpack(FIRST, tmp_path / "large.db"), tmp_path / "killed" / "orders.db"
    enlarged(large, 300)
    content, held, dice = large.read_bytes(), raw_jsons(large), random.Random(11)
    lasts, finished = run_and_kill(large, 60), 0
    assert lasts
    for _ in range(KILLS):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        finished += run_and_kill(path, dice.random() * lasts) is not None
        for backup in backups_of(path):
            assert raw_jsons(backup) == held
        with closing(Store.open(path)) as store:
            store.check()
            assert jsons(store) == held
        assert not list(path.parent.glob("*.part"))
        for file in path.parent.iterdir():
            file.unlink()
    assert finished < KILLS, "the kills came too late to be of any use"
