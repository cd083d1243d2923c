"""NumPy arrays."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from digitpad.data.digitset import Chunk, DigitSet
from digitpad.data.formats.base import Form, ReadOptions, Source
from digitpad.data.npz_file import is_npz, read_npz, write_npz


class Arrays(Form):
    """Images and labels."""

    name = "NumPy arrays (.npz)"
    order = 60
    endings: ClassVar = {"NumPy arrays": ".npz"}

    def sniff(self, source: Source) -> bool:
        return source.is_zip and is_npz(source.start)

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        digits = read_npz(source.path)
        yield Chunk(digits, len(digits), len(digits))

    def write(self, digits: DigitSet, path: Path) -> Iterator[float]:
        return write_npz(digits, path)


FORM = Arrays()
