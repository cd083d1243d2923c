"""Labelled points in the plane, and sets of them that show something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from digitpad.playground.quadrants import LABELS, TEST_POINTS, TRAIN_POINTS
from digitpad.playground.settings import HE, Settings
from digitpad.translatable import translatable

MIN_CLASSES, MAX_CLASSES = 2, 6

MAX_POINTS = 500
"""Points that there may be: each step learns from all of them, and each change makes new ones."""

MAX_NOISE = 1.0
"""Noise that can be added to the points of a preset, in units of the plane."""

NOISE_SEED = 1
"""Not the one of the presets: their own noise would come again, and only grow."""


@dataclass(frozen=True, eq=False)
class Points:
    """Points to learn from. They are never changed: each change makes new ones.

    Parameters
    ----------
    positions : (N, 2) float64.
    labels : (N,) integers from 0 to ``classes`` - 1.
    classes : how many classes there are; some may have no point.
    is_test : bool (N,), the points that are held out: never learned from, only predicted.
    """

    positions: NDArray[np.float64]
    labels: NDArray[np.integer]
    classes: int
    is_test: NDArray[np.bool_]

    @classmethod
    def to_learn(
        cls, positions: NDArray[np.float64], labels: NDArray[np.integer], classes: int
    ) -> "Points":
        """Points of which none is held out."""
        return cls(positions, labels, classes, np.zeros(len(positions), bool))

    def __len__(self) -> int:
        return len(self.positions)

    @cached_property
    def training(self) -> "Part":
        """The points to learn from."""
        return self._part(~self.is_test)

    @cached_property
    def test(self) -> "Part":
        """The points that are held out."""
        return self._part(self.is_test)

    def _part(self, chosen: NDArray[np.bool_]) -> "Part":
        indices = np.flatnonzero(chosen)
        return Part(self.positions[indices], self.labels[indices], indices)

    @property
    def test_share(self) -> float:
        """The share that is held out, 0 to 1."""
        return float(self.is_test.mean()) if len(self) else 0.0

    def split(self, share: float, seed: int) -> "Points":
        """With about this share held out, 0 to 1, of each class alike; the seed decides which."""
        is_test = np.zeros(len(self), bool)
        order = np.random.default_rng(seed).permutation(len(self))
        for label in range(self.classes):
            of_class = order[self.labels[order] == label]
            is_test[of_class[: round(share * len(of_class))]] = True
        return replace(self, is_test=is_test)

    def with_noise(self, noise: float) -> "Points":
        """Each moved by chance: normal, ``noise`` its standard deviation; the same each time."""
        if not noise:
            return self
        moves = np.random.default_rng(NOISE_SEED).normal(0, noise, self.positions.shape)
        return replace(self, positions=self.positions + moves)

    def replaced(self, before: "Points", after: "Points") -> "Points":
        """With each point that is where one of these was where it is after; others stay.

        Parameters
        ----------
        before, after : the same points, in the same order.
        """
        places = {place.tobytes(): row for row, place in enumerate(before.positions)}
        positions = self.positions.copy()
        for row, place in enumerate(self.positions):
            if (found := places.get(place.tobytes())) is not None:
                positions[row] = after.positions[found]
        return replace(self, positions=positions)

    def added(self, position: tuple[float, float], label: int, is_test: bool = False) -> "Points":
        """With one more point, the last."""
        return Points(
            np.concatenate([self.positions, [position]]),
            np.append(self.labels, label),
            self.classes,
            np.append(self.is_test, is_test),
        )

    def moved(self, index: int, position: tuple[float, float]) -> "Points":
        """With a point in another place."""
        positions = self.positions.copy()
        positions[index] = position
        return replace(self, positions=positions)

    def removed(self, index: int) -> "Points":
        """Without a point."""
        return self._kept(np.arange(len(self)) != index, self.classes)

    def of_classes(self, classes: int) -> "Points":
        """With so many classes; points of those that are no more are gone."""
        return self._kept(self.labels < classes, classes)

    def _kept(self, kept: NDArray[np.bool_], classes: int) -> "Points":
        return Points(self.positions[kept], self.labels[kept], classes, self.is_test[kept])


@dataclass(frozen=True, eq=False)
class Part:
    """Some of the points.

    Parameters
    ----------
    positions : (M, 2) float64.
    labels : (M,) integers.
    indices : (M,), which they are of all.
    """

    positions: NDArray[np.float64]
    labels: NDArray[np.integer]
    indices: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.labels)

    def rows(self, rows: NDArray[np.intp]) -> "Part":
        """Some of these, in this order."""
        return Part(self.positions[rows], self.labels[rows], self.indices[rows])


@dataclass(frozen=True, eq=False)
class Preset:
    """Points that show something, and settings that suit them.

    Parameters
    ----------
    name : as in the code.
    title, undo_text, hint : to be translated. The hint tells what to watch for.
    make : makes the points, the same each time.
    settings : to begin with.
    """

    name: str
    title: str
    undo_text: str
    hint: str
    make: Callable[[], Points]
    settings: Settings

    def has_made(self, points: Points, noise: float = 0) -> bool:
        """Whether points are those of this preset, with so much noise; any of them may be held out,
        unless the preset says which.
        """
        own = self.make().with_noise(noise)
        return (
            np.array_equal(points.positions, own.positions)
            and np.array_equal(points.labels, own.labels)
            and (not own.is_test.any() or np.array_equal(points.is_test, own.is_test))
        )


def quadrants() -> Points:
    """The tutorial's four points, one in each quadrant, and its four test points."""
    return Points(
        np.concatenate([TRAIN_POINTS, TEST_POINTS]),
        np.concatenate([LABELS, LABELS]),
        len(LABELS),
        np.repeat([False, True], len(LABELS)),
    )


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
    return Points.to_learn(np.stack([radii * np.cos(angles), radii * np.sin(angles)], 1), labels, 2)


def spiral() -> Points:
    """Three arms wound around each other."""
    rng = np.random.default_rng(0)
    labels = np.repeat(np.arange(3), 24)
    way = np.tile(np.linspace(0.15, 1, 24), 3)
    angles = 2 * np.pi * (labels / 3 + 0.6 * way) + rng.normal(0, 0.08, 72)
    radii = 2.8 * way
    return Points.to_learn(np.stack([radii * np.cos(angles), radii * np.sin(angles)], 1), labels, 3)


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
    return Points.to_learn(positions, np.repeat(labels, each), classes)


LEARNABLE = Settings(initialization=HE, learning_rate=0.1, l2=0.0)
"""Settings with which a network of any depth learns."""

PRESETS: Mapping[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset(
            "quadrants",
            translatable("Quadrants"),
            translatable("Load quadrants"),
            translatable(
                "One training point per quadrant, as in the tutorial; its test points are hollow. "
                "Four points do not determine the boundaries."
            ),
            quadrants,
            Settings(),
        ),
        Preset(
            "XOR",
            translatable("XOR"),
            translatable("Load XOR"),
            translatable("XOR is not linearly separable: with one hidden unit training fails."),
            xor,
            LEARNABLE,
        ),
        Preset(
            "circles",
            translatable("Circles"),
            translatable("Load circles"),
            translatable(
                "ReLU boundaries are piecewise linear. How many units enclose the circle?"
            ),
            circles,
            LEARNABLE,
        ),
        Preset(
            "spiral",
            translatable("Spiral"),
            translatable("Load spiral"),
            translatable("The loss may plateau before the spiral arms separate."),
            spiral,
            LEARNABLE,
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
            replace(LEARNABLE, l2=0.001),
        ),
    )
}
