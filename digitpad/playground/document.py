"""Which file an experiment is saved to, and what is in a file."""

from dataclasses import dataclass, replace
from weakref import ref

from digitpad.playground.experiment import Experiment
from digitpad.playground.points import Points
from digitpad.playground.settings import Settings


@dataclass(eq=False)
class Document:
    """What is saved to one file: the same after each change, another after another preset.

    A save may end when something else is shown, and is told to the document that it was of.

    Attributes
    ----------
    file : path of the file that it was opened from or saved to last; empty for none.
    is_recovered : it was kept when the program ended, and no file has it.
    """

    file: str = ""
    is_recovered: bool = False


@dataclass(frozen=True)
class Content:
    """All of an experiment at one moment, to be compared with another: nothing is copied.

    Parameters
    ----------
    experiment : weak, as it need not stay for that.
    iteration : steps that it had taken.
    """

    points: Points
    settings: Settings
    experiment: "ref[Experiment]"
    iteration: int

    @classmethod
    def of(cls, experiment: Experiment) -> "Content":
        """All of an experiment that does not run."""
        return cls(experiment.points, experiment.settings, ref(experiment), experiment.iteration)

    def is_same_but_for_a_run(self, other: "Content") -> bool:
        """Whether nothing was changed: steps that were taken can be taken again."""
        return replace(self, iteration=other.iteration) == other
