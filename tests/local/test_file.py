"""The file itself: made, found damaged, too new, full, killed; nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from orderviewer.fields.roles import Role
from orderviewer.local.database import PAGE_BYTES
from orderviewer.local.query import Query
from orderviewer.local.schema import APPLICATION_ID, VERSION
from orderviewer.local.store import Store, set_aside
from orderviewer.order import Cause, Scope, StoreDamaged
from tests.local.factories import NOON, fill, keys, minutes, order, orders, page

EVERYTHING = Query(Scope.ALL)


@pytest.fixture
def filled(store_file: Path) -> Path:
    """A closed file with 400 orders, several pages of SQLite's."""
    with closing(Store.open(store_file)) as store:
        fill(store, orders(range(400)))
    return store_file


def causes(path: Path) -> set[Cause]:
    """What reading everything in the file raises, if anything."""
    met: set[Cause] = set()
    try:
        store = Store.open(path)
    except StoreDamaged as error:
        return {error.cause}
    with closing(store):
        for read in (
            store.check,
            store.counts,
            store.reading,
            lambda: store.rows(store.numbers(EVERYTHING)),
            lambda: store.numbers(Query(Scope.ALL, Role.STATE)),
            lambda: [len(chunk) for chunk in store.stream_raw(EVERYTHING)],
            lambda: [store.order(number) for number in range(1, 401, 7)],
        ):
            try:
                read()
            except StoreDamaged as error:
                met.add(error.cause)
    return met


@pytest.mark.skipif(sys.platform == "win32", reason="the user's folder is their own there")
def test_a_new_file_is_for_its_owner_alone(store_file: Path) -> None:
    with closing(Store.open(store_file)):
        files = {
            path.name: stat.S_IMODE(path.stat().st_mode) for path in store_file.parent.iterdir()
        }
        assert set(files.values()) == {0o600}
        assert "orders.db" in files
    assert stat.S_IMODE(store_file.parent.stat().st_mode) == 0o700


def test_the_file_says_what_it_is(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        facts = [
            raw.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "journal_mode", "page_size")
        ]
    assert facts == [APPLICATION_ID, VERSION, "wal", PAGE_BYTES]


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    asking = "" if sys.platform == "win32" else "?"  # no name may have one there
    path = tmp_path / f"données #1 {asking}mode=ro 100%" / "orders & more.db"
    with closing(Store.open(path)) as store:
        fill(store, orders(range(3)))
    with closing(Store.open(path, read_only=True)) as store:
        assert store.counts()[Scope.ALL] == 3
        assert sum(map(len, store.stream_texts(EVERYTHING, (Role.ID,)))) == 3
    assert path.exists()


def test_what_was_stored_is_there_after_reopening(filled: Path) -> None:
    with closing(Store.open(filled)) as store:
        assert store.counts()[Scope.CURRENT] == 400
        assert keys(store, store.numbers(EVERYTHING)) == [str(key) for key in range(400)]
    assert causes(filled) == set()
    assert {path.name for path in filled.parent.iterdir()} == {"orders.db"}


