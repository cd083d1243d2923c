"""Digits that people drew with a pen, drawn again with the mouse on the real canvas."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from digitpad.data.digitset import DigitSet, split_validation
from digitpad.ink.strokes import CANVAS, bounds
from digitpad.ui.window.main_window import MainWindow
from tests.ui.hand import Draw

pytestmark = pytest.mark.light_window


@pytest.mark.parametrize("share", [0.12, 0.4, 0.9])
def test_digits_of_unseen_writers_are_read(
    window: MainWindow, draw: Draw, pen_drawings: DigitSet, share: float
) -> None:
    digits = pen_drawings
    # The split by which the built-in model was trained, see resources/README.md.
    held_out = split_validation(digits, 0.12, 1)[1]
    rng = np.random.default_rng(0)
    chosen = rng.choice(held_out, 24, replace=False)
    right = 0
    for index in chosen:
        drawing = digits.drawings[index]
        low, high = bounds(drawing)
        scale = share * CANVAS / max(*(high - low), 1)
        corner = rng.uniform(0, 1, 2) * (CANVAS - (high - low) * scale)
        window.draw_tab.tools.pen_width = int(rng.integers(4, 41))
        window.draw_tab.canvas.clear()
        draw(*[((stroke.points - low) * scale + corner).tolist() for stroke in drawing.strokes])
        QApplication.processEvents()
        right += window.draw_tab.prediction.digit == digits.labels[index]
    assert right >= 23
