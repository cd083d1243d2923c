"""New digits from old ones: what a hand might have drawn instead.

Elastic distortion after Simard et al., 2003, "Best practices for convolutional neural networks
applied to visual document analysis", section 2, together with a small affine map.
"""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2

SIDE = 28
STACK = 250
"""Pictures that are bent in one call of OpenCV, each in its own way: few enough for all that is
computed to stay in the cache."""

SHARED_FIELD = 4
"""Pictures that are bent in the same way, as OpenCV bends the channels of one picture: half the
work for each. Every epoch brings others together."""

FIELD = 160
"""Side of a stack's field of displacements, pixels. Each picture looks at two windows of it, for
its x and its y: smoothing takes most of the time, and a window is as good as a field of its own."""

MIDDLE = (SIDE - 1) / 2

RIGHTMOST = SIDE - 1.1
"""How far to the right a picture looks, pixels: there it still has a neighbour to the right. OpenCV
goes a slow way for any place that has none, which took three times as long in all. The row below
the last is that of the next picture, but for the last one of a stack."""

_ROWS, _COLUMNS = np.mgrid[:SIDE, :SIDE] - MIDDLE
GRID = np.stack([_COLUMNS, _ROWS, np.ones((SIDE, SIDE))]).reshape(3, -1).astype(np.float32)
"""Column, row and 1 of each pixel, float32 (3, 784), counted from the middle."""


@dataclass(frozen=True)
class Distortion:
    """How far a picture may be bent.

    Parameters
    ----------
    elastic : amplitude of the displacement noise, pixels before smoothing.
    smoothness : standard deviation of the Gaussian that smooths the noise, pixels.
    rotation : degrees, either way.
    scale : share of the size, either way, of x and y each on its own.
    shear : share of the height, either way.
    shift : pixels, either way.
    """

    elastic: float = 38.0
    smoothness: float = 5.0
    rotation: float = 15.0
    scale: float = 0.15
    shear: float = 0.15
    shift: float = 1.5

    def weaker(self, strength: float) -> "Distortion":
        """The same, of so much strength: 0 is none, 1 all."""
        return Distortion(
            self.elastic * strength,
            self.smoothness,
            self.rotation * strength,
            self.scale * strength,
            self.shear * strength,
            self.shift * strength,
        )


def distort_annealed(
    images: NDArray[np.uint8], rng: np.random.Generator, done: float
) -> NDArray[np.uint8]:
    """Bend each picture as :func:`distort` does: from the middle of a training on ever less, and
    half as much in the end, when the steps are small and digits are to be seen more as they are.

    Parameters
    ----------
    done : how much of the training is done, 0 to 1.
    """
    return distort(images, rng, Distortion().weaker(min(1.0, 1.5 - done)))


def distort(
    images: NDArray[np.uint8], rng: np.random.Generator, distortion: Distortion = Distortion()
) -> NDArray[np.uint8]:
    """Bend pictures, uint8 (N, 28, 28), each unlike all but ``SHARED_FIELD - 1`` others of
    them; the result has the same shape. So few that they fill no channel twice are bent alike."""
    result = np.empty_like(images)
    for start in range(0, len(images), STACK * SHARED_FIELD):
        some = images[start : start + STACK * SHARED_FIELD]
        # The last ones may be too few: the first ones are bent along with them, for nothing.
        full = np.resize(some, (SHARED_FIELD, -(-len(some) // SHARED_FIELD), SIDE, SIDE))
        bent = _distort_stacks(full, rng, distortion)
        result[start : start + len(some)] = bent.reshape(-1, SIDE, SIDE)[: len(some)]
    return result


def _distort_stacks(
    images: NDArray[np.uint8], rng: np.random.Generator, distortion: Distortion
) -> NDArray[np.uint8]:
    """Bend uint8 (SHARED_FIELD, N, 28, 28): N pictures below each other in each channel."""
    count = images.shape[1]
    windows = _displacements(rng, distortion)
    x, y = (_affine(count, rng, distortion) @ GRID).reshape(2, count, SIDE, SIDE)
    for places in (x, y):
        left, top = rng.integers(0, len(windows), (2, count))
        places += windows[top, left]
    # A picture's edge is paper: whatever looks beyond it must not see its neighbour's ink.
    np.clip(x, 0, RIGHTMOST, out=x)
    np.clip(y, 0, SIDE - 1, out=y)
    y += np.arange(count, dtype=np.float32)[:, None, None] * SIDE
    stacks = cv2.merge(list(images.reshape(SHARED_FIELD, -1, SIDE)))
    # The result has the shape of the maps, and OpenCV works by the row: a picture in each.
    maps = x.reshape(count, -1), y.reshape(count, -1)
    bent = cv2.split(cv2.remap(stacks, *maps, cv2.INTER_LINEAR))
    return np.array(bent, np.uint8).reshape(images.shape)


def _displacements(rng: np.random.Generator, distortion: Distortion) -> NDArray[np.float32]:
    """Every window, 28x28, of a smooth random field: float32 (M, M, 28, 28), pixels."""
    noise = rng.random((FIELD, FIELD), np.float32) * 2 - 1
    smooth = cv2.GaussianBlur(noise, (0, 0), distortion.smoothness)
    return sliding_window_view(smooth * np.float32(distortion.elastic), (SIDE, SIDE))


def _affine(count: int, rng: np.random.Generator, distortion: Distortion) -> NDArray[np.float32]:
    """Where each picture looks, float32 (2, count, 3): the x and the y of a place as so much of
    the column, of the row and of 1, after it was scaled, sheared, rotated and moved."""

    def either_way(limit: float) -> NDArray[np.float64]:
        return rng.uniform(-limit, limit, count)

    angle = np.deg2rad(either_way(distortion.rotation))
    cos, sin = np.cos(angle), np.sin(angle)
    shear = either_way(distortion.shear)
    wide, high = 1 + either_way(distortion.scale), 1 + either_way(distortion.scale)
    x_shift, y_shift = MIDDLE + either_way(distortion.shift), MIDDLE + either_way(distortion.shift)
    x = [cos * wide, (cos * shear - sin) * high, x_shift]
    y = [sin * wide, (sin * shear + cos) * high, y_shift]
    return np.array([x, y], np.float32).transpose(0, 2, 1)
