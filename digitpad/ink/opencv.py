"""The one place that imports OpenCV: at its first use, and without its Qt.

The full opencv-python points Qt at the Qt 5 plugins it brings along, and a Qt 6 window then dies
on a real X server; the two variables are put back as they were. And the window need not wait for
OpenCV: it can be painted before the first picture is made.
"""

import importlib
import os
import threading
from typing import TYPE_CHECKING, Any

MAX_PIXELS = 120_000_000
"""Of a picture that is decoded. OpenCV reads this once, and looks at each header before it takes
any memory."""

_QT = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")

_SETTINGS = {
    "OPENCV_IO_MAX_IMAGE_PIXELS": str(MAX_PIXELS),
    # What is wrong with a picture is told by an error; it need not be on standard error too.
    "OPENCV_LOG_LEVEL": "SILENT",
}

_LOCK = threading.Lock()


class _OpenCV:
    """Stands for the module until somebody asks it for something."""

    def __getattr__(self, name: str) -> Any:
        value = getattr(import_opencv(), name)
        setattr(self, name, value)
        return value


def import_opencv() -> Any:
    """OpenCV's module; the variables of the environment stay as they are."""
    # Of two threads at once, the second would take OpenCV's own values for those before.
    with _LOCK:
        before = {name: os.environ.get(name) for name in (*_QT, *_SETTINGS)}
        os.environ.update(_SETTINGS)
        module = importlib.import_module("cv2")
        # Our pictures are too small to be shared out among threads, and while a network learns, its
        # matrix products want the other cores.
        module.setNumThreads(1)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
    return module


if TYPE_CHECKING:
    import cv2
else:
    cv2 = _OpenCV()

__all__ = ["cv2", "import_opencv"]
