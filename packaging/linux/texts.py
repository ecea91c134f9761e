"""The small files that a Linux desktop reads: menu entry, description, and Debian's own."""

from __future__ import annotations

from datetime import UTC, datetime
from textwrap import wrap
from xml.sax.saxutils import escape

import metadata

WIDTH = 78
CATEGORIES = "Office;Qt;"
# What the bundle leaves to the system: the C library, OpenGL, the window systems' own libraries,
# and files that bundled libraries read: keyboards, compose tables, fonts, time zones, certificates.
DEPENDS = (
    *("libc6 (>= {glibc})", "libegl1", "libgl1", "libxcb1"),
    *("libwayland-client0", "libwayland-cursor0", "libx11-data", "xkb-data"),
    *("fontconfig-config", "tzdata", "ca-certificates"),
)
RECOMMENDS = (
    "fonts-dejavu-core | fonts-liberation2 | fonts-noto-core",
    "gnome-keyring | kwalletmanager | keepassxc",
)


def desktop_entry(*, command: str = metadata.NAME) -> str:
    """What the menu shows; `command` starts the program."""
    english, french = metadata.SUMMARY["en"], metadata.SUMMARY["fr"]
    keywords = {language: ";".join(words) for language, words in metadata.KEYWORDS.items()}
    return f"""[Desktop Entry]
Type=Application
Name={metadata.NAME}
GenericName=Order tracking
GenericName[fr]=Suivi de commandes
Comment={english}
Comment[fr]={french}
Keywords={keywords["en"]};
Keywords[fr]={keywords["fr"]};
Exec={command}
Icon={metadata.NAME}
Terminal=false
Categories={CATEGORIES}
StartupNotify=true
StartupWMClass={metadata.NAME}
"""


def appstream(version: str, epoch: int) -> str:
    """What software centres show."""
    day = datetime.fromtimestamp(epoch, UTC).date().isoformat()
    paragraphs = [
        f"    <p{_language(language)}>{escape(text)}</p>"
        for texts in zip(*metadata.DESCRIPTION.values(), strict=True)
        for language, text in zip(metadata.DESCRIPTION, texts, strict=True)
    ]
    keywords = [
        f"    <keyword{_language(language)}>{escape(word)}</keyword>"
        for language, words in metadata.KEYWORDS.items()
        for word in words
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<component type="desktop-application">',
        f"  <id>{metadata.APP_ID}</id>",
        "  <metadata_license>CC0-1.0</metadata_license>",
        f"  <project_license>{metadata.LICENCE}</project_license>",
        f"  <name>{metadata.NAME}</name>",
        f"  <developer_name>{metadata.PUBLISHER}</developer_name>",
        *(
            f"  <summary{_language(language)}>{escape(text)}</summary>"
            for language, text in metadata.SUMMARY.items()
        ),
        *("  <description>", *paragraphs, "  </description>"),
        f'  <launchable type="desktop-id">{metadata.NAME}.desktop</launchable>',
        *("  <keywords>", *keywords, "  </keywords>"),
        "  <categories>",
        "    <category>Office</category>",
        "  </categories>",
        f"  <provides><binary>{metadata.NAME}</binary></provides>",
        '  <content_rating type="oars-1.1"/>',
        f'  <releases><release version="{version}" date="{day}"/></releases>',
        "</component>",
    ]
    return "\n".join(lines) + "\n"


def _language(language: str) -> str:
    return "" if language == "en" else f' xml:lang="{language}"'


def debian_version(version: str) -> str:
    """As Debian sorts: 0.2.0rc1 comes before 0.2.0."""
    for mark in ("a", "b", "rc", ".dev"):
        head, found, tail = version.partition(mark)
        if found and tail.isdecimal():
            return f"{head}~{mark.removeprefix('.')}{tail}"
    return version


def control(version: str, architecture: str, kilobytes: int, glibc: str) -> str:
    """What dpkg knows of the package."""
    about = metadata.DESCRIPTION["en"]
    lines = [f" {line}" for text in about for line in (*wrap(text, WIDTH), ".")][:-1]
    return "\n".join(
        [
            f"Package: {metadata.NAME}",
            f"Version: {debian_version(version)}",
            f"Architecture: {architecture}",
            f"Maintainer: {metadata.CONTACT}",
            f"Installed-Size: {kilobytes}",
            f"Depends: {', '.join(DEPENDS).format(glibc=glibc)}",
            f"Recommends: {', '.join(RECOMMENDS)}",
            "Section: misc",
            "Priority: optional",
            f"Description: {metadata.SUMMARY['en'][0].lower()}{metadata.SUMMARY['en'][1:]}",
            *lines,
            "",
        ]
    )


def copyright_file(licence: str) -> str:
    """Debian's machine-readable form; `licence` is the program's own text."""
    body = [f" {line}" if line.strip() else " ." for line in licence.strip().splitlines()]
    return "\n".join(
        [
            "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
            f"Upstream-Name: {metadata.NAME}",
            "Comment: The libraries in _internal are those of other projects under their own",
            " licences; LICENCES.txt beside the program lists them.",
            "",
            "Files: *",
            f"Copyright: {metadata.COPYRIGHT.removeprefix('© ')}",
            "License: Expat",
            *body,
            "",
        ]
    )


def read_me(version: str) -> str:
    """What lies in the archive beside the program."""
    name = metadata.NAME
    return f"""{name} {version}

Start "{name}" in this folder. Nothing is installed; to remove it, delete the folder.
"./{name} --help" lists what the command line can do.

Lancez « {name} » dans ce dossier. Rien n’est installé\u202f; pour l’enlever, supprimez le dossier.
« ./{name} --help » énumère ce que peut la ligne de commande.
"""
