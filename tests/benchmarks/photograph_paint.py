"""Paper, ink, light and a camera: what the pictures of ``photographs.py`` are made of.

A picture is float32 (H, W, 3), blue, green and red from 0 to 1, until the camera takes it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2
from digitpad.ink.strokes import Drawing, bounds, smoothed

Image = NDArray[np.float32]
Mask = NDArray[np.float32]
Colour = Sequence[float]
Size = tuple[int, int]
Rng = np.random.Generator

WHITE, BEIGE, KRAFT, YELLOW = (
    (0.95, 0.95, 0.95),
    (0.8, 0.9, 0.95),
    (0.42, 0.6, 0.74),
    (0.45, 0.9, 0.97),
)
BOARD, BLACK = (0.16, 0.22, 0.17), (0.08, 0.08, 0.09)
BLUE, RED, PENCIL, CHALK = (
    (0.62, 0.25, 0.12),
    (0.2, 0.18, 0.78),
    (0.38, 0.37, 0.36),
    (0.85, 0.88, 0.88),
)
RULE, MARGIN = (0.85, 0.7, 0.55), (0.5, 0.45, 0.85)


def paper(size: Size, colour: Colour, rng: Rng, grain: float = 0.012) -> Image:
    """A sheet of one colour, a little uneven."""
    image = np.empty((*size, 3), np.float32)
    image[:] = colour
    if grain:
        uneven = rng.normal(0, grain, size) + cloud(size, rng, 40) * grain
        image *= 1 + uneven[:, :, None].astype(np.float32)
    return image


def cloud(size: Size, rng: Rng, cell: float) -> Mask:
    """A smooth field of mean 0 and deviation 1, its blots about ``cell`` pixels wide."""
    small = [max(2, round(side / cell) + 2) for side in size]
    field = cv2.resize(
        rng.normal(0, 1, small).astype(np.float32), size[::-1], interpolation=cv2.INTER_CUBIC
    )
    return np.asarray(field / max(float(field.std()), 1e-6), np.float32)


def line_mask(size: Size, lines: Sequence[NDArray[np.float32]], width: float) -> Mask:
    """How much of each pixel the lines cover, 0 to 1."""
    fine = 4 if max(size) <= 700 else 2
    if max(size) > 1500:
        fine = 1
    drawn = np.zeros([side * fine for side in size], np.uint8)
    for line in lines:
        fixed = np.rint((line * fine - 0.5) * 16).astype(np.int32)
        fixed = fixed.repeat(2, axis=0) if len(fixed) == 1 else fixed
        cv2.polylines(
            drawn, [fixed[:, None]], False, 255, max(1, round(width * fine)), cv2.LINE_AA, 4
        )
    small = cv2.resize(drawn, size[::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32) / np.float32(255)


def digit_lines(drawing: Drawing, box: Sequence[float]) -> list[NDArray[np.float32]]:
    """The strokes with their middle at x, y and their longer side scaled: ``box`` is x, y, side."""
    x, y, side = box
    low, high = bounds(drawing)
    scale = side / max(*(high - low).tolist(), 1)
    middle = (low + high) / 2
    return [
        ((smoothed(stroke.points) - middle) * scale + (x, y)).astype(np.float32)
        for stroke in drawing.strokes
    ]


def place(
    size: Size, rng: Rng, share: tuple[float, float] = (0.4, 0.7)
) -> tuple[float, float, float]:
    """Somewhere in the picture: x, y and the longer side of a digit."""
    side = rng.uniform(*share) * min(size)
    room = [max(length - 1.3 * side, 0) / 2 for length in size]
    y, x = (length / 2 + rng.uniform(-free, free) for length, free in zip(size, room, strict=True))
    return x, y, side


def painted(image: Image, mask: Mask, colour: Colour) -> Image:
    """Ink over paper: it filters the light that the paper throws back."""
    ink = np.asarray(colour, np.float32)
    return np.asarray(image * (1 - mask[:, :, None] * (1 - ink)), np.float32)


def covered(image: Image, mask: Mask, colour: Colour) -> Image:
    """Chalk or paint over a ground: it hides it."""
    ink = np.asarray(colour, np.float32)
    return np.asarray(image + mask[:, :, None] * (ink - image), np.float32)


def rules(
    size: Size, pitch: float, width: float, angle: float, rng: Rng, *, both: bool = False
) -> Mask:
    """Straight lines across the picture, or squares."""
    height, length = size
    reach = height + length
    middle = np.array([length / 2, height / 2])
    lines = []
    for turn in (0, 90) if both else (0,):
        along = np.deg2rad(angle + turn)
        way, across = (
            np.array([np.cos(along), np.sin(along)]),
            np.array([-np.sin(along), np.cos(along)]),
        )
        for step in np.arange(-reach, reach, pitch) + rng.uniform(0, pitch):
            at = middle + across * step
            lines.append(np.array([at - way * reach, at + way * reach], np.float32))
    return line_mask(size, lines, width)


def rectangle(box: Sequence[float], angle: float = 0) -> NDArray[np.float32]:
    """A closed line around left, top, right, bottom."""
    left, top, right, bottom = box
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom], [left, top]])
    turn = np.deg2rad(angle)
    matrix = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    middle = corners[:4].mean(axis=0)
    return ((corners - middle) @ matrix + middle).astype(np.float32)


def grid_of(size: Size) -> tuple[Mask, Mask]:
    """x and y of each pixel, 0 to 1."""
    y, x = np.mgrid[0 : size[0], 0 : size[1]].astype(np.float32)
    return x / size[1], y / size[0]


def soft_shadow(size: Size, rng: Rng, lowest: float) -> Mask:
    """Light that falls off to ``lowest`` somewhere in the picture, smoothly."""
    x, y = grid_of(size)
    turn = rng.uniform(0, 2 * np.pi)
    along = (x - 0.5) * np.cos(turn) + (y - 0.5) * np.sin(turn) + rng.uniform(-0.2, 0.2)
    return np.asarray(lowest + (1 - lowest) / (1 + np.exp(-along * rng.uniform(6, 14))), np.float32)


def edge_shadow(size: Size, rng: Rng, lowest: float, soft: float = 1.5) -> Mask:
    """A shadow with an edge across the picture, ``soft`` pixels wide."""
    x, y = grid_of(size)
    turn = rng.uniform(0, 2 * np.pi)
    along = (x - 0.5) * np.cos(turn) + (y - 0.5) * np.sin(turn) + rng.uniform(-0.25, 0.25)
    shadow = np.where(along > 0, 1, lowest).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(shadow, (0, 0), soft), np.float32)


def hand_shadow(size: Size, rng: Rng, lowest: float) -> Mask:
    """A shadow of fingers that reach into the picture from an edge."""
    height, width = size
    shadow = np.zeros(size, np.uint8)
    start = np.array([rng.uniform(0.2, 0.8) * width, height * 1.1])
    for spread in np.linspace(-0.5, 0.5, 4):
        end = start + np.array([np.sin(spread), -np.cos(spread)]) * height * rng.uniform(0.5, 1)
        cv2.line(
            shadow,
            start.astype(int).tolist(),
            end.astype(int).tolist(),
            255,
            int(width * rng.uniform(0.07, 0.13)),
        )
    for _ in range(int(rng.integers(4))):
        shadow = np.rot90(shadow)
    turned = cv2.resize(np.ascontiguousarray(shadow), size[::-1])
    soft = cv2.GaussianBlur(turned, (0, 0), rng.uniform(0.012, 0.05) * width)
    return np.asarray(1 - (1 - lowest) * soft.astype(np.float32) / 255, np.float32)


def vignette(size: Size, rng: Rng, lowest: float) -> Mask:
    x, y = grid_of(size)
    away = ((x - 0.5) ** 2 + (y - 0.5) ** 2) / 0.5
    return np.asarray(1 - (1 - lowest) * away ** rng.uniform(0.8, 1.6), np.float32)


def glare(size: Size, rng: Rng, strength: float) -> Mask:
    """Light that a glossy ground throws back, to be added."""
    x, y = grid_of(size)
    away = ((x - rng.uniform(0.2, 0.8)) / rng.uniform(0.1, 0.3)) ** 2
    away = away + ((y - rng.uniform(0.2, 0.8)) / rng.uniform(0.1, 0.4)) ** 2
    return np.asarray(strength * np.exp(-away), np.float32)


def lit(image: Image, light: Mask) -> Image:
    return np.asarray(image * light[:, :, None], np.float32)


def warped(
    image: Image,
    rng: Rng,
    skew: float = 0.0,
    turn: float = 0.0,
    ground: Colour | None = None,
    shrink: float = 1.0,
) -> Image:
    """The sheet as a camera sees it that is held askew; around it lies ``ground``."""
    height, width = image.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    middle = np.array([width / 2, height / 2], np.float32)
    angle = np.deg2rad(turn)
    matrix = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    seen = (corners - middle) @ matrix * shrink + middle
    seen += rng.uniform(-skew, skew, (4, 2)) * min(height, width)
    move = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    if ground is None:
        return np.asarray(
            cv2.warpPerspective(image, move, (width, height), borderMode=cv2.BORDER_REPLICATE),
            np.float32,
        )
    return np.asarray(
        cv2.warpPerspective(image, move, (width, height), borderValue=tuple(ground)), np.float32
    )


def taken(
    image: Image, rng: Rng, blur: float = 0.7, noise: float = 4.0, quality: int | None = 90
) -> NDArray[np.uint8]:
    """What the camera makes of it: blur in pixels, noise in grey levels, JPEG's quality."""
    if blur:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), blur), np.float32)
    values = 255 * np.clip(image, 0, 1) ** 0.9
    if noise:
        values = values + rng.normal(0, noise, image.shape).astype(np.float32)
    pixels = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return pixels if quality is None else jpeg(pixels, quality)


def jpeg(pixels: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    content = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(content, cv2.IMREAD_COLOR), np.uint8)
