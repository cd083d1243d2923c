"""Between NumPy's pictures and Qt's."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage


def ink_image(ink: NDArray[np.uint8], paper: QColor, colour: QColor) -> QImage:
    """A picture uint8 (H, W), 0 paper to 255 ink, in these two colours and all between them.

    It lets through what is below it where the paper does; else it is painted the faster for it.
    """
    height, width = ink.shape
    pixels = _colours(paper.rgba(), colour.rgba())[ink]
    form = QImage.Format.Format_RGB32 if paper.alpha() == 255 else QImage.Format.Format_ARGB32
    image = QImage(pixels.data, width, height, 4 * width, form)
    return image.copy()  # A QImage over an array sees what is written to it later.


@lru_cache(maxsize=8)
def _colours(paper: int, ink: int) -> NDArray[np.uint32]:
    """256 colours as 0xAARRGGBB, from paper to ink."""
    ends = np.array([paper, ink], np.uint32).view(np.uint8).reshape(2, 4)
    steps = np.rint(np.linspace(ends[0], ends[1], 256)).astype(np.uint8)
    return steps.view(np.uint32).ravel()


def scaled_down(image: QImage, side: int) -> QImage:
    """The image itself where its longer side is at most ``side`` pixels, else one that is so."""
    keep = Qt.AspectRatioMode.KeepAspectRatio
    for most, how in (
        # To smooth a very large one would take many times its memory.
        (4 * side, Qt.TransformationMode.FastTransformation),
        (side, Qt.TransformationMode.SmoothTransformation),
    ):
        if max(image.width(), image.height()) > most:
            image = image.scaled(most, most, keep, how)
    return image


def rgba_array(image: QImage) -> NDArray[np.uint8]:
    """The pixels of an image: red, green, blue, opacity, uint8 (H, W, 4)."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
    return rows[:, : plain.width() * 4].reshape(plain.height(), plain.width(), 4).copy()


def picture_image(pixels: NDArray[np.uint8]) -> QImage:
    """The pixels of a picture file, uint8 (H, W), (H, W, 3) or (H, W, 4), as an image.

    Colours are in the order of OpenCV: blue, green, red, opacity.
    """
    height, width = pixels.shape[:2]
    pixels = np.ascontiguousarray(pixels)
    form = {
        (): QImage.Format.Format_Grayscale8,
        (3,): QImage.Format.Format_BGR888,
        (4,): QImage.Format.Format_ARGB32,
    }[pixels.shape[2:]]
    return QImage(pixels.data, width, height, pixels.strides[0], form).copy()
