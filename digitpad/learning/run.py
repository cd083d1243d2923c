"""A training run: its digits, its network, and the checkpoints it leaves on the way."""

import time
import uuid
from collections.abc import Callable, Generator, Sequence
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path

import numpy as np

from digitpad.data.digitset import SIDE, UNLABELLED, DigitSet, concatenate
from digitpad.data.formats import stream_dataset
from digitpad.data.synthesis.non_digits import stream_non_digits
from digitpad.errors import ModelFileError, TrainingError
from digitpad.ink.augment_images import distort_annealed
from digitpad.learning.checkpoint import save_checkpoint
from digitpad.learning.config import TrainingConfig
from digitpad.learning.fingerprint import fingerprint
from digitpad.learning.loss_curve import LossCurve
from digitpad.learning.memory import keep_freed_memory
from digitpad.learning.prefetch import prefetched
from digitpad.learning.progress import PartDone, named
from digitpad.learning.run_report import RunReport, TrainingProgress
from digitpad.learning.saved_run import DatasetChangedError, SavedRun, load_saved_run, record_of
from digitpad.learning.split import TrainingSplit, stream_split
from digitpad.models.builtin import model_in
from digitpad.models.model_file import Model
from digitpad.nn.calibration import (
    calibration_error,
    fitted_temperature,
    with_temperature,
)
from digitpad.nn.layers import log_softmax
from digitpad.nn.metrics import evaluation, predict_log_proba
from digitpad.nn.network import Network
from digitpad.nn.snapshot import Snapshot, Snapshots
from digitpad.nn.training import BatchReport, EpochReport, Examples, TrainingState, train
from digitpad.translatable import translatable

LOADING = translatable("Loading {name}")
GENERATING = translatable("Generating non-digits")
RENDERING = translatable("Rendering strokes")
"""What is done before the training."""

KEEP_EVERY = 30.0
"""Seconds after which a checkpoint is kept even within an epoch."""

MAX_SHARE = 0.05
"""Share of the time of a run that goes into its checkpoints."""


Repeats = Callable[[Sequence[str], Sequence[int]], tuple[int, ...]]
"""Decides how often the digits of each dataset are shown in an epoch, once it is known how many
labelled ones each holds."""


