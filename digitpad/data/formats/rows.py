"""Digits from the rows of a table, many at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digitset import UNLABELLED, DigitSet
from digitpad.data.formats.columns import LABEL, ONE_HOT, TEN, WHOLE, Columns
from digitpad.data.formats.lines import Dialect, Line
from digitpad.data.formats.sizes import Range, as_digits
from digitpad.data.text.pixels import images_in
from digitpad.errors import DatasetError
from digitpad.files.untrusted import quoted

CELL = 32
"""Bytes of a value that are still read."""

BYTE: Range = (0, 255)

CLOSE = 1e-6
"""Of the range of the values: so far beyond it a rounded one may lie."""


@dataclass(frozen=True)
class Plan:
    """How a table is read.

    Parameters
    ----------
    dialect : how its values are written.
    columns : what they are.
    pixel : what each of them looks like.
    span : the values of paper and of full ink.
    skipped : the number of the last line before the first digit; 0 for none.
    """

    dialect: Dialect
    columns: Columns
    pixel: bytes
    span: Range
    skipped: int

    @cached_property
    def pattern(self) -> re.Pattern[bytes]:
        """What a line with a digit matches."""
        return self.columns.pattern(self.pixel)

    @property
    def longest(self) -> int:
        """Bytes of a line that are still read."""
        return CELL * self.columns.count

    @property
    def wanted(self) -> str:
        """What a pixel should be, for people."""
        kind = "whole numbers" if self.pixel == WHOLE else "numbers"
        return f"{kind} {self.span[0]:g} to {self.span[1]:g}"


def digits_in(lines: Sequence[Line], plan: Plan, name: str, title: str, room: int) -> DigitSet:
    """The digits in some lines.

    Parameters
    ----------
    name : what the set is called.
    title : what errors call the file.
    room : how many of the errors of other lines are kept.
    """
    fullmatch, tidy = plan.pattern.fullmatch, plan.dialect.tidy
    kept, values, labels, wrong = [], [], [], []
    for line in lines:
        match = fullmatch(tidy(line[1]))
        if match and not (plan.columns.is_one_hot and _hot(match["label"]) != 1):
            kept.append(line)
            values.append(match["pixels"])
            labels.append(match["label"] if plan.columns.label is not None else b"")
        else:
            wrong.append(line)
    images, in_range = _images(values, plan)
    wrong += [kept[i] for i in np.flatnonzero(~in_range)]
    left_out = tuple(_complaint(title, line, plan) for line in sorted(wrong)[:room])
    return DigitSet(
        name,
        as_digits(images[in_range], plan.span),
        _labels(labels, plan)[in_range],
        left_out=left_out,
        left_out_more=len(wrong) - len(left_out),
    )


def _images(values: Sequence[bytes], plan: Plan) -> tuple[NDArray[np.generic], NDArray[np.bool_]]:
    """Images (N, side, side) with values as in the file, and whether all are in their range."""
    side, (low, high) = plan.columns.side, plan.span
    images: NDArray[np.generic]
    if plan.pixel == WHOLE:
        images, in_range = images_in(values, side)
        if plan.span != BYTE:
            in_range &= images.max(axis=(1, 2), initial=0) <= high
    else:
        rows = [np.fromstring(text, np.float32, sep=",") for text in values]
        images = np.array(rows, np.float32).reshape(-1, side, side)
        room = CLOSE * (high - low)
        in_range = np.all((images >= low - room) & (images <= high + room), axis=(1, 2))
    if plan.columns.order:
        pixels = images.reshape(len(images), -1)[:, np.array(plan.columns.order)]
        images = pixels.reshape(images.shape)
    return images, in_range


def _labels(texts: Sequence[bytes], plan: Plan) -> NDArray[np.int8]:
    """Labels int8 (N,) from what stands in their column, or columns."""
    if plan.columns.label is None:
        return np.full(len(texts), UNLABELLED, np.int8)
    if plan.columns.is_one_hot:
        hot = [[cell[:1] for cell in text.split(b",")].index(b"1") for text in texts]
        return np.array(hot, np.int8)
    return np.array([int(text[:1]) for text in texts], np.int8)


def _hot(labels: bytes) -> int:
    """How many of ten labels are 1; ten where they are something else."""
    return labels.count(b"1") if re.fullmatch(TEN, labels) else ONE_HOT


def _complaint(title: str, line: Line, plan: Plan) -> DatasetError:
    """What is wrong with a line that is not a digit."""
    number, text = line
    columns = plan.columns
    cells = plan.dialect.cells(text)
    labels = cells[columns.label : columns.label + ONE_HOT] if columns.label is not None else []
    if len(text) >= plan.longest:
        found, expected = f"{plan.longest:,} bytes or more", f"{columns.count} values"
    elif len(cells) != columns.count:
        found, expected = f"{len(cells):,}", f"{columns.count} values"
    elif columns.is_one_hot and _hot(b",".join(labels)) != 1:
        found, expected = quoted(b",".join(labels)), "one 1 among ten labels"
    elif labels and not columns.is_one_hot and not re.fullmatch(LABEL, labels[0]):
        found, expected = quoted(labels[0]), "a label 0 to 9"
    else:
        pixels = cells[columns.first : columns.last + 1]
        found = quoted(next((cell for cell in pixels if not _is_pixel(cell, plan)), b""))
        expected = plan.wanted
    return DatasetError(title, where=f"line {number}", found=found, expected=expected)


def _is_pixel(cell: bytes, plan: Plan) -> bool:
    low, high = plan.span
    return bool(re.fullmatch(plan.pixel, cell)) and low <= float(cell) <= high
