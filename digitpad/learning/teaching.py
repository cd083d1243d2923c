"""Teaching: adapt a model to a few digits, and measure what that brought and what it cost."""

import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from digitpad.data.digitset import DigitSet
from digitpad.data.mixture import labelled
from digitpad.data.reference import check_part, stream_rehearsed
from digitpad.learning.adaptation import stream_adapted
from digitpad.learning.progress import PartDone, named
from digitpad.nn.metrics import read_all
from digitpad.nn.network import Network
from digitpad.storage.model_file import Model

WORSE = 0.003
"""A share of the check part: where more of it is misclassified after teaching, the user is told
before anything else."""


@dataclass(frozen=True)
class Figures:
    """What teaching brought, counted in digits, and how long it took.

    The reference digits are the check part, of writers that nothing was learned from.
    """

    taught: int
    taught_correct_before: int
    taught_correct_after: int
    reference_errors_before: int
    reference_errors_after: int
    reference_count: int
    seconds: float

    @property
    def is_worse(self) -> bool:
        """Whether other writers are read noticeably worse than before."""
        more = self.reference_errors_after - self.reference_errors_before
        return more > WORSE * self.reference_count

    def __str__(self) -> str:
        return (
            f"{self.taught_correct_after:,} of {self.taught:,} taught digits correct "
            f"({self.taught_correct_before:,} before) · Reference "
            f"{self.reference_errors_after:,} of {self.reference_count:,} misclassified "
            f"({self.reference_errors_before:,} before)"
        )


@dataclass(frozen=True, eq=False)
class Lesson:
    """A model that was taught, and what that brought."""

    model: Model
    figures: Figures


def stream_lesson(
    model: Model, digits: DigitSet, *, command: str, start: str = "built-in", seed: int = 1
) -> Generator[PartDone, None, Lesson]:
    """Teach a model some digits; yields how far it is. The model itself stays as it is.

    Parameters
    ----------
    digits : what to teach; those without a label are left aside.
    command : the command line that does the same, for the new model's record.
    start : the name of the model, likewise.
    seed : the same seed, model and digits give the same network.

    Raises
    ------
    DatasetError : no digit has a label, or the reference digits cannot be read.
    """
    since = time.perf_counter()
    taught, check = labelled(digits), check_part()
    rehearsing = stream_rehearsed()
    others = yield from named("Drawing reference digits", rehearsing)
    before = _right(model.network, taught), _right(model.network, check)
    adapting = stream_adapted(model.network, taught, others, seed)
    network: Network = yield from named("Learning", adapting)
    after = _right(network, taught), _right(network, check)
    figures = Figures(
        taught=len(taught),
        taught_correct_before=before[0],
        taught_correct_after=after[0],
        reference_errors_before=len(check) - before[1],
        reference_errors_after=len(check) - after[1],
        reference_count=len(check),
        seconds=round(time.perf_counter() - since, 2),
    )
    return Lesson(Model(network, _record(figures, taught, command, start)), figures)


def reference_record(errors: int, count: int) -> dict[str, Any]:
    """What a model's record says of the check part."""
    return {"name": "reference digits", "digits": count, "error_rate": errors / count}


def _right(network: Network, digits: DigitSet) -> int:
    """How many digits are predicted as they are labelled."""
    return int((read_all(network, digits.images).argmax(axis=1) == digits.labels).sum())


def _record(figures: Figures, taught: DigitSet, command: str, start: str) -> dict[str, Any]:
    return {
        "command": command,
        "started_from": start,
        "taught": {
            "name": taught.name,
            "digits": figures.taught,
            "correct_before": figures.taught_correct_before,
            "correct_after": figures.taught_correct_after,
        },
        "seconds": round(figures.seconds),
        "reference": reference_record(figures.reference_errors_after, figures.reference_count),
    }
