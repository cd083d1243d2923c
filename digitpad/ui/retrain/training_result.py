"""The result of a training: its model, compared with the one before and kept in the history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from digitpad.errors import ModelFileError, TrainingError
from digitpad.learning.comparison import Comparison, compare, evaluation_sets, scores_of
from digitpad.learning.diagnosis import Diagnosis
from digitpad.learning.run import Run
from digitpad.learning.run_history import described_run, store_run, stored_run
from digitpad.learning.saved_run import DatasetChangedError, SavedRun
from digitpad.models.model_file import Model, load_model
from digitpad.ui.model.dataset_titles import OWN, dataset_title


@dataclass(frozen=True, eq=False)
class TrainingResult:
    """The result of a training; ``is_finished`` where every epoch is done.

    ``has_changed`` where its digits are no longer what they were: it cannot go on.
    ``before`` is the model that it was compared with, ``before_name`` what that was called then,
    and ``problem`` what ended it too early.
    ``diagnosis`` says why nothing was learned; it is None where something was.
    ``path`` is the file of the model in the history of runs, ``file_problem`` why there is none.
    ``is_kept`` where it or its last checkpoint is on the disk: else it is in memory alone.
    ``checkpoint`` tells which checkpoint is its, see :func:`checkpoint_stamp`.
    """

    model: Model
    comparison: Comparison
    is_finished: bool
    before: Model
    problem: TrainingError | None = None
    diagnosis: Diagnosis | None = None
    path: Path | None = None
    file_problem: ModelFileError | None = None
    is_kept: bool = True
    has_changed: bool = False
    before_name: str = ""
    checkpoint: str = ""

    @property
    def is_over(self) -> bool:
        """Whether it cannot go on: every epoch is done, or it would only diverge again."""
        return self.is_finished or self.problem is not None


def result_of(run: Run, before: Model) -> TrainingResult:
    """The result of a training so far, compared with the current model."""
    model = run.model(run.config.command("MODEL"))
    names = [dataset_title(path) for path in run.config.datasets]
    comparison = compare(before.network, model.network, run.split, names, OWN)
    always = scores_of(before.network, model.network, evaluation_sets())
    return TrainingResult(
        model,
        replace(comparison, scores=[*always, *comparison.scores]),
        is_finished=run.state.epoch == run.config.epochs,
        before=before,
    )


def left_over(stopped: SavedRun, before: Model) -> TrainingResult:
    """What is left of a training whose digits are no longer what they were.

    Raises
    ------
    TrainingError : nothing is.
    """
    if not stopped.state.best_epoch:
        raise DatasetChangedError(stopped)
    model = stopped.model(stopped.config.command("MODEL"))
    comparison = Comparison(scores_of(before.network, model.network, evaluation_sets()))
    is_finished = stopped.state.epoch == stopped.config.epochs
    outcome = TrainingResult(model, comparison, is_finished, before, has_changed=True)
    return in_history(outcome, stopped.config.datasets)


def in_history(outcome: TrainingResult, datasets: Sequence[str]) -> TrainingResult:
    """The outcome, once its model and its comparison are written among the user's data."""
    model = described_run(
        outcome.model, outcome.comparison, [dataset_title(path) for path in datasets]
    )
    try:
        if path := stored_run(model):  # The training was stopped there before.
            return replace(outcome, model=load_model(path), path=path, is_kept=True)
        return replace(outcome, model=model, path=store_run(model), is_kept=True)
    except ModelFileError as error:
        return replace(outcome, model=model, file_problem=error)
