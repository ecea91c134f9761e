"""With what the application is signed and notarised, when there is anything.

ORDERVIEWER_SIGN_IDENTITY     a "Developer ID Application" certificate of the keychain, by name
ORDERVIEWER_NOTARY_KEY        file of an App Store Connect key (.p8), and
ORDERVIEWER_NOTARY_KEY_ID     its id, and
ORDERVIEWER_NOTARY_ISSUER     the id of who issued it
"""

from __future__ import annotations

import os
from pathlib import Path

IDENTITY = "ORDERVIEWER_SIGN_IDENTITY"
NOTARY = ("ORDERVIEWER_NOTARY_KEY", "ORDERVIEWER_NOTARY_KEY_ID", "ORDERVIEWER_NOTARY_ISSUER")


def identity() -> str | None:
    """None: PyInstaller signs for this machine alone, which is what arm64 asks of any program."""
    return os.environ.get(IDENTITY) or None


def entitlements() -> str | None:
    """Only a real signature comes with the hardened runtime, which these are exceptions to."""
    return str(Path(__file__).with_name("entitlements.plist")) if identity() else None


def notary() -> list[str]:
    """The options that tell Apple's notary who asks; empty where something is missing."""
    key, key_id, issuer = (os.environ.get(name, "") for name in NOTARY)
    return (
        ["--key", key, "--key-id", key_id, "--issuer", issuer] if key and key_id and issuer else []
    )
