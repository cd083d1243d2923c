"""Did a training learn anything? If not, a few sentences say why, and what to try."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED
from digitpad.data.plausibility import FAINTEST
from digitpad.learning.run import Run
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.training import EpochReport
from digitpad.translatable import translatable

ONE_LABEL = translatable(
    "Nothing was learned: every digit is labeled {label}. Use digits of several labels; if the "
    "file has others, name the column of labels."
)

GUESSING = math.log(10)
"""Loss of a network that gives each digit the same probability, nats."""

MIN_VALIDATION = 20
"""Digits held out: where there are fewer, only the loss tells something, and not the errors."""

MIN_OF_ONE = 10
"""All of so many digits predicted as one digit are no chance, where their labels differ."""

MIN_STEPS = 30
"""After fewer steps a network has learned little, and nothing is wrong with that."""

EXPLODED = 2 * GUESSING
"""A loss that stays above this comes from steps that are too large."""

FLAT = 0.98 * GUESSING
"""A loss that never falls below this is that of guessing."""


@dataclass(frozen=True)
class Diagnosis:
    """Why nothing was learned, and what to try.

    Parameters
    ----------
    sentences : translatable, with places for values.
    values : by their names in the sentences.
    """

    sentences: tuple[str, ...]
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return " ".join(sentence.format(**self.values) for sentence in self.sentences)


def diagnosis_of(run: Run) -> Diagnosis | None:
    """See :func:`diagnosis`, for a run as it is now and the best network of it.

    It predicts all digits that were held out: not for the thread of a window.
    """
    training, validation = run.split.training, run.split.validation
    predicted = predict_log_proba(run.state.best, validation.images).argmax(axis=1)
    return diagnosis(
        run.history,
        predicted if run.state.best_epoch else None,
        validation.labels,
        training_labels=training.labels,
        steps=run.state.step,
        largest=max((int(images.max()) for images in training.images.batches()), default=0),
    )


def diagnosis(
    reports: Sequence[EpochReport],
    predicted: NDArray[np.integer] | None,
    labels: NDArray[np.integer],
    *,
    training_labels: NDArray[np.integer] | None = None,
    steps: int = MIN_STEPS,
    largest: int = 255,
) -> Diagnosis | None:
    """Why nothing was learned, and what to try; None where something was.

    Parameters
    ----------
    reports : of the epochs that are done.
    predicted : what the best network predicts for the digits held out, (N,); None where it is not
        known: then the errors in the reports are used.
    labels : of the digits held out, (N,) 0 to 9.
    training_labels : of the digits learned from, -1 for non-digits.
    steps : how many were taken.
    largest : value of any image learned from, 0 to 255.
    """
    known = labels if training_labels is None else training_labels[training_labels != UNLABELLED]
    if len(known) > 1 and len(np.unique(known)) == 1:
        return Diagnosis((ONE_LABEL,), {"label": known[0]})
    if not reports or not _is_guessing(reports, predicted, labels, steps):
        return None
    values = {
        "count": len(labels),
        "digit": predicted[0] if predicted is not None and len(predicted) else None,
        "loss": _loss(reports[-1]),
        "guessing": GUESSING,
        "error": _error(reports, predicted, labels),
        "largest": largest,
    }
    return Diagnosis((_symptom(reports, predicted, labels), _advice(reports, largest)), values)


def _is_guessing(
    reports: Sequence[EpochReport],
    predicted: NDArray[np.integer] | None,
    labels: NDArray[np.integer],
    steps: int,
) -> bool:
    """Whether the best network is no better than one that always says the commonest label."""
    losses = list(map(_loss, reports))
    if steps < MIN_STEPS and losses[-1] <= EXPLODED:
        return False
    wrong = _error(reports, predicted, labels)
    # A strong decay of the weights adds to the loss as well, of a network that is mostly right.
    if min(losses) > EXPLODED and wrong > 0.5:
        return True
    count = max(len(labels), 1)
    is_telling = count >= MIN_OF_ONE and not _is_one(labels)
    if predicted is not None and is_telling and _is_one(predicted):
        return True
    guessed = 1 - np.bincount(labels, minlength=10).max() / count
    if count >= MIN_VALIDATION and wrong >= guessed:
        return True
    # The best of many epochs may be right by chance. Label smoothing keeps the loss high as well.
    is_suspect = min(losses) > FLAT or max(losses) > EXPLODED
    return is_suspect and wrong >= guessed - 3 * math.sqrt(guessed * (1 - guessed) / count)


def _loss(report: EpochReport) -> float:
    return max(report.train_loss, report.validation_loss)


def _is_one(digits: NDArray[np.integer]) -> bool:
    return len(np.unique(digits)) == 1


def _error(
    reports: Sequence[EpochReport],
    predicted: NDArray[np.integer] | None,
    labels: NDArray[np.integer],
) -> float:
    if predicted is None:
        return min(report.validation_error for report in reports)
    return float((predicted != labels).mean())


def _symptom(
    reports: Sequence[EpochReport],
    predicted: NDArray[np.integer] | None,
    labels: NDArray[np.integer],
) -> str:
    if predicted is not None and _is_one(predicted) and len(labels) > 1:
        return translatable(
            "Nothing was learned: all {count:,} validation digits are predicted as {digit}."
        )
    if _rose(reports):
        return translatable(
            "Nothing was learned: the loss is {loss:.4g}, while guessing has {guessing:.2f}."
        )
    return translatable(
        "Nothing was learned: {error:.0%} of the validation digits are misclassified, as by "
        "guessing."
    )


def _rose(reports: Sequence[EpochReport]) -> bool:
    first, last = _loss(reports[0]), _loss(reports[-1])
    return last > EXPLODED or last > max(1.05 * first, GUESSING)


def _advice(reports: Sequence[EpochReport], largest: int) -> str:
    if largest < FAINTEST:
        return translatable(
            "The image values are at most {largest}, while ink is 255: scale them to 0 to 255."
        )
    if _rose(reports) or max(map(_loss, reports)) > EXPLODED:
        return translatable("The learning rate was too high: try a tenth of it.")
    return translatable(
        "Try another learning rate, ten times lower or higher, and check that the labels are "
        "correct."
    )
