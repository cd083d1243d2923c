"""Weights of other programs: which pixels they expect."""

from digitpad.data.formats import stream_dataset
from digitpad.files.resources import reference_digits
from digitpad.models.model_file import Model
from digitpad.models.normalized import USUAL, with_normalization
from digitpad.nn.metrics import evaluate

MUCH = 0.05
"""Share of the digits that have to be predicted correctly in addition."""


def missed_normalization(model: Model) -> tuple[float, float] | None:
    """Mean and standard deviation with which weights predict far better; None if with none.

    Some of the reference digits that models may learn from are predicted with the pixels from 0 to
    1, and with those that tutorials make of them.

    Raises
    ------
    DatasetError : the reference digits cannot be read.
    """
    digits = next(iter(stream_dataset(reference_digits()))).digits
    rates = [
        evaluate(network, digits.images, digits.labels).error_rate
        for network in (
            model.network,
            *(with_normalization(model.network, mean, std) for mean, std in USUAL),
        )
    ]
    best = min(range(len(USUAL)), key=lambda place: rates[1 + place])
    return USUAL[best] if rates[0] - rates[1 + best] > MUCH else None
