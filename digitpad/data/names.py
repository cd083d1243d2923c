"""The names of many digits."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import overload

import numpy as np


class Names(Sequence[str]):
    """Names that cannot be changed, in one text.

    As objects of their own, 42,000 names take four times the memory; worse, they lie among what
    was needed only to read their files, and keep its memory from going back to the system.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        names = list(names)
        self._text = "".join(names)
        self._bounds = np.array([0, *accumulate(map(len, names))], np.int64)

    def __len__(self) -> int:
        return len(self._bounds) - 1

    def __iter__(self) -> Iterator[str]:
        return (self._text[start:end] for start, end in pairwise(self._bounds.tolist()))

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> "Names": ...

    def __getitem__(self, index: int | slice) -> "str | Names":
        if isinstance(index, slice):
            return Names([self[number] for number in range(*index.indices(len(self)))])
        number = range(len(self))[index]
        return self._text[self._bounds[number] : self._bounds[number + 1]]
