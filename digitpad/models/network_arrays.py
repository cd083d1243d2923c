"""Networks as named arrays of an .npz file, which is not trusted."""

from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import DigitpadError, ModelFileError
from digitpad.files.npz import Npz
from digitpad.nn.activations import RELU
from digitpad.nn.layers import Array
from digitpad.nn.network import Layer, Network

PIXELS, CLASSES = 784, 10

MAX_FORMAT_LENGTH = 80
"""Characters of the text that tells what a file is."""

LARGEST_SUM = 1e30
"""Of what a unit may add up, so that the losses of many digits can be added in float32, too."""

Arrays = dict[str, NDArray[Any]]


def network_arrays(network: Network, prefix: str = "") -> Arrays:
    """The arrays ``weight_1``, ``bias_1``, ``weight_2``, ... of a network, named after a prefix.

    Raises
    ------
    DigitpadError : its units are no ReLU, which the arrays do not tell.
    """
    if network.activation is not RELU:
        raise DigitpadError(f"Only ReLU can be saved, not {network.activation.name}.")
    arrays: Arrays = {}
    for number, (weights, bias) in enumerate(network.layers, 1):
        arrays[f"{prefix}weight_{number}"] = weights
        arrays[f"{prefix}bias_{number}"] = bias
    return arrays


def open_arrays(path: str | Path, kind: str, largest: int, endings: str = ".npz") -> Npz:
    """Open an .npz file of networks.

    Parameters
    ----------
    kind : what the file should be, for people.
    largest : bytes, unpacked, that are still read.
    endings : of all files that could stand in its place, for people.

    Raises
    ------
    ModelFileError : it is not there, something else, damaged or too large.
    """
    arrays = Npz(path, error=ModelFileError, expected=f"{kind} ({endings})", most=largest)
    if arrays.size > largest:
        arrays.close()
        raise ModelFileError(path, found=f"{arrays.size:,}", expected=f"at most {largest:,} bytes")
    return arrays


def check_format(arrays: Npz, form: str) -> None:
    """Refuse a file whose array ``format`` does not hold ``form``, e.g. ``"digitpad model 1"``.

    Raises
    ------
    ModelFileError : it is another form or none.
    """
    if "format" not in arrays:
        raise ModelFileError(arrays.path, found=f"not a {form.rpartition(' ')[0]}")
    found = arrays.text("format", MAX_FORMAT_LENGTH)
    if found != form:
        raise arrays.error("format", f'"{found}"', f'"{form}"')


def network_names(layers: int, prefix: str = "") -> set[str]:
    """What the arrays of a network of so many layers are called."""
    return {f"{prefix}{kind}_{n}" for n in range(1, layers + 1) for kind in ("weight", "bias")}


def read_network(arrays: Npz, prefix: str = "") -> Network:
    """A network that predicts digits; name, dtype, shape and values of each array are checked.

    Raises
    ------
    ModelFileError : an array is missing or not what it should be.
    """
    layers: list[Layer] = []
    inputs = PIXELS
    for number in count(1):
        name = f"{prefix}weight_{number}"
        if name not in arrays:
            break
        weights = read_floats(arrays, name, (None, None))
        if weights.shape[0] != inputs or not weights.size:
            raise arrays.error(name, f"{weights.shape}", f"shape ({inputs}, units)")
        inputs = weights.shape[1]
        name = f"{prefix}bias_{number}"
        bias = read_floats(arrays, name, (None,))
        check_alike(arrays, name, bias, (inputs,), weights.dtype)
        layers.append((weights, bias))
    if not layers or inputs != CLASSES:
        found = f"{inputs}" if layers else "no layers"
        raise ModelFileError(arrays.path, found=found, expected=f"{CLASSES} outputs")
    if len({weights.dtype for weights, _ in layers}) > 1:
        raise ModelFileError(arrays.path, found="the layers have different dtypes")
    return Network(layers)


def check_range(path: str | Path, network: Network) -> None:
    """Refuse a network whose sums may overflow: what it predicts would not be a number.

    Raises
    ------
    ModelFileError : they may, for some input of 0 to 1.
    """
    largest = 1.0
    with np.errstate(over="ignore"):
        for weights, bias in network.layers:
            sums = largest * np.abs(weights).sum(axis=0, dtype=np.float64) + np.abs(bias)
            largest = float(sums.max())
    if largest > LARGEST_SUM:
        raise ModelFileError(path, found="the weights are so large that predictions may overflow")


def check_alike(
    arrays: Npz, name: str, array: Array, shape: tuple[int, ...], dtype: np.dtype[Any]
) -> None:
    """Refuse an array of another shape or dtype.

    Raises
    ------
    ModelFileError : it names both.
    """
    if array.shape != shape or array.dtype != dtype:
        found = f"{array.dtype} of shape {array.shape}"
        raise arrays.error(name, found, f"{dtype} of shape {shape}")


def read_floats(arrays: Npz, name: str, shape: tuple[int | None, ...]) -> Array:
    """One array of finite float32 or float64 numbers.

    Raises
    ------
    ModelFileError : it is missing or something else.
    """
    array = arrays.read(name, "f", shape)
    if array.dtype not in (np.float32, np.float64):
        raise arrays.error(name, f"{array.dtype}", "float32 or float64")
    if not np.isfinite(array).all():
        raise arrays.error(name, "not all values are finite")
    return np.ascontiguousarray(array)
