"""``digitpad predict``: which digits are these?"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
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
from digitpad.data.formats.pictures import is_one_picture, photographs_in
from digitpad.data.plausibility import kept_of
from digitpad.errors import DatasetError, DigitpadError, InkError, printable
from digitpad.explain.certainty import Certainty
from digitpad.files.resources import resource_path
from digitpad.ink.framing import ink_box
from digitpad.ink.picture_file import MAX_BYTES
from digitpad.ink.strokes import Drawing
from digitpad.models.model_file import load_model
from digitpad.nn.metrics import predict_log_proba
from digitpad.nn.network import Network
from digitpad.recognition.number import DigitPrediction, NumberPrediction
from digitpad.recognition.picture import predicted_file

STANDARD_INPUT, TITLE = "-", "standard input"
"""How it is asked for, and what messages call it."""

Images = NDArray[np.uint8]
Predicted = tuple[str, NumberPrediction]
"""Name and prediction of a picture, or of a digit of a dataset."""


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

    def tell_left_out(self, errors: Sequence[DatasetError], file: str, more: int = 0) -> None:
        """Say what of a set could not be read, the first of it line by line; there are more."""
        for error in errors[:MAX_TOLD]:
            # In a folder or an archive, files go by their names in it.
            self._warn(f"{error}" if error.file.startswith(file) else f"{file}/{error}", 1)
        if more := len(errors[MAX_TOLD:]) + more:
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
    for number, (name, prediction) in enumerate(_predictions(network, arguments, problems), 1):
        if arguments.csv:
            print(f"{number},{' '.join(prediction.text.split())}")
        elif arguments.json:
            results.append({"file": name, **as_json(prediction)})
        else:
            for row in prediction.rows:
                print(f"{printable(name)}: {as_text(row)}")
    if arguments.json:
        print(json.dumps(results))
    if arguments.csv and problems.count:
        warn("ImageId counts only the images that could be read.")
    return 1 if problems.count else 0


def as_json(prediction: NumberPrediction) -> dict[str, object]:
    """What ``--json`` says of a picture: of a single digit at the top, too.

    ``reason`` is why the first of the uncertain digits is uncertain.
    """
    digits: list[dict[str, object]] = [
        {
            "digit": digit.digit,
            "probabilities": list(digit.probabilities),
            "box": list(digit.box),
        }
        for digit in prediction.digits
    ]
    reasons = [digit.certainty.reason for digit in prediction.digits if digit.certainty.reason]
    top = {name: digits[0][name] for name in ("digit", "probabilities")} if not digits[1:] else {}
    doubt = {"certain": not reasons, "reason": reasons[0] if reasons else None}
    return {"text": prediction.text, **top, **doubt, "digits": digits}


def as_text(row: Sequence[DigitPrediction]) -> str:
    """A number with the probability of each digit, and why to doubt some.

    ``"17  99.87% 64.02%  uncertain: digit 2, 7 or 1, similar probabilities"``
    """
    number = "".join(str(digit.digit) for digit in row)
    shares = " ".join(percent(max(digit.probabilities)) for digit in row)
    doubts = [
        (f"digit {place}, " if row[1:] else "") + _doubt(digit.certainty)
        for place, digit in enumerate(row, 1)
        if digit.certainty.reason
    ]
    return f"{number}  {shares}" + ("  uncertain: " + "; ".join(doubts) if doubts else "")


def _doubt(certainty: Certainty) -> str:
    """Why to doubt a digit, such as ``"4 or 9, similar probabilities"``."""
    several = " or ".join(map(str, certainty.candidates)) + ", " if certainty.candidates[1:] else ""
    return f"{several}{(certainty.reason or '').lower()}"


def _predictions(
    network: Network, arguments: argparse.Namespace, problems: Problems
) -> Iterator[Predicted]:
    """All pictures and digits in the files, one after the other.

    What cannot be read is told and passed over.
    """
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
            for name, prediction in _predictions_of(str(copy), network, arguments, problems):
                yield name.replace(str(copy), TITLE), prediction


def _predictions_of(
    file: str, network: Network, arguments: argparse.Namespace, problems: Problems
) -> Iterator[Predicted]:
    """The picture in a file, or all digits of a dataset."""
    options = read_options(arguments, "test")
    title = TITLE if file == problems.copy else file
    tell = teller_of_halves(title, options, arguments)
    try:
        if is_one_picture(file):
            # Its ink is found whether it is dark or light, and whatever its range.
            yield file, predicted_file(network, file, transpose=options.transpose)
            return
        photographs, others = photographs_in(file)
        for name in photographs:
            yield from _predictions_of(f"{file}/{name}", network, arguments, problems)
        if photographs:
            problems.tell_left_out(others, file)
            return
        for names, images in _digits(file, options, problems, tell):
            rows = np.exp(predict_log_proba(network, images)).tolist()
            for name, image, row in zip(names, images, rows, strict=True):
                # A submission has a line for each row of the table.
                if image.any() or arguments.csv:
                    digit = DigitPrediction(
                        Drawing(picture=image), image, tuple(row), ink_box(image)
                    )
                    yield name, NumberPrediction(((digit,),))
                else:
                    problems.tell(InkError("No digit found: the image is blank."), name)
    except DigitpadError as error:
        problems.tell(error, file)


def _digits(
    file: str, options: ReadOptions, problems: Problems, on_halves: OnHalves | None
) -> Iterator[tuple[list[str], Images]]:
    """Names and images uint8 (N, 28, 28) of the digits of a dataset, some at a time."""
    count, looked_at = 0, list[DigitSet]()
    with closing(
        stream_dataset(file, options=options, on_halves=on_halves, in_passing=True)
    ) as chunks:
        for chunk in chunks:
            problems.tell_left_out(chunk.digits.left_out, file, chunk.digits.left_out_more)
            yield _names(file, chunk.digits, count, chunk.total), chunk.digits.images
            count += len(chunk.digits)
            looked_at.append(kept_of(chunk))
    seen = concatenate(looked_at)
    tell_findings(replace(seen, name=TITLE if file == problems.copy else seen.name))


def _names(file: str, digits: DigitSet, count: int, total: int) -> list[str]:
    """What the digits of a set are called: by their files, or by their numbers from 1."""
    if Path(file).is_file() and total == 1:
        return [file] * len(digits)
    if digits.names:
        return [f"{file}/{name}" for name in digits.names]
    return [f"{file}#{number}" for number in range(count + 1, count + len(digits) + 1)]
