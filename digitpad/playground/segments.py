"""The record of a run: from its first weights, its steps can be taken again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digitpad.nn.network import Network
from digitpad.playground.points import Points
from digitpad.playground.settings import Settings

MAX_SEGMENTS = 500
"""Changes during a run that are recorded: to drag a point while it runs makes 60 a second."""


@dataclass(frozen=True)
class Edit:
    """A weight or a bias that was set by hand.

    Parameters
    ----------
    layer : from 0, the first affine layer.
    row : the input that the weight belongs to, from 0; None for the bias.
    column : the unit that the sum belongs to, from 0.
    value : the new one.
    """

    layer: int
    row: int | None
    column: int
    value: float

    def apply(self, network: Network) -> None:
        """Set it, in place."""
        w, b = network.layers[self.layer]
        if self.row is None:
            b[self.column] = self.value
        else:
            w[self.row, self.column] = self.value


@dataclass(frozen=True, eq=False)
class Segment:
    """Steps that were taken one after another with nothing changed in between.

    Parameters
    ----------
    points, settings : what they were taken with.
    steps : how many, from 0.
    edits : made before the first of them, in this order.
    """

    points: Points
    settings: Settings
    steps: int
    edits: tuple[Edit, ...] = ()


class Record:
    """All segments of a run.

    Attributes
    ----------
    segments : None where there were more than :data:`MAX_SEGMENTS`.
    """

    def __init__(self, segments: Sequence[Segment] | None = ()) -> None:
        self.segments = None if segments is None else [*segments]

    def copy(self) -> "Record":
        """A record that stays as it is."""
        return Record(self.segments)

    def add_step(self, points: Points, settings: Settings) -> None:
        """Record a step that was taken."""
        last = self._last
        if last and last.points is points and last.settings == settings:
            self._replace_last(replace(last, steps=last.steps + 1))
        else:
            self._append(Segment(points, settings, 1))

    def add_edit(self, edit: Edit, points: Points, settings: Settings) -> None:
        """Record a weight that was set."""
        last = self._last
        if last and not last.steps:
            self._replace_last(Segment(points, settings, 0, (*last.edits, edit)))
        else:
            self._append(Segment(points, settings, 0, (edit,)))

    def revert_step(self) -> None:
        """Take the last step back."""
        if last := self._last:
            shorter = replace(last, steps=last.steps - 1)
            if shorter.steps or shorter.edits:
                self._replace_last(shorter)
            elif self.segments:
                self.segments.pop()

    @property
    def _last(self) -> Segment | None:
        return self.segments[-1] if self.segments else None

    def _replace_last(self, segment: Segment) -> None:
        if self.segments:
            self.segments[-1] = segment

    def _append(self, segment: Segment) -> None:
        if self.segments is None:
            return
        if len(self.segments) < MAX_SEGMENTS:
            self.segments.append(segment)
        else:
            self.segments = None
