"""One's own network as a model: matrices and biases under any usual names, as .npz or .safetensors.

``W1, b1, W2, b2``, ``fc1.weight, fc1.bias``, ``dense/kernel:0``, ``arr_0``, ... The
shapes tell the rest: 784 values go in, 10 come out, and each layer takes what the one before it
gives. So weights of shape (units, inputs), as PyTorch keeps them, are recognised, and biases that
are rows or columns.

Such a file does not say which activation its network has: ReLU between the layers is assumed, and
values 0 to 1 that go in.
"""

import re
from collections.abc import Sequence
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.files.npz import Npz
from digitpad.nn.layers import Array
from digitpad.nn.network import Network
from digitpad.translatable import translatable

PIXELS, CLASSES = 784, 10

MAX_LAYERS = 50

MOST_SORTED = 6
"""So many layers are brought into order by their shapes: there are 720 ways to arrange them."""

ASSUMED = translatable("ReLU between the layers, values 0 to 1 for the pixels")
TRANSPOSED = translatable("weights of shape (units, inputs)")
"""What the record says of the weights, which tell neither."""

_WEIGHT = re.compile(r"(?:.*[._/-])?(?:w|weights?|kernel|coefs?|theta)[_.-]?[0-9]*(?::0)?", re.I)
_BIAS = re.compile(r"(?:.*[._/-])?(?:b|bias|biases|intercepts?)[_.-]?[0-9]*(?::0)?", re.I)
_UNNAMED = re.compile(r"arr_[0-9]+")
"""How :func:`numpy.savez` calls arrays that were given no names: weights and biases in turn."""


def holds_weights(arrays: Npz) -> bool:
    """Whether a file that is no model file holds the weights of a network, by their names."""
    is_ours = "format" in arrays or "record" in arrays
    return not is_ours and bool(_sorted(arrays)[0])


def are_named_weights(arrays: Npz) -> bool:
    """Whether all arrays are weights and biases by their names, whatever they hold."""
    weights, _, others = _sorted(arrays)
    is_named = not all(map(_UNNAMED.fullmatch, weights))
    return holds_weights(arrays) and is_named and not others


def read_weights(arrays: Npz) -> tuple[Network, dict[str, Any]]:
    """The network, and a record that says where it came from and what is assumed.

    Raises
    ------
    ModelFileError : the arrays are not those of a network that takes 784 values and gives 10, or
        nothing tells which side of a matrix is which.
    """
    weight_names, bias_names, others = _sorted(arrays)
    if len(weight_names) > MAX_LAYERS:
        raise arrays.error(weight_names[0], f"{len(weight_names)}", f"at most {MAX_LAYERS} layers")
    if bias_names and len(bias_names) != len(weight_names):
        expected = f"as many biases as weight matrices ({len(weight_names)})"
        raise arrays.error(bias_names[0], f"{len(bias_names)}", expected)
    for name in others:
        if len(_without_ones(arrays.shape(name))) > 1:
            raise arrays.error(name, "neither weights nor bias; name the arrays W1, b1, W2, …")
    weights = [_floats(arrays, name, (None, None)) for name in weight_names]
    order = _order([matrix.shape for matrix in weights])
    weight_names = [weight_names[place] for place in order]
    bias_names = [bias_names[place] for place in order] if bias_names else []
    weights = [weights[place] for place in order]
    matrices, are_turned = _upright(arrays, weight_names, weights)
    biases = [
        _bias(arrays, name, matrix.shape[1])
        for name, matrix in zip(bias_names, matrices, strict=False)
    ] or [np.zeros(matrix.shape[1]) for matrix in matrices]
    dtype = np.result_type(np.float32, *matrices, *biases)
    layers = [
        (np.ascontiguousarray(matrix, dtype), np.ascontiguousarray(bias, dtype))
        for matrix, bias in zip(matrices, biases, strict=True)
    ]
    record: dict[str, Any] = {
        "made_of": ", ".join([*weight_names, *bias_names]),
        "assumed": ASSUMED,
    }
    if are_turned:
        record["transposed"] = TRANSPOSED
    if others:
        record["not_used"] = ", ".join(others)
    return Network(layers), record


