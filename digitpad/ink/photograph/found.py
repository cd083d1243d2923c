"""What was found in a picture: its digits, and the steps on the way to them."""

from dataclasses import dataclass
from enum import IntEnum

from digitpad.ink.framing import Picture

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, pixels of the picture; right and bottom lie outside."""


class Flaw(IntEnum):
    """Why what was found may be no digit, whatever it looks like."""

    CUT_OFF = 1
    RULE = 2
    PART = 3
    SHADOW = 4
    ARROW = 5


@dataclass(frozen=True, eq=False)
class FoundDigit:
    """One digit of a picture.

    Parameters
    ----------
    box : where it is, in pixels of the picture that was given.
    ink : uint8 (h, w), 0 paper to 255 ink: what lies in the box, without ground, rules or
        neighbours, the line brought to the pen of strokes. It has the aspect of the box, at the
        size that the picture was worked on.
    image : uint8 (28, 28), the network's input.
    flaw : why it may be no digit, if there is a reason.
    """

    box: Box
    ink: Picture
    image: Picture
    flaw: Flaw | None = None


@dataclass(frozen=True, eq=False)
class Step:
    """A picture on the way.

    Parameters
    ----------
    name : what was done; translatable.
    picture : uint8 (H, W), 0 paper to 255 ink.
    """

    name: str
    picture: Picture


@dataclass(frozen=True, eq=False)
class PictureDigits:
    """All digits of a picture.

    Parameters
    ----------
    rows : from top to bottom, each from left to right; at least one digit.
    ink : uint8 (H, W), 0 paper to 255 ink: all digits where they lie in the whole picture.
    steps : how they were found, in this order.
    """

    rows: tuple[tuple[FoundDigit, ...], ...]
    ink: Picture
    steps: tuple[Step, ...]

    @property
    def digits(self) -> tuple[FoundDigit, ...]:
        """All digits, row by row."""
        return tuple(digit for row in self.rows for digit in row)
