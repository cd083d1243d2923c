"""What the ink alone tells."""

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.ink.parts import has_several_digits, is_too_little
from digitpad.ink.raster import canvas_ink, rasterized
from digitpad.ink.strokes import CANVAS, Drawing, Stroke, bounds

Form = list[list[tuple[float, float]]]

ONE: Form = [[(60, 0), (60, 200)]]
ZERO: Form = [[(60 + 60 * np.cos(a), 100 + 100 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 40)]]
SEVEN: Form = [[(0, 0), (120, 0), (40, 200)]]
BARRED_SEVEN: Form = [*SEVEN, [(20, 100), (110, 100)]]
OPEN_FOUR: Form = [[(20, 0), (0, 110), (90, 110)], [(110, 0), (110, 200)]]
FIVE_WITH_BAR_APART: Form = [
    [(10, 30), (5, 90), (80, 90), (90, 150), (0, 200)],
    [(40, 0), (130, -4)],
]
ZERO_IN_HALVES: Form = [
    [(60, 0), (10, 60), (10, 140), (55, 200)],
    [(64, 0), (112, 60), (112, 140), (60, 198)],
]
EIGHT_IN_LOOPS: Form = [
    [(60 + 40 * np.cos(a), 45 + 40 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 30)],
    [(60 + 55 * np.cos(a), 150 + 48 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 30)],
]


def drawing(form: Form, scale: float = 1, x: float = 100, y: float = 150, pen: int = 24) -> Drawing:
    lines = (np.array(line, np.float32) * np.float32(scale) for line in form)
    return Drawing(tuple(Stroke(line + np.array([x, y], np.float32), pen) for line in lines))


def beside(left: Form, right: Form, gap: float, scale: float = 1) -> Drawing:
    high = bounds(drawing(left, scale))[1]
    low_of_right = bounds(drawing(right, scale, 0))[0]
    start = float(high[0] - low_of_right[0]) + gap
    return Drawing(drawing(left, scale).strokes + drawing(right, scale, start).strokes)


@pytest.mark.parametrize("pen", [4, 24, 40])
def test_a_dot_is_too_little(pen: int) -> None:
    assert is_too_little(drawing([[(0, 0)]], pen=pen))
    assert is_too_little(drawing([[(0, 0), (3, 2), (0, 6)]], pen=pen))
    assert is_too_little(drawing([[(0, 0)], [(2, 2)]], pen=pen))
    assert is_too_little(drawing([[(0, 0)], [(300, 10)]], pen=pen))
    assert is_too_little(Drawing())


def test_a_digit_may_be_tiny() -> None:
    for form in (ONE, ZERO, SEVEN, BARRED_SEVEN, FIVE_WITH_BAR_APART):
        assert not is_too_little(drawing(form, 0.28, pen=12))
        assert not is_too_little(drawing(form, 0.14, pen=8))
    assert not is_too_little(drawing([[(0, 0), (0, 40)]]))
    assert not is_too_little(drawing([[(0, 0), (40, 0)]]))


@pytest.mark.parametrize(
    "form",
    [ONE, ZERO, SEVEN, BARRED_SEVEN, FIVE_WITH_BAR_APART, ZERO_IN_HALVES, EIGHT_IN_LOOPS],
)
def test_a_digit_in_parts_is_one_digit(form: Form) -> None:
    for scale in (0.2, 1, 1.8):
        assert not has_several_digits(drawing(form, scale))


@pytest.mark.parametrize("scale", [0.2, 0.5, 1])
def test_digits_side_by_side_are_several(scale: float) -> None:
    for left, right in ((ONE, ZERO), (SEVEN, BARRED_SEVEN), (ZERO, ONE), (ONE, ONE)):
        assert has_several_digits(beside(left, right, 50 * scale, scale))
    assert has_several_digits(beside(OPEN_FOUR, ZERO, 50 * scale, scale))
    three = beside(ONE, ZERO, 40 * scale, scale).strokes
    assert has_several_digits(Drawing(three + drawing(SEVEN, scale, 100 + 260 * scale).strokes))


def test_pictures_are_judged_alike() -> None:
    for form in (ONE, ZERO, BARRED_SEVEN, EIGHT_IN_LOOPS):
        for picture in (canvas_ink(drawing(form)), rasterized(drawing(form))):
            assert not is_too_little(Drawing(picture=picture))
            assert not has_several_digits(Drawing(picture=picture))
    two = beside(ONE, ZERO, 60)
    for picture in (canvas_ink(two), rasterized(two)):
        assert has_several_digits(Drawing(picture=picture))
    added = Drawing(drawing(ONE, x=400).strokes, canvas_ink(drawing(ZERO)))
    assert has_several_digits(added)
    assert is_too_little(Drawing(picture=rasterized(drawing([[(0, 0)]]))))
    assert not has_several_digits(Drawing(picture=np.zeros((28, 28), np.uint8)))


def test_the_place_does_not_matter() -> None:
    two = beside(ONE, ZERO, 50).strokes
    far = np.array([CANVAS / 2, -90], np.float32)
    assert has_several_digits(Drawing(tuple(Stroke(stroke.points + far) for stroke in two)))


def test_digits_of_people_are_one_digit(pen_drawings: DigitSet) -> None:
    drawings = pen_drawings.drawings[::9]
    assert not any(is_too_little(each) for each in drawings)
    assert sum(has_several_digits(each) for each in drawings) <= len(drawings) / 500
