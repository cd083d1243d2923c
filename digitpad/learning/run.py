"""A training run: its digits, its network, and the checkpoints it leaves on the way."""

import hashlib
import time
from collections.abc import Generator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import DigitSet, concatenate
from digitpad.data.formats import stream_dataset
from digitpad.data.junk import stream_junk
from digitpad.data.mixture import Mixture, stream_mixture
from digitpad.errors import ModelFileError, TrainingError
from digitpad.ink.distort import distort_less_and_less
from digitpad.learning.ahead import made_ahead
from digitpad.learning.recipe import Recipe, recipe_from_json
from digitpad.nn.calibration import (
    calibration_error,
    fitted_temperature,
    with_temperature,
)
from digitpad.nn.layers import log_softmax
from digitpad.nn.metrics import evaluation, read_all
from digitpad.nn.network import Network
from digitpad.nn.training import BatchReport, EpochReport, Examples, TrainingState, train
from digitpad.storage.checkpoint import load_checkpoint, save_checkpoint
from digitpad.storage.model_file import Model, load_model

KEEP_EVERY = 30.0
"""Seconds after which a checkpoint is kept even within an epoch."""

LARGEST_SHARE = 0.05
"""Of the time of a run that goes into its checkpoints."""


@dataclass(frozen=True)
class Preparation:
    """What is being done before the first step, and how much of it is done."""

    what: str
    done: int
    total: int


class Run:
    """A training run that is ready to go on.

    Parameters
    ----------
    recipe : what it learns from, and how.
    state : how far it is.
    mixture : its digits.
    seconds : what it has taken so far.
    history : a report of each epoch that is done.
    """

    def __init__(
        self,
        recipe: Recipe,
        state: TrainingState,
        mixture: Mixture,
        seconds: float = 0.0,
        history: list[EpochReport] | None = None,
    ) -> None:
        self.recipe = recipe
        self.state = state
        self.mixture = mixture
        self.history = history or []
        self._seconds = seconds
        self._kept_at = time.monotonic()
        self._keeping_takes = 0.0
        self._digits = _fingerprint(mixture)

    @property
    def digits_an_epoch(self) -> int:
        return len(self.mixture.learned)

    def train(
        self, checkpoint: Path | None = None
    ) -> Generator[BatchReport | EpochReport, None, None]:
        """Train to the end, yielding after each batch and each epoch.

        Closed at a yield it leaves a checkpoint, from which it goes on as if it never had been.

        Parameters
        ----------
        checkpoint : where to keep one: after epochs, and within long ones now and then.

        Raises
        ------
        TrainingError : the loss or a weight is no longer finite.
        ModelFileError : the checkpoint cannot be written.
        """
        learned, judged = self.mixture.learned, self.mixture.judged
        since = time.monotonic()
        try:
            for report in train(
                self.state,
                Examples(learned.images, learned.labels),
                Examples(judged.images, judged.labels),
                self.recipe.settings,
                augment=distort_less_and_less if self.recipe.augment else None,
                ahead=made_ahead,
            ):
                self._seconds, since = self._seconds + time.monotonic() - since, time.monotonic()
                if isinstance(report, EpochReport):
                    self.history.append(report)
                if checkpoint and self._is_time_to_keep(isinstance(report, EpochReport)):
                    self.keep(checkpoint)
                yield report
        except GeneratorExit:
            if checkpoint:
                self.keep(checkpoint)
            raise

    def _is_time_to_keep(self, is_epoch_done: bool) -> bool:
        passed = time.monotonic() - self._kept_at
        wait = self._keeping_takes / LARGEST_SHARE
        return passed >= (wait if is_epoch_done else max(wait, KEEP_EVERY))

    def keep(self, path: Path) -> None:
        """Write a checkpoint.

        Raises
        ------
        ModelFileError : it cannot be written.
        """
        start = time.monotonic()
        record = {
            "recipe": self.recipe.to_json(),
            "digits": self._digits,
            "seconds": self._seconds,
            "history": [asdict(report) for report in self.history],
        }
        save_checkpoint(self.state, record, path)
        self._kept_at = time.monotonic()
        self._keeping_takes = self._kept_at - start

    def model(self, command: str) -> Model:
        """The best network so far, as sure of itself as it is right, and how it came to be.

        Parameters
        ----------
        command : the command line that trains it.

        Raises
        ------
        TrainingError : not even one epoch is done.
        """
        state, recipe = self.state, self.recipe
        if not state.best_epoch:
            raise TrainingError("Stopped before the first epoch was done: nothing is saved.")
        error, _ = state.best_score
        images, labels = self.mixture.judged.images, self.mixture.judged.labels
        before = read_all(state.best, images)
        temperature = fitted_temperature(before, labels)
        after = log_softmax(before / temperature)
        sets = zip(self.mixture.sets, recipe.times_each, recipe.validation_each, strict=True)
        record = {
            **_record(command, recipe, state, self._seconds),
            "learned_from": [
                {"name": digits.name, "digits": len(digits), "times": times, "held_out": share}
                for digits, times, share in sets
            ],
            "validation": {
                "name": "digits held out",
                "digits": len(self.mixture.judged),
                "error_rate": error,
                "loss": evaluation(after, labels).loss,
                "temperature": temperature,
                "calibration_error": calibration_error(after, labels),
                "calibration_error_before": calibration_error(before, labels),
            },
        }
        return Model(with_temperature(state.best, temperature), record)


