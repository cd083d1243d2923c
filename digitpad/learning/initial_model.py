"""The file of the model that a training starts from.

A training starts from the network in memory. Its file is what a command line and a checkpoint name,
so it has to hold the same network.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from digitpad.errors import ModelFileError
from digitpad.files.user_data import models_folder
from digitpad.learning.config import TrainingConfig
from digitpad.learning.fingerprint import fingerprint
from digitpad.models.model_file import Model, load_model, save_model
from digitpad.nn.network import Network

MAX_KEPT = 5
"""Such files that are kept; those written first go first. A checkpoint needs the last one."""


def started_from(config: TrainingConfig, model: Model) -> TrainingConfig:
    """The configuration, starting from a file that holds this model.

    Another program may have replaced the file since it was opened. Then the model is written
    among the user's data, and is what the configuration starts from: it can be used again, unless
    many others have been written since.

    Raises
    ------
    ModelFileError : the model cannot be written.
    """
    if not config.start:
        return config
    try:
        if _are_same(load_model(config.start).network, model.network):
            return config
    except ModelFileError:
        pass  # It is gone, or something else by now.
    path = models_folder() / f"start {fingerprint(model.network.parameters)}.npz"
    save_model(model, path)
    _remove_old(path.parent, {path, Path(config.start)})
    return replace(config, start=str(path))


def _remove_old(folder: Path, used: set[Path]) -> None:
    with suppress(OSError):
        written = sorted(folder.glob("start *.npz"), key=lambda path: path.stat().st_mtime)
        for old in written[:-MAX_KEPT]:
            if old not in used:
                old.unlink()


def _are_same(one: Network, other: Network) -> bool:
    return one.sizes == other.sizes and all(
        a.dtype == b.dtype and np.array_equal(a, b)
        for a, b in zip(one.parameters, other.parameters, strict=True)
    )
