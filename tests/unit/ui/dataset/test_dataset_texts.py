"""What the Dataset tab says of a dataset follows from figures."""

import dataclasses

import pytest

from digitpad.data.my_digits import my_digits
from digitpad.files.resources import reference_digits
from digitpad.ui.dataset.dataset_state import DatasetState
from digitpad.ui.dataset.dataset_texts import (
    changes_text,
    count_text,
    deletions_text,
    matrix_text,
    name_text,
    skipped_text,
    status,
    why_nothing_is_shown,
)

OPEN = DatasetState(name="digits", path="/digits", count=100, shown=100, evaluated=100)


def changed(**figures: object) -> DatasetState:
    return dataclasses.replace(OPEN, **figures)  # type: ignore[arg-type]


def test_known_datasets_have_names() -> None:
    assert name_text(DatasetState()) == ""
    assert name_text(OPEN) == "digits"
    assert name_text(changed(name="r.npz", path=reference_digits())) == "Reference digits"
    assert name_text(changed(path=str(my_digits()))) == "My digits"


def test_the_title_counts_digits_changes_and_skipped_files() -> None:
    assert count_text(DatasetState()) == ""
    assert count_text(changed(count=4404)) == "4,404 digits"
    assert count_text(changed(count=2, deleted=1, changed=1)) == "1 digit"
    assert changes_text(changed(changed=1)) == "1 &unsaved change"
    assert changes_text(changed(changed=4)) == "4 &unsaved changes"
    assert deletions_text(changed(deleted=17, changed=17)) == "17 unsaved deletions"
    assert skipped_text(changed(left_out=1)) == "1 file s&kipped"
    assert skipped_text(changed(left_out=2)) == "2 files s&kipped"


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (DatasetState(), ""),
        (OPEN, ""),
        (changed(misclassified=3), "3 misclassified (3.00%)"),
        (changed(evaluated=60, misclassified=3), "3 misclassified (5.00%)"),
        (changed(shown=3, misclassified=3), "3 of 100 digits · all misclassified"),
        (changed(shown=0), "0 of 100 digits"),
        (changed(deleted=1, shown=99), ""),
        (changed(selected=1), ""),
        (changed(selected=2), "2 selected"),
        (changed(predicted=0.25), "Classifying… 25%"),
        (changed(predicted=1.0), "All correctly classified"),
        (changed(predicted=1.0, evaluated=0), ""),
    ],
)
def test_the_status_says_how_many_of_what(state: DatasetState, text: str) -> None:
    assert status(state) == text


def test_the_hint_says_why_nothing_is_shown() -> None:
    assert why_nothing_is_shown(changed(shown=0, predicted=1)) == "No digits match the filters."
    so_far = "No digits match the filters so far."
    coming = changed(shown=0, predicted=0.4, filters_predictions=True)
    assert why_nothing_is_shown(coming) == so_far
    assert why_nothing_is_shown(changed(shown=0, predicted=1, is_loading=True)) == so_far
    others = changed(shown=0, predicted=0.4)
    assert why_nothing_is_shown(others) == "No digits match the filters."
    gone = changed(shown=0, deleted=100)
    assert "Ctrl+S to restore the files" in why_nothing_is_shown(gone)
    undone = dataclasses.replace(gone, changed=100)
    assert why_nothing_is_shown(undone) == "All digits deleted. Press Ctrl+Z to undo."


def test_the_matrix_says_what_it_counts() -> None:
    assert matrix_text(OPEN).startswith("Counts all digits")
    assert matrix_text(changed(shown=41)).startswith("Counts the digits with a label that match")
