"""What a training changed: the network before it and the one after, on the same digits."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet
from digitpad.data.formats import load_dataset
from digitpad.data.mnist import mnist_folder
from digitpad.data.reference import check_part
from digitpad.errors import DatasetError
from digitpad.files.log import LOG
from digitpad.learning.split import TrainingSplit
from digitpad.learning.teaching import WORSE
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network

CHECK_PART = "Reference digits, check part"
"""What the score is called that always stands first: of writers that nothing is learned from."""

MNIST_TEST = "MNIST test"

ALL_HELD_OUT = "all held out"
"""What the score of all digits is called that were held out."""

HELD_OUT, ALL_OF = ", held out", ", all"
"""What stands behind the name of a set, of which only those held out are counted, or all."""


@dataclass(frozen=True)
class Score:
    """How many digits of a kind two networks misclassified.

    Parameters
    ----------
    name : which digits, for people.
    count : how many there are.
    before, after : how many of them each network misclassifies.
    """

    name: str
    count: int
    before: int
    after: int

    @property
    def is_noticeably_worse(self) -> bool:
        """Whether so many more are misclassified that the user is warned."""
        return self.after - self.before > WORSE * self.count


@dataclass(frozen=True, eq=False)
class ChangedPrediction:
    """A digit, uint8 (28, 28), that is predicted differently."""

    image: NDArray[np.uint8]
    label: int
    before: int
    after: int


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two networks on the same digits.

    Parameters
    ----------
    scores : first those of the digits that every training is measured on, see
        :func:`evaluation_sets`. Then of all digits held out; of each set's, where there are several
        sets; and of all of the user's own digits, trained on or held out.
    gained, lost : held-out and own digits that are predicted correctly only after, or only before.
    """

    scores: Sequence[Score]
    gained: Sequence[ChangedPrediction] = ()
    lost: Sequence[ChangedPrediction] = ()

    @property
    def changed_among(self) -> list[str]:
        """The names of the scores whose digits were looked at for ``gained`` and ``lost``."""
        names = [score.name for score in self.scores]
        return [name for name in names if name == ALL_HELD_OUT or name.endswith(ALL_OF)]


def evaluation_sets() -> list[DigitSet]:
    """The digits that every training is measured on, whatever it learned from.

    The check part of the reference digits; and MNIST's test images, where they are on the disk.

    Raises
    ------
    DatasetError : the reference digits cannot be read.
    """
    check = check_part()
    sets = [DigitSet(CHECK_PART, check.images, check.labels)]
    folder = mnist_folder()
    names = ("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")
    if all((folder / name).is_file() for name in names):
        try:
            test = load_dataset(folder / names[0])
        except DatasetError as error:
            LOG.warning("A training is not measured on MNIST's test: %s", error)
        else:
            sets.append(DigitSet(MNIST_TEST, test.images, test.labels))
    return sets


def scores_of(before: Network, after: Network, sets: Sequence[DigitSet]) -> list[Score]:
    """How many digits of each set two networks misclassified, all of them labelled."""
    return [
        Score(
            digits.name,
            *_counts(
                digits.labels, _predicted(before, digits.images), _predicted(after, digits.images)
            ),
        )
        for digits in sets
    ]


def compare(
    before: Network, after: Network, split: TrainingSplit, names: Sequence[str], own: str
) -> Comparison:
    """Predict what was held out, and the user's own digits, with both networks.

    Parameters
    ----------
    names : of the sets of the mixture, for people.
    own : the one of these names that is of the user's own digits.
    """
    scores, gained, lost = [], list[ChangedPrediction](), list[ChangedPrediction]()
    total = np.zeros(3, int)
    for name, digits, held_out in zip(names, split.sets, split.held_out, strict=True):
        is_own = name == own
        looked_at = np.flatnonzero(held_out | is_own)
        images, labels = digits.images[looked_at], digits.labels[looked_at]
        old, new = _predicted(before, images), _predicted(after, images)
        held = held_out[looked_at]
        counts = _counts(labels[held], old[held], new[held])
        total += counts
        if len(split.sets) > 1 and held.any():
            scores.append(Score(f"{name}{HELD_OUT}", *counts))
        if is_own:
            scores.append(Score(f"{name}{ALL_OF}", *_counts(labels, old, new)))
        for changes, right, wrong in ((gained, new, old), (lost, old, new)):
            places = np.flatnonzero((right == labels) & (wrong != labels))
            found = [
                # A copy: a view would keep all images that were looked at.
                ChangedPrediction(images[i].copy(), int(labels[i]), int(old[i]), int(new[i]))
                for i in places
            ]
            # The user's own come first: they are what the training was for.
            changes[:] = [*found, *changes] if is_own else [*changes, *found]
    return Comparison([Score(ALL_HELD_OUT, *map(int, total)), *scores], gained, lost)


def _counts(
    labels: NDArray[np.integer], old: NDArray[np.integer], new: NDArray[np.integer]
) -> tuple[int, int, int]:
    return len(labels), int((old != labels).sum()), int((new != labels).sum())


def _predicted(network: Network, images: NDArray[np.uint8]) -> NDArray[np.integer]:
    """The most probable digit of each image, uint8 (N, 28, 28): (N,)."""
    return predict_log_proba(network, images).argmax(axis=1)
