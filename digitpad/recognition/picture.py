"""Predicts all digits of a picture: the way from its pixels to a number such as 1807."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import InkError, printable
from digitpad.ink.framing import Picture
from digitpad.ink.photograph.digits import found_digits
from digitpad.ink.photograph.found import Box, PictureDigits
from digitpad.ink.photograph.judge import Doubt
from digitpad.ink.picture_file import load_picture
from digitpad.ink.strokes import Drawing
from digitpad.nn.inference import batch_logits
from digitpad.nn.layers import softmax
from digitpad.nn.network import Network
from digitpad.recognition.number import DigitPrediction, NumberPrediction


def predicted_picture(
    network: Network, picture: NDArray[np.uint8], check: Callable[[], None] = lambda: None
) -> NumberPrediction:
    """Predict all digits of a picture; each number is a row, each box in the picture's pixels.

    Parameters
    ----------
    picture : uint8 (H, W) grey, (H, W, 3) or (H, W, 4) colour; the fourth is opacity, not
        premultiplied.
    check : called again and again; it may raise to end the search.

    Raises
    ------
    InkError : there is none; the text says why.
    """
    found = found_digits(picture, doubt_of(network), check)
    return predicted_digits(network, found, lambda box: box)


def doubt_of(network: Network) -> Doubt:
    """The doubt of a network about images, for :func:`found_digits`."""

    def doubt(images: Sequence[Picture]) -> list[float]:
        logits = batch_logits(network, np.stack(images))
        return list((-np.log(softmax(logits).max(axis=1))).tolist())

    return doubt


def predicted_file(
    network: Network, path: str | Path, *, transpose: bool = False
) -> NumberPrediction:
    """Predict all digits of a picture file; their boxes are in the pixels of the file, upright.

    Parameters
    ----------
    transpose : whether its rows and columns are to be exchanged first.

    Raises
    ------
    InkError : the file cannot be read, is too large or not a picture, or has no digit.
    """
    stored = load_picture(path)
    pixels = stored.pixels

    def box_in_file(box: Box) -> Box:
        left, top, right, bottom = box
        return stored.box_in_file((top, left, bottom, right) if transpose else box)

    try:
        found = found_digits(pixels.swapaxes(0, 1) if transpose else pixels, doubt_of(network))
    except InkError as error:
        raise InkError(f"{printable(path)}: {error}") from error
    return predicted_digits(network, found, box_in_file)


def predicted_digits(
    network: Network, found: PictureDigits, moved: Callable[[Box], Box]
) -> NumberPrediction:
    """Predict the digits that were found in a picture.

    Parameters
    ----------
    moved : what becomes of the box of each.
    """
    images = np.stack([digit.image for digit in found.digits])
    shares = iter(softmax(batch_logits(network, images)).tolist())
    return NumberPrediction(
        tuple(
            tuple(
                DigitPrediction(
                    Drawing(picture=digit.ink),
                    digit.image,
                    tuple(next(shares)),
                    moved(digit.box),
                    flaw=digit.flaw,
                )
                for digit in row
            )
            for row in found.rows
        )
    )
