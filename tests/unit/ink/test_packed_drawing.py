"""Drawings that wait in little memory come back as they were."""

from weakref import ref

import numpy as np

from digitpad.ink.packed_drawing import PackedDrawing
from digitpad.ink.photograph.found import FoundDigit, PictureDigits, Step
from digitpad.ink.strokes import Drawing, Stroke

STROKE = Stroke(np.array([[10, 20], [30, 40]], np.float32))


def picture(side: int = 560) -> np.ndarray:
    ink = np.zeros((side, side), np.uint8)
    ink[side // 4 : side // 2, side // 3 : side // 2] = np.arange(side // 4, dtype=np.uint8)[
        :, None
    ]
    return ink


def found() -> PictureDigits:
    digit = FoundDigit((10, 20, 300, 400), picture(200), picture(28))
    return PictureDigits(((digit,),), picture(), (Step("in gray", picture(280)),))


def test_while_something_else_holds_the_drawing_it_is_the_same() -> None:
    drawing = Drawing((STROKE,), picture())
    assert PackedDrawing(drawing).get() is drawing


def test_a_drawing_that_has_gone_comes_back_as_it_was() -> None:
    drawing = Drawing((STROKE,), picture(), found())
    packed, gone = PackedDrawing(drawing), ref(drawing)
    del drawing
    assert gone() is None

    again = packed.get()
    assert again.strokes == (STROKE,)
    np.testing.assert_array_equal(again.picture, picture())
    assert again.found is not None
    assert not again.is_as_found
    (digit,) = again.found.digits
    assert digit.box == (10, 20, 300, 400)
    np.testing.assert_array_equal(digit.ink, picture(200))
    np.testing.assert_array_equal(again.found.steps[0].picture, picture(280))
    assert packed.get() is again


def test_a_picture_as_found_is_still_as_found() -> None:
    digits = found()
    packed = PackedDrawing(Drawing(picture=digits.ink, found=digits))
    del digits
    assert packed.get().is_as_found


def test_strokes_alone_come_back_themselves() -> None:
    packed = PackedDrawing(Drawing((STROKE,)))
    assert packed.get().strokes[0] is STROKE
    assert packed.get().picture is None
