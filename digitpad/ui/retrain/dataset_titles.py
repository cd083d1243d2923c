"""What datasets are called."""

from pathlib import Path

from digitpad.data.digitset import is_synthetic
from digitpad.data.mnist import mnist_folder
from digitpad.data.my_digits import my_digits
from digitpad.files.resources import reference_digits

OWN = "My digits"


def dataset_title(path: str) -> str:
    """The name of a dataset, for people."""
    if is_synthetic(path):
        return "Synthetic digits"
    known = {
        str(my_digits()): OWN,
        reference_digits(): "Reference digits",
        str(mnist_folder()): "MNIST",
    }
    return known.get(path, Path(path).name)
