"""``digitpad quadrants``: the tutorial's network on four points."""

import argparse
import json

from digitpad.playground.quadrants import (
    TEST_POINTS,
    TRAIN_POINTS,
    quadrant_network,
    quadrant_numbers,
    train_quadrants,
)
from digitpad.playground.settings import QuadrantSettings
from digitpad.setting import settings_of


def run(arguments: argparse.Namespace) -> int:
    """Train it, and print the class of each test point, which is its quadrant."""
    settings = QuadrantSettings(
        **{name: getattr(arguments, name) for name in settings_of(QuadrantSettings)}
    )
    network = quadrant_network(settings)
    losses = []
    for iteration, loss in enumerate(train_quadrants(network, settings)):
        losses.append(loss)
        if not arguments.json and iteration % max(settings.iterations // 10, 1) == 0:
            print(f"Iteration {iteration:>6}: loss {loss:.6f}")
    test = network.probabilities(TEST_POINTS)
    found = quadrant_numbers(test)
    if arguments.json:
        print(
            json.dumps(
                {
                    "first_loss": losses[0],
                    "last_loss": losses[-1],
                    "train_probabilities": network.probabilities(TRAIN_POINTS).tolist(),
                    "test_probabilities": test.tolist(),
                    "test_quadrants": found,
                }
            )
        )
        return 0
    print(f"Iteration {settings.iterations:>6}: loss {losses[-1]:.6f}")
    for point, quadrant, row in zip(TEST_POINTS, found, test, strict=True):
        x, y = (f"{value:g}" for value in point)
        figures = "  ".join(f"{probability:6.1%}" for probability in row)
        print(f"({x}, {y}): class {quadrant}   {figures}")
    return 0
