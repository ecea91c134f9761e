"""What goes into the bundle and what does not, without making one."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import pytest

import contents
import metadata
import orderviewer

PACKAGING = Path(contents.__file__).parent
LIB = "PySide6/Qt/lib"
PLUGINS = "PySide6/Qt/plugins"


def test_the_folder_is_no_package_that_would_hide_the_one_of_that_name() -> None:
    assert not (PACKAGING / "__init__.py").exists()
    found = find_spec("packaging")
    assert found is not None
    assert found.origin is not None, "the library `packaging`, which pytest needs"


def test_the_version_comes_from_the_program() -> None:
    assert metadata.version() == orderviewer.__version__
    numbers = metadata.version_numbers()
    assert len(numbers) == 4
    assert ".".join(map(str, numbers)).startswith(orderviewer.__version__.split("rc")[0])


def test_every_text_is_in_both_languages() -> None:
    for texts in (metadata.SUMMARY, metadata.DESCRIPTION, metadata.KEYWORDS):
        assert set(texts) == {"en", "fr"}
    assert len(metadata.DESCRIPTION["en"]) == len(metadata.DESCRIPTION["fr"])
    french = " ".join([metadata.SUMMARY["fr"], *metadata.DESCRIPTION["fr"]])
    assert not any(f" {sign}" in french for sign in ":;!?"), "a narrow space stands there"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (f"{PLUGINS}/platforms/libqxcb.so", True),
        (f"{PLUGINS}/platforms/libqeglfs.so", False),
        (f"{PLUGINS}/platformthemes/libqgtk3.so", False),
        (f"{PLUGINS}/sqldrivers/libqsqlite.so", False),
        (r"PySide6\plugins\platforms\qwindows.dll", True),
        (r"PySide6\plugins\styles\qmodernwindowsstyle.dll", True),
        (r"PySide6\plugins\tls\qschannelbackend.dll", False),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6/QtWidgets.abi3.so", True),
        (r"PySide6\QtWidgets.pyd", True),
        ("PySide6/QtNetwork.abi3.so", False),
        (r"PySide6\opengl32sw.dll", False),
        (f"{LIB}/libQt6Core.so.6", True),
        ("libpython3.11.so.1.0", True),
    ],
)
def test_binaries(name: str, wanted: bool) -> None:
    assert contents.wants_binary(name) is wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("PySide6/Qt/translations/qtbase_fr.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qt_help_fr.qm", False),
        ("orderviewer/resources/translations/orderviewer_fr.qm", True),
        ("orderviewer/resources/translations/orderviewer_fr.ts", False),
        ("tzdata/zoneinfo/Europe/Paris", True),
        ("tzdata/zoneinfo/tzdata.zi", False),
        ("certifi/cacert.pem", False),  # whom to trust is the system's to say
        ("keyring-25.7.0.dist-info/entry_points.txt", True),
        ("requests-2.34.2.dist-info/RECORD", False),
    ],
)
def test_data(name: str, wanted: bool) -> None:
    assert contents.wants_data(name) is wanted


def test_libraries_that_nothing_asks_for_are_left_out_and_their_own_with_them() -> None:
    needs = {
        "x": ["libQt6XcbQpa.so.6"],
        "qpa": ["/usr/lib/libX11.so.6", "libc.so.6"],
        "gtk": ["libglib.so"],
    }
    lines = [
        (f"{PLUGINS}/platforms/libqxcb.so", "x", "BINARY"),
        (f"{LIB}/libQt6XcbQpa.so.6", "qpa", "BINARY"),
        ("libX11.so.6", "x11", "BINARY"),
        ("libgtk-3.so.0", "gtk", "BINARY"),
        ("libglib.so", "glib", "BINARY"),
        ("lib-dynload/_ssl.so", "ssl", "EXTENSION"),
        ("libpython3.11.so.1.0", "python", "BINARY"),
    ]
    kept = contents.without_orphans(lines, lambda file: needs.get(file, []))
    names = [PurePosixPath(name).name for name, _, _ in kept]
    assert names == [
        *("libqxcb.so", "libQt6XcbQpa.so.6", "libX11.so.6"),
        *("_ssl.so", "libpython3.11.so.1.0"),
    ]


def test_microsofts_runtime_is_there_once_where_python_itself_finds_it() -> None:
    lines = [
        ("python311.dll", "python", "BINARY"),
        ("VCRUNTIME140.dll", "of python", "BINARY"),
        (r"shiboken6\MSVCP140.dll", "of shiboken", "BINARY"),
        (r"PySide6\MSVCP140.dll", "of qt", "BINARY"),
        (r"PySide6\VCRUNTIME140.dll", "of qt", "BINARY"),
        (r"shiboken6\VCRUNTIME140.dll", "of shiboken", "BINARY"),
    ]
    once = contents.with_one_runtime(lines)
    assert once == [
        ("python311.dll", "python", "BINARY"),
        ("VCRUNTIME140.dll", "of qt", "BINARY"),
        ("MSVCP140.dll", "of qt", "BINARY"),
    ]
    kept = contents.without_orphans(
        once, lambda file: [r"C:\Python\vcruntime140.dll"] if file == "python" else []
    )
    assert kept == once[:2], "named as Windows does, in any letters"


def test_links_that_would_lead_to_nothing_are_left_out() -> None:
    kept = [(f"{LIB}/libQt6Core.so.6", "core", "BINARY")]
    links = [
        ("libQt6Core.so.6", f"{LIB}/libQt6Core.so.6", "SYMLINK"),
        ("libQt6Network.so.6", f"{LIB}/libQt6Network.so.6", "SYMLINK"),
        ("readme.txt", "readme.txt", "DATA"),
    ]
    names = [name for name, _, _ in contents.without_loose_links(links, kept)]
    assert names == ["libQt6Core.so.6", "readme.txt"]


def test_no_module_the_program_imports_is_left_out() -> None:
    import ast

    imported = set()
    for file in Path(orderviewer.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(str(node.module))
    assert not imported & set(contents.LEFT_OUT)
    qt = {name.split(".")[1] for name in imported if name.startswith("PySide6.")}
    assert qt == contents.QT_MODULES
