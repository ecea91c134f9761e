"""Puts the release workflow's secrets where the signing steps look; says so when there are none.

    python packaging/certificates.py FOLDER

FOLDER is outside of the checkout and ends with the job.  What is set goes on to the later steps
by the file that $GITHUB_ENV names.  The secrets:

    WINDOWS_CERTIFICATE   PKCS 12 in base64, WINDOWS_CERTIFICATE_PASSWORD
    MACOS_CERTIFICATE     PKCS 12 in base64, MACOS_CERTIFICATE_PASSWORD, MACOS_IDENTITY
    MACOS_NOTARY_KEY      the .p8 in base64, MACOS_NOTARY_KEY_ID, MACOS_NOTARY_ISSUER
"""

from __future__ import annotations

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

TIMESTAMP = "http://timestamp.digicert.com"  # RFC 3161; its answers are signed


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    found = windows(folder) if sys.platform == "win32" else macos(folder)
    if not found:
        sys.stdout.write("no certificate: what is built will not be signed\n")
    with Path(os.environ["GITHUB_ENV"]).open("a", encoding="utf-8") as later:
        later.writelines(f"{name}={value}\n" for name, value in found.items())
    return 0


def windows(folder: Path) -> dict[str, str]:
    certificate = _file("WINDOWS_CERTIFICATE", folder / "certificate.pfx")
    if not certificate:
        return {}
    return {
        "ORDERVIEWER_SIGN_PFX": certificate,
        "ORDERVIEWER_SIGN_PASSWORD": os.environ["WINDOWS_CERTIFICATE_PASSWORD"],
        "ORDERVIEWER_SIGN_TIMESTAMP": TIMESTAMP,
    }


def macos(folder: Path) -> dict[str, str]:
    certificate = _file("MACOS_CERTIFICATE", folder / "certificate.p12")
    if not certificate:
        return {}
    keychain, password = str(folder / "signing.keychain-db"), secrets.token_urlsafe(24)
    secret = os.environ["MACOS_CERTIFICATE_PASSWORD"]
    for words in (
        ("create-keychain", "-p", password, keychain),
        ("set-keychain-settings", "-lut", "7200", keychain),
        ("unlock-keychain", "-p", password, keychain),
        ("import", certificate, "-k", keychain, "-P", secret, "-T", "/usr/bin/codesign"),
        ("set-key-partition-list", "-S", "apple-tool:,apple:", "-s", "-k", password, keychain),
        ("list-keychains", "-d", "user", "-s", keychain, "login.keychain"),
    ):
        # Not check=True: its error would show the passwords.
        if subprocess.run(["security", *words], stdout=subprocess.DEVNULL, check=False).returncode:
            sys.exit(f"security {words[0]} failed")
    found = {"ORDERVIEWER_SIGN_IDENTITY": os.environ["MACOS_IDENTITY"]}
    if key := _file("MACOS_NOTARY_KEY", folder / "notary.p8"):
        found["ORDERVIEWER_NOTARY_KEY"] = key
        found["ORDERVIEWER_NOTARY_KEY_ID"] = os.environ["MACOS_NOTARY_KEY_ID"]
        found["ORDERVIEWER_NOTARY_ISSUER"] = os.environ["MACOS_NOTARY_ISSUER"]
    return found


def _file(variable: str, file: Path) -> str:
    """The file with what the variable holds in base64; "" without one."""
    held = os.environ.get(variable, "")
    if not held:
        return ""
    file.touch(mode=0o600)
    file.write_bytes(base64.b64decode(held))
    return str(file)


if __name__ == "__main__":
    sys.exit(main())
