"""``digitpad evaluate``: how well a model reads a dataset."""

import argparse
import json

from digitpad.commands.output import load, percent, read_options
from digitpad.data.digitset import UNLABELLED
from digitpad.data.formats import halves_of
from digitpad.errors import DatasetError, printable
from digitpad.files.resources import resource_path
from digitpad.files.untrusted import plural
from digitpad.learning.split import labelled
from digitpad.models.model_file import load_model
from digitpad.nn.calibration import calibration_error
from digitpad.nn.metrics import Evaluation, evaluation, predict_log_proba


def run(arguments: argparse.Namespace) -> int:
    """Print the figures of a model on a dataset."""
    network = load_model(arguments.model or resource_path("model.npz")).network
    options = read_options(arguments, "test")
    digits = load(arguments.dataset, options)
    if (digits.labels == UNLABELLED).all() and halves_of(arguments.dataset):
        other = "train" if options.half == "test" else "test"
        raise DatasetError(digits.name, found=f"no labeled digits; try --half {other}")
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
    print(
        f"{printable(name)}: {plural(result.count, 'digit')}, {plural(result.errors, 'error')}, "
        f"accuracy {percent(1 - result.error_rate)}"
    )
    print(
        f"error rate {percent(result.error_rate)}, loss {result.loss:.4f}, "
        f"calibration error {percent(off)}"
    )
    print("\nrows: label, columns: prediction")
    print("   ", *(f"{digit:>6}" for digit in range(10)))
    for digit, row in enumerate(result.confusion):
        print(f"{digit:>3} ", *(f"{count or '.':>6}" for count in row))
