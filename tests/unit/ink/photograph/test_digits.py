"""Digits are found in pictures of any kind: one small picture for each step."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.errors import InkError
from digitpad.ink.images import image_of_picture
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.digits import found_digits
from digitpad.ink.raster import rasterized
from digitpad.ink.strokes import Drawing, Stroke

SEVEN = np.array([[70, 60], [160, 60], [100, 190]], np.int32)
Pixels = NDArray[np.uint8]


def sheet(ground: int = 235) -> Pixels:
    return np.full((260, 260, 3), ground, np.uint8)


def with_seven(picture: Pixels, pen: int = 10, ink: int = 40, at: int = 0) -> Pixels:
    cv2.polylines(picture, [SEVEN + np.array([at, 0])], False, (ink, ink, ink), pen, cv2.LINE_AA)
    return picture


def likeness(picture: Pixels) -> float:
    """Correlation of the image found with that of the same strokes."""
    expected = rasterized(Drawing((Stroke(SEVEN.astype(np.float32)),)))
    image = found_digits(picture).digits[0].image
    return float(np.corrcoef(image.ravel(), expected.ravel())[0, 1])


def test_a_shadow_is_no_ink() -> None:
    light = (
        np.linspace(1, 0.2, 260)[None, :, None]
        * np.where(np.arange(260) > 120, 1, 0.6)[:, None, None]
    )
    assert likeness((with_seven(sheet()) * light).astype(np.uint8)) > 0.8


@pytest.mark.parametrize("angle", [0, 15])
def test_rules_are_taken_out_and_the_digit_is_not_cut(angle: int) -> None:
    picture = sheet()
    slope = np.tan(np.deg2rad(angle))
    for y in range(-100, 360, 34):
        cv2.line(picture, (0, y), (259, round(y + 259 * slope)), (190, 120, 90), 2)
    assert likeness(with_seven(picture)) > 0.8


def test_frames_and_boxes_are_taken_out() -> None:
    picture = with_seven(sheet())
    cv2.rectangle(picture, (0, 0), (259, 259), (20, 20, 20), 14)
    cv2.rectangle(picture, (40, 35), (190, 215), (20, 20, 20), 4)
    assert likeness(picture) > 0.8


def test_a_page_is_found_on_a_desk() -> None:
    picture = sheet(30)
    page = cv2.boxPoints(((125, 128), (190, 200), 8)).astype(np.int32)
    cv2.fillPoly(picture, [page], (235, 235, 235))
    assert likeness(with_seven(picture)) > 0.8


@pytest.mark.parametrize("pen", [1, 3, 24])
def test_a_line_of_any_width_is_brought_to_the_pen(pen: int) -> None:
    assert likeness(with_seven(sheet(), pen)) > 0.75


def test_light_ink_is_found_on_a_dark_ground() -> None:
    assert likeness(with_seven(sheet(40), ink=220)) > 0.8


def test_digits_come_in_rows_with_their_boxes() -> None:
    picture = with_seven(np.full((500, 400, 3), 235, np.uint8))
    with_seven(picture, at=150)
    with_seven(picture[240:], at=80)
    found = found_digits(picture)
    assert [len(row) for row in found.rows] == [2, 1]
    assert found.rows[0][0].box == pytest.approx((65, 55, 166, 196), abs=4)
    assert found.rows[0][1].box == pytest.approx((215, 55, 316, 196), abs=4)
    assert found.rows[1][0].box == pytest.approx((145, 295, 246, 436), abs=4)


def test_boxes_are_in_the_pixels_of_the_picture_that_was_given() -> None:
    large = cv2.resize(with_seven(sheet()), (2600, 2600), interpolation=cv2.INTER_LINEAR)
    assert found_digits(np.asarray(large, np.uint8)).digits[0].box == pytest.approx(
        (650, 550, 1660, 1960), abs=40
    )


def test_two_digits_that_touch_are_cut_apart() -> None:
    picture = sheet()
    two = np.array([[30, 90], [90, 90], [30, 180], [130, 180]], np.int32)
    cv2.polylines(picture, [two, two + np.array([105, 0])], False, (30, 30, 30), 8)
    assert len(found_digits(picture).digits) == 2


def test_an_empty_sheet_with_grain_has_no_digit() -> None:
    grain = np.random.default_rng(0).normal(220, 9, (260, 260))
    picture = np.clip(grain, 0, 255).astype(np.uint8)
    with pytest.raises(InkError, match="No digit found: nothing looks like"):
        found_digits(picture)


def test_a_card_on_a_transparent_ground_is_paper() -> None:
    picture = np.zeros((260, 260, 4), np.uint8)
    picture[20:240, 20:240] = 255
    cv2.polylines(picture, [SEVEN], False, (20, 20, 20, 255), 10, cv2.LINE_AA)
    assert likeness(picture) > 0.8


def test_a_drawn_digit_is_the_same_as_a_picture_and_as_strokes() -> None:
    picture = with_seven(sheet(255), ink=0)
    assert likeness(picture) > 0.9
    assert np.array_equal(image_of_picture(picture), found_digits(picture).digits[0].image)


def test_sides_of_boxes_are_no_digits() -> None:
    picture = np.full((200, 400, 3), 235, np.uint8)
    for left in range(8, 400, 96):
        cv2.rectangle(picture, (left, 40), (left + 76, 160), (90, 90, 90), 2)
    cv2.polylines(picture, [SEVEN // 2 + np.array([90, 40])], False, (40, 40, 40), 6)
    assert len(found_digits(picture).digits) == 1


def test_sides_of_boxes_that_the_edge_cuts_are_no_digits() -> None:
    picture = np.full((400, 400, 3), 235, np.uint8)
    for left in (20, 160, 300):
        cv2.line(picture, (left, 0), (left, 180), (60, 60, 60), 2)
    cv2.line(picture, (0, 180), (399, 180), (60, 60, 60), 2)
    seven = np.array([[60, 50], [148, 50], [100, 150]], np.int32)
    cv2.polylines(picture, [seven], False, (60, 60, 60), 8)
    assert len(found_digits(picture).digits) == 1


def test_stems_in_a_low_picture_are_no_rules() -> None:
    picture = np.full((200, 700, 3), 235, np.uint8)
    four = np.array([[40, 50], [30, 110], [90, 110]], np.int32)
    stem = np.array([[75, 45], [75, 165]], np.int32)
    for away in (np.array([x, 0]) for x in (0, 110, 220)):
        cv2.polylines(picture, [four + away, stem + away], False, (40, 40, 40), 7)
    found = found_digits(picture)
    assert [digit.box[3] - digit.box[1] for digit in found.digits] == pytest.approx(
        [125] * 3, abs=8
    )


def test_what_shines_through_is_no_digit() -> None:
    picture = with_seven(sheet(), ink=180, at=80)
    assert len(found_digits(with_seven(picture, at=-50)).digits) == 1


def test_a_scribble_is_no_digit() -> None:
    turns = np.linspace(0, 40, 400)
    x, y = 130 + 95 * np.sin(1.3 * turns), 130 + 95 * np.cos(2.1 * turns)
    line = np.stack([x, y], axis=1).astype(np.int32)
    picture = sheet()
    cv2.polylines(picture, [line], False, (30, 30, 30), 4, cv2.LINE_AA)
    with pytest.raises(InkError, match="nothing looks like"):
        found_digits(picture)


def test_a_tiny_picture_shows_one_digit() -> None:
    fine = with_seven(sheet(255), pen=24, ink=0)[40:210, 45:190]
    small = cv2.resize(fine, (8, 8), interpolation=cv2.INTER_AREA)
    small[4] = 255  # as if two pieces
    assert len(found_digits(np.asarray(small, np.uint8)).digits) == 1


def test_pieces_of_one_digit_are_joined_if_a_network_has_less_doubt() -> None:
    picture = sheet()
    cv2.circle(picture, (163, 84), 38, (40, 40, 40), 8)
    cv2.circle(picture, (98, 149), 38, (40, 40, 40), 8)
    assert len(found_digits(picture, lambda images: [0.01] * len(images)).digits) == 1
    assert len(found_digits(picture, lambda images: [2.0] * len(images)).digits) == 2


@pytest.mark.parametrize(("shade", "width"), [(120, 14), (60, 30)])
@pytest.mark.parametrize("doubted", [2.0, 0.15])
def test_a_doubted_digit_is_told_from_shadows(shade: int, width: int, doubted: float) -> None:
    """Those that are fainter than its line, and those that are wider."""
    picture = sheet()
    cv2.line(picture, (0, 140), (250, 110), (shade, shade, shade), width, cv2.LINE_AA)
    picture = with_seven(np.asarray(cv2.GaussianBlur(picture, (0, 0), 2), np.uint8), ink=20)
    seven = found_digits(with_seven(sheet(), ink=20)).digits[0].image.ravel()

    def doubt(images: Sequence[Pixels]) -> list[float]:
        alike = [float(np.corrcoef(image.ravel(), seven)[0, 1]) for image in images]
        return [0.01 if each > 0.8 else doubted for each in alike]

    assert doubt([found_digits(picture).digits[0].image]) == [doubted]
    assert doubt([found_digits(picture, doubt).digits[0].image]) == [0.01]


def test_what_is_no_clear_digit_is_cut_apart_if_a_network_has_less_doubt() -> None:
    picture = sheet()
    with_seven(picture, at=-30)
    cv2.polylines(picture, [np.array([[120, 60], [160, 60], [160, 190]])], False, (40, 40, 40), 10)

    def doubt(images: Sequence[Pixels]) -> list[float]:
        widths = [np.count_nonzero(image.max(axis=0) > 127) for image in images]
        return [2.0 if width > 17 else 0.1 for width in widths]

    assert len(found_digits(picture).digits) == 1
    assert len(found_digits(picture, lambda images: [2.0] * len(images)).digits) == 1
    found = found_digits(picture, doubt).digits
    assert [digit.box[2] - digit.box[0] for digit in found] == pytest.approx([110, 20], abs=14)


def test_a_search_can_be_ended_at_any_time() -> None:
    class EndedError(Exception):
        pass

    picture = np.asarray(cv2.resize(with_seven(sheet()), (1040, 1040)), np.uint8)
    calls = 0

    def ended_at(number: int) -> None:
        nonlocal calls
        calls += 1
        if calls == number:
            raise EndedError

    found_digits(picture, check=lambda: ended_at(0))
    often, calls = calls, 0
    assert often >= 12, "three times for each of its sizes"
    with pytest.raises(EndedError):
        found_digits(picture, check=lambda: ended_at(often))


@pytest.mark.parametrize(("joined", "count"), [(0.07, 2), (0.0, 1)])
def test_clear_digits_over_each_other_are_one_only_where_that_is_as_clear(
    joined: float, count: int
) -> None:
    picture = sheet()
    for top in (20, 136):
        cv2.line(picture, (130, top), (130, top + 90), (40, 40, 40), 8, cv2.LINE_AA)

    def doubt(images: Sequence[Pixels]) -> list[float]:
        return [joined] if len(images) == 1 else [0.001] * len(images)

    assert len(found_digits(picture, doubt).digits) == count


def test_a_low_wide_digit_is_found_beside_high_ones() -> None:
    picture = with_seven(sheet(), at=-55)
    two = np.array([[145, 105], [205, 100], [145, 146], [225, 143]], np.int32)
    cv2.polylines(picture, [two], False, (40, 40, 40), 10, cv2.LINE_AA)
    assert len(found_digits(picture).digits) == 2
