"""The window of the disk image, read by dmgbuild: the application, and where to drag it."""

from pathlib import Path

# dmgbuild puts -D options into `defines` before it runs this file.
_app = Path(defines["app"])  # type: ignore[name-defined]  # noqa: F821
_help = defines.get("help", "")  # type: ignore[name-defined]  # noqa: F821

format = "ULFO"  # noqa: A001  LZFSE, read by every system this program runs on
filesystem = "APFS"
files = [str(_app), *([_help] if _help else [])]
symlinks = {"Applications": "/Applications"}
icon = defines["icon"]  # type: ignore[name-defined]  # noqa: F821
hide_extensions = [_app.name]
background = "builtin-arrow"
default_view = "icon-view"
show_icon_preview = False
show_toolbar = False
show_sidebar = False
window_rect = ((200, 160), (640, 400 if _help else 300))
icon_size = 112
text_size = 13
icon_locations = {_app.name: (140, 130), "Applications": (500, 130)}
if _help:
    icon_locations[Path(_help).name] = (320, 300)
