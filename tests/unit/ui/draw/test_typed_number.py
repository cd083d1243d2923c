"""What is typed labels each digit, where it fits the drawing."""

import pytest

from digitpad.ui.draw.typed_number import typed_labels


@pytest.mark.parametrize(
    ("text", "counts", "labels"),
    [
        ("17", [2], (1, 7)),
        (" 17 ", [2], (1, 7)),
        ("17", [1, 1], (1, 7)),
        ("23 691", [2, 3], (2, 3, 6, 9, 1)),
        ("23, 691", [2, 3], (2, 3, 6, 9, 1)),
        ("23691", [2, 3], (2, 3, 6, 9, 1)),
        ("１７", [2], (1, 7)),
        ("", [2], None),
        ("1", [2], None),
        ("178", [2], None),
        ("1 7", [2], None),
        ("691 23", [2, 3], None),
        ("x²", [2], None),
    ],
)
def test_a_number_is_as_long_as_the_drawing(
    text: str, counts: list[int], labels: tuple[int, ...] | None
) -> None:
    assert typed_labels(text, counts) == labels
