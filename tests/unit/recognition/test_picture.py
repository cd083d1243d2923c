"""All digits of a picture, with their boxes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.data.reference import check_part
from digitpad.errors import InkError
from digitpad.explain.certainty import Certainty, Reason
from digitpad.files.resources import resource_path
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph import on_canvas
from digitpad.ink.photograph.digits import found_digits
from digitpad.ink.photograph.on_canvas import drawing_of
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing, Stroke
from digitpad.models.model_file import load_model
from digitpad.nn.network import Network
from digitpad.recognition.number import NumberPredictor
from digitpad.recognition.picture import predicted_file, predicted_picture


@pytest.fixture(scope="module")
def network() -> Network:
    return load_model(resource_path("model.npz")).network


def sheet(*rows: str, scale: int = 1) -> tuple[NDArray[np.uint8], list[tuple[int, ...]]]:
    """A page with these digits in handwriting, and the boxes of their 28x28 images."""
    known = check_part()
    page = np.full((120 * len(rows) + 60, 90 * max(map(len, rows)) + 80), 250, np.uint8)
    boxes = []
    for down, row in enumerate(rows):
        for across, digit in enumerate(row):
            number = int(np.flatnonzero(known.labels == int(digit))[down])
            ink = cv2.resize(known.images[number], (84, 84), interpolation=cv2.INTER_CUBIC)
            left, top = 40 + 90 * across, 40 + 120 * down
            page[top : top + 84, left : left + 84] -= (ink * 0.9).astype(np.uint8)
            boxes.append((left, top, left + 84, top + 84))
    large = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    return np.asarray(large, np.uint8), [tuple(scale * side for side in box) for box in boxes]


def lies_in(box: tuple[float, ...], other: tuple[int, ...]) -> bool:
    """Whether the digit's box lies in that of its image, and fills most of its height."""
    left, top, right, bottom = box
    inside = other[0] <= left < right <= other[2] and other[1] <= top < bottom <= other[3]
    return inside and bottom - top > 0.6 * (other[3] - other[1])


def test_each_number_is_a_row_and_each_digit_has_its_box(network: Network) -> None:
    page, boxes = sheet("1807", "43")
    found = predicted_picture(network, page)
    assert found.text == "1807\n43"
    assert all(lies_in(digit.box, box) for digit, box in zip(found.digits, boxes, strict=True))
    assert all(digit.image.shape == (28, 28) for digit in found.digits)


def test_the_boxes_of_a_large_file_are_in_its_own_pixels(network: Network, tmp_path: Path) -> None:
    page, boxes = sheet("62", scale=12)
    for name in ("large.jpg", "large.png"):
        cv2.imwrite(str(tmp_path / name), page)
        found = predicted_file(network, tmp_path / name)
        assert found.text == "62"
        assert all(lies_in(digit.box, box) for digit, box in zip(found.digits, boxes, strict=True))


def test_a_transposed_file_is_predicted_and_its_boxes_are_those_of_the_file(
    network: Network, tmp_path: Path
) -> None:
    page, boxes = sheet("73")
    cv2.imwrite(str(tmp_path / "lying.png"), page.T)
    found = predicted_file(network, tmp_path / "lying.png", transpose=True)
    assert found.text == "73"
    for digit, (left, top, right, bottom) in zip(found.digits, boxes, strict=True):
        x0, y0, x1, y1 = digit.box
        assert lies_in((y0, x0, y1, x1), (left, top, right, bottom))


def test_a_sheet_without_a_digit_says_so(network: Network) -> None:
    with pytest.raises(InkError, match="No digit found"):
        predicted_picture(network, np.full((300, 200), 240, np.uint8))


def test_many_digits_on_the_canvas_are_predicted_in_steps(network: Network) -> None:
    page, _ = sheet("1807", "43")
    drawing = drawing_of(found_digits(page), *page.shape)
    predictor = NumberPredictor(network)
    steps = [predictor.predict_in_steps(drawing, 4) for _ in range(4)]
    assert steps[:3] == 3 * [None], "7 to tell apart, then 6 to predict"
    found = steps[3]
    assert found is not None
    assert found.text == "1807\n43"
    for digit, one in zip(found.digits, predicted_picture(network, page).digits, strict=True):
        np.testing.assert_array_equal(digit.image, one.image)
        np.testing.assert_array_equal(rasterized(digit.drawing), one.image)
        assert digit.probabilities == pytest.approx(one.probabilities, abs=1e-5)


def test_digits_of_a_changed_picture_are_told_apart_in_steps(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = sheet("1807", "43")
    drawing = drawing_of(found_digits(page), *page.shape)
    line = Stroke(np.array([[500, 500], [500, 550]], np.float32))
    drawn: list[Drawing] = []

    def counted(drawing: Drawing) -> NDArray[np.uint8]:
        drawn.append(drawing)
        return rasterized(drawing)

    monkeypatch.setattr(on_canvas, "rasterized", counted)
    predictor = NumberPredictor(network)
    changed = replace(drawing, strokes=(line,))
    for place in range(1, 4):
        assert predictor.predict_in_steps(changed, 2) is None
        assert len(drawn) == 2 * place
    assert predictor.predict(changed).text == "1807\n43\n1"


def test_a_margin_of_an_empty_sheet_is_no_sure_digit(network: Network) -> None:
    """Neither in a file nor on the canvas."""
    picture = np.full((400, 400, 3), 235, np.uint8)
    cv2.line(picture, (90, 0), (95, 399), (60, 60, 60), 8, cv2.LINE_AA)
    drawing = drawing_of(found_digits(picture), 400, 400)
    for number in (predicted_picture(network, picture), NumberPredictor(network).predict(drawing)):
        assert number.text == "1"
        assert number.digits[0].certainty == Certainty(None, (1,), Reason.CUT_OFF)
