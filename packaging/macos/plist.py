"""What macOS is told of the application."""

from __future__ import annotations

from typing import Any

import metadata


def info_plist() -> dict[str, Any]:
    """For Info.plist, besides what PyInstaller writes itself."""
    version = ".".join(str(number) for number in metadata.version_numbers()[:3])
    return {
        "CFBundleIdentifier": metadata.APP_ID,
        "CFBundleName": metadata.NAME,
        "CFBundleDisplayName": metadata.NAME,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "fr"],  # else the system's own dialogs stay English
        "LSMinimumSystemVersion": metadata.MINIMUM_MACOS,
        "LSApplicationCategoryType": metadata.CATEGORY,
        "NSHumanReadableCopyright": metadata.COPYRIGHT,
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,  # dark where the system is
    }
