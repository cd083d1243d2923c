"""What the Dataset tab shows follows from figures, without a window."""

import dataclasses
import subprocess
import sys

import numpy as np
import pytest

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.editable_set import EditableSet
from digitpad.ui.dataset.dataset_state import (
    DatasetState,
    Page,
    can_edit,
    can_export,
    can_save,
    page_of,
    state_of,
)

OPEN = DatasetState(name="digits", path="/digits", count=100, shown=100)


def changed(**figures: object) -> DatasetState:
    return dataclasses.replace(OPEN, **figures)  # type: ignore[arg-type]


@pytest.fixture
def dataset() -> EditableSet:
    """Six digits with the labels 0 to 5, of which 1, 2 and 3 are predicted as 1, 2 and 9."""
    made = EditableSet("six")
    made.path = "/six"
    made.append(DigitSet("", np.zeros((6, 28, 28), np.uint8), np.arange(6, dtype=np.int8)))
    made.add_predictions(1, np.eye(10, dtype=np.float32)[[1, 2, 9]])
    return made


def test_no_window_is_needed() -> None:
    program = "import digitpad.ui.dataset.dataset_state, sys; sys.exit('PySide6' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_dataset_is_counted(dataset: EditableSet) -> None:
    dataset.delete(np.array([5]))
    dataset.relabel(np.array([0]), 7)
    state = state_of(dataset, np.array([0, 1, 3]), selected=2)
    assert (state.name, state.path) == ("six", "/six")
    assert (state.count, state.deleted, state.changed) == (6, 1, 2)
    assert (state.shown, state.misclassified, state.selected) == (3, 1, 2)
    assert state.evaluated == 2, "one of the three has no prediction yet"
    assert (state.kept, state.relabelled) == (5, 1)
    assert state.predicted == 0.5


def test_digits_without_a_label_are_not_evaluated(dataset: EditableSet) -> None:
    dataset.relabel(np.array([2, 3]), UNLABELLED)
    state = state_of(dataset, np.arange(6))
    assert (state.evaluated, state.misclassified) == (1, 0)


def test_no_dataset_has_no_figures() -> None:
    assert state_of(EditableSet(), np.empty(0, np.intp)) == DatasetState(half="train")


@pytest.mark.parametrize(
    ("state", "page"),
    [
        (DatasetState(), Page.INVITATION),
        (DatasetState(is_loading=True, is_waiting=True), Page.GALLERY),
        (OPEN, Page.GALLERY),
        (changed(is_loading=True), Page.GALLERY),
        (changed(shown=0), Page.NOTHING_SHOWN),
        (changed(wants_matrix=True), Page.MATRIX),
        (changed(wants_matrix=True, shown=0), Page.NOTHING_SHOWN),
        (DatasetState(wants_matrix=True), Page.INVITATION),
    ],
)
def test_the_page_that_is_in_front(state: DatasetState, page: Page) -> None:
    assert page_of(state) is page


def test_digits_that_cannot_be_seen_cannot_be_edited() -> None:
    assert can_edit(OPEN)
    assert not can_edit(changed(wants_matrix=True))
    assert not can_edit(changed(is_loading=True, is_waiting=True)), "another dataset is to come"
    assert can_edit(changed(is_loading=True))


def test_one_thing_is_written_at_a_time() -> None:
    assert not can_save(OPEN)
    assert can_save(changed(changed=1))
    assert can_export(OPEN)
    assert not can_export(changed(shown=0))
    writing = changed(changed=1, is_saving=True)
    assert not can_save(writing)
    assert not can_export(writing)
