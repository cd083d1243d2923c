"""Any picture as the colours to look for ink in, at a size to work on."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.opencv import cv2

LARGEST, SMALLEST = 1120, 224
"""Longer side of a picture that is worked on, pixels."""

CARD = 0.6
"""A shape that fills so much of its box is a card to write on, not ink."""

FAINTEST = 24
"""A picture whose colours differ by less than this, of 255, is of one colour."""

ROWS = 32
"""Rows of a picture that are worked on at once."""

Colours = NDArray[np.uint8]


def prepared(picture: NDArray[np.uint8]) -> Colours:
    """Colours, uint8 (H, W, 1 or 3), of a picture without opacity and at a size to work on."""
    colours = opaque(_resized(picture))
    return colours[:, :, None] if colours.ndim == 2 else colours


def _resized(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Averaged down where it is large, and grown where it is small."""
    longer = max(picture.shape[:2])
    if SMALLEST <= longer <= LARGEST:
        return picture
    scale = (LARGEST if longer > LARGEST else SMALLEST) / longer
    height, width = (max(1, round(side * scale)) for side in picture.shape[:2])
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (width, height), interpolation=how), np.uint8)


def opaque(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A picture without opacity: what is transparent is paper.

    On a transparent ground either the shape itself is the ink, or it is a card with ink on it.
    """
    if picture.ndim == 2 or picture.shape[2] != 4:
        return picture
    colour, opacity = picture[:, :, :3], picture[:, :, 3]
    edge = np.concatenate([opacity[0], opacity[-1], opacity[:, 0], opacity[:, -1]])
    shown = opacity > 127
    if edge.mean() < 127.5 and not _is_card(colour, shown):
        return 255 - opacity
    if opacity.min() == 255:
        return np.ascontiguousarray(colour)
    paper = np.median(colour[shown], axis=0) if shown.any() else np.full(3, 255)
    on_paper = np.empty_like(colour, order="C")
    for rows in few_rows(len(colour)):
        share = opacity[rows, :, None].astype(np.float32) / 255
        on_paper[rows] = np.rint(paper + share * (colour[rows] - paper))
    return on_paper


def few_rows(height: int) -> Iterator[slice]:
    """All rows, a few at a time: of all at once, the numbers between would take 60 to 90 MB."""
    return (slice(start, start + ROWS) for start in range(0, height, ROWS))


def _is_card(colour: NDArray[np.uint8], shown: NDArray[np.bool_]) -> bool:
    *_, width, height = cv2.boundingRect(shown.astype(np.uint8))
    if not width or np.count_nonzero(shown) < CARD * width * height:
        return False
    inner = cv2.erode(shown.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    return bool(inner.any() and np.ptp(colour[inner], axis=0).max() >= FAINTEST)
