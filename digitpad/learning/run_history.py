"""The history of runs: each training that came to an outcome left a model file, which tells of it.

There is no second store: the record of a model file is what is known of its run.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from digitpad.errors import ModelFileError
from digitpad.files.writable import reason_of
from digitpad.learning.comparison import Comparison, Score
from digitpad.learning.kept_models import RETRAINED, keep_model, models_made
from digitpad.models.model_file import (
    FORMAT,
    MAX_FILE_BYTES,
    MAX_RECORD_LENGTH,
    Model,
    read_record,
)
from digitpad.models.network_arrays import check_format, open_arrays


@dataclass(frozen=True)
class PastRun:
    """A run that came to an outcome.

    Parameters
    ----------
    path : its model file.
    record : of that file. It may hold anything: only the user has written to its folder, but may
        have put any file there.
    """

    path: Path
    record: dict[str, Any]


def described_run(model: Model, comparison: Comparison, sets: Sequence[str]) -> Model:
    """The model, its record telling when it came to be and what the comparison said.

    Parameters
    ----------
    sets : what it learned from, in names for people.
    """
    scores = [asdict(score) for score in comparison.scores]
    date = datetime.now().isoformat(" ", "seconds")
    notes = {"date": date, "sets": list(sets), "comparison": scores}
    return Model(model.network, {**model.record, **notes})


def recorded_scores(record: dict[str, Any]) -> list[Score]:
    """What the comparison said, by the record of a model; without what is no score."""
    listed = record.get("comparison")
    scores = []
    for score in listed if isinstance(listed, list) else []:
        match score:
            case {"name": str(name), "count": int(count), "before": int(old), "after": int(new)}:
                scores.append(Score(name, count, old, new))
    return scores


def stored_run(model: Model) -> Path | None:
    """Where the model of the same run after as many epochs is kept already; None where nowhere.

    Raises
    ------
    ModelFileError : the folder of models cannot be made.
    """
    for past in past_runs():
        if all(past.record.get(name) == model.record[name] for name in ("run", "epochs_done")):
            return past.path
    return None


def store_run(model: Model) -> Path:
    """Write the model of a run among the user's data; its path.

    Raises
    ------
    ModelFileError : it cannot be written.
    """
    return keep_model(model, RETRAINED)


def past_runs() -> list[PastRun]:
    """All runs whose model file can be read, see :func:`read_runs`."""
    return read_runs()[0]


def read_runs() -> tuple[list[PastRun], list[ModelFileError]]:
    """All runs, the last one first, and what is wrong with the model files that cannot be read.

    Raises
    ------
    ModelFileError : the folder of models cannot be made.
    """
    runs: list[PastRun] = []
    unread: list[ModelFileError] = []
    for path in reversed(models_made(RETRAINED)):
        try:
            with open_arrays(path, "a model file", MAX_FILE_BYTES) as arrays:
                check_format(arrays, FORMAT)
                runs.append(PastRun(path, read_record(arrays, MAX_RECORD_LENGTH)))
        except ModelFileError as error:
            unread.append(error)
    return runs, unread


def delete_run(path: Path) -> None:
    """Remove the model file of a run.

    Raises
    ------
    ModelFileError : it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise ModelFileError(path, found=f"cannot be deleted ({reason_of(error)})") from error
