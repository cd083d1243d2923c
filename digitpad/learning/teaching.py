"""Teaching: adapt a model to a few digits, and measure what that gains and what it costs."""

import math
import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from digitpad.data.digitset import DigitSet
from digitpad.data.reference import check_part, prepared_share, rehearsed, stream_prepared
from digitpad.explain.certainty import MIN_PROBABILITY
from digitpad.learning import adaptation
from digitpad.learning.adaptation import stream_adapted
from digitpad.learning.progress import PartDone, named
from digitpad.learning.split import labelled
from digitpad.models.model_file import Model
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network
from digitpad.translatable import translatable

PREPARES = translatable("Preparing reference digits")
PREDICTS = translatable("Predicting reference digits")
LEARNS = translatable("Learning")
"""The parts of teaching."""

WORSE = 0.003
"""A share of the check part: where more of it is misclassified after teaching, the user is told
before anything else."""

PREPARING, MEASURING = 55, 4
"""How many steps of learning take as long as preparing the reference digits the first time, and as
predicting those of the check part, about."""

MIN_TAUGHT_SHARE = 2 / 3
"""Share of the taught digits: where fewer are correct afterwards, their labels may be wrong."""


@dataclass(frozen=True)
class Figures:
    """The result of teaching, counted in digits, and how long it took.

    The reference digits are the check part, of writers that nothing was learned from. *Doubts* are
    those that are misclassified, or so improbable that the window shows "?"; ``at_first`` is before
    the model was first taught, as many small steps may lead far.
    """

    taught: int
    taught_correct_before: int
    taught_correct_after: int
    reference_errors_before: int
    reference_errors_after: int
    reference_count: int
    reference_doubts_at_first: int
    reference_doubts_after: int
    seconds: float

    @property
    def is_worse(self) -> bool:
        """Whether other writers' digits are predicted noticeably worse than before."""
        limit = WORSE * self.reference_count
        more_errors = self.reference_errors_after - self.reference_errors_before
        more_doubts = self.reference_doubts_after - self.reference_doubts_at_first
        return more_errors > limit or more_doubts > limit

    @property
    def is_unlearned(self) -> bool:
        """Whether so many of the taught digits are still misclassified that labels may be wrong."""
        return self.taught_correct_after < MIN_TAUGHT_SHARE * self.taught


@dataclass(frozen=True, eq=False)
class TeachingResult:
    """A model that was taught, and the figures of that."""

    model: Model
    figures: Figures


def stream_teaching(
    model: Model, digits: DigitSet, *, command: str, start: str = "built-in", seed: int = 1
) -> Generator[PartDone, None, TeachingResult]:
    """Teach a model some digits; yields how far it is. The model itself stays as it is.

    It counts in steps of learning, and each other part as the number of steps that take as long:
    so the time left can be told from the beginning.

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
    taught = labelled(digits)
    preparing = round(PREPARING * (1 - prepared_share()))  # The rest was drawn before.
    total = preparing + MEASURING + adaptation.BENDING + adaptation.STEPS + MEASURING
    for share in stream_prepared():
        yield PartDone(PREPARES, preparing - round(PREPARING * (1 - share)), total)
    check, others = check_part(), rehearsed()
    yield PartDone(PREDICTS, preparing, total)
    before = _wrong(model.network, check)
    correct_before = _correct(model.network, taught)
    adapting = stream_adapted(model.network, taught, others, seed)
    network: Network = yield from named(LEARNS, adapting, since=preparing + MEASURING, total=total)
    yield PartDone(PREDICTS, total - MEASURING, total)
    after = _wrong(network, check)
    figures = Figures(
        taught=len(taught),
        taught_correct_before=correct_before,
        taught_correct_after=_correct(network, taught),
        reference_errors_before=before.errors,
        reference_errors_after=after.errors,
        reference_count=len(check),
        reference_doubts_at_first=_doubts_at_first(model, before.doubts),
        reference_doubts_after=after.doubts,
        seconds=round(time.perf_counter() - since, 2),
    )
    return TeachingResult(Model(network, _record(figures, taught, command, start)), figures)


def reference_record(errors: int, count: int) -> dict[str, Any]:
    """What a model's record says of the check part."""
    return {"name": "reference digits", "digits": count, "error_rate": errors / count}


def _correct(network: Network, digits: DigitSet) -> int:
    """How many digits are predicted as they are labelled."""
    return len(digits) - _wrong(network, digits).errors


@dataclass(frozen=True)
class _Wrong:
    """How many digits are misclassified, and how many are that or uncertain."""

    errors: int
    doubts: int


def _wrong(network: Network, digits: DigitSet) -> _Wrong:
    log_probabilities = predict_log_proba(network, digits.images)
    is_wrong = log_probabilities.argmax(axis=1) != digits.labels
    is_uncertain = log_probabilities.max(axis=1) < math.log(MIN_PROBABILITY)
    return _Wrong(int(is_wrong.sum()), int((is_wrong | is_uncertain).sum()))


def _doubts_at_first(model: Model, now: int) -> int:
    """Doubts before the model was first taught, which its record tells."""
    taught = model.record.get("taught")
    known = taught.get("doubts_at_first") if isinstance(taught, dict) else None
    return min(known, now) if type(known) is int else now


def _record(figures: Figures, taught: DigitSet, command: str, start: str) -> dict[str, Any]:
    return {
        "command": command,
        "started_from": start,
        "taught": {
            "name": taught.name,
            "digits": figures.taught,
            "correct_before": figures.taught_correct_before,
            "correct_after": figures.taught_correct_after,
            "doubts_at_first": figures.reference_doubts_at_first,
        },
        "seconds": round(figures.seconds),
        "reference": reference_record(figures.reference_errors_after, figures.reference_count),
    }
