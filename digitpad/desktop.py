"""What a window needs of the machine: Qt's system libraries, and a display.

Qt ends the whole program when one of them is missing, so they are looked for before Qt is loaded.
"""

import ctypes
import os
import sys
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What PySide6's wheel and OpenCV's link to on Linux, and the Debian package that holds it."""


def missing_libraries() -> list[str]:
    """Those of ``LIBRARIES`` that cannot be loaded."""
    return [library for library in LIBRARIES if load_error(library)]


def load_error(library: str | Path) -> str:
    """Load a shared library; why it cannot be, or nothing."""
    try:
        ctypes.CDLL(str(library))
    except OSError as error:
        return str(error)
    return ""


def packages_of(libraries: list[str]) -> list[str]:
    """The Debian packages that hold these libraries."""
    return sorted({LIBRARIES[library] for library in libraries})


def named(libraries: list[str]) -> str:
    """Some names for a sentence: of many, the first and how many more."""
    if len(libraries) <= 4:
        return ", ".join(libraries)
    return f"{', '.join(libraries[:3])} and {len(libraries) - 3} more system libraries"


def apt_command(packages: list[str]) -> str:
    """The command that installs packages, for a person to type."""
    # A new machine has no list of packages yet, and finds none before the update.
    return "sudo apt-get update && sudo apt-get install --no-install-recommends " + " ".join(
        packages
    )


def missing_sentence(error: str) -> str:
    """What to do when a shared library of Qt or OpenCV could not be loaded.

    Parameters
    ----------
    error : what the loader said; it is told where no library is known to be missing.
    """
    libraries = missing_libraries()
    if not libraries:
        return f"a system library cannot be loaded: {error}"
    return (
        f"this machine lacks {named(libraries)}. "
        f"On Debian and Ubuntu, install them: {apt_command(packages_of(libraries))}"
    )


def why_no_window() -> str | None:
    """Why no window can open here and what to do, or None where one can."""
    if sys.platform != "linux":
        return None
    obstacles = [_obstacle(platform) for platform in _platforms()]
    if not obstacles:
        return (
            "there is no display to open a window on: DISPLAY and WAYLAND_DISPLAY are not set. "
            "digitpad --help lists the commands that need none"
        )
    return None if None in obstacles else obstacles[-1]


def _platforms() -> list[str]:
    """The platforms that Qt will try, in its order."""
    asked = os.environ.get("QT_QPA_PLATFORM")
    if asked:
        return [name.partition(":")[0] for name in asked.split(";")]
    platforms = []
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
        platforms.append("wayland")
    if "DISPLAY" in os.environ:
        platforms.append("xcb")
    return platforms


def _obstacle(platform: str) -> str | None:
    """Why Qt cannot use a platform: a library is missing, or nobody answers."""
    plugin = _plugin(platform)
    error = load_error(plugin) if plugin else ""
    if error:
        return missing_sentence(error)
    # Asked with the library that Qt asks with: it knows sockets, hosts, ssh and who is let in.
    if platform == "xcb" and not _x11_answers():
        return f"the display {os.environ.get('DISPLAY', '')!r} (DISPLAY) does not answer"
    if platform == "wayland" and not _wayland_answers():
        return "no Wayland compositor answers (WAYLAND_DISPLAY)"
    return None


def _plugin(platform: str) -> Path | None:
    """The file of Qt's plugin for a platform, where it lies as in PySide6's wheels."""
    spec = find_spec("PySide6")
    for folder in (spec and spec.submodule_search_locations) or ():
        plugin = Path(folder) / "Qt" / "plugins" / "platforms" / f"libq{platform}.so"
        if plugin.is_file():
            return plugin
    return None


def _x11_answers() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # No way to find out: Qt may have one of its own.
    xcb.xcb_connect.restype = ctypes.c_void_p
    # Never null: a connection that failed is one with an error.
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def _wayland_answers() -> bool:
    try:
        wayland = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return True
    wayland.wl_display_connect.restype = ctypes.c_void_p
    display = wayland.wl_display_connect(None)
    if display is None:
        return False
    wayland.wl_display_disconnect(ctypes.c_void_p(display))
    return True
