"""A training run on disk, to be taken up again: data alone, never code.

A checkpoint is an .npz archive like a model file. Its ``record`` holds what kind of run it was and
how far it is; ``network_weight_1``, ..., ``average_...`` and ``best_...`` are the networks of a
:class:`TrainingState`, ``sum_1``, ``square_1``, ... or ``velocity_1``, ... the optimizer's state.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digitpad.errors import DigitpadError, ModelFileError
from digitpad.files.npz import Npz
from digitpad.models.model_file import DESCRIBING, read_record, write_arrays
from digitpad.models.network_arrays import (
    Arrays,
    check_alike,
    check_format,
    network_arrays,
    network_names,
    open_arrays,
    read_floats,
    read_network,
)
from digitpad.nn.layers import Array
from digitpad.nn.network import Network
from digitpad.nn.optimizers import Optimizer
from digitpad.nn.training import TrainingState

FORMAT = "digitpad checkpoint 2"

MAX_FILE_BYTES = 1 << 33
"""Bytes of a checkpoint that are still read."""

MAX_RECORD_LENGTH = 1 << 26
"""Characters of its record that are still read: 100,000 epochs have some 20 million."""

MAX_STEPS = 1 << 53
"""The highest count of anything: as far as decimal numbers count exactly."""

COUNTS = ("epoch", "step", "seen", "best_epoch")


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A run that was put down.

    Parameters
    ----------
    state : everything the next step depends on.
    record : what the run learns from, and how: plain JSON values under short names.
    """

    state: TrainingState
    record: dict[str, Any]


def save_checkpoint(state: TrainingState, record: dict[str, Any], path: str | Path) -> None:
    """Write a checkpoint, all or nothing: where it fails, the one before is kept.

    Raises
    ------
    ModelFileError : the file cannot be written.
    """
    arrays: Arrays = {
        **network_arrays(state.network, "network_"),
        **network_arrays(state.ema, "average_"),
        **network_arrays(state.best, "best_"),
    }
    for name, kept in state.optimizer.state.items():
        for number, array in enumerate(kept, 1):
            arrays[f"{name}_{number}"] = array
    reached: dict[str, Any] = {name: getattr(state, name) for name in COUNTS}
    reached["loss_sum"] = state.loss_sum
    # JSON knows no infinity, which is the score before the first epoch.
    reached["best_score"] = state.best_score if state.best_epoch else None
    write_arrays(path, FORMAT, {**record, "reached": reached}, arrays)


def load_checkpoint(
    path: str | Path, make_optimizer: Callable[[dict[str, Any]], Optimizer]
) -> Checkpoint:
    """Read a checkpoint, trusting nothing in it.

    Parameters
    ----------
    make_optimizer : makes, of the record, an optimizer of the kind that the run was begun with;
        its state is loaded into it.

    Raises
    ------
    ModelFileError : it is not there, not a checkpoint, damaged, or of another kind of optimizer.
    """
    with open_arrays(path, "a checkpoint", MAX_FILE_BYTES) as arrays:
        check_format(arrays, FORMAT)
        record = read_record(arrays, MAX_RECORD_LENGTH)
        optimizer = _made(arrays, record, make_optimizer)
        network = read_network(arrays, "network_")
        state = TrainingState(network, optimizer)
        state.ema = _alike(network, read_network(arrays, "average_"), path)
        state.best = _alike(network, read_network(arrays, "best_"), path)
        _set_reached(arrays, state, record.get("reached"))
        if state.step:
            kept = {name: _optimizer_arrays(arrays, name, network) for name in optimizer.state}
            optimizer.load_state(state.step, kept)
        arrays.refuse_others(_names(state))
    return Checkpoint(state, record)


def load_record(path: str | Path) -> dict[str, Any]:
    """What a checkpoint tells of its run, without its networks.

    Raises
    ------
    ModelFileError : it is not there, not a checkpoint, or damaged.
    """
    with open_arrays(path, "a checkpoint", MAX_FILE_BYTES) as arrays:
        check_format(arrays, FORMAT)
        return read_record(arrays, MAX_RECORD_LENGTH)


def _made(
    arrays: Npz, record: dict[str, Any], make_optimizer: Callable[[dict[str, Any]], Optimizer]
) -> Optimizer:
    try:
        return make_optimizer(record)
    except (DigitpadError, LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise arrays.error("record", f"not a training run ({error})") from error


def _names(state: TrainingState) -> set[str]:
    """All arrays of a checkpoint."""
    layers = len(state.network.layers)
    networks = (network_names(layers, prefix) for prefix in ("network_", "average_", "best_"))
    numbers = range(1, 2 * layers + 1)
    kept = {f"{name}_{number}" for name in state.optimizer.state for number in numbers}
    return DESCRIBING.union(kept, *networks)


def _alike(network: Network, other: Network, path: str | Path) -> Network:
    if (other.sizes, other.dtype) != (network.sizes, network.dtype):
        raise ModelFileError(path, found="its networks have different sizes")
    return other


def _optimizer_arrays(arrays: Npz, name: str, network: Network) -> list[Array]:
    """An array for each parameter, of its shape."""
    kept = []
    for number, parameter in enumerate(network.parameters, 1):
        array = read_floats(arrays, f"{name}_{number}", (None,) * parameter.ndim)
        check_alike(arrays, f"{name}_{number}", array, parameter.shape, parameter.dtype)
        kept.append(array)
    return kept


def _set_reached(arrays: Npz, state: TrainingState, reached: Any) -> None:
    """Note in a state how far it is."""
    try:
        for name in COUNTS:
            value = reached[name]
            if type(value) is not int or not 0 <= value <= MAX_STEPS:
                raise ValueError(name)
            setattr(state, name, value)
        state.loss_sum = float(reached["loss_sum"])
        if reached["best_score"]:
            error, loss = map(float, reached["best_score"])
            state.best_score = (error, loss)
        if not all(map(math.isfinite, (state.loss_sum, *state.best_score))) and state.best_epoch:
            raise ValueError("best_score")
    except (TypeError, KeyError, ValueError, OverflowError) as error:
        raise arrays.error("record", f"not a place in a training run ({error})") from error
