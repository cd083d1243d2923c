"""Values as colours."""

import numpy as np
import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from digitpad.ui.widgets.colours import signed_image


@pytest.mark.parametrize("value", [0.0, 1e-40, -1e-38])
def test_what_is_next_to_nothing_has_the_colour_of_the_paper(
    qapp: QApplication, value: float
) -> None:
    palette = qapp.palette()
    image = signed_image(np.full((2, 3), value, np.float32), palette)
    assert (image.width(), image.height()) == (3, 2)
    assert image.pixelColor(1, 1) == palette.color(QPalette.ColorRole.Base)
