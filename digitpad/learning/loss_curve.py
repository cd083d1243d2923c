"""The training loss of a run from its first batch on, as a curve of few points."""

import math
from typing import Any

MOST = 240
"""Points of a curve. Beyond that each two become one, which tells the mean of twice as many
batches: a long training has a smooth curve, and a short one is seen from its first batch."""

Point = tuple[float, float]
"""Epochs done, with fractions, and a loss in nats."""


class LossCurve:
    """Means of the losses of successive batches.

    Attributes
    ----------
    points : of the batches so far; the last few are missing until they make a point.
    """

    def __init__(self) -> None:
        self.points: list[Point] = []
        self._batches_a_point = 1
        self._waiting: list[float] = []

    def add(self, epochs: float, loss: float) -> None:
        """Add a batch.

        Parameters
        ----------
        epochs : done at its end, with fractions.
        loss : of it, nats.
        """
        self._waiting.append(loss)
        if len(self._waiting) == self._batches_a_point:
            self.points.append((epochs, math.fsum(self._waiting) / len(self._waiting)))
            self._waiting = []
        if len(self.points) == MOST:
            pairs = zip(self.points[::2], self.points[1::2], strict=True)
            self.points = [(x, (one + other) / 2) for (_, one), (x, other) in pairs]
            self._batches_a_point *= 2

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, for :meth:`from_json`."""
        return {
            "points": self.points,
            "batches_a_point": self._batches_a_point,
            "waiting": self._waiting,
        }

    @classmethod
    def from_json(cls, values: Any) -> "LossCurve":
        """The curve that :meth:`to_json` wrote.

        Raises
        ------
        ValueError, TypeError, KeyError : it is something else.
        """
        curve = cls()
        curve.points = [(_finite(x), _finite(loss)) for x, loss in values["points"]]
        curve._batches_a_point = values["batches_a_point"]
        curve._waiting = [_finite(loss) for loss in values["waiting"]]
        each, waiting = curve._batches_a_point, len(curve._waiting)
        if type(each) is not int or not waiting < each or len(curve.points) >= MOST:
            raise ValueError("a curve that is none")
        return curve


def _finite(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError("a number that is none")
    return float(value)
