"""Labelled points in the plane, and sets of them that show something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from digitpad.playground.quadrants import LABELS, TEST_POINTS, TRAIN_POINTS
from digitpad.translatable import translatable

MIN_CLASSES, MAX_CLASSES = 2, 6

MAX_POINTS = 500
"""Points that there may be: each step learns from all of them, and each change makes new ones."""


@dataclass(frozen=True, eq=False)
class Points:
    """Points to learn from. They are never changed: each change makes new ones.

    Parameters
    ----------
    positions : (N, 2) float64.
    labels : (N,) integers from 0 to ``classes`` - 1.
    classes : how many classes there are; some may have no point.
    """

    positions: NDArray[np.float64]
    labels: NDArray[np.integer]
    classes: int

    def __len__(self) -> int:
        return len(self.positions)

    def added(self, position: tuple[float, float], label: int) -> "Points":
        """With one more point, the last."""
        positions = np.concatenate([self.positions, [position]])
        return Points(positions, np.append(self.labels, label), self.classes)

    def moved(self, index: int, position: tuple[float, float]) -> "Points":
        """With a point in another place."""
        positions = self.positions.copy()
        positions[index] = position
        return Points(positions, self.labels, self.classes)

    def removed(self, index: int) -> "Points":
        """Without a point."""
        kept = np.arange(len(self)) != index
        return Points(self.positions[kept], self.labels[kept], self.classes)

    def of_classes(self, classes: int) -> "Points":
        """With so many classes; points of those that are no more are gone."""
        kept = self.labels < classes
        return Points(self.positions[kept], self.labels[kept], classes)


@dataclass(frozen=True, eq=False)
class Preset:
    """Points that show something, and settings that suit them.

    Parameters
    ----------
    name : as in the code.
    title, undo_text, hint : to be translated. The hint tells what to watch for.
    make : makes the points, the same each time.
    test_points : (N, 2), never trained on; shown because the tutorial predicts them.
    """

    name: str
    title: str
    undo_text: str
    hint: str
    make: Callable[[], Points]
    learning_rate: float
    l2: float
    test_points: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 2)))


def quadrants() -> Points:
    """The tutorial's four."""
    return Points(TRAIN_POINTS.copy(), LABELS.copy(), len(LABELS))


def xor() -> Points:
    """Two classes in four corners, each class in opposite ones."""
    corners = np.array([(1.5, 1.5), (-1.5, 1.5), (-1.5, -1.5), (1.5, -1.5)])
    return _around(corners, np.array([0, 1, 0, 1]), each=6, spread=0.4, classes=2)


def circles() -> Points:
    """One class around the other."""
    rng = np.random.default_rng(0)
    angles = rng.uniform(0, 2 * np.pi, 48)
    labels = np.arange(48) % 2
    radii = np.where(labels == 0, 0.6, 2.2) + rng.normal(0, 0.15, 48)
    return Points(np.stack([radii * np.cos(angles), radii * np.sin(angles)], 1), labels, 2)


def spiral() -> Points:
    """Three arms wound around each other."""
    rng = np.random.default_rng(0)
    labels = np.repeat(np.arange(3), 24)
    way = np.tile(np.linspace(0.15, 1, 24), 3)
    angles = 2 * np.pi * (labels / 3 + 0.6 * way) + rng.normal(0, 0.08, 72)
    radii = 2.8 * way
    return Points(np.stack([radii * np.cos(angles), radii * np.sin(angles)], 1), labels, 3)


def blobs() -> Points:
    """Five clusters that overlap."""
    angles = 2 * np.pi * np.arange(5) / 5
    centres = 1.8 * np.stack([np.cos(angles), np.sin(angles)], 1)
    return _around(centres, np.arange(5), each=10, spread=0.4, classes=5)


def _around(
    centres: NDArray[np.float64],
    labels: NDArray[np.integer],
    *,
    each: int,
    spread: float,
    classes: int,
) -> Points:
    rng = np.random.default_rng(0)
    positions = np.repeat(centres, each, axis=0)
    positions += rng.normal(0, spread, positions.shape)
    return Points(positions, np.repeat(labels, each), classes)


PRESETS: Mapping[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset(
            "quadrants",
            translatable("Quadrants"),
            translatable("Load quadrants"),
            translatable(
                "One training point per quadrant, as in the tutorial; × marks its test points. "
                "Four points do not determine the boundaries."
            ),
            quadrants,
            0.001,
            0.001,
            TEST_POINTS,
        ),
        Preset(
            "XOR",
            translatable("XOR"),
            translatable("Load XOR"),
            translatable("XOR is not linearly separable: with one hidden unit training fails."),
            xor,
            0.1,
            0.0,
        ),
        Preset(
            "circles",
            translatable("Circles"),
            translatable("Load circles"),
            translatable(
                "ReLU boundaries are piecewise linear. How many units enclose the circle?"
            ),
            circles,
            0.1,
            0.0,
        ),
        Preset(
            "spiral",
            translatable("Spiral"),
            translatable("Load spiral"),
            translatable("The loss may plateau before the spiral arms separate."),
            spiral,
            0.1,
            0.0,
        ),
        Preset(
            "blobs",
            translatable("Gaussian blobs"),
            translatable("Load Gaussian blobs"),
            translatable(
                "The clusters overlap, so some errors remain. L2 regularization smooths the "
                "boundaries and lowers confidence."
            ),
            blobs,
            0.1,
            0.001,
        ),
    )
}
