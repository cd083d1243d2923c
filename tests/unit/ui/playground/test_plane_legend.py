"""The legend of the plane stays within its room."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from digitpad.ui.playground.diagram_layout import Unit
from digitpad.ui.playground.plane_painting import paint_legend


@pytest.mark.parametrize(("classes", "unit"), [(4, None), (6, None), (4, Unit(1, 0))])
def test_the_legend_of_a_narrow_plane_is_not_cut_off(
    qapp: QApplication, classes: int, unit: Unit | None
) -> None:
    """Half of it is free: nothing is painted there."""
    image = QImage(480, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        room = QRectF(0, 0, 240, 24)
        paint_legend(painter, room, QPalette(), classes, has_test_points=True, unit=unit)
    beyond = {image.pixelColor(x, y).name() for x in range(240, 480) for y in range(24)}
    assert beyond == {"#ffffff"}
