"""Which columns of a table are pixels, and which one is the label."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

LABELS = {"label", "labels", "class", "target", "digit", "y"}
"""What a column of labels is called."""

IGNORED = {"", "id", "index", "imageid", "image_id", "rowid", "row_id", "unnamed: 0", "unnamed:0"}
"""What a column is called that only counts the rows."""

SIDES = range(8, 65)
"""Sides of the images that are read."""

WHOLE = rb"[0-9]{1,3}+"
DECIMAL = rb"[-+]?+(?:[0-9]{1,20}+(?:\.[0-9]{0,20}+)?+|\.[0-9]{1,20}+)(?:[eE][-+]?+[0-9]{1,3}+)?+"
"""What a pixel looks like. Possessive, as in `data/text/codec.py`: never goes back."""

PAPER = 0.9
"""Share of the digits whose pixels at the border of the image are paper, at least."""

_ZEROS = rb"(?:\.0*+)?+(?:[eE][-+]?+0++)?+"
LABEL = rb"[0-9]" + _ZEROS
TEN = rb"(?:[01]%b,){9}+[01]%b" % (_ZEROS, _ZEROS)
"""What a label looks like, and ten of them, one-hot."""

ONE_HOT = 10
"""Columns of labels that have one column for each digit."""


@dataclass(frozen=True)
class Columns:
    """What the columns of a table hold, each by its number from 0.

    Parameters
    ----------
    count : of all columns.
    first : of the pixels, which lie side by side.
    side : of the images, pixels.
    label : the column of labels, or the first of ten where they are one-hot; None where there is
        none.
    is_one_hot : whether there is a column for each digit, 1 for the one that it is, else 0.
    order : where the pixels are not row by row: for each place the number of its pixel.
    """

    count: int
    first: int
    side: int
    label: int | None
    is_one_hot: bool = False
    order: tuple[int, ...] = ()

    @property
    def pixels(self) -> int:
        """How many there are."""
        return self.side * self.side

    @property
    def last(self) -> int:
        """The column of the last pixel."""
        return self.first + self.pixels - 1

    def pattern(self, pixel: bytes) -> re.Pattern[bytes]:
        """What a tidy line matches, with the groups ``label`` and ``pixels``.

        Parameters
        ----------
        pixel : what each of them looks like, :data:`WHOLE` or :data:`DECIMAL`.
        """
        parts, column = list[bytes](), 0
        while column < self.count:
            if column == self.first:
                pixels = b"(?:%b,){%d}+%b" % (pixel, self.pixels - 1, pixel)
                parts.append(b"(?P<pixels>%b)" % pixels)
                column += self.pixels
            elif column == self.label:
                parts.append(b"(?P<label>%b)" % (TEN if self.is_one_hot else LABEL))
                column += ONE_HOT if self.is_one_hot else 1
            else:
                parts.append(rb"[^,]*+")
                column += 1
        return re.compile(b",".join(parts))


class UnsureError(Exception):
    """Nothing tells which column is the label.

    Parameters
    ----------
    columns : those it may be, by their numbers from 0.
    """

    def __init__(self, columns: Sequence[int]) -> None:
        self.columns = tuple(columns)
        super().__init__(self.columns)


def side_of(pixels: int) -> int | None:
    """The side of a square image of so many pixels; None where there is no such image."""
    side = math.isqrt(max(pixels, 0))
    return side if side * side == pixels and side in SIDES else None


def could_be_digits(count: int) -> bool:
    """Whether a table of so many columns could hold images."""
    return any(side_of(count - more) for more in (0, 1, 2, ONE_HOT))


def are_names(cells: Sequence[bytes]) -> bool:
    """Whether a first line holds the columns' names: a text among them, or a count from 0 or 1."""
    values = [cell for cell in cells if cell]
    if any(not re.fullmatch(DECIMAL, cell) for cell in values):
        return True
    counts = [str(number).encode() for number in range(len(values) + 1)]
    return values in (counts[:-1], counts[1:])


def by_names(names: Sequence[str]) -> Columns:
    """What the names of the columns say.

    Raises
    ------
    UnsureError : they do not say which column is the label.
    ValueError : they are no images; the text says what is there.
    """
    lower = [name.strip().lower() for name in names]
    labels = [number for number, name in enumerate(lower) if name in LABELS]
    rest = [n for n, name in enumerate(lower) if name not in LABELS and name not in IGNORED]
    if len(labels) > 1:
        raise UnsureError(labels)
    if not labels and side_of(len(rest) - 1):
        raise UnsureError((rest[0], rest[-1]))
    return _side_by_side(len(names), rest, labels[0] if labels else None, lower)


