"""Some digits in a row with their labels, as an image."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QWidget

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.ui.support.images import ink_image
from digitpad.ui.support.translation import joined, tr

MAX_SHOWN, SIDE = 8, 40
"""Digits in a row, at most, and the side of each, pixels."""


def preview_size(widget: QWidget, shown: int = MAX_SHOWN) -> QSize:
    """The size of the picture of so many digits."""
    return QSize(shown * SIDE, SIDE + widget.fontMetrics().height())


def preview(digits: DigitSet, widget: QWidget, shown: int = MAX_SHOWN) -> QPixmap:
    """The first digits, and below each its label.

    Parameters
    ----------
    widget : where it is to be seen, whose font and colours it has.
    shown : digits, at most.
    """
    palette, role, line = widget.palette(), QPalette.ColorRole, widget.fontMetrics().height()
    ratio = widget.devicePixelRatioF()
    pixmap = QPixmap(preview_size(widget, shown) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(palette.color(role.Base))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(palette.color(role.Text))
    images = np.ascontiguousarray(digits.images[:shown])
    for place, (image, text) in enumerate(zip(images, _texts(digits.labels[:shown]), strict=True)):
        drawn = ink_image(image, palette.color(role.Base), palette.color(role.Text))
        painter.drawImage(QPixmap(SIDE - 4, SIDE - 4).rect().translated(place * SIDE, 2), drawn)
        centred = Qt.AlignmentFlag.AlignCenter
        painter.drawText(place * SIDE, SIDE, SIDE - 4, line, centred, text)
    painter.end()
    return pixmap


def described(digits: DigitSet) -> str:
    """What the picture shows, for those who cannot see it."""
    return tr("Labels {labels}").format(labels=joined(_texts(digits.labels[:MAX_SHOWN])))


def _texts(labels: Sequence[int] | np.ndarray) -> list[str]:
    return ["–" if label == UNLABELLED else str(label) for label in labels]
