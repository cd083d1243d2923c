"""How well a network reads: loss, error rate, confusion matrix."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array, log_softmax
from digitpad.nn.network import Network
from digitpad.nn.reading import picture_logits

CHUNK = 500
"""Digits read at once: enough to keep the processor busy, little enough to keep memory small."""

CLOSE = 0.5
"""A digit that is at least so many times as probable as the best is close to it."""


class Images(Protocol):
    """Digits uint8 (N, 28, 28): an array, or several that are read as one."""

    def __len__(self) -> int: ...

    def __getitem__(self, places: NDArray[np.integer] | slice, /) -> NDArray[np.uint8]: ...


@dataclass(frozen=True)
class Evaluation:
    """Figures of a network on a labelled set of digits.

    Parameters
    ----------
    loss : mean cross-entropy, nats; nan for an empty set.
    confusion : int64 (10, 10): rows the true digit, columns what was read.
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
        """Share of digits misread, 0 to 1; nan for an empty set."""
        return self.errors / self.count if self.count else float("nan")


def readings(network: Network, images: Images, chunk: int = CHUNK) -> Iterator[Array]:
    """Read digits, uint8 (N, 28, 28), a chunk after the other.

    Yields the logarithms of each one's probabilities, (M, 10): of the label, it is minus the loss.
    """
    for start in range(0, len(images), chunk):
        yield log_softmax(picture_logits(network, images[start : start + chunk]))


def read_all(network: Network, images: Images) -> Array:
    """Logarithms of the probabilities (N, 10) of digits uint8 (N, 28, 28), N from 0."""
    return np.concatenate([np.empty((0, 10), network.dtype), *readings(network, images)])


def contenders(probabilities: Sequence[float]) -> list[int]:
    """The most probable digit and those that are close to it, the best first."""
    order = sorted(range(len(probabilities)), key=lambda digit: -probabilities[digit])
    best = probabilities[order[0]]
    return [digit for digit in order if probabilities[digit] >= CLOSE * best]


def evaluate(network: Network, images: Images, labels: NDArray[np.integer]) -> Evaluation:
    """Read every digit, uint8 (N, 28, 28), and compare with its label, (N,) 0 to 9."""
    return evaluation(read_all(network, images), labels)


def evaluation(log_probabilities: Array, labels: NDArray[np.integer]) -> Evaluation:
    """Compare what was read, (N, 10), with the labels, (N,) 0 to 9."""
    confusion = np.zeros((10, 10), np.int64)
    np.add.at(confusion, (labels, log_probabilities.argmax(axis=1)), 1)
    of_labels = log_probabilities[np.arange(len(labels)), labels]
    return Evaluation(-float(of_labels.mean()) if len(labels) else float("nan"), confusion)
