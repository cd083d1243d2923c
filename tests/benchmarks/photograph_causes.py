"""Kinds of pictures that were made to look for one cause of failure each."""

import numpy as np

from digitpad.ink.opencv import cv2
from digitpad.ink.strokes import Drawing
from tests.benchmarks.photograph_kinds import SIZE, Kind, Pixels, written
from tests.benchmarks.photograph_paint import (
    BEIGE,
    BLACK,
    BLUE,
    PENCIL,
    RED,
    RULE,
    Rng,
    cloud,
    digit_lines,
    glare,
    hand_shadow,
    line_mask,
    lit,
    painted,
    place,
    rectangle,
    rules,
    taken,
)


def comb_of_boxes(drawing: Drawing, rng: Rng) -> Pixels:
    """Boxes with gaps between them, as for a post code, all but one empty."""
    sheet, _, (x, y, side) = written(drawing, rng, share=(0.17, 0.3), ink=BLACK, pen=(0.05, 0.08))
    half, step = side * rng.uniform(0.58, 0.8), side * rng.uniform(1.3, 1.8)
    high = half * rng.uniform(1, 1.3)
    turn = rng.uniform(-4, 4)
    lines = [
        rectangle((x + away - half, y - high, x + away + half, y + high), turn)
        for away in step * np.arange(-4, 5)
    ]
    colour = (RED, (0.3, 0.3, 0.3), (0.5, 0.65, 0.4))[rng.integers(3)]
    return taken(painted(sheet, line_mask(SIZE, lines, rng.uniform(1.5, 5)), colour), rng)


def empty_column(drawing: Drawing, rng: Rng) -> Pixels:
    """A digit in a grid of few cells that ends within the picture, as in a puzzle."""
    sheet, _, (x, y, side) = written(drawing, rng, share=(0.2, 0.3), ink=PENCIL, pen=(0.05, 0.08))
    cell = side * rng.uniform(1.15, 1.6)
    left, top = x - cell * (0.5 + rng.integers(3)), y - cell * (0.5 + rng.integers(3))
    right, bottom = left + 3 * cell, top + 3 * cell
    lines = [[[left, top + n * cell], [right, top + n * cell]] for n in range(4)]
    lines += [[[left + n * cell, top], [left + n * cell, bottom]] for n in range(4)]
    mask = line_mask(SIZE, [np.array(line, np.float32) for line in lines], rng.uniform(2, 6))
    return taken(painted(sheet, mask, BLACK), rng)


def hand_on_rules(drawing: Drawing, rng: Rng) -> Pixels:
    image = written(drawing, rng, ink=BLACK, pen=(0.03, 0.07))[0]
    lines = rules(SIZE, rng.uniform(50, 90), 2.5, rng.uniform(-4, 4), rng)
    return taken(lit(painted(image, lines, RULE), hand_shadow(SIZE, rng, 0.5)), rng)


def stains(drawing: Drawing, rng: Rng) -> Pixels:
    """Arcs and drops of something brown."""
    image = written(drawing, rng, ink=BLUE)[0]
    arcs = []
    for _ in range(3):
        turn = np.linspace(0, rng.uniform(1.5, 5), 50) + rng.uniform(0, 6)
        centre, away = rng.uniform(0, 560, 2), rng.uniform(60, 160)
        arcs.append((centre + away * np.stack([np.cos(turn), np.sin(turn)], 1)).astype(np.float32))
    mask = line_mask(SIZE, arcs, rng.uniform(6, 14)) * np.clip(1 + cloud(SIZE, rng, 30), 0, 1)
    return taken(painted(image, mask.astype(np.float32), (0.5, 0.65, 0.78)), rng)


def ghost(drawing: Drawing, rng: Rng) -> Pixels:
    """The faint back of the sheet: writing that shines through, in a mirror."""
    other = line_mask(SIZE, digit_lines(drawing, place(SIZE, rng, (0.4, 0.8))), 20)
    through = cv2.GaussianBlur(other[:, ::-1].copy(), (0, 0), 3) * rng.uniform(0.2, 0.4)
    sheet, mask, _ = written(drawing, rng, ink=(1, 1, 1))
    image = painted(painted(sheet, through.astype(np.float32), (0.5, 0.5, 0.5)), mask, BLUE)
    return taken(0.85 * image + glare(SIZE, rng, 0.15)[:, :, None], rng)


def dashed(drawing: Drawing, rng: Rng) -> Pixels:
    """A pen that runs dry: gaps of two or three widths of the line."""
    sheet, mask, (_, _, side) = written(drawing, rng, ink=(1, 1, 1), pen=(0.03, 0.06))
    gaps = cloud(SIZE, rng, 0.05 * side) > 0.9
    mask = mask * cv2.GaussianBlur(1 - gaps.astype(np.float32), (0, 0), 1)
    return taken(painted(sheet, np.asarray(mask, np.float32), (BLUE, BLACK)[rng.integers(2)]), rng)


def skipping_ballpoint(drawing: Drawing, rng: Rng) -> Pixels:
    sheet, mask, _ = written(drawing, rng, ink=(1, 1, 1), pen=(0.025, 0.045))
    skips = np.clip(1.6 + 1.3 * cloud(SIZE, rng, 11), 0, 1).astype(np.float32)
    return taken(painted(sheet, mask * skips, BLUE), rng)


def ringed(drawing: Drawing, rng: Rng) -> Pixels:
    """A loop that does not close, or closes over itself, around the digit."""
    sheet, _, (x, y, side) = written(drawing, rng, share=(0.3, 0.5), ground=BEIGE, ink=BLUE)
    turn = np.linspace(0, 2 * np.pi + rng.uniform(-0.5, 0.5), 60) + rng.uniform(0, 6)
    away = side * rng.uniform(0.68, 0.85) * (1 + 0.05 * np.sin(2 * turn + rng.uniform(0, 6)))
    loop = np.stack([x + away * np.cos(turn), y + away * np.sin(turn)], 1).astype(np.float32)
    mask = line_mask(SIZE, [loop], rng.uniform(5, 14))
    return taken(painted(sheet, mask, (RED, BLUE)[rng.integers(2)]), rng)


CAUSES: dict[str, Kind] = {
    "comb of boxes": comb_of_boxes,
    "grid of few cells": empty_column,
    "hand on rules": hand_on_rules,
    "stains": stains,
    "shining through": ghost,
    "dashed line": dashed,
    "skipping ballpoint": skipping_ballpoint,
    "ringed": ringed,
}
"""Further kinds that the steps were chosen by."""
