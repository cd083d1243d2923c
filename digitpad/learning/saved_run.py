"""A training run that was put down: what its checkpoint tells."""

import math
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from digitpad.data.reference import check_part
from digitpad.errors import ModelFileError, TrainingError
from digitpad.learning.checkpoint import load_checkpoint, load_record
from digitpad.learning.config import TrainingConfig, config_from_json
from digitpad.learning.loss_curve import LossCurve
from digitpad.learning.teaching import reference_record
from digitpad.models.model_file import Model
from digitpad.nn.metrics import evaluate
from digitpad.nn.training import EpochReport, TrainingState


@dataclass(frozen=True, eq=False)
class SavedRun:
    """A run that was put down, without its digits.

    Parameters
    ----------
    digits : tells whether they are still the same.
    name : of this very run; empty where its checkpoint is of a time when runs had none.
    losses : of its batches; empty likewise.
    kept : tells whether the model whose right predictions it keeps is still the same; empty where
        it keeps none.
    """

    config: TrainingConfig
    state: TrainingState
    digits: str
    seconds: float
    history: tuple[EpochReport, ...]
    name: str
    losses: LossCurve
    kept: str

    def is_done_in(self, model: Model) -> bool:
        """Whether all of its epochs are done, and the model is their result.

        So it is where the program was killed after it had written the model, and before it could
        remove the checkpoint.
        """
        is_done = self.state.epoch == self.config.epochs == model.record.get("epochs_done")
        return is_done and bool(self.name) and model.record.get("run") == self.name

    def model(self, command: str) -> Model:
        """The best network so far, as it is: no validation digits to calibrate it on are at hand.

        Parameters
        ----------
        command : the command line that trains it.
        """
        record = record_of(command, self.name, self.config, self.state, self.seconds)
        return Model(self.state.best, {**record, "learned_from": []})


class DatasetChangedError(TrainingError):
    """A stopped run cannot go on exactly as if it had never stopped.

    Parameters
    ----------
    stopped : it, as far as it had come.
    """

    def __init__(self, stopped: SavedRun) -> None:
        super().__init__(
            "The training data, or the model that it started from, has changed; this run cannot be "
            "resumed. Start it again."
        )
        self.stopped = stopped


def load_saved_run(path: Path) -> SavedRun:
    """Read the run that a checkpoint was kept of.

    Raises
    ------
    ModelFileError : the checkpoint cannot be read.
    """
    try:
        checkpoint = load_checkpoint(path, lambda record: _config(record).make_optimizer())
        record = checkpoint.record
        return SavedRun(
            _config(record),
            checkpoint.state,
            _text(record["digits"]),
            _number(record["seconds"]),
            tuple(_report(report) for report in record["history"]),
            _text(record.get("run", "")),
            LossCurve.from_json(record["losses"]) if "losses" in record else LossCurve(),
            _text(record.get("kept", "")),
        )
    except (TrainingError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise _no_run(path, error) from error


def start_of(path: Path) -> str:
    """The model file that the run of a checkpoint started from; empty for new weights.

    Raises
    ------
    ModelFileError : the checkpoint cannot be read.
    """
    try:
        return _config(load_record(path)).start
    except (TrainingError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise _no_run(path, error) from error


def _no_run(path: Path, error: Exception) -> ModelFileError:
    return ModelFileError(path, where="array record", found=f"not a training run ({error})")


def _config(record: dict[str, Any]) -> TrainingConfig:
    # Former versions called it a recipe.
    return config_from_json(record["config"] if "config" in record else record["recipe"])


def _report(values: Any) -> EpochReport:
    names = {field.name for field in fields(EpochReport)}
    if not isinstance(values, dict) or values.keys() != names:
        raise ValueError("a report of something else")
    numbers = {name: _number(value) for name, value in values.items()}
    return EpochReport(**{**numbers, "epoch": int(numbers["epoch"])})  # type: ignore[arg-type]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text that is none")
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError("a number that is none")
    return float(value)


def record_of(
    command: str, name: str, config: TrainingConfig, state: TrainingState, seconds: float
) -> dict[str, Any]:
    """How a network came to be, and how well it reads the check part of the reference digits.

    Raises
    ------
    DatasetError : they cannot be read.
    """
    check = check_part()
    result = evaluate(state.best, check.images, check.labels)
    return {
        "command": command,
        "run": name,
        "started_from": config.start or "new weights",
        "optimizer": config.optimizer,
        "settings": asdict(config.settings),
        "keep": config.keep,
        "augment": config.augment,
        "non_digits": config.non_digits,
        "best_epoch": state.best_epoch,
        "epochs_done": state.epoch,
        "seconds": round(seconds),
        "reference": reference_record(result.errors, result.count),
    }
