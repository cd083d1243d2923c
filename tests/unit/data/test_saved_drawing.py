"""The drawing on the canvas is kept from one run to the next."""

import random
from contextlib import suppress

import numpy as np
import pytest

from digitpad.data.saved_drawing import drawing_file, keep_drawing, kept_drawing
from digitpad.errors import DatasetError, DigitpadError
from digitpad.ink.photograph.found import Flaw, FoundDigit, PictureDigits
from digitpad.ink.strokes import Drawing, Stroke

POINTS = np.array([[10, 20], [300, 400.5], [560, 0]], np.float32)
PRESSED = Stroke(POINTS, 12.5, np.array([0, 0.5, 1], np.float32))
PICTURE = np.arange(600, dtype=np.uint16).reshape(20, 30).astype(np.uint8)


def is_same(one: np.ndarray | None, other: np.ndarray | None) -> bool:
    if one is None or other is None:
        return one is other
    return np.array_equal(one, other)


@pytest.mark.parametrize(
    "drawing",
    [
        Drawing((Stroke(POINTS), PRESSED, Stroke(POINTS[:1], 40.0))),
        Drawing(picture=PICTURE),
        Drawing((PRESSED,), PICTURE),
    ],
    ids=["strokes", "picture", "both"],
)
def test_a_drawing_is_the_same_afterwards(drawing: Drawing) -> None:
    keep_drawing(drawing)
    again = kept_drawing()
    assert len(again.strokes) == len(drawing.strokes)
    for stroke, before in zip(again.strokes, drawing.strokes, strict=True):
        assert np.array_equal(stroke.points, before.points)
        assert stroke.width == before.width
        assert is_same(stroke.pressures, before.pressures)
    assert is_same(again.picture, drawing.picture)


@pytest.mark.parametrize("is_as_found", [True, False])
def test_the_digits_of_a_picture_are_the_same_afterwards(is_as_found: bool) -> None:
    picture = np.zeros((560, 560), np.uint8)
    boxes = [(10, 20, 60, 90), (80, 20, 130, 95), (20, 200, 60, 280)]
    digits = []
    for number, (left, top, right, bottom) in enumerate(boxes, 1):
        picture[top:bottom, left:right] = 50 * number
        image = np.full((28, 28), number, np.uint8)
        flaw = Flaw.RULE if number == 2 else None
        digits.append(FoundDigit(boxes[number - 1], picture[top:bottom, left:right], image, flaw))
    found = PictureDigits(((digits[0], digits[1]), (digits[2],)), picture, ())
    keep_drawing(Drawing(picture=picture if is_as_found else picture.copy(), found=found))
    again = kept_drawing()
    assert again.found is not None
    assert [[digit.box for digit in row] for row in again.found.rows] == [boxes[:2], boxes[2:]]
    assert again.is_as_found == is_as_found
    assert [digit.flaw for digit in again.found.digits] == [None, Flaw.RULE, None]
    if is_as_found:
        assert [int(digit.image[0, 0]) for digit in again.found.digits] == [1, 2, 3]


def test_an_empty_canvas_keeps_nothing() -> None:
    keep_drawing(Drawing())
    assert not drawing_file().exists()
    keep_drawing(Drawing((PRESSED,)))
    keep_drawing(Drawing())
    assert not drawing_file().exists()
    assert not kept_drawing()


def test_a_damaged_file_is_put_aside_and_told() -> None:
    digit = FoundDigit((1, 2, 9, 12), PICTURE, np.zeros((28, 28), np.uint8))
    keep_drawing(Drawing((PRESSED,), PICTURE, PictureDigits(((digit,),), PICTURE, ())))
    whole = drawing_file().read_bytes()
    rng = random.Random(4)
    for _ in range(300):
        damaged = bytearray(whole)
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
        drawing_file().write_bytes(damaged[: rng.choice([len(damaged), rng.randrange(400)])])
        aside = drawing_file().with_name(f"{drawing_file().name}.damaged")
        aside.unlink(missing_ok=True)
        with suppress(DigitpadError):
            kept_drawing()
        assert aside.exists() != drawing_file().exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("points", POINTS * np.float32(np.nan)),
        ("points", POINTS * -1),
        ("widths", np.array([1e9], np.float32)),
        ("lengths", np.array([2], np.int32)),
        ("lengths", np.array([-3], np.int32)),
        ("pressures", np.array([0, 2, 1], np.float32)),
        ("picture", np.zeros((5, 900), np.uint8)),
        ("picture", np.zeros((5, 5), np.int64)),
    ],
)
def test_other_numbers_are_damage(name: str, value: np.ndarray) -> None:
    arrays = {
        "points": POINTS,
        "pressures": np.ones(3, np.float32),
        "lengths": np.array([3], np.int32),
        "widths": np.array([12], np.float32),
        name: value,
    }
    drawing_file().parent.mkdir(parents=True)
    np.savez(drawing_file(), **arrays)  # type: ignore[arg-type]
    with pytest.raises(DigitpadError, match="file is damaged"):
        kept_drawing()


def test_a_place_that_cannot_be_written_says_so() -> None:
    drawing_file().mkdir(parents=True)
    with pytest.raises(DatasetError, match=r"^Cannot write "):
        keep_drawing(Drawing((PRESSED,)))
    keep_drawing(Drawing())  # Where there is nothing to lose, nothing is told.
