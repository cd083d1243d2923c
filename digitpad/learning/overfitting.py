"""Whether a training has begun to learn its digits by heart."""

from collections.abc import Sequence

from digitpad.nn.training import EpochReport

RISE = 1.02
"""By what factor the validation loss has to be above its lowest value to have risen."""


def is_overfitting(reports: Sequence[EpochReport]) -> bool:
    """Whether the validation loss rises while the training loss falls, since the best epoch."""
    if not reports:
        return False
    best, last = min(reports, key=lambda epoch: epoch.validation_loss), reports[-1]
    has_risen = last.validation_loss > RISE * best.validation_loss
    return has_risen and last.train_loss < best.train_loss
