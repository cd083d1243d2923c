"""Pictures of several digits, and pictures of none."""

from collections.abc import Callable, Sequence

import numpy as np

from digitpad.ink.opencv import cv2
from digitpad.ink.strokes import Drawing, bounds
from tests.benchmarks.photograph_kinds import Pixels
from tests.benchmarks.photograph_paint import (
    BEIGE,
    BLACK,
    BLUE,
    KRAFT,
    MARGIN,
    RULE,
    WHITE,
    Image,
    Rng,
    cloud,
    digit_lines,
    hand_shadow,
    line_mask,
    lit,
    painted,
    paper,
    rectangle,
    rules,
    soft_shadow,
    taken,
    warped,
)

Sheet = Callable[[Sequence[Drawing], Rng], Pixels]


def row_on(
    image: Image, drawings: Sequence[Drawing], at: tuple[float, float, float], rng: Rng, gap: float
) -> Image:
    """A number written on a sheet; ``at`` is its left, its middle and the height of its digits."""
    left, middle, height = at
    lines = []
    for drawing in drawings:
        low, high = bounds(drawing)
        width, tall = (high - low).tolist()
        side = height * rng.uniform(0.9, 1.1) * max(width, tall) / max(tall, 1)
        side = min(side, 1.2 * height)
        across = side * width / max(width, tall)
        box = (left + across / 2, middle + rng.normal(0, 0.04) * height, side)
        lines += digit_lines(drawing, box)
        left += across + gap * height
    mask = line_mask(image.shape[:2], lines, rng.uniform(0.06, 0.1) * height)
    return painted(image, mask, (BLUE, BLACK)[rng.integers(2)])


def number(drawings: Sequence[Drawing], rng: Rng) -> Pixels:
    """A number in a picture without a camera."""
    sheet = np.ones((300, 900, 3), np.float32)
    image = row_on(sheet, drawings, (40, 150, rng.uniform(90, 150)), rng, rng.uniform(0.15, 0.5))
    return np.rint(255 * image).astype(np.uint8)


def number_on_rules(drawings: Sequence[Drawing], rng: Rng) -> Pixels:
    size = (400, 900)
    lines = rules(size, rng.uniform(50, 90), 2.5, rng.uniform(-2, 2), rng)
    sheet = painted(paper(size, WHITE, rng), lines, RULE)
    image = row_on(sheet, drawings, (60, 200, rng.uniform(90, 140)), rng, rng.uniform(0.2, 0.5))
    return taken(lit(image, soft_shadow(size, rng, 0.5)), rng)


def number_close(drawings: Sequence[Drawing], rng: Rng) -> Pixels:
    sheet = paper((300, 800), BEIGE, rng)
    return taken(row_on(sheet, drawings, (60, 150, 110), rng, 0.1), rng)


def two_rows(drawings: Sequence[Drawing], rng: Rng) -> Pixels:
    half = (len(drawings) + 1) // 2
    sheet = paper((600, 700), WHITE, rng)
    image = row_on(sheet, drawings[:half], (60, 170, 120), rng, 0.3)
    return taken(row_on(image, drawings[half:], (60, 400, 120), rng, 0.3), rng)


def table_of_digits(drawings: Sequence[Drawing], rng: Rng) -> Pixels:
    """A photograph of a ruled table of four columns with a digit in each cell."""
    image = paper((1500, 2000), WHITE, rng)
    side = 260
    lines = [rectangle((200, 200, 200 + 4 * side, 200 + 4 * side))]
    for step in (1, 2, 3):
        away = 200 + step * side
        lines.append(np.array([[200, away], [200 + 4 * side, away]], np.float32))
        lines.append(np.array([[away, 200], [away, 200 + 4 * side]], np.float32))
    image = painted(image, line_mask((1500, 2000), lines, 5), (0.4, 0.4, 0.4))
    marks = []
    for place, drawing in enumerate(drawings):
        y, x = divmod(place, 4)
        middle = (330 + side * x + rng.normal(0, 12), 330 + side * y + rng.normal(0, 12))
        marks += digit_lines(drawing, (*middle, rng.uniform(120, 160)))
    image = painted(image, line_mask((1500, 2000), marks, 12), BLUE)
    return taken(warped(lit(image, soft_shadow((1500, 2000), rng, 0.6)), rng, 0.03), rng)


SHEETS: dict[str, tuple[Sheet, tuple[int, int]]] = {
    "number, 2 to 5": (number, (2, 6)),
    "number on rules": (number_on_rules, (2, 6)),
    "number, gaps of 0.1": (number_close, (2, 6)),
    "two rows": (two_rows, (4, 8)),
    "table of digits": (table_of_digits, (5, 17)),
}
"""Kinds, and how many digits they have: from the first to before the second."""


def empty_grain(rng: Rng) -> Pixels:
    return taken(paper((560, 560), WHITE, rng, 0.03), rng, noise=8)


def empty_shadow(rng: Rng) -> Pixels:
    size = (560, 560)
    return taken(lit(paper(size, BEIGE, rng), soft_shadow(size, rng, 0.3)), rng)


def empty_rules(rng: Rng) -> Pixels:
    size = (560, 560)
    both = bool(rng.random() < 0.5)
    lines = rules(size, rng.uniform(40, 90), 2.5, rng.uniform(-3, 3), rng, both=both)
    return taken(painted(paper(size, WHITE, rng), lines, RULE), rng)


