"""Which digits of a dataset the user wants to see, and in what order."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from digitpad.data.editable_set import EditableSet


class Order(StrEnum):
    """What digits are sorted by; what the network finds hard comes first."""

    NUMBER = "order"
    LABEL = "label"
    CONFIDENCE = "confidence"
    LOSS = "loss"


@dataclass(frozen=True)
class Query:
    """What is asked for; everything at first.

    Parameters
    ----------
    label : only digits with this label, 0-9 or ``UNLABELLED``.
    predicted : only digits for which the network predicts this one, 0-9.
    misclassified : only digits for which it predicts something else than their label.
    models_disagree : only digits for which a second model predicts another digit.
    changed : only digits with changes that are not saved.
    text : only digits whose file's name holds this, in capitals or not; where they have only
        numbers, the digit of this number, counted from 1.
    order : ``CONFIDENCE`` rises, ``LOSS`` falls; digits without one stand last.
    """

    label: int | None = None
    predicted: int | None = None
    misclassified: bool = False
    models_disagree: bool = False
    changed: bool = False
    text: str = ""
    order: Order = Order.NUMBER

    @property
    def needs_predictions(self) -> bool:
        """Whether the answer depends on what the network predicts."""
        return self.filters_predictions or self.order in (Order.CONFIDENCE, Order.LOSS)

    @property
    def filters_predictions(self) -> bool:
        """Whether which digits match depends on what the network predicts."""
        return self.misclassified or self.models_disagree or self.predicted is not None


def matching_indices(
    dataset: EditableSet, query: Query, key: NDArray[np.generic] | None = None
) -> NDArray[np.intp]:
    """The numbers of the digits that match, in their order, (M,).

    Parameters
    ----------
    key : an earlier :func:`sort_key` to sort by; None for the present one.
    """
    wanted = ~dataset.deleted
    if query.label is not None:
        wanted &= dataset.labels == query.label
    if query.predicted is not None:
        wanted &= dataset.predicted == query.predicted
    if query.misclassified:
        wanted &= dataset.is_misclassified(slice(None))
    if query.models_disagree:
        wanted &= dataset.models_disagree
    if query.changed:
        is_changed = np.zeros(len(dataset), np.bool_)
        is_changed[dataset.changed()] = True
        wanted &= is_changed
    if text := query.text.strip():
        wanted &= _named(dataset, text.casefold())
    found = np.flatnonzero(wanted)
    key = sort_key(dataset, query.order) if key is None else key
    if key is not None:
        found = found[np.argsort(key[found], kind="stable")]
    return found


def _named(dataset: EditableSet, text: str) -> NDArray[np.bool_]:
    """Which digits a text finds, (N,)."""
    names = dataset.folded_names()
    found = np.array([text in name for name in names], np.bool_)
    number = int(text) - 1 if text.isdecimal() and len(text) < 10 else -1
    if 0 <= number < len(names) and not names[number]:
        found[number] = str(number + 1) == text
    return found


def sort_key(dataset: EditableSet, order: Order) -> NDArray[np.generic] | None:
    """What to sort by, rising, (N,); None where the digits are in order."""
    match order:
        case Order.LABEL:
            return dataset.labels.view(np.uint8)  # without a label last
        case Order.CONFIDENCE:
            return dataset.confidence
        case Order.LOSS:
            return -dataset.loss
    return None
