"""Where lines of a drawing touch."""

import numpy as np
import pytest

from digitpad.ink.contact import contact_length
from digitpad.ink.strokes import Stroke


def line(*points: tuple[float, float]) -> Stroke:
    return Stroke(np.array(points, np.float32))


UPRIGHT = line((100, 0), (100, 200))


def test_lines_apart_do_not_touch() -> None:
    assert contact_length([UPRIGHT], [line((130, 0), (130, 200))], 200) == 0
    assert contact_length([UPRIGHT], [line((300, 0), (300, 200))], 200) == 0


def test_lines_that_cross_once_touch_at_one_place() -> None:
    assert contact_length([UPRIGHT], [line((0, 100), (200, 100))], 200) < 0.1


def test_a_bow_touches_at_both_of_its_ends() -> None:
    bow = line((103, 0), (200, 100), (103, 200))
    assert contact_length([UPRIGHT], [bow], 200) == pytest.approx(1, abs=0.1)
    assert contact_length([bow], [UPRIGHT], 200) == pytest.approx(1, abs=0.1)


def test_all_strokes_of_both_count() -> None:
    bars = [line((0, 50), (200, 50)), line((0, 150), (200, 150))]
    assert contact_length([UPRIGHT], bars, 200) == pytest.approx(0.5, abs=0.1)


def test_dots_and_long_flat_lines_are_lines() -> None:
    flat = line((0, 10), (560, 10))
    assert contact_length([line((5, 10))], [line((5, 10))], 1) < 0.1
    assert contact_length([flat], [line((0, 10), (560, 11))], 1) > 100
