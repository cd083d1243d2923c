"""What can be undone on the Playground."""

from dataclasses import dataclass

from digitpad.playground.experiment import Experiment

MAX_UNDO_STEPS = 30
"""Steps back: some of them hold a network with its losses and all that it has learned from."""


@dataclass(frozen=True, eq=False)
class Setup:
    """An experiment, as far as it is, and the preset that it began with."""

    preset: str
    experiment: Experiment
