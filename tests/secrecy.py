"""Looks for secrets in what a program leaves behind, in every form in which they could stand."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from orderviewer.local.packing import unpacked as unpacked_order

SHORTEST = 8  # bytes; anything shorter turns up by chance


def forms(value: str) -> dict[str, bytes]:
    """What to look for, by the name of the form; values are at least SHORTEST bytes long."""
    raw = value.encode()
    assert len(raw) >= SHORTEST, "too short to be looked for"
    every_byte = "".join(f"%{byte:02X}" for byte in raw)
    found = {
        "plain": raw,
        "UTF-16": value.encode("utf-16-le"),
        "hexadecimal": raw.hex().encode(),
        "HEXADECIMAL": raw.hex().upper().encode(),
        "reversed": raw[::-1],
        "percent": quote(value, safe="").encode(),
        "percent, every byte": every_byte.encode(),
        "percent, small letters": re.sub(
            r"%[0-9A-F]{2}", lambda found: found[0].lower(), quote(value, safe="")
        ).encode(),
        "JSON": json.dumps(value)[1:-1].encode(),
        "repr": repr(value)[1:-1].encode(),
    }
    for before in range(3):  # also behind other bytes: "id:secret" begins anywhere
        text = inside_base64(raw, before)
        found[f"base64 after {before}"] = text
        found[f"base64 for addresses after {before}"] = text.translate(
            bytes.maketrans(b"+/", b"-_")
        )
    return {name: form for name, form in found.items() if len(form) >= SHORTEST}


def inside_base64(raw: bytes, before: int) -> bytes:
    """The characters that `raw`, after `before` other bytes, alone decides in any base64 text."""
    text = base64.b64encode(b"\0" * before + raw)
    return text[-(-before * 8 // 6) : (before + len(raw)) * 8 // 6]


def leaks(secrets: Mapping[str, str], contents: Iterable[tuple[str, bytes]]) -> list[str]:
    """One line for each form of each secret in `contents`: pairs of a place's name and its bytes.

    The lines name secrets and forms, never values.
    """
    needles = [
        (name, form, text) for name in secrets for form, text in forms(secrets[name]).items()
    ]
    return [
        f"{name} as {form} in {place}, byte {data.find(text)}"
        for place, data in contents
        for name, form, text in needles
        if text in data
    ]


def contents_of(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below, and what is packed in it."""
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and not file.is_symlink():
                yield from unpacked(str(file), file.read_bytes())


def unpacked(place: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield place, data
    if data[:2] == b"\x1f\x8b":
        yield f"{place}, unpacked", gzip.decompress(data)
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from unpacked(f"{place}, {member}", archive.read(member))
    elif data.startswith(b"SQLite format 3\0"):
        yield from ((f"{place}, an order", raw) for raw in orders_in(data))


def orders_in(data: bytes) -> Iterator[bytes]:
    """The JSON of all orders in the bytes of a store; what its journal holds is not looked at."""
    with closing(sqlite3.connect(":memory:")) as store:
        store.deserialize(data[:18] + b"\1\1" + data[20:])  # as one without a journal
        known = {name for (name,) in store.execute("SELECT name FROM sqlite_master")}
        if "dictionaries" in known:
            texts = dict(store.execute("SELECT number, text FROM dictionaries"))
            for table in ("bodies", "details"):
                for (packed,) in store.execute(f"SELECT packed FROM {table}"):
                    yield unpacked_order(packed, lambda number: texts[number].encode())
