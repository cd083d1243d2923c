"""The difference of two logits as a sum of a few parts, rounded so that they still add up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from digitpad.explain.contributions import Contributions

LARGEST = 6
"""Units that are listed; the others are one part."""

PLACES = 2
"""Decimal places that are shown."""


@dataclass(frozen=True)
class UnitPart:
    """What one unit of the last hidden layer adds: its activation times its weight."""

    unit: int
    activation: float
    value: float


@dataclass(frozen=True)
class Sum:
    """``logit A - logit B``, by the units of the last hidden layer and by the pixels.

    Each of the two adds up to ``difference``, to the last place.

    Parameters
    ----------
    difference : rounded, as all values are.
    units : those that add or take most, the largest first; none without a hidden layer.
    others, other_count : what all other units add, and how many they are.
    bias : what the biases of the outputs add.
    ink_for, ink_against : what all pixels add that support A, and those that support B.
    ink_bias : what no pixel brings: the biases of all active units.
    """

    difference: float
    units: tuple[UnitPart, ...]
    others: float
    other_count: int
    bias: float
    ink_for: float
    ink_against: float
    ink_bias: float


def sum_of(parts: Contributions) -> Sum:
    """The parts of a difference to be listed."""
    last = parts.units[-1] if parts.units else np.empty(0)
    largest = np.argsort(-np.abs(last), kind="stable")[:LARGEST]
    listed = last[largest]
    bias = parts.biases[-1] if parts.units else 0.0
    difference, by_unit = rounded(
        [*listed.tolist(), float(last.sum() - listed.sum()), bias], parts.difference
    )
    pixels = parts.pixels
    ink = [float(pixels[pixels > 0].sum()), float(pixels[pixels < 0].sum()), parts.biases[0]]
    _, by_pixel = rounded(ink, parts.difference)
    units = [
        UnitPart(int(unit), float(parts.activations[-1][unit]), value)
        for unit, value in zip(largest, by_unit[:-2], strict=True)
    ]
    return Sum(
        difference, tuple(units), by_unit[-2], len(last) - len(listed), by_unit[-1], *by_pixel
    )


def rounded(parts: Sequence[float], total: float) -> tuple[float, list[float]]:
    """Round a total, and its parts so that they add up to it.

    Parts are rounded down, and those that lost most are rounded up instead: each is less than one
    unit of the last place from what it is.
    """
    scale = 10**PLACES
    whole = round(total * scale)
    scaled = np.array(parts) * scale
    down = np.floor(scaled)
    missing = int(whole - down.sum())
    up = np.argsort(down - scaled, kind="stable")[: max(missing, 0)]
    down[up] += 1
    return whole / scale, [float(value) for value in down / scale]
