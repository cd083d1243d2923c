"""Leave the digits out whose labels are plainly wrong, so that nothing is learned from them.

python -m tests.benchmarks.clean_digits PEN_DIGITS.npz CLEAN_DIGITS.strokes.npz
"""

import argparse

import numpy as np

from digitpad.data.formats import load_dataset, write_dataset
from tests.benchmarks.wrong_labels import UNIPEN, wrong_labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("digits", metavar="PEN_DIGITS.npz")
    parser.add_argument("clean", metavar="CLEAN_DIGITS.strokes.npz")
    arguments = parser.parse_args()
    digits = load_dataset(arguments.digits)
    fair = np.setdiff1d(np.arange(len(digits)), wrong_labels(digits, UNIPEN))
    write_dataset(digits.select(fair), arguments.clean)
    print(f"{len(fair):,} of {len(digits):,} digits written to {arguments.clean}")


if __name__ == "__main__":
    main()
