"""What is told of points that were read."""

import pytest

from digitpad.playground.points_file import parse_points
from digitpad.ui.playground.points_text import told_of

GOOD = "1,2,a\n2,1,b\n-2,1,b\n"

FIVE_LEFT_OUT = GOOD + "1\n1,2,\nabc,1,a\n" + GOOD + "q,1,a\n1\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD, "3 points in 2 classes: 1 = a, 2 = b."),
        ("1,2,1\n2,1,2\n", "2 points in 2 classes."),
        (
            f"{GOOD}abc,1,a\n",
            '1 line without x, y and label was skipped: line 4 ("abc").',
        ),
        (
            FIVE_LEFT_OUT,
            "5 lines without x, y and label were skipped: "
            'line 4 (1 value), line 5 (no label), line 6 ("abc") and 2 more.',
        ),
        (
            "height;weight;kind\n150;50,5;cat\n190;95;dog\n170;70;dog\n160;60;cat\n",
            "Scaled to the plane: x = (x − 170) / 7.4, y = (y − 72.8) / 8.2.",
        ),
        ("1,2,a\n2,1,b\n" * 300, "600 points in 2 classes: 1 = a, 2 = b. Only 500 of them"),
    ],
)
def test_what_was_read_scaled_and_skipped_is_told(text: str, told: str) -> None:
    assert told in told_of(parse_points(text, "points.csv"))
