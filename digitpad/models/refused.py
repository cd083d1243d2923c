"""Model files of other programs that are not read: what they are, and how to convert them.

Nothing in these files is run or unpacked.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from digitpad.errors import ModelFileError
from digitpad.files.foreign import (
    HDF5_START,
    KERAS_WEIGHTS,
    PICKLE_START,
    TORCH_NAME,
    TORCH_START,
    TORCH_WEIGHTS,
    is_keras,
    with_name,
)
from digitpad.files.regular import read_start
from digitpad.files.zip_start import START_BYTES, first_name


@dataclass(frozen=True)
class Kind:
    """A kind of file that is not read.

    Parameters
    ----------
    name : what it is, for people.
    hint : how to convert it; FILE stands for its name.
    """

    name: str
    hint: str


PYTORCH = Kind("a PyTorch file, which holds a pickle", TORCH_WEIGHTS)
PICKLE = Kind(
    "a Python pickle, which can run any program when opened",
    "if you trust it, load it in Python, and save the weights and biases of each layer with "
    "numpy.savez('weights.npz', W1, b1, W2, b2)",
)
KERAS = Kind("a Keras model", KERAS_WEIGHTS)
ONNX = Kind(
    "an ONNX model",
    "open the weights that it was made of, as .npz or .safetensors",
)


def refuse_by_start(path: str | Path) -> None:
    """Refuse a file that is a model of another program, by its name and its first bytes.

    Raises
    ------
    ModelFileError : it says what was found, and how to convert it.
    """
    start = b""
    with suppress(OSError, ValueError):
        start = read_start(path, START_BYTES)
    if Path(path).suffix.lower() == ".onnx":
        raise _refusal(path, ONNX)
    if start.startswith(HDF5_START) or is_keras(start):
        raise _refusal(path, KERAS)
    if start.startswith(TORCH_START) or TORCH_NAME.fullmatch(first_name(start)):
        raise _refusal(path, PYTORCH)
    if PICKLE_START.match(start):
        raise _refusal(path, PICKLE)


def refuse_by_names(path: str | Path, names: Collection[str]) -> None:
    """Refuse an archive that is a model of another program, by the names of what it holds.

    Raises
    ------
    ModelFileError : as :func:`refuse_by_start`.
    """
    if any(name.endswith("data.pkl") for name in names):
        raise _refusal(path, PYTORCH)
    if "model.weights.h5" in names:
        raise _refusal(path, KERAS)


def _refusal(path: str | Path, kind: Kind) -> ModelFileError:
    return ModelFileError(path, found=f"{kind.name}; {with_name(kind.hint, path)}")
