"""The digits of a picture on the canvas, also once it was changed there."""

from dataclasses import replace

import numpy as np
import pytest

from digitpad.ink.eraser import erased
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.found import Box, FoundDigit, PictureDigits, Step
from digitpad.ink.photograph.on_canvas import drawing_of, each_digit, in_rows
from digitpad.ink.strokes import Drawing, Stroke

WIDTH, HEIGHT = 2000, 1000


def one(left: int, top: int) -> FoundDigit:
    """A slanted line in a box of 100 by 300, and an image that tells which it is."""
    ink = np.zeros((30, 10), np.uint8)
    cv2.line(ink, (8, 1), (1, 28), 255, 2)
    return FoundDigit(
        (left, top, left + 100, top + 300), ink, np.full((28, 28), left // 100, np.uint8)
    )


@pytest.fixture
def drawing() -> Drawing:
    """Two digits, and one below them."""
    rows = ((one(200, 100), one(600, 100)), (one(300, 600),))
    return drawing_of(PictureDigits(rows, np.zeros((1, 1), np.uint8), ()), HEIGHT, WIDTH)


def digits_on_canvas(drawing: Drawing) -> tuple[tuple[FoundDigit, ...], ...]:
    return in_rows(list(each_digit(drawing)))


def boxes(drawing: Drawing) -> list[list[Box]]:
    return [[digit.box for digit in row] for row in digits_on_canvas(drawing)]


def test_they_lie_where_they_lie_in_the_picture(drawing: Drawing) -> None:
    assert drawing.picture is not None
    assert drawing.picture.shape == (560, 560)
    # 2000 pixels are 560 units, and 140 units are free above and below.
    expected = [[(56, 168, 84, 252), (168, 168, 196, 252)], [(84, 308, 112, 392)]]
    np.testing.assert_allclose(np.concatenate(boxes(drawing)), np.concatenate(expected), atol=5)


def test_what_was_found_is_what_the_network_gets(drawing: Drawing) -> None:
    found = digits_on_canvas(drawing)
    assert [[int(digit.image[0, 0]) for digit in row] for row in found] == [[2, 6], [3]]
    assert all(digit.ink.shape == (560, 560) for row in found for digit in row)


def test_the_steps_are_no_larger_than_they_are_shown() -> None:
    step = Step("Digits", np.full((840, 1120), 7, np.uint8))
    found = PictureDigits(((one(200, 100),),), np.zeros((1, 1), np.uint8), (step,))
    kept = drawing_of(found, HEIGHT, WIDTH).found
    assert kept is not None
    assert [(each.name, each.picture.shape) for each in kept.steps] == [("Digits", (210, 280))]
    assert (kept.steps[0].picture == 7).all()


def test_what_is_erased_is_gone_and_the_others_stay(drawing: Drawing) -> None:
    path = np.array([[182, 150], [182, 270]], np.float32)
    left = erased(drawing, path, 30)
    assert [len(row) for row in boxes(left)] == [1, 1]
    assert boxes(left)[1] == boxes(drawing)[1]
    (first,), _ = digits_on_canvas(left)
    assert first.image.max() == 255  # Made anew from what is there.


def test_a_stroke_over_a_digit_is_a_part_of_it(drawing: Drawing) -> None:
    bar = Stroke(np.array([[50, 210], [95, 210]], np.float32), 8)
    grown = boxes(replace(drawing, strokes=(bar,)))
    assert [len(row) for row in grown] == [2, 1]
    assert grown[0][0][2] > 95


def test_a_stroke_beside_them_is_a_digit_more(drawing: Drawing) -> None:
    stroke = Stroke(np.array([[400, 170], [395, 250]], np.float32), 8)
    assert [len(row) for row in boxes(replace(drawing, strokes=(stroke,)))] == [3, 1]


def test_a_canvas_that_was_rubbed_out_has_none(drawing: Drawing) -> None:
    assert drawing.picture is not None
    blank = replace(drawing, picture=np.zeros_like(drawing.picture))
    assert digits_on_canvas(blank) == ()
