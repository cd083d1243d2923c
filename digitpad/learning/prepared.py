"""A training run for a loop of one's own: its digits, its first weights, and its result."""

from collections.abc import Mapping, Sequence
from typing import Any

from digitpad.errors import TrainingError
from digitpad.learning.config import checked, new_config
from digitpad.learning.progress import finished
from digitpad.learning.run import Run, stream_run


def prepared_run(datasets: Sequence[str], settings: Mapping[str, Any]) -> Run:
    """The run that ``digitpad train`` begins with these settings, before its first step.

    ``run.split`` has the digits, ``run.state`` the network; after each epoch
    ``run.state.finish_epoch`` keeps the best one, of which ``run.model`` makes a model.

    Parameters
    ----------
    datasets : what to learn from, as ``digitpad train`` takes it.
    settings : fields of :class:`digitpad.learning.config.TrainingConfig`.

    Raises
    ------
    TrainingError : a setting is unknown or beyond its limits.
    DatasetError, ModelFileError : a file cannot be read.
    """
    try:
        values = {name: checked(name, value) for name, value in settings.items()}
    except KeyError as error:
        raise TrainingError(f"Unknown setting {error}.") from error
    except ValueError as error:
        raise TrainingError(f"Invalid setting: {error}.") from error
    return finished(stream_run(new_config(datasets, values)))
