"""Train a network on MNIST, and evaluate it, with digitpad.nn alone.

    python resources/examples/train_mnist.py FOLDER

FOLDER holds the four files of MNIST, as they are or as .gz. Ten epochs take well under a
minute; then about 4 of 100 test digits are misclassified.
"""

import gzip
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.nn.metrics import evaluate
from digitpad.nn.network import Network, network_input
from digitpad.nn.simple_training import train_simple


def read_idx(folder: str, name: str) -> NDArray[np.uint8]:
    """The array in a file of MNIST, which begins with its number of axes and their lengths."""
    path = next(path for path in Path(folder).iterdir() if path.name.startswith(name))
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    axes = content[3]
    shape = np.frombuffer(content, ">i4", count=axes, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * axes).reshape(shape)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    x = network_input(read_idx(folder, "train-images"))
    labels = read_idx(folder, "train-labels")
    network = Network.initialized([784, 100, 10], np.random.default_rng(1))
    for epoch, loss in enumerate(train_simple(network, x, labels, epochs=10), 1):
        print(f"epoch {epoch}: loss {loss:.4f}")

    result = evaluate(network, read_idx(folder, "t10k-images"), read_idx(folder, "t10k-labels"))
    print(f"{result.errors:,} of {result.count:,} test digits are misclassified")
    print(f"{result.error_rate:.2%}; rows of the matrix are labels, columns predictions:")
    print(result.confusion)


if __name__ == "__main__":
    main()
