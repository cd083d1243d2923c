"""Model files of other programs that are not read: what they are, and how to convert them.

Nothing in these files is run or unpacked.
"""

import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from digitpad.errors import ModelFileError

START_BYTES = 8
"""Bytes at the start of a file that tell what it is."""


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


def _python(modules: str, body: str) -> str:
    """A line for a terminal that converts a file."""
    return f'convert it: python -c "import {modules}; {body}"'


PYTORCH = Kind(
    "a PyTorch file, which holds a pickle",
    _python(
        "torch, numpy as np",
        "s = torch.load('FILE', weights_only=True); s = s.get('state_dict', s); "
        "np.savez('weights.npz', **{k: v.float().numpy() for k, v in s.items()})",
    ),
)
PICKLE = Kind(
    "a Python pickle, which can run any program when opened",
    "if you trust it, load it in Python, and save the weights and biases of each layer with "
    "numpy.savez('weights.npz', W1, b1, W2, b2)",
)
KERAS = Kind(
    "a Keras model",
    _python(
        "keras, numpy as np",
        "np.savez('weights.npz', *keras.saving.load_model('FILE').get_weights())",
    ),
)
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
        if Path(path).is_file():
            with Path(path).open("rb") as file:
                start = file.read(START_BYTES)
    if Path(path).suffix.lower() == ".onnx":
        raise _refusal(path, ONNX)
    if start.startswith(b"\x89HDF"):
        raise _refusal(path, KERAS)
    # The first number of PyTorch's former files is their magic one.
    if start.startswith(b"\x80\x02\x8a\x0a\x6c\xfc\x9c"):
        raise _refusal(path, PYTORCH)
    if re.match(rb"\x80[\x02-\x05]", start):
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
    hint = kind.hint.replace("FILE", str(path).replace("'", "\\'"))
    return ModelFileError(path, found=f"{kind.name}; {hint}")
