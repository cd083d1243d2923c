"""The network's pictures of many drawings at once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digitpad.ink import raster_all
from digitpad.ink.raster import rasterized
from digitpad.ink.raster_all import all_rasterized
from digitpad.ink.strokes import Drawing, Stroke
from tests.unit.ink.test_raster import drawing, points

PICTURE = np.random.default_rng(0).integers(0, 256, (40, 30)).astype(np.uint8)

some_strokes = st.lists(points, min_size=1, max_size=4).map(lambda lines: drawing(*lines))


@settings(max_examples=30, deadline=None)
@given(st.lists(some_strokes, max_size=7))
def test_each_is_the_picture_of_the_drawing_alone(drawings: list[Drawing]) -> None:
    images = all_rasterized(drawings)
    assert images.shape == (len(drawings), 28, 28)
    for one, image in zip(drawings, images, strict=True):
        np.testing.assert_array_equal(image, rasterized(one))


def test_pictures_may_be_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster_all, "AT_ONCE", 2)
    dot = Drawing((Stroke(np.full((1, 2), 50, np.float32)),))
    drawings = [dot, Drawing(picture=PICTURE), Drawing(), *[drawing([[9, 9], [90, 40]])] * 3]
    drawings.append(Drawing(dot.strokes, PICTURE))
    for one, image in zip(drawings, all_rasterized(drawings), strict=True):
        np.testing.assert_array_equal(image, rasterized(one))
