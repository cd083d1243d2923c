"""The one place that imports OpenCV: at its first use, and without its Qt.

The full opencv-python points Qt at the Qt 5 plugins it brings along, and a Qt 6 window then dies
on a real X server; the two variables are put back as they were. And the window need not wait for
OpenCV: it can be painted before the first picture is made.
"""

import importlib
import os
from typing import TYPE_CHECKING, Any

_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")


class _OpenCV:
    """Stands for the module until somebody asks it for something."""

    def __getattr__(self, name: str) -> Any:
        value = getattr(import_opencv(), name)
        setattr(self, name, value)
        return value


def import_opencv() -> Any:
    """OpenCV's module; Qt's variables stay as they are."""
    before = {name: os.environ.get(name) for name in _VARIABLES}
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
