"""A model as a short NumPy program, with its weights beside it."""

from string import Template

from digitpad.models.export.prediction import float_layers
from digitpad.models.model_file import Model
from digitpad.version import program_version


def numpy_program(model: Model, weights: str) -> bytes:
    """The text of the program.

    Parameters
    ----------
    weights : the name of the model file beside it that has the weights.

    Raises
    ------
    DigitpadError : the model cannot be exported.
    """
    layers = len(float_layers(model))
    sizes = "-".join(map(str, model.network.sizes))
    text = PROGRAM.substitute(
        sizes=sizes, weights=repr(weights), last=layers, version=program_version()
    )
    return text.encode()


PROGRAM = Template('''\
"""Predicts handwritten digits with NumPy: a network $sizes, written by digitpad $version.

In a program, predict(images) gives the probabilities. From a terminal: python FILE.py IMAGES...
"""

import sys
from pathlib import Path

import numpy as np

with np.load(Path(__file__).with_name($weights)) as file:
    layers = [(file[f"weight_{n}"], file[f"bias_{n}"]) for n in range(1, $last + 1)]


def moved(x, step):
    """Images (N, 28, 28), half a pixel down and to the right (1) or up and to the left (-1)."""
    for axis in (1, 2):
        x = (x + np.roll(x, step, axis)) / 2  # the mean of each pixel and its neighbor
    return x


def logits(x):
    """The scores (N, 10) of images (N, 28, 28) with values from 0 to 1."""
    h = x.reshape(len(x), 784)
    for weight, bias in layers[:-1]:
        h = np.maximum(h @ weight + bias, 0)  # ReLU
    weight, bias = layers[-1]
    return h @ weight + bias


def predict(images):
    """The probabilities (N, 10) of images (N, 28, 28), 0 (paper) to 255 (ink), framed as MNIST's.

    The mean of two views, half a pixel apart, depends less on single pixels than one.
    """
    x = np.asarray(images).astype(np.float32) / 255
    scores = (logits(moved(x, 1)) + logits(moved(x, -1))) / 2
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def read(path):
    """The images (N, 28, 28) in a .npy, .npz, .txt (28 lines of 28 values) or binary .pgm file."""
    if path.endswith(".npz"):
        return np.load(path)["images"]
    if path.endswith(".pgm"):
        header, content = Path(path).read_bytes()[:-784], Path(path).read_bytes()[-784:]
        if header.split() != [b"P5", b"28", b"28", b"255"]:
            raise ValueError("expected a binary PGM of 28x28 pixels without comments")
        return np.frombuffer(content, np.uint8).reshape(1, 28, 28)
    values = np.load(path) if path.endswith(".npy") else np.loadtxt(path, max_rows=28)
    return values.reshape(-1, 28, 28)


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    for path in sys.argv[1:]:
        try:
            rows = predict(read(path))
        except Exception as error:  # NumPy has many for a file of another kind
            sys.exit(f"{path}: {error} (28x28 images in .npy, .npz, .txt or .pgm files are read)")
        for row in rows:
            print(f"{path}: {row.argmax()} ({row.max():.1%})")
''')
