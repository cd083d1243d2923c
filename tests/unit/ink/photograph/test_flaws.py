"""Pieces of rules, margins and scribbles look like digits: what lies around them tells."""

import math
from collections.abc import Sequence
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.digits import found_digits
from digitpad.ink.photograph.found import Flaw

Pixels = NDArray[np.uint8]
INK = (60, 60, 60)


def paper(height: int = 400, width: int = 400) -> Pixels:
    return np.full((height, width, 3), 235, np.uint8)


def flaws_in(picture: Pixels) -> list[Flaw | None]:
    return [digit.flaw for digit in found_digits(picture).digits]


def test_a_margin_is_no_sure_digit() -> None:
    picture = paper()
    cv2.line(picture, (90, 0), (95, 399), INK, 8, cv2.LINE_AA)
    assert flaws_in(picture) == [Flaw.CUT_OFF]


def test_a_rule_that_the_edge_cuts_is_no_sure_digit() -> None:
    picture = paper()
    cv2.line(picture, (3, 0), (-1, 160), INK, 4, cv2.LINE_AA)
    assert flaws_in(picture) == [Flaw.CUT_OFF]


def test_a_side_of_a_box_is_no_sure_digit() -> None:
    picture = paper()
    for y in (120, 240):
        cv2.line(picture, (0, y), (399, y), INK, 3)
    cv2.line(picture, (200, 120), (200, 240), INK, 4)
    assert flaws_in(picture) == [Flaw.RULE]


def test_a_digit_between_rules_is_sure() -> None:
    picture = paper()
    for y in (120, 240):
        cv2.line(picture, (0, y), (399, y), INK, 3)
    cv2.line(picture, (200, 140), (200, 220), INK, 6)
    assert flaws_in(picture) == [None]


def test_a_digit_that_the_picture_was_cut_close_to_is_sure() -> None:
    picture = paper(300, 60)
    cv2.line(picture, (45, 0), (12, 299), INK, 24, cv2.LINE_AA)
    assert flaws_in(picture) == [None]


def test_parts_of_one_mark_are_all_sure_or_none_is() -> None:
    picture = paper(260, 260)
    for line in ([[40, 60], [130, 60], [70, 190]], [[120, 60], [160, 60], [160, 190]]):
        cv2.polylines(picture, [np.array(line)], False, INK, 10, cv2.LINE_AA)

    def doubt(images: Sequence[Pixels], of_others: float) -> list[float]:
        widths = [np.ptp(np.flatnonzero(image.any(axis=0))) for image in images]
        doubts = [2.0 if width > 17 else 0.001 for width in widths]
        return doubts if len(doubts) < 2 else [*doubts[:-1], max(doubts[-1], of_others)]

    for of_others, flaw in ((0.001, None), (0.2, Flaw.PART)):
        digits = found_digits(picture, partial(doubt, of_others=of_others)).digits
        assert [digit.flaw for digit in digits] == [flaw, flaw]


def test_the_network_is_not_asked_in_a_search_that_was_ended() -> None:
    picture = paper(260, 260)
    for line in ([[40, 60], [130, 60], [70, 190]], [[120, 60], [160, 60], [160, 190]]):
        cv2.polylines(picture, [np.array(line)], False, INK, 10, cv2.LINE_AA)
    is_looked_at = False
    asked = []

    def look() -> None:
        nonlocal is_looked_at
        is_looked_at = True

    def doubt(images: Sequence[Pixels]) -> list[float]:
        nonlocal is_looked_at
        asked.append(is_looked_at)
        is_looked_at = False
        return [2.0 if np.ptp(np.flatnonzero(one.any(axis=0))) > 17 else 0.001 for one in images]

    assert len(found_digits(picture, doubt, look).digits) == 2
    assert len(asked) > 3
    assert all(asked)


@pytest.mark.parametrize("angle", [0.3, 1.4, 1.7, 3.0, 4.6, 4.9])
@pytest.mark.parametrize("width", [2, 4, 10])
def test_an_arrow_is_no_sure_digit(angle: float, width: int) -> None:
    picture = paper()
    arrow = [(-110, 0), (110, 0), (50, 42), (110, 0), (48, -46)]
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    points = (np.array(arrow) @ turn + 200).astype(np.int32)
    cv2.polylines(picture, [points], False, INK, width, cv2.LINE_AA)
    assert flaws_in(picture) == [Flaw.ARROW]


@pytest.mark.parametrize(
    "lines",
    [
        [[(170, 90), (140, 210), (250, 210)], [(225, 150), (220, 310)]],  # An open 4.
        [[(150, 110), (250, 110), (190, 300)], [(170, 200), (250, 200)]],  # A 7 with a bar.
        [[(160, 150), (205, 90), (205, 310)], [(160, 310), (250, 310)]],  # A 1 on a foot.
    ],
)
def test_a_digit_of_straight_lines_is_no_arrow(lines: list[list[tuple[int, int]]]) -> None:
    picture = paper()
    for line in lines:
        cv2.polylines(picture, [np.array(line)], False, INK, 8, cv2.LINE_AA)
    assert flaws_in(picture) == [None]


@pytest.mark.parametrize(
    ("shade", "blur", "flaw"), [(120, 6, Flaw.SHADOW), (120, 1, None), (30, 6, None)]
)
def test_a_soft_bar_that_is_not_dark_may_be_the_shadow_of_a_finger(
    shade: int, blur: float, flaw: Flaw | None
) -> None:
    picture = paper()
    cv2.line(picture, (180, 110), (200, 290), (shade, shade, shade), 32, cv2.LINE_AA)
    assert flaws_in(np.asarray(cv2.GaussianBlur(picture, (0, 0), blur), np.uint8)) == [flaw]
