"""New digits from old ones: what a hand might have drawn instead.

Elastic distortion after Simard et al., 2003, "Best practices for convolutional neural networks
applied to visual document analysis", section 2, together with a small affine map.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2

SIDE = 28
STACK = 1000
"""Pictures in one call of OpenCV, which takes pictures of less than 32,768 pixels a side."""


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

    elastic: float = 34.0
    smoothness: float = 5.0
    rotation: float = 15.0
    scale: float = 0.15
    shear: float = 0.15
    shift: float = 1.5


def distort(
    images: NDArray[np.uint8], rng: np.random.Generator, distortion: Distortion = Distortion()
) -> NDArray[np.uint8]:
    """Bend each picture, uint8 (N, 28, 28), in its own way; the result has the same shape."""
    result = np.empty_like(images)
    for start in range(0, len(images), STACK):
        stack = slice(start, start + STACK)
        result[stack] = _distort_stack(images[stack], rng, distortion)
    return result


def _distort_stack(
    images: NDArray[np.uint8], rng: np.random.Generator, distortion: Distortion
) -> NDArray[np.uint8]:
    """Bend up to ``STACK`` pictures, laid one below the other, in one call."""
    count = len(images)
    x, y = _affine(count, rng, distortion)
    x += _elastic(count, rng, distortion)
    y += _elastic(count, rng, distortion)
    # A picture's edge is paper: whatever looks beyond it must not see its neighbour's ink.
    np.clip(x, 0, SIDE - 1, out=x)
    np.clip(y, 0, SIDE - 1, out=y)
    y += np.arange(count, dtype=np.float32)[:, None, None] * SIDE
    tall = (count * SIDE, SIDE)
    bent = cv2.remap(images.reshape(tall), x.reshape(tall), y.reshape(tall), cv2.INTER_LINEAR)
    return np.asarray(bent, np.uint8).reshape(images.shape)


def _elastic(count: int, rng: np.random.Generator, distortion: Distortion) -> NDArray[np.float32]:
    """Smooth random displacements along one axis, float32 (count, 28, 28), pixels."""
    noise = rng.random((count * SIDE, SIDE), np.float32) * 2 - 1
    smooth = cv2.GaussianBlur(noise, (0, 0), distortion.smoothness)
    return smooth.reshape(count, SIDE, SIDE) * np.float32(distortion.elastic)


def _affine(
    count: int, rng: np.random.Generator, distortion: Distortion
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Where each pixel looks, x and y, float32 (count, 28, 28): rotated, sheared, scaled, moved."""

    def either_way(limit: float) -> NDArray[np.float32]:
        return rng.uniform(-limit, limit, (count, 1, 1)).astype(np.float32)

    angle = np.deg2rad(either_way(distortion.rotation))
    shear = either_way(distortion.shear)
    x_scale, y_scale = 1 + either_way(distortion.scale), 1 + either_way(distortion.scale)
    middle = (SIDE - 1) / 2
    axis = np.arange(SIDE, dtype=np.float32) - np.float32(middle)
    u = axis[None, None, :] * x_scale
    v = axis[None, :, None] * y_scale
    u = u + shear * v
    x = np.cos(angle) * u - np.sin(angle) * v + either_way(distortion.shift) + np.float32(middle)
    y = np.sin(angle) * u + np.cos(angle) * v + either_way(distortion.shift) + np.float32(middle)
    return x, y
