"""One computation of a step, and the parts of what comes out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from digitpad.playground.matrices import NamedArray
from digitpad.playground.parts import Follow, Parts, entry
from digitpad.translatable import translatable


class Phase(Enum):
    """The four parts of a step, with their names for people."""

    FORWARD = translatable("Forward pass")
    LOSS = translatable("Loss")
    BACKWARD = translatable("Backward pass")
    UPDATE = translatable("Parameter update")


@dataclass(frozen=True, eq=False)
class Operation:
    """One computation of a step.

    Parameters
    ----------
    title : what it is, to be translated.
    formula : in mathematical notation; words in it are to be translated.
    code : lines of NumPy that compute the outputs from the inputs, as in the exported program.
    inputs, outputs : the matrices before and after.
    layer : the affine layer that it belongs to, from 1, or whose hidden units it belongs to; the
        last one for what is done with the outputs; 0 for the features, and for what is done with
        all layers.
    note : a sentence more, to be translated; empty for none.
    follow : how an entry of each output is followed, by its name.
    """

    phase: Phase
    title: str
    formula: str
    code: str
    inputs: Sequence[NamedArray]
    outputs: Sequence[NamedArray]
    layer: int = 0
    note: str = ""
    follow: Mapping[str, Follow] = field(default_factory=dict)

    def parts(self, name: str, row: int, column: int) -> Parts:
        """The numbers that an entry of an output is made of.

        Parameters
        ----------
        name : of the output.
        row, column : in its :attr:`NamedArray.table`.
        """
        output = next(value for value in self.outputs if value.name == name)
        own = entry(output, row, column, is_output=True)
        return Parts(own, tuple(self.follow[name](row, column)))
