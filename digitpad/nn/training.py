"""Learning from labelled digits, with a report after each batch and each epoch."""

import math
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import TrainingError
from digitpad.nn.active_inputs import gradients_of_active_inputs
from digitpad.nn.distillation import kept_targets
from digitpad.nn.layers import Array, cross_entropy, soft_cross_entropy
from digitpad.nn.metrics import Images, evaluate
from digitpad.nn.network import Network, network_input
from digitpad.nn.optimizers import Adam, Optimizer, chunks, cosine_decay
from digitpad.nn.snapshot import Observed, Snapshot, Snapshots

Augment = Callable[[NDArray[np.uint8], np.random.Generator, float], NDArray[np.uint8]]
"""Makes new pictures, uint8 (N, 28, 28), of those it is given, e.g. distorted ones; the number
tells how much of the training is done, from 0 to 1."""

Block = tuple[int, NDArray[np.uint8], NDArray[np.integer]]
"""Examples that come one after the other: the place of the first in the epoch, images uint8
(N, 28, 28), and labels (N,)."""

Blocks = Generator[Block, None, None]
Prefetch = Callable[[Blocks], Blocks]
"""Hands on blocks that it has made in advance, on another thread."""

BLOCK = 1000
"""Examples of a block, about: few enough for a stop not to have to wait."""


@dataclass(frozen=True, eq=False)
class Examples:
    """Digits for training or validation: images uint8 (N, 28, 28) and labels (N,) 0 to 9.

    A label of -1 says that an image is no digit; there are none of these in validation.
    """

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
    ema_decay : the network that is kept is an exponential moving average (EMA) of the weights over
        the steps, in which the past has this share (Polyak and Juditsky, 1992, with a plain mean).
        0 keeps the last weights.
    seed : decides order and augmentation of every epoch.
    """

    epochs: int = 20
    batch: int = 256
    learning_rate: float = 1e-3
    l2: float = 0.0
    label_smoothing: float = 0.1
    ema_decay: float = 0.999
    seed: int = 1


@dataclass(frozen=True)
class BatchReport:
    """How far an epoch is, which counts from 1: training examples seen in it so far.

    ``loss`` is that of the last batch, in nats, and ``snapshot`` what was seen of its step, if it
    was looked at.
    """

    epoch: int
    seen: int
    loss: float
    snapshot: Snapshot | None = None


@dataclass(frozen=True)
class EpochReport:
    """What one epoch brought; epochs count from 1, losses are in nats, the error is 0 to 1.

    ``seconds`` is the time spent training and validating, without that of the caller in between.
    """

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

    Attributes
    ----------
    ema : the exponential moving average of the weights, which is validated and kept if the
        settings ask for one.
    epoch : epochs that are done.
    step : batches trained on in all.
    seen : examples trained on in the epoch under way.
    loss_sum : sum of their losses, nats.
    best, best_epoch, best_score : the network with the lowest validation error, of equals that with
        the lowest validation loss; after which epoch, with which error and loss.
    """

    def __init__(self, network: Network, optimizer: Optimizer | None = None) -> None:
        self.network = network
        self.optimizer = optimizer or Adam()
        self.ema = network.copy()
        self.epoch = 0
        self.step = 0
        self.seen = 0
        self.loss_sum = 0.0
        self.best = network  # The one in training, until an epoch is done.
        self.best_epoch = 0
        self.best_score = (math.inf, math.inf)

    def update_ema(self, decay: float) -> None:
        """Move the average of the weights on by one step."""
        # The average starts short and grows, so that the random first weights are soon forgotten.
        decay = min(decay, self.step / (self.step + 10))
        for mean, now in chunks(self.ema.parameters, self.network.parameters):
            mean += (1 - decay) * (now - mean)

    def finish_epoch(self, validated: Network, error: float, loss: float) -> None:
        """Count an epoch, and keep its network if it is the best so far."""
        self.epoch += 1
        self.seen = 0
        self.loss_sum = 0.0
        if (error, loss) <= self.best_score:
            self.best_score = (error, loss)
            self.best_epoch = self.epoch
            self.best = validated  # So that the one before goes first: a wide one is large.
            self.best = validated.copy()


