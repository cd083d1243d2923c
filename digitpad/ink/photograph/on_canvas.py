"""The digits of a picture on the canvas: laid there, and told apart again once it was changed."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import Picture
from digitpad.ink.opencv import cv2
from digitpad.ink.photograph.found import Box, FoundDigit, PictureDigits, Step
from digitpad.ink.picture_file import limited
from digitpad.ink.raster import canvas_ink, rasterized
from digitpad.ink.strokes import CANVAS, Drawing

NEAR = 0.25
"""Ink beside a digit, no farther off than this share of its height, belongs to it."""

SHOWN = 280
"""Longer side of the pictures by which the digits were found, pixels."""

Indices = NDArray[np.integer]


def drawing_of(found: PictureDigits, height: int, width: int) -> Drawing:
    """The digits of a picture as a drawing, each where it lies in the picture.

    Parameters
    ----------
    height, width : of the picture, pixels; it fills the canvas.
    """
    side = int(CANVAS)
    scale = side / max(height, width)
    left, top = (side - width * scale) / 2, (side - height * scale) / 2
    ink = np.zeros((side, side), np.uint8)

    def laid(digit: FoundDigit) -> FoundDigit:
        x0, y0, x1, y1 = digit.box
        box = _at_least_one_pixel(
            round(left + x0 * scale),
            round(top + y0 * scale),
            round(left + x1 * scale),
            round(top + y1 * scale),
        )
        size = box[2] - box[0], box[3] - box[1]
        is_smaller = size[1] < digit.ink.shape[0]
        how = cv2.INTER_AREA if is_smaller else cv2.INTER_LINEAR
        part = ink[box[1] : box[3], box[0] : box[2]]
        np.maximum(part, cv2.resize(digit.ink, size, interpolation=how), out=part)
        return replace(digit, box=box)

    rows = tuple(tuple(laid(digit) for digit in row) for row in found.rows)
    # No larger than they are shown: each step that can be undone keeps them.
    steps = tuple(Step(step.name, limited(step.picture, SHOWN)) for step in found.steps)
    return Drawing(picture=ink, found=PictureDigits(rows, ink, steps))


def each_digit(drawing: Drawing) -> Iterator[FoundDigit]:
    """The digits of a drawing with a picture in which some were found, one after the other.

    The picture may have been erased in part, and drawn over: ink within the box of one digit is
    its own, and so is ink that joins it or lies near it. Other ink is a digit more.

    Yields
    ------
    Digits in any order, their boxes in canvas units, the ink of each alone on the canvas: uint8
    (560, 560). None where all was erased.
    """
    assert drawing.found is not None
    known = drawing.found.digits
    ink = canvas_ink(drawing)
    rows, columns = np.nonzero(ink)
    owners = _owners(ink, rows, columns, [digit.box for digit in known])
    order = np.argsort(owners, kind="stable")
    numbers, starts = np.unique(owners[order], return_index=True)
    if not len(numbers):
        return
    for number, places in zip(numbers.tolist(), np.split(order, starts[1:]), strict=True):
        down, across = rows[places], columns[places]
        # Not zeros_like: of these zeros, only what is written to takes memory.
        own = np.zeros(ink.shape, np.uint8)
        own[down, across] = ink[down, across]
        same = known[number - 1] if drawing.is_as_found else None
        image = same.image if same else rasterized(Drawing(picture=own))
        left, top = int(across.min()), int(down.min())
        box = left, top, int(across.max()) + 1, int(down.max()) + 1
        yield FoundDigit(box, own, image, same.flaw if same else None)


def in_rows(digits: list[FoundDigit]) -> tuple[tuple[FoundDigit, ...], ...]:
    """Digits in rows from top to bottom, each from left to right.

    A digit whose middle is no lower than the foot of the one before it is in its row.
    """
    rows: list[list[FoundDigit]] = []
    for digit in sorted(digits, key=lambda digit: digit.box[1] + digit.box[3]):
        middle = (digit.box[1] + digit.box[3]) / 2
        if rows and middle < np.mean([other.box[3] for other in rows[-1]]):
            rows[-1].append(digit)
        else:
            rows.append([digit])
    return tuple(tuple(sorted(row, key=lambda digit: digit.box[0])) for row in rows)


def _owners(ink: Picture, rows: Indices, columns: Indices, boxes: list[Box]) -> Indices:
    """The number, from 1, of the digit that each pixel of ink, (P,), belongs to."""
    within = np.zeros(ink.shape, np.int32)  # the last box that holds a pixel, and how many do
    holders = np.zeros(ink.shape, np.int32)
    for number, (left, top, right, bottom) in enumerate(boxes, 1):
        within[top:bottom, left:right] = number
        holders[top:bottom, left:right] += 1
    sure = np.where(holders[rows, columns] == 1, within[rows, columns], 0)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    pieces, choices = labels[rows, columns], len(boxes) + 1
    votes = np.bincount(pieces * choices + sure, minlength=count * choices)
    votes = votes.reshape(count, choices)[:, 1:]
    of_piece = np.where(votes.any(axis=1), votes.argmax(axis=1) + 1, 0)
    more = len(boxes)
    for piece in np.flatnonzero(of_piece[1:] == 0) + 1:
        x, y, width, height = stats[piece, :4].tolist()
        beside = _beside((x, y, x + width, y + height), boxes)
        more += beside == 0
        of_piece[piece] = beside or more
    return np.where(sure > 0, sure, of_piece[pieces])


def _beside(box: Box, boxes: list[Box]) -> int:
    """The number, from 1, of the digit that lies so near that ink belongs to it; 0 for none."""
    gaps = [
        (max(box[0] - x1, x0 - box[2], box[1] - y1, y0 - box[3], 0) / (y1 - y0), number)
        for number, (x0, y0, x1, y1) in enumerate(boxes, 1)
    ]
    gap, number = min(gaps)
    return number if gap <= NEAR else 0


def _at_least_one_pixel(left: int, top: int, right: int, bottom: int) -> Box:
    """A box on the canvas with something in it."""
    side = int(CANVAS)
    left, top = min(max(left, 0), side - 1), min(max(top, 0), side - 1)
    return left, top, max(min(right, side), left + 1), max(min(bottom, side), top + 1)
