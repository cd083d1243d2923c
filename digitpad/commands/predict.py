"""``digitpad predict``: which digits are these?"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.commands.answers import told
from digitpad.commands.output import MOST_TOLD, percent, read_options, teller_of_halves, warn
from digitpad.data.digitset import DigitSet
from digitpad.data.formats import OnHalves, ReadOptions, stream_dataset
from digitpad.data.formats.base import look_at
from digitpad.data.formats.picture_names import is_picture
from digitpad.data.formats.pictures import STARTS
from digitpad.errors import DigitpadError, InkError, printable
from digitpad.ink.pictures import MOST_BYTES, found_ink, read_picture
from digitpad.ink.raster import picture_of
from digitpad.ink.strokes import Drawing
from digitpad.nn.metrics import read_all
from digitpad.nn.network import Network
from digitpad.storage.model_file import load_model
from digitpad.storage.resources import resource_path

STANDARD_INPUT = "-"

MORE_STARTS = re.compile(rb"P[1-6]\s|\0\0\0\x0cjP  ")
"""What pictures start with that are read alone, and not among those of a set."""

Images = NDArray[np.uint8]
Reading = tuple[str, NDArray[np.floating]]
"""Name and probabilities (10,) of a digit."""


class Problems:
    """What could not be read: each is told at once, and in the end decides the exit status."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, error: DigitpadError, file: str) -> None:
        """Say what is wrong, with the name of the file."""
        name, text = printable(_title(file)), told(error)
        warn(text if text.startswith(name) else f"{name}: {text}")
        self.count += 1

    def tell_left_out(self, digits: DigitSet, file: str) -> None:
        """Say what of a set could not be read, the first of it line by line."""
        for error in digits.left_out[:MOST_TOLD]:
            # In a folder or an archive, files go by their names in it.
            warn(f"{error}" if error.file.startswith(file) else f"{file}/{error}")
            self.count += 1
        more = len(digits.left_out[MOST_TOLD:]) + digits.left_out_more
        if more:
            warn(f"{file}: {more:,} more could not be read.")
        self.count += more


def run(arguments: argparse.Namespace) -> int:
    """Print what each digit is; 1 where one could not be read."""
    network = load_model(arguments.model or resource_path("model.npz")).network
    problems = Problems()
    results = []
    if arguments.csv:
        print("ImageId,Label")
    for number, (name, row) in enumerate(_readings(network, arguments, problems), 1):
        digit, probabilities = int(row.argmax()), row.tolist()
        if arguments.csv:
            print(f"{number},{digit}")
        elif arguments.json:
            one = {"digit": digit, "probabilities": probabilities}
            results.append({"file": name, "text": str(digit), **one, "digits": [one]})
        else:
            print(f"{printable(name)}: {digit}  {percent(probabilities[digit])}")
    if arguments.json:
        print(json.dumps(results))
    return 1 if problems.count else 0


def _readings(
    network: Network, arguments: argparse.Namespace, problems: Problems
) -> Iterator[Reading]:
    """All digits in the files, one after the other; what cannot be read is told and passed over."""
    options = read_options(arguments, "test")
    for file in arguments.files:
        try:
            tell = teller_of_halves(_title(file), options, arguments)
            for names, images in _digits(file, options, problems, tell):
                rows = np.exp(read_all(network, images))
                for name, image, row in zip(names, images, rows, strict=True):
                    # A submission has a line for each row of the table.
                    if image.any() or arguments.csv:
                        yield name, row
                    else:
                        problems.tell(InkError("There is no ink."), name)
        except DigitpadError as error:
            problems.tell(error, file)


def _digits(
    file: str, options: ReadOptions, problems: Problems, on_halves: OnHalves | None
) -> Iterator[tuple[list[str], Images]]:
    """Names and images uint8 (N, 28, 28) of the digits in a file, some at a time."""
    if file == STANDARD_INPUT:
        with _standard_input() as copy:
            try:
                for names, images in _digits(str(copy), options, problems, on_halves):
                    yield [name.replace(str(copy), _title(file)) for name in names], images
            except DigitpadError as error:
                raise DigitpadError(told(error).replace(str(copy), _title(file))) from error
    elif _is_one_picture(file):
        # Its ink is found whether it is dark or light, and whatever its range.
        image = picture_of(Drawing(picture=found_ink(read_picture(file))))
        yield [file], (image.T if options.transpose else image)[None]
    else:
        count = 0
        with closing(stream_dataset(file, options=options, on_halves=on_halves)) as chunks:
            for chunk in chunks:
                problems.tell_left_out(chunk.digits, file)
                yield _names(file, chunk.digits, count, chunk.total), chunk.digits.images
                count += len(chunk.digits)


def _title(file: str) -> str:
    """What a file is called in messages."""
    return "standard input" if file == STANDARD_INPUT else file


def _is_one_picture(file: str) -> bool:
    """Whether a file is one picture, by what it holds or how it is called."""
    path = Path(file)
    if not path.is_file():
        return False
    with closing(look_at(path)) as source:
        starts = STARTS.match(source.start) or MORE_STARTS.match(source.start)
        return bool(starts) or is_picture(source.file_name)


def _names(file: str, digits: DigitSet, count: int, total: int) -> list[str]:
    """What the digits of a set are called: by their files, or by their numbers from 1."""
    if Path(file).is_file() and total == 1:
        return [file] * len(digits)
    if digits.names:
        return [f"{file}/{name}" for name in digits.names]
    return [f"{file}#{number}" for number in range(count + 1, count + len(digits) + 1)]


@contextmanager
def _standard_input() -> Iterator[Path]:
    """A file with what comes in on standard input.

    Raises
    ------
    InkError : that is too much.
    """
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise InkError(f"standard input: found more than {MOST_BYTES >> 20} MB.")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "standard input")
        copy.write_bytes(content)
        yield copy
