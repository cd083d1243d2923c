"""Whether a prediction can be trusted, and if not, why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from digitpad.ink.arrows import is_drawn_arrow
from digitpad.ink.framing import SIDE
from digitpad.ink.parts import has_several_digits, is_too_little
from digitpad.ink.photograph.found import Flaw
from digitpad.ink.strokes import Drawing
from digitpad.translatable import translatable

SURE = 0.99
"""A network this sure knows a digit in parts, such as an open 4, from several digits."""

MIN_PROBABILITY = 0.6
"""A digit less probable than this is uncertain. A higher one doubts more digits, too."""

MIN_IN_PICTURE = 0.95
"""Likewise of a picture, where what was found may be anything: 3 % of digits are less probable, but
nine of ten scribbles are."""

MIN_TOGETHER = 0.75
"""Candidates that have so much of the probability leave no doubt that it is one of them."""

MAX_CANDIDATES = 3

PLAUSIBLE = 0.5
"""A digit is plausible if it is at least this share as probable as the most probable one."""


class Reason(StrEnum):
    """Why a prediction is uncertain, in words."""

    TOO_LITTLE = translatable("Too little ink")
    SEVERAL = translatable("Several digits")
    UNKNOWN = translatable("This may not be a digit")
    CLOSE = translatable("Similar probabilities")
    CUT_OFF = translatable("Cut off at the edge")
    RULE = translatable("May be a ruled line")
    SHADOW = translatable("May be a shadow")
    ARROW = translatable("May be an arrow")


OF_FLAW = {
    None: None,
    Flaw.CUT_OFF: Reason.CUT_OFF,
    Flaw.RULE: Reason.RULE,
    Flaw.PART: Reason.UNKNOWN,
    Flaw.SHADOW: Reason.SHADOW,
    Flaw.ARROW: Reason.ARROW,
}


@dataclass(frozen=True)
class Certainty:
    """What to say of a prediction.

    Parameters
    ----------
    digit : the digit; None where it is uncertain or where there is no ink.
    candidates : the most probable digit, then those close to it; none where there is no ink.
    reason : why it is uncertain; None where it is certain or where there is no ink.
    """

    digit: int | None = None
    candidates: tuple[int, ...] = ()
    reason: Reason | None = None

    @property
    def standing_out(self) -> tuple[int, ...] | None:
        """The digits that stand out instead of the most probable; None where it is certain.

        Where it may be something else than its candidates, none stands out.
        """
        if not self.reason:
            return None
        return self.candidates if self.reason is Reason.CLOSE else ()


def plausible_digits(probabilities: Sequence[float]) -> list[int]:
    """The most probable digit and those that are about as probable, the most probable first."""
    order = sorted(range(len(probabilities)), key=lambda digit: -probabilities[digit])
    best = probabilities[order[0]]
    return [digit for digit in order if probabilities[digit] >= PLAUSIBLE * best]


def certainty_of(
    drawing: Drawing, probabilities: Sequence[float], flaw: Flaw | None = None
) -> Certainty:
    """Decide whether a prediction can be trusted.

    Parameters
    ----------
    drawing : what was predicted.
    probabilities : ten that sum to 1; none where there is no ink.
    flaw : of what was found in a picture.
    """
    if not probabilities:
        return Certainty()
    candidates = tuple(plausible_digits(probabilities)[:MAX_CANDIDATES])
    reason = _doubt(drawing, [probabilities[digit] for digit in candidates]) or OF_FLAW[flaw]
    return Certainty(None if reason else candidates[0], candidates, reason)


def _doubt(drawing: Drawing, probable: Sequence[float]) -> Reason | None:
    """Why to doubt a prediction, by the probabilities of the candidates, highest first."""
    if is_too_little(drawing):
        return Reason.TOO_LITTLE
    if probable[0] < SURE and has_several_digits(drawing):
        return Reason.SEVERAL
    if len(probable) > 1 and sum(probable) >= MIN_TOGETHER:
        return Reason.CLOSE
    least = MIN_IN_PICTURE if _is_from_picture(drawing) else MIN_PROBABILITY
    if probable[0] < least:
        return Reason.UNKNOWN
    return Reason.ARROW if is_drawn_arrow(drawing) else None


def _is_from_picture(drawing: Drawing) -> bool:
    """Whether it was found in a picture, and is no network input as in a dataset."""
    picture = drawing.picture
    return picture is not None and not drawing.strokes and picture.shape != (SIDE, SIDE)
