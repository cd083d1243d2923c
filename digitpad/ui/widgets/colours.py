"""Images of values above and below 0: blue and orange, which colour-blind eyes tell apart."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPalette

from digitpad.ink.opencv import cv2

LIGHT = {"for": "#1f66d6", "against": "#e07a10", "ghost": "#7a3fc0"}
DARK = {"for": "#6aa3ff", "against": "#ff9f45", "ghost": "#c79bff"}

INK = 0.25
"""How dark ink is below what is laid over it, of the way from paper to text."""

GAMMA = 0.75
"""Below 1: small values are seen, too."""

STEPS = 127
"""Colours on either side of 0."""

OVERLAY_ZOOM = 8
"""Pixels of an overlay for one of the network's input."""

STRIPE = 10
"""Pixels of an overlay from one stripe to the next."""

MAX_OPACITY = 0.85
"""Opacity of an overlay where evidence is strongest."""

SMALLEST = 1e-30
"""Values below this are shown as 0: they move nothing, and float32 cannot divide by much less."""

Values = NDArray[np.floating]
Channels = NDArray[np.float32]


def colour(name: str, palette: QPalette) -> QColor:
    """A colour by its name, ``"for"``, ``"against"`` or ``"ghost"``, on this background."""
    return _colour_on(palette.color(QPalette.ColorRole.Base), name)


def _colour_on(paper: QColor, name: str) -> QColor:
    return QColor((DARK if paper.lightness() < 128 else LIGHT)[name])


def signed_image(values: Values, palette: QPalette, scale: float = 0) -> QImage:
    """Values (H, W): blue above 0, orange below, paper at 0.

    Parameters
    ----------
    scale : the value of full colour; the largest one where it is 0.
    """
    scale = max(scale or float(np.abs(values).max(initial=0)), SMALLEST)
    steps = np.rint(values * np.float32(STEPS / scale)).astype(np.intp) + STEPS
    table = _table(palette.color(QPalette.ColorRole.Base).rgb())
    return _of_pixels(table.take(steps, mode="clip"), QImage.Format.Format_RGB32)


def evidence_image(
    ink: NDArray[np.uint8], worth: Values, palette: QPalette, scale: float = 0
) -> QImage:
    """Ink uint8 (H, W), in the colour of the digit that it supports."""
    return _image(_signed(_ink(ink, palette), worth, palette, scale))


def ghost_image(ink: NDArray[np.uint8], amount: Values, palette: QPalette) -> QImage:
    """Ink uint8 (H, W), and over it what is not there, or what changes."""
    return _image(_over(_ink(ink, palette), colour("ghost", palette), _strength(amount, 0) ** 2))


def overlay_image(worth: NDArray[np.float32], palette: QPalette) -> QImage:
    """Evidence (H, W) to be laid over a drawing, which shows through; what is against has stripes.

    It is OVERLAY_ZOOM times as large, and smooth.
    """
    large = cv2.resize(worth, None, fx=OVERLAY_ZOOM, fy=OVERLAY_ZOOM)
    rows, columns = np.indices(large.shape)
    is_stripe = (large < 0) & ((rows + columns) % STRIPE < STRIPE / 4)
    opacity = np.where(is_stripe, 0, MAX_OPACITY * _strength(np.abs(large), 0))
    strength = np.rint(255 * opacity).astype(np.uint32)
    colours = [colour(name, palette).rgb() & 0xFFFFFF for name in ("for", "against")]
    pixels = np.where(large > 0, np.uint32(colours[0]), np.uint32(colours[1])) | strength << 24
    return _of_pixels(pixels.astype(np.uint32), QImage.Format.Format_ARGB32)


@lru_cache(maxsize=8)
def _table(paper: int) -> NDArray[np.uint32]:
    """Colours as 0xFFRRGGBB of all steps from the lowest to the highest value.

    A table is several times as fast as mixing: the layers follow the pen.
    """
    ends = (_colour_on(QColor(paper), name) for name in ("against", "for"))
    share = (np.arange(1, STEPS + 1, dtype=np.float32) / STEPS) ** GAMMA
    under = _channels(QColor(paper))[None, None]
    below, above = (_over(under, end, share[None])[0] for end in ends)
    whole = np.concatenate([below[::-1], under[0], above])[None]
    return _pixels(whole)[0]


def _both(palette: QPalette) -> tuple[QColor, QColor]:
    return colour("for", palette), colour("against", palette)


def _signed(under: Channels, values: Values, palette: QPalette, scale: float) -> Channels:
    strength = _strength(np.abs(values), scale)
    positive, negative = (_over(under, end, strength) for end in _both(palette))
    return np.where((values > 0)[:, :, None], positive, negative)


def _strength(amount: Values, scale: float) -> Values:
    """0 to 1; amounts are 0 or more."""
    scale = scale or float(amount.max(initial=0))
    return np.clip(amount / scale, 0, 1) ** GAMMA if scale > 0 else np.zeros_like(amount)


def _ink(ink: NDArray[np.uint8], palette: QPalette) -> Channels:
    paper = np.broadcast_to(_channels(palette.color(QPalette.ColorRole.Base)), (*ink.shape, 3))
    return _over(paper, palette.color(QPalette.ColorRole.Text), INK * ink / np.float32(255))


def _over(under: Channels, over: QColor, share: Values) -> Channels:
    mixed = under + (_channels(over) - under) * share[:, :, None]
    return mixed.astype(np.float32)


def _channels(of: QColor) -> Channels:
    return np.array([of.blue(), of.green(), of.red()], np.float32)


def _image(channels: Channels) -> QImage:
    return _of_pixels(_pixels(channels), QImage.Format.Format_RGB32)


def _pixels(channels: Channels) -> NDArray[np.uint32]:
    pixels = np.full((*channels.shape[:2], 4), 255, np.uint8)
    pixels[:, :, :3] = np.rint(channels)
    found: NDArray[np.uint32] = pixels.view("<u4")[:, :, 0]
    return found


def _of_pixels(pixels: NDArray[np.uint32], form: QImage.Format) -> QImage:
    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape
    return QImage(pixels.data, width, height, 4 * width, form).copy()
