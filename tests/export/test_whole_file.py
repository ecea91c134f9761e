"""The old file or the new one, whole; never half of one, never anything else left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from orderviewer.export.whole_file import remove_leftovers, whole_file
from orderviewer.order import Cause, ExportFailed

posix = pytest.mark.skipif(os.name == "nt", reason="how POSIX systems refuse things")


def put(target: Path, data: bytes = b"new") -> None:
    with whole_file(target) as write:
        write(data)


def test_the_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    with whole_file(target) as write:
        write(b"half")
        assert not target.exists()
        write(b", whole")
    assert target.read_bytes() == b"half, whole"
    assert list(tmp_path.iterdir()) == [target]


def test_it_replaces_what_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_bytes(b"old, and longer")
    put(target)
    assert target.read_bytes() == b"new"


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "far" / "real.csv"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link = tmp_path / "x.csv"
    link.symlink_to(real)
    put(link)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("ENOSPC", Cause.EXPORT_DISK_FULL),
        ("EDQUOT", Cause.EXPORT_DISK_FULL),
        ("EACCES", Cause.EXPORT_TARGET_BUSY),
        ("EROFS", Cause.EXPORT_TARGET_BUSY),
        ("ENOENT", Cause.EXPORT_NO_FOLDER),
        ("EIO", Cause.EXPORT_OTHER),
    ],
)
def test_whatever_step_is_refused_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: str, cause: Cause
) -> None:
    import errno

    target = tmp_path / "x.csv"
    target.write_bytes(b"old")

    def refuse(*args: object, **options: object) -> None:
        raise OSError(getattr(errno, code), f"refused: {code}")

    real_open = Path.open

    class Refusing:
        """A file that opens and takes nothing."""

        def __init__(self, path: Path, mode: str) -> None:
            self.file = real_open(path, mode)
            self.close = self.file.close
            self.write = refuse

    def other_open(path: Path, mode: str = "r") -> object:
        if path.suffix != ".part":
            return real_open(path, mode)
        return Refusing(path, mode) if step == "write" else refuse()

    if step in {"open", "write"}:
        monkeypatch.setattr(Path, "open", other_open)
    elif step == "fsync":
        monkeypatch.setattr(os, "fsync", refuse)
    else:
        monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ExportFailed) as caught:
        put(target)
    assert caught.value.cause is cause
    assert caught.value.detail == f"refused: {code}"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed) as caught:
        put(tmp_path / "none" / "x.csv")
    assert caught.value.cause is Cause.EXPORT_NO_FOLDER


def test_a_folder_in_the_file_s_place(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed) as caught:
        put(tmp_path)
    assert caught.value.cause is Cause.EXPORT_OTHER
    assert not list(tmp_path.iterdir())


def test_a_read_only_file(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(ExportFailed) as caught:
        put(target)
    assert caught.value.cause is Cause.EXPORT_TARGET_BUSY
    assert target.read_bytes() == b"old"
    target.chmod(0o644)


@posix
def test_a_device_is_not_replaced() -> None:
    with pytest.raises(ExportFailed):
        put(Path(os.devnull))
    assert not Path(os.devnull).is_file()


OWN_PROCESS = """
import sys
from pathlib import Path
from orderviewer.export.whole_file import whole_file
target = Path(sys.argv[1])
if len(sys.argv) > 2:
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    with whole_file(target) as write:
        write(b"x" * 50_000)
        print("begun", flush=True)
        if len(sys.argv) > 2:
            write(b"x" * 500_000)
        else:
            sys.stdin.read()
except Exception as error:
    print(repr(error))
"""


@posix
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", OWN_PROCESS, str(target), "limited"],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert "ExportFailed('export_disk_full" in done.stdout
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@posix
def test_a_killed_process_leaves_the_old_file_and_the_next_export_cleans_up(
    tmp_path: Path,
) -> None:
    target = tmp_path / "x.csv"
    target.write_bytes(b"old")
    with subprocess.Popen(
        [sys.executable, "-c", OWN_PROCESS, str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"begun\n"
        assert remove_leftovers(tmp_path) == 0  # it lives
        process.send_signal(signal.SIGKILL)
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2
    put(target)
    assert list(tmp_path.iterdir()) == [target]


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    others = [".orderviewer-00000000-999999999-ab.part", ".orderviewer-x.part", "my.part"]
    for name in others:
        (tmp_path / name).write_text(name)
    assert remove_leftovers(tmp_path) == 0
    assert remove_leftovers(tmp_path / "none") == 0
    assert {path.name for path in tmp_path.iterdir()} == set(others)
