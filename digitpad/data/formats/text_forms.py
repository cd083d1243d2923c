"""Text digits in other forms than the usual one, brought to that.

Read are numbers between spaces, tabs, commas, semicolons or brackets, as ``savetxt`` and ``print``
write them or as a pasted matrix, in lines of any length; with the label first, last or missing;
whole numbers 0 to 255 or decimal numbers 0 to 1; squares from 8x8 to 64x64; lines of characters 0
and 1, with the label in the name (``3_17.txt``) or in the last line; UTF-16.
"""

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import SIDE, UNLABELLED, DigitSet
from digitpad.data.formats.sizes import MAX_SIDE, RANGES, as_digits, measured_range, side_of
from digitpad.data.text.codec import format_digit, parse_digits
from digitpad.errors import DatasetError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_ARRAY = re.compile(r"^\s*+(?:\w{1,40}\s*+=\s*+)?+(?:(?:np|numpy)\.)?+array\(|dtype=[\w.]{1,40}")
"""What Python writes around the numbers of an array."""

_BETWEEN = str.maketrans(dict.fromkeys("(){},;", " "))

_NUMBER = re.compile(
    r"[-+]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][-+]?[0-9]{1,3})?"
)

_NAMED = re.compile(r"(?:^|/)([0-9])_[0-9]+\.[^/]*$")
"""The name of a file that begins with its label: ``trainingDigits/3_17.txt``."""


@dataclass(frozen=True, eq=False)
class _Values:
    """The numbers in a text.

    Parameters
    ----------
    numbers : float64 (N,), of a square, with or without a label.
    side : of the square.
    label_at : 0 or -1, where the label is; None where only the numbers can tell.
    is_whole : whether all numbers are written as whole ones.
    """

    numbers: NDArray[np.float64]
    side: int
    label_at: int | None
    is_whole: bool

    @property
    def has_label(self) -> bool:
        return len(self.numbers) > self.side**2


def parse_any(name: str, texts: Mapping[str, bytes]) -> DigitSet:
    """Read digits as :func:`parse_digits` does, from texts in any of the forms.

    Where a label stands in a line with all values, the other texts help to tell at which end.
    """
    digits = parse_digits(name, texts)
    if not digits.left_out:
        return digits
    others = {error.file: texts[error.file] for error in digits.left_out}
    if usual := _as_usual(others):
        digits = parse_digits(name, {**texts, **usual})
    told = (_shortened(e) if b"..." in texts[e.file] else e for e in digits.left_out)
    return replace(digits, left_out=tuple(told))


def _shortened(error: DatasetError) -> DatasetError:
    """What to tell of an array of which NumPy printed only the ends."""
    hint = "np.set_printoptions(threshold=100_000) prints all values"
    return DatasetError(error.file, found=f"shortened with ... by NumPy; {hint}")


def _as_usual(texts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of some texts that hold a digit, in the usual form."""
    usual: dict[str, bytes] = {}
    values: dict[str, _Values] = {}
    for file, content in texts.items():
        text = _decoded(content)
        if text is None:
            continue
        if digit := _characters(text, file):
            usual[file] = digit
        elif found := _values(text):
            values[file] = found
    unsure = [v for v in values.values() if v.has_label and v.label_at is None]
    end = _label_end(unsure)
    for file, found in values.items():
        if digit := _digit(found, end if found.label_at is None else found.label_at):
            usual[file] = digit
    return usual


def _decoded(content: bytes) -> str | None:
    """A text in UTF-8 or UTF-16; None where it is none."""
    encoding = "utf-16" if content.startswith(_UTF16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _characters(text: str, file: str) -> bytes | None:
    """A digit of as many lines as characters a line, each 0 or 1; None where it is none."""
    lines = text.split()
    side = len(lines[0]) if lines else 0
    if not SIDE // 4 < side <= MAX_SIDE or side_of(side * side) is None:
        return None
    rows, rest = lines[:side], lines[side:]
    if len(rows) < side or any(len(row) != side or row.strip("01") for row in rows):
        return None
    label = UNLABELLED
    if rest:
        if len(rest) > 1 or not re.fullmatch("[0-9]", rest[0]):
            return None
        label = int(rest[0])
    elif match := _NAMED.search(file):
        label = int(match[1])
    image = np.array([[character == "1" for character in row] for row in rows])
    return format_digit(as_digits(image[None], (0, 1))[0], label)


def _values(text: str) -> _Values | None:
    """The numbers of a square, with or without a label; None where they are others.

    All lines hold as many, but for a label that is alone in its line: a digit with a value missing
    is damaged. Of another size than the usual one, the lines make the square.
    """
    lines = _lines(text)
    words = [word for line in lines for word in line]
    if len(words) > MAX_SIDE**2 + 1 or not all(map(_NUMBER.fullmatch, words)):
        return None
    first_alone, last_alone = (bool(lines) and len(lines[end]) == 1 for end in (0, -1))
    label_at = None if first_alone == last_alone else 0 if first_alone else -1
    rows = {len(line) for line in lines[label_at == 0 : -1 if label_at == -1 else None]}
    side = side_of(len(words)) or side_of(len(words) - 1)
    if side is None or len(rows) > 1 or (side != SIDE and rows != {side}):
        return None
    is_whole = all(map(str.isdecimal, words))
    return _Values(np.array(words, np.float64), side, label_at, is_whole)


def _lines(text: str) -> list[list[str]]:
    """What stands in each line that is not blank; where there are brackets, they make the lines."""
    text = _ARRAY.sub(" ", text)
    if "[" in text:
        text = re.sub(r"[\[\]]", "\n", text.replace("\n", " "))
    return [words for line in text.translate(_BETWEEN).splitlines() if (words := line.split())]


def _label_end(values: Sequence[_Values]) -> int:
    """Whether the labels are the first numbers, 0, or the last, -1.

    The corner of an image is paper, a label mostly is not 0. Where that does not tell, the images
    are more in the middle of their squares without the label than with it.
    """
    first = sum(v.numbers[0] != 0 and v.numbers[-1] == 0 for v in values)
    last = sum(v.numbers[-1] != 0 and v.numbers[0] == 0 for v in values)
    if first == last:
        first = sum(_off_middle(v, 0) < _off_middle(v, -1) for v in values)
        last = len(values) - first
    return 0 if first > last else -1


def _off_middle(values: _Values, label_at: int) -> float:
    """How far left or right of the middle the ink is, pixels, with the label at one end."""
    columns = _pixels(values, label_at).sum(axis=0)
    total = columns.sum()
    return (
        abs(float(columns @ np.arange(values.side)) / total - (values.side - 1) / 2) if total else 0
    )


def _pixels(values: _Values, label_at: int) -> NDArray[np.float64]:
    """The numbers without the label, of shape (side, side)."""
    numbers = values.numbers
    if values.has_label:
        numbers = numbers[1:] if label_at == 0 else numbers[:-1]
    return numbers.reshape(values.side, values.side)


def _digit(values: _Values, label_at: int) -> bytes | None:
    """The digit in the usual form; None where the values have no known range or label."""
    label = values.numbers[label_at] if values.has_label else UNLABELLED
    if label not in range(UNLABELLED, 10):
        return None
    pixels = _pixels(values, label_at)
    span = measured_range(pixels)
    if span is None:
        return None
    if values.is_whole and values.side == SIDE:
        span = RANGES[2]
    return format_digit(as_digits(pixels[None], span)[0], int(label))
