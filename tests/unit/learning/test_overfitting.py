"""Whether a training has begun to learn its digits by heart."""

from digitpad.learning.overfitting import is_overfitting
from digitpad.nn.training import EpochReport


def reports(*losses: tuple[float, float]) -> list[EpochReport]:
    """Epochs with these training and validation losses."""
    return [EpochReport(n, t, v, 0.1, 1.0, 1.0) for n, (t, v) in enumerate(losses, 1)]


def test_a_validation_loss_that_rises_while_the_training_loss_falls_is_overfitting() -> None:
    assert is_overfitting(reports((1.0, 1.0), (0.5, 0.6), (0.2, 0.7)))


def test_no_rise_is_none() -> None:
    assert not is_overfitting([])
    assert not is_overfitting(reports((1.0, 1.0), (0.5, 0.6)))


def test_a_little_noise_is_none() -> None:
    assert not is_overfitting(reports((0.5, 0.6), (0.4, 0.605)))


def test_both_losses_that_rise_are_a_training_that_fails() -> None:
    assert not is_overfitting(reports((0.5, 0.6), (0.9, 1.2)))
