"""IDX files, the form in which MNIST is published."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from digitpad.data.digitset import Chunk, DigitSet
from digitpad.data.formats.base import Form, ReadOptions, Source
from digitpad.data.idx import image_files, is_idx, read_idx_pair, write_idx


class Idx(Form):
    """Images and labels in two files beside each other."""

    name = "IDX files"
    order = 40
    endings: ClassVar = {"IDX": "images-idx3-ubyte", "IDX, compressed": "images-idx3-ubyte.gz"}

    def fit(self, name: str) -> int:
        return len(name) if "images" in name and "idx3" in name else 0

    def sniff(self, source: Source) -> bool:
        return (
            bool(image_files(source.names))
            if source.is_folder
            else is_idx(source.start) or source.is_packed
        )

    def halves(self, source: Source) -> tuple[str, ...]:
        pairs = image_files(source.names) if source.is_folder else ()
        both = any("train" in p for p in pairs) and any("t10k" in p for p in pairs)
        return ("train", "test") if both else ()

    def stream(self, source: Source, options: ReadOptions) -> Iterator[Chunk]:
        path = source.path
        if source.is_folder:
            pairs, half = image_files(source.names), "t10k" if options.half == "test" else "train"
            path /= next((p for p in pairs if half in p), pairs[0])
        digits = read_idx_pair(path)
        yield Chunk(digits, len(digits), len(digits))

    def write(self, digits: DigitSet, path: Path) -> Iterator[float]:
        return write_idx(digits, path)


FORM = Idx()
