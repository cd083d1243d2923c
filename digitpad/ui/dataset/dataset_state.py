"""What the Dataset tab shows beside the digits, worked out without a window.

The view is drawn from a frozen :class:`DatasetState`: which page is in front, and what can be done,
follow from it by the functions below, and the texts by those of ``dataset_texts``.
"""

from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from digitpad.data.digitset import UNLABELLED
from digitpad.data.editable_set import NOT_PREDICTED, EditableSet, Indices


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
    relabelled : how many of the changed ones are not deleted, and can be shown.
    left_out : how much could not be loaded.
    shown : digits that the filters let through.
    evaluated : how many of those have a label and a prediction.
    misclassified : how many of those have another prediction than their label.
    selected : digits that the user has selected.
    is_loading, is_waiting : whether a dataset is being loaded, and none of its digits has come.
    is_saving : whether digits are being written.
    wants_matrix : whether the user wants to see the confusion matrix.
    filters_predictions : whether the filters ask for predictions.
    """

    name: str = ""
    path: str = ""
    halves: tuple[str, ...] = ()
    half: str = ""
    count: int = 0
    deleted: int = 0
    changed: int = 0
    relabelled: int = 0
    predicted: float = 0
    left_out: int = 0
    shown: int = 0
    evaluated: int = 0
    misclassified: int = 0
    selected: int = 0
    is_loading: bool = False
    is_waiting: bool = False
    is_saving: bool = False
    wants_matrix: bool = False
    filters_predictions: bool = False

    @property
    def kept(self) -> int:
        """Digits that are not deleted."""
        return self.count - self.deleted

    @property
    def is_classifying(self) -> bool:
        """Whether some digits have a prediction, and others do not have one yet."""
        return 0 < self.predicted < 1


def state_of(
    dataset: EditableSet,
    shown: Indices,
    *,
    selected: int = 0,
    is_loading: bool = False,
    is_waiting: bool = False,
    is_saving: bool = False,
    wants_matrix: bool = False,
    filters_predictions: bool = False,
) -> DatasetState:
    """Count what there is now of a dataset, of which the digits ``shown``, (M,), are shown."""
    changed = dataset.changed()
    is_predicted = dataset.predicted != NOT_PREDICTED
    is_evaluated = is_predicted[shown] & (dataset.labels[shown] != UNLABELLED)
    return DatasetState(
        name=dataset.name,
        path=dataset.path,
        halves=dataset.halves,
        half=dataset.options.half,
        count=len(dataset),
        deleted=int(dataset.deleted.sum()),
        changed=len(changed),
        relabelled=int(np.count_nonzero(~dataset.deleted[changed])),
        predicted=float(is_predicted.mean()) if len(dataset) else 0,
        left_out=dataset.left_out_count,
        shown=len(shown),
        evaluated=int(np.count_nonzero(is_evaluated)),
        misclassified=int(np.count_nonzero(dataset.is_misclassified(shown))),
        selected=selected,
        is_loading=is_loading,
        is_waiting=is_waiting,
        is_saving=is_saving,
        wants_matrix=wants_matrix,
        filters_predictions=filters_predictions,
    )


def page_of(state: DatasetState) -> Page:
    """Which page is in front."""
    if not state.count:
        return Page.GALLERY if state.is_loading else Page.INVITATION
    if not state.shown:
        return Page.NOTHING_SHOWN
    return Page.MATRIX if state.wants_matrix else Page.GALLERY


def can_edit(state: DatasetState) -> bool:
    """Whether digits can be relabelled and deleted: not while the selected ones cannot be seen."""
    return page_of(state) is not Page.MATRIX and not state.is_waiting


def can_save(state: DatasetState) -> bool:
    """Whether there is anything to be written back."""
    return not state.is_saving and state.changed > 0


def can_export(state: DatasetState) -> bool:
    """Whether there is anything to be written elsewhere, and stays while the user says where to."""
    return not state.is_saving and not state.is_waiting and state.shown > 0