class Run:
    """A training run that is ready to go on.

    Parameters
    ----------
    config : what it learns from, and how.
    state : how far it is.
    split : its digits.
    seconds : spent training so far.
    history : a report of each epoch that is done.
    name : of this very run, by which a model is known to be its; a new one where none is given.
    losses : of its batches so far.
    before : the network whose right predictions are kept, where the configuration keeps them.

    Attributes
    ----------
    checkpoint_problem : why the last checkpoint could not be written; None where it was.
    snapshot : what was seen last of its steps.
    """

    def __init__(
        self,
        config: TrainingConfig,
        state: TrainingState,
        split: TrainingSplit,
        seconds: float = 0.0,
        history: tuple[EpochReport, ...] = (),
        name: str = "",
        losses: LossCurve | None = None,
        before: Network | None = None,
    ) -> None:
        self.config = config
        self.state = state
        self.split = split
        self.history = history
        self.name = name or uuid.uuid4().hex
        self.losses = losses or LossCurve()
        self._before = before
        self.checkpoint_problem: ModelFileError | None = None
        self.snapshot: Snapshot | None = None
        self._seconds = seconds
        self._kept_at = time.monotonic()
        self._keeping_takes = 0.0
        self._digits = _fingerprint(split)

    @property
    def digits_an_epoch(self) -> int:
        return len(self.split.training)

    def train(
        self, checkpoint: Path | None = None, snapshots: Snapshots | None = None
    ) -> Generator[BatchReport | EpochReport, None, None]:
        """Train to the end, yielding after each batch and each epoch.

        Closed at a yield it leaves a checkpoint, from which it goes on exactly as if it had never
        stopped.

        Parameters
        ----------
        checkpoint : where to keep one: after epochs, and within long ones now and then. One that
            cannot be written ends nothing: see ``checkpoint_problem``, and :meth:`keep`.
        snapshots : decides which steps are looked at, see :func:`digitpad.nn.training.train`.

        Raises
        ------
        TrainingError : the loss or a weight is no longer finite.
        """
        training, validation = self.split.training, self.split.validation
        since = time.monotonic()
        keep_freed_memory()
        try:
            for report in train(
                self.state,
                Examples(training.images, training.labels),
                Examples(validation.images, validation.labels),
                self.config.settings,
                before=self._before,
                augment=distort_annealed if self.config.augment else None,
                prefetch=prefetched,
                snapshots=snapshots,
            ):
                self._seconds += time.monotonic() - since
                if isinstance(report, EpochReport):
                    self.history = (*self.history, report)
                else:
                    done = report.epoch - 1 + report.seen / self.digits_an_epoch
                    self.losses.add(done, report.loss)
                    self.snapshot = report.snapshot or self.snapshot
                if checkpoint and self._is_time_to_keep(isinstance(report, EpochReport)):
                    self.save_checkpoint(checkpoint)
                yield report
                since = time.monotonic()  # Neither a pause of the caller nor a checkpoint counts.
        except GeneratorExit:
            if checkpoint:
                self.save_checkpoint(checkpoint)
            raise

    def _is_time_to_keep(self, is_epoch_done: bool) -> bool:
        passed = time.monotonic() - self._kept_at
        wait = self._keeping_takes / MAX_SHARE
        return passed >= (wait if is_epoch_done else max(wait, KEEP_EVERY))

    def save_checkpoint(self, path: Path) -> None:
        """Write a checkpoint; where that fails, ``checkpoint_problem`` says why.

        It is tried again when the next one is due.
        """
        start = time.monotonic()
        record = {
            "run": self.name,
            "config": self.config.to_json(),
            "digits": self._digits,
            "seconds": self._seconds,
            "history": [asdict(report) for report in self.history],
            "losses": self.losses.to_json(),
            "kept": _weights(self._before),
        }
        try:
            save_checkpoint(self.state, record, path)
            self.checkpoint_problem = None
        except ModelFileError as error:
            self.checkpoint_problem = error
        self._kept_at = time.monotonic()
        self._keeping_takes = self._kept_at - start

    def report(self, progress: TrainingProgress | None = None) -> RunReport:
        """The run as it is now, for another thread."""
        problem = str(self.checkpoint_problem) if self.checkpoint_problem else ""
        return RunReport(
            self.config, self.history, self.losses.points, progress, problem, self.snapshot
        )

    def model(self, command: str) -> Model:
        """The best network so far, as sure of itself as it is right, and how it came to be.

        Parameters
        ----------
        command : the command line that trains it.

        Raises
        ------
        TrainingError : not even one epoch is done.
        DatasetError : the reference digits, which it is measured on, cannot be read.
        """
        state, config = self.state, self.config
        if not state.best_epoch:
            raise TrainingError("Stopped before the first epoch finished; no model created.")
        error, _ = state.best_score
        images, labels = self.split.validation.images, self.split.validation.labels
        before = predict_log_proba(state.best, images)
        temperature = fitted_temperature(before, labels)
        after = log_softmax(before / temperature)
        each = (config.repeats_each, config.validation_each)
        sets = zip(self.split.sets, *each, strict=True)
        record = {
            **record_of(command, self.name, config, state, self._seconds),
            "learned_from": [
                {"name": digits.name, "digits": len(digits), "repeats": repeats, "held_out": share}
                for digits, repeats, share in sets
            ],
            "validation": {
                "name": "digits held out",
                "digits": len(self.split.validation),
                "error_rate": error,
                "loss": evaluation(after, labels).loss,
                "temperature": temperature,
                "calibration_error": calibration_error(after, labels),
                "calibration_error_before": calibration_error(before, labels),
            },
        }
        return Model(with_temperature(state.best, temperature), record)


