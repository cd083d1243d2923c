"""What datasets are called."""

import pytest

from digitpad.files.resources import reference_digits
from digitpad.learning.comparison import HELD_OUT
from digitpad.ui.model.dataset_titles import dataset_title, score_title, shown_title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("synthetic:5000:0", "Synthetic digits"),
        ("reference-digits.strokes.npz", "Reference digits"),
        ("Synthetic digits", "Synthetic digits"),
        ("My digits", "My digits"),
        ("a\nb.npz", "a\\nb.npz"),
        ("my digits.npz", "my digits.npz"),
    ],
)
def test_a_dataset_of_a_record_is_called_as_in_the_list(name: str, title: str) -> None:
    assert shown_title(name) == title
    assert score_title(f"{name}{HELD_OUT}") == f"{title} (validation)"


def test_the_reference_digits_are_known_by_their_path() -> None:
    assert dataset_title(reference_digits()) == "Reference digits"
