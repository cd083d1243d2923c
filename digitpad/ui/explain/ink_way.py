"""From drawing to network input: the drawing, its box, 20×20, and the network's 28×28."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from digitpad.ink.photograph.found import Step
from digitpad.ink.picture_file import limited
from digitpad.ink.raster import InkSteps
from digitpad.ui.explain.grid_image import MAX_SIDE, GridImage
from digitpad.ui.support.images import ink_image
from digitpad.ui.support.theme import SPACE, quiet_label
from digitpad.ui.support.translation import tr

COLUMNS = 4
"""Images beside each other."""

MOST_PIXELS = 2 * MAX_SIDE
"""Of a side that are kept to be shown: a screen may have two for each."""


class InkWay(QWidget):
    """Images, each made from the one before it; of a picture also those by which it was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE // 2)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._heads: list[QLabel] = []
        self._images: list[GridImage] = []
        self._name(self._titles(()))

    def show_steps(self, steps: InkSteps | None) -> None:
        """Show how a drawing became the network's input; None shows nothing."""
        found_by = steps.found_by if steps else ()
        self._name(self._titles(found_by))
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
        before = [_square(step.picture) for step in found_by]
        shown = (*before, steps.ink, cut, steps.fitted, steps.centred)
        for number, (image, pixels) in enumerate(zip(self._images, shown, strict=False)):
            is_drawn = number == len(before)
            shown_ink = ink_image(limited(pixels, MOST_PIXELS), paper, ink)
            image.show_image(shown_ink, box=box if is_drawn else None)

    def _titles(self, found_by: Sequence[Step]) -> list[str]:
        return [
            *(tr(step.name) for step in found_by),
            tr("Digit in the picture") if found_by else tr("Drawing", "what was drawn"),
            tr("Cut to the ink"),
            tr("Fitted into 20×20"),
            tr("Centered in 28×28"),
        ]

    def _name(self, titles: Sequence[str]) -> None:
        """Have an image under each of these titles."""
        for number in range(len(self._images), len(titles)):
            head, image = quiet_label(""), GridImage("", self)
            head.setWordWrap(True)
            head.setMinimumWidth(1)
            row, column = divmod(number, COLUMNS)
            self._grid.addWidget(head, 2 * row, column, Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(image, 2 * row + 1, column, Qt.AlignmentFlag.AlignTop)
            self._heads.append(head)
            self._images.append(image)
        for number, (head, image) in enumerate(zip(self._heads, self._images, strict=True)):
            is_shown = number < len(titles)
            head.setVisible(is_shown)
            image.setVisible(is_shown)
            if is_shown:
                head.setText(titles[number])
                image.setAccessibleName(titles[number])


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
