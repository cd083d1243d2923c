"""An explanation as a picture: the evidence, the missing ink, and what would change it."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import FileError
from digitpad.explain.explanation import Explanation
from digitpad.files.atomic import atomic_write
from digitpad.files.writable import reason_of
from digitpad.ink.opencv import cv2

ZOOM = 12
"""Pixels of the picture for each of an image."""

GAP, TITLE = 24, 36
"""Pixels around the panels, and above them."""

PAPER, INK, TEXT = (255, 255, 255), (190, 190, 190), (60, 60, 60)
FOR, AGAINST, GHOST = (30, 100, 200), (225, 110, 20), (120, 60, 180)
"""Red, green, blue. Blue and orange are told apart by colour-blind eyes; what speaks against has
stripes, too."""

Colours = NDArray[np.uint8]


def write_explanation(found: Explanation, path: str | Path) -> None:
    """Write an explanation as a PNG, all or nothing.

    Raises
    ------
    FileError : it cannot be written.
    """
    _, content = cv2.imencode(".png", drawn(found)[:, :, ::-1])
    try:
        with atomic_write(path) as file:
            file.write(content.tobytes())
    except OSError as error:
        raise FileError.unwritable(path, reason_of(error)) from error


def drawn(found: Explanation) -> Colours:
    """Three panels beside each other, uint8 (H, W, 3)."""
    digit, other = found.digit, found.against
    changed = found.change.image if found.change else found.image
    panels = (
        (f"for {digit} (blue), for {other} (striped)", _evidence(found)),
        (f"ink that would support {other}", _ghost(found.image, found.missing)),
        (
            f"smallest change to {other}" if found.change else f"no change to {other} found",
            _ghost(found.image, np.abs(changed.astype(np.float32) - found.image)),
        ),
    )
    return np.concatenate([_panel(*panel) for panel in panels], axis=1)


def _panel(title: str, picture: Colours) -> Colours:
    height, width, _ = picture.shape
    panel = np.full((height + TITLE + GAP, width + 2 * GAP, 3), PAPER, np.uint8)
    panel[TITLE : TITLE + height, GAP : GAP + width] = picture
    cv2.rectangle(panel, (GAP - 1, TITLE - 1), (GAP + width, TITLE + height), INK)
    font = cv2.FONT_HERSHEY_SIMPLEX
    cv2.putText(panel, title, (GAP, TITLE - 12), font, 0.5, TEXT, 1, cv2.LINE_AA)
    return panel


def _evidence(found: Explanation) -> Colours:
    """Ink in the colour of the digit that it supports, stronger where there is more evidence."""
    worth = _enlarged(found.evidence)
    strength = np.abs(worth) / max(np.abs(worth).max(), 1e-9)
    rows, columns = np.indices(worth.shape)
    is_striped = (worth < 0) & ((rows + columns) % 8 < 3)
    colours = np.where((worth > 0)[:, :, None], FOR, AGAINST)
    colours = np.where(is_striped[:, :, None], PAPER, colours)
    return _mixed(_ink(found.image), colours, strength)


def _ghost(image: NDArray[np.uint8], amount: NDArray[np.float32]) -> Colours:
    """Ink in grey, and over it what is missing or changed."""
    strength = _enlarged(amount) / max(float(amount.max()), 1e-9)
    return _mixed(_ink(image), np.broadcast_to(GHOST, (*strength.shape, 3)), strength)


def _ink(image: NDArray[np.uint8]) -> Colours:
    share = _enlarged(image) / 255
    paper = np.full((*share.shape, 3), PAPER, np.uint8)
    return _mixed(paper, np.broadcast_to(INK, paper.shape), share)


def _mixed(under: Colours, over: NDArray[np.integer], share: NDArray[np.floating]) -> Colours:
    mixed = under + (over.astype(np.float32) - under) * share[:, :, None]
    return np.rint(mixed).astype(np.uint8)


def _enlarged(values: NDArray[Any]) -> NDArray[np.float32]:
    return values.astype(np.float32).repeat(ZOOM, axis=0).repeat(ZOOM, axis=1)
