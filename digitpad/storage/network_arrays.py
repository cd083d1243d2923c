"""Networks as named arrays of an .npz file, read with distrust."""

import zipfile
import zlib
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import ModelFileError
from digitpad.nn.network import Layer, Network

PIXELS, CLASSES = 784, 10

Arrays = dict[str, NDArray[Any]]


def network_arrays(network: Network, prefix: str = "") -> Arrays:
    """The arrays ``weight_1``, ``bias_1``, ``weight_2``, ... of a network, named after a prefix."""
    arrays: Arrays = {}
    for number, (weights, bias) in enumerate(network.layers, 1):
        arrays[f"{prefix}weight_{number}"] = weights
        arrays[f"{prefix}bias_{number}"] = bias
    return arrays


def read_arrays(path: str | Path, kind: str, form: str, largest: int) -> Arrays:
    """All arrays of an .npz file.

    Parameters
    ----------
    kind : what the file should be, for people.
    form : what its array ``format`` must hold.
    largest : bytes, unpacked, that are still read.

    Raises
    ------
    ModelFileError : it is not there, something else, damaged or too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > largest:
            raise ModelFileError(path, found=f"{size:,} bytes", expected=f"at most {largest:,}")
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
    except FileNotFoundError:
        raise ModelFileError(path, found="no such file", expected=kind) from None
    except (OSError, ValueError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error) as error:
        raise ModelFileError(
            path, found=f"something else or damage ({error})", expected=f"{kind} (.npz)"
        ) from error
    found = str(arrays.get("format", np.array("no format")))[:80]
    if found != form:
        raise ModelFileError(path, where="array format", found=f'"{found}"', expected=f'"{form}"')
    return arrays


def read_network(path: str | Path, arrays: Arrays, prefix: str = "") -> Network:
    """A network that reads digits, each array checked by name, dtype, shape and value.

    Raises
    ------
    ModelFileError : an array is missing or not what it should be.
    """
    layers: list[Layer] = []
    inputs = PIXELS
    for number in count(1):
        if f"{prefix}weight_{number}" not in arrays:
            break
        name = f"{prefix}weight_{number}"
        weights = read_floats(path, arrays, name, ndim=2)
        if weights.shape[0] != inputs or not weights.size:
            raise ModelFileError(
                path,
                where=f"array {name}",
                found=f"shape {weights.shape}",
                expected=f"({inputs}, units)",
            )
        inputs = weights.shape[1]
        name = f"{prefix}bias_{number}"
        bias = read_floats(path, arrays, name, ndim=1)
        if bias.shape != (inputs,) or bias.dtype != weights.dtype:
            raise ModelFileError(
                path,
                where=f"array {name}",
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
    return Network(layers)


def read_floats(path: str | Path, arrays: Arrays, name: str, ndim: int) -> NDArray[np.floating]:
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
    return np.ascontiguousarray(array)
