"""What the Dataset tab shows beside the digits, worked out without a window.

The view is drawn from a frozen :class:`DatasetState`: which page is in front, what can be done, and
every text follow from it by the functions below.
"""

from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from digitpad.data.editable_set import NOT_PREDICTED, EditableSet, Indices
from digitpad.files.untrusted import plural
from digitpad.ui.support.short_names import shortened

INVITATION = (
    "Open a dataset to see what a network learns from:\n"
    "a folder of text digits, MNIST's files, or drop one here."
)

NOTHING_FOUND = "No digit is what you ask for."

ALL_DELETED = "All digits are deleted: Ctrl+Z brings them back."

ALL_GONE = "All digits and their files are deleted: Ctrl+Z, then Ctrl+S, brings them back."


class Page(Enum):
    """What is seen in the middle of the tab."""

    INVITATION = auto()
    NOTHING_SHOWN = auto()
    GALLERY = auto()
    MATRIX = auto()


@dataclass(frozen=True)
class DatasetState:
    """The open dataset in figures.

    Parameters
    ----------
    name, path : of the dataset; empty while none is open.
    halves, half : those that it has, and the one that is open; empty where it has one part only.
    count : digits that are loaded, deleted ones too.
    deleted, changed : how many of them are deleted, and not as they were loaded or last saved.
    predicted : share of all digits that have a prediction, 0 to 1.
    left_out : how much could not be loaded.
    shown, misclassified : digits that are shown, and how many of those are misclassified.
    selected : digits that the user has selected.
    is_loading, is_waiting : whether a dataset is being loaded, and none of its digits has come.
    is_saving : whether digits are being written.
    wants_matrix : whether the user wants to see the confusion matrix.
    """

    name: str = ""
    path: str = ""
    halves: tuple[str, ...] = ()
    half: str = ""
    count: int = 0
    deleted: int = 0
    changed: int = 0
    predicted: float = 0
    left_out: int = 0
    shown: int = 0
    misclassified: int = 0
    selected: int = 0
    is_loading: bool = False
    is_waiting: bool = False
    is_saving: bool = False
    wants_matrix: bool = False


def state_of(
    dataset: EditableSet,
    shown: Indices,
    *,
    selected: int = 0,
    is_loading: bool = False,
    is_waiting: bool = False,
    is_saving: bool = False,
    wants_matrix: bool = False,
) -> DatasetState:
    """Count what there is now of a dataset, of which the digits ``shown``, (M,), are shown."""
    return DatasetState(
        name=dataset.name,
        path=dataset.path,
        halves=dataset.halves,
        half=dataset.options.half,
        count=len(dataset),
        deleted=int(dataset.deleted.sum()),
        changed=len(dataset.changed()),
        predicted=float((dataset.predicted != NOT_PREDICTED).mean()) if len(dataset) else 0,
        left_out=dataset.left_out_count,
        shown=len(shown),
        misclassified=int(np.count_nonzero(dataset.is_misclassified(shown))),
        selected=selected,
        is_loading=is_loading,
        is_waiting=is_waiting,
        is_saving=is_saving,
        wants_matrix=wants_matrix,
    )


# What is seen and what can be done


def page_of(state: DatasetState) -> Page:
    """Which page is in front."""
    if state.wants_matrix:
        return Page.MATRIX
    if not state.count and not state.is_loading:
        return Page.INVITATION
    if state.count and not state.shown:
        return Page.NOTHING_SHOWN
    return Page.GALLERY


def can_edit(state: DatasetState) -> bool:
    """Whether digits can be relabelled and deleted: not while the selected ones cannot be seen."""
    return page_of(state) is not Page.MATRIX and not state.is_waiting


def can_save(state: DatasetState) -> bool:
    """Whether there is anything to be written back."""
    return not state.is_saving and state.changed > 0


def can_export(state: DatasetState) -> bool:
    """Whether there is anything to be written elsewhere."""
    return not state.is_saving and state.shown > 0


# Texts


def title(state: DatasetState) -> str:
    """What the dataset is called, how many digits it has, and how many of them are changed."""
    count = plural(state.count - state.deleted, "digit")
    # The figures behind a long name are to be seen too.
    text = f"{shortened(state.name)} · {count}" if state.name else ""
    return f"{text} · {state.changed:,} changed" if state.changed else text


def status(state: DatasetState) -> str:
    """How many digits are shown, misclassified and selected, and how many have a prediction."""
    if not state.count:
        return ""
    parts = [f"{state.shown:,} shown"]
    if state.misclassified == state.shown > 0:
        parts.append("all misclassified")
    elif state.misclassified:
        share = 100 * state.misclassified / state.shown
        parts.append(f"{state.misclassified:,} misclassified ({share:.2f} %)")
    if state.selected > 1:
        parts.append(f"{state.selected:,} chosen")
    if 0 < state.predicted < 1:
        parts.append(f"{100 * state.predicted:.0f} % read by the network")
    return " · ".join(parts)


def why_nothing_is_shown(state: DatasetState) -> str:
    """Why no digit of a dataset is shown."""
    if state.deleted < state.count:
        return NOTHING_FOUND
    return ALL_DELETED if state.changed else ALL_GONE
