"""Text digits: one file a digit, 28 lines of 28 values separated by tabs, then the label.

The written form ends each line of values with a tab and has no newline after the label. Read are
also spaces for tabs, CRLF, a byte-order mark, blank lines at the end, and files without a label.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.errors import DatasetError
from digitpad.ink.box import SIDE
from digitpad.storage.atomic import atomic_write

LARGEST = 1 << 16
"""Bytes of a text digit; the tutorial's have at most 3,166."""

CHUNK = 256
"""Files read between two signs of life."""


def parse_digit(content: bytes, name: str) -> tuple[NDArray[np.uint8], int]:
    """A text digit from the bytes of its file.

    Returns
    -------
    image : uint8 (28, 28).
    label : 0-9, or UNLABELLED.

    Raises
    ------
    DatasetError : with the line, what was found and what was expected.
    """
    lines = content.removeprefix(b"\xef\xbb\xbf").rstrip().split(b"\n")
    if len(lines) not in (SIDE, SIDE + 1) or not lines[0]:
        found = f"{len(lines)} lines" if lines[0] else "an empty file"
        raise DatasetError(name, found=found, expected="28 lines of values and one with the label")
    image = np.empty((SIDE, SIDE), np.uint8)
    for number, line in enumerate(lines[:SIDE]):
        values = line.split()
        if len(values) != SIDE:
            raise _line_error(name, number, f"{len(values)} values", "28 values")
        try:
            image[number] = [_VALUES[value] for value in values]
        except KeyError as error:
            found = error.args[0].decode(errors="replace")[:40]
            raise _line_error(name, number, f'"{found}"', "a whole number 0-255") from None
    if len(lines) == SIDE:
        return image, UNLABELLED
    last = lines[SIDE].strip()
    if last not in _LABELS:
        found = last.decode(errors="replace")[:40]
        raise _line_error(name, SIDE, f'"{found}"', "a label 0-9")
    return image, _LABELS[last]


_VALUES = {str(value).encode(): value for value in range(256)}
_LABELS = {str(label).encode(): label for label in range(10)}


def _line_error(name: str, number: int, found: str, expected: str) -> DatasetError:
    return DatasetError(name, where=f"line {number + 1}", found=found, expected=expected)


def format_digit(image: NDArray[np.uint8], label: int | None) -> bytes:
    """The file of a digit, byte for byte as the tutorial's; no label line without a label."""
    rows = ("".join(f"{value}\t" for value in row) + "\n" for row in image.tolist())
    last = "" if label in (None, UNLABELLED) else str(label)
    return ("".join(rows) + last).encode()


def read_text_digit(path: str | Path, name: str | None = None) -> tuple[NDArray[np.uint8], int]:
    """Image, uint8 (28, 28), and label, 0-9 or UNLABELLED, of one file.

    Raises
    ------
    DatasetError : the file cannot be read, or is not a text digit.
    """
    name = name or str(path)
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        found = error.strerror or str(error)
        raise DatasetError(name, found=found, expected="a text digit") from error
    if len(content) > LARGEST:
        raise DatasetError(name, found=f"more than {LARGEST:,} bytes", expected="a text digit")
    return parse_digit(content, name)


def text_files(folder: Path) -> list[Path]:
    """All .txt files in a folder, at any depth, in order of their names."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".txt")


def read_text_folder(folder: Path) -> Iterator[tuple[DigitSet, int, int]]:
    """Read the text digits of a folder, some hundred at a time.

    What cannot be read is left out, with its error in ``left_out``.

    Yields
    ------
    digits : the next ones.
    done, total : files read so far, and in all.
    """
    files = text_files(folder)
    remaining = iter(files)
    done = 0
    while some := list(islice(remaining, CHUNK)):
        images, labels, names, left_out = [], [], [], []
        for path in some:
            name = path.relative_to(folder).as_posix()
            try:
                image, label = read_text_digit(path, name)
            except DatasetError as error:
                left_out.append(error)
                continue
            images.append(image)
            labels.append(label)
            names.append(name)
        done += len(some)
        yield (
            DigitSet(
                folder.name,
                np.array(images, np.uint8).reshape(-1, SIDE, SIDE),
                np.array(labels, np.int8),
                names=names,
                left_out=tuple(left_out),
            ),
            done,
            len(files),
        )


def write_text_folder(digits: DigitSet, folder: Path) -> Iterator[int]:
    """Write digits as 00001.txt ... into a new or empty folder, yielding how many are done.

    Raises
    ------
    DatasetError : the folder holds something already, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise DatasetError(folder, found="files already there", expected="an empty folder")
        for number, (image, label) in enumerate(zip(digits.images, digits.labels, strict=True), 1):
            with atomic_write(folder / f"{number:05}.txt") as file:
                file.write(format_digit(image, int(label)))
            yield number
    except OSError as error:
        found = error.strerror or str(error)
        raise DatasetError(folder, found=found, expected="a folder to write to") from error
