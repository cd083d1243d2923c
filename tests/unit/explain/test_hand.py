"""Missing ink becomes a stroke at its place on the canvas."""

import numpy as np

from digitpad.explain.hand import missing_line, on_canvas
from digitpad.ink.raster import canvas_ink, rasterized
from digitpad.ink.strokes import Drawing, Stroke


def test_the_line_follows_what_is_missing() -> None:
    missing = np.zeros((28, 28), np.float32)
    missing[10, 8:20] = 1
    line = missing_line(missing, 10, 14)
    assert line[:, 1].tolist() == [10.5, 10.5]
    assert sorted(line[:, 0].tolist()) == [11.5, 17.5]


def test_a_place_of_the_image_is_found_on_the_canvas() -> None:
    box = np.array([(100, 100), (300, 100), (300, 400), (100, 400), (100, 100)], np.float32)
    for drawing in (
        Drawing((Stroke(box),)),
        Drawing(picture=canvas_ink(Drawing((Stroke(box),)))[50:450, 50:350]),
    ):
        image = rasterized(drawing)
        rows, columns = np.nonzero(image > 100)
        corner = np.array([[columns.min() + 0.5, rows.min() + 0.5]], np.float32)
        on_ink = canvas_ink(drawing)
        x, y = on_canvas(corner, drawing)[0]
        ink_rows, ink_columns = np.nonzero(on_ink)
        assert abs(x - ink_columns.min()) < 25
        assert abs(y - ink_rows.min()) < 25
