"""From drawing to network input: the drawing, its box, 20×20, and the network's 28×28."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from digitpad.ink.raster import InkSteps
from digitpad.ui.explain.grid_image import GridImage
from digitpad.ui.support.images import ink_image
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.support.translation import tr


class InkWay(QWidget):
    """Four images, each made from the one before it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        self._images: list[GridImage] = []
        for title in (
            tr("Drawing", "what was drawn"),
            tr("Cut to the ink"),
            tr("Fitted into 20×20"),
            tr("Centered in 28×28"),
        ):
            column = len(self._images)
            image = GridImage(title, self)
            head = quiet_label(title)
            head.setWordWrap(True)
            head.setMinimumWidth(1)
            grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(image, 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
            self._images.append(image)

    def show_steps(self, steps: InkSteps | None) -> None:
        """Show how a drawing became the network's input; None shows nothing."""
        if steps is None:
            for image in self._images:
                image.show_image(None)
            return
        palette = self.palette()
        paper, ink = palette.base().color(), palette.text().color()
        left, top, right, bottom = steps.box
        side = steps.ink.shape[1]
        box = QRectF(left / side, top / side, (right - left) / side, (bottom - top) / side)
        cut = _square(steps.ink[top:bottom, left:right])
        drawn, *others = self._images
        drawn.show_image(ink_image(steps.ink, paper, ink), box=box)
        for image, pixels in zip(others, (cut, steps.fitted, steps.centred), strict=True):
            image.show_image(ink_image(pixels, paper, ink))


def _square(
    ink: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Ink (H, W) in the middle of a square."""
    height, width = ink.shape
    side = max(height, width)
    square = np.zeros((side, side), np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = ink
    return square
