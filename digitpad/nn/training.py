"""Learning from labelled digits, one report an epoch."""

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import TrainingError
from digitpad.nn.metrics import evaluate
from digitpad.nn.network import Network, network_input
from digitpad.nn.optimizers import Adam, Optimizer

Images = NDArray[np.uint8]
Augment = Callable[[Images, np.random.Generator], Images]
"""Makes new pictures, uint8 (N, 28, 28), of those it is given, e.g. distorted ones."""


@dataclass(frozen=True, eq=False)
class Examples:
    """What to learn from, or be judged on: images uint8 (N, 28, 28) and labels (N,) 0 to 9."""

    images: Images
    labels: NDArray[np.integer]

    def __len__(self) -> int:
        return len(self.images)


@dataclass(frozen=True)
class Settings:
    """How to learn.

    Parameters
    ----------
    epochs : passes over all examples.
    batch : examples in one step.
    learning_rate : size of the first step; it falls along a half cosine to 0 at the end
        (Loshchilov and Hutter, 2017, "SGDR", eq. 5, without restarts).
    l2 : decay of the weights, see :meth:`Network.loss_and_gradients`.
    label_smoothing : see :func:`digitpad.nn.layers.cross_entropy`.
    averaging : the network that is kept is a running mean of the weights over the steps, in which
        the past has this share (Polyak and Juditsky, 1992; here exponential). 0 keeps the last.
    seed : decides order and augmentation of every epoch.
    """

    epochs: int = 20
    batch: int = 256
    learning_rate: float = 1e-3
    l2: float = 0.0
    label_smoothing: float = 0.1
    averaging: float = 0.999
    seed: int = 1


@dataclass(frozen=True)
class EpochReport:
    """What one epoch brought; epochs count from 1, losses are in nats, the error is 0 to 1."""

    epoch: int
    train_loss: float
    validation_loss: float
    validation_error: float
    seconds: float
    samples_per_second: float


class TrainingState:
    """Everything about a run that the next step depends on, and the best network so far.

    Parameters
    ----------
    network : the network to train; its arrays change in place.
    optimizer : takes the steps; Adam where none is given.
    """

    def __init__(self, network: Network, optimizer: Optimizer | None = None) -> None:
        self.network = network
        self.optimizer = optimizer or Adam()
        self.average = network.copy()
        self.epoch = 0
        self.step = 0
        self.best = network.copy()
        self.best_epoch = 0
        self.best_score = (math.inf, math.inf)

    def average_weights(self, decay: float) -> None:
        """Move the running mean of the weights on by one step."""
        # The mean starts short and grows, so that the random first weights are soon forgotten.
        decay = min(decay, self.step / (self.step + 10))
        for mean, now in zip(self.average.parameters, self.network.parameters, strict=True):
            mean += (1 - decay) * (now - mean)

    def keep_best(self, error: float, loss: float) -> None:
        """Remember the averaged network if it reads the validation digits best so far."""
        if (error, loss) < self.best_score:
            self.best_score = (error, loss)
            self.best_epoch = self.epoch
            self.best = self.average.copy()


def train(
    state: TrainingState,
    examples: Examples,
    validation: Examples,
    settings: Settings,
    *,
    augment: Augment | None = None,
    on_batch: Callable[[int], bool | None] | None = None,
) -> Iterator[EpochReport]:
    """Train until ``settings.epochs`` are done, yielding a report after each.

    Each epoch draws its order and augmentation from the seed and its own number alone, so a state
    that is taken up again goes on exactly as if it had never been put down.

    Parameters
    ----------
    state : what to train; ``state.best`` is the network to keep.
    examples, validation : what to learn from, and what to judge on. They must not overlap.
    augment : draws new pictures from the examples for each epoch.
    on_batch : called after every batch with the number of examples learned in this epoch so far;
        a true answer ends the training there.

    Raises
    ------
    TrainingError : no examples, or the loss or a weight is no longer finite.
    """
    if not len(examples) or not len(validation):
        raise TrainingError("There must be at least one digit to learn from and one to judge on.")
    while state.epoch < settings.epochs:
        start = time.perf_counter()
        rng = np.random.default_rng([settings.seed, state.epoch])
        train_loss = _train_epoch(state, examples, settings, rng, augment, on_batch)
        if train_loss is None:
            return
        state.epoch += 1
        result = evaluate(state.average, validation.images, validation.labels)
        state.keep_best(result.error_rate, result.loss)
        seconds = time.perf_counter() - start
        yield EpochReport(
            epoch=state.epoch,
            train_loss=train_loss,
            validation_loss=result.loss,
            validation_error=result.error_rate,
            seconds=seconds,
            samples_per_second=len(examples) / seconds,
        )


# Overflow on the way to a diverged loss is reported below, as an error that says what to do.
@np.errstate(over="ignore", invalid="ignore", divide="ignore")
def _train_epoch(
    state: TrainingState,
    examples: Examples,
    settings: Settings,
    rng: np.random.Generator,
    augment: Augment | None,
    on_batch: Callable[[int], bool | None] | None,
) -> float | None:
    """One pass over the examples; the mean loss, or None where ``on_batch`` ended it."""
    order = rng.permutation(len(examples))
    images = augment(examples.images, rng) if augment else examples.images
    steps = settings.epochs * math.ceil(len(examples) / settings.batch)
    total = 0.0
    for first in range(0, len(examples), settings.batch):
        chosen = order[first : first + settings.batch]
        loss, gradients = state.network.loss_and_gradients(
            network_input(images[chosen]),
            examples.labels[chosen],
            l2=settings.l2,
            label_smoothing=settings.label_smoothing,
        )
        if not math.isfinite(loss):
            raise _diverged(settings)
        rate = settings.learning_rate * 0.5 * (1 + math.cos(math.pi * state.step / steps))
        state.optimizer.step(state.network.parameters, gradients, rate)
        state.step += 1
        state.average_weights(settings.averaging)
        total += loss * len(chosen)
        if on_batch and on_batch(first + len(chosen)):
            return None
    if not all(np.isfinite(p).all() for p in state.network.parameters):
        raise _diverged(settings)
    return total / len(examples)


def _diverged(settings: Settings) -> TrainingError:
    return TrainingError(
        "The loss is no longer a number: the steps were too large. "
        f"Try a learning rate below {settings.learning_rate:g}."
    )