def stream_run(
    config: TrainingConfig,
    repeats: Repeats | None = None,
    sets: list[DigitSet] | None = None,
    start: Network | None = None,
) -> Generator[PartDone, None, Run]:
    """Get everything ready for a new run.

    Parameters
    ----------
    repeats : decides ``config.repeats`` anew, by the digits that were read.
    sets : the datasets of the configuration, where they are in memory.
    start : the network of ``config.start``, where it is in memory. It stays as it is.

    Raises
    ------
    DatasetError : a dataset cannot be read, or has no labelled digit.
    ModelFileError : the model to start from cannot be read.
    """
    before = None
    if config.start:
        first = start or model_in(config.start).network
        network = first.copy()
        before = first if config.keep else None
    else:
        rng = np.random.default_rng(config.seed)
        network = Network.initialized([784, *config.hidden, 10], rng)
    sets = sets or (yield from _stream_sets(config))
    if repeats:
        counts = [int((digits.labels != UNLABELLED).sum()) for digits in sets]
        config = replace(config, repeats=repeats(config.datasets, counts))
    split = yield from _stream_split(config, sets)
    return Run(config, TrainingState(network, config.make_optimizer()), split, before=before)


def stream_resumed_run(path: Path) -> Generator[PartDone, None, Run]:
    """Get everything ready to go on from a checkpoint.

    Raises
    ------
    DatasetError : a dataset cannot be read.
    ModelFileError : the checkpoint cannot be read.
    DatasetChangedError : the datasets, or the model that is kept to, are no longer what they were.
    """
    stopped = load_saved_run(path)
    before = _kept_to(stopped)
    sets = yield from _stream_sets(stopped.config)
    split = yield from _stream_split(stopped.config, sets)
    if stopped.digits != _fingerprint(split):
        raise DatasetChangedError(stopped)
    return Run(
        stopped.config,
        stopped.state,
        split,
        stopped.seconds,
        stopped.history,
        stopped.name,
        stopped.losses,
        before,
    )


def _kept_to(stopped: SavedRun) -> Network | None:
    """The network whose right predictions a stopped run keeps.

    Raises
    ------
    DatasetChangedError : its file is gone, or holds another one by now.
    """
    if not stopped.config.keep:
        return None
    try:
        before = model_in(stopped.config.start).network
    except ModelFileError as error:
        raise DatasetChangedError(stopped) from error
    if _weights(before) != stopped.kept:
        raise DatasetChangedError(stopped)
    return before


def _weights(network: Network | None) -> str:
    """A short text that is another one when any weight is; empty for no network."""
    return fingerprint(network.parameters) if network else ""


def _stream_sets(config: TrainingConfig) -> Generator[PartDone, None, list[DigitSet]]:
    """Read all datasets."""
    sets: list[DigitSet] = []
    for path in config.datasets:
        parts = []
        for chunk in stream_dataset(path, options=config.read_options(path)):
            parts.append(chunk.digits)
            yield PartDone(LOADING, chunk.done, chunk.total, path)
        sets.append(concatenate(parts))
    return sets


def _stream_split(
    config: TrainingConfig, sets: list[DigitSet]
) -> Generator[PartDone, None, TrainingSplit]:
    """Draw what is no digit, and mix it with the datasets."""
    non_digits = np.empty((config.non_digits, SIDE, SIDE), np.uint8)
    drawn = 0
    for images in stream_non_digits(config.non_digits, config.seed):
        non_digits[drawn : drawn + len(images)] = images
        drawn += len(images)
        yield PartDone(GENERATING, drawn, config.non_digits)
    splitting = stream_split(
        sets,
        config.repeats_each,
        validation_shares=config.validation_each,
        seed=config.seed,
        redraw=config.augment,
        non_digits=non_digits,
    )
    return (yield from named(RENDERING, splitting))


def _fingerprint(split: TrainingSplit) -> str:
    """A short text that is another one when any digit or label is."""
    training, validation = split.training, split.validation
    return fingerprint(
        chain(
            training.images.batches(),
            [training.labels],
            validation.images.batches(),
            [validation.labels],
        )
    )