def test_a_newer_file_is_left_alone(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute(f"PRAGMA user_version={VERSION + 1}")
    before = filled.read_bytes()
    with pytest.raises(StoreDamaged) as raised:
        Store.open(filled)
    assert raised.value.cause is Cause.NEWER
    assert filled.read_bytes() == before


def test_another_programs_database_is_not_ours(store_file: Path) -> None:
    store_file.parent.mkdir()
    with closing(sqlite3.connect(store_file)) as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")
    before = store_file.read_bytes()
    assert causes(store_file) == {Cause.DAMAGED}
    assert store_file.read_bytes() == before


def test_an_empty_file_becomes_a_store(store_file: Path) -> None:
    store_file.parent.mkdir()
    store_file.touch()
    assert causes(store_file) == set()


def test_a_file_without_its_tables_is_damaged(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute("DROP TABLE meta")
    assert causes(filled) == {Cause.DAMAGED}


def overwrite(path: Path, offset: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"this is no database at all\n" * 1000),
        lambda path: overwrite(path, 0, bytes(100)),
        lambda path: overwrite(path, 5 * PAGE_BYTES, bytes(PAGE_BYTES)),
        lambda path: os.truncate(path, 4 * PAGE_BYTES),
        lambda path: os.truncate(path, path.stat().st_size - PAGE_BYTES // 2),
    ],
    ids=["text", "no header", "a blank page", "half", "a cut end"],
)
def test_damage_has_its_name(filled: Path, damage: Callable[[Path], None]) -> None:
    damage(filled)
    assert causes(filled) == {Cause.DAMAGED}


def test_an_order_that_is_not_what_was_stored_is_damage(filled: Path) -> None:
    with closing(Store.open(filled)) as store:
        store.put_detail(order(8, "Livré"), NOON)  # number 9
    with closing(sqlite3.connect(filled)) as raw, raw:
        raw.execute("UPDATE bodies SET packed = ? WHERE number = 7", (b'\0{"id": "7"}',))
        raw.execute("DELETE FROM bodies WHERE number = 8")
        raw.execute("UPDATE details SET packed = ? WHERE number = 9", (b"\0{}",))
    with closing(Store.open(filled)) as store:
        for number in (7, 8, 9):
            with pytest.raises(StoreDamaged) as raised:
                store.order(number)
            assert raised.value.cause is Cause.DAMAGED
        with pytest.raises(StoreDamaged):
            list(store.stream_raw(EVERYTHING))


def test_a_text_that_is_none_is_damage_and_is_not_quoted(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as raw, raw:
        raw.execute("UPDATE cells SET state = CAST(x'53656372C3' AS TEXT) WHERE number = 7")
    with closing(Store.open(filled)) as store:
        with pytest.raises(StoreDamaged) as raised:
            store.rows([7])
        assert raised.value.cause is Cause.DAMAGED
        assert "Secr" not in f"{raised.value} {raised.value.__context__!r}"[:60]
        assert raised.value.__suppress_context__


def test_a_damaged_file_is_set_aside_with_its_journal(filled: Path) -> None:
    content = filled.read_bytes()
    filled.with_name("orders.db-wal").write_bytes(b"journal")
    target = set_aside(filled, NOON)
    assert target.name == "orders.db.damaged-20260302-120000"
    assert target.read_bytes() == content
    assert target.with_name(target.name + "-wal").read_bytes() == b"journal"
    assert not filled.exists()
    filled.write_bytes(b"again")
    assert set_aside(filled, NOON).name == "orders.db.damaged-20260302-120000-2"
    with pytest.raises(StoreDamaged) as raised:
        set_aside(filled, NOON)
    assert raised.value.cause is Cause.NOT_WRITABLE


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreDamaged) as raised:
        Store.open(tmp_path / "file" / "orders.db")
    assert raised.value.cause is Cause.NOT_WRITABLE


def test_a_store_opened_for_reading_writes_nothing(filled: Path) -> None:
    with closing(Store.open(filled, read_only=True)) as store:
        assert store.counts()[Scope.CURRENT] == 400
        assert len(store.numbers(Query(Scope.ALL, Role.ID))) == 400
        with pytest.raises(StoreDamaged) as raised:
            store.start_crawl(Scope.CURRENT, NOON)
        assert raised.value.cause is Cause.NOT_WRITABLE
    with pytest.raises(StoreDamaged):
        Store.open(filled.with_name("none.db"), read_only=True)
    assert not filled.with_name("none.db").exists()


def test_a_full_disk_keeps_all_that_was_committed(store: Store, store_file: Path) -> None:
    put = fill(store, orders(range(100)))
    pages = store._database.value("PRAGMA page_count")
    store._database.run(f"PRAGMA max_page_count={pages + 4}")
    crawl = store.start_crawl(Scope.CURRENT, minutes(1))
    dice = random.Random(7)
    large = [order(key, note=dice.randbytes(2500).hex()) for key in range(1000, 1100)]
    with pytest.raises(StoreDamaged) as raised:
        store.put(page(large), crawl, minutes(1))
    assert raised.value.cause is Cause.DISK_FULL
    assert store.counts()[Scope.CURRENT] == 100
    assert len(store.rows(put.numbers)) == 100
    store._database.run("PRAGMA max_page_count=100000")
    assert len(store.put(page(large), crawl, minutes(2)).new) == 100
    store.check()


FULL_DISK = """
import resource, sys
from pathlib import Path
from orderviewer.local.store import Store
from orderviewer.order import StoreDamaged
from orderviewer.order import Scope
from tests.local.factories import NOON, orders, page
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (800_000, 800_000))
store = Store.open(Path(sys.argv[1]))
crawl = store.start_crawl(Scope.CURRENT, NOON)
done = 0
try:
    while True:
        store.put(page(orders(range(done, done + 50))), crawl, NOON)
        done += 50
except StoreDamaged as error:
    print(done, error.cause, store.counts()["All"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_real_limit_of_the_system_is_a_full_disk(store_file: Path) -> None:
    said = run_python(FULL_DISK, store_file).stdout.split()
    assert said[1] == "disk_full"
    assert int(said[0]) == int(said[2]) > 0
    assert causes(store_file) == set()


WRITER = """
import sys
from pathlib import Path
from orderviewer.local.store import Store
from orderviewer.order import Scope
from tests.local.factories import NOON, order, page
store = Store.open(Path(sys.argv[1]))
first = int(sys.argv[2])
crawl = store.start_crawl(Scope.CURRENT, NOON)
for number in range(first, first + 100_000, 50):
    content = [order(key, f"state {number}") for key in range(number, number + 50)]
    store.put(page(content, offset=number), crawl, NOON)
    print(number + 50, flush=True)
"""


def run_python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_kill_at_any_moment_loses_nothing_acknowledged(store_file: Path) -> None:
    dice, acknowledged = random.Random(3), 0
    for _ in range(10):
        command = [sys.executable, "-c", WRITER, str(store_file), str(acknowledged)]
        with subprocess.Popen(
            command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout
            for _ in range(dice.randint(2, 25)):
                acknowledged = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
            rest = writer.stdout.read().split("\n")
            acknowledged = max([acknowledged, *(int(line) for line in rest[:-1])])
        with closing(Store.open(store_file)) as store:
            store.check()
            stored = store.counts()[Scope.CURRENT]
            assert stored >= acknowledged
            assert stored % 50 == 0, "a page is stored whole or not at all"
            rows = store.rows(store.numbers(EVERYTHING))
            assert {int(row.key) for row in rows} == set(range(stored))
            acknowledged = stored


def test_cells_for_other_roles_are_made_anew(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as raw, raw:
        raw.execute("UPDATE meta SET value = 'id state' WHERE name = 'roles'")
        raw.execute("DROP TABLE cells")
        raw.execute("CREATE TABLE cells (number INTEGER PRIMARY KEY, id TEXT, state TEXT)")
    with closing(Store.open(filled)) as store:
        assert not any(any(row.values) for row in store.rows([1, 400]))
        assert len(store.numbers(Query(Scope.ALL, Role.STATE))) == 400
        assert store.rederive(300) == 100
        assert store.rederive(300) == 0
        assert all(all(row.values[:5]) for row in store.rows(range(1, 401)))
