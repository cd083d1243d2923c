"""Which predictions are certain, and why the others are not."""

import numpy as np
import pytest

from digitpad.explain.certainty import Certainty, Reason, certainty_of, plausible_digits
from digitpad.ink.strokes import Drawing, Stroke


def lines(*forms: list[tuple[float, float]]) -> Drawing:
    return Drawing(tuple(Stroke(np.array(form, np.float32)) for form in forms))


ONE = lines([(200, 100), (200, 400)])
TWO_ONES = lines([(200, 100), (200, 400)], [(300, 100), (300, 400)])
DOT = lines([(200, 200)])
ARROW = lines([(200, 100), (205, 400)], [(150, 330), (205, 400), (250, 325)])


def probabilities(**of_digits: float) -> list[float]:
    return [of_digits.get(f"of_{digit}", 0.0) for digit in range(10)]


@pytest.mark.parametrize(
    ("drawing", "of_digits", "expected"),
    [
        (ONE, {"of_1": 1.0}, Certainty(1, (1,))),
        (ONE, {"of_1": 0.6, "of_7": 0.2, "of_2": 0.2}, Certainty(1, (1,))),
        (ONE, {"of_1": 0.4, "of_7": 0.6}, Certainty(None, (7, 1), Reason.CLOSE)),
        (ONE, {"of_1": 0.42, "of_7": 0.43, "of_2": 0.15}, Certainty(None, (7, 1), Reason.CLOSE)),
        (ONE, {"of_1": 0.55, "of_7": 0.15}, Certainty(None, (1,), Reason.UNKNOWN)),
        (ONE, {"of_1": 0.4, "of_7": 0.15, "of_3": 0.15}, Certainty(None, (1,), Reason.UNKNOWN)),
        (
            ONE,
            {"of_1": 0.2, "of_7": 0.18, "of_3": 0.16, "of_5": 0.14},
            Certainty(None, (1, 7, 3), Reason.UNKNOWN),
        ),
        (DOT, {"of_5": 1.0}, Certainty(None, (5,), Reason.TOO_LITTLE)),
        (TWO_ONES, {"of_4": 0.9, "of_1": 0.1}, Certainty(None, (4,), Reason.SEVERAL)),
        (TWO_ONES, {"of_4": 0.3, "of_1": 0.2}, Certainty(None, (4, 1), Reason.SEVERAL)),
        (TWO_ONES, {"of_4": 1.0}, Certainty(4, (4,))),
        (ARROW, {"of_6": 1.0}, Certainty(None, (6,), Reason.ARROW)),
        (ARROW, {"of_6": 0.5}, Certainty(None, (6,), Reason.UNKNOWN)),
    ],
)
def test_each_doubt_has_its_reason(
    drawing: Drawing, of_digits: dict[str, float], expected: Certainty
) -> None:
    assert certainty_of(drawing, probabilities(**of_digits)) == expected


@pytest.mark.parametrize(
    ("side", "probability", "is_doubted"),
    [(560, 0.9, True), (560, 0.97, False), (28, 0.9, False)],
)
def test_what_was_found_in_a_picture_has_to_be_clearer(
    side: int, probability: float, is_doubted: bool
) -> None:
    ink = np.zeros((side, side), np.uint8)
    ink[side // 6 : -side // 6, side // 2 : side // 2 + side // 10] = 255
    certainty = certainty_of(Drawing(picture=ink), probabilities(of_1=probability))
    assert (certainty.reason is Reason.UNKNOWN) == is_doubted


def test_without_ink_there_is_nothing_to_say() -> None:
    assert certainty_of(Drawing(), ()) == Certainty(None, (), None)


@pytest.mark.parametrize(
    ("probabilities", "plausible"),
    [
        ([0.0, 0.9, 0.1], [1]),
        ([0.32, 0.03, 0.65], [2]),
        ([0.4, 0.01, 0.59], [2, 0]),
        ([0.5, 0.5, 0.0], [0, 1]),
        ([0.3, 0.3, 0.4], [2, 0, 1]),
        ([0.1, 0.2, 0.1, 0.3, 0.15], [3, 1, 4]),
    ],
)
def test_plausible_digits(probabilities: list[float], plausible: list[int]) -> None:
    assert plausible_digits(probabilities) == plausible
