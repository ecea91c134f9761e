"""What only Linux has: a smaller ICU, the menu entry, Debian's texts."""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from xml.etree import ElementTree

import PySide6
import pytest

import metadata
from linux import icu, texts
from linux.icu import Entry


def a_library(header: bytes, entries: list[Entry]) -> bytes:
    """The least of an ELF file: one section that holds the tables."""
    blob = icu.archive(header, entries)
    elf = bytearray(64)
    elf[:4] = b"\x7fELF"
    struct.pack_into("<Q", elf, 0x28, 64)
    struct.pack_into("<HH", elf, 0x3A, 64, 1)
    section = bytearray(64)
    struct.pack_into("<QQ", section, 0x18, 128, len(blob))
    return bytes(elf + section + blob)


HEADER = struct.pack("<HBBHHBBBB4s", 32, 0xDA, 0x27, 20, 0, 0, 0, 2, 0, b"CmnD").ljust(32, b"\0")


def test_tables_are_read_and_written_the_same() -> None:
    entries = [Entry("icudt73l/a.res", b"x" * 16), Entry("icudt73l/coll/fr.res", b"y" * 48)]
    library = a_library(HEADER, entries)
    header, found = icu.tables(library)
    assert header == HEADER
    assert found == entries
    assert icu.tables(a_library(header, found[1:]))[1] == entries[1:]


def test_what_is_no_icu_is_refused() -> None:
    with pytest.raises(ValueError, match="no tables"):
        icu.tables(b"\x7fELF" + bytes(200))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("icudt73l/coll/fr.res", True),
        ("icudt73l/coll/root.res", True),
        ("icudt73l/coll/ucadata.icu", True),
        ("icudt73l/coll/zh.res", False),
        ("icudt73l/zone/fr_CA.res", True),
        ("icudt73l/zone/tzdbNames.res", True),
        ("icudt73l/fr.res", True),
        ("icudt73l/de.res", False),
        ("icudt73l/supplementalData.res", True),
        ("icudt73l/cnvalias.icu", True),
        ("icudt73l/euc-jp-2007.cnv", False),
        ("icudt73l/brkitr/cjdict.dict", False),
        ("icudt73l/unit/fr.res", False),
    ],
)
def test_which_tables_qt_needs(name: str, wanted: bool) -> None:
    assert icu.wants(name) is wanted


ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt's own ICU")


@ON_LINUX
def test_the_tables_of_this_qt_shrink_to_a_tenth() -> None:
    (library,) = (Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*")
    _, entries = icu.tables(library.read_bytes())
    wanted = [entry for entry in entries if icu.wants(entry.name)]
    names = [entry.name for entry in wanted]
    assert names == sorted(names), "ICU finds them by halving"
    assert len(names) > 200
    size = sum(len(entry.content) for entry in wanted)
    assert size < library.stat().st_size / 8


def test_the_menu_entry_says_it_in_both_languages() -> None:
    entry = dict(
        line.split("=", 1)
        for line in texts.desktop_entry().splitlines()
        if not line.startswith("[")
    )
    assert entry["Exec"] == entry["Icon"] == entry["StartupWMClass"] == metadata.NAME
    assert entry["Comment[fr]"] == metadata.SUMMARY["fr"]
    assert entry["Terminal"] == "false"


def test_the_description_is_whole() -> None:
    root = ElementTree.fromstring(texts.appstream("1.2.3", 1795640324))
    assert root.findtext("id") == metadata.APP_ID
    release = root.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "1.2.3", "date": "2026-11-25"}
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    told = [one.get(language) for one in root.iterfind("description/p")]
    assert told.count("fr") == told.count(None) == len(metadata.DESCRIPTION["fr"])


@pytest.mark.parametrize(
    ("python", "debian"),
    [("1.2.0", "1.2.0"), ("1.2.0rc1", "1.2.0~rc1"), ("1.2.0b2", "1.2.0~b2")],
)
def test_versions_sort_in_debian_as_they_do_in_python(python: str, debian: str) -> None:
    assert texts.debian_version(python) == debian


def test_the_control_file_has_what_dpkg_needs() -> None:
    control = texts.control("1.2.0", "amd64", 1000, "2.34")
    assert control.endswith("\n")
    fields = dict(line.split(": ", 1) for line in control.splitlines() if not line.startswith(" "))
    assert fields["Depends"].startswith("libc6 (>= 2.34), ")
    assert fields["Installed-Size"] == "1000"
    assert all(len(line) <= 80 for line in control.splitlines() if line.startswith(" "))


def test_the_licence_stands_in_debians_form() -> None:
    said = texts.copyright_file("MIT License\n\nFree to use.\n")
    assert "License: Expat\n MIT License\n .\n Free to use.\n" in said


def test_the_small_library_is_put_where_the_large_one_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(icu, "make_small", lambda file, folder: folder / file.name)
    lines = [
        ("PySide6/Qt/lib/libicudata.so.73", "/there/libicudata.so.73", "BINARY"),
        ("libicudata.so.73", "PySide6/Qt/lib/libicudata.so.73", "SYMLINK"),
        ("PySide6/Qt/lib/libicuuc.so.73", "/there/libicuuc.so.73", "BINARY"),
    ]
    made = icu.with_small_tables(lines, tmp_path)
    assert made == [(lines[0][0], str(tmp_path / "libicudata.so.73"), "BINARY"), *lines[1:]]
