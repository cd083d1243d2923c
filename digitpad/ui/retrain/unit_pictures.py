"""The weights of some units of the first layer, each as an image of 28x28 on one scale."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from digitpad.data.digitset import SIDE
from digitpad.nn.snapshot import UNITS, Snapshot
from digitpad.ui.retrain.weights_texts import unit_name, unit_text
from digitpad.ui.support.plain_text import tip
from digitpad.ui.support.theme import SPACE
from digitpad.ui.widgets.colours import signed_image

GAP = SPACE // 2

HEIGHT = 2 * 2 * SIDE + GAP
"""Height of all images, pixels: two rows at twice their size."""

MAX_SIDE = 3 * SIDE

SHARE = 0.995
"""Share of the weights that are within the scale: a single large one would make all others pale."""


def scale_of(weights: NDArray[np.float32]) -> float:
    """The weight of full colour: 1, 2 or 5 times a power of 10, so that it seldom changes."""
    place = math.ceil(SHARE * weights.size) - 1
    size = np.partition(np.abs(weights), place, axis=None)[place]
    if not 0 < size < math.inf:
        return 1.0
    power = 10.0 ** math.floor(math.log10(size))
    return float(next(step for step in (1, 2, 5, 10) if step * power >= 0.999 * size) * power)


def arrangement(count: int, width: int) -> tuple[int, int]:
    """How many images to put in a row, and their side, for them to be as large as they can be."""

    def side(columns: int) -> int:
        rows = -(-count // columns)
        across = (width - (columns - 1) * GAP) // columns
        return min(across, (HEIGHT - (rows - 1) * GAP) // rows, MAX_SIDE)

    # Of equal sides the fewest columns that leave no row half empty.
    columns = max(range(1, count + 1), key=lambda c: (side(c), count % c == 0, -c))
    return columns, max(side(columns), 1)


class UnitPictures(QWidget):
    """As many images as fit beside each other, in a height that stays the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.units = [_Unit(self) for _ in range(UNITS)]
        self._snapshot: Snapshot | None = None
        self._scale = 1.0
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_snapshot(self, snapshot: Snapshot | None, scale: float) -> None:
        """Show weights; ``scale`` is the one of full colour."""
        before = self._snapshot
        self._snapshot, self._scale = snapshot, scale
        if not (before and snapshot and before.units == snapshot.units):
            self._arrange()
        self._draw()

    def _arrange(self) -> None:
        count = len(self._snapshot.units) if self._snapshot else UNITS
        columns, side = arrangement(count, self.width())
        for place, unit in enumerate(self.units):
            row, column = divmod(place, columns)
            unit.setGeometry(column * (side + GAP), row * (side + GAP), side, side)
            unit.setVisible(place < count)

    def _draw(self) -> None:
        """Colour all weights at once: this takes a fraction of the time that one by one takes."""
        image = None
        if self._snapshot:
            rows = self._snapshot.weights.reshape(-1, SIDE)
            # What is no number, or far beyond the scale, is no step of colour.
            within = np.clip(np.nan_to_num(rows), -self._scale, self._scale)
            image = signed_image(within, self.palette(), self._scale)
        for place, unit in enumerate(self.units):
            unit.show_unit(self._snapshot, place, image)

    # Qt's events

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * SPACE, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()


class _Unit(QWidget):
    """One unit: nothing but an empty frame while nothing is known of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._place = 0
        self._image: QImage | None = None

    def show_unit(self, snapshot: Snapshot | None, place: int, image: QImage | None) -> None:
        """Show the unit at a place of a snapshot, where there is one; ``image`` has all of them."""
        is_known = snapshot is not None and place < len(snapshot.units)
        self._snapshot, self._place = snapshot if is_known else None, place
        self._image = image if is_known else None
        name = unit_name(self._snapshot, place) if self._snapshot else ""
        if name != self.accessibleName():
            self.setAccessibleName(name)
        self.update()

    @property
    def text(self) -> str:
        """The unit and the range of its weights."""
        return unit_text(self._snapshot, self._place) if self._snapshot else ""

    @property
    def image(self) -> QImage:
        """Its weights alone; empty where they are not known."""
        return self._image.copy(self._part()) if self._image is not None else QImage()

    def _part(self) -> QRect:
        return QRect(0, self._place * SIDE, SIDE, SIDE)

    # Qt's events

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(self.text), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        if self._image is not None:
            is_whole = self.width() * self.devicePixelRatioF() >= 2 * SIDE
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_whole)
            painter.drawImage(self.rect(), self._image, self._part())
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawRect(QRect(QPoint(0, 0), self.size() - QSize(1, 1)))
