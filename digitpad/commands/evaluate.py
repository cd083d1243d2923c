"""``digitpad evaluate``: how well a model reads a dataset."""

import argparse
import json

from digitpad.commands.output import load, percent, read_options
from digitpad.data.digitset import UNLABELLED
from digitpad.data.formats import halves_of
from digitpad.errors import DatasetError, printable
from digitpad.learning.split import labelled
from digitpad.models.model_file import load_model
from digitpad.nn.calibration import calibration_error
from digitpad.nn.metrics import Evaluation, evaluation, predict_log_proba


def run(arguments: argparse.Namespace) -> int:
    """Print the figures of a model on a dataset."""
    network = load_model(arguments.model).network
    options = read_options(arguments, "test")
    digits = load(arguments.dataset, options)
    if (digits.labels == UNLABELLED).all() and halves_of(arguments.dataset):
        other = "train" if options.half == "test" else "test"
        wanted = f"some: --half {other} takes the other half"
        raise DatasetError(digits.name, found="no labelled digit", expected=wanted)
    known = labelled(digits)
    read = predict_log_proba(network, known.images)
    result, off = evaluation(read, known.labels), calibration_error(read, known.labels)
    if arguments.json:
        print(
            json.dumps(
                {
                    "count": result.count,
                    "errors": result.errors,
                    "error_rate": result.error_rate,
                    "loss": result.loss,
                    "calibration_error": off,
                    "confusion": result.confusion.tolist(),
                }
            )
        )
    else:
        _print_evaluation(digits.name, result, off)
    return 0


def _print_evaluation(name: str, result: Evaluation, off: float) -> None:
    print(f"{printable(name)}: {result.errors:,} of {result.count:,} misclassified")
    print(
        f"error rate {percent(result.error_rate)}, loss {result.loss:.4f}, "
        f"calibration error {percent(off)}"
    )
    print("\nrows: what it is, columns: what was read")
    print("   ", *(f"{digit:>6}" for digit in range(10)))
    for digit, row in enumerate(result.confusion):
        print(f"{digit:>3} ", *(f"{count or '.':>6}" for count in row))