def by_choice(names: Sequence[str], choice: str, count: int) -> Columns:
    """The columns where the user says which one is the label.

    Parameters
    ----------
    names : of the columns, if they have any.
    choice : name, or number from 1, of the label's column; ``"none"`` for none.
    count : of all columns.

    Raises
    ------
    ValueError : there is no such column, or the others are no images.
    """
    lower = [name.strip().lower() for name in names] or [str(number) for number in range(count)]
    label: int | None = None
    if choice.strip().lower() in lower and names:
        label = lower.index(choice.strip().lower())
    elif choice.isdecimal() and 1 <= int(choice) <= count:
        label = int(choice) - 1
    elif choice.lower() != "none":
        raise ValueError(f'no column "{choice}"')
    rest = [n for n in range(count) if n != label and (not names or lower[n] not in IGNORED)]
    while rest and side_of(len(rest)) is None and count - len(rest) < 3:
        rest = rest[1:]
    return _side_by_side(count, rest, label, lower if names else ())


def _side_by_side(
    count: int, pixels: Sequence[int], label: int | None, names: Sequence[str]
) -> Columns:
    """The columns, where those of the pixels lie side by side."""
    side = side_of(len(pixels))
    if side is None or pixels[-1] - pixels[0] != len(pixels) - 1:
        raise ValueError(_counted(count))
    order = _order([names[number] for number in pixels] if names else [])
    return Columns(count, pixels[0], side, label, order=order)


def _order(names: Sequence[str]) -> tuple[int, ...]:
    """Where columns are in another order than the numbers in their names: that order."""
    numbers = [tuple(map(int, re.findall(r"[0-9]{1,6}", name))) for name in names]
    order = tuple(sorted(range(len(numbers)), key=numbers.__getitem__))
    is_other = len(set(numbers)) == len(numbers) and order != tuple(range(len(numbers)))
    return order if is_other else ()


def by_values(count: int, rows: Sequence[Sequence[bytes]]) -> Columns:
    """What the values say where the columns have no names.

    The pixels at an image's border are nearly always 0, labels are 0 to 9: of first and last
    column, one is the one and one the other.

    Parameters
    ----------
    count : of the columns.
    rows : of cells; only the first two and the last ten of each are looked at.

    Raises
    ------
    UnsureError : they do not say which column is the label.
    ValueError : they are no images; the text says what is there.
    """
    if side := side_of(count):
        return Columns(count, 0, side, None)
    if (side := side_of(count - ONE_HOT)) and all(_is_one_hot(row[-ONE_HOT:]) for row in rows):
        return Columns(count, 0, side, count - ONE_HOT, is_one_hot=True)
    first = 1 if _counts([row[0] for row in rows]) else 0
    if first and (side := side_of(count - first)):
        return Columns(count, first, side, None)
    side = side_of(count - first - 1)
    if side is None:
        raise ValueError(_counted(count))
    ends = [row[first] for row in rows], [row[-1] for row in rows]
    is_last = _last_is_label(*ends, (first, count - 1))
    return Columns(count, first if is_last else first + 1, side, count - 1 if is_last else first)


def _last_is_label(first: Sequence[bytes], last: Sequence[bytes], numbers: tuple[int, int]) -> bool:
    """Whether the labels stand in the last column rather than in the first."""
    digits = {b"%d" % digit for digit in range(10)}
    could_be = [digits.issuperset(column) for column in (first, last)]
    is_paper = [column.count(b"0") >= PAPER * len(column) for column in (first, last)]
    if not any(could_be):
        raise ValueError("no labels 0 to 9 in the first or last column")
    if all(could_be) and is_paper[0] != is_paper[1]:
        return is_paper[0]
    # Labels that are all 0 may as well be paper, and the other column something that is no pixel.
    if all(could_be) or (is_paper[could_be.index(True)] and len(first) > 1):
        raise UnsureError(numbers)
    return could_be[1]


def _is_one_hot(cells: Sequence[bytes]) -> bool:
    return sorted(cells) == [b"0"] * (ONE_HOT - 1) + [b"1"]


def _counts(column: Sequence[bytes]) -> bool:
    """Whether a column of two values and more counts the rows, from 0 or 1."""
    counts = [b"%d" % number for number in range(len(column) + 1)]
    return len(column) > 1 and list(column) in (counts[:-1], counts[1:])


def _counted(count: int) -> str:
    return f"{count:,} columns" if count != 1 else "1 column"
