"""``digitpad predict``: which digits are these?"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.commands.answers import error_text
from digitpad.commands.output import (
    MAX_TOLD,
    percent,
    read_options,
    tell_findings,
    teller_of_halves,
    warn,
)
from digitpad.data.digitset import DigitSet, concatenate
from digitpad.data.formats import OnHalves, ReadOptions, stream_dataset
from digitpad.data.formats.pictures import is_one_picture
from digitpad.data.plausibility import A_PART, some_of
from digitpad.errors import DigitpadError, InkError, printable
from digitpad.explain.certainty import Certainty, certainty_of
from digitpad.files.resources import resource_path
from digitpad.ink.images import image_of_picture
from digitpad.ink.picture_file import MAX_BYTES, read_picture
from digitpad.ink.strokes import Drawing
from digitpad.models.model_file import load_model
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network

STANDARD_INPUT, TITLE = "-", "standard input"
"""How it is asked for, and what messages call it."""

Images = NDArray[np.uint8]
PredictedDigit = tuple[str, Images, NDArray[np.floating]]
"""Name, image (28, 28) and probabilities (10,) of a digit."""


class Problems:
    """What could not be read: each is told at once, and in the end decides the exit status.

    Attributes
    ----------
    count : how many there were.
    copy : the file that stands for standard input, if any.
    """

    def __init__(self) -> None:
        self.count = 0
        self.copy = ""

    def tell(self, error: DigitpadError, file: str) -> None:
        """Say what is wrong, with the name of the file."""
        text = error_text(error)
        self._warn(text if text.startswith(printable(file)) else f"{file}: {text}", 1)

    def tell_left_out(self, digits: DigitSet, file: str) -> None:
        """Say what of a set could not be read, the first of it line by line."""
        for error in digits.left_out[:MAX_TOLD]:
            # In a folder or an archive, files go by their names in it.
            self._warn(f"{error}" if error.file.startswith(file) else f"{file}/{error}", 1)
        if more := len(digits.left_out[MAX_TOLD:]) + digits.left_out_more:
            self._warn(f"{file}: {more:,} more cannot be read.", more)

    def _warn(self, text: str, count: int) -> None:
        warn(text.replace(self.copy, TITLE) if self.copy else text)
        self.count += count


def run(arguments: argparse.Namespace) -> int:
    """Print what each digit is; 1 where one could not be read."""
    network = load_model(arguments.model or resource_path("model.npz")).network
    problems = Problems()
    results = []
    if arguments.csv:
        print("ImageId,Label")
    for number, (name, image, row) in enumerate(_predictions(network, arguments, problems), 1):
        digit, probabilities = int(row.argmax()), row.tolist()
        if arguments.csv:
            print(f"{number},{digit}")
        elif arguments.json:
            one = {"digit": digit, "probabilities": probabilities}
            reason = certainty_of(Drawing(picture=image), probabilities).reason
            doubt = {"certain": reason is None, "reason": reason}
            results.append({"file": name, "text": str(digit), **one, **doubt, "digits": [one]})
        else:
            more = _doubt(certainty_of(Drawing(picture=image), probabilities))
            print(f"{printable(name)}: {digit}  {percent(probabilities[digit])}{more}")
    if arguments.json:
        print(json.dumps(results))
    if arguments.csv and problems.count:
        warn("ImageId counts only the images that could be read.")
    return 1 if problems.count else 0


def _doubt(certainty: Certainty) -> str:
    """What to add to a prediction, e.g. ``"  uncertain: 4 or 9, hard to tell apart"``."""
    if not certainty.reason:
        return ""
    several = " or ".join(map(str, certainty.candidates)) + ", " if certainty.candidates[1:] else ""
    return f"  uncertain: {several}{certainty.reason.lower()}"


def _predictions(
    network: Network, arguments: argparse.Namespace, problems: Problems
) -> Iterator[PredictedDigit]:
    """All digits in the files, one after the other; what cannot be read is told and passed over."""
    for file in arguments.files:
        if file != STANDARD_INPUT:
            yield from _predictions_of(file, network, arguments, problems)
            continue
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            problems.tell(DigitpadError(f"larger than {MAX_BYTES >> 20} MB."), TITLE)
            continue
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "input")
            copy.write_bytes(content)
            problems.copy = str(copy)
            for name, image, row in _predictions_of(str(copy), network, arguments, problems):
                yield name.replace(str(copy), TITLE), image, row


def _predictions_of(
    file: str, network: Network, arguments: argparse.Namespace, problems: Problems
) -> Iterator[PredictedDigit]:
    """All digits in a file."""
    options = read_options(arguments, "test")
    title = TITLE if file == problems.copy else file
    tell = teller_of_halves(title, options, arguments)
    try:
        for names, images in _digits(file, options, problems, tell):
            rows = np.exp(predict_log_proba(network, images))
            for name, image, row in zip(names, images, rows, strict=True):
                # A submission has a line for each row of the table.
                if image.any() or arguments.csv:
                    yield name, image, row
                else:
                    problems.tell(InkError("No digit found: the image is blank."), name)
    except DigitpadError as error:
        problems.tell(error, file)


def _digits(
    file: str, options: ReadOptions, problems: Problems, on_halves: OnHalves | None
) -> Iterator[tuple[list[str], Images]]:
    """Names and images uint8 (N, 28, 28) of the digits in a file, some at a time."""
    if is_one_picture(file):
        # Its ink is found whether it is dark or light, and whatever its range.
        image = image_of_picture(read_picture(file))
        yield [file], (image.T if options.transpose else image)[None]
        return
    count, looked_at = 0, list[DigitSet]()
    with closing(stream_dataset(file, options=options, on_halves=on_halves)) as chunks:
        for chunk in chunks:
            problems.tell_left_out(chunk.digits, file)
            yield _names(file, chunk.digits, count, chunk.total), chunk.digits.images
            count += len(chunk.digits)
            looked_at.append(some_of(chunk.digits, A_PART))
    seen = concatenate(looked_at)
    tell_findings(replace(seen, name=TITLE if file == problems.copy else seen.name))


def _names(file: str, digits: DigitSet, count: int, total: int) -> list[str]:
    """What the digits of a set are called: by their files, or by their numbers from 1."""
    if Path(file).is_file() and total == 1:
        return [file] * len(digits)
    if digits.names:
        return [f"{file}/{name}" for name in digits.names]
    return [f"{file}#{number}" for number in range(count + 1, count + len(digits) + 1)]
