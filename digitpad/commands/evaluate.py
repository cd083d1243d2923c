"""``digitpad evaluate``: how well one model predicts a dataset, or two of them."""

import argparse
import json
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.commands.output import load, percent, read_options
from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats import halves_of
from digitpad.errors import DatasetError, printable
from digitpad.files.resources import resource_path
from digitpad.files.untrusted import plural
from digitpad.learning.split import labelled
from digitpad.models.model_file import load_model
from digitpad.nn.calibration import calibration_error
from digitpad.nn.layers import Array
from digitpad.nn.metrics import Evaluation, evaluation, predict_log_proba
from digitpad.nn.significance import PairedErrors, paired_errors

SIGNIFICANT = 0.05
"""The p-value below which two models are said to differ."""


def run(arguments: argparse.Namespace) -> int:
    """Print the figures of a model on a dataset, or of two and of their difference."""
    models = [arguments.model] + [arguments.other] * (arguments.other is not None)
    networks = [load_model(model or resource_path("model.npz")).network for model in models]
    digits = _labelled_digits(arguments)
    read = [predict_log_proba(network, digits.images) for network in networks]
    results = [_Result(evaluation(row, digits.labels), row, digits.labels) for row in read]
    if len(results) == 1:
        if arguments.json:
            print(json.dumps(results[0].as_json()))
        else:
            _print_result(digits.name, results[0])
            _print_confusion(results[0].evaluation)
        return 0
    first, second = (row.argmax(axis=1) for row in read)
    pairs = paired_errors(first, second, digits.labels)
    differing = int((first != second).sum())
    if arguments.json:
        named = zip(models, results, strict=True)
        figures = {
            "count": len(digits),
            "models": [{"model": model, **result.as_json()} for model, result in named],
            **asdict(pairs),
            "different_predictions": differing,
            "p_value": pairs.p_value,
        }
        print(json.dumps(figures))
    else:
        for model, result in zip(models, results, strict=True):
            _print_result(f"{model} on {digits.name}", result)
        _print_difference(pairs, differing)
    return 0


def _labelled_digits(arguments: argparse.Namespace) -> DigitSet:
    """The labelled digits of the dataset that is named."""
    options = read_options(arguments, "test")
    digits = load(arguments.dataset, options)
    if (digits.labels == UNLABELLED).all() and halves_of(arguments.dataset):
        other = "train" if options.half == "test" else "test"
        raise DatasetError(digits.name, found=f"no labeled digits; try --half {other}")
    return labelled(digits)


@dataclass(frozen=True)
class _Result:
    """Figures of one model."""

    evaluation: Evaluation
    log_probabilities: Array
    labels: NDArray[np.integer]

    @property
    def calibration_error(self) -> float:
        return calibration_error(self.log_probabilities, self.labels)

    def as_json(self) -> dict[str, Any]:
        return {
            "count": self.evaluation.count,
            "errors": self.evaluation.errors,
            "error_rate": self.evaluation.error_rate,
            "loss": self.evaluation.loss,
            "calibration_error": self.calibration_error,
            "confusion": self.evaluation.confusion.tolist(),
        }


def _print_result(name: str, result: _Result) -> None:
    figures = result.evaluation
    print(
        f"{printable(name)}: {plural(figures.count, 'digit')}, {plural(figures.errors, 'error')}, "
        f"accuracy {percent(1 - figures.error_rate)}"
    )
    print(
        f"error rate {percent(figures.error_rate)}, loss {figures.loss:.4f}, "
        f"calibration error {percent(result.calibration_error)}"
    )


def _print_confusion(figures: Evaluation) -> None:
    print("\nrows: label, columns: prediction")
    print("   ", *(f"{digit:>6}" for digit in range(10)))
    for digit, row in enumerate(figures.confusion):
        print(f"{digit:>3} ", *(f"{count or '.':>6}" for count in row))


def _print_difference(pairs: PairedErrors, differing: int) -> None:
    """Say whether two models differ, and by what."""
    print(f"\n{plural(differing, 'digit')} predicted differently")
    print(f"correct with the first model only: {pairs.only_first:,}")
    print(f"correct with the second model only: {pairs.only_second:,}")
    p = pairs.p_value
    shown = "< 0.0001" if p < 0.0001 else f"= {p:.4f}"
    verdict = (
        "the models differ by more than chance"
        if p < SIGNIFICANT
        else "a difference like this is no more than chance may bring"
    )
    print(f"McNemar's test: p {shown}; {verdict}")