def train(
    state: TrainingState,
    examples: Examples,
    validation: Examples,
    settings: Settings,
    *,
    before: Network | None = None,
    augment: Augment | None = None,
    prefetch: Prefetch | None = None,
    snapshots: Snapshots | None = None,
) -> Iterator[BatchReport | EpochReport]:
    """Train until ``settings.epochs`` are done, yielding after each batch and after each epoch.

    A caller that stops iterating stops the training. Order and augmentation depend only on the seed
    and the place in the run: a training that is resumed from the state at any yield goes on exactly
    as if it had never stopped.

    Parameters
    ----------
    state : what to train; ``state.best`` is the network to keep.
    examples, validation : the training and the validation digits. They must not overlap.
    before : a network whose right predictions are kept, see :mod:`digitpad.nn.distillation`.
    augment : draws new pictures from the examples for each epoch.
    prefetch : has the examples made ready while the network learns; else they are made in between.
    snapshots : decides which steps are looked at; none where it is not given. The steps stay as
        they are.

    Raises
    ------
    TrainingError : no examples, or the loss or a weight is no longer finite.
    """
    if not len(examples) or not len(validation):
        raise TrainingError("At least one training and one validation digit are required.")
    while state.epoch < settings.epochs:
        since, seconds, seen_before = time.perf_counter(), 0.0, state.seen
        blocks = _blocks(examples, settings, augment, state)
        with closing(prefetch(blocks) if prefetch else blocks) as ready:
            for report in _learn_all(state, ready, len(examples), settings, before, snapshots):
                seconds += time.perf_counter() - since
                yield report
                since = time.perf_counter()  # The caller's time is not counted: it may pause.
        # Never the digits that it trains on: it could know those by heart.
        validated = state.ema if settings.ema_decay else state.network
        with np.errstate(over="ignore", invalid="ignore"):
            result = evaluate(validated, validation.images, validation.labels)
        weights_are_finite = all(np.isfinite(p).all() for p in state.network.parameters)
        if not (weights_are_finite and math.isfinite(result.loss)):
            raise _diverged(settings)
        train_loss = state.loss_sum / len(examples)
        state.finish_epoch(validated, result.error_rate, result.loss)
        seconds += time.perf_counter() - since
        yield EpochReport(
            epoch=state.epoch,
            train_loss=train_loss,
            validation_loss=result.loss,
            validation_error=result.error_rate,
            seconds=seconds,
            samples_per_second=(len(examples) - seen_before) / seconds,
        )


def _blocks(
    examples: Examples, settings: Settings, augment: Augment | None, state: TrainingState
) -> Blocks:
    """What is left of one pass over the examples, in its own order."""
    count, epoch, seen = len(examples), state.epoch, state.seen
    order = np.random.default_rng([settings.seed, epoch]).permutation(count)
    block = max(BLOCK // settings.batch, 1) * settings.batch
    for start in range(seen - seen % block, count, block):
        chosen = order[start : start + block]
        images = examples.images[chosen]
        if augment:
            rng = np.random.default_rng([settings.seed, epoch, start])
            images = augment(images, rng, (epoch + start / count) / settings.epochs)
        yield start, images, examples.labels[chosen]


def _learn_all(
    state: TrainingState,
    blocks: Blocks,
    count: int,
    settings: Settings,
    before: Network | None,
    snapshots: Snapshots | None,
) -> Iterator[BatchReport]:
    """Take the steps of an epoch of ``count`` examples that are not taken yet."""
    for start, images, labels in blocks:
        for first in range(state.seen - start, len(labels), settings.batch):
            some = slice(first, first + settings.batch)
            is_whole = len(labels[some]) >= min(settings.batch, count)
            yield _learn(
                state,
                network_input(images[some]),  # Floats take 4 times as much memory.
                labels[some],
                count,
                settings,
                before,
                # Of the few digits that are left at the end of an epoch, few units are on.
                snapshots.observed(state.network) if snapshots and is_whole else None,
            )


# Overflow on the way to a diverged loss is reported below, as an error that says what to do.
@np.errstate(over="ignore", invalid="ignore", divide="ignore")
def _learn(
    state: TrainingState,
    x: Array,
    labels: NDArray[np.integer],
    count: int,
    settings: Settings,
    before: Network | None,
    observed: Observed | None,
) -> BatchReport:
    """Take one step, of an epoch of ``count`` examples."""
    smoothing = settings.label_smoothing

    def measure(logits: Array) -> tuple[float, Array]:
        if before is None:
            return cross_entropy(logits, labels, label_smoothing=smoothing)
        return soft_cross_entropy(logits, kept_targets(before, x, labels, smoothing))

    # Each step is the same three: how wrong is the network, which way is down, a step that way.
    network = observed.network if observed else state.network
    loss, gradients = gradients_of_active_inputs(network, measure, x, l2=settings.l2)
    if not math.isfinite(loss):
        raise _diverged(settings)
    snapshot = observed.snapshot(state.step, len(x), loss, gradients) if observed else None
    steps = settings.epochs * math.ceil(count / settings.batch)
    rate = cosine_decay(settings.learning_rate, state.step, steps)
    state.optimizer.step(state.network.parameters, gradients, rate)
    state.step += 1
    if settings.ema_decay:
        state.update_ema(settings.ema_decay)
    state.seen += len(x)
    state.loss_sum += loss * len(x)
    return BatchReport(state.epoch + 1, state.seen, loss, snapshot)


def _diverged(settings: Settings) -> TrainingError:
    return TrainingError(
        "Training diverged (the loss is not a finite number). "
        f"Use a learning rate below {settings.learning_rate:g}."
    )
