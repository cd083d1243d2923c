"""What can be undone on the Playground."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QUndoCommand

from digitpad.playground.experiment import Experiment, Settings
from digitpad.ui.support.undo import Change

MOST = 30
"""Steps back: some of them hold a network with its losses and all that it has learned from."""


@dataclass(frozen=True, eq=False)
class Setup:
    """An experiment, as far as it is, and the preset that it began with."""

    preset: str
    experiment: Experiment


class ChangeSettings(Change[Settings]):
    """Another learning rate or another L2, and back. The same one changed again is one step."""

    def id(self) -> int:
        return 2

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, ChangeSettings) or other.text() != self.text():
            return False
        self._after = other._after
        return True


class ReplaceExperiment(QUndoCommand):
    """Replace the experiment; the one before is kept, weights and all, to be brought back.

    To begin alike again at once, before the network has learned anything, is one step.

    Parameters
    ----------
    image_io : shows a setup, and returns the one that was there before.
    """

    def __init__(self, text: str, setup: Setup, image_io: Callable[[Setup], Setup]) -> None:
        super().__init__(text)
        self._other, self._image_io = setup, image_io

    def redo(self) -> None:
        self._other = self._image_io(self._other)

    def undo(self) -> None:
        self._other = self._image_io(self._other)

    def id(self) -> int:
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        # It has been done already: what it left behind waits in it.
        return (
            isinstance(other, ReplaceExperiment)
            and other.text() == self.text()
            and other._other.experiment.iteration == 0
        )
