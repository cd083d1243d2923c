"""Values of a JSON text, each checked before anything is made of it."""

import json
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.files.untrusted import quoted


class WrongValueError(Exception):
    """A value that cannot be.

    Parameters
    ----------
    where : its place, e.g. ``"points, labels"``.
    expected, found : as in :class:`digitpad.errors.FileError`.
    """

    def __init__(self, where: str, expected: str, found: str) -> None:
        super().__init__(where, expected, found)
        self.where, self.expected, self.found = where, expected, found


class Checked:
    """A value and its place; each method gives what it is, or raises WrongValueError.

    Parameters
    ----------
    value : any value of a JSON text.
    where : its place; empty for the whole text.
    """

    def __init__(self, value: Any, where: str = "") -> None:
        self.value, self.where = value, where

    def wrong(self, expected: str, found: str = "") -> WrongValueError:
        """What to raise where it is not as expected."""
        return WrongValueError(self.where, expected, found or shown(self.value))

    def __getitem__(self, name: str) -> "Checked":
        """A named part of an object."""
        where = f"{self.where}, {name}" if self.where else name
        if not isinstance(self.value, dict):
            raise self.wrong("an object")
        if name not in self.value:
            raise WrongValueError(where, "a value", "none")
        return Checked(self.value[name], where)

    def items(self, least: int, most: int) -> list["Checked"]:
        """The items of a list of ``least`` to ``most``."""
        if not isinstance(self.value, list):
            raise self.wrong("a list")
        if not least <= len(self.value) <= most:
            size = f"{most:,}" if least == most else f"{least:,} to {most:,}"
            raise self.wrong(f"{size} items", f"{len(self.value):,}")
        return [Checked(item, f"{self.where} {n:,}") for n, item in enumerate(self.value, 1)]

    def whole(self, low: int, high: int) -> int:
        """A whole number."""
        if type(self.value) is not int or not low <= self.value <= high:
            raise self.wrong(f"a whole number from {low:,} to {high:,}")
        return self.value

    def number(self, low: float = -math.inf, high: float = math.inf) -> float:
        """A finite number, as a float."""
        value = self.value
        try:
            number = float(value) if type(value) in (int, float) else math.nan
        except OverflowError:
            number = math.inf
        if not (math.isfinite(number) and low <= number <= high):
            is_free = math.isinf(low) and math.isinf(high)
            raise self.wrong("a number" if is_free else f"a number from {low:,} to {high:,}")
        return number

    def choice(self, choices: Sequence[str]) -> str:
        """One of some texts."""
        if self.value not in choices or not isinstance(self.value, str):
            raise self.wrong(f"one of {', '.join(choices)}")
        return self.value

    def array(self, *shape: int) -> NDArray[np.float64]:
        """Finite numbers in nested lists of exactly this shape, float64."""
        if not shape:
            return np.array(self.number())
        rows = self.items(shape[0], shape[0])
        if len(shape) > 1:
            found = [row.array(*shape[1:]) for row in rows]
            return np.array(found).reshape(shape)
        return np.array([item.number() for item in rows], np.float64)


def shown(value: Any) -> str:
    """A value as it stands in a JSON text, shortened."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return f"a list of {len(value):,}"
    return quoted(json.dumps(value, ensure_ascii=False).strip('"').encode())
