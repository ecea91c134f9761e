"""A smaller ICU for Linux: of its 32 MB of tables the program's Qt reads a tenth.

Qt asks ICU for four things: upper and lower case, sorting, names of time zones, converters.
Break iterators, currencies, units, transliterations, East Asian converters and the languages the
program does not speak are never opened; whoever asks for them gets ICU's own "not here".
The tables are a plain archive (ICU's "common data format", CmnD): a header, the number of
entries, for each the offsets of its name and of its data, the names, the data; sorted by name.
"""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from contents import Line

LIBRARY = "libicudata.so."
KIND = b"CmnD"
KIND_AT = 12  # bytes behind the beginning of the header
ALIGNMENT = 16
LANGUAGES = ("root", "pool", "res_index", "en", "fr")
KEPT_FOLDERS = {"coll", "zone"}  # sorting; names of time zones
CONVERTERS = ("cnvalias.icu", "ibm-5348_P100-1997.cnv")  # the table of names; Windows-1252
LOCALE = re.compile(r"([a-z]{2,3})(_\w+)?\.res")


class Entry(NamedTuple):
    """One table: "icudt73l/coll/fr.res"."""

    name: str
    content: bytes


def wants(name: str) -> bool:
    """Whether Qt opens the table of this name, for a user of French or English."""
    path = PurePosixPath(name)
    inside = path.parts[1:-1]
    if inside and inside[0] not in KEPT_FOLDERS:
        return False
    if path.suffix in {".cnv", ".spp", ".cfu"} or path.name == "unames.icu":
        return path.name in CONVERTERS
    language = LOCALE.fullmatch(path.name)
    of_a_language = bool(inside) or (language is not None)
    if path.suffix == ".res" and of_a_language:
        return path.stem.split("_")[0] in LANGUAGES or path.stem in {*LANGUAGES, "tzdbNames"}
    return True


def with_small_tables(lines: list[Line], folder: Path) -> list[Line]:
    """PyInstaller's lines, the library of tables replaced by a small one made in `folder`."""
    return [
        (name, str(make_small(Path(file), folder)), kind)
        if PurePosixPath(name).name.startswith(LIBRARY) and kind != "SYMLINK"
        else (name, file, kind)
        for name, file, kind in lines
    ]


def tables(library: bytes) -> tuple[bytes, list[Entry]]:
    """The header and all entries; raises ValueError where there are none."""
    start = library.find(KIND) - KIND_AT
    if start < 0:
        raise ValueError("no tables of ICU in it")
    (header_size,) = struct.unpack_from("<H", library, start)
    base = start + header_size
    (count,) = struct.unpack_from("<I", library, base)
    places = [struct.unpack_from("<II", library, base + 4 + 8 * at) for at in range(count)]
    ends = [data for _, data in places[1:]] + [_end(library, start) - base]
    found = []
    for (name_at, data_at), end in zip(places, ends, strict=True):
        name = library[base + name_at : library.index(b"\0", base + name_at)].decode()
        found.append(Entry(name, library[base + data_at : base + end]))
    return library[start:base], found


def archive(header: bytes, entries: list[Entry]) -> bytes:
    """The same format again."""
    names = b"".join(entry.name.encode() + b"\0" for entry in entries)
    names_at = 4 + 8 * len(entries)
    data_at = _aligned(len(header) + names_at + len(names)) - len(header)
    places, data = b"", b""
    name_at = names_at
    for entry in entries:
        places += struct.pack("<II", name_at, data_at + len(data))
        name_at += len(entry.name.encode()) + 1
        data += entry.content.ljust(_aligned(len(entry.content)), b"\0")
    head = header + struct.pack("<I", len(entries)) + places + names
    return head.ljust(len(header) + data_at, b"\0") + data


def make_small(library: Path, folder: Path) -> Path:
    """A library of the same name in `folder`, with the wanted tables alone."""
    header, entries = tables(library.read_bytes())
    folder.mkdir(parents=True, exist_ok=True)
    blob, source, compiled = (folder / f"icudata{ending}" for ending in (".dat", ".s", ".o"))
    made = folder / library.name
    blob.write_bytes(archive(header, [entry for entry in entries if wants(entry.name)]))
    symbol = entries[0].name.split("/")[0].rstrip("lb") + "_dat"  # icudt73l: icudt73_dat
    source.write_text(
        f"""
    .section .note.GNU-stack,"",%progbits
    .section .rodata
    .balign {ALIGNMENT}
    .globl {symbol}
    .type {symbol}, %object
{symbol}:
    .incbin "{blob.name}"
    .size {symbol}, . - {symbol}
""",
        encoding="ascii",
    )
    for command in (
        ["as", "-o", compiled.name, source.name],
        [
            "ld",
            "-shared",
            "-s",
            "--build-id=none",
            f"-soname={library.name}",
            "-o",
            made.name,
            compiled.name,
        ],
    ):
        subprocess.run(command, cwd=folder, check=True)
    return made


def _aligned(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT


def _end(library: bytes, start: int) -> int:
    """Where the data ends: its last entry is padded by the linker, which does no harm."""
    section_headers = struct.unpack_from("<Q", library, 0x28)[0]
    size, count = struct.unpack_from("<HH", library, 0x3A)
    for at in range(count):
        header = section_headers + at * size
        offset, length = struct.unpack_from("<QQ", library, header + 0x18)
        if offset <= start < offset + length:
            return int(offset + length)
    raise ValueError("the tables of ICU are in no section")
