"""Signs what Windows will ask about, when there is a certificate; says so when there is none.

    python packaging/windows/signing.py FILE...

The certificate is named by the environment:

    ORDERVIEWER_SIGN_PFX           a file with certificate and key, and
    ORDERVIEWER_SIGN_PASSWORD      its password; or
    ORDERVIEWER_SIGN_THUMBPRINT    one of the system's store (a token or a cloud service's
                                   provider brings it there); Windows only
    ORDERVIEWER_SIGN_TIMESTAMP     address of a time stamping service; without it a signature
                                   ends to count when the certificate does
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PFX, PASSWORD = "ORDERVIEWER_SIGN_PFX", "ORDERVIEWER_SIGN_PASSWORD"
THUMBPRINT, TIMESTAMP = "ORDERVIEWER_SIGN_THUMBPRINT", "ORDERVIEWER_SIGN_TIMESTAMP"
KITS = Path(r"C:\Program Files (x86)\Windows Kits\10\bin")


class SigningFailed(Exception):
    """A certificate was given and the file is not signed all the same."""


def certificate_given() -> bool:
    return bool(os.environ.get(PFX) or os.environ.get(THUMBPRINT))


def sign(file: Path) -> bool:
    """Whether `file` is signed now; False: no certificate. Raises SigningFailed."""
    if not certificate_given():
        return False
    if os.name == "nt":
        _run([_signtool(), "sign", *_signtool_options(), str(file)], secret=True)
        return True
    if not os.environ.get(PFX):
        raise SigningFailed(f"on this system a certificate is given in a file, by {PFX}")
    with tempfile.TemporaryDirectory(dir=file.parent) as scratch:
        signed = Path(scratch) / file.name
        _run(["osslsigncode", "sign", *_osslsigncode_options(), "-in", str(file),
              "-out", str(signed)], secret=True)  # fmt: skip
        signed.replace(file)
    return True


def _signtool() -> str:
    """On the path, else the newest of Windows' development kits."""
    found = shutil.which("signtool")
    kits = sorted(KITS.glob("10.*/x64/signtool.exe"))
    if not found and not kits:
        raise SigningFailed("signtool is not on this machine: it comes with the Windows SDK")
    return found or str(kits[-1])


def _signtool_options() -> list[str]:
    if thumbprint := os.environ.get(THUMBPRINT):
        certificate = ["/sha1", thumbprint]
    else:
        certificate = ["/f", os.environ[PFX], "/p", os.environ.get(PASSWORD, "")]
    stamp = os.environ.get(TIMESTAMP)
    return ["/fd", "sha256", *certificate, *(["/tr", stamp, "/td", "sha256"] if stamp else [])]


def _osslsigncode_options() -> list[str]:
    stamp = os.environ.get(TIMESTAMP)
    certificate = ["-pkcs12", os.environ[PFX], "-pass", os.environ.get(PASSWORD, "")]
    return ["-h", "sha256", *certificate, *(["-ts", stamp] if stamp else [])]


def _run(command: list[str], *, secret: bool) -> None:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip()
        password = os.environ.get(PASSWORD)
        if secret and password:
            said = said.replace(password, "…")
        raise SigningFailed(f"{Path(command[0]).name} ended with {done.returncode}: {said}")


def main() -> int:
    try:
        for name in sys.argv[1:]:
            done = sign(Path(name))
            sys.stdout.write(f"{'signed' if done else 'not signed, no certificate'}: {name}\n")
    except SigningFailed as failed:
        sys.stderr.write(f"signing: {failed}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
