"""A backup takes the place of the store's file, which can be had again; damage changes nothing."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orderviewer.local.backups import back_up, read_backups
from orderviewer.local.database import Database
from orderviewer.local.migrations import VERSION
from orderviewer.local.query import Query
from orderviewer.local.restoring import restore
from orderviewer.local.store import Store
from orderviewer.order import Cause, Scope, StoreDamaged
from tests.local.factories import fill, keys, orders
from tests.local.stored import stores, unpack, version_of

EVERYTHING = Query(Scope.ALL)
OLD = next(file for file in stores() if 1 < version_of(file) < VERSION)


YESTERDAY = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)


def made(path: Path, version: int) -> Path:
    """How a backup of yesterday is called."""
    return path.with_name(f"{path.name}.version{version}-{YESTERDAY:%Y%m%d-%H%M%S}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of two orders, of three a moment ago."""
    file = tmp_path / "orders.sqlite"
    store = Store.open(file)
    fill(store, orders("abc"))
    store.close()
    back_up(file, VERSION).rename(made(file, VERSION))
    store = Store.open(file)
    fill(store, orders("xy"), Scope.CLOSED)
    store.close()
    return file


def left_over(path: Path) -> list[str]:
    """What is neither the store nor one of its backups."""
    known = {path, *(backup.file for backup in read_backups(path))}
    return [file.name for file in path.parent.iterdir() if file not in known]


def content(path: Path) -> list[str]:
    store = Store.open(path)
    try:
        return sorted(keys(store, store.numbers(EVERYTHING)))
    finally:
        store.close()


def test_a_backup_tells_its_day_version_and_size(path: Path) -> None:
    (backup,) = read_backups(path)
    assert backup.made == YESTERDAY
    assert backup.version == VERSION
    assert backup.size == backup.file.stat().st_size


def test_what_was_there_is_a_backup_then_and_can_be_had_again(path: Path) -> None:
    restore(path, read_backups(path)[0].file)
    assert content(path) == ["a", "b", "c"]
    newest, former = read_backups(path)
    assert newest.made > former.made
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600
    restore(path, newest.file)
    assert content(path) == ["a", "b", "c", "x", "y"]
    assert not left_over(path)


def test_a_backup_of_an_older_version_is_brought_up_to_this_one(path: Path) -> None:
    backup = unpack(OLD, made(path, version_of(OLD)))
    with closing(Database(backup, read_only=True)) as database:
        expected = sorted(key for (key,) in database.query("SELECT key FROM orders"))
    restore(path, backup)
    assert content(path) == expected


@pytest.mark.parametrize("damage", ["bytes", "cut", "gone"])
def test_a_damaged_backup_changes_nothing(path: Path, damage: str) -> None:
    (backup,) = read_backups(path)
    raw = bytearray(backup.file.read_bytes())
    if damage == "bytes":
        raw[4096:8192] = b"\xff" * 4096
    if damage == "gone":
        backup.file.unlink()
    else:
        backup.file.write_bytes(raw[: len(raw) // 2] if damage == "cut" else raw)
    with pytest.raises(StoreDamaged) as raised:
        restore(path, backup.file)
    assert raised.value.cause is Cause.BACKUP_DAMAGED
    assert content(path) == ["a", "b", "c", "x", "y"]
    assert len(read_backups(path)) == (damage != "gone")
    assert not left_over(path)


def test_another_program_that_has_the_file_open_is_waited_for(path: Path) -> None:
    other = Store.open(path)
    try:
        with pytest.raises(StoreDamaged) as raised:
            restore(path, read_backups(path)[0].file)
    finally:
        other.close()
    assert raised.value.cause is Cause.STORE_BUSY
    assert content(path) == ["a", "b", "c", "x", "y"]