def _sorted(arrays: Npz) -> tuple[list[str], list[str], list[str]]:
    """The names of weights and of biases, each in the order of the layers, and of all else."""
    names = arrays.names
    if names and all(map(_UNNAMED.fullmatch, names)):
        names = sorted(names, key=_number)
        has_biases = any(len(_without_ones(arrays.shape(name))) < 2 for name in names)
        return (names[::2], names[1::2], []) if has_biases else (names, [], [])
    weights = sorted(filter(_WEIGHT.fullmatch, names), key=_number)
    biases = sorted(filter(_BIAS.fullmatch, names), key=_number)
    return weights, biases, [name for name in names if name not in {*weights, *biases}]


def _number(name: str) -> tuple[int, ...]:
    """The numbers in a name; names without any stay in the order of the file."""
    return tuple(int(digits) for digits in re.findall(r"[0-9]{1,9}", name))


def _order(shapes: Sequence[tuple[int, ...]]) -> Sequence[int]:
    """The places of the layers, first to last.

    Names such as encoder and classifier do not tell the order, and .safetensors sorts them. Where
    the layers do not follow one another as they are, they do so in a single way, or are left.
    """
    turned = [shape[::-1] for shape in shapes]
    as_they_are = range(len(shapes))
    if len(shapes) > MOST_SORTED or _is_chain(shapes) or _is_chain(turned):
        return as_they_are
    found = [
        order
        for order in permutations(as_they_are)
        for some in (shapes, turned)
        if _is_chain([some[place] for place in order])
    ]
    return found[0] if len(found) == 1 else as_they_are


def _upright(
    arrays: Npz, names: Sequence[str], weights: Sequence[Array]
) -> tuple[list[Array], bool]:
    """The matrices as (inputs, units), and whether any had to be transposed for that.

    All are expected to be transposed, or none; so a square one is taken to be like the others. If
    some are transposed and some are not, a square one may be either, and is refused.
    """
    shapes = [matrix.shape for matrix in weights]
    for is_turned in (False, True):
        if _is_chain([shape[::-1] if is_turned else shape for shape in shapes]):
            return [matrix.T if is_turned else matrix for matrix in weights], is_turned
    inputs, mixed = PIXELS, list[Array]()
    for matrix in weights:
        matrix = matrix if len(matrix) == inputs else matrix.T
        mixed.append(matrix)
        inputs = matrix.shape[1]
    if not _is_chain([matrix.shape for matrix in mixed]):
        wanted = f"weights from {PIXELS} inputs to {CLASSES} outputs, layer by layer"
        raise arrays.error(names[0], f"shapes {', '.join(map(str, shapes))}", wanted)
    for name, (rows, columns) in zip(names, shapes, strict=True):
        if rows == columns:
            wanted = "all weights of shape (inputs, units)"
            raise arrays.error(name, f"others, so ({rows}, {columns}) may be transposed", wanted)
    return mixed, True


def _is_chain(shapes: Sequence[tuple[int, ...]]) -> bool:
    """Whether layers (inputs, units) follow one another, from the pixels to the digits."""
    ends = [PIXELS, *(units for _, units in shapes)]
    return ends[-1] == CLASSES and [inputs for inputs, _ in shapes] == ends[:-1]


def _bias(arrays: Npz, name: str, units: int) -> Array:
    return _floats(arrays, name, (units,), (1, units), (units, 1)).reshape(units)


def _floats(arrays: Npz, name: str, *shapes: tuple[int | None, ...]) -> Array:
    """One array of finite numbers.

    Raises
    ------
    ModelFileError : it is something else.
    """
    array: NDArray[Any] = arrays.read(name, "f", *shapes)
    if array.dtype.itemsize > 8:
        raise arrays.error(name, f"{array.dtype}", "float32 or float64")
    if not np.isfinite(array).all():
        raise arrays.error(name, "not all values are finite")
    return array


def _without_ones(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(length for length in shape if length != 1)
