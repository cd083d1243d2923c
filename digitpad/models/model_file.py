"""A network on disk: data alone, never code.

A model file is a NumPy .npz archive with the arrays ``format`` (0-d text), ``record`` (0-d text,
JSON: how it was trained), and ``weight_1``, ``bias_1``, ``weight_2``, ... in float32 or float64.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from digitpad.errors import ModelFileError
from digitpad.files.atomic import atomic_write
from digitpad.files.npz import Npz
from digitpad.files.writable import reason_of
from digitpad.models.network_arrays import (
    Arrays,
    check_format,
    check_range,
    network_arrays,
    network_names,
    open_arrays,
    read_network,
)
from digitpad.models.plain_weights import are_named_weights, holds_weights, read_weights
from digitpad.models.refused import refuse_by_names, refuse_by_start
from digitpad.nn.network import Network

FORMAT = "digitpad model 1"

SAFETENSORS = ".safetensors"

MAX_FILE_BYTES = 1 << 30
"""Bytes of a model file, unpacked, that are still read."""

MAX_RECORD_LENGTH = 1 << 20
"""Characters of a model's record that are still read."""

DESCRIBING = {"format", "record"}
"""The arrays beside those of the networks."""


@dataclass(frozen=True, eq=False)
class Model:
    """A network that predicts digits, and how it was trained.

    Parameters
    ----------
    network : takes 784 values, gives 10 logits.
    record : how it was trained, for people: plain JSON values under short names.
    """

    network: Network
    record: dict[str, Any] = field(default_factory=dict)


def save_model(model: Model, path: str | Path) -> None:
    """Write a model file, all or nothing: where it fails, what was there before is kept.

    Raises
    ------
    ModelFileError : the file cannot be written.
    DigitpadError : the network's units are no ReLU.
    """
    write_arrays(path, FORMAT, model.record, network_arrays(model.network))


def load_model(path: str | Path) -> Model:
    """Read a model file, or weights in an .npz or .safetensors file, trusting nothing in it.

    Raises
    ------
    ModelFileError : it is not there, not a model, damaged, or made for something else; or its
        weights are so large that predictions may overflow.
    """
    model = _read(path)
    check_range(path, model.network)
    return model


def _read(path: str | Path) -> Model:
    refuse_by_start(path)
    if Path(path).suffix.lower() == SAFETENSORS:
        return _load_safetensors(path)
    endings = f".npz or {SAFETENSORS}"
    with open_arrays(path, "a model file", MAX_FILE_BYTES, endings) as arrays:
        if holds_weights(arrays):
            return Model(*read_weights(arrays))
        refuse_by_names(path, arrays.names)
        check_format(arrays, FORMAT)
        network, record = read_network(arrays), read_record(arrays, MAX_RECORD_LENGTH)
        # A layer under another name must not pass for a network without it.
        arrays.refuse_others(DESCRIBING | network_names(len(network.layers)))
    return Model(network, record)


def _load_safetensors(path: str | Path) -> Model:
    """The weights in a .safetensors file, and their record if this program wrote it."""
    # Rarely needed: without it, the window starts sooner.
    from digitpad.files.safetensors import Safetensors

    kind = f"weights ({SAFETENSORS})"
    with Safetensors(path, error=ModelFileError, expected=kind, most=MAX_FILE_BYTES) as arrays:
        network, record = read_weights(arrays)
        if arrays.metadata.get("made_by", "").startswith("digitpad "):
            with suppress(ValueError, RecursionError):
                ours = json.loads(arrays.metadata.get("record", ""))
                record = ours if isinstance(ours, dict) else record
    return Model(network, record)


def is_model(path: str | Path) -> bool:
    """Whether a file is a model rather than anything else, also one that cannot be read."""
    try:
        if Path(path).suffix.lower() == SAFETENSORS:
            return Path(path).is_file()
        with open_arrays(path, "a model file", MAX_FILE_BYTES) as arrays:
            if "format" in arrays:
                return arrays.text("format", len(FORMAT) + 10).startswith("digitpad model ")
            if are_named_weights(arrays):
                return True
        load_model(path)
    except ModelFileError:
        return False
    return True


def write_arrays(path: str | Path, form: str, record: dict[str, Any], arrays: Arrays) -> None:
    """Write arrays beside their format and record, all or nothing.

    Raises
    ------
    ModelFileError : the file cannot be written.
    """
    described = {"format": np.array(form), "record": np.array(json.dumps(record)), **arrays}
    try:
        with atomic_write(path) as file:
            np.savez(file, **described)  # type: ignore[arg-type]
    except OSError as error:
        raise ModelFileError.unwritable(path, reason_of(error)) from error


def read_record(arrays: Npz, longest: int) -> dict[str, Any]:
    """What stands in the array ``record``; an empty one where there is none.

    Parameters
    ----------
    longest : characters that are still read.

    Raises
    ------
    ModelFileError : it is too long, not JSON, or no object.
    """
    text = arrays.text("record", longest) if "record" in arrays else "{}"
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):  # it is no JSON, or nested too deep
        record = None
    if not isinstance(record, dict):
        raise arrays.error("record", "not a JSON object")
    return record
