"""The one place that imports OpenCV.

The full opencv-python points Qt at the Qt 5 plugins it brings along, and a Qt 6 window then dies
on a real X server. The two variables are put back as they were.
"""

import os

_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
_before = {name: os.environ.get(name) for name in _VARIABLES}

import cv2  # noqa: E402

for _name, _value in _before.items():
    if _value is None:
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value

__all__ = ["cv2"]
