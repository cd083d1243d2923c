"""A network on disk: data alone, never code.

A model file is a NumPy .npz archive with the arrays ``format`` (0-d text), ``record`` (0-d text,
JSON: how it was trained), and ``weight_1``, ``bias_1``, ``weight_2``, ... in float32 or float64.
"""

import json
import zipfile
import zlib
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import ModelFileError
from digitpad.nn.network import Layer, Network
from digitpad.storage.atomic import atomic_write

FORMAT = "digitpad model 1"

LARGEST = 1 << 30
"""Bytes of a model file, unpacked, that are still read."""

PIXELS, CLASSES = 784, 10


@dataclass(frozen=True, eq=False)
class Model:
    """A network that reads digits, and how it came to be.

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
    """
    arrays = {"format": np.array(FORMAT), "record": np.array(json.dumps(model.record))}
    for number, (weights, bias) in enumerate(model.network.layers, 1):
        arrays[f"weight_{number}"] = weights
        arrays[f"bias_{number}"] = bias
    try:
        with atomic_write(path) as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
    except OSError as error:
        raise ModelFileError(
            path, found=error.strerror or str(error), expected="a place to write to"
        ) from error


def load_model(path: str | Path) -> Model:
    """Read a model file, trusting nothing in it.

    Raises
    ------
    ModelFileError : it is not there, not a model, damaged, or made for something else.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > LARGEST:
            raise ModelFileError(path, found=f"{size:,} bytes", expected=f"at most {LARGEST:,}")
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
    except FileNotFoundError:
        raise ModelFileError(path, found="no such file", expected="a model file") from None
    except (OSError, ValueError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error) as error:
        raise ModelFileError(
            path, found=f"something else or damage ({error})", expected="a model file (.npz)"
        ) from error
    return Model(Network(_layers(path, arrays)), _record(path, arrays))


def _layers(path: str | Path, arrays: dict[str, NDArray[Any]]) -> list[Layer]:
    """The layers, each array checked by name, dtype, shape and value."""
    found = str(arrays.get("format", np.array("no format")))[:80]
    if found != FORMAT:
        raise ModelFileError(path, where="array format", found=f'"{found}"', expected=f'"{FORMAT}"')
    layers: list[Layer] = []
    inputs = PIXELS
    for number in count(1):
        if f"weight_{number}" not in arrays:
            break
        weights = _floats(path, arrays, f"weight_{number}", ndim=2)
        if weights.shape[0] != inputs or not weights.size:
            raise ModelFileError(
                path,
                where=f"array weight_{number}",
                found=f"shape {weights.shape}",
                expected=f"({inputs}, units)",
            )
        inputs = weights.shape[1]
        bias = _floats(path, arrays, f"bias_{number}", ndim=1)
        if bias.shape != (inputs,) or bias.dtype != weights.dtype:
            raise ModelFileError(
                path,
                where=f"array bias_{number}",
                found=f"{bias.dtype} of shape {bias.shape}",
                expected=f"{weights.dtype} of shape ({inputs},)",
            )
        layers.append((weights, bias))
    if not layers or inputs != CLASSES:
        raise ModelFileError(
            path, found=f"{len(layers)} layers, {inputs} values out", expected="10 values out"
        )
    if len({weights.dtype for weights, _ in layers}) > 1:
        raise ModelFileError(path, found="layers of different dtypes", expected="one dtype")
    return layers


def _floats(
    path: str | Path, arrays: dict[str, NDArray[Any]], name: str, ndim: int
) -> NDArray[np.floating]:
    """One array of finite float32 or float64 numbers."""
    where = f"array {name}"
    if name not in arrays:
        raise ModelFileError(path, where=where, found="nothing", expected=f"{ndim}-d numbers")
    array = arrays[name]
    if array.ndim != ndim or array.dtype not in (np.float32, np.float64):
        raise ModelFileError(
            path,
            where=where,
            found=f"{array.ndim}-d {array.dtype}",
            expected=f"{ndim}-d float32 or float64",
        )
    if not np.isfinite(array).all():
        raise ModelFileError(
            path, where=where, found="values that are not finite", expected="finite numbers"
        )
    return array


def _record(path: str | Path, arrays: dict[str, NDArray[Any]]) -> dict[str, Any]:
    try:
        record = json.loads(str(arrays.get("record", np.array("{}"))))
    except ValueError:
        record = None
    if not isinstance(record, dict):
        raise ModelFileError(
            path, where="array record", found="something else", expected="a JSON object"
        )
    return record
