"""Learning without forgetting: what a network predicts already, it goes on predicting.

Li and Hoiem, 2016, "Learning without forgetting", section 3; the target is what the network
predicted before, at temperature 1 (Hinton et al., 2015, "Distilling the knowledge in a neural
network"). Unlike there, each example tells whether it is new: where the network was right, its
prediction is kept; where it was wrong, the label is learned.
"""

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.layers import Array, softmax, target_probabilities
from digitpad.nn.network import Network


def kept_targets(
    before: Network, x: Array, labels: NDArray[np.integer], label_smoothing: float = 0.0
) -> Array:
    """What to learn from examples: probabilities (N, M), each row summing to 1.

    Parameters
    ----------
    before : the network as it was before the training.
    x : (N, D).
    labels : (N,) 0 to M - 1; -1 is none of them, and whatever the network predicts of it is kept.
    label_smoothing : of the labels that it got wrong, see :func:`digitpad.nn.layers.cross_entropy`.
    """
    predicted = softmax(before.logits(x))
    is_kept = (labels < 0) | (predicted.argmax(axis=1) == labels)
    targets = target_probabilities(labels, predicted.shape[1], label_smoothing, predicted.dtype)
    targets[is_kept] = predicted[is_kept]
    return targets
