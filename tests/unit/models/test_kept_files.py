"""Files written by a former version still open, and a run goes on from them.

The files in ``kept`` hold 784-1-10 networks trained on bars, three epochs of five batches: the
checkpoints after the second batch of the second epoch, the models after the last.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digitpad.learning.checkpoint import load_checkpoint
from digitpad.learning.config import config_from_json
from digitpad.models.model_file import load_model
from digitpad.nn.optimizers import Optimizer
from digitpad.nn.training import Examples, train

KEPT = Path(__file__).parent / "kept"


def bars(count: int, first: int) -> Examples:
    """Digit d is a bar at columns 4 + 2 d and the next."""
    labels = np.arange(first, first + count) % 10
    images = np.zeros((count, 28, 28), np.uint8)
    for number, (image, label) in enumerate(zip(images, labels, strict=True)):
        image[4:24, 4 + 2 * label : 6 + 2 * label] = 100 + 7 * number % 150
    return Examples(images, labels)


def optimizer_of(record: dict[str, Any]) -> Optimizer:
    return config_from_json(record["recipe"]).make_optimizer()


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
def test_a_run_goes_on_from_a_kept_checkpoint(optimizer: str) -> None:
    checkpoint = load_checkpoint(KEPT / f"{optimizer}.checkpoint", optimizer_of)
    state, config = checkpoint.state, config_from_json(checkpoint.record["recipe"])
    assert config.optimizer == optimizer
    assert (state.epoch, state.step, state.seen) == (1, 7, 16)
    list(train(state, bars(40, 0), bars(20, 5), config.settings))
    finished = load_model(KEPT / f"{optimizer}-model.npz")
    assert finished.record == {"epochs": 3, "optimizer": optimizer}
    for one, other in zip(state.best.parameters, finished.network.parameters, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-6)
