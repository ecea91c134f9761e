"""What Windows shows of the program's file: properties, task manager, installed applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

import metadata

if TYPE_CHECKING:
    from PyInstaller.utils.win32.versioninfo import VSVersionInfo

LANGUAGES = {"en": 0x0409, "fr": 0x040C}
UNICODE = 1200
APPLICATION, WINDOWS_NT = 1, 0x40004


def words(language: str) -> dict[str, str]:
    """The texts of one language; "en" or "fr"."""
    return {
        "CompanyName": metadata.PUBLISHER,
        # Windows shows this as the program's name wherever it lists programs.
        "FileDescription": metadata.NAME,
        "Comments": metadata.SUMMARY[language],
        "FileVersion": metadata.version(),
        "InternalName": metadata.NAME,
        "LegalCopyright": metadata.COPYRIGHT,
        "OriginalFilename": f"{metadata.NAME}.exe",
        "ProductName": metadata.NAME,
        "ProductVersion": metadata.version(),
    }


def version_resource() -> VSVersionInfo:
    """For the program's file, in the form PyInstaller takes."""
    from PyInstaller.utils.win32 import versioninfo as info

    numbers = metadata.version_numbers()
    tables = [
        info.StringTable(
            f"{code:04X}{UNICODE:04X}",
            [info.StringStruct(name, text) for name, text in words(language).items()],
        )
        for language, code in LANGUAGES.items()
    ]
    translations = [number for code in LANGUAGES.values() for number in (code, UNICODE)]
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(
            filevers=numbers, prodvers=numbers, OS=WINDOWS_NT, fileType=APPLICATION
        ),
        kids=[
            info.StringFileInfo(tables),
            info.VarFileInfo([info.VarStruct("Translation", translations)]),
        ],
    )
