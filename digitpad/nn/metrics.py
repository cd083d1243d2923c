"""How well a network predicts: loss, error rate, confusion matrix."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.inference import batch_logits
from digitpad.nn.layers import Array, log_softmax
from digitpad.nn.network import Network

CHUNK = 200
"""Digits predicted at once: enough to keep the processor busy, few enough to save memory."""


class Images(Protocol):
    """Digits uint8 (N, 28, 28): an array, or several that act as one."""

    def __len__(self) -> int: ...

    def __getitem__(self, places: NDArray[np.integer] | slice, /) -> NDArray[np.uint8]: ...


@dataclass(frozen=True)
class Evaluation:
    """Figures of a network on a labelled set of digits.

    Parameters
    ----------
    loss : mean cross-entropy, nats; nan for an empty set.
    confusion : int64 (10, 10): rows the true digit, columns the prediction.
    """

    loss: float
    confusion: NDArray[np.int64]

    @property
    def count(self) -> int:
        return int(self.confusion.sum())

    @property
    def errors(self) -> int:
        return self.count - int(np.trace(self.confusion))

    @property
    def error_rate(self) -> float:
        """Share of digits misclassified, 0 to 1; nan for an empty set."""
        return self.errors / self.count if self.count else float("nan")


def iter_log_proba(network: Network, images: Images, chunk: int = CHUNK) -> Iterator[Array]:
    """Predict digits, uint8 (N, 28, 28), one chunk after another.

    Yields the logarithms of their probabilities, (M, 10). At the label, it is minus the loss.
    """
    for start in range(0, len(images), chunk):
        yield log_softmax(batch_logits(network, images[start : start + chunk]))


def predict_log_proba(network: Network, images: Images) -> Array:
    """Logarithms of the probabilities (N, 10) of digits uint8 (N, 28, 28), N from 0."""
    return np.concatenate([np.empty((0, 10), network.dtype), *iter_log_proba(network, images)])


def evaluate(network: Network, images: Images, labels: NDArray[np.integer]) -> Evaluation:
    """Predict every digit, uint8 (N, 28, 28), and compare with its label, (N,) 0 to 9."""
    return evaluation(predict_log_proba(network, images), labels)


def evaluation(log_probabilities: Array, labels: NDArray[np.integer]) -> Evaluation:
    """Compare predictions, (N, 10), with the labels, (N,) 0 to 9."""
    confusion = np.zeros((10, 10), np.int64)
    np.add.at(confusion, (labels, log_probabilities.argmax(axis=1)), 1)
    of_labels = log_probabilities[np.arange(len(labels)), labels]
    return Evaluation(-float(of_labels.mean()) if len(labels) else float("nan"), confusion)
