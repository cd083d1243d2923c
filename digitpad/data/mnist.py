"""MNIST's four files: where they are, and how to know them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from digitpad.data.text.cache import cache_folder


@dataclass(frozen=True)
class Remote:
    """A file as it was published: its size in bytes, and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


FILES: Mapping[str, Remote] = {
    "train-images-idx3-ubyte.gz": Remote(
        9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"
    ),
    "train-labels-idx1-ubyte.gz": Remote(
        28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"
    ),
    "t10k-images-idx3-ubyte.gz": Remote(
        1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"
    ),
    "t10k-labels-idx1-ubyte.gz": Remote(
        4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"
    ),
}

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://systemds.apache.org/assets/datasets/mnist/",
)


def mnist_folder() -> Path:
    """Where the files are kept."""
    return cache_folder() / "mnist"


def is_complete(folder: Path) -> bool:
    """Whether all of MNIST's files are in a folder."""
    return all((folder / name).is_file() for name in FILES)
