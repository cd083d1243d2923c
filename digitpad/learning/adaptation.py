"""Teach a network a few digits without its forgetting all others.

Trained on a few digits alone, a network soon predicts everything else worse. So each batch also
holds digits of many other writers, and for those the target is what the network predicted before:
learning without forgetting (Li and Hoiem, 2016, section 3), with the distillation loss of Hinton et
al., 2015, at temperature 1.
"""

from collections.abc import Generator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet
from digitpad.ink.augment_images import distort
from digitpad.ink.augment_strokes import augmented
from digitpad.ink.pens import with_other_pens
from digitpad.ink.raster_all import all_rasterized
from digitpad.ink.strokes import Drawing
from digitpad.learning.prefetch import prefetched
from digitpad.nn.active_inputs import gradients_of_active_inputs
from digitpad.nn.layers import Array, cross_entropy, soft_cross_entropy, softmax
from digitpad.nn.metrics import Images
from digitpad.nn.network import Network, network_input
from digitpad.nn.optimizers import Adam, Optimizer, cosine_decay

Batch = tuple[Array, NDArray[np.int8], Array]
"""The network's input, (TAUGHT + KEPT, 784), the labels of the taught digits, (TAUGHT,), and what
the old network predicts of the others, probabilities (KEPT, 10)."""

STEPS = 120
TAUGHT, KEPT = 32, 224
"""Digits in a batch: taught ones, and others."""

KEPT_WEIGHT = 56.0
"""How much the loss of the others counts against that of the taught ones, each a mean."""

LEARNING_RATE = 3e-4
LABEL_SMOOTHING = 0.2
"""So much that a digit which is learned soon stops pulling: to be surer of it costs the others."""

VERSIONS = 600
"""Versions of the taught digits in all, each with its strokes bent in another way."""

BENDING = 5
"""How many steps take as long as bending the strokes does, about."""


def stream_adapted(
    network: Network, taught: DigitSet, others: Images, seed: int = 1
) -> Generator[tuple[int, int], None, Network]:
    """Teach a network some digits; yields how many steps are done, of how many.

    Bending strokes, before the first step, counts as :data:`BENDING` steps.

    Parameters
    ----------
    network : stays as it is.
    taught : labelled digits, at least one.
    others : pictures uint8 (N, 28, 28) that the new network is to predict as the old one does.
    seed : decides all that is drawn by lot; the same seed gives the same network.

    Returns
    -------
    The new network.
    """
    new, optimizer = network.copy(), Adam()
    images, labels = yield from _stream_versions(taught, np.random.default_rng(seed))
    batches = _stream_batches(images, labels, others, network, seed)
    for step, batch in enumerate(prefetched(batches)):
        _learn(new, batch, optimizer, cosine_decay(LEARNING_RATE, step, STEPS))
        yield BENDING + step + 1, BENDING + STEPS
    return new


def _learn(new: Network, batch: Batch, optimizer: Optimizer, learning_rate: float) -> None:
    """Take one step; a function of its own, so that the gradients are gone before the next one's
    come."""
    x, labels, known = batch
    measure = partial(_loss, labels=labels, known=known)
    _, gradients = gradients_of_active_inputs(new, measure, x)
    optimizer.step(new.parameters, gradients, learning_rate)


def _stream_batches(
    images: NDArray[np.uint8], labels: NDArray[np.int8], others: Images, old: Network, seed: int
) -> Generator[Batch, None, None]:
    """What is learned in each step, taught digits first."""
    for step in range(STEPS):
        rng = np.random.default_rng([seed, step])
        selected = rng.integers(0, len(images), TAUGHT)
        # Pens of many widths, as in MNIST: the new network is held to the old one there, too.
        some = with_other_pens(others[rng.integers(0, len(others), KEPT)], rng)
        kept = network_input(distort(some, rng))
        x = np.concatenate([network_input(distort(images[selected], rng)), kept])
        yield x, labels[selected], softmax(old.logits(kept))


def _loss(logits: Array, labels: NDArray[np.integer], known: Array) -> tuple[float, Array]:
    """The loss of a batch and its gradient: of the taught digits, and of the others below them.

    Parameters
    ----------
    logits : (TAUGHT + KEPT, 10).
    labels : of the taught digits, (TAUGHT,).
    known : what the old network predicts of the others, (KEPT, 10).
    """
    taught, d_taught = cross_entropy(logits[:TAUGHT], labels, label_smoothing=LABEL_SMOOTHING)
    kept, d_kept = soft_cross_entropy(logits[TAUGHT:], known)
    return taught + KEPT_WEIGHT * kept, np.concatenate([d_taught, KEPT_WEIGHT * d_kept])


def _stream_versions(
    taught: DigitSet, rng: np.random.Generator
) -> Generator[tuple[int, int], None, tuple[NDArray[np.uint8], NDArray[np.int8]]]:
    """The taught digits as they are, and with their strokes bent: uint8 (M, 28, 28), (M,)."""
    known = taught.drawings or [Drawing()] * len(taught)
    drawings = [
        drawing if drawing.strokes else Drawing(picture=image)
        for drawing, image in zip(known, taught.images, strict=True)
    ]
    images = [taught.images]
    passes = max(VERSIONS // len(taught), 1)
    for done in range(passes - 1):
        bent = [augmented(drawing, rng) if drawing.strokes else drawing for drawing in drawings]
        images.append(all_rasterized(bent))
        yield BENDING * done // passes, BENDING + STEPS
    return np.concatenate(images), np.tile(taught.labels, passes)
