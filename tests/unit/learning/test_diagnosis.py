"""Trainings that learned nothing, and those of which nothing is to be said."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digitpad.data.formats import load_dataset, write_dataset
from digitpad.learning.config import TrainingConfig
from digitpad.learning.diagnosis import diagnosis, diagnosis_of
from digitpad.learning.progress import finished
from digitpad.learning.run import Run, stream_run
from digitpad.nn.training import EpochReport

LABELS = np.arange(100) % 10


def trained(config: TrainingConfig) -> Run:
    """A run, to its end."""
    run = finished(stream_run(config))
    for _ in run.train():
        pass
    return run


def reports(*losses: float, error: float = 0.9) -> list[EpochReport]:
    return [EpochReport(n, loss, loss, error, 1.0, 100.0) for n, loss in enumerate(losses, 1)]


@pytest.mark.parametrize(
    ("optimizer", "rate", "said"),
    [
        ("sgd", 10.0, "learning rate was too high"),
        ("sgd", 1000.0, "learning rate was too high"),
        ("adam", 100.0, "learning rate was too high"),
        ("adam", 1.0, "learning rate was too high"),
        ("sgd", 1e-7, "another learning rate"),
    ],
)
def test_steps_of_a_wrong_size(optimizer: str, rate: float, said: str) -> None:
    config = TrainingConfig(
        ("synthetic:100:1",),
        hidden=(20,),
        epochs=20,
        batch=20,
        optimizer=optimizer,
        learning_rate=rate,
    )
    text = str(diagnosis_of(trained(config)))
    assert text.startswith("Nothing was learned: ")
    assert said in text


def test_one_label_only(tmp_path: Path) -> None:
    digits = load_dataset("synthetic:50:1")
    write_dataset(replace(digits, labels=np.zeros(50, np.int8)), tmp_path / "zeros.npz")
    run = trained(
        TrainingConfig((str(tmp_path / "zeros.npz"),), hidden=(10,), epochs=2, non_digits=10)
    )
    assert "every digit is labeled 0" in str(diagnosis_of(run))


def test_values_of_another_range(tmp_path: Path) -> None:
    digits = load_dataset("synthetic:200:1")
    faint = replace(digits, images=(digits.images > 127).astype(np.uint8), drawings=())
    write_dataset(faint, tmp_path / "faint.npz")
    config = TrainingConfig(
        (str(tmp_path / "faint.npz"),), hidden=(10,), epochs=40, learning_rate=1e-4
    )
    assert "image values are at most 1" in str(diagnosis_of(trained(config)))


@pytest.mark.parametrize("epochs", [1, 5, 40])
def test_a_training_that_learns_or_was_short_is_fine(epochs: int) -> None:
    assert (
        diagnosis_of(trained(TrainingConfig(("synthetic:100:1",), hidden=(16,), epochs=epochs)))
        is None
    )


def test_everything_predicted_as_one_digit_is_named() -> None:
    text = diagnosis(reports(2.3, 2.3), np.full(100, 7), LABELS)
    assert "all 100 validation digits are predicted as 7" in str(text)


def test_a_loss_that_rose_is_named() -> None:
    text = diagnosis(reports(3.0, 1155.4), None, LABELS)
    assert "the loss is 1155" in str(text)


def test_the_best_epoch_counts() -> None:
    assert diagnosis(reports(0.5, 1155.4), LABELS, LABELS) is None


def test_a_strong_label_smoothing_is_no_fault() -> None:
    assert diagnosis(reports(2.3, 2.29), LABELS, LABELS) is None


def test_of_nothing_nothing_is_said() -> None:
    assert diagnosis([], None, LABELS) is None
    assert diagnosis([], None, np.zeros(0, int)) is None