def stream_run(recipe: Recipe) -> Generator[Preparation, None, Run]:
    """Get everything ready for a new run.

    Raises
    ------
    DatasetError : a data set cannot be read, or has no labelled digit.
    ModelFileError : the model to start from cannot be read.
    """
    if recipe.start:
        network = load_model(recipe.start).network
    else:
        rng = np.random.default_rng(recipe.seed)
        network = Network.initialized([784, *recipe.hidden, 10], rng)
    mixture = yield from _stream_digits(recipe)
    return Run(recipe, TrainingState(network, recipe.make_optimizer()), mixture)


def stream_resumed_run(path: Path) -> Generator[Preparation, None, Run]:
    """Get everything ready to go on from a checkpoint.

    Raises
    ------
    DatasetError : a data set cannot be read.
    ModelFileError : the checkpoint cannot be read.
    ChangedDigitsError : the data sets are no longer what they were.
    """
    stopped = load_stopped(path)
    mixture = yield from _stream_digits(stopped.recipe)
    if stopped.digits != _fingerprint(mixture):
        raise ChangedDigitsError(stopped)
    return Run(stopped.recipe, stopped.state, mixture, stopped.seconds, stopped.history)


@dataclass(frozen=True, eq=False)
class Stopped:
    """A run that was put down, without its digits.

    Parameters
    ----------
    digits : tells whether they are still the same.
    """

    recipe: Recipe
    state: TrainingState
    digits: str
    seconds: float
    history: list[EpochReport]

    def model(self, command: str) -> Model:
        """The best network so far, as it is: there is nothing to fit and to judge it on.

        Parameters
        ----------
        command : the command line that trains it.
        """
        record = _record(command, self.recipe, self.state, self.seconds)
        return Model(self.state.best, {**record, "learned_from": []})


class ChangedDigitsError(TrainingError):
    """A stopped run cannot go on as if it never had been.

    Parameters
    ----------
    stopped : it, as far as it had come.
    """

    def __init__(self, stopped: Stopped) -> None:
        super().__init__(
            "The digits to learn from have changed since the training was stopped: it cannot go "
            "on as if it never had been. Start it anew."
        )
        self.stopped = stopped


def _record(command: str, recipe: Recipe, state: TrainingState, seconds: float) -> dict[str, Any]:
    """How a network came to be."""
    return {
        "command": command,
        "started_from": recipe.start or "new weights",
        "optimizer": recipe.optimizer,
        "settings": asdict(recipe.settings),
        "augment": recipe.augment,
        "junk": recipe.junk,
        "best_epoch": state.best_epoch,
        "epochs_done": state.epoch,
        "seconds": round(seconds),
    }


def load_stopped(path: Path) -> Stopped:
    """Read the run that a checkpoint was kept of.

    Raises
    ------
    ModelFileError : the checkpoint cannot be read.
    """
    try:
        checkpoint = load_checkpoint(path, lambda record: _recipe(record).make_optimizer())
        record = checkpoint.record
        return Stopped(
            _recipe(record),
            checkpoint.state,
            str(record["digits"]),
            float(record["seconds"]),
            [EpochReport(**report) for report in record["history"]],
        )
    except (TrainingError, KeyError, TypeError, ValueError) as error:
        raise ModelFileError(
            path, where="array record", found=f"no training run ({error})", expected="one"
        ) from error


def _recipe(record: dict[str, Any]) -> Recipe:
    return recipe_from_json(record["recipe"])


def _stream_digits(recipe: Recipe) -> Generator[Preparation, None, Mixture]:
    """Read all data sets and mix them."""
    sets: list[DigitSet] = []
    for path in recipe.datasets:
        name, parts = Path(path).name, []
        for chunk in stream_dataset(path):
            parts.append(chunk.digits)
            yield Preparation(f"Reading {name}", chunk.done, chunk.total)
        sets.append(concatenate(parts))
    mixing = stream_mixture(
        sets,
        recipe.times_each,
        validation_shares=recipe.validation_each,
        seed=recipe.seed,
        redraw=recipe.augment,
    )
    while True:
        try:
            done, total = next(mixing)
        except StopIteration as end:
            mixture: Mixture = end.value
            break
        yield Preparation("Redrawing", done, total)
    if not recipe.junk:
        return mixture
    junk: list[NDArray[np.uint8]] = []
    for images in stream_junk(recipe.junk, recipe.seed):
        junk.append(images)
        yield Preparation("Scribbling", sum(map(len, junk)), recipe.junk)
    return mixture.with_junk(np.concatenate(junk))


def _fingerprint(mixture: Mixture) -> str:
    """A short text that is another one when any digit or label is."""
    summary = hashlib.blake2b(digest_size=16)
    for digits in (mixture.learned, mixture.judged):
        summary.update(np.ascontiguousarray(digits.images).data)
        summary.update(np.ascontiguousarray(digits.labels).data)
    return summary.hexdigest()
