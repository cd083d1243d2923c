"""The training loss of a run from its first batch on, as a curve of few points."""

import math
from typing import Any

MAX_POINTS = 200
"""Points of a curve; each second one is left out where there are more."""

SMOOTHED = 10
"""Batches over which the loss is smoothed: that of a single one says more of it than of the
network."""

Point = tuple[float, float]
"""Epochs done, with fractions, and a loss in nats."""


class LossCurve:
    """A running mean of the losses of successive batches.

    Attributes
    ----------
    points : the mean after some of the batches so far, evenly spaced; a tuple that stays as it is.
    """

    def __init__(self) -> None:
        self._points: list[Point] = []
        self._batches = 0
        self._batches_a_point = 1
        self._mean = 0.0

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(self._points)

    def add(self, epochs: float, loss: float) -> None:
        """Add a batch.

        Parameters
        ----------
        epochs : done at its end, with fractions.
        loss : of it, nats.
        """
        self._batches += 1
        # Of the first batches a plain mean, then an exponential one.
        self._mean += (loss - self._mean) / min(self._batches, SMOOTHED)
        if self._batches % self._batches_a_point == 0:
            self._points.append((epochs, self._mean))
        if len(self._points) > MAX_POINTS:
            self._points = self._points[1::2]
            self._batches_a_point *= 2

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, for :meth:`from_json`."""
        return {
            "points": self._points,
            "batches": self._batches,
            "batches_a_point": self._batches_a_point,
            "mean": self._mean,
        }

    @classmethod
    def from_json(cls, values: Any) -> "LossCurve":
        """The curve that :meth:`to_json` wrote.

        Raises
        ------
        ValueError, TypeError, KeyError : it is something else.
        """
        curve = cls()
        curve._points = [
            (_finite(x), _finite(loss)) for x, loss in values["points"][: MAX_POINTS + 1]
        ]
        curve._batches = _count(values["batches"])
        curve._batches_a_point = max(_count(values["batches_a_point"]), 1)
        curve._mean = _finite(values["mean"])
        return curve


def _finite(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError("a number that is none")
    return float(value)


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("a count that is none")
    return value