def empty_margin(rng: Rng) -> Pixels:
    size = (560, 560)
    lines = rules(size, rng.uniform(45, 100), rng.uniform(1.5, 4), rng.uniform(-3, 3), rng)
    at = rng.uniform(40, 200)
    margin = np.array([[at, -5], [at + rng.normal(0, 8), 565]], np.float32)
    sheet = painted(paper(size, WHITE, rng), lines, RULE)
    return taken(painted(sheet, line_mask(size, [margin], rng.uniform(2, 5)), MARGIN), rng)


def empty_boxes(rng: Rng) -> Pixels:
    size, side, top = (560, 560), rng.uniform(60, 120), rng.uniform(100, 400)
    lefts = np.arange(rng.uniform(-50, 50), 600, side * rng.uniform(1, 1.5))
    boxes = [rectangle((left, top, left + side, top + 1.2 * side)) for left in lefts.tolist()]
    return taken(painted(paper(size, WHITE, rng), line_mask(size, boxes, 3), BLACK), rng)


def empty_hand(rng: Rng) -> Pixels:
    size = (560, 560)
    shadow = hand_shadow(size, rng, rng.uniform(0.4, 0.6))
    return taken(lit(paper(size, WHITE, rng), shadow), rng)


def blotches(rng: Rng) -> Pixels:
    size = (560, 560)
    strength = rng.uniform(0.1, 0.3)
    spots = cloud(size, rng, rng.uniform(12, 80))[:, :, None]
    return taken(paper(size, KRAFT, rng) * (1 + strength * spots), rng)


def fabric(rng: Rng) -> Pixels:
    y, x = np.mgrid[0:560, 0:560].astype(np.float32)
    turn, period = rng.uniform(0, np.pi), rng.uniform(6, 30)
    along, across = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    weave = np.sin(2 * np.pi * along / period) * np.sin(2 * np.pi * across / period)
    weave = weave + 0.5 * cloud((560, 560), rng, 8)
    return taken(paper((560, 560), BEIGE, rng) * (0.8 + 0.12 * weave[:, :, None]), rng)


def wood(rng: Rng) -> Pixels:
    grain = cv2.resize(cloud((560, 70), rng, 4), (560, 560))
    return taken(paper((560, 560), KRAFT, rng) * (1 + 0.12 * grain.T[:, :, None]), rng)


def scribble(rng: Rng) -> Pixels:
    """A line at random, which turns back at the edges: to end there, it would follow them."""
    points = 250 + np.cumsum(rng.normal(0, 45, (60, 2)), axis=0)
    line = (530 - np.abs(points % 1000 - 500)).astype(np.float32)
    return taken(
        painted(paper((560, 560), WHITE, rng), line_mask((560, 560), [line], 10), BLACK), rng
    )


def house(rng: Rng) -> Pixels:
    left, top = rng.uniform(120, 200, 2)
    side = rng.uniform(180, 260)
    right, bottom = left + side, top + side
    roof = [[left - 20, top], [left + side / 2, top - 90], [right + 20, top]]
    door = rectangle((left + 0.4 * side, bottom - 0.5 * side, left + 0.6 * side, bottom))
    window = rectangle((left + 20, top + 30, left + 70, top + 80))
    lines = [rectangle((left, top, right, bottom)), np.array(roof, np.float32), door, window]
    mask = line_mask((560, 560), lines, rng.uniform(5, 12))
    return taken(painted(paper((560, 560), WHITE, rng), mask, BLACK), rng)


def arrow(rng: Rng) -> Pixels:
    """An arrow in any direction, half of them nearly upright, its line a little bent."""
    angle = rng.choice([-1, 1]) * np.pi / 2 + rng.normal(0, 0.2)
    if rng.random() < 0.5:
        angle = rng.uniform(0, 2 * np.pi)
    length = rng.uniform(140, 300)
    along = np.linspace(-0.5, 0.5, 20)
    bent = rng.normal(0, 0.02) * np.cos(np.pi * along)
    tip = np.array([0.5, 0.0])
    turns = np.pi + rng.uniform(0.4, 0.8) * np.array([1, -1]) + rng.normal(0, 0.08, 2)
    reaches = rng.uniform(0.18, 0.4) * rng.uniform(0.85, 1.15, 2)
    barbs = tip + reaches[:, None] * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    lines = [
        ((line @ turn) * length + 280).astype(np.float32)
        for line in (np.stack([along, bent], axis=1), np.stack([barbs[0], tip, barbs[1]]))
    ]
    mask = line_mask((560, 560), lines, rng.uniform(5, 14))
    return taken(painted(paper((560, 560), WHITE, rng), mask, BLACK), rng)


NOTHING: dict[str, Callable[[Rng], Pixels]] = {
    "empty, grain": empty_grain,
    "empty, shadow": empty_shadow,
    "empty, ruled": empty_rules,
    "empty, margin": empty_margin,
    "empty, boxes": empty_boxes,
    "empty, shadow of a hand": empty_hand,
    "blotches": blotches,
    "fabric": fabric,
    "wood": wood,
    "scribble": scribble,
    "house": house,
    "arrow": arrow,
}
