"""What a program is about that takes the steps of a run again, in whatever language.

A program has only what its run has used: without batches nothing about batches, and so on.
"""

import textwrap
from collections.abc import Mapping

from digitpad.errors import TrainingError
from digitpad.playground.experiment import Experiment
from digitpad.playground.features import COORDINATES
from digitpad.playground.matrices import Names
from digitpad.playground.segments import MAX_SEGMENTS, Edit, Segment
from digitpad.playground.settings import ALL

BATCH_ROWS = '''

def batch_rows(count, batch, iteration):
    """Which points a step learns from, where 0 means all: each epoch has an order of its own."""
    if batch == 0 or batch >= count:
        return np.arange(count)
    epoch, place = divmod(iteration, -(-count // batch))
    order = np.random.default_rng([{seed}, epoch]).permutation(count)
    return order[place * batch : (place + 1) * batch]

'''
"""What :func:`digitpad.playground.batches.batch_of` does."""


class Run:
    """A run, and what of all settings it used.

    Raises
    ------
    TrainingError : too much was changed on the way.
    """

    def __init__(self, experiment: Experiment) -> None:
        if experiment.record.segments is None:
            raise TrainingError(
                "This run cannot be exported as code: its points or settings were changed more "
                f"than {MAX_SEGMENTS:,} times during training. Reset, and train again."
            )
        self.start, self.settings = experiment.start, experiment.settings
        self.segments = experiment.record.segments
        self.names = Names(len(self.start.layers))
        used = [segment.settings for segment in self.segments]
        self.rules = [*dict.fromkeys(some.optimizer for some in used)] or [self.settings.optimizer]
        self.has_batches = any(some.batch != ALL for some in used)
        self.has_l1 = any(some.l1 for some in used)
        self.has_l2 = any(some.l2 for some in used)
        self.has_edits = any(segment.edits for segment in self.segments)
        self.has_features = self.settings.features != COORDINATES

    @property
    def title(self) -> str:
        """What the program is."""
        sizes = "-".join(map(str, self.start.sizes))
        return f"A {sizes} network on points in the plane"

    @property
    def columns(self) -> list[str]:
        """What the program tells of each segment."""
        wanted = {
            "rule": len(self.rules) > 1,
            "batch": self.has_batches,
            "l1": self.has_l1,
            "l2": self.has_l2,
            "edits": self.has_edits,
        }
        used = (name for name, is_used in wanted.items() if is_used)
        return ["points", "labels", "learning_rate", *used, "steps"]

    @property
    def segments_code(self) -> str:
        """The list of all segments."""
        rows = "".join(f"    ({self._row(segment)}),\n" for segment in self.segments)
        return f"[\n{rows}]"

    def _row(self, segment: Segment) -> str:
        part = segment.points.training
        own = {
            "points": part.positions.tolist(),
            "labels": part.labels.tolist(),
            "rule": segment.settings.optimizer,
            "edits": [_edit(edit) for edit in segment.edits],
            "steps": segment.steps,
        }
        values = (own.get(name, getattr(segment.settings, name, None)) for name in self.columns)
        return ", ".join(map(repr, values))

    @property
    def functions(self) -> str:
        """What the program defines before it begins."""
        return BATCH_ROWS.format(seed=self.settings.seed) if self.has_batches else ""

    def by_rule(self, code: Mapping[str, str]) -> str:
        """Code for each optimizer, under a condition where the run had several."""
        if len(self.rules) == 1:
            return code[self.rules[0]]
        return "\n".join(
            f"if rule == {rule!r}:\n{textwrap.indent(code[rule], 4 * ' ')}" for rule in self.rules
        )


def _edit(edit: Edit) -> tuple[str, tuple[int, ...], float]:
    """Which array is changed, where, and to what."""
    if edit.row is None:
        return f"b{edit.layer + 1}", (edit.column,), edit.value
    return f"w{edit.layer + 1}", (edit.row, edit.column), edit.value


def indented(depth: int, *lines: str) -> str:
    """Lines of code to stand in a template, where the first one is indented already."""
    return textwrap.indent("\n".join(lines), depth * 4 * " ").lstrip()


def indented_before(depth: int, *lines: str) -> str:
    """The same before another line of the template; nothing where there are none."""
    return f"{indented(depth, *lines)}\n{depth * 4 * ' '}" if lines else ""
