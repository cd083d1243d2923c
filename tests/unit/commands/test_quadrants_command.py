"""What ``digitpad quadrants`` says of the tutorial's network."""

import json

import pytest

from digitpad.cli import main
from digitpad.playground.quadrants import (
    TEST_POINTS,
    TRAIN_POINTS,
    QuadrantSettings,
    quadrant_network,
    train_quadrants,
)


def test_quadrants_gives_the_tutorials_figures(capsys: pytest.CaptureFixture[str]) -> None:
    # What they are after all iterations: tests/unit/playground/test_quadrants.py.
    settings = QuadrantSettings(iterations=300)
    network = quadrant_network(settings)
    *_, last_loss = train_quadrants(network, settings)
    assert main(["quadrants", "--iterations", "300", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["first_loss"] == pytest.approx(12.0392468493074, rel=1e-9)
    assert figures["last_loss"] == last_loss
    assert figures["train_probabilities"] == network.probabilities(TRAIN_POINTS).tolist()
    assert figures["test_probabilities"] == network.probabilities(TEST_POINTS).tolist()
    assert figures["test_quadrants"] == [1, 2, 3, 3]


def test_quadrants_tells_people_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quadrants", "--iterations", "300"]) == 0
    text = capsys.readouterr().out
    assert "loss 12.039247" in text
    assert "(2, -1): class 3     0.1%" in text
