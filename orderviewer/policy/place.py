"""Where a policy lies on this kind of system, and whether only administrators can have written it.

No variable of the environment and no setting of the user leads to that place.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

NAME = "policy.json"
MAY_OWN_ON_WINDOWS = (
    "S-1-5-18",  # the system itself
    "S-1-5-32-544",  # the group of administrators
    "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",  # TrustedInstaller
)
_COMMON_DATA = 0x23  # CSIDL_COMMON_APPDATA


def policy_file() -> Path:
    """The one place for the whole machine."""
    if sys.platform == "win32":
        return _common_data() / "orderviewer" / NAME
    if sys.platform == "darwin":
        return Path("/Library/Application Support/orderviewer") / NAME
    return Path("/etc/orderviewer") / NAME


def is_guarded(file: Path, *, or_own: bool = False) -> bool:
    """Whether nobody but administrators can have written `file`; raises OSError.

    `or_own`: a file of the user's own will do as well.
    """
    if sys.platform == "win32":
        return or_own or _owner(file) in MAY_OWN_ON_WINDOWS
    owners = {0, os.getuid()} if or_own else {0}
    known = file.stat()
    others = stat.S_IWGRP | stat.S_IWOTH
    return known.st_uid in owners and not known.st_mode & others


if sys.platform == "win32":

    def _common_data() -> Path:
        """Asked of the system: the variable ProgramData is the user's to change."""
        import ctypes

        found = ctypes.create_unicode_buffer(260)
        if ctypes.windll.shell32.SHGetFolderPathW(None, _COMMON_DATA, None, 0, found) != 0:
            raise OSError("the folder for all users is not known")
        return Path(found.value)

    def _owner(file: Path) -> str:
        """The owner's SID as text."""
        import ctypes

        advapi, kernel = ctypes.windll.advapi32, ctypes.windll.kernel32
        owner, descriptor, text = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_wchar_p()
        of_a_file, the_owner = 1, 1
        error = advapi.GetNamedSecurityInfoW(
            ctypes.c_wchar_p(str(file)),
            *(of_a_file, the_owner, ctypes.byref(owner), None, None, None),
            ctypes.byref(descriptor),
        )
        if error:
            raise ctypes.WinError(error)
        try:
            if not advapi.ConvertSidToStringSidW(owner, ctypes.byref(text)):
                raise ctypes.WinError()
            return text.value or ""
        finally:
            kernel.LocalFree(text)
            kernel.LocalFree(descriptor)
