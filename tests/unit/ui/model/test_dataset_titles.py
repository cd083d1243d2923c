"""What datasets are called in the window."""

import pytest

from digitpad.ui.model.dataset_titles import shown_title


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("synthetic:20000:1", "Synthetic digits"),  # As a command names it.
        ("Synthetic digits", "Synthetic digits"),
        ("My digits", "My digits"),
        ("a\nb.npz", "a\\nb.npz"),
    ],
)
def test_a_dataset_is_called_as_in_the_list_of_datasets(title: str, shown: str) -> None:
    assert shown_title(title) == shown
