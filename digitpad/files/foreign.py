"""Files of other programs that are not read: what tells them, and the line that converts them."""

import re
from pathlib import Path

from digitpad.files.zip_start import first_name

TORCH_START = b"\x80\x02\x8a\x0a\x6c\xfc\x9c"
"""How PyTorch's former files begin: a pickle of their magic number."""

HDF5_START = b"\x89HDF\r\n\x1a\n"

PICKLE_START = re.compile(rb"\x80[\x02-\x05]")

TORCH_NAME = re.compile(r".*/(data\.pkl|data/0|constants\.pkl|byteorder|\.format_version|version)")
"""The first file in what PyTorch saves, which is a zip."""


def python_line(modules: str, body: str) -> str:
    """A line for a terminal that converts a file; FILE stands for its name."""
    return f'convert it: python -c "import {modules}; {body}"'


def with_name(hint: str, path: str | Path) -> str:
    """A hint with the name of a file in place of FILE.

    A name that a shell or Python would read in another way is not put into the line.
    """
    name = Path(path).name
    return hint.replace("FILE", name) if re.fullmatch(r"[\w.-]+", name) else hint


TORCH_WEIGHTS = python_line(
    "torch, numpy as np",
    "s = torch.load('FILE', weights_only=True); s = s.get('state_dict', s); "
    "np.savez('weights.npz', **{k: v.float().numpy() for k, v in s.items()})",
)
"""How to convert the weights of a network that PyTorch saved."""

KERAS_WEIGHTS = python_line(
    "keras, numpy as np",
    "np.savez('weights.npz', *keras.saving.load_model('FILE').get_weights())",
)
"""How to convert the weights of a network that Keras saved."""


def is_keras(start: bytes) -> bool:
    """Whether a file that starts like this is a network that Keras saved."""
    return first_name(start) == "metadata.json" and b'"keras_version"' in start
