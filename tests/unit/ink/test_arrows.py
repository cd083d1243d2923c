"""What tells an arrow from a digit of straight lines."""

import math

import numpy as np
import pytest

from digitpad.data.digitset import DigitSet
from digitpad.ink.arrows import is_drawn_arrow
from digitpad.ink.strokes import Drawing, Stroke

ARROW = [[(-110, 0), (110, 0)], [(45, 40), (110, 0), (50, -46)]]


def drawn(lines: list[list[tuple[int, int]]], angle: float = 0.0, length: float = 1.0) -> Drawing:
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    points = (np.array(line) @ turn * length + 200 for line in lines)
    return Drawing(tuple(Stroke(some.astype(np.float32)) for some in points))


@pytest.mark.parametrize("angle", np.linspace(0, 6, 9))
@pytest.mark.parametrize("length", [0.1, 1.0, 1.7])
def test_an_arrow_is_one_whichever_way_it_points(angle: float, length: float) -> None:
    assert is_drawn_arrow(drawn(ARROW, angle, length))
    in_one = [ARROW[0] + ARROW[1][:2] + ARROW[1][2:]]
    assert is_drawn_arrow(drawn(in_one, angle, length))
    assert not is_drawn_arrow(drawn([ARROW[0], ARROW[1][:2]], angle, length)), "one barb"


@pytest.mark.parametrize(
    "lines",
    [
        [[(0, 0)]],
        [[(0, 0)], [(1, 1)]],
        [[(0, 0), (0, 100)]],
        [[(0, 0), (100, 0)]],
        [[(170, 90), (140, 210), (250, 210)], [(225, 150), (220, 310)]],  # An open 4.
        [[(150, 110), (250, 110), (190, 300)], [(170, 200), (250, 200)]],  # A 7 with a bar.
        [[(160, 150), (205, 90), (205, 310)], [(160, 310), (250, 310)]],  # A 1 on a foot.
    ],
)
def test_other_lines_are_none(lines: list[list[tuple[int, int]]]) -> None:
    assert not is_drawn_arrow(drawn(lines))


def test_digits_of_many_hands_are_none(pen_drawings: DigitSet) -> None:
    drawings = list(pen_drawings.drawings)[::10]
    assert sum(map(is_drawn_arrow, drawings)) <= len(drawings) / 1000
    assert not is_drawn_arrow(Drawing())
